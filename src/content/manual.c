/* The same tables as reference.c, as a page for man: a section for each kind of file, a tagged
 * paragraph for each key. */
#include "content/manual.h"

#include "content/describe.h"
#include "content/reference.h"

#include <stdlib.h>

/* Writes text as one word of roff: a backslash is its escape, a hyphen would become typographic,
 * and a quote would end an argument. */
static void write_roff(FILE *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '\\':
            fputs("\\e", out);
            break;
        case '-':
            fputs("\\-", out);
            break;
        case '"':
            fputs("\\(dq", out);
            break;
        case '\'':
            fputs("\\(aq", out);
            break;
        case '`': /* the tables are written for Markdown */
            break;
        default:
            fputc(*text, out);
        }
    }
}

/* Writes a paragraph of text; \& keeps a line that starts with a dot from being a request. */
static void write_text(FILE *out, const char *text)
{
    fputs("\\&", out);
    write_roff(out, text);
    fputc('\n', out);
}

static void write_heading(FILE *out, const char *request, const char *text)
{
    fprintf(out, ".%s \"", request);
    write_roff(out, text);
    fputs("\"\n", out);
}

/* The key, its type and what happens without it, on the line of the tag. */
static void write_tag(const struct field *field, const char *value, FILE *out)
{
    fputs(".TP\n\\fB", out);
    write_roff(out, field->key);
    fputs("\\fR (", out);
    write_roff(out, describe_type(field->type)->name);
    if (field->required) {
        fputs(", obligatoire", out);
    } else if (value) {
        fputs(", sans elle \\fB", out);
        write_roff(out, value);
        fputs("\\fR", out);
    }
    fputs(")\n", out);
}

static void write_key(const struct record *record, const struct field *field, FILE *out)
{
    struct arena arena = { 0 };
    const char *allowed = describe_allowed(field, &arena);
    char *example = reference_example(record, field);
    write_tag(field, describe_default(field, &arena), out);
    write_text(out, field->help);
    if (allowed[0]) {
        write_text(out, arena_printf(&arena, "Permis : %s.", allowed));
    }
    if (example) {
        write_text(out, arena_printf(&arena, "Exemple : %s", example));
    }
    free(example);
    arena_finish(&arena);
}

/* The keys of a record, then the records inside it under the path that leads to each. */
static void write_record(const struct record *record, const char *path, FILE *out)
{
    struct arena arena = { 0 };
    for (const struct field *field = record->fields; field->key; field++) {
        write_key(record, field, out);
    }
    for (const struct field *field = record->fields; field->key; field++) {
        if (field->record) {
            const char *inner = arena_printf(&arena, "%s%s%s%s", path, path[0] ? "." : "",
                                             field->key, field->type == FIELD_LIST ? "[]" : "");
            write_heading(out, "SS", inner);
            write_text(out, field->record->help);
            write_record(field->record, inner, out);
        }
    }
    arena_finish(&arena);
}

static void write_section(const char *heading, const struct record *record, FILE *out)
{
    write_heading(out, "SH", heading);
    write_text(out, record->help);
    write_record(record, "", out);
}

static void write_start(FILE *out)
{
    fputs(".\\\" Made by vestibule doc --format=man from the field tables; do not edit.\n"
          ".TH VESTIBULE\\-CONTENT 5 \"\" Vestibule \"Fichiers de contenu\"\n"
          ".nh\n.ad l\n"
          ".SH NOM\n"
          "vestibule\\-content \\- les fichiers du contenu d’un écran de hall\n"
          ".SH DESCRIPTION\n"
          "Le contenu d’un bâtiment est un dossier de fichiers JSON que lit\n"
          ".BR vestibule (1).\n"
          "Voici chaque fichier, ses clés, ce qu’elles permettent et un exemple de chacune.\n"
          "Toute clé qui commence par _ ou $ est une note : le programme ne la lit pas.\n",
          out);
}

static void write_types(FILE *out)
{
    bool told[FIELD_TYPES] = { [FIELD_KIND] = true };
    fputs(".SH TYPES\n", out);
    for (int type = 0; type < FIELD_TYPES; type++) {
        if (!told[type]) {
            fputs(".TP\n.B ", out);
            write_text(out, describe_type((enum field_type)type)->name);
            write_text(out, describe_type((enum field_type)type)->expected);
        }
    }
}

void manual_write(const struct record *const *kinds, FILE *out)
{
    struct arena arena = { 0 };
    write_start(out);
    for (const struct content_file *file = content_files; file->path; file++) {
        if (file->record) {
            write_section(arena_printf(&arena, "%s : %s", file->path, file->record->title),
                          file->record, out);
        }
        for (size_t i = 0; !file->record && kinds[i]; i++) {
            write_section(arena_printf(&arena, "%s, genre %s : %s", file->path, kinds[i]->name,
                                       kinds[i]->title),
                          kinds[i], out);
        }
    }
    write_types(out);
    fputs(".SH \"VOIR AUSSI\"\n.BR vestibule (1)\n", out);
    arena_finish(&arena);
}
