/* The one reader that walks every field table: unknown keys, missing keys, defaults, and the types
 * that hold other values. The simple types are in field_types.c. */
#include "content/field.h"

#include "base/message.h"
#include "base/utf8.h"
#include "content/closest.h"
#include "content/field_types.h"
#include "content/french.h"
#include "content/places.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { KEYS_MAX = 128 };

__attribute__((format(printf, 6, 0))) static void
add_problem(struct reader *reader, enum severity severity, const struct json *value, int line,
            int column, const char *format, va_list arguments)
{
    struct arena arena = { 0 };
    report_vadd(reader->report, severity, reader->file, line, column, json_path(value, &arena),
                format, arguments);
    arena_finish(&arena);
    report_detail(reader->report, json_span(value), NULL);
}

void reader_suggest_source(struct reader *reader, const char *source)
{
    const struct problem *problem = reader->report->newest;
    report_detail(reader->report, problem ? problem->span : 1, source);
}

void reader_suggest(struct reader *reader, const char *word)
{
    char quoted[200];
    snprintf(quoted, sizeof quoted, "\"%s\"", word);
    reader_suggest_source(reader, quoted);
}

void reader_error(struct reader *reader, const struct json *value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, PROBLEM_ERROR, value, value->line, value->column, format, arguments);
    va_end(arguments);
    reader->errors++;
}

void reader_warning(struct reader *reader, const struct json *value, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, PROBLEM_WARNING, value, value->line, value->column, format, arguments);
    va_end(arguments);
}

__attribute__((format(printf, 3, 4))) static void
key_error(struct reader *reader, const struct json *member, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_problem(reader, PROBLEM_ERROR, member->parent, member->key_line, member->key_column, format,
                arguments);
    report_detail(reader->report, (int)utf8_length(member->key) + 2, NULL);
    va_end(arguments);
    reader->errors++;
}

static bool read_field(struct reader *reader, const struct field *field, const struct json *json,
                       void *record);

static bool right_count(struct reader *reader, const struct field *field, const struct json *json)
{
    size_t max = field->max ? field->max : LIST_DEFAULT_MAX;
    if (json->count >= field->min && json->count <= max) {
        return true;
    }
    if (field->min == field->max) {
        reader_error(reader, json, _("must hold exactly %zu values, not %zu"), field->min,
                     json->count);
    } else {
        reader_error(reader, json, _("must hold %zu to %zu values, not %zu"), field->min, max,
                     json->count);
    }
    return false;
}

static bool is_list(struct reader *reader, const struct field *field, const struct json *json)
{
    if (json->type != JSON_ARRAY) {
        return field_expected(reader, json, _("a list between square brackets […]"));
    }
    return right_count(reader, field, json);
}

static bool read_list(struct reader *reader, const struct field *field, const struct json *json,
                      struct list *list)
{
    if (!is_list(reader, field, json)) {
        return false;
    }
    const struct record *record = field->record;
    list->items = arena_alloc(reader->arena, json->count * record->size);
    bool good = true;
    for (const struct json *item = json->first; item; item = item->next) {
        char *out = (char *)list->items + record->size * list->count++;
        good = record_read(record, item, reader, out) && good;
    }
    return good;
}

static bool read_strings(struct reader *reader, const struct field *field, const struct json *json,
                         struct strings *strings)
{
    if (!is_list(reader, field, json)) {
        return false;
    }
    strings->items = arena_alloc(reader->arena, json->count * sizeof *strings->items);
    for (const struct json *item = json->first; item; item = item->next) {
        if (item->type != JSON_STRING || item->string[0] == '\0') {
            return field_expected(reader, item, _("a text between quotes"));
        }
        strings->items[strings->count++] = item->string;
    }
    return true;
}

static bool read_numbers(struct reader *reader, const struct field *field, const struct json *json,
                         struct numbers *numbers)
{
    if (!is_list(reader, field, json)) {
        return false;
    }
    numbers->items = arena_alloc(reader->arena, json->count * sizeof *numbers->items);
    bool good = true;
    for (const struct json *item = json->first; item; item = item->next) {
        const struct field one = {
            .type = FIELD_NUMBER, .low = field->low, .high = field->high, .step = field->step
        };
        good = field_read_simple(reader, &one, item, &numbers->items[numbers->count++]) && good;
    }
    return good;
}

static bool read_field(struct reader *reader, const struct field *field, const struct json *json,
                       void *record)
{
    void *out = (char *)record + field->offset;
    switch (field->type) {
    case FIELD_LIST:
        return read_list(reader, field, json, out);
    case FIELD_OBJECT:
        return record_read(field->record, json, reader, out);
    case FIELD_STRINGS:
        return read_strings(reader, field, json, out);
    case FIELD_NUMBERS:
        return read_numbers(reader, field, json, out);
    default:
        return field_read_simple(reader, field, json, out);
    }
}

static const struct field *find_field(const struct record *record, const char *key)
{
    for (const struct field *field = record->fields; field->key; field++) {
        if (strcmp(field->key, key) == 0) {
            return field;
        }
    }
    return NULL;
}

/* Returns the known key that was most likely meant, or NULL. */
static const char *unknown_key(struct reader *reader, const struct record *record,
                               const struct json *member)
{
    const char *keys[KEYS_MAX];
    size_t count = 0;
    for (const struct field *field = record->fields; field->key && count < KEYS_MAX; field++) {
        keys[count++] = field->key;
    }
    const char *meant = french_meant(member->key, keys, count);
    const char *near = meant ? meant : closest_word(member->key, keys, count);
    if (near) {
        key_error(reader, member, _("unknown key \"%s\"; did you mean \"%s\"?"), member->key, near);
        reader_suggest(reader, near);
    } else {
        key_error(reader, member, _("unknown key \"%s\""), member->key);
    }
    return near;
}

static bool read_fallback(struct reader *reader, const struct field *field, void *out)
{
    const struct json *json = json_parse(field->fallback, strlen(field->fallback), reader->file,
                                         reader->arena, reader->report);
    return json && read_field(reader, field, json, out);
}

bool key_is_comment(const char *key)
{
    return key[0] == '_' || key[0] == '$';
}

/* An identifier or address is also known by the text itself, which is what pictures are given. */
static void note_place(struct reader *reader, const struct field *field, const struct json *json,
                       const void *out)
{
    if (!reader->places ||
        field->type == FIELD_OBJECT) { /* an object's first value has its place */
        return;
    }
    places_add(reader->places, out, reader->file, json);
    if (field->type == FIELD_STRING || field->type == FIELD_URL || field->type == FIELD_ADDRESS) {
        places_add(reader->places, *(const char *const *)out, reader->file, json);
    }
}

/* A misspelt key is told once, not as missing too. */
struct meant {
    const char *keys[KEYS_MAX];
    size_t count;
};

static bool was_meant(const struct meant *meant, const char *key)
{
    for (size_t i = 0; i < meant->count; i++) {
        if (meant->keys[i] == key) {
            return true;
        }
    }
    return false;
}

static void note_meant(struct meant *meant, const char *key)
{
    if (key && meant->count < KEYS_MAX) {
        meant->keys[meant->count++] = key;
    }
}

bool record_read(const struct record *record, const struct json *json, struct reader *reader,
                 void *out)
{
    if (json->type != JSON_OBJECT) {
        return field_expected(reader, json, _("an object between curly brackets {…}"));
    }
    size_t errors = reader->errors;
    struct meant meant = { .count = 0 };
    for (const struct json *member = json->first; member; member = member->next) {
        const struct field *field = find_field(record, member->key);
        if (field) {
            read_field(reader, field, member, out);
            note_place(reader, field, member, (const char *)out + field->offset);
        } else if (!key_is_comment(member->key)) {
            note_meant(&meant, unknown_key(reader, record, member));
        }
    }
    for (const struct field *field = record->fields; field->key; field++) {
        if (json_get(json, field->key)) {
            continue;
        }
        if (field->required && was_meant(&meant, field->key)) {
            continue;
        }
        if (field->required) {
            reader_error(reader, json, _("the key \"%s\" is missing"), field->key);
        } else if (field->fallback) {
            read_fallback(reader, field, out);
        }
    }
    if (reader->errors == errors) {
        field_compare_addresses(reader, record, json, out);
    }
    if (record->check && reader->errors == errors) {
        record->check(out, json, reader);
    }
    return reader->errors == errors;
}

const char *text_in(const struct text *text, int language)
{
    const char *own = text_own(text, language);
    return own ? own : text->by[0] ? text->by[0] : "";
}

const char *text_own(const struct text *text, int language)
{
    return language >= 0 && language < LANGUAGES_MAX ? text->by[language] : NULL;
}
