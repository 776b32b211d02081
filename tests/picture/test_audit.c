/* Each rule of the audit with a picture that breaks it and one that only just does not. */
#include "picture/audit.h"
#include "picture/paragraph.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <math.h>

/* 1778 x 1000 px of 1 mm each: one u is 10 px, capitals are 6.6 mm a u. */
static const struct audit_view hall = { 1778, 1000, 4000, false };
static const struct audit_view touch = { 1778, 1000, 600, true };
static const struct audit_view unknown = { 0, 0, 0, false };

struct findings {
    int count[AUDIT_RULE_COUNT];
    struct audit_finding last[AUDIT_RULE_COUNT];
};

static void handle_finding(void *context, const struct audit_finding *finding)
{
    struct findings *findings = context;
    findings->count[finding->rule]++;
    findings->last[finding->rule] = *finding;
}

static struct findings audit(const struct picture *picture, const struct audit_view *view)
{
    struct findings findings = { 0 };
    audit_picture(picture, view, handle_finding, &findings);
    return findings;
}

static int total(const struct findings *findings)
{
    int sum = 0;
    for (int rule = 0; rule < AUDIT_RULE_COUNT; rule++) {
        sum += findings->count[rule];
    }
    return sum;
}

static struct picture start(void)
{
    struct picture picture = { 0 };
    picture_start(&picture, 1778, 1000, &fake_metrics);
    return picture;
}

static void sizes_follow_role_and_distance(void **state)
{
    (void)state;
    static const struct {
        enum role role;
        const struct audit_view *view;
        double needed; /* mm */
    } rows[] = {
        { ROLE_HERO, &hall, 48.8 },   { ROLE_TEXT, &hall, 11.6 },    { ROLE_SECOND, &hall, 11.6 },
        { ROLE_DETAIL, &hall, 6.96 }, { ROLE_SIGN, &hall, 15 },      { ROLE_HERO, &touch, 7.32 },
        { ROLE_TEXT, &touch, 7.32 },  { ROLE_SECOND, &touch, 7.32 }, { ROLE_DETAIL, &touch, 4.5 },
        { ROLE_SIGN, &touch, 15 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(fabs(audit_capital_mm(rows[i].role, rows[i].view) - rows[i].needed) < 0.01);
        for (int enough = 0; enough < 2; enough++) {
            struct picture picture = start();
            double size = ceil(rows[i].needed / 0.66) + (enough ? 0 : -2); /* px = mm */
            struct style style = { (float)size / 10, WEIGHT_BOLD, INK, rows[i].role };
            picture_text(&picture, style, ALIGN_LEFT, 100, 500, "abc");
            struct findings findings = audit(&picture, rows[i].view);
            assert_int_equal(findings.count[AUDIT_SMALL], !enough);
            assert_int_equal(total(&findings), !enough);
            findings = audit(&picture, &unknown);
            assert_int_equal(total(&findings), 0);
            picture_finish(&picture);
        }
    }
    assert_true(fabs(audit_reach_m(ROLE_TEXT, false, 11.6) - 4) < 0.01);
    assert_true(fabs(audit_reach_m(ROLE_DETAIL, false, 6.96) - 4) < 0.01);
}

/* fake_metrics: a character is half its size wide, so 4 u are 20 px a character. */
static void what_does_not_fit_is_found(void **state)
{
    (void)state;
    static const struct {
        enum role role;
        float width;
        int rule; /* -1: none */
    } rows[] = {
        { ROLE_TEXT, 200, -1 },
        { ROLE_TEXT, 180, AUDIT_SHRUNK },
        { ROLE_TEXT, 100, AUDIT_CUT },
        { ROLE_SECOND, 180, AUDIT_SHRUNK },
        { ROLE_SECOND, 100, AUDIT_DROPPED },
    };
    static const char text[] = "aaaa bbbbb";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        struct passage passage = { .text = text,
                                   .style = { 4, WEIGHT_REGULAR, INK, rows[i].role },
                                   .width = rows[i].width };
        picture_passage(&picture, &passage, ALIGN_LEFT, 100, 500);
        struct findings findings = audit(&picture, &hall);
        assert_int_equal(total(&findings), rows[i].rule >= 0);
        if (rows[i].rule >= 0) {
            assert_int_equal(findings.count[rows[i].rule], 1);
            assert_ptr_equal(findings.last[rows[i].rule].origin, text);
        }
        picture_finish(&picture);
    }
}

static void neighbours_that_only_follow_are_not_found(void **state)
{
    (void)state;
    static const char *const texts[] = { "aaa", "aaaaaaaaaa" };
    struct picture picture = start();
    struct passage passages[2];
    struct setting settings[2];
    for (int i = 0; i < 2; i++) {
        passages[i] = (struct passage){ .text = texts[i],
                                        .style = { 4, WEIGHT_REGULAR, INK, ROLE_TEXT },
                                        .width = 180 };
    }
    passage_set_alike(&picture, passages, 2, settings);
    for (int i = 0; i < 2; i++) {
        picture_setting(&picture, &settings[i], ALIGN_LEFT, 100, 300 + 200 * (float)i);
    }
    assert_int_equal(picture.marks[0].size_px, picture.marks[1].size_px);
    struct findings findings = audit(&picture, &hall);
    assert_int_equal(total(&findings), 1);
    assert_ptr_equal(findings.last[AUDIT_SHRUNK].origin, texts[1]);
    picture_finish(&picture);
}

static void a_pair_blames_the_longer(void **state)
{
    (void)state;
    static const struct {
        const char *texts[2];
        float width;
        int rule, culprit;
    } rows[] = {
        { { "bonjour.", "welcome" }, 310, -1, 0 }, /* 160 + 10 + 140 */
        { { "bonjour.", "welcome" }, 280, AUDIT_SHRUNK, 0 },
        { { "bonjour", "welcome." }, 280, AUDIT_SHRUNK, 1 },
        { { "bonjour.", "welcome" }, 160, AUDIT_DROPPED, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        struct passage first = { .text = rows[i].texts[0],
                                 .style = { 4, WEIGHT_REGULAR, INK, ROLE_TEXT },
                                 .width = rows[i].width };
        struct passage second = { .text = rows[i].texts[1],
                                  .style = { 4, WEIGHT_REGULAR, INK, ROLE_SECOND } };
        picture_pair(&picture, &first, &second, 10, 100, 500);
        struct findings findings = audit(&picture, &hall);
        assert_int_equal(total(&findings), rows[i].rule >= 0);
        if (rows[i].rule >= 0) {
            assert_int_equal(findings.count[rows[i].rule], 1);
            assert_ptr_equal(findings.last[rows[i].rule].origin, rows[i].texts[rows[i].culprit]);
        }
        picture_finish(&picture);
    }
}

static void texts_stay_on_the_page_and_apart(void **state)
{
    (void)state;
    static const struct {
        float x, y; /* of the second text, 60 px wide, 26 px capitals, over one at 100, 500 */
        int outside, overlap;
    } rows[] = {
        { 100, 530, 0, 0 }, { 160, 500, 0, 0 },  { 150, 510, 0, 1 },
        { -5, 700, 1, 0 },  { 1719, 700, 1, 0 }, { 1718, 700, 0, 0 },
        { 100, 20, 1, 0 },  { 100, 1002, 1, 0 }, { 100, 1000, 0, 0 },
    };
    struct style style = { 4, WEIGHT_REGULAR, INK, ROLE_TEXT };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        picture_text(&picture, style, ALIGN_LEFT, 100, 500, "aaa");
        picture_text(&picture, style, ALIGN_LEFT, rows[i].x, rows[i].y, "bbb");
        struct findings findings = audit(&picture, &hall);
        assert_int_equal(findings.count[AUDIT_OUTSIDE], rows[i].outside);
        assert_int_equal(findings.count[AUDIT_OVERLAP], rows[i].overlap);
        picture_finish(&picture);
    }
}

/* The foot's own texts come first; what follows must stay above it. */
static void texts_stay_above_the_foot(void **state)
{
    (void)state;
    static const struct {
        float y;
        int foot;
    } rows[] = { { 900, 0 }, { 902, 1 }, { 950, 1 } };
    struct style style = { 4, WEIGHT_REGULAR, INK, ROLE_TEXT };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        picture_text(&picture, style, ALIGN_LEFT, 100, 960, "aaa");
        picture_set_foot(&picture, 900);
        picture_text(&picture, style, ALIGN_LEFT, 700, rows[i].y, "bbb");
        struct findings findings = audit(&picture, &hall);
        assert_int_equal(findings.count[AUDIT_FOOT], rows[i].foot);
        assert_int_equal(total(&findings), rows[i].foot);
        picture_finish(&picture);
    }
}

enum ground { ON_PAGE, ON_FILL, ON_ROUND, BESIDE, ON_SHAPE, ON_ICON, ON_IMAGE, HALF };

static void draw_ground(struct picture *picture, enum ground ground, struct color color)
{
    struct box box = { 90, 440, 200, 100 };
    switch (ground) {
    case ON_FILL:
        picture_fill(picture, box, color);
        break;
    case ON_ROUND:
        picture_round(picture, box, 8, color);
        break;
    case BESIDE:
        picture_fill(picture, (struct box){ 400, 440, 200, 100 }, color);
        break;
    case ON_SHAPE:
        picture_shape(picture, box, "shapes/circle", color);
        break;
    case ON_ICON:
        picture_shape(picture, box, "icons/check", color);
        break;
    case ON_IMAGE:
        picture_image(picture, box, 0, "images/a.png");
        break;
    case HALF:
        picture_fill(picture, (struct box){ 90, 440, 40, 100 }, color);
        break;
    default:
        break;
    }
}

static void contrast_is_taken_with_what_lies_under(void **state)
{
    (void)state;
    static const struct {
        enum ground ground;
        struct color color, text;
        float size;
        enum weight weight;
        double expected; /* 0: no finding */
    } rows[] = {
        { ON_PAGE, { 0, 0, 0 }, { 0x76, 0x76, 0x76 }, 2.5f, WEIGHT_REGULAR, 0 }, /* 4.54 */
        { ON_PAGE, { 0, 0, 0 }, { 0x77, 0x77, 0x77 }, 2.5f, WEIGHT_REGULAR, 4.48 },
        /* large: an em of 8.9 mm a metre, bold 6.9: 36 and 28 px here */
        { ON_PAGE, { 0, 0, 0 }, { 0x77, 0x77, 0x77 }, 3.6f, WEIGHT_REGULAR, 0 },
        { ON_PAGE, { 0, 0, 0 }, { 0x77, 0x77, 0x77 }, 3.5f, WEIGHT_REGULAR, 4.48 },
        { ON_PAGE, { 0, 0, 0 }, { 0x77, 0x77, 0x77 }, 2.8f, WEIGHT_BOLD, 0 },
        { ON_PAGE, { 0, 0, 0 }, { 0x99, 0x99, 0x99 }, 8, WEIGHT_BOLD, 2.85 },
        { ON_FILL, { 0, 0, 0x91 }, { 0xff, 0xff, 0xff }, 2.5f, WEIGHT_REGULAR, 0 },
        { ON_PAGE, { 0, 0, 0x91 }, { 0xff, 0xff, 0xff }, 2.5f, WEIGHT_REGULAR, 1 },
        { ON_ROUND, { 0, 0, 0x91 }, { 0, 0, 0x91 }, 2.5f, WEIGHT_REGULAR, 1 },
        { ON_SHAPE, { 0, 0, 0x91 }, { 0, 0, 0x91 }, 2.5f, WEIGHT_REGULAR, 1 },
        { ON_ICON, { 0, 0, 0x91 }, { 0, 0, 0x91 }, 2.5f, WEIGHT_REGULAR, 0 },
        { ON_IMAGE, { 0, 0, 0 }, { 0xff, 0xff, 0xff }, 2.5f, WEIGHT_REGULAR, 0 },
        { BESIDE, { 0, 0, 0x91 }, { 0, 0, 0x91 }, 2.5f, WEIGHT_REGULAR, 0 },
        { HALF, { 0, 0, 0x91 }, { 0, 0, 0x91 }, 2.5f, WEIGHT_REGULAR, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        struct style style = { rows[i].size, rows[i].weight, rows[i].text, ROLE_TEXT };
        draw_ground(&picture, rows[i].ground, rows[i].color);
        picture_text(&picture, style, ALIGN_LEFT, 100, 500, "abcdef");
        struct findings findings = audit(&picture, &hall);
        assert_int_equal(findings.count[AUDIT_CONTRAST], rows[i].expected > 0);
        if (rows[i].expected > 0) {
            assert_true(fabs(findings.last[AUDIT_CONTRAST].is - rows[i].expected) < 0.01);
        }
        picture_finish(&picture);
    }
}

static void what_is_painted_later_is_no_ground(void **state)
{
    (void)state;
    struct picture picture = start();
    struct style style = { 4, WEIGHT_REGULAR, BLEU, ROLE_TEXT };
    picture_text(&picture, style, ALIGN_LEFT, 100, 500, "abc");
    draw_ground(&picture, ON_FILL, BLEU);
    struct findings findings = audit(&picture, &hall);
    assert_int_equal(total(&findings), 0);
    picture_finish(&picture);
}

static void codes_can_be_scanned(void **state)
{
    (void)state;
    static const struct {
        float side; /* px = mm */
        int version;
        const struct audit_view *view;
        int small, dense;
    } rows[] = {
        { 203, 3, &hall, 0, 0 },  /* 29 modules of 7 px; from 2 m 200 mm are needed */
        { 202, 3, &hall, 1, 0 },  /* only 6 px fit */
        { 205, 6, &hall, 0, 0 },  /* 41 modules */
        { 225, 7, &hall, 0, 1 },  /* 45 modules */
        { 228, 10, &hall, 0, 1 }, /* 57 modules need 4 mm each, more than a tenth of 2 m */
        { 227, 10, &hall, 1, 1 }, { 60, 3, &touch, 1, 0 }, /* 29 modules of 2 px; read from 0.6 m */
        { 87, 3, &touch, 0, 0 },  { 29, 3, &unknown, 0, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct picture picture = start();
        picture_qr(&picture, (struct box){ 100, 100, rows[i].side, rows[i].side },
                   "https://a.gouv.fr/", rows[i].version);
        struct findings findings = audit(&picture, rows[i].view);
        assert_int_equal(findings.count[AUDIT_QR_SMALL], rows[i].small);
        assert_int_equal(findings.count[AUDIT_QR_DENSE], rows[i].dense);
        picture_finish(&picture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_follow_role_and_distance),
        cmocka_unit_test(what_does_not_fit_is_found),
        cmocka_unit_test(neighbours_that_only_follow_are_not_found),
        cmocka_unit_test(a_pair_blames_the_longer),
        cmocka_unit_test(texts_stay_on_the_page_and_apart),
        cmocka_unit_test(texts_stay_above_the_foot),
        cmocka_unit_test(contrast_is_taken_with_what_lies_under),
        cmocka_unit_test(what_is_painted_later_is_no_ground),
        cmocka_unit_test(codes_can_be_scanned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
