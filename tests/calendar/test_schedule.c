/* The truth table of schedules, the two odd days of the year minute by minute, and the loop of
 * slots on both sides of 1970. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <limits.h>

#include "calendar/schedule.h"

#define COUNT(array)     (sizeof(array) / sizeof *(array))
#define HM(hour, minute) ((hour)*60 + (minute))
#define DAY(name)        (1u << (name))

enum { MINUTE_MS = 60 * 1000 };

static const struct schedule always = { 0 };
static const struct schedule december = { .from = { 2026, 12, 1 }, .until = { 2026, 12, 31 } };
static const struct schedule from_monday = { .from = { 2026, 11, 23 } };
static const struct schedule until_monday = { .until = { 2026, 11, 23 } };
static const struct schedule tuesdays = { .weekdays = DAY(TUESDAY) };
static const struct schedule mornings = { .windows = { { HM(8, 30), HM(12, 0) } },
                                          .window_count = 1 };
static const struct schedule two_windows = {
    .windows = { { HM(8, 30), HM(12, 0) }, { HM(13, 30), HM(16, 30) } }, .window_count = 2
};
static const struct schedule until_midnight = { .windows = { { HM(22, 0), HM(24, 0) } },
                                                .window_count = 1 };
/* 2026-11-27 is a Friday */
static const struct schedule friday_nights = { .weekdays = DAY(FRIDAY),
                                               .windows = { { HM(22, 0), HM(2, 0) } },
                                               .window_count = 1 };
static const struct schedule one_night = { .from = { 2026, 11, 27 },
                                           .until = { 2026, 11, 27 },
                                           .windows = { { HM(22, 0), HM(2, 0) } },
                                           .window_count = 1 };
static const struct schedule round_the_clock = { .weekdays = DAY(FRIDAY),
                                                 .windows = { { HM(9, 0), HM(9, 0) } },
                                                 .window_count = 1 };
static const struct schedule friday_to_midnight = { .weekdays = DAY(FRIDAY),
                                                    .windows = { { HM(22, 0), 0 } },
                                                    .window_count = 1 };

static void test_truth_table(void **state)
{
    (void)state;
    static const struct {
        const struct schedule *schedule;
        struct date date;
        int minute;
        bool active;
    } rows[] = {
        { &always, { 2026, 11, 23 }, 0, true },
        { &always, { 2026, 11, 23 }, 1439, true },
        { &december, { 2026, 11, 30 }, 1439, false },
        { &december, { 2026, 12, 1 }, 0, true },
        { &december, { 2026, 12, 31 }, 1439, true },
        { &december, { 2027, 1, 1 }, 0, false },
        { &december, { 2025, 12, 15 }, 600, false },
        { &from_monday, { 2026, 11, 22 }, 1439, false },
        { &from_monday, { 2026, 11, 23 }, 0, true },
        { &from_monday, { 2999, 12, 31 }, 1439, true },
        { &until_monday, { 1900, 1, 1 }, 0, true },
        { &until_monday, { 2026, 11, 23 }, 1439, true },
        { &until_monday, { 2026, 11, 24 }, 0, false },
        { &tuesdays, { 2026, 11, 23 }, 1439, false },
        { &tuesdays, { 2026, 11, 24 }, 0, true },
        { &tuesdays, { 2026, 11, 24 }, 1439, true },
        { &tuesdays, { 2026, 11, 25 }, 0, false },
        { &mornings, { 2026, 11, 23 }, HM(8, 29), false },
        { &mornings, { 2026, 11, 23 }, HM(8, 30), true },
        { &mornings, { 2026, 11, 23 }, HM(11, 59), true },
        { &mornings, { 2026, 11, 23 }, HM(12, 0), false },
        { &two_windows, { 2026, 11, 23 }, HM(11, 59), true },
        { &two_windows, { 2026, 11, 23 }, HM(12, 0), false },
        { &two_windows, { 2026, 11, 23 }, HM(13, 29), false },
        { &two_windows, { 2026, 11, 23 }, HM(13, 30), true },
        { &two_windows, { 2026, 11, 23 }, HM(16, 30), false },
        { &until_midnight, { 2026, 11, 23 }, HM(21, 59), false },
        { &until_midnight, { 2026, 11, 23 }, 1439, true },
        { &until_midnight, { 2026, 11, 24 }, 0, false },
        { &friday_nights, { 2026, 11, 27 }, HM(1, 59), false }, /* Thursday's night */
        { &friday_nights, { 2026, 11, 27 }, HM(21, 59), false },
        { &friday_nights, { 2026, 11, 27 }, HM(22, 0), true },
        { &friday_nights, { 2026, 11, 27 }, 1439, true },
        { &friday_nights, { 2026, 11, 28 }, 0, true },
        { &friday_nights, { 2026, 11, 28 }, HM(1, 59), true },
        { &friday_nights, { 2026, 11, 28 }, HM(2, 0), false },
        { &friday_nights, { 2026, 11, 28 }, HM(22, 0), false },
        { &one_night, { 2026, 11, 27 }, HM(1, 0), false }, /* began before the first day */
        { &one_night, { 2026, 11, 27 }, HM(22, 0), true },
        { &one_night, { 2026, 11, 28 }, HM(1, 59), true }, /* began on the last day */
        { &one_night, { 2026, 11, 28 }, HM(2, 0), false },
        { &one_night, { 2026, 11, 28 }, HM(22, 0), false },
        { &round_the_clock, { 2026, 11, 27 }, HM(8, 59), false },
        { &round_the_clock, { 2026, 11, 27 }, HM(9, 0), true },
        { &round_the_clock, { 2026, 11, 28 }, HM(8, 59), true },
        { &round_the_clock, { 2026, 11, 28 }, HM(9, 0), false },
        { &friday_to_midnight, { 2026, 11, 27 }, 1439, true },
        { &friday_to_midnight, { 2026, 11, 28 }, 0, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct moment moment = { .date = rows[i].date, .minute = rows[i].minute, .trusted = true };
        if (schedule_active(rows[i].schedule, moment) != rows[i].active) {
            fail_msg("row %zu should be %s", i, rows[i].active ? "active" : "inactive");
        }
        moment.trusted = false;
        assert_int_equal(schedule_active(rows[i].schedule, moment), rows[i].schedule == &always);
    }
}

static void test_says_what_forbids(void **state)
{
    (void)state;
    static const struct schedule narrow = { .from = { 2026, 11, 24 },
                                            .until = { 2026, 12, 4 },
                                            .weekdays = DAY(TUESDAY) | DAY(FRIDAY),
                                            .windows = { { HM(8, 30), HM(12, 0) } },
                                            .window_count = 1 };
    static const struct {
        const struct schedule *schedule;
        struct date date;
        int minute;
        enum permission expected;
    } rows[] = {
        { &always, { 2026, 11, 23 }, 0, SCHEDULE_HOLDS },
        { &narrow, { 2026, 11, 20 }, HM(9, 0), SCHEDULE_BEFORE }, /* a Friday too early */
        { &narrow, { 2026, 11, 23 }, HM(9, 0), SCHEDULE_BEFORE }, /* nor would be its weekday */
        { &narrow, { 2026, 11, 24 }, HM(8, 29), SCHEDULE_HOUR },
        { &narrow, { 2026, 11, 24 }, HM(8, 30), SCHEDULE_HOLDS },
        { &narrow, { 2026, 11, 24 }, HM(12, 0), SCHEDULE_HOUR },
        { &narrow, { 2026, 11, 25 }, HM(9, 0), SCHEDULE_WEEKDAY },
        { &narrow, { 2026, 12, 4 }, HM(11, 59), SCHEDULE_HOLDS },
        { &narrow, { 2026, 12, 8 }, HM(9, 0), SCHEDULE_AFTER },
        { &friday_nights, { 2026, 11, 27 }, HM(1, 0), SCHEDULE_HOUR },
        { &friday_nights, { 2026, 11, 28 }, HM(1, 0), SCHEDULE_HOLDS },
        { &friday_nights, { 2026, 11, 28 }, HM(2, 0), SCHEDULE_WEEKDAY },
        { &one_night, { 2026, 11, 28 }, HM(1, 0), SCHEDULE_HOLDS },
        { &one_night, { 2026, 11, 28 }, HM(2, 0), SCHEDULE_AFTER },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct moment moment = { .date = rows[i].date, .minute = rows[i].minute, .trusted = true };
        if (schedule_permission(rows[i].schedule, moment) != rows[i].expected) {
            fail_msg("row %zu: %d", i, (int)schedule_permission(rows[i].schedule, moment));
        }
        moment.trusted = false;
        assert_int_equal(schedule_permission(rows[i].schedule, moment),
                         rows[i].schedule == &always ? SCHEDULE_HOLDS : SCHEDULE_UNTRUSTED);
    }
}

/* Returns how many minutes the schedule holds on date, as a clock in the hall lives them. */
static int active_minutes(const struct schedule *schedule, struct date date)
{
    int minutes = 0;
    int64_t end = moment_to_utc(date, MINUTES_PER_DAY);
    for (int64_t utc = moment_to_utc(date, 0); utc < end; utc += MINUTE_MS) {
        minutes += schedule_active(schedule, moment_at(utc, true));
    }
    return minutes;
}

static void test_days_of_23_and_25_hours(void **state)
{
    (void)state;
    static const struct {
        struct span window;
        int spring, autumn, plain; /* minutes it holds */
    } rows[] = {
        { { HM(2, 0), HM(3, 0) }, 0, 120, 60 },
        { { HM(2, 15), HM(2, 45) }, 0, 60, 30 },
        { { HM(1, 30), HM(2, 30) }, 30, 90, 60 },
        { { HM(1, 0), HM(4, 0) }, 120, 240, 180 },
        { { HM(3, 0), HM(4, 0) }, 60, 60, 60 },
        { { 0, MINUTES_PER_DAY }, HM(23, 0), HM(25, 0), HM(24, 0) },
        { { HM(22, 0), HM(4, 0) }, HM(5, 0), HM(7, 0), HM(6, 0) },
    };
    static const struct {
        const char *zone;
        struct date spring, autumn;
    } zones[] = {
        { "Europe/Paris", { 2026, 3, 29 }, { 2026, 10, 25 } },
        { "Europe/Berlin", { 2028, 3, 26 }, { 2028, 10, 29 } },
    };
    for (size_t z = 0; z < COUNT(zones); z++) {
        if (!moment_set_zone(zones[z].zone)) {
            fail_msg("no time zone data for %s: install tzdata", zones[z].zone);
        }
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct schedule schedule = { .windows = { rows[i].window }, .window_count = 1 };
            assert_int_equal(active_minutes(&schedule, zones[z].spring), rows[i].spring);
            assert_int_equal(active_minutes(&schedule, zones[z].autumn), rows[i].autumn);
            assert_int_equal(active_minutes(&schedule, (struct date){ 2026, 11, 23 }),
                             rows[i].plain);
        }
    }
}

/* The night from Saturday to the Sunday of the change belongs to Saturday throughout. */
static void test_a_window_across_the_night_of_the_change(void **state)
{
    (void)state;
    assert_true(moment_set_zone("Europe/Paris"));
    struct schedule saturdays = { .weekdays = DAY(SATURDAY),
                                  .windows = { { HM(22, 0), HM(4, 0) } },
                                  .window_count = 1 };
    assert_int_equal(active_minutes(&saturdays, (struct date){ 2026, 3, 28 }), 120);
    assert_int_equal(active_minutes(&saturdays, (struct date){ 2026, 3, 29 }), 180);
    assert_int_equal(active_minutes(&saturdays, (struct date){ 2026, 10, 24 }), 120);
    assert_int_equal(active_minutes(&saturdays, (struct date){ 2026, 10, 25 }), 300);
}

static void test_slots_at_their_boundaries(void **state)
{
    (void)state;
    static const int durations[] = { 10000, 5000, 20000 };
    static const struct {
        int64_t utc;
        struct slot slot;
    } rows[] = {
        { 0, { 0, 0, 10000, 0 } },       { 9999, { 0, 9999, 1, 0 } },
        { 10000, { 1, 0, 5000, 0 } },    { 14999, { 1, 4999, 1, 0 } },
        { 15000, { 2, 0, 20000, 0 } },   { 34999, { 2, 19999, 1, 0 } },
        { 35000, { 0, 0, 10000, 1 } },   { 70000, { 0, 0, 10000, 2 } },
        { -1, { 2, 19999, 1, -1 } },     { -20000, { 2, 0, 20000, -1 } },
        { -20001, { 1, 4999, 1, -1 } },  { -35000, { 0, 0, 10000, -1 } },
        { -35001, { 2, 19999, 1, -2 } }, { 1795429452345, { 1, 2345, 2655, 51297984 } },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slot slot = schedule_slot(durations, 3, rows[i].utc);
        if (slot.index != rows[i].slot.index || slot.elapsed_ms != rows[i].slot.elapsed_ms ||
            slot.remaining_ms != rows[i].slot.remaining_ms || slot.pass != rows[i].slot.pass) {
            fail_msg("%lld ms: slot %d, elapsed %lld, remaining %lld, pass %lld",
                     (long long)rows[i].utc, slot.index, (long long)slot.elapsed_ms,
                     (long long)slot.remaining_ms, (long long)slot.pass);
        }
    }
}

static void test_slots_follow_each_other(void **state)
{
    (void)state;
    static const int durations[] = { 7, 1, 30, 2 };
    struct slot expected = { .index = 0, .elapsed_ms = 0, .pass = -3 };
    for (int64_t utc = -3 * 40; utc < 3 * 40; utc++) {
        struct slot slot = schedule_slot(durations, COUNT(durations), utc);
        assert_int_equal(slot.index, expected.index);
        assert_int_equal(slot.elapsed_ms, expected.elapsed_ms);
        assert_int_equal(slot.remaining_ms, durations[slot.index] - expected.elapsed_ms);
        assert_int_equal(slot.pass, expected.pass);
        if (++expected.elapsed_ms == durations[expected.index]) {
            expected.elapsed_ms = 0;
            expected.index = (expected.index + 1) % (int)COUNT(durations);
            expected.pass += expected.index == 0;
        }
    }
}

static void test_slots_at_extreme_instants(void **state)
{
    (void)state;
    static const int long_loop[] = { INT_MAX, INT_MAX, INT_MAX };
    static const int short_loop[] = { 1 };
    static const struct {
        const int *durations;
        int count;
    } loops[] = { { long_loop, 3 }, { short_loop, 1 } };
    static const int64_t instants[] = { INT64_MIN, INT64_MIN + 1, -1, 0, INT64_MAX - 1, INT64_MAX };
    for (size_t l = 0; l < COUNT(loops); l++) {
        uint64_t loop = 0;
        for (int i = 0; i < loops[l].count; i++) {
            loop += (uint64_t)loops[l].durations[i];
        }
        for (size_t i = 0; i < COUNT(instants); i++) {
            struct slot slot = schedule_slot(loops[l].durations, loops[l].count, instants[i]);
            assert_in_range(slot.index, 0, loops[l].count - 1);
            assert_in_range(slot.elapsed_ms, 0, loops[l].durations[slot.index] - 1);
            assert_int_equal(slot.elapsed_ms + slot.remaining_ms, loops[l].durations[slot.index]);
            /* modulo 2^64, since the start of the pass may lie before INT64_MIN */
            uint64_t instant = (uint64_t)slot.pass * loop + (uint64_t)slot.index * INT_MAX +
                               (uint64_t)slot.elapsed_ms;
            assert_true(instant == (uint64_t)instants[i]);
        }
    }
}

static void test_a_loop_of_one(void **state)
{
    (void)state;
    static const int durations[] = { 12000 };
    struct slot slot = schedule_slot(durations, 1, 30000);
    assert_int_equal(slot.index, 0);
    assert_int_equal(slot.elapsed_ms, 6000);
    assert_int_equal(slot.remaining_ms, 6000);
    assert_int_equal(slot.pass, 2);
    slot = schedule_slot(durations, 1, -1);
    assert_int_equal(slot.elapsed_ms, 11999);
    assert_int_equal(slot.remaining_ms, 1);
    assert_int_equal(slot.pass, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_truth_table),
        cmocka_unit_test(test_says_what_forbids),
        cmocka_unit_test(test_days_of_23_and_25_hours),
        cmocka_unit_test(test_a_window_across_the_night_of_the_change),
        cmocka_unit_test(test_slots_at_their_boundaries),
        cmocka_unit_test(test_slots_follow_each_other),
        cmocka_unit_test(test_slots_at_extreme_instants),
        cmocka_unit_test(test_a_loop_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
