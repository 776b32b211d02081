/* The picture walks over its places, a step an hour, and leaves no gap at the border. */
#include "stage/stage_parts.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_visits_every_place),
        cmocka_unit_test(what_touches_the_border_still_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
