/* The classes of Markus Kuhn's decoder stress test, plus every code point there and back. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { GOOD = -1 };

struct row {
    const char *bytes;
    size_t length;
    int bad; /* offset of the first bad sequence, or GOOD */
};

#define ROW(literal, bad)                                                                          \
    {                                                                                              \
        literal, sizeof literal - 1, bad                                                           \
    }

static const struct row rows[] = {
    ROW("", GOOD),
    ROW("Pr\xc3\xa9"
        "fecture",
        GOOD),
    ROW("a\0b", GOOD),
    /* first and last of each length, and around the surrogates */
    ROW("\x7f", GOOD),
    ROW("\xc2\x80", GOOD),
    ROW("\xdf\xbf", GOOD),
    ROW("\xe0\xa0\x80", GOOD),
    ROW("\xed\x9f\xbf", GOOD),
    ROW("\xee\x80\x80", GOOD),
    ROW("\xef\xbf\xbf", GOOD),
    ROW("\xf0\x90\x80\x80", GOOD),
    ROW("\xf4\x8f\xbf\xbf", GOOD),
    /* continuation bytes alone */
    ROW("\x80", 0),
    ROW("\xbf", 0),
    ROW("ab\x80", 2),
    ROW("\xc3\xa9\xa9", 2),
    /* lead bytes alone, before ASCII and before another lead byte */
    ROW("\xc3", 0),
    ROW("\xc3 ", 0),
    ROW("\xc3\xc3\xa9", 0),
    ROW("\xe2\x82", 0),
    ROW("\xe2\x82 ", 0),
    ROW("x\xe2 ", 1),
    ROW("\xf0\x9f\x98", 0),
    ROW("\xf0\x9f\x98 ", 0),
    ROW("\xf0\x9f ", 0),
    ROW("\xc3\xa9\xf0", 2),
    /* longer than needed: "/", NUL, and the last code point of each length below */
    ROW("\xc0\xaf", 0),
    ROW("\xe0\x80\xaf", 0),
    ROW("\xf0\x80\x80\xaf", 0),
    ROW("\xc0\x80", 0),
    ROW("\xc1\xbf", 0),
    ROW("\xe0\x9f\xbf", 0),
    ROW("\xf0\x8f\xbf\xbf", 0),
    /* surrogates, alone and in a pair */
    ROW("\xed\xa0\x80", 0),
    ROW("\xed\xbf\xbf", 0),
    ROW("\xed\xa0\xbd\xed\xb8\x80", 0),
    /* above U+10FFFF, and lead bytes that never occur */
    ROW("\xf4\x90\x80\x80", 0),
    ROW("\xf5\x80\x80\x80", 0),
    ROW("\xf7\xbf\xbf\xbf", 0),
    ROW("\xf8\x88\x80\x80\x80", 0),
    ROW("\xfc\x84\x80\x80\x80\x80", 0),
    ROW("\xfe", 0),
    ROW("\xff", 0),
};

static void test_valid_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = 99;
        bool valid = utf8_valid(rows[i].bytes, rows[i].length, &bad);
        if (valid != (rows[i].bad == GOOD) || (!valid && bad != (size_t)rows[i].bad)) {
            fail_msg("row %zu: valid %d, bad byte at %zu", i, valid, bad);
        }
    }
}

/* All pairs, and all triples that a three-byte lead may start: how many are valid is known. */
static void test_valid_counts(void **state)
{
    (void)state;
    size_t pairs = 0, triples = 0, bad;
    for (unsigned code = 0; code < 0x10000; code++) {
        const char pair[] = { (char)(code >> 8), (char)code };
        pairs += utf8_valid(pair, 2, &bad);
    }
    assert_int_equal(pairs, 128 * 128 + (0x800 - 0x80));
    for (unsigned code = 0xe00000; code < 0xf00000; code++) {
        const char triple[] = { (char)(code >> 16), (char)(code >> 8), (char)code };
        triples += utf8_valid(triple, 3, &bad);
    }
    assert_int_equal(triples, 0x10000 - 0x800 - 0x800);
}

static void test_round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10ffff; code++) {
        char bytes[5] = { 0 };
        size_t length = utf8_put(bytes, code), bad;
        const char *at = bytes;
        bool surrogate = code >= 0xd800 && code <= 0xdfff;
        size_t expected = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        assert_int_equal(length, expected);
        assert_int_equal(utf8_valid(bytes, length, &bad), !surrogate);
        assert_int_equal(utf8_next(&at), surrogate ? 0xfffd : code);
        assert_ptr_equal(at, bytes + (surrogate ? 1 : length));
    }
}

static void test_next_at_end(void **state)
{
    (void)state;
    const char *text = "", *at = text;
    assert_int_equal(utf8_next(&at), 0);
    assert_ptr_equal(at, text);
}

static void test_next_replaces(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t codes[8];
    } broken[] = {
        { "a\x80z", { 'a', 0xfffd, 'z' } },
        { "\xc3", { 0xfffd } },
        { "\xe2\x82", { 0xfffd, 0xfffd } },
        { "\xf0\x9f\x98", { 0xfffd, 0xfffd, 0xfffd } },
        { "\xe2\xc3\xa9", { 0xfffd, 0xe9 } },
        { "\xc0\x80!", { 0xfffd, 0xfffd, '!' } },
        { "\xed\xa0\x80", { 0xfffd, 0xfffd, 0xfffd } },
        { "\xff\xfe", { 0xfffd, 0xfffd } },
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        const char *at = broken[i].text;
        for (size_t n = 0; n < 8; n++) {
            assert_int_equal(utf8_next(&at), broken[i].codes[n]);
        }
        assert_ptr_equal(at, broken[i].text + strlen(broken[i].text));
    }
}

static void test_length(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(""), 0);
    assert_int_equal(utf8_length("Grenoble"), 8);
    assert_int_equal(utf8_length("\xc3\x8etre, 30\xc2\xa0\xe2\x82\xac \xf0\x9f\x98\x80"), 12);
    assert_int_equal(utf8_length("a\xff"), 2);
}

/* A text that ends inside a character, with the rest of it behind its end. */
static void test_valid_stops_at_the_end(void **state)
{
    (void)state;
    static const char *const characters[] = { "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        char text[16] = "ab";
        strcat(text, characters[i]);
        size_t bad;
        for (size_t cut = 1; cut < strlen(characters[i]); cut++) {
            bad = 99;
            assert_false(utf8_valid(text, strlen(text) - cut, &bad));
            assert_int_equal(bad, 2);
        }
        assert_true(utf8_valid(text, strlen(text), &bad));
    }
}

/* The characters that change the direction of what follows, and their neighbours. */
static void test_steers(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0x3000; code++) {
        bool embeds = code == 0x202a || code == 0x202b || code == 0x202c || code == 0x202d ||
                      code == 0x202e;
        bool isolates = code == 0x2066 || code == 0x2067 || code == 0x2068 || code == 0x2069;
        assert_int_equal(utf8_steers(code), embeds || isolates);
    }
}

/* A text for a fixed room: control characters become "?", and no character is cut in two. */
static void test_label(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t room;
        const char *label;
    } labels[] = {
        { "Accueil", 8, "Accueil" },
        { "Accueil", 7, "Accuei" },
        { "Accueil", 2, "A" },
        { "Accueil", 1, "" },
        { "", 8, "" },
        { "", 1, "" },
        { "a\nb\tc\x01\x1f\x7f\x7e d", 32, "a?b?c???~ d" },
        { "\xc3\xa9t\xc3\xa9", 6, "\xc3\xa9t\xc3\xa9" },
        { "\xc3\xa9t\xc3\xa9", 5, "\xc3\xa9t" },
        { "\xc3\xa9t\xc3\xa9", 4, "\xc3\xa9t" },
        { "\xc3\xa9t\xc3\xa9", 2, "" },
        { "10 \xe2\x82\xac!", 8, "10 \xe2\x82\xac!" },
        { "10 \xe2\x82\xac!", 7, "10 \xe2\x82\xac" },
        { "10 \xe2\x82\xac!", 6, "10 " },
        { "10 \xe2\x82\xac!", 5, "10 " },
        { "10 \xe2\x82\xac!", 4, "10 " },
        { "\xf0\x9f\x98\x80", 4, "" },
    };
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        char to[40];
        memset(to, '#', sizeof to);
        utf8_label(to, labels[i].room, labels[i].text);
        assert_string_equal(to, labels[i].label);
        for (size_t beyond = labels[i].room; beyond < sizeof to; beyond++) {
            assert_int_equal(to[beyond], '#');
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_table),
        cmocka_unit_test(test_valid_counts),
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_next_at_end),
        cmocka_unit_test(test_next_replaces),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_valid_stops_at_the_end),
        cmocka_unit_test(test_steers),
        cmocka_unit_test(test_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
