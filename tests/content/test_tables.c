/* The tables themselves: nothing that staff read is missing, every example is read by its own
 * field without a problem, and the writers made from them write what they should. */
#include "content/describe.h"
#include "content/host.h"
#include "content/json_write.h"
#include "content/records.h"
#include "content/starter.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[] = { "fr", "en" };

static size_t count_of(const char *const *words)
{
    size_t count = 0;
    while (words && words[count]) {
        count++;
    }
    return count;
}

static void check_field(const struct record *record, const struct field *field)
{
    const char *const *meanings, *const *words = describe_words(field, &meanings);
    char where[120];
    snprintf(where, sizeof where, "%s.%s", record->name, field->key);
    bool told = field->help && field->help[0] &&
                (field->example || field->record || field->type == FIELD_KIND ||
                 field->type == FIELD_BOOL) &&
                (!meanings || count_of(meanings) == count_of(words));
    if (!told) {
        fail_msg("%s needs .help, .example, and as many .meanings as .words", where);
    }
}

static void check_record(const struct record *record)
{
    if (!record->title || !record->help) {
        fail_msg("the record %s needs .title and .help", record->name);
    }
    for (const struct field *field = record->fields; field->key; field++) {
        check_field(record, field);
        if (field->record) {
            check_record(field->record);
        }
    }
}

static void for_each_record(void (*visit)(const struct record *record))
{
    for (const struct content_file *file = content_files; file->path; file++) {
        if (file->record) {
            visit(file->record);
        }
    }
    for (size_t i = 0; slide_records[i]; i++) {
        visit(slide_records[i]);
    }
}

static void nothing_is_missing(void **state)
{
    (void)state;
    for_each_record(check_record);
}

/* Reads JSON text as a record and fails with the first problem. */
static void read_well(const struct record *record, const char *text)
{
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct reader reader = { .arena = &arena,
                             .report = &report,
                             .file = record->name,
                             .languages = languages,
                             .language_count = 2 };
    const struct json *json = json_parse(text, strlen(text), record->name, &arena, &report);
    bool good = json && record_read(record, json, &reader, arena_alloc(&arena, record->size));
    if (!good || report.count > 0) {
        fail_msg("%s: %s: %s in\n%s", record->name, report.problems[0].where,
                 report.problems[0].message, text);
    }
    report_finish(&report);
    arena_finish(&arena);
}

/* Starting files with and without notes, without languages, with one, with two. */
static void read_examples(const struct record *record)
{
    for (int commented = 0; commented < 2; commented++) {
        for (size_t count = 0; count < 3; count++) {
            char *text = NULL;
            size_t size;
            FILE *out = open_memstream(&text, &size);
            assert_non_null(out);
            const struct starter starter = { .commented = commented,
                                             .languages = languages,
                                             .language_count = count };
            struct json_writer writer = { .out = out };
            starter_write(&starter, record, &writer);
            fclose(out);
            read_well(record, text);
            free(text);
        }
    }
    for (const struct field *field = record->fields; field->key; field++) {
        if (field->record) {
            read_examples(field->record);
        }
    }
}

static void starting_files_are_read(void **state)
{
    (void)state;
    for_each_record(read_examples);
}

/* Optional keys that a starting file switches off have examples too. */
static void read_each_example(const struct record *record)
{
    for (const struct field *field = record->fields; field->key; field++) {
        struct arena arena = { 0 };
        const struct field alone[] = { *field, { .key = NULL } };
        struct record one = *record;
        one.fields = alone;
        one.check = NULL;
        if (field->example) {
            read_well(&one, arena_printf(&arena, "{\"%s\": %s}", field->key, field->example));
        }
        arena_finish(&arena);
        if (field->record) {
            read_each_example(field->record);
        }
    }
}

static void every_example_is_read_alone(void **state)
{
    (void)state;
    for_each_record(read_each_example);
}

static void json_is_written_as_people_write_it(void **state)
{
    (void)state;
    static const struct {
        const char *text, *json;
    } rows[] = {
        { "{\"a\":[]}", "{ \"a\": [] }\n" },
        { "[1,-2.5,1e3,1e-7]", "[1, -2.5, 1000, 1e-07]\n" },
        { "[true,false,null]", "[true, false, null]\n" },
        { "{\"a\":\"\\\"\\\\\\n\\u0001é\",\"b\":{}}",
          "{ \"a\": \"\\\"\\\\\\n\\u0001é\", \"b\": {} }\n" },
        { "[{\"a\":1},[2]]", "[\n  { \"a\": 1 },\n  [2]\n]\n" },
        { "{\"a\":1,\"b\":2,\"c\":3}", "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n" },
        { "{\"a\":{\"b\":[{\"c\":{\"d\":1}}]}}",
          "{\n  \"a\": {\n    \"b\": [\n      {\n        \"c\": { \"d\": 1 }\n      }\n    ]\n  }\n}"
          "\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        char *text = NULL;
        size_t size;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        struct json_writer writer = { .out = out };
        json_value(&writer, describe_json(rows[i].text, &arena));
        fclose(out);
        assert_string_equal(text, rows[i].json);
        free(text);
        arena_finish(&arena);
    }
}

static void hosts_have_parts(void **state)
{
    (void)state;
    static const struct {
        const char *host;
        size_t parts;
    } rows[] = {
        { "www.isere.gouv.fr", 4 },
        { "gouv", 1 },
        { "a-1.fr", 2 },
        { "", 0 },
        { ".", 0 },
        { ".fr", 0 },
        { "fr.", 0 },
        { "a..fr", 0 },
        { "a_b.fr", 0 },
        { "a.fr:80", 0 },
        { "u@a.fr", 0 },
        { "[::1]", 0 },
        { "é.fr", 0 },
        { "a b.fr", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(host_parts(rows[i].host, strlen(rows[i].host)), rows[i].parts);
    }
    assert_int_equal(host_parts("a.fr/x", 4), 2);
}

static void words_say_what_is_allowed(void **state)
{
    (void)state;
    static const char *const words[] = { "a", "b", NULL }, *const meanings[] = { "un", "deux",
                                                                                 NULL };
    static const struct {
        struct field field;
        const char *allowed, *fallback;
    } rows[] = {
        { { .type = FIELD_STRING }, "", NULL },
        { { .type = FIELD_STRING, .max = 2 }, "2 signes au plus", NULL },
        { { .type = FIELD_INTEGER, .low = 5, .high = 120 }, "de 5 à 120", NULL },
        { { .type = FIELD_INTEGER, .low = 1, .high = 1e9 }, "de 1 à 1000000000", NULL },
        { { .type = FIELD_INTEGER, .low = 30, .high = 60, .step = 30, .fallback = "60" },
          "30 ou 60",
          "60" },
        { { .type = FIELD_INTEGER, .low = 0, .high = 60, .step = 15 }, "de 0 à 60, par 15", NULL },
        { { .type = FIELD_NUMBERS, .low = 0, .high = 9, .min = 4, .max = 4 },
          "de 0 à 9 ; 4 valeurs",
          NULL },
        { { .type = FIELD_LIST, .min = 1 }, "1 à 500 valeurs", NULL },
        { { .type = FIELD_LIST, .max = 4 }, "4 valeurs au plus", NULL },
        { { .type = FIELD_WORD, .words = words, .meanings = meanings },
          "`a` (un), `b` (deux)",
          "\"a\"" },
        { { .type = FIELD_WORD, .words = words, .required = true }, "`a`, `b`", NULL },
        { { .type = FIELD_BOOL }, "", "false" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        assert_string_equal(describe_allowed(&rows[i].field, &arena), rows[i].allowed);
        const char *fallback = describe_default(&rows[i].field, &arena);
        assert_string_equal(fallback ? fallback : "none",
                            rows[i].fallback ? rows[i].fallback : "none");
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_missing),
        cmocka_unit_test(starting_files_are_read),
        cmocka_unit_test(every_example_is_read_alone),
        cmocka_unit_test(json_is_written_as_people_write_it),
        cmocka_unit_test(hosts_have_parts),
        cmocka_unit_test(words_say_what_is_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
