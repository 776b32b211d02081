/* Where texts may break, and when lines surely do not suffice. How paragraphs come out is tested
 * with them. */
#include "picture/wrap.h"

#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void texts_break_where_they_may(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool address;
        const char *words;
    } rows[] = {
        { "", false, "" },
        { "   ", false, "" },
        { "un", false, "un" },
        { "un deux", false, "un|deux" },
        { "  un   deux  ", false, "un|deux" },
        { "9\u00a0h 30", false, "9\u00a0h|30" },
        { "a.b/c d", false, "a.b/c|d" },
        { "www.isere.gouv.fr", true, "www.|isere.|gouv.|fr" },
        { "https://www.isere.gouv.fr/rdv/", true, "https://|www.|isere.|gouv.|fr/|rdv/" },
        { "isere.fr.", true, "isere.|fr." },
        { "a//b", true, "a//|b" },
        { "a.b c", true, "a.|b c" },
        { "a. b", true, "a.| b" },
        { ".", true, "." },
        { "/a", true, "/|a" },
        { "", true, "" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct words words;
        char out[200] = "";
        wrap_split(rows[i].text, rows[i].address, &words);
        for (int word = 0; word < words.count; word++) {
            strcat(out, word ? "|" : "");
            strncat(out, words.starts[word], words.lengths[word]);
        }
        assert_string_equal(out, rows[i].words);
        assert_int_equal(words.address, rows[i].address);
        assert_false(words.goes_on);
    }
}

static void a_text_longer_than_is_looked_at_goes_on(void **state)
{
    (void)state;
    static const struct {
        int words;
        const char *end;
        int count;
        bool goes_on;
    } rows[] = {
        { WORDS_MAX - 1, "", WORDS_MAX - 1, false }, { WORDS_MAX, "", WORDS_MAX, false },
        { WORDS_MAX, "   ", WORDS_MAX, false },      { WORDS_MAX, " b", WORDS_MAX, true },
        { WORDS_MAX + 1, "", WORDS_MAX, true },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[2 * WORDS_MAX + 16] = "a";
        struct words words;
        int ends[LINES_MAX];
        for (int word = 1; word < rows[i].words; word++) {
            strcat(text, " a");
        }
        strcat(text, rows[i].end);
        wrap_split(text, false, &words);
        assert_int_equal(words.count, rows[i].count);
        assert_int_equal(words.goes_on, rows[i].goes_on);
        for (int word = 0; word < words.count; word++) {
            words.widths[word] = 1;
        }
        words.space = 1;
        assert_int_equal(wrap_fill(&words, 10000, 6, ends), rows[i].goes_on ? 7 : 1);
    }
}

/* Words of 100 px and 20 px between them. */
static struct words hundreds(const char *text)
{
    struct words words;
    wrap_split(text, false, &words);
    words.space = 20;
    for (int i = 0; i < words.count; i++) {
        words.widths[i] = 100;
    }
    return words;
}

static void lines_are_filled_to_the_last_pixel(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        float width;
        int limit, lines;
        int ends[3];
    } rows[] = {
        { "aaa bbb", 220, 1, 1, { 2 } },
        { "aaa bbb", 219, 1, 2, { 0 } },
        { "aaa bbb", 219, 2, 2, { 1, 2 } },
        { "aaa bbb", 100, 2, 2, { 1, 2 } },
        { "aaa bbb", 99, 2, 3, { 0 } },
        { "aaa bbb ccc ddd", 340, 2, 2, { 2, 4 } }, /* balanced */
        { "aaa bbb ccc ddd", 340, 3, 2, { 2, 4 } },
        { "aaa de ccc", 220, 2, 2, { 1, 3 } }, /* "de" belongs to what follows */
        { "aaa bbb de ccc", 340, 2, 2, { 2, 4 } },
        { "aaa de bb ccc", 220, 2, 2, { 2, 4 } }, /* unless that takes another line */
        { "d'é ccc ddd", 220, 2, 2, { 2, 3 } },   /* three letters are a word */
        { "dé ccc", 100, 2, 2, { 1, 2 } },
        { "", 100, 1, 0, { 0 } },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct words words = hundreds(rows[i].text);
        int ends[LINES_MAX] = { 0 };
        int lines = wrap_fill(&words, rows[i].width, rows[i].limit, ends);
        if (lines != rows[i].lines) {
            fail_msg("row %zu: %d lines", i, lines);
        }
        for (int line = 0; line < lines && lines <= rows[i].limit; line++) {
            if (ends[line] != rows[i].ends[line]) {
                fail_msg("row %zu: line %d ends at %d", i, line, ends[line]);
            }
        }
    }
}

/* What surely does not fit need not be measured: 3 % and 2 px a word are left for hinting. */
static void what_surely_does_not_fit(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        float part, width;
        int limit;
        bool may;
    } rows[] = {
        { "aaa bbb", 1, 207, 1, false }, /* 95 + 17.4 + 95 */
        { "aaa bbb", 1, 208, 1, true },
        { "aaa bbb", 0.5f, 100, 1, false }, /* 46.5 + 7.7 + 46.5 */
        { "aaa bbb", 0.5f, 101, 1, true },
        { "aaa bbb", 1, 94, 2, false },
        { "aaa bbb", 1, 96, 2, true },
        { "aaa bbb ccc", 1, 207, 2, false },
        { "aaa bbb ccc", 1, 207, 3, true },
        { "aaa de ccc", 1, 208, 2, true }, /* whether it is tidy does not matter */
        { "aaa de bb ccc", 1, 208, 2, true },
        { "aaa bbb", 0.01f, 0.5f, 1, true }, /* nothing is narrower than nothing */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct words words = hundreds(rows[i].text);
        if (wrap_may_fit(&words, rows[i].part, rows[i].width, rows[i].limit) != rows[i].may) {
            fail_msg("row %zu", i);
        }
        assert_true(words.widths[0] == 100 && words.space == 20);
    }
}

static void words_are_measured_in_whole_pixels(void **state)
{
    (void)state;
    static const struct {
        float size;
        bool address;
        float word, space;
    } rows[] = {
        { 4, false, 60, 20 },   /* 40 px: 20 a character */
        { 4, true, 80, 0 },     /* with its dot */
        { 0.44f, false, 6, 2 }, /* 4.4 px are 4 */
        { 0.2f, false, 3, 1 },  { 0.01f, false, 1, 0 },
        { 0, false, 1, 0 }, /* never less than 1 px */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct picture picture = { 0 };
        struct words words;
        picture_start(&picture, 1778, 1000, &fake_metrics); /* 1 u = 10 px */
        wrap_split(rows[i].address ? "aaa.b" : "aaa b", rows[i].address, &words);
        wrap_measure(&picture,
                     (struct style){ rows[i].size, WEIGHT_REGULAR, { 0, 0, 0 }, ROLE_TEXT },
                     &words);
        assert_true(words.widths[0] == rows[i].word);
        assert_true(words.space == rows[i].space);
        picture_finish(&picture);
    }
}

static void lines_are_joined_as_they_stood(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    struct words words;
    picture_start(&picture, 1778, 1000, &fake_metrics);
    wrap_split("un  deux trois", false, &words);
    assert_string_equal(wrap_join(&picture, &words, 0, 1, ""), "un");
    assert_string_equal(wrap_join(&picture, &words, 0, 2, "…"), "un  deux…");
    assert_string_equal(wrap_join(&picture, &words, 1, 3, ""), "deux trois");
    assert_string_equal(wrap_join(&picture, &words, 2, 3, "…"), "trois…");
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_break_where_they_may),
        cmocka_unit_test(a_text_longer_than_is_looked_at_goes_on),
        cmocka_unit_test(lines_are_filled_to_the_last_pixel),
        cmocka_unit_test(what_surely_does_not_fit),
        cmocka_unit_test(words_are_measured_in_whole_pixels),
        cmocka_unit_test(lines_are_joined_as_they_stood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
