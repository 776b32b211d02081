/* Fitting text: wrapping, shorter wording, shrinking, dropping, cutting, in that order. */
#include "picture/paragraph.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <string.h>

/* 1000 x 1000: one u is 5.62 px (the long side decides); sizes below are chosen in pixels. */
static void start(struct picture *picture)
{
    picture_start(picture, 1778, 1000, &fake_metrics); /* 1 u = 10 px */
}

static const struct style BODY = {
    4, WEIGHT_REGULAR, { 0, 0, 0 }, ROLE_TEXT
}; /* 40 px: 20 a character */
static const struct style SECOND = { 4, WEIGHT_REGULAR, { 0, 0, 0 }, ROLE_SECOND };

static const char *joined(const struct setting *setting, char out[400])
{
    out[0] = '\0';
    for (int i = 0; i < setting->count; i++) {
        strcat(strcat(out, i ? "|" : ""), setting->lines[i]);
    }
    return out;
}

static void wraps_and_fits_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shorter;
        bool second, vital, address;
        float width;
        int lines;
        const char *expected;
        enum fit fit;
        float size;
    } rows[] = {
        { "bonjour", NULL, 0, 0, 0, 140, 1, "bonjour", FIT_AS_IS, 4 },
        { "un deux", NULL, 0, 0, 0, 140, 2, "un deux", FIT_AS_IS, 4 },
        /* balanced: the smallest width that needs no third line */
        { "aaa bbb ccc ddd", NULL, 0, 0, 0, 240, 2, "aaa bbb|ccc ddd", FIT_AS_IS, 4 },
        { "un deux trois quatre", NULL, 0, 0, 0, 300, 2, "un deux|trois quatre", FIT_AS_IS, 4 },
        /* a no-break space never breaks */
        { "9\u00a0h 30", NULL, 0, 0, 0, 80, 2, "9\u00a0h|30", FIT_AS_IS, 4 },
        /* no line ends in a word of one or two letters, if that needs no further line */
        { "permis de conduire", NULL, 0, 0, 0, 240, 2, "permis|de conduire", FIT_AS_IS, 4 },
        { "aa bbbb cc dddd", NULL, 0, 0, 0, 150, 2, "aa bbbb|cc dddd", FIT_AS_IS, 4 },
        { "aaaaaa de bbb", NULL, 0, 0, 0, 180, 2, "aaaaaa|de bbb", FIT_AS_IS, 4 },
        { "aaaa de bbbbbbb", NULL, 0, 0, 0, 160, 2, "aaaa de|bbbbbbb", FIT_AS_IS, 4 },
        /* then the shorter wording */
        { "carte grise du véhicule", "carte grise", 0, 0, 0, 220, 1, "carte grise", FIT_SHORTER,
          4 },
        /* then shrinking, here of the shorter wording: 11 characters at 3.7 u are 198 px */
        { "carte grise du véhicule", "carte grise", 0, 0, 0, 204, 1, "carte grise", FIT_SHRUNK,
          3.7f },
        /* never under 85 % */
        { "aaaaaaaaaa", NULL, 0, 0, 0, 169, 1, "aaaaaaaaaa", FIT_CUT, 3.4f },
        { "aaaaaaaaaa", NULL, 0, 0, 0, 171, 1, "aaaaaaaaaa", FIT_SHRUNK, 3.4f },
        /* the second language is dropped instead of cut */
        { "aaaaaaaaaa", NULL, 1, 0, 0, 100, 1, "", FIT_DROPPED, 3.4f },
        /* cutting at a word */
        { "aaa bbb ccc ddd", NULL, 0, 0, 0, 140, 1, "aaa bbb…", FIT_CUT, 3.4f },
        { "aaa bbb ccc ddd eee", NULL, 0, 0, 0, 125, 2, "aaa bbb|ccc…", FIT_CUT, 3.4f },
        /* what is vital shrinks further and is never cut */
        { "aaaaaaaaaa", NULL, 0, 1, 0, 100, 1, "aaaaaaaaaa", FIT_SHRUNK, 2.0f },
        /* addresses break after a dot, without a space */
        { "immatriculation.ants.gouv.fr", NULL, 0, 1, 1, 400, 2, "immatriculation.|ants.gouv.fr",
          FIT_AS_IS, 4 },
        { "", NULL, 0, 0, 0, 100, 1, "", FIT_AS_IS, 4 },
        { NULL, NULL, 0, 0, 0, 100, 1, "", FIT_AS_IS, 4 },
    };
    struct picture picture = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[400];
        start(&picture);
        struct passage passage = { .text = rows[i].text,
                                   .shorter = rows[i].shorter,
                                   .style = rows[i].second ? SECOND : BODY,
                                   .width = rows[i].width,
                                   .lines = rows[i].lines,
                                   .vital = rows[i].vital,
                                   .address = rows[i].address };
        struct setting setting = passage_set(&picture, &passage);
        assert_string_equal(joined(&setting, out), rows[i].expected);
        assert_int_equal(setting.fit, rows[i].fit);
        assert_true(setting.style.size > rows[i].size - 0.05f &&
                    setting.style.size < rows[i].size + 0.05f);
        assert_true(setting.fit == FIT_CUT || setting.width <= rows[i].width + 1);
    }
    picture_finish(&picture);
}

/* Texts may be longer than the words that are looked at. */
static void says_that_a_long_text_is_cut(void **state)
{
    enum { WORDS = 500 };
    static const float widths[] = { 60000, 20000,
                                    400 }; /* px: beside each other, in two lines, cut */
    char text[2 * WORDS + 1] = "";
    (void)state;
    for (int i = 0; i < WORDS; i++) {
        strcat(text, i ? " a" : "a");
    }
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct picture picture = { 0 };
        start(&picture);
        const struct passage passage = {
            .text = text, .style = BODY, .width = widths[i], .lines = 6
        };
        struct setting setting = passage_set(&picture, &passage);
        assert_int_equal(setting.fit, FIT_CUT);
        const char *last = setting.lines[setting.count - 1];
        assert_string_equal(last + strlen(last) - strlen("a…"), "a…");
        assert_true(setting.width <= widths[i]);
        picture_finish(&picture);
    }
    struct picture picture = { 0 };
    start(&picture);
    text[2 * 160 - 1] = '\0';
    const struct passage whole = { .text = text, .style = BODY, .width = 60000, .lines = 6 };
    assert_int_equal(passage_set(&picture, &whole).fit, FIT_AS_IS);
    picture_finish(&picture);
}

static void sets_a_row_alike(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    start(&picture);
    struct passage passages[] = {
        { .text = "court", .style = BODY, .width = 190 },
        { .text = "aaaaaaaaaa", .style = BODY, .width = 190 },
        { .text = NULL, .style = BODY, .width = 190 },
    };
    struct setting settings[3];
    passage_set_alike(&picture, passages, 3, settings);
    assert_true(settings[1].style.size < 4);
    assert_true(settings[0].style.size == settings[1].style.size);
    assert_int_equal(settings[0].fit, FIT_SHRUNK);
    assert_int_equal(settings[2].count, 0);
    picture_finish(&picture);
}

static void a_pair_shrinks_then_drops_the_second(void **state)
{
    (void)state;
    static const struct {
        float width;
        const char *marks; /* texts in order, each with its size in pixels */
    } rows[] = {
        { 400, "titre:40 title:40" }, /* 100 + 20 + 100 */
        { 220, "titre:40 title:40" }, { 215, "titre:39 title:39" },
        { 190, "titre:34 title:34" },                     /* 85 + 20 + 85 */
        { 185, "titre:40" },          { 80, "titre:34" }, /* cut cannot split one word */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[200] = "";
        struct picture picture = { 0 };
        start(&picture);
        struct passage first = { .text = "titre", .style = BODY, .width = rows[i].width };
        struct passage second = { .text = "title", .style = SECOND };
        picture_pair(&picture, &first, &second, 20, 0, 100);
        for (size_t mark = 0; mark < picture.count; mark++) {
            sprintf(out + strlen(out), "%s%s:%d", mark ? " " : "", picture.marks[mark].text,
                    picture.marks[mark].size_px);
        }
        assert_string_equal(out, rows[i].marks);
        picture_finish(&picture);
    }
}

static void places_lines_by_alignment(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    start(&picture);
    struct passage passage = {
        .text = "aaa bbb ccc ddd", .style = BODY, .width = 240, .lines = 2, .pitch = 1.5f
    };
    float last = picture_passage(&picture, &passage, ALIGN_RIGHT, 500, 100);
    assert_true(last > 159 && last < 161);
    assert_int_equal(picture.count, 2);
    assert_int_equal(picture.marks[0].box.x + picture.marks[0].box.w, 500);
    assert_int_equal(picture.marks[1].box.y - picture.marks[0].box.y, 60);
    picture_finish(&picture);
}

/* Hebrew: a letter as wide as any here. Marks of direction count as characters too. */
#define ALEF "\u05d0\u05d0\u05d0"
#define BET  "\u05d1\u05d1\u05d1"

static void lines_from_right_to_left_begin_at_the_right(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum align align;
        const char *lines;
        int lefts[2], rights[2]; /* 0: either */
    } rows[] = {
        { ALEF " " BET, ALIGN_LEFT, ALEF "|" BET, { 0, 0 }, { 610, 610 } },
        { ALEF " " BET, ALIGN_RIGHT, ALEF "|" BET, { 0, 0 }, { 500, 500 } },
        { ALEF " " BET, ALIGN_CENTRE, ALEF "|" BET, { 470, 470 }, { 530, 530 } },
        /* a line that begins otherwise than its paragraph */
        { ALEF " abc", ALIGN_LEFT, ALEF "|\u200fabc", { 0, 0 }, { 610, 610 } },
        { "abc " ALEF, ALIGN_LEFT, "abc|\u200e" ALEF, { 500, 500 }, { 0, 0 } },
        { "abc def", ALIGN_LEFT, "abc|def", { 500, 500 }, { 0, 0 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[400];
        struct picture picture = { 0 };
        start(&picture);
        struct passage passage = { .text = rows[i].text, .style = BODY, .width = 110, .lines = 2 };
        struct setting setting = passage_set(&picture, &passage);
        assert_string_equal(joined(&setting, out), rows[i].lines);
        picture_setting(&picture, &setting, rows[i].align, 500, 100);
        for (int line = 0; line < 2; line++) {
            struct rect box = picture.marks[line].box;
            assert_true(rows[i].lefts[line] == 0 || box.x == rows[i].lefts[line]);
            assert_true(rows[i].rights[line] == 0 || box.x + box.w == rows[i].rights[line]);
        }
        picture_finish(&picture);
    }
}

static void a_pair_follows_the_way_of_the_first(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        int first_x, second_x;
    } rows[] = {
        { "titre", "title", 500, 620 },
        { "titre", ALEF, 500, 620 },
        { ALEF, "title", 840, 720 }, /* 900 - 60, then 20 and 100 to its left */
        { ALEF, BET, 840, 760 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = { 0 };
        start(&picture);
        struct passage first = { .text = rows[i].first, .style = BODY, .width = 400 };
        struct passage second = { .text = rows[i].second, .style = SECOND };
        picture_pair(&picture, &first, &second, 20, 500, 100);
        assert_int_equal(picture.count, 2);
        assert_int_equal(picture.marks[0].box.x, rows[i].first_x);
        assert_int_equal(picture.marks[1].box.x, rows[i].second_x);
        picture_finish(&picture);
    }
}

static void two_stand_at_the_ends(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        int first_x, second_x;
    } rows[] = {
        { "titre", "title", 500, 800 },
        { "titre", ALEF, 500, 840 },
        { ALEF, "title", 840, 500 },
        { ALEF, BET, 840, 500 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = { 0 };
        start(&picture);
        struct passage first = { .text = rows[i].first, .style = BODY, .width = 400 };
        struct passage second = { .text = rows[i].second, .style = SECOND };
        picture_apart(&picture, &first, &second, 20, 500, 100);
        assert_int_equal(picture.count, 2);
        assert_int_equal(picture.marks[0].box.x, rows[i].first_x);
        assert_int_equal(picture.marks[1].box.x, rows[i].second_x);
        picture_finish(&picture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wraps_and_fits_in_order),
        cmocka_unit_test(says_that_a_long_text_is_cut),
        cmocka_unit_test(sets_a_row_alike),
        cmocka_unit_test(a_pair_shrinks_then_drops_the_second),
        cmocka_unit_test(places_lines_by_alignment),
        cmocka_unit_test(lines_from_right_to_left_begin_at_the_right),
        cmocka_unit_test(a_pair_follows_the_way_of_the_first),
        cmocka_unit_test(two_stand_at_the_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
