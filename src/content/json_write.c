/* A bracket on one line has a space inside when it is an object, as staff write it:
 * { "fr": "Bonjour" }, but [1, 2]. */
#include "content/json_write.h"

#include "base/escape.h"

#include <math.h>

/* Before a value or a key: what separates it from the one before, and the indent. */
static void separate(struct json_writer *writer, bool object)
{
    if (writer->keyed) {
        writer->keyed = false;
        return;
    }
    if (writer->follow) {
        fputc(',', writer->out);
    }
    if (writer->flat > 0) {
        if (writer->follow || object) {
            fputc(' ', writer->out);
        }
    } else if (writer->depth > 0) {
        fprintf(writer->out, "\n%*s", 2 * writer->depth, "");
    }
    writer->follow = true;
}

void json_open(struct json_writer *writer, char bracket, bool flat)
{
    separate(writer, false);
    fputc(bracket, writer->out);
    writer->depth++;
    if (flat && writer->flat == 0) {
        writer->flat = writer->depth;
    }
    writer->follow = false;
}

void json_close(struct json_writer *writer, char bracket)
{
    bool flat = writer->flat > 0;
    if (writer->flat == writer->depth) {
        writer->flat = 0;
    }
    writer->depth--;
    if (writer->follow && flat && bracket == '}') {
        fputc(' ', writer->out);
    } else if (writer->follow && !flat) {
        fprintf(writer->out, "\n%*s", 2 * writer->depth, "");
    }
    fputc(bracket, writer->out);
    if (writer->depth == 0) {
        fputc('\n', writer->out);
    }
    writer->follow = true;
}

static void put_characters(FILE *out, const char *text)
{
    char piece[JSON_PIECE];
    while (json_escape(&text, piece)) {
        fputs(piece, out);
    }
}

void json_key(struct json_writer *writer, const char *prefix, const char *key)
{
    separate(writer, true);
    fputc('"', writer->out);
    put_characters(writer->out, prefix);
    put_characters(writer->out, key);
    fputs("\": ", writer->out);
    writer->keyed = true;
}

void json_string(struct json_writer *writer, const char *text)
{
    separate(writer, false);
    fputc('"', writer->out);
    put_characters(writer->out, text);
    fputc('"', writer->out);
}

void json_number(struct json_writer *writer, double number)
{
    separate(writer, false);
    if (number == floor(number) && fabs(number) < 1e15) {
        fprintf(writer->out, "%.0f", number);
    } else {
        fprintf(writer->out, "%.15g", number);
    }
}

void json_bool(struct json_writer *writer, bool value)
{
    separate(writer, false);
    fputs(value ? "true" : "false", writer->out);
}

/* Lists of plain values and objects of few plain ones read best on one line. */
static bool is_short(const struct json *value)
{
    for (const struct json *child = value->first; child; child = child->next) {
        if (child->count > 0 || child->source_length > 60) {
            return false;
        }
    }
    return value->type == JSON_ARRAY || value->count <= 2;
}

void json_members(struct json_writer *writer, const struct json *value)
{
    for (const struct json *child = value->first; child; child = child->next) {
        if (child->key) {
            json_key(writer, "", child->key);
        }
        json_value(writer, child);
    }
}

void json_value(struct json_writer *writer, const struct json *value)
{
    switch (value->type) {
    case JSON_OBJECT:
    case JSON_ARRAY: {
        bool object = value->type == JSON_OBJECT;
        json_open(writer, object ? '{' : '[', is_short(value));
        json_members(writer, value);
        json_close(writer, object ? '}' : ']');
        break;
    }
    case JSON_STRING:
        json_string(writer, value->string);
        break;
    case JSON_NUMBER:
        json_number(writer, value->number);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        json_bool(writer, value->type == JSON_TRUE);
        break;
    case JSON_NULL:
        separate(writer, false);
        fputs("null", writer->out);
    }
}

void json_pair(struct json_writer *writer, const char *key, const char *text)
{
    json_key(writer, "", key);
    json_string(writer, text);
}
