/* The list of marks: rounding, hashing, dumping; boxes, colours, QR sizes, rings. */
#include "picture/chart.h"
#include "picture/picture.h"
#include "picture/qr.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <math.h>
#include <string.h>

static void unit_follows_the_screen(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        float unit;
        bool portrait;
    } rows[] = {
        { 1920, 1080, 10.8f, false }, { 1280, 720, 7.2f, false },  { 3840, 2160, 21.6f, false },
        { 1080, 1920, 10.8f, true },  { 1440, 1080, 8.1f, false }, { 2560, 1080, 10.8f, false },
    };
    struct picture picture = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        picture_start(&picture, rows[i].width, rows[i].height, &fake_metrics);
        assert_true(fabsf(picture.unit - rows[i].unit) < 0.01f);
        assert_int_equal(picture.portrait, rows[i].portrait);
    }
    picture_finish(&picture);
}

static void boxes_round_edge_by_edge(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    picture_start(&picture, 1920, 1080, &fake_metrics);
    picture_fill(&picture, (struct box){ 0, 0, 10.4f, 5 }, INK);
    picture_fill(&picture, (struct box){ 10.4f, 0, 10.4f, 5 }, INK);
    picture_fill(&picture, (struct box){ 20.8f, 0, 0.1f, 0 }, INK);
    /* neighbours touch: each starts where the one before it ends; nothing is thinner than a pixel
     */
    assert_int_equal(picture.marks[0].box.w, 10);
    assert_int_equal(picture.marks[1].box.x, 10);
    assert_int_equal(picture.marks[1].box.w, 11);
    assert_int_equal(picture.marks[2].box.x, 21);
    assert_int_equal(picture.marks[2].box.w, 1);
    assert_int_equal(picture.marks[2].box.h, 1);
    picture_finish(&picture);
}

static uint64_t hash_of(const char *text, int x, struct color color)
{
    struct picture picture = { 0 };
    picture_start(&picture, 1920, 1080, &fake_metrics);
    picture_text(&picture, style_in(STYLE_BODY, color), ALIGN_LEFT, (float)x, 100, text);
    uint64_t hash = picture_hash(&picture);
    picture_finish(&picture);
    return hash;
}

static void hash_tells_pictures_apart(void **state)
{
    (void)state;
    uint64_t hash = hash_of("Ouvert", 10, INK);
    assert_true(hash == hash_of("Ouvert", 10, INK));
    assert_true(hash != hash_of("Fermé", 10, INK));
    assert_true(hash != hash_of("Ouvert", 11, INK));
    assert_true(hash != hash_of("Ouvert", 10, BLEU));
}

static void dump_reads_as_text(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    picture_start(&picture, 1920, 1080, &fake_metrics);
    picture_outline(&picture, (struct box){ 1, 2, 30, 20 }, 4, WHITE, INK, 0.2f);
    picture_shape(&picture, (struct box){ 5, 5, 10, 10 }, "icons/check", BLEU);
    picture_qr(&picture, (struct box){ 0, 0, 58, 58 }, "https://a.gouv.fr/", 3);
    picture_text(&picture, STYLE_TITLE, ALIGN_LEFT, 10, 100, "Été");
    struct arena arena = { 0 };
    assert_string_equal(picture_dump(&picture, &arena),
                        "round 1,2 30x20 #FFFFFF r4 edge 1.0 #161616\n"
                        "shape 5,5 10x10 #000091 icons/check\n"
                        "qr    0,0 58x58 #000000 v3 \"https://a.gouv.fr/\"\n"
                        "text  10,29 103x99 #000091 69px w700 \"Été\"\n");
    arena_finish(&arena);
    picture_finish(&picture);
}

static void touch_finds_the_topmost_area(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    picture_start(&picture, 1920, 1080, &fake_metrics);
    uint64_t blank = picture_hash(&picture);
    picture_touch(&picture, (struct box){ 100, 100, 200, 50 }, 10, 1, "Retour");
    picture_touch(&picture, (struct box){ 320, 100, 200, 50 }, 10, 2, "Terminer");
    static const struct {
        int x, y, id;
    } rows[] = {
        { 100, 100, 1 }, { 90, 90, 1 },   { 89, 100, 0 },  { 309, 159, 1 }, { 310, 120, 2 },
        { 529, 159, 2 }, { 530, 120, 0 }, { 100, 160, 0 }, { -1, -1, 0 },   { 1e9, 1e9, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(picture_hit(&picture, rows[i].x, rows[i].y), rows[i].id);
    }
    assert_true(picture_hash(&picture) == blank); /* it is not seen */
    picture_touch(&picture, (struct box){ 0, 0, 1920, 1080 }, 0, 3, "dialog");
    assert_int_equal(picture_hit(&picture, 100, 100), 3);
    struct arena arena = { 0 };
    assert_non_null(
        strstr(picture_dump(&picture, &arena), "touch 100,100 200x50 +10 #1 \"Retour\"\n"));
    arena_finish(&arena);
    picture_finish(&picture);
}

static void contrast_is_wcag(void **state)
{
    (void)state;
    /* VISUAL tokens and their measured contrasts */
    assert_true(fabs(color_contrast(BLEU, WHITE) - 14.9) < 0.05);
    assert_true(fabs(color_contrast(WHITE, BLEU) - 14.9) < 0.05);
    assert_true(fabs(color_contrast(INK, WHITE) - 18.1) < 0.05);
    assert_true(fabs(color_contrast(COLOR(0x000000), WHITE) - 21) < 0.001);
    struct color yellow = color_on(COLOR(0xFFD21F)), green = color_on(COLOR(0x0B6E58));
    assert_int_equal(yellow.r, 0x16);
    assert_int_equal(green.r, 0xff);
}

static void qr_versions_follow_the_standard(void **state)
{
    (void)state;
    static const struct {
        size_t length;
        int version;
    } rows[] = { { 1, 1 },  { 14, 1 },  { 15, 2 },  { 26, 2 },   { 27, 3 }, { 42, 3 },
                 { 43, 4 }, { 106, 6 }, { 107, 7 }, { 213, 10 }, { 214, 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(qr_version(rows[i].length), rows[i].version);
    }
    assert_int_equal(qr_modules(3), 29);
}

static void cutting_never_leaves_the_box(void **state)
{
    (void)state;
    struct box box = { 10, 20, 100, 50 };
    struct box top = box_cut_top(&box, 30), rest = box_cut_top(&box, 30);
    assert_true(top.h == 30 && rest.h == 20 && box.h == 0 && rest.y == 50);
    box = (struct box){ 0, 0, 100, 50 };
    struct box right = box_cut_right(&box, 40), left = box_cut_left(&box, 100);
    assert_true(right.x == 60 && right.w == 40 && left.w == 60 && box.w == 0);
    struct box column = box_column((struct box){ 0, 0, 100, 10 }, 2, 3, 5);
    assert_true(fabsf(box_right(column) - 100) < 0.001f && fabsf(column.w - 30) < 0.001f);
}

static void rings_close(void **state)
{
    (void)state;
    struct picture picture = { 0 };
    picture_start(&picture, 1920, 1080, &fake_metrics);
    chart_ring(&picture, 100, 100, 50, 10, 0, 1, BLEU);
    assert_int_equal(picture.count, 2); /* a whole turn is two arcs */
    chart_ring(&picture, 100, 100, 50, 10, 0, 0.75f, BLEU);
    assert_int_equal(picture.count, 3);
    assert_non_null(strstr(picture.marks[2].text, " 0 1 1 ")); /* the large arc, clockwise */
    chart_ring(&picture, 100, 100, 50, 10, 0.5f, 0.5f, BLEU);
    assert_int_equal(picture.count, 3); /* nothing to draw */
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unit_follows_the_screen),
        cmocka_unit_test(boxes_round_edge_by_edge),
        cmocka_unit_test(hash_tells_pictures_apart),
        cmocka_unit_test(dump_reads_as_text),
        cmocka_unit_test(touch_finds_the_topmost_area),
        cmocka_unit_test(contrast_is_wcag),
        cmocka_unit_test(qr_versions_follow_the_standard),
        cmocka_unit_test(cutting_never_leaves_the_box),
        cmocka_unit_test(rings_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
