/* Required keys and those marked `starter` stand as they are; the other optional ones stand behind
 * a "_", which makes them comments: to use one is to take the "_" away. Notes are "_comment" keys.
 */
#include "content/starter.h"

#include "content/describe.h"

#include <string.h>

static void write_text(const struct starter *starter, const struct json *example,
                       struct json_writer *writer)
{
    if (starter->language_count < 2) {
        json_value(writer, example);
        return;
    }
    json_open(writer, '{', true);
    json_pair(writer, starter->languages[0], example->string);
    for (size_t i = 1; i < starter->language_count; i++) {
        json_key(writer, "_", starter->languages[i]);
        json_string(writer, "");
    }
    json_close(writer, '}');
}

static void write_simple(const struct starter *starter, const struct record *record,
                         const struct field *field, struct json_writer *writer)
{
    struct arena arena = { 0 };
    const struct json *example = describe_example(field, &arena);
    if (field->type == FIELD_KIND) {
        json_string(writer, record->name);
    } else if (field->type == FIELD_TEXT) {
        write_text(starter, example, writer);
    } else if (field->type == FIELD_SERVICE && starter->service) {
        json_string(writer, starter->service);
    } else if (field->type == FIELD_SLIDE && starter->slide) {
        json_string(writer, starter->slide);
    } else {
        json_value(writer, example);
    }
    arena_finish(&arena);
}

/* As many examples as the list must hold, one at least; only the first has notes. */
static void write_list(const struct starter *starter, const struct field *field,
                       struct json_writer *writer)
{
    struct starter rest = *starter;
    size_t count = field->min > 0 ? field->min : 1;
    json_open(writer, '[', false);
    for (size_t i = 0; i < count; i++) {
        starter_write(&rest, field->record, writer);
        rest.commented = false;
    }
    json_close(writer, ']');
}

void starter_write_field(const struct starter *starter, const struct record *record,
                         const struct field *field, struct json_writer *writer)
{
    struct starter plain = *starter;
    plain.schema = NULL;
    if (field->type == FIELD_LIST) {
        write_list(&plain, field, writer);
    } else if (field->type == FIELD_OBJECT) {
        starter_write(&plain, field->record, writer);
    } else {
        write_simple(&plain, record, field, writer);
    }
}

static bool stands(const struct field *field)
{
    return field->required || field->starter;
}

static bool has_optional(const struct record *record)
{
    const struct field *field = record->fields;
    while (field->key && stands(field)) {
        field++;
    }
    return field->key != NULL;
}

static void write_note(const struct field *field, struct json_writer *writer)
{
    struct arena arena = { 0 };
    const char *allowed = describe_allowed(field, &arena);
    char *note = arena_printf(&arena, "%s%s : %s%s%s%s", field->key,
                              field->required ? "" : " (facultatif)", field->help,
                              allowed[0] ? " Permis : " : "", allowed, allowed[0] ? "." : "");
    for (char *at = note; (at = strchr(at, '`')) != NULL;) {
        *at = '"';
    }
    json_string(writer, note);
    arena_finish(&arena);
}

static void write_notes(const struct record *record, bool top, struct json_writer *writer)
{
    struct arena arena = { 0 };
    json_key(writer, "", "_comment");
    json_open(writer, '[', false);
    json_string(writer, arena_printf(&arena, "%s. %s", record->title, record->help));
    if (top) {
        json_string(writer, "Les clés qui commencent par _ sont des notes : les visiteurs ne les "
                            "voient pas, et on peut les effacer.");
    }
    if (top && has_optional(record)) {
        json_string(writer, "Pour utiliser une clé facultative, enlevez le _ devant son nom.");
    }
    for (const struct field *field = record->fields; field->key; field++) {
        if (field->type != FIELD_KIND) {
            write_note(field, writer);
        }
    }
    json_close(writer, ']');
    arena_finish(&arena);
}

void starter_write(const struct starter *starter, const struct record *record,
                   struct json_writer *writer)
{
    struct starter off = *starter; /* of what a "_" switches off */
    off.commented = false;
    json_open(writer, '{', false);
    if (starter->schema) {
        json_pair(writer, "$schema", starter->schema);
    }
    if (starter->commented) {
        write_notes(record, writer->depth == 1, writer);
    }
    for (const struct field *field = record->fields; field->key; field++) {
        if (stands(field)) {
            json_key(writer, "", field->key);
            starter_write_field(starter, record, field, writer);
        } else if (starter->commented) {
            json_key(writer, "_", field->key);
            starter_write_field(&off, record, field, writer);
        }
    }
    json_close(writer, '}');
}
