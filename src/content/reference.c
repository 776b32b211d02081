/* One heading and one table per record, in the order staff meet them; a record inside another
 * follows it, under the path of its key. */
#include "content/reference.h"

#include "content/describe.h"
#include "content/json_write.h"

#include <stdlib.h>
#include <string.h>

/* A bar would end the cell of a table. */
static void write_cell(FILE *out, const char *text)
{
    for (; *text; text++) {
        fputs(*text == '|' ? "\\|" : "", out);
        if (*text != '|') {
            fputc(*text, out);
        }
    }
}

char *reference_example(const struct record *record, const struct field *field)
{
    struct arena arena = { 0 };
    const struct json *example = describe_example(field, &arena);
    char *text = NULL;
    size_t size;
    FILE *stream = example || field->type == FIELD_KIND ? open_memstream(&text, &size) : NULL;
    if (stream) {
        struct json_writer writer = { .out = stream };
        json_open(&writer, '[', true);
        if (field->type == FIELD_KIND) {
            json_string(&writer, record->name);
        } else {
            json_value(&writer, example);
        }
        fclose(stream);
        memmove(text, text + 1, strlen(text)); /* the bracket was there to keep it on one line */
    }
    arena_finish(&arena);
    return text;
}

static void write_row(const struct record *record, const struct field *field, FILE *out)
{
    struct arena arena = { 0 };
    const char *value = describe_default(field, &arena);
    char *example = reference_example(record, field);
    fprintf(out, "| `%s` | %s | ", field->key, describe_type(field->type)->name);
    if (field->required) {
        fputs("obligatoire", out);
    } else if (value) {
        write_cell(out, arena_printf(&arena, "`%s`", value));
    } else {
        fputs("facultatif", out);
    }
    fputs(" | ", out);
    write_cell(out, describe_allowed(field, &arena));
    fputs(" | ", out);
    write_cell(out, field->help);
    fputs(" | ", out);
    if (example) {
        write_cell(out, arena_printf(&arena, "`%s`", example));
    } else if (field->record) {
        fputs("voir plus bas", out);
    }
    fputs(" |\n", out);
    free(example);
    arena_finish(&arena);
}

static void write_table(const struct record *record, FILE *out)
{
    fputs("| Clé | Type | Sans elle | Permis | À quoi elle sert | Exemple |\n"
          "|---|---|---|---|---|---|\n",
          out);
    for (const struct field *field = record->fields; field->key; field++) {
        write_row(record, field, out);
    }
    fputc('\n', out);
}

/* The records inside this one, each under the path that leads to it, such as `services[].weekly[]`.
 */
static void write_inner(const struct record *record, const char *path, FILE *out)
{
    struct arena arena = { 0 };
    for (const struct field *field = record->fields; field->key; field++) {
        if (!field->record) {
            continue;
        }
        const char *inner = arena_printf(&arena, "%s%s%s%s", path, path[0] ? "." : "", field->key,
                                         field->type == FIELD_LIST ? "[]" : "");
        fprintf(out, "`%s` : %s\n\n", inner, field->record->help);
        write_table(field->record, out);
        write_inner(field->record, inner, out);
    }
    arena_finish(&arena);
}

static void write_section(const char *heading, const struct record *record, FILE *out)
{
    fprintf(out, "%s\n\n%s\n\n", heading, record->help);
    write_table(record, out);
    write_inner(record, "", out);
}

static void write_types(FILE *out)
{
    bool told[FIELD_TYPES] = { [FIELD_KIND] = true };
    fputs("### Les types\n\n| Type | Ce qu’on écrit |\n|---|---|\n", out);
    for (int type = 0; type < FIELD_TYPES; type++) {
        const struct type_description *description = describe_type(type);
        if (!told[type]) {
            fprintf(out, "| %s | ", description->name);
            write_cell(out, description->expected);
            fputs(" |\n", out);
        }
    }
    fputc('\n', out);
}

void reference_write(const struct record *const *kinds, FILE *out)
{
    struct arena arena = { 0 };
    fputs("« Sans elle » dit ce qui se passe quand la clé n’est pas écrite. Toute clé qui commence "
          "par `_` ou `$` est une note : le programme ne la lit pas.\n\n",
          out);
    write_types(out);
    for (const struct content_file *file = content_files; file->path; file++) {
        if (file->record) {
            write_section(arena_printf(&arena, "### `%s` : %s", file->path, file->record->title),
                          file->record, out);
        }
        for (size_t i = 0; !file->record && kinds[i]; i++) {
            write_section(arena_printf(&arena, "### `%s`, genre `%s` : %s", file->path,
                                       kinds[i]->name, kinds[i]->title),
                          kinds[i], out);
        }
    }
    arena_finish(&arena);
}
