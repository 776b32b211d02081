/* A record becomes an object that refuses keys it does not know; a field becomes its type's schema
 * with help, example, default and bounds beside it. Types that many fields share stand once below
 * $defs. errorMessage and enumDescriptions are what Visual Studio Code shows; others pass over
 * them.
 */
#include "content/schema.h"

#include "content/describe.h"
#include "content/json_write.h"
#include "content/schema_types.h"
#include "content/starter.h"

#include <string.h>

struct writing {
    const struct schema_names *names;
    struct json_writer writer;
    struct arena arena;
    bool shared[FIELD_TYPES]; /* types the file uses, for $defs */
};

static void write_record(struct writing *writing, const struct record *record);

static void write_text_limits(struct json_writer *writer, const struct field *field)
{
    json_pair(writer, "type", "string");
    json_key(writer, "", "minLength");
    json_number(writer, 1);
    if (field->type == FIELD_STRING) {
        json_key(writer, "", "maxLength");
        json_number(writer, (double)(field->max ? field->max : TEXT_MAX));
    }
}

static void write_bounds(struct json_writer *writer, const struct field *field)
{
    bool whole = field->type == FIELD_INTEGER;
    if (field->low < field->high || whole) {
        json_key(writer, "", "minimum");
        json_number(writer, field->low < field->high ? field->low : -INTEGER_MAX);
        json_key(writer, "", "maximum");
        json_number(writer, field->low < field->high ? field->high : INTEGER_MAX);
    }
    if (field->step > 0) {
        json_key(writer, "", "multipleOf");
        json_number(writer, field->step);
    }
}

static void write_number(struct json_writer *writer, const struct field *field)
{
    json_pair(writer, "type", field->type == FIELD_INTEGER ? "integer" : "number");
    write_bounds(writer, field);
}

static void write_amount(struct json_writer *writer, const struct field *field)
{
    json_key(writer, "", "anyOf");
    json_open(writer, '[', false);
    json_open(writer, '{', true);
    write_number(writer, field);
    json_close(writer, '}');
    schema_write_fraction(writer);
    json_close(writer, ']');
}

static void write_counts(struct json_writer *writer, const struct field *field)
{
    json_pair(writer, "type", "array");
    json_key(writer, "", "minItems");
    json_number(writer, (double)field->min);
    json_key(writer, "", "maxItems");
    json_number(writer, (double)(field->max ? field->max : LIST_DEFAULT_MAX));
}

static void write_list(struct writing *writing, const struct field *field)
{
    struct json_writer *writer = &writing->writer;
    write_counts(writer, field);
    json_key(writer, "", "items");
    if (field->type == FIELD_LIST) {
        json_open(writer, '{', false);
        write_record(writing, field->record);
    } else {
        const struct field item = { .type = field->type == FIELD_NUMBERS ? FIELD_NUMBER
                                                                         : FIELD_STRING,
                                    .low = field->low,
                                    .high = field->high,
                                    .step = field->step };
        json_open(writer, '{', true);
        if (field->type == FIELD_NUMBERS) {
            write_number(writer, &item);
        } else {
            write_text_limits(writer, &item);
        }
    }
    json_close(writer, '}');
}

static void write_type(struct writing *writing, const struct record *record,
                       const struct field *field)
{
    struct json_writer *writer = &writing->writer;
    const struct type_description *type = describe_type(field->type);
    if (type->shared) {
        writing->shared[field->type] = true;
        json_pair(writer, "$ref", arena_printf(&writing->arena, "#/$defs/%s", type->shared));
        return;
    }
    switch (field->type) {
    case FIELD_KIND:
        json_pair(writer, "const", record->name);
        break;
    case FIELD_BOOL:
        json_pair(writer, "type", "boolean");
        break;
    case FIELD_WORD:
    case FIELD_WORD_SET:
        schema_write_words(writer, field);
        break;
    case FIELD_INTEGER:
    case FIELD_NUMBER:
        write_number(writer, field);
        break;
    case FIELD_AMOUNT:
        write_amount(writer, field);
        break;
    case FIELD_STRINGS:
    case FIELD_NUMBERS:
    case FIELD_LIST:
        write_list(writing, field);
        break;
    case FIELD_OBJECT:
        write_record(writing, field->record);
        break;
    default:
        write_text_limits(writer, field);
    }
}

/* What an editor proposes and shows beside the type. */
static void write_notes(struct writing *writing, const struct record *record,
                        const struct field *field)
{
    struct json_writer *writer = &writing->writer;
    const struct starter plain = { 0 };
    const char *value = describe_default(field, &writing->arena);
    if (value) {
        json_key(writer, "", "default");
        json_value(writer, describe_json(value, &writing->arena));
    }
    if (field->type != FIELD_KIND && field->type != FIELD_BOOL) {
        json_key(writer, "", "examples");
        json_open(writer, '[', describe_example(field, &writing->arena) != NULL);
        starter_write_field(&plain, record, field, writer);
        json_close(writer, ']');
    }
}

static void write_field(struct writing *writing, const struct record *record,
                        const struct field *field)
{
    struct json_writer *writer = &writing->writer;
    const struct type_description *type = describe_type(field->type);
    json_key(writer, "", field->key);
    json_open(writer, '{', false);
    json_pair(writer, "description", field->help);
    write_type(writing, record, field);
    write_notes(writing, record, field);
    if (!type->shared) {
        json_pair(writer, "errorMessage", type->expected);
    }
    json_close(writer, '}');
}

/* Writes the members of the schema of a record, whose own help gives way to that of its field. */
static void write_record(struct writing *writing, const struct record *record)
{
    struct json_writer *writer = &writing->writer;
    json_pair(writer, "title", record->title);
    json_pair(writer, "type", "object");
    json_key(writer, "", "required");
    json_open(writer, '[', true);
    for (const struct field *field = record->fields; field->key; field++) {
        if (field->required) {
            json_string(writer, field->key);
        }
    }
    json_close(writer, ']');
    json_key(writer, "", "properties");
    json_open(writer, '{', false);
    for (const struct field *field = record->fields; field->key; field++) {
        write_field(writing, record, field);
    }
    json_close(writer, '}');
    schema_write_comments(writer);
    if (record->rules) {
        const char *rules = arena_printf(&writing->arena, "{%s}", record->rules);
        json_key(writer, "", "allOf");
        json_open(writer, '[', false);
        json_value(writer, describe_json(rules, &writing->arena));
        json_close(writer, ']');
    }
}

/* A page is of one kind, and its kind says which keys it has. */
static void write_choice(struct writing *writing)
{
    struct json_writer *writer = &writing->writer;
    const struct record *const *kinds = writing->names->kinds;
    json_pair(writer, "title", "Page");
    json_pair(writer, "description", "Une page de l’écran ; kind dit son genre.");
    json_pair(writer, "type", "object");
    json_key(writer, "", "required");
    json_open(writer, '[', true);
    json_string(writer, "kind");
    json_close(writer, ']');
    json_key(writer, "", "properties");
    json_open(writer, '{', false);
    schema_write_kind(writer, kinds);
    json_close(writer, '}');
    json_key(writer, "", "allOf");
    json_open(writer, '[', false);
    for (size_t i = 0; kinds[i]; i++) {
        schema_write_branch(writer, kinds[i]->name);
    }
    json_close(writer, ']');
}

static void write_definitions(struct writing *writing, bool kinds)
{
    struct json_writer *writer = &writing->writer;
    json_key(writer, "", "$defs");
    json_open(writer, '{', false);
    for (size_t i = 0; kinds && writing->names->kinds[i]; i++) {
        const struct record *kind = writing->names->kinds[i];
        json_key(writer, "", kind->name);
        json_open(writer, '{', false);
        json_pair(writer, "description", kind->help);
        write_record(writing, kind);
        json_close(writer, '}');
    }
    for (int type = 0; type < FIELD_TYPES; type++) {
        if (writing->shared[type]) {
            schema_write_type(writer, type, writing->names);
        }
    }
    json_close(writer, '}');
}

void schema_write(const struct content_file *file, const struct schema_names *names, FILE *out)
{
    struct writing writing = { .names = names, .writer = { .out = out } };
    struct json_writer *writer = &writing.writer;
    json_open(writer, '{', false);
    json_pair(writer, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_pair(writer, "$comment",
              "Fait par « vestibule schema » à partir du programme : ne pas modifier à la main.");
    if (file->record) {
        json_pair(writer, "description", file->record->help);
        write_record(&writing, file->record);
    } else {
        write_choice(&writing);
    }
    write_definitions(&writing, !file->record);
    json_close(writer, '}');
    arena_finish(&writing.arena);
}
