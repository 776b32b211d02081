/* Mistakes in JSON at their edges: the first and the last character of each kind, ends of lines and
 * of the file, what is proposed instead and for how many characters; each bracket of a file
 * forgotten, doubled and exchanged; and whatever else is cut off or left out. */
#include "base/utf8.h"
#include "content/json.h"
#include "support/cmocka_all.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Reads a copy of the exact length, so that a sanitizer sees any look past its end. */
static bool read_exact(const char *text, size_t size, struct report *report)
{
    struct arena arena = { 0 };
    char *exact = malloc(size ? size : 1);
    assert_non_null(exact);
    memcpy(exact, text, size);
    bool good = json_parse(exact, size, "x", &arena, report) != NULL;
    free(exact);
    arena_finish(&arena);
    assert_int_equal(good, report->count == 0);
    return good;
}

/* Each problem on a line: where, for how many characters when more than one, and what instead. */
static const char *told(const char *text, size_t size)
{
    static char out[8000];
    struct report report = { 0 };
    size_t at = 0;
    out[0] = '\0';
    read_exact(text, size, &report);
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        char span[16] = "";
        snprintf(span, sizeof span, "+%d", problem->span);
        at += (size_t)snprintf(out + at, sizeof out - at, "%d:%d%s: %s%s%s\n", problem->line,
                               problem->column, problem->span > 1 ? span : "", problem->message,
                               problem->fix ? " -> " : "", problem->fix ? problem->fix : "");
        assert_true(at < sizeof out);
    }
    report_finish(&report);
    return out;
}

static const struct {
    const char *text;
    size_t size;
    const char *told;
} rows[] = {
#define TEXT(text) text, sizeof text - 1
    /* clang-format off */
        /* codes of characters */
        { TEXT("[\"\\ud800\\udbff\"]"), "1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\ud800\\ue000\"]"), "1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\udbff\"]"), "1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\udc00\"]"), "1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\udfff\"]"), "1:3: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\udc00\\udc00\"]"), "1:3: this \\u code is only half a character; type the character itself\n"
          "1:9: this \\u code is only half a character; type the character itself\n" },
        { TEXT("[\"\\ud800\\u00g0\"]"), "1:13: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00g0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00/0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00:0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00@0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00`0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\u00G0\"]"), "1:7: \\u must be followed by four hexadecimal digits, as in \\u00e9\n" },
        { TEXT("[\"\\\303\251\"]"), "1:3: a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9 -> \\\\\n" },
        { TEXT("[\"\\\200\"]"), "1:4: the file must be saved as UTF-8; this looks like \"€\" saved as Windows-1252 (in the editor: Save as, encoding UTF-8)\n"
          "1:3: a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9 -> \\\\\n" },
        { TEXT("[\"\\\000\"]"), "1:3: a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9 -> \\\\\n"
          "1:4: there is an invisible control character in this text\n" },
        { TEXT("[\"a\\\"]"), "1:7: the closing quote (\") of this text is missing -> \"\n"
          "1:7: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        /* texts that do not end on their line */
        { TEXT("{\"a\": \"bon\njour\nencore\", \"b\": 1}"), "1:11: a text stands on one line; a line break inside it is written \\n -> \\n\n" },
        { TEXT("{\"a\": \"bon\n  jour\", \"b\": 1}"), "1:11: a text stands on one line; a line break inside it is written \\n -> \\n\n" },
        { TEXT("{\"a\": \"bonjour \n\n}"), "1:15: the closing quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": \"bonjour, \r\n\"b\": 1}"), "1:15: the closing quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": \"bonjour\n [1]}"), "1:15: the closing quote (\") of this text is missing -> \"\n"
          "2:2: a comma should stand here, not \"[\"\n"
          "2:4: this \"]\" is one too many: no \"[\" is open here\n" },
        { TEXT("{\"a\": \"bonjour"), "1:15: the closing quote (\") of this text is missing -> \"\n"
          "1:15: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": \"bonjour "), "1:15: the closing quote (\") of this text is missing -> \"\n"
          "1:16: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": 1, \"b"), "1:12: the closing quote (\") of this text is missing -> \"\n"
          "1:12: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("[\"a\n\": 1]"), "1:4: the closing quote (\") of this text is missing -> \"\n"
          "1:4: a comma is missing here -> ,\n"
          "2:6: the closing quote (\") of this text is missing -> \"\n"
          "1:4: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        { TEXT("[\""), "1:3: the closing quote (\") of this text is missing -> \"\n"
          "1:3: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        /* numbers */
        { TEXT("{\"a\": -12,5}"), "1:10: a decimal number is written with a point, as in 8.1 -> .\n" },
        { TEXT("{\"a\": -07}"), "1:7: a number must not start with a needless 0; a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": 00}"), "1:7: a number must not start with a needless 0; a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": -0.}"), "1:7: a decimal point must be followed by a digit\n" },
        { TEXT("{\"a\": 1e+}"), "1:7: an exponent must have a digit\n" },
        { TEXT("{\"a\": 1e\n}"), "1:7: an exponent must have a digit\n" },
        { TEXT("{\"a\": 12,"), "1:10: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": 12,}"), "1:9: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\": 80 %, \"b\": 1}"), "1:9: a number stands alone, without %\n" },
        { TEXT("{\"a\": 80\302\240%, \"b\": 1}"), "1:9: a number stands alone, without %\n" },
        { TEXT("{\"a\": [12 000]}"), "1:10: a comma is missing here -> ,\n"
          "1:11: a number must not start with a needless 0; a time of day stands between quotes, as in \"08:30\"\n" },
        { TEXT("{\"a\": 12 0}"), "1:9: a number is written without spaces, as in 12000\n" },
        { TEXT("{\"a\": 12 0"), "1:9: a number is written without spaces, as in 12000\n"
          "1:11: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": 12 "), "1:10: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": 12 x}"), "1:10: a comma should stand here, not \"x\"\n" },
        { TEXT("{\"a\": 12\303\251}"), "1:7: a text must stand between straight quotes (\"), as in \"12é\"\n" },
        { TEXT("{\"a\": 12\200}"), "1:9: the file must be saved as UTF-8; this looks like \"€\" saved as Windows-1252 (in the editor: Save as, encoding UTF-8)\n"
          "1:7: a text must stand between straight quotes (\"), as in \"12�\"\n" },
        { TEXT("{\"a\": 12\000}"), "1:9: an invisible control character stands here\n" },
        { TEXT("{\"a\": 2026-11-24 }"), "1:7: a text must stand between straight quotes (\"), as in \"2026-11-24\"\n" },
        /* what is quoted of a text without quotes ends with a whole character */
        { TEXT("{\"a\": 2026-11-24 abcdefghijklmnopqrstuvwxy12345}"), "1:7: a text must stand between straight quotes (\"), as in \"2026-11-24 abcdefghijklmnopqrstuvwxy1234\"\n" },
        { TEXT("{\"a\": 2026-11-24 abcdefghijklmnopqrstuvwxy123\303\2514}"), "1:7: a text must stand between straight quotes (\"), as in \"2026-11-24 abcdefghijklmnopqrstuvwxy123\"\n" },
        { TEXT("{\"a\": 2026-11-24 abcdefghijklmnopqrstuvwxy12\303\25134}"), "1:7: a text must stand between straight quotes (\"), as in \"2026-11-24 abcdefghijklmnopqrstuvwxy12é\"\n" },
        { TEXT("{\"a\": accueil du public, guichet\n}"), "1:7: a text must stand between straight quotes (\"), as in \"accueil du public\"\n"
          "1:26: a key must stand between straight quotes (\"), as in \"guichet\"\n" },
        { TEXT("{\"a\": abcdefghijklmnopqrstuvwxyz1234567890123, \"b\": 1}"), "1:7: a text must stand between straight quotes (\"), as in \"abcdefghijklmnopqrstuvwxyz1234567890123\"\n" },
        { TEXT("{\"a\": abcdefghijklmnopqrstuvwxyz12345678901234, \"b\": 1}"), "1:7: a text must stand between straight quotes (\"), as in \"abcdefghijklmnopqrstuvwxyz12345678901234\"\n" },
        { TEXT("{\"a\": abcdefghijklmnopqrstuvwxyz123456789012345, \"b\": 1}"), "1:7: a text must stand between straight quotes (\"), as in \"abcdefghijklmnopqrstuvwxyz12345678901234\"\n" },
        { TEXT("{\"a\": abcdefghijklmnopqrstuvwxyz1234567890123\303\251, \"b\": 1}"), "1:7: a text must stand between straight quotes (\"), as in \"abcdefghijklmnopqrstuvwxyz1234567890123\"\n" },
        { TEXT("{\"a\": abcdefghijklmnopqrstuvwxyz123456789012\342\202\254, \"b\": 1}"), "1:7: a text must stand between straight quotes (\"), as in \"abcdefghijklmnopqrstuvwxyz123456789012\"\n" },
        /* words */
        { TEXT("{\"a\": oui , \"b\": non}"), "1:7+3: must be true, in English and in small letters, not oui -> true\n"
          "1:18+3: must be false, in English and in small letters, not non -> false\n" },
        { TEXT("{\"a\": vrai, \"b\": faux, \"c\": yes, \"d\": no, \"e\": None, \"f\": NULL, \"g\": TRUE, \"h\": FALSE, \"i\": False}"), "1:7+4: must be true, in English and in small letters, not vrai -> true\n"
          "1:18+4: must be false, in English and in small letters, not faux -> false\n"
          "1:29+3: must be true, in English and in small letters, not yes -> true\n"
          "1:39+2: must be false, in English and in small letters, not no -> false\n"
          "1:48+4: must be null, in English and in small letters, not None -> null\n"
          "1:59+4: must be null, in English and in small letters, not NULL -> null\n"
          "1:70+4: must be true, in English and in small letters, not TRUE -> true\n"
          "1:81+5: must be false, in English and in small letters, not FALSE -> false\n"
          "1:93+5: must be false, in English and in small letters, not False -> false\n" },
        { TEXT("{\"a\": nul}"), "1:7: a text must stand between straight quotes (\"), as in \"nul\"\n" },
        { TEXT("{\"a\": true false}"), "1:12: a comma should stand here, not \"f\"\n" },
        { TEXT("{\"a\": truex, \"b\": null\303\251}"), "1:7: a text must stand between straight quotes (\"), as in \"truex\"\n"
          "1:19: a text must stand between straight quotes (\"), as in \"nullé\"\n" },
        { TEXT("{\"a\": a}"), "1:7: a text must stand between straight quotes (\"), as in \"a\"\n" },
        { TEXT("[o"), "1:2: a text must stand between straight quotes (\"), as in \"o\"\n"
          "1:3: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        { TEXT("{\"a\": z, \"b\": A, \"c\": Z, \"d\": _}"), "1:7: a text must stand between straight quotes (\"), as in \"z\"\n"
          "1:15: a text must stand between straight quotes (\"), as in \"A\"\n"
          "1:23: a text must stand between straight quotes (\"), as in \"Z\"\n"
          "1:31: a text must stand between straight quotes (\"), as in \"_\"\n" },
        /* times of day */
        { TEXT("{\"a\": 9 h, \"b\": 9h5, \"c\": 9:5, \"d\": 8H30, \"e\": 8h30 }"), "1:7+3: a time of day stands between quotes, as in \"09:00\" -> \"09:00\"\n"
          "1:17+3: a time of day stands between quotes, as in \"09:05\" -> \"09:05\"\n"
          "1:27+3: a time of day stands between quotes, as in \"09:05\" -> \"09:05\"\n"
          "1:37+4: a time of day stands between quotes, as in \"08:30\" -> \"08:30\"\n"
          "1:48+4: a time of day stands between quotes, as in \"08:30\" -> \"08:30\"\n" },
        { TEXT("{\"a\": 9:, \"b\": 123h45, \"c\": 8h30h, \"d\": 8h-5, \"e\": 8h30x}"), "1:7: a text must stand between straight quotes (\"), as in \"9:\"\n"
          "1:16: a text must stand between straight quotes (\"), as in \"123h45\"\n"
          "1:29: a text must stand between straight quotes (\"), as in \"8h30h\"\n"
          "1:41: a text must stand between straight quotes (\"), as in \"8h-5\"\n"
          "1:52: a text must stand between straight quotes (\"), as in \"8h30x\"\n" },
        { TEXT("{\"a\": 23h59, \"b\": 23h60, \"c\": 0h00, \"d\": 24h00, \"e\": 24h01, \"f\": 25h00}"), "1:7+5: a time of day stands between quotes, as in \"23:59\" -> \"23:59\"\n"
          "1:19: a text must stand between straight quotes (\"), as in \"23h60\"\n"
          "1:31+4: a time of day stands between quotes, as in \"00:00\" -> \"00:00\"\n"
          "1:42+5: a time of day stands between quotes, as in \"24:00\" -> \"24:00\"\n"
          "1:54: a text must stand between straight quotes (\"), as in \"24h01\"\n"
          "1:66: a text must stand between straight quotes (\"), as in \"25h00\"\n" },
        { TEXT("{\"a\": 8h30"), "1:7+4: a time of day stands between quotes, as in \"08:30\" -> \"08:30\"\n"
          "1:11: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": 8h30 \n}"), "1:7+4: a time of day stands between quotes, as in \"08:30\" -> \"08:30\"\n" },
        /* comments and false spaces */
        { TEXT("[1]/"), "1:4: the file must end after its last bracket, but something follows\n" },
        { TEXT("[1] /* never closed"), "1:5: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("[1, /* a"), "1:5: JSON has no comments; write a key \"_comment\" instead\n"
          "1:9: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        { TEXT("[1, /* a * b **/ 2] // c"), "1:5: JSON has no comments; write a key \"_comment\" instead\n"
          "1:21: JSON has no comments; write a key \"_comment\" instead\n" },
        { TEXT("{\"a\": 1 # "), "1:9: JSON has no comments; write a key \"_comment\" instead\n"
          "1:11: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("[\342\200\2131]"), "1:2: an invisible or non-breaking space stands here; type an ordinary space\n" },
        { TEXT("[1]\357\273\277"), "1:4: an invisible or non-breaking space stands here; type an ordinary space\n" },
        { TEXT("[1,\342\200\2572,\302\2403]"), "1:4: an invisible or non-breaking space stands here; type an ordinary space\n"
          "1:7: an invisible or non-breaking space stands here; type an ordinary space\n" },
        /* commas */
        { TEXT("[1 2 3]"), "1:3: a comma is missing here -> ,\n"
          "1:5: a comma is missing here -> ,\n" },
        { TEXT("[\"a\" 0 9]"), "1:5: a comma is missing here -> ,\n"
          "1:7: a comma is missing here -> ,\n" },
        { TEXT("[\"a\" a]"), "1:5: a comma is missing here -> ,\n"
          "1:6: a text must stand between straight quotes (\"), as in \"a\"\n" },
        { TEXT("[\"a\" z]"), "1:5: a comma is missing here -> ,\n"
          "1:6: a text must stand between straight quotes (\"), as in \"z\"\n" },
        { TEXT("[\"a\" A]"), "1:5: a comma is missing here -> ,\n"
          "1:6: a text must stand between straight quotes (\"), as in \"A\"\n" },
        { TEXT("[\"a\" Z]"), "1:5: a comma is missing here -> ,\n"
          "1:6: a text must stand between straight quotes (\"), as in \"Z\"\n" },
        { TEXT("[\"a\" true]"), "1:5: a comma is missing here -> ,\n" },
        { TEXT("[true {\"a\": 1}]"), "1:6: a comma is missing here -> ,\n" },
        { TEXT("[[1] [2]]"), "1:5: a comma is missing here -> ,\n" },
        { TEXT("[1 -1]"), "1:3: a comma is missing here -> ,\n" },
        { TEXT("[1 @ 2, 3]"), "1:4: a comma should stand here, not \"@\"\n" },
        { TEXT("[1 @ 2,]"), "1:4: a comma should stand here, not \"@\"\n"
          "1:7: this comma must go: nothing follows it before \"]\"\n" },
        { TEXT("[1 @ 2 ],"), "1:4: a comma should stand here, not \"@\"\n"
          "1:9: the file must end after its last bracket, but something follows\n" },
        { TEXT("{\"a\": 1 2}"), "1:8: a number is written without spaces, as in 12000\n" },
        { TEXT("{\"a\": \"b\" 2}"), "1:11: a comma should stand here, not \"2\"\n" },
        /* keys */
        { TEXT("{z: 1, Z: 2, A: 3, a: 4, _: 5, \303\251: 6}"), "1:2: a key must stand between straight quotes (\"), as in \"z\"\n"
          "1:8: a key must stand between straight quotes (\"), as in \"Z\"\n"
          "1:14: a key must stand between straight quotes (\"), as in \"A\"\n"
          "1:20: a key must stand between straight quotes (\"), as in \"a\"\n"
          "1:26: a key must stand between straight quotes (\"), as in \"_\"\n"
          "1:32: a key between quotes should stand here, not \"é\"\n" },
        { TEXT("{\"a\": 1, b}"), "1:10: a key must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("{\"a\": 1, b]"), "1:10: a key must stand between straight quotes (\"), as in \"b\"\n"
          "1:11: this must be \"}\", which closes the \"{\" of line 1, not \"]\" -> }\n" },
        { TEXT("{\"a\": 1, b=2}"), "1:10: a key must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("{\"a\": 1, b 2}"), "1:10: a key must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("{\"a\": 1, b\"\": 2}"), "1:10: a key must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("[\"a\\\": 1]"), "1:10: the closing quote (\") of this text is missing -> \"\n"
          "1:10: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        { TEXT("[\"a\\\"\" : 1]"), "1:2: a list […] holds values without keys; values with keys stand in {…}\n" },
        { TEXT("[\"a\" : 1]"), "1:2: a list […] holds values without keys; values with keys stand in {…}\n" },
        { TEXT("[\", \": 1]"), "1:2: a list […] holds values without keys; values with keys stand in {…}\n" },
        { TEXT("[\"\\\\\": 1]"), "1:2: a list […] holds values without keys; values with keys stand in {…}\n" },
        { TEXT("[\"a\":"), "1:2: a list […] holds values without keys; values with keys stand in {…}\n"
          "1:6: the file ends here, but a value should follow\n" },
        { TEXT("{\"opens: \"08:30\"}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\"opens : \"08:30\"}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\"o: \"08:30\"}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\": \"08:30\"}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\"opens:  \"08:30\", \"b\": 2}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        { TEXT("{\"opens\" \"x:\": 1}"), "1:9: a colon (:) is missing after this key -> :\n"
          "1:14: a comma should stand here, not \":\"\n" },
        { TEXT("{\"a:\" 1}"), "1:2: the closing quote (\") of this key is missing before the colon\n" },
        /* colons */
        { TEXT("{\"a\""), "1:5: a colon (:) and a value are missing after this key\n"
          "1:5: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\", \"b\": 1}"), "1:5: a colon (:) and a value are missing after this key\n" },
        { TEXT("{\"a\"]"), "1:5: a colon (:) and a value are missing after this key\n"
          "1:5: this must be \"}\", which closes the \"{\" of line 1, not \"]\" -> }\n" },
        { TEXT("{\"a\" \303\251 1}"), "1:6: a colon (:) should stand here, not \"é\"\n" },
        { TEXT("{\"a\" \303\251: 1,\n \"b\": 1,}"), "1:6: a colon (:) should stand here, not \"é\"\n"
          "2:8: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\":::: 1}"), "1:6: this colon is one too many\n"
          "1:7: this colon is one too many\n"
          "1:8: this colon is one too many\n" },
        { TEXT("{\"a\" = 1}"), "1:6: a colon (:) stands between key and value, not \"=\" -> :\n" },
        { TEXT("{\"a\" 0}"), "1:5: a colon (:) is missing after this key -> :\n" },
        { TEXT("{\"a\" 9}"), "1:5: a colon (:) is missing after this key -> :\n" },
        { TEXT("{\"a\" z}"), "1:5: a colon (:) is missing after this key -> :\n"
          "1:6: a text must stand between straight quotes (\"), as in \"z\"\n" },
        { TEXT("{\"a\" Z}"), "1:5: a colon (:) is missing after this key -> :\n"
          "1:6: a text must stand between straight quotes (\"), as in \"Z\"\n" },
        /* an object that is not closed before the next */
        { TEXT("[{\"a\": 1, {\"b\": 2}]"), "1:9: \"}\" is missing: \"{\" at line 1, column 2 is still open -> }\n" },
        { TEXT("[{\"a\": 1 {\"b\": 2}]"), "1:10: a comma should stand here, not \"{\"\n" },
        { TEXT("[{\"a\":1,{\"b\": 2}]"), "1:8: \"}\" is missing: \"{\" at line 1, column 2 is still open -> }\n" },
        { TEXT("[{ {\"b\": 2}]"), "1:4: a key between quotes should stand here, not \"{\"\n" },
        { TEXT("[{{\"b\": 2}]"), "1:3: a key between quotes should stand here, not \"{\"\n" },
        { TEXT("{\"x\": {\"a\": 1, {\"b\": 2}}"), "1:16: a key between quotes should stand here, not \"{\"\n" },
        { TEXT("[[{\"a\": 1, {\"b\": 2}]]"), "1:10: \"}\" is missing: \"{\" at line 1, column 3 is still open -> }\n" },
        { TEXT("{{\"b\": 2}}"), "1:2: a key between quotes should stand here, not \"{\"\n"
          "1:10: this \"}\" is one too many: no \"{\" is open here\n" },
        /* values */
        { TEXT("{\"a\": [}"), "1:8: \"]\" is missing: \"[\" at line 1, column 7 is still open -> ]\n" },
        { TEXT("{\"a\": ]}"), "1:7: a value should stand here, not \"]\"\n"
          "1:7: this \"]\" is one too many: no \"[\" is open here\n" },
        { TEXT("{\"a\": \303\251}"), "1:7: a value should stand here, not \"é\"\n" },
        { TEXT("{\"a\": \001}"), "1:7: an invisible control character stands here\n" },
        { TEXT("[\177]"), "1:2: an invisible control character stands here\n" },
        { TEXT("[\037]"), "1:2: an invisible control character stands here\n" },
        { TEXT("[\000]"), "1:2: an invisible control character stands here\n" },
        { TEXT("[\303\251]"), "1:2: a value should stand here, not \"é\"\n" },
        { TEXT("[\342\202\254]"), "1:2: a value should stand here, not \"€\"\n" },
        { TEXT("[\360\237\230\200]"), "1:2: a value should stand here, not \"😀\"\n" },
        { TEXT("[\303\200]"), "1:2: a value should stand here, not \"À\"\n" },
        { TEXT("[@]"), "1:2: a value should stand here, not \"@\"\n" },
        /* quotes inside texts */
        { TEXT("[\"a\" b \"c\"]"), "1:5: a comma is missing here -> ,\n"
          "1:6: a text must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("[\"a\"\303\251\"b\"]"), "1:4: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n" },
        { TEXT("[\"a\"b]"), "1:5: a comma is missing here -> ,\n"
          "1:5: a text must stand between straight quotes (\"), as in \"b\"\n" },
        { TEXT("[\"a\"b\""), "1:4: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n"
          "1:7: \"]\" is missing: \"[\" at line 1, column 1 is still open -> ]\n" },
        { TEXT("[\"a\"1\"b\"]"), "1:4: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n" },
        { TEXT("[\"a\"-\"b\"]"), "1:5: a comma is missing here -> ,\n"
          "1:5: a number must start with a digit\n" },
        { TEXT("[\"a\"b\n\"c\"]"), "1:5: a comma is missing here -> ,\n"
          "1:5: a text must stand between straight quotes (\"), as in \"b\"\n"
          "1:6: a comma is missing here -> ,\n" },
        { TEXT("{\"a\": \"b\"c\"d\", \"e\": 1,}"), "1:9: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n"
          "1:22: this comma must go: nothing follows it before \"}\"\n" },
        { TEXT("{\"a\": \"b\"c\"}, {\"d\": 1}"), "1:9: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n" },
        { TEXT("{\"a\": \"b\"c}"), "1:10: a comma should stand here, not \"c\"\n" },
        /* the first quote forgotten */
        { TEXT("[a\"]"), "1:2: the first quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": bonjour\", \"b\": 1}"), "1:7: the first quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": bonjour\"}"), "1:7: the first quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": bonjour\""), "1:7: the first quote (\") of this text is missing -> \"\n"
          "1:15: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n" },
        { TEXT("{\"a\": bonjour \"}"), "1:7: a text must stand between straight quotes (\"), as in \"bonjour\"\n" },
        { TEXT("{\"a\": bonjour\"x}"), "1:7: a text must stand between straight quotes (\"), as in \"bonjour\"\n" },
        { TEXT("{\"a\": \", \"b\": 1}"), "1:10: a quote inside a text is written \\\" (or « » in French); this one ends the text -> \\\"\n" },
        { TEXT("{\"a\": 12\"\n}"), "1:7: the first quote (\") of this text is missing -> \"\n" },
        { TEXT("{\"a\": 12\"\r\n, \"b\": 1}"), "1:7: the first quote (\") of this text is missing -> \"\n" },
        /* brackets */
        { TEXT("{\"x\": [\"a\": 1}"), "1:8: a list […] holds values without keys; values with keys stand in {…}\n"
          "1:14: \"]\" is missing: \"[\" at line 1, column 7 is still open -> ]\n" },
        { TEXT("{\"x\": [1, \"a\": 2}"), "1:9: \"]\" is missing: \"[\" at line 1, column 7 is still open -> ]\n" },
        { TEXT("{\n  \"a\": {\n    \"b\": 1,\n  \"c\": {\n    \"d\": 2,\n  \"e\": 3\n}\n"), "3:11: \"}\" is missing: \"{\" at line 2, column 8 is still open -> }\n" },
        { TEXT("{\"a\": [1"), "1:9: \"]\" is missing: \"[\" at line 1, column 7 is still open -> ]\n" },
        { TEXT("{\"a\": [{\"b\": [1"), "1:16: \"]\" is missing: \"[\" at line 1, column 14 is still open -> ]\n" },
        { TEXT("[1]\000"), "1:4: the file must end after its last bracket, but something follows\n" },

    /* clang-format on */
};

static void each_edge_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *said = told(rows[i].text, rows[i].size);
        if (strcmp(said, rows[i].told) != 0) {
            fail_msg("%s\nexpected:\n%ssaid:\n%s", rows[i].text, rows[i].told, said);
        }
    }
}

static void what_is_right_is_read(void **state)
{
    (void)state;
    static const char *const good[] = {
        "[1E+5, 1e-5, -0, 0.5, -0.0E0, 10, 0e1, 12,5]",
        "[\"\\uabcdef \\uABCDEF \\uaFFf \\ud800\\udc00 \\udbff\\udfff \\ud7ff \\ue000 \\u0001\"]",
        "[\"\\\" \\\\ \\/ \\b \\f \\n \\r \\t\", \"a\\\"\", \"\\\\\"]",
        "\t{\r\n\"a\"\n:\t1 ,\"b\" :[ ]\r, \"c\":{}}\n ",
        "{\"a\\\"\": 1, \"b\\\\\": 2, \"\": 3, \"c: \": 4}",
        "[true,false,null,\"true\"]",
        "[[],{},[[{}]],[\"]\",\"{\"]]",
        "12",
        "\"a\"",
        "null",
        " 0",
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        assert_string_equal(told(good[i], strlen(good[i])), "");
    }
}

/* A file as staff write it. */
static const char file[] = "{\n"
                           "  \"services\": [\n"
                           "    {\n"
                           "      \"id\": \"accueil\",\n"
                           "      \"name\": { \"fr\": \"Accueil\", \"en\": \"Reception\" },\n"
                           "      \"weekly\": [\n"
                           "        { \"days\": [\"monday\", \"friday\"], \"opens\": \"08:30\" },\n"
                           "        { \"days\": [\"[\\\"]\", \"}\"],\n"
                           "          \"opens\": \"13:30\"\n"
                           "        }\n"
                           "      ]\n"
                           "    },\n"
                           "    { \"id\": \"cni\", \"weekly\": [] }\n"
                           "  ],\n"
                           "  \"example\": true\n"
                           "}\n";

enum { BRACKETS = 22 };

/* What is told when a bracket of it, from the first to the last, is not there, is there twice, and
 * is of the other kind. */
static const char *const forgotten[BRACKETS] = {
    /* clang-format off */
        "2:13: the file must end after its last bracket, but something follows\n",
        "13:5: a key between quotes should stand here, not \"{\"\n"
        "14:3: this \"]\" is one too many: no \"[\" is open here\n",
        "4:7: \"{\" is missing before this key -> {\n",
        "5:20: a comma should stand here, not \":\"\n"
        "6:7: \"{\" is missing before this key -> {\n",
        "12:6: \"}\" is missing: \"{\" at line 3, column 5 is still open -> }\n",
        "7:59: \"}\" is missing: \"{\" at line 3, column 5 is still open -> }\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "7:10: \"{\" is missing before this key -> {\n",
        "7:37: a colon (:) and a value are missing after this key\n"
        "7:37: \"}\" is missing: \"{\" at line 7, column 9 is still open -> }\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "7:38: \"]\" is missing: \"[\" at line 7, column 19 is still open -> ]\n",
        "7:57: \"}\" is missing: \"{\" at line 7, column 9 is still open -> }\n",
        "8:10: \"{\" is missing before this key -> {\n",
        "8:30: a colon (:) and a value are missing after this key\n"
        "8:30: \"}\" is missing: \"{\" at line 8, column 9 is still open -> }\n"
        "10:9: this \"}\" is one too many: it closes the \"{\" of line 3 before its end\n",
        "8:31: \"]\" is missing: \"[\" at line 8, column 19 is still open -> ]\n",
        "9:27: \"}\" is missing: \"{\" at line 8, column 9 is still open -> }\n",
        "10:10: \"]\" is missing: \"[\" at line 6, column 17 is still open -> ]\n",
        "11:8: \"}\" is missing: \"{\" at line 3, column 5 is still open -> }\n",
        "13:6: \"{\" is missing before this key -> {\n",
        "13:30: a value should stand here, not \"]\"\n"
        "13:30: \"}\" is missing: \"{\" at line 13, column 5 is still open -> }\n"
        "14:3: this \"]\" is one too many: no \"[\" is open here\n",
        "13:31: \"]\" is missing: \"[\" at line 13, column 30 is still open -> ]\n",
        "13:32: \"}\" is missing: \"{\" at line 13, column 5 is still open -> }\n",
        "13:34: \"]\" is missing: \"[\" at line 2, column 15 is still open -> ]\n",
        "15:18: \"}\" is missing: \"{\" at line 1, column 1 is still open -> }\n",

};
static const char *const doubled[BRACKETS] = {
        "1:2: a key between quotes should stand here, not \"{\"\n"
        "3:5: a comma should stand here, not \"{\"\n"
        "3:6: a comma is missing here -> ,\n"
        "12:5: this \"}\" is one too many: it closes the \"{\" of line 1 before its end\n",
        "14:4: \"]\" is missing: \"[\" at line 2, column 15 is still open -> ]\n",
        "3:6: a key between quotes should stand here, not \"{\"\n",
        "5:16: a key between quotes should stand here, not \"{\"\n",
        "6:7: \"{\" is missing before this key -> {\n",
        "11:8: \"]\" is missing: \"[\" at line 6, column 17 is still open -> ]\n",
        "7:10: a key between quotes should stand here, not \"{\"\n",
        "7:40: \"]\" is missing: \"[\" at line 7, column 19 is still open -> ]\n",
        "7:39: \"}\" is missing: \"{\" at line 7, column 9 is still open -> }\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "7:59: \"]\" is missing: \"[\" at line 6, column 17 is still open -> ]\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "8:10: a key between quotes should stand here, not \"{\"\n"
        "8:32: \"}\" is missing: \"{\" at line 8, column 9 is still open -> }\n"
        "10:9: this \"}\" is one too many: it closes the \"{\" of line 3 before its end\n",
        "8:33: \"]\" is missing: \"[\" at line 8, column 19 is still open -> ]\n",
        "8:32: \"}\" is missing: \"{\" at line 8, column 9 is still open -> }\n"
        "10:9: this \"}\" is one too many: it closes the \"{\" of line 3 before its end\n",
        "10:10: \"]\" is missing: \"[\" at line 6, column 17 is still open -> ]\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "11:8: \"}\" is missing: \"{\" at line 3, column 5 is still open -> }\n"
        "12:5: this \"}\" is one too many: it closes the \"{\" of line 1 before its end\n",
        "12:6: \"]\" is missing: \"[\" at line 2, column 15 is still open -> ]\n"
        "12:7: the file must end after its last bracket, but something follows\n",
        "13:6: a key between quotes should stand here, not \"{\"\n",
        "13:33: \"]\" is missing: \"[\" at line 13, column 30 is still open -> ]\n",
        "13:32: \"}\" is missing: \"{\" at line 13, column 5 is still open -> }\n"
        "14:3: this \"]\" is one too many: no \"[\" is open here\n",
        "13:34: \"]\" is missing: \"[\" at line 2, column 15 is still open -> ]\n"
        "14:3: this \"]\" is one too many: no \"[\" is open here\n",
        "14:4: this \"]\" is one too many: no \"[\" is open here\n"
        "14:5: this comma is one too many\n",
        "16:2: this \"}\" is one too many: no \"{\" is open here\n",

};
static const char *const exchanged[BRACKETS] = {
        "2:3: a list […] holds values without keys; values with keys stand in {…}\n"
        "15:3: a list […] holds values without keys; values with keys stand in {…}\n"
        "16:1: this must be \"]\", which closes the \"[\" of line 1, not \"}\" -> ]\n",
        "3:5: a key between quotes should stand here, not \"{\"\n"
        "13:5: a key between quotes should stand here, not \"{\"\n"
        "12:5: this \"}\" is one too many: it closes the \"{\" of line 2 before its end\n",
        "4:7: a list […] holds values without keys; values with keys stand in {…}\n"
        "5:7: a list […] holds values without keys; values with keys stand in {…}\n"
        "6:7: a list […] holds values without keys; values with keys stand in {…}\n"
        "12:5: this must be \"]\", which closes the \"[\" of line 3, not \"}\" -> ]\n",
        "5:17: a list […] holds values without keys; values with keys stand in {…}\n"
        "5:34: a list […] holds values without keys; values with keys stand in {…}\n"
        "5:52: this must be \"]\", which closes the \"[\" of line 5, not \"}\" -> ]\n",
        "5:52: this must be \"}\", which closes the \"{\" of line 5, not \"]\" -> }\n",
        "7:9: a key between quotes should stand here, not \"{\"\n"
        "7:59: \"}\" is missing: \"{\" at line 3, column 5 is still open -> }\n"
        "11:7: this \"]\" is one too many: it closes the \"[\" of line 2 before its end\n",
        "7:11: a list […] holds values without keys; values with keys stand in {…}\n"
        "7:41: a list […] holds values without keys; values with keys stand in {…}\n"
        "7:58: this must be \"]\", which closes the \"[\" of line 7, not \"}\" -> ]\n",
        "7:28: a colon (:) and a value are missing after this key\n"
        "7:38: a colon (:) and a value are missing after this key\n"
        "7:38: this must be \"}\", which closes the \"{\" of line 7, not \"]\" -> }\n",
        "7:38: this must be \"]\", which closes the \"[\" of line 7, not \"}\" -> ]\n",
        "7:58: this must be \"}\", which closes the \"{\" of line 7, not \"]\" -> }\n",
        "8:11: a list […] holds values without keys; values with keys stand in {…}\n"
        "9:11: a list […] holds values without keys; values with keys stand in {…}\n"
        "10:9: this must be \"]\", which closes the \"[\" of line 8, not \"}\" -> ]\n",
        "8:26: a colon (:) and a value are missing after this key\n"
        "8:31: a colon (:) and a value are missing after this key\n"
        "8:31: this must be \"}\", which closes the \"{\" of line 8, not \"]\" -> }\n",
        "8:31: this must be \"]\", which closes the \"[\" of line 8, not \"}\" -> ]\n",
        "10:9: this must be \"}\", which closes the \"{\" of line 8, not \"]\" -> }\n",
        "11:7: this must be \"]\", which closes the \"[\" of line 6, not \"}\" -> ]\n",
        "12:5: this must be \"}\", which closes the \"{\" of line 3, not \"]\" -> }\n",
        "13:7: a list […] holds values without keys; values with keys stand in {…}\n"
        "13:20: a list […] holds values without keys; values with keys stand in {…}\n"
        "13:33: this must be \"]\", which closes the \"[\" of line 13, not \"}\" -> ]\n",
        "13:31: this must be \"}\", which closes the \"{\" of line 13, not \"]\" -> }\n",
        "13:31: this must be \"]\", which closes the \"[\" of line 13, not \"}\" -> ]\n",
        "13:33: this must be \"}\", which closes the \"{\" of line 13, not \"]\" -> }\n",
        "14:3: this must be \"]\", which closes the \"[\" of line 2, not \"}\" -> ]\n",
        "16:1: this must be \"}\", which closes the \"{\" of line 1, not \"]\" -> }\n",

    /* clang-format on */
};

/* Returns where bracket number index of the file stands, those inside texts left out. */
static size_t bracket_at(int index)
{
    bool inside = false;
    for (size_t at = 0; file[at]; at++) {
        inside = file[at] == '"' ? !inside : inside;
        if (inside && file[at] == '\\') {
            at++;
        } else if (!inside && strchr("[]{}", file[at]) && index-- == 0) {
            return at;
        }
    }
    fail_msg("the file has fewer brackets");
    return 0;
}

static void compare_brackets(const char *name, const char *const expected[BRACKETS])
{
    for (int i = 0; i < BRACKETS; i++) {
        char text[sizeof file + 1];
        size_t at = bracket_at(i), skipped = expected != doubled;
        const char other = file[at] == '['   ? '{'
                           : file[at] == '{' ? '['
                           : file[at] == ']' ? '}'
                                             : ']';
        int put = expected == forgotten ? 0 : 1;
        int size = snprintf(text, sizeof text, "%.*s%.*s%s", (int)at, file, put,
                            expected == exchanged ? &other : file + at, file + at + skipped);
        const char *said = told(text, (size_t)size);
        if (strcmp(said, expected[i]) != 0) {
            fail_msg("bracket %d %s:\n%sexpected:\n%ssaid:\n%s", i, name, text, expected[i], said);
        }
    }
}

static void each_bracket_forgotten_doubled_exchanged(void **state)
{
    (void)state;
    assert_string_equal(told(file, sizeof file - 1), "");
    compare_brackets("forgotten", forgotten);
    compare_brackets("doubled", doubled);
    compare_brackets("exchanged", exchanged);
}

/* Whatever is wrong, what is told points into the text and can be printed. */
static void check_problems(const char *text, size_t size)
{
    struct report report = { 0 };
    int lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
    }
    read_exact(text, size, &report);
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        size_t bad;
        assert_in_range(problem->line, 1, lines);
        assert_in_range(problem->column, 1, size + 1);
        assert_true(utf8_valid(problem->message, strlen(problem->message), &bad));
    }
    report_finish(&report);
}

static void cut_and_leave_out(const char *text, size_t size)
{
    char *without = malloc(size);
    assert_non_null(without);
    for (size_t at = 0; at < size; at++) {
        check_problems(text, at);
        memcpy(without, text, at);
        memcpy(without + at, text + at + 1, size - at - 1);
        check_problems(without, size - 1);
    }
    free(without);
}

/* Every beginning of every text here, and every text without one of its bytes. */
static void whatever_is_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        cut_and_leave_out(rows[i].text, rows[i].size);
    }
    cut_and_leave_out(file, sizeof file - 1);
}

/* Twenty mistakes are enough to be told at once. */
static void the_twenty_first_mistake_is_not_told(void **state)
{
    (void)state;
    for (int mistakes = 18; mistakes < 25; mistakes++) {
        char text[64] = "[";
        struct report report = { 0 };
        for (int i = 0; i <= mistakes; i++) {
            strcat(text, "1 ");
        }
        strcat(text, "]");
        assert_false(read_exact(text, strlen(text), &report));
        assert_int_equal(report.count, mistakes < 20 ? mistakes : 20);
        report_finish(&report);
    }
}

/* Each byte that is not UTF-8 is told as what it is in Windows-1252, as iconv knows it. */
static void each_byte_of_windows_1252(void **state)
{
    (void)state;
    iconv_t convert = iconv_open("UTF-8", "WINDOWS-1252");
    assert_true(convert != (iconv_t)-1);
    for (int byte = 0x80; byte < 0x100; byte++) {
        char text[] = { '[', '"', (char)byte, '"', ']' }, in = (char)byte, out[8] = "", as[32];
        char *from = &in, *to = out;
        size_t left = 1, room = sizeof out - 1;
        bool is_character = iconv(convert, &from, &left, &to, &room) == 0;
        iconv(convert, NULL, NULL, NULL, NULL);
        if (is_character) {
            snprintf(as, sizeof as, "looks like \"%s\" saved", out);
        } else {
            snprintf(as, sizeof as, "byte 0x%02x is not", byte);
        }
        const char *said = told(text, sizeof text);
        if (strncmp(said, "1:3: ", 5) != 0 || !strstr(said, as)) {
            fail_msg("byte 0x%02x: %s", byte, said);
        }
    }
    iconv_close(convert);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_edge_is_told),
        cmocka_unit_test(what_is_right_is_read),
        cmocka_unit_test(each_bracket_forgotten_doubled_exchanged),
        cmocka_unit_test(whatever_is_missing),
        cmocka_unit_test(the_twenty_first_mistake_is_not_told),
        cmocka_unit_test(each_byte_of_windows_1252),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
