/* JSON text: what is told about each mistake and where, and the places of what is right. */
#include "content/json.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_problems(const struct report *report, char *out, size_t size)
{
    FILE *stream = fmemopen(out, size, "w");
    report_print(report, stream);
    fclose(stream);
}

static void mistakes_are_told_where_they_were_made(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *expected;
    } rows[] = {
#define TEXT(text) text, sizeof text - 1
        { TEXT("{\n"
               "  \"a\": 1\n"
               "  \"b\": 2\n"
               "}"),
          "x:2:9: a comma is missing here\n" },
        { TEXT("[1 2]"), "x:1:3: a comma is missing here\n" },
        { TEXT("[1, 2,]"), "x:1:6: this comma must go: nothing follows it before \"]\"\n" },
        { TEXT("{\"a\": 1 \"b\": [1,]}"),
          "x:1:8: a comma is missing here\n"
          "x:1:16: this comma must go: nothing follows it before \"]\"\n" },
        { TEXT("{\"a\": “b”}"),
          "x:1:7: texts and keys stand between straight quotes (\"), not “ and ”: retype both\n" },
        { TEXT("{\"a\": “b\", \"c\": 1,}"),
          "x:1:7: texts and keys stand between straight quotes (\"), not “\n"
          "x:1:18: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"fr\": \"Repérez…”, \"en\": \"x\", \"c\": 1,}"),
          "x:1:17: this text begins with \" and ends with ”: type \" instead of ”\n"
          "x:1:37: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\": \"l’été’, \"b\": \"c»}"),
          "x:1:13: this text begins with \" and ends with ’: type \" instead of ’\n"
          "x:1:23: this text begins with \" and ends with »: type \" instead of »\n" },
        { TEXT("{\"a\": \"oui”,\n"
               " \"b”: 1,\n"
               " \"c\": \"non”\n"
               "}"),
          "x:1:11: this text begins with \" and ends with ”: type \" instead of ”\n"
          "x:2:4: this text begins with \" and ends with ”: type \" instead of ”\n"
          "x:3:11: this text begins with \" and ends with ”: type \" instead of ”\n" },
        { TEXT("{\"a\": \"« oui », \"x\" non\"}"),
          "x:1:17: a quote inside a text is written \\\" (or « » in French); this one ends the text\n" },
        { TEXT("{\"a\": “b”, \"c\": 'd', \"e\": «f»}"),
          "x:1:7: texts and keys stand between straight quotes (\"), not “ and ”: retype both\n"
          "x:1:17: texts and keys stand between straight quotes (\"), not ' and ': retype both\n"
          "x:1:27: texts and keys stand between straight quotes (\"), not « and »: retype both\n" },
        { TEXT("{«a»: 1}"),
          "x:1:2: texts and keys stand between straight quotes (\"), not « and »: retype both\n" },
        { TEXT("{'a': 1}"),
          "x:1:2: texts and keys stand between straight quotes (\"), not ' and ': retype both\n" },
        { TEXT("{a: 1, b\": 2}"),
          "x:1:2: a key must stand between straight quotes (\"), as in \"a\"\n"
          "x:1:8: a key must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("{\"a\" 1}"), "x:1:5: a colon (:) is missing after this key\n" },
        { TEXT("{\"a\" \"b\"}"), "x:1:5: a colon (:) is missing after this key\n" },
        { TEXT("{\"a\" = 1}"), "x:1:6: a colon (:) stands between key and value, not \"=\"\n" },
        { TEXT("{\"a\": }"), "x:1:7: a value should stand here, not \"}\"\n" },
        { TEXT("{\"a\": , \"b\": 1}"), "x:1:7: a value should stand here, not \",\"\n" },
        { TEXT("{\"a\"}"), "x:1:5: a colon (:) and a value are missing after this key\n" },
        { TEXT("{\"a\": bonjour}"),
          "x:1:7: a text must stand between straight quotes (\"), as in \"bonjour\"\n" },
        { TEXT("{\"a\": 08:30}"), "x:1:7: a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": 9h, \"b\": 9 h 05, \"c\": 16:00, \"d\": 24h}"),
          "x:1:7: a time of day stands between quotes, as in \"09:00\"\n"
          "x:1:16: a time of day stands between quotes, as in \"09:05\"\n"
          "x:1:29: a time of day stands between quotes, as in \"16:00\"\n"
          "x:1:41: a time of day stands between quotes, as in \"24:00\"\n" },
        { TEXT("{\"a\": 25h, \"b\": 9h7x, \"c\": 07}"),
          "x:1:7: a text must stand between straight quotes (\"), as in \"25h\"\n"
          "x:1:17: a text must stand between straight quotes (\"), as in \"9h7x\"\n"
          "x:1:28: a number must not start with a needless 0; a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": 8h30, \"b\": 1}"),
          "x:1:7: a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": 08:30\"}"), "x:1:7: the first quote (\") of this text is missing\n" },
        { TEXT("{\"a\": bonjour\", \"b\": oui}"),
          "x:1:7: the first quote (\") of this text is missing\n"
          "x:1:22: must be true, in English and in small letters, not oui\n" },
        { TEXT("{\"a: \"bonjour\",\n"
               " \"b\": 1}"),
          "x:1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\"opens: 8,\n"
               " \"b\": 1}"),
          "x:1:11: the closing quote (\") of this text is missing\n" },
        { TEXT("{\"a\": \"il dit \"bonjour\" ici\",\n"
               " \"b\": 1}"),
          "x:1:15: a quote inside a text is written \\\" (or « » in French); this one ends the text\n" },
        { TEXT("{\"a\": \"bonjour,\n"
               " \"b\": 1}"),
          "x:1:15: the closing quote (\") of this text is missing\n" },
        { TEXT("{\"a\": \"bonjour\n"
               "}"),
          "x:1:15: the closing quote (\") of this text is missing\n" },
        { TEXT("{\"a\": \"bon\n"
               "jour\", \"b\": 1,}"),
          "x:1:11: a text stands on one line; a line break inside it is written \\n\n"
          "x:2:14: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\": 12,5, \"b\": 80%, \"c\": 12 000}"),
          "x:1:9: a decimal number is written with a point, as in 8.1\n"
          "x:1:20: a number stands alone, without %\n"
          "x:1:30: a number is written without spaces, as in 12000\n" },
        { TEXT("{\"a\": 1,, \"b\": 2}"), "x:1:9: this comma is one too many\n" },
        { TEXT("[1,,2]"), "x:1:4: this comma is one too many\n" },
        { TEXT("[,1]"), "x:1:2: this comma is one too many\n" },
        { TEXT("{\"a\": {\"b\": 1}"),
          "x:1:15: \"}\" is missing: \"{\" at line 1, column 1 is still open\n" },
        { TEXT("{\"a\": [1, 2}"),
          "x:1:12: \"]\" is missing: \"[\" at line 1, column 7 is still open\n" },
        { TEXT("{\"a\": [1, 2}}"),
          "x:1:12: this must be \"]\", which closes the \"[\" of line 1, not \"}\"\n" },
        { TEXT("{\"a\": {\"b\": 1]}"),
          "x:1:14: this must be \"}\", which closes the \"{\" of line 1, not \"]\"\n" },
        { TEXT("{\"a\": 1}}"), "x:1:9: this \"}\" is one too many: no \"{\" is open here\n" },
        { TEXT("[1, 2}]"), "x:1:6: this \"}\" is one too many: no \"{\" is open here\n" },
        { TEXT("{} // fin"), "x:1:4: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("{\n"
               "// note\n"
               "}"),
          "x:2:1: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("{ # x\n"
               "\"a\": 1 }"),
          "x:1:3: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("{\"a\": /* x */ 1}"),
          "x:1:7: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("{}\n"
               "{}"),
          "x:2:1: a second document begins here; a file holds one, between one pair of brackets\n" },
        { TEXT("{} a"),
          "x:1:4: the file must end after its last bracket, but something follows\n" },
        { TEXT("{\n"
               "  \"a\": {\n"
               "    \"b\": 1,\n"
               "  \"c\": 2\n"
               "}\n"),
          "x:3:11: \"}\" is missing: \"{\" at line 2, column 8 is still open\n" },
        { TEXT("{\n"
               "  \"a\": {\n"
               "    \"b\": 1\n"
               "  }\n"
               "  },\n"
               "  \"c\": 2\n"
               "}\n"),
          "x:5:3: this \"}\" is one too many: it closes the \"{\" of line 1 before its end\n" },
        { TEXT("{\n"
               "  \"a\": [\n"
               "    { \"b\": 1,\n"
               "    { \"b\": 2 }\n"
               "  ]\n"
               "}"),
          "x:3:13: \"}\" is missing: \"{\" at line 3, column 5 is still open\n" },
        { TEXT("{\n"
               "  \"days\": [\"monday\", \"tuesday\",\n"
               "  \"opens\": \"08:30\"\n"
               "}"),
          "x:2:31: \"]\" is missing: \"[\" at line 2, column 11 is still open\n" },
        { TEXT("{\n"
               "  \"weekly\": [\n"
               "    { \"opens\": 1 },\n"
               "    \"opens\": 2, \"closes\": 3 },\n"
               "    { \"opens\": 4 }\n"
               "  ]\n"
               "}"),
          "x:4:5: \"{\" is missing before this key\n" },
        { TEXT("{\"a\": [\"b\": 1}, {\"b\": 2}],}"),
          "x:1:8: \"{\" is missing before this key\n"
          "x:1:26: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\n"
               "  \"services\": [\n"
               "    {\n"
               "      \"name\": { \"fr\": \"x\", \"en\": \"y\",\n"
               "      \"access\": \"w\",\n"
               "      \"weekly\": [ 1 ]\n"
               "    }\n"
               "  ],\n"
               "  \"z\": 1\n"
               "}"),
          "x:4:37: \"}\" is missing: \"{\" at line 4, column 15 is still open\n" },
        { TEXT("[\"a\": 1]"),
          "x:1:2: a list […] holds values without keys; values with keys stand in {…}\n" },
        { TEXT("{\"a\": True}"),
          "x:1:7: must be true, in English and in small letters, not True\n" },
        { TEXT("{\"a\": +1}"), "x:1:7: a number must start with a digit\n" },
        { TEXT("{\"a\": .5}"), "x:1:7: a number must start with a digit\n" },
        { TEXT("{\"a\":: 1}"), "x:1:6: this colon is one too many\n" },
        { TEXT("{\"a\"; 1}"), "x:1:5: a colon (:) should stand here, not \";\"\n" },
        { TEXT("{\"a\": \"x\"; \"b\": 1}"), "x:1:10: a comma should stand here, not \";\"\n" },
        { TEXT("{\"a\": \"t\tb\"}"), "x:1:9: a tab inside a text is written \\t\n" },
        { TEXT("{\"a\": \"\\q\", \"b\": 1,}"),
          "x:1:8: a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9\n"
          "x:1:19: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("\357\273\277{\"a\": 1,}"),
          "x:1:1: the file starts with an invisible byte order mark; save it as UTF-8 without BOM\n"
          "x:1:8: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\": \"pr\351fet\", \"b\": \"\223x\224\",}"),
          "x:1:10: the file must be saved as UTF-8; this looks like \"é\" saved as Windows-1252 (in the editor: Save as, encoding UTF-8)\n"
          "x:1:25: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("\377\376{"), "x:1:1: the file is saved as UTF-16; save it as UTF-8\n" },
        { TEXT("{\"a\":\302\2401}"),
          "x:1:6: an invisible or non-breaking space stands here; type an ordinary space\n" },
        { TEXT("{\"a\": 1"), "x:1:8: \"}\" is missing: \"{\" at line 1, column 1 is still open\n" },
        { TEXT("{\"a"), "x:1:4: the closing quote (\") of this text is missing\n"
                        "x:1:4: \"}\" is missing: \"{\" at line 1, column 1 is still open\n" },
        { TEXT("{"), "x:1:2: \"}\" is missing: \"{\" at line 1, column 1 is still open\n" },
        { TEXT("["), "x:1:2: \"]\" is missing: \"[\" at line 1, column 1 is still open\n" },
        { TEXT("{\"a\": [1, 2, {\"b\": 3}, \"c\": 4}"),
          "x:1:22: \"]\" is missing: \"[\" at line 1, column 7 is still open\n" },
        { TEXT("{\"a\": \"b\"]"),
          "x:1:10: this must be \"}\", which closes the \"{\" of line 1, not \"]\"\n" },
        { TEXT("{\"a\": {\"b\": \"c\"], \"d\": 1}"),
          "x:1:16: this must be \"}\", which closes the \"{\" of line 1, not \"]\"\n" },
        { TEXT(""), "x:1:1: the file is empty\n" },
        { TEXT(" \n"
               " "),
          "x:2:2: the file is empty\n" },
        { TEXT("[1.]"), "x:1:2: a decimal point must be followed by a digit\n" },
        { TEXT("[-]"), "x:1:2: a number must start with a digit\n" },
        { TEXT("[1e]"), "x:1:2: an exponent must have a digit\n" },
        { TEXT("[1e999]"), "x:1:2: [0]: this number is too large: 1e999\n" },
        { TEXT("[\"\\u12\"]"),
          "x:1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u0000\"]"), "x:1:3: \\u0000 cannot be part of a text\n" },
        { TEXT("[\"\\ud83d\"]"),
          "x:1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"a\001\"]"), "x:1:4: there is an invisible control character in this text\n" },
        { TEXT("{\"a\": 1, \"a\": 2}"),
          "x:1:10: a: each key may stand only once; \"a\" already stands at line 1\n" },
        { TEXT("{\"é\": \"ü\" \"b\": 1}"), "x:1:10: a comma is missing here\n" },
        { TEXT("{\"a\": \"\200\"}"),
          "x:1:8: the file must be saved as UTF-8; this looks like \"€\" saved as Windows-1252 (in the editor: Save as, encoding UTF-8)\n" },
        { TEXT("{\"a\": \"\201\"}"), "x:1:8: the file must be saved as UTF-8; byte 0x81 is not\n" },
        { TEXT("[\"a\000b\"]"), "x:1:4: there is an invisible control character in this text\n" },
        { TEXT("[\000]"), "x:1:2: an invisible control character stands here\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct report report = { 0 };
        char out[2000] = "";
        assert_null(json_parse(rows[i].text, rows[i].size, "x", &arena, &report));
        print_problems(&report, out, sizeof out);
        assert_string_equal(out, rows[i].expected);
        report_finish(&report);
        arena_finish(&arena);
    }
}

static void values_know_their_places(void **state)
{
    (void)state;
    static const char text[] = "{\n"
                               "  \"weekly\": [\n"
                               "    { \"opens\": \"08:30\", \"é\": -1.5e1 },\n"
                               "    true, null, \"\\u00e9\\ud83d\\ude00\"\n"
                               "  ]\n"
                               "}\n";
    struct arena arena = { 0 };
    struct report report = { 0 };
    const struct json *root = json_parse(text, sizeof text - 1, "x", &arena, &report);
    assert_non_null(root);
    assert_int_equal(report.count, 0);
    const struct json *weekly = json_get(root, "weekly");
    assert_null(json_get(root, "Weekly")); /* keys are case-sensitive */
    const struct json *opens = json_get(json_at(weekly, 0), "opens");
    assert_int_equal(opens->line, 3);
    assert_int_equal(opens->column, 16);
    assert_int_equal(opens->key_column, 7);
    assert_string_equal(opens->string, "08:30");
    assert_string_equal(opens->source, "\"08:30\"");
    assert_string_equal(json_path(opens, &arena), "weekly[0].opens");
    const struct json *number = json_get(json_at(weekly, 0), "é");
    assert_true(number->number == -15);
    assert_int_equal(number->column, 30);
    assert_int_equal(json_at(weekly, 1)->type, JSON_TRUE);
    assert_int_equal(json_at(weekly, 2)->type, JSON_NULL);
    assert_string_equal(json_at(weekly, 3)->string, "é😀");
    assert_string_equal(json_path(json_at(weekly, 3), &arena), "weekly[3]");
    assert_null(json_at(weekly, 4));
    assert_int_equal(weekly->count, 4);
    for (size_t i = 0; i < weekly->count; i++) { /* what stands in a list has no key */
        assert_int_equal(json_at(weekly, i)->key_line, 0);
        assert_int_equal(json_at(weekly, i)->key_column, 0);
    }
    assert_int_equal(opens->key_line, 3);
    assert_int_equal(root->key_line, 0);
    report_finish(&report);
    arena_finish(&arena);
}

static bool nested(int depth)
{
    char text[200];
    struct arena arena = { 0 };
    struct report report = { 0 };
    memset(text, '[', (size_t)depth);
    memset(text + depth, ']', (size_t)depth);
    bool good = json_parse(text, (size_t)depth * 2, "x", &arena, &report) != NULL;
    assert_int_equal(report.count, good ? 0 : 1);
    report_finish(&report);
    arena_finish(&arena);
    return good;
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    assert_true(nested(JSON_DEPTH_MAX));
    assert_false(nested(JSON_DEPTH_MAX + 1));
}

/* Every prefix of a good file is refused with a message, and nothing is read past its end. */
static void every_truncation_is_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": [1, -2.5e3, \"b\\u00e9\\n\", {\"c\": null}], \"é\": true}";
    for (size_t size = 0; size < sizeof text - 1; size++) {
        struct arena arena = { 0 };
        struct report report = { 0 };
        char *exact = malloc(size ? size : 1); /* exact size: a sanitizer sees any overrun */
        memcpy(exact, text, size);
        assert_null(json_parse(exact, size, "x", &arena, &report));
        assert_true(report.errors > 0);
        free(exact);
        report_finish(&report);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_told_where_they_were_made),
        cmocka_unit_test(values_know_their_places),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(every_truncation_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
