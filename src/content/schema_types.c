/* The shared types mostly follow from describe.c; texts, word sets and icons are spelt out. */
#include "content/schema_types.h"

#include "content/describe.h"

#include <string.h>

static void write_flat(struct json_writer *writer, const char *key, const char *json)
{
    struct arena arena = { 0 };
    json_key(writer, "", key);
    json_open(writer, '{', true);
    json_members(writer, describe_json(json, &arena));
    json_close(writer, '}');
    arena_finish(&arena);
}

void schema_write_comments(struct json_writer *writer)
{
    write_flat(writer, "patternProperties",
               "{\"^[_$]\": {\"description\": \"Une note : les visiteurs ne la voient pas.\"}}");
    json_key(writer, "", "additionalProperties");
    json_bool(writer, false);
}

void schema_write_fraction(struct json_writer *writer)
{
    json_open(writer, '{', false);
    json_pair(writer, "type", "object");
    json_key(writer, "", "required");
    json_open(writer, '[', true);
    json_string(writer, "numerator");
    json_string(writer, "denominator");
    json_close(writer, ']');
    json_key(writer, "", "properties");
    json_open(writer, '{', false);
    write_flat(writer, "numerator",
               "{\"description\": \"Combien.\", \"type\": \"number\", \"minimum\": 0}");
    write_flat(writer, "denominator",
               "{\"description\": \"Sur combien.\", \"type\": \"number\", "
               "\"exclusiveMinimum\": 0}");
    write_flat(writer, "percent",
               "{\"description\": \"Le pourcentage imprimé ailleurs, jamais affiché : comparé à la "
               "fraction.\", \"type\": \"number\"}");
    json_close(writer, '}');
    schema_write_comments(writer);
    json_close(writer, '}');
}

static void write_names(struct json_writer *writer, const char *key, const char *const *names,
                        size_t count)
{
    json_key(writer, "", key);
    json_open(writer, '[', true);
    for (size_t i = 0; i < count && names[i]; i++) {
        json_string(writer, names[i]);
    }
    json_close(writer, ']');
}

static void write_enum(struct json_writer *writer, const struct field *field)
{
    const char *const *meanings, *const *words = describe_words(field, &meanings);
    write_names(writer, "enum", words, SIZE_MAX);
    if (meanings) {
        write_names(writer, "enumDescriptions", meanings, SIZE_MAX);
    }
}

void schema_write_words(struct json_writer *writer, const struct field *field)
{
    if (field->type == FIELD_WORD) {
        write_enum(writer, field);
        return;
    }
    json_pair(writer, "type", "array");
    if (field->type == FIELD_WEEKDAYS) {
        json_key(writer, "", "minItems");
        json_number(writer, 1);
    }
    json_key(writer, "", "uniqueItems");
    json_bool(writer, true);
    json_key(writer, "", "items");
    json_open(writer, '{', false);
    write_enum(writer, field);
    json_close(writer, '}');
}

/* One text, or one for each language; the first of the languages must stand. */
static void write_text(struct json_writer *writer, const struct schema_names *names)
{
    json_key(writer, "", "anyOf");
    json_open(writer, '[', false);
    json_open(writer, '{', true);
    json_pair(writer, "type", "string");
    json_key(writer, "", "minLength");
    json_number(writer, 1);
    json_key(writer, "", "maxLength");
    json_number(writer, TEXT_MAX);
    json_close(writer, '}');
    json_open(writer, '{', false);
    json_pair(writer, "type", "object");
    write_names(writer, "required", names->languages, names->language_count > 0);
    json_key(writer, "", "properties");
    json_open(writer, '{', false);
    for (size_t i = 0; i < names->language_count; i++) {
        json_key(writer, "", names->languages[i]);
        json_open(writer, '{', true);
        json_pair(writer, "type", "string");
        json_key(writer, "", "minLength");
        json_number(writer, 1);
        json_key(writer, "", "maxLength");
        json_number(writer, TEXT_MAX);
        json_close(writer, '}');
    }
    json_close(writer, '}');
    schema_write_comments(writer);
    json_close(writer, '}');
    json_close(writer, ']');
}

static void write_pattern(struct json_writer *writer, const struct type_description *type)
{
    json_pair(writer, "type", "string");
    if (type->pattern) {
        json_pair(writer, "pattern", type->pattern);
    }
    if (type->format) {
        json_pair(writer, "format", type->format);
    }
}

void schema_write_type(struct json_writer *writer, enum field_type type,
                       const struct schema_names *names)
{
    const struct type_description *description = describe_type(type);
    json_key(writer, "", description->shared);
    json_open(writer, '{', false);
    if (type == FIELD_TEXT) {
        write_text(writer, names);
    } else if (type == FIELD_WEEKDAYS) {
        schema_write_words(writer, &(struct field){ .type = type });
    } else {
        write_pattern(writer, description);
        if (type == FIELD_URL || type == FIELD_ADDRESS) {
            json_key(writer, "", "maxLength");
            json_number(writer, ADDRESS_MAX);
        } else if (type == FIELD_ICON) {
            json_key(writer, "", "minLength");
            json_number(writer, 1);
            if (names->icon_count > 0) {
                write_names(writer, "enum", names->icons, names->icon_count);
            }
        }
    }
    json_pair(writer, "errorMessage", description->expected);
    json_close(writer, '}');
}

void schema_write_kind(struct json_writer *writer, const struct record *const *kinds)
{
    json_key(writer, "", "kind");
    json_open(writer, '{', false);
    json_pair(writer, "description", "Genre de la page.");
    json_key(writer, "", "enum");
    json_open(writer, '[', true);
    for (size_t i = 0; kinds[i]; i++) {
        json_string(writer, kinds[i]->name);
    }
    json_close(writer, ']');
    json_key(writer, "", "enumDescriptions");
    json_open(writer, '[', false);
    for (size_t i = 0; kinds[i]; i++) {
        json_string(writer, kinds[i]->help);
    }
    json_close(writer, ']');
    json_close(writer, '}');
}

void schema_write_branch(struct json_writer *writer, const char *kind)
{
    struct arena arena = { 0 };
    const char *branch = arena_printf(&arena,
                                      "{\"if\": {\"required\": [\"kind\"], \"properties\": "
                                      "{\"kind\": {\"const\": \"%s\"}}}, "
                                      "\"then\": {\"$ref\": \"#/$defs/%s\"}}",
                                      kind, kind);
    json_value(writer, describe_json(branch, &arena));
    arena_finish(&arena);
}
