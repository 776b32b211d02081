/* The picture walks over its places, a step an hour, and leaves no gap at the border; at night it
 * is darker. */
#include "stage/stage_parts.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"
#include "support/hall.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HOUR_MS INT64_C(3600000)

static void the_walk_visits_every_place(void **state)
{
    (void)state;
    static const float units[] = { 10.8f, 7.2f, 21.6f, 1.0f };
    static const int steps[] = { 2, 1, 4, 1 };
    for (size_t unit = 0; unit < 4; unit++) {
        bool seen[5][5] = { { false } };
        int x, y, next_x, next_y, step = steps[unit];
        stage_care_offset(-HOUR_MS * 25 * 1000, units[unit], &x, &y);
        for (int hour = 0; hour < 25; hour++) {
            stage_care_offset((hour + 1) * HOUR_MS, units[unit], &next_x, &next_y);
            stage_care_offset(hour * HOUR_MS + HOUR_MS - 1, units[unit], &x, &y);
            assert_true(abs(next_x - x) <= step && abs(next_y - y) <= step);
            assert_true(x % step == 0 && abs(x) <= 2 * step && abs(y) <= 2 * step);
            assert_false(seen[x / step + 2][y / step + 2]);
            seen[x / step + 2][y / step + 2] = true;
        }
    }
}

static void what_touches_the_border_still_does(void **state)
{
    (void)state;
    static const struct {
        struct box box;
        struct rect moved; /* by 4, -3 */
    } rows[] = {
        { { 10, 10, 20, 20 }, { 14, 7, 20, 20 } },
        { { 0, 0, 200, 100 }, { 0, 0, 200, 100 } },   /* the ground */
        { { 0, 10, 100, 20 }, { 0, 7, 104, 20 } },    /* the left half */
        { { 100, 10, 100, 20 }, { 104, 7, 96, 20 } }, /* the right half meets it */
        { { 0, 95, 200, 5 }, { 0, 92, 200, 8 } },     /* a strip at the bottom */
        { { 0, 0, 200, 2 }, { 0, 0, 200, 1 } },       /* a hair at the top is still there */
    };
    struct picture picture = { 0 };
    picture_start(&picture, 200, 100, &fake_metrics);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        picture_fill(&picture, rows[i].box, (struct color){ 1, 2, 3 });
    }
    picture_touch(&picture, (struct box){ 50, 50, 10, 10 }, 0, 7, "x");
    picture_keep_still(&picture, (struct box){ 150, 10, 50, 10 });
    picture_shift(&picture, 4, -3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_memory_equal(&picture.marks[i].box, &rows[i].moved, sizeof rows[i].moved);
    }
    assert_int_equal(picture_hit(&picture, 54, 47), 7);
    assert_int_equal(picture_hit(&picture, 50, 58), 0);
    const struct rect still = { 154, 7, 46, 10 };
    assert_memory_equal(&picture.still[0], &still, sizeof still);
    picture_finish(&picture);
}

#define SITE "{ \"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\"] }"
#define OFFICE                                                                                     \
    "{ \"services\": [ { \"id\": \"accueil\", \"name\": \"Accueil\", \"weekly\": [ "               \
    "{ \"days\": [\"tuesday\"], \"opens\": \"09:00\", \"closes\": \"16:00\" } ] } ] }"
#define HELLO                                                                                      \
    "{ \"kind\": \"notice\", \"title\": \"Bonjour\", \"headline\": \"Bienvenue\", \"body\": \"Entrez.\" }"

/* Returns how much of the light is taken off at that time on Tuesday 24 November 2026, of 255. */
static int veil_at(const char *screen, const char *hours, const char *time, bool trusted,
                   bool urgent)
{
    const struct hall_file files[] = { { "site.json", SITE },
                                       { "playlist.json",
                                         "{ \"items\": [ { \"slide\": \"hello\" } ] }" },
                                       { "slides/hello.json", HELLO },
                                       { "screens/default.json", screen },
                                       { hours ? "hours.json" : NULL, hours },
                                       { NULL, NULL } };
    struct show *show = hall_load(files);
    struct picture picture = { 0 };
    struct date date;
    char at[32];
    int minute, opacity = 0;
    assert_non_null(show);
    show_set_zone(show);
    snprintf(at, sizeof at, "2026-11-24T%s", time);
    assert_true(moment_parse(at, &date, &minute));
    picture_start(&picture, 1920, 1080, &fake_metrics);
    picture.urgent = urgent;
    const struct stage stage = { .show = show };
    stage_care(&stage, moment_to_utc(date, minute), trusted, &picture);
    assert_true(picture.count <= 1);
    if (picture.count == 1) {
        const struct mark *mark = &picture.marks[0];
        const struct rect all = { 0, 0, 1920, 1080 };
        assert_int_equal(mark->type, MARK_VEIL);
        assert_memory_equal(&mark->box, &all, sizeof all);
        assert_int_equal(mark->color.r + mark->color.g + mark->color.b, 0);
        opacity = mark->opacity;
    }
    picture_finish(&picture);
    show_free(show);
    return opacity;
}

static void only_nights_are_darker(void **state)
{
    (void)state;
    static const char dim[] = "{ \"night_dim\": 40 }";
    static const struct {
        const char *screen, *hours, *time;
        bool untrusted, urgent;
        int veil;
    } rows[] = {
        { dim, OFFICE, "22:00", .veil = 102 }, /* 40 of 100 */
        { dim, OFFICE, "08:59", .veil = 102 },
        { dim, OFFICE, "09:00", .veil = 0 },
        { dim, OFFICE, "15:59", .veil = 0 },
        { dim, OFFICE, "16:00", .veil = 102 },
        { dim, OFFICE, "22:00", .untrusted = true }, /* it may be noon */
        { dim, OFFICE, "22:00", .urgent = true },
        { dim, NULL, "22:00", .veil = 0 }, /* nothing says when nobody comes */
        { "{}", OFFICE, "22:00", .veil = 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(veil_at(rows[i].screen, rows[i].hours, rows[i].time, !rows[i].untrusted,
                                 rows[i].urgent),
                         rows[i].veil);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_visits_every_place),
        cmocka_unit_test(what_touches_the_border_still_does),
        cmocka_unit_test(only_nights_are_darker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
