/* The three languages that come with the program, and what is told about a language file that lacks
 * or garbles something. */
#include "base/file.h"
#include "content/language.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N "\u00a0"

enum { FR, EN, UK, LANGUAGES };

static const char *const codes[] = { "fr", "en", "uk" };
static struct language languages[LANGUAGES];
static struct arena arena;
static char folder[64], file[128];
static const char *french_file;

static int load_languages(void **state)
{
    (void)state;
    int assets = file_open_root("assets");
    struct report report = { 0 };
    for (int i = 0; i < LANGUAGES; i++) {
        if (!language_load(assets, codes[i], &arena, &report, &languages[i])) {
            report_print(&report, stderr);
            return -1;
        }
    }
    struct blob blob;
    const char *reason;
    if (report.count > 0 ||
        !file_read(assets, "languages/fr.json", 65536, &arena, &blob, &reason)) {
        return -1;
    }
    french_file = blob.bytes;
    close(assets);
    strcpy(folder, "/tmp/vestibule-language-XXXXXX");
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(file, sizeof file, "%s/languages", folder);
    mkdir(file, 0755);
    snprintf(file, sizeof file, "%s/languages/fr.json", folder);
    return 0;
}

static int remove_files(void **state)
{
    (void)state;
    unlink(file);
    *strrchr(file, '/') = '\0';
    arena_finish(&arena);
    return rmdir(file) || rmdir(folder);
}

static void the_files_are_read_and_set(void **state)
{
    (void)state;
    const struct language *fr = &languages[FR], *en = &languages[EN], *uk = &languages[UK];
    assert_string_equal(fr->code, "fr");
    assert_string_equal(fr->name, "Français");
    assert_string_equal(fr->today, "Aujourd’hui");
    assert_string_equal(fr->trend, "évolution en 3" N "mois");
    assert_string_equal(fr->days_short, "{n}" N "j");
    assert_string_equal(fr->holidays.items[HOLIDAY_NEW_YEAR], "jour de l’An");
    assert_string_equal(fr->replies.many, "réponses");
    assert_string_equal(en->holidays.items[HOLIDAY_ALL_SAINTS], "All Saints’ Day");
    assert_string_equal(uk->weekdays.items[FRIDAY], "п’ятниця");
    assert_int_equal(fr->plural, PLURAL_FRENCH);
    assert_int_equal(en->plural, PLURAL_ENGLISH);
    assert_int_equal(uk->plural, PLURAL_SLAVIC);
}

static size_t size_of(const struct field *field)
{
    switch (field->type) {
    case FIELD_WORD:
        return sizeof(int);
    case FIELD_STRINGS:
        return sizeof(struct strings);
    case FIELD_OBJECT:
        return field->record->size;
    default:
        assert_int_equal(field->type, FIELD_STRING);
        return sizeof(const char *);
    }
}

/* A word that is in the struct and not in the table would be NULL when a page asks for it. */
static void check_table(const struct record *record, size_t first)
{
    size_t next = first;
    for (const struct field *field = record->fields; field->key; field++) {
        assert_true(field->required);
        assert_in_range(field->offset, next, next + (next % sizeof(char *)));
        next = field->offset + size_of(field);
        if (field->record) {
            check_table(field->record, 0);
        }
    }
    assert_int_equal(next, record->size);
}

static void every_word_is_in_the_table(void **state)
{
    (void)state;
    check_table(&language_record, offsetof(struct language, name));
}

/* Writes the French file with the first `from` in it replaced. */
static void write_changed(const char *from, const char *to)
{
    const char *at = strstr(french_file, from);
    assert_non_null(at);
    FILE *stream = fopen(file, "w");
    assert_non_null(stream);
    fprintf(stream, "%.*s%s%s", (int)(at - french_file), french_file, to, at + strlen(from));
    fclose(stream);
}

static bool load_changed(struct report *report, struct language *language)
{
    int root = file_open_root(folder);
    bool done = language_load(root, "fr", &arena, report, language);
    close(root);
    return done;
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to, *where, *message;
    } rows[] = {
        { "\"open\": \"Ouvert\",", "", "", "the key \"open\" is missing" },
        { "\"open\": \"Ouvert\",", "\"open\": \"\",", "open",
          "must be a text between quotes, not \"\"" },
        { "\"many\": \"réponses\"", "\"_many\": \"\"", "replies", "the key \"many\" is missing" },
        { ", \"dimanche\"", "", "weekdays", "must hold exactly 7 values, not 6" },
        { "\"french\"", "\"frensh\"", "plural",
          "must be one of the known words, not \"frensh\"; did you mean \"french\"?" },
        { "ferme à {time}", "ferme à {tme}", "closes_at",
          "must hold {time}, not only \"ferme à {tme}\"" },
        { "ferme à {time}", "ferme à {time", "closes_at",
          "must hold {time}, not only \"ferme à {time\"" },
        { "ferme à {time}", "ferme à {time} {day}", "closes_at",
          "must not hold {day}, which nothing replaces here" },
        { "ferme à {time}", "ferme à {time} {", "closes_at",
          "must not hold {, which nothing replaces here" },
        { "2e trimestre {year}", "2e trimestre", "quarters[1]",
          "must hold {year}, not only \"2e trimestre\"" },
        { "\"réponse\"", "\"{n} réponse\"", "replies.one",
          "must not hold {n}, which nothing replaces here" },
        { "\"calme\"", "\"calme", "", "the closing quote (\") of this text is missing" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct report report = { 0 };
        struct language language;
        write_changed(rows[i].from, rows[i].to);
        assert_false(load_changed(&report, &language));
        assert_true(report.errors > 0);
        assert_string_equal(report.problems[0].file, "assets/languages/fr.json");
        assert_string_equal(report.problems[0].where, rows[i].where);
        assert_string_equal(report.problems[0].message, rows[i].message);
        report_finish(&report);
    }
}

static void what_is_not_a_mistake_is_accepted(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "\"Ouvert\"", "\"Ouvert !\"" },
        { "\"open\"", "\"$schema\": \"{x}\", \"_note\": [\"{y}\"], \"open\"" },
        { "{day} {month} {year}", "{year} {month} {day} {day}" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct report report = { 0 };
        struct language language;
        write_changed(rows[i][0], rows[i][1]);
        assert_true(load_changed(&report, &language));
        assert_int_equal(report.count, 0);
        report_finish(&report);
    }
}

static void words_inside_objects_are_set_too(void **state)
{
    (void)state;
    struct report report = { 0 };
    struct language language;
    write_changed("\"many\": \"réponses\"", "\"many\": \"fiches d'avis\"");
    assert_true(load_changed(&report, &language));
    assert_string_equal(language.replies.many, "fiches d’avis");
    report_finish(&report);
}

static void a_missing_file_is_told(void **state)
{
    (void)state;
    struct report report = { 0 };
    struct language language;
    unlink(file);
    assert_false(load_changed(&report, &language));
    assert_int_equal(report.count, 1);
    assert_string_equal(report.problems[0].file, "assets/languages/fr.json");
    assert_string_equal(report.problems[0].message, "there is no such file");
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_are_read_and_set),
        cmocka_unit_test(every_word_is_in_the_table),
        cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(what_is_not_a_mistake_is_accepted),
        cmocka_unit_test(words_inside_objects_are_set_too),
        cmocka_unit_test(a_missing_file_is_told),
    };
    return cmocka_run_group_tests(tests, load_languages, remove_files);
}
