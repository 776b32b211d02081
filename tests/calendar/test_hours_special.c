/* The special days that hours.c announces: the next run of days, closed or with other hours, that
 * visitors could not guess from the week. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/hours.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORKDAY      .spans = { { 510, 720 }, { 810, 990 } }, .count = 2
#define CLOSED       .count = 0

static const struct hours_exception exceptions[] = {
    [0] = { { 2026, 12, 24 }, { 2026, 12, 24 }, { { { 510, 720 } }, 1 } }, /* shorter */
    [1] = { { 2026, 12, 24 }, { 2027, 1, 3 }, { CLOSED } }, /* a Thursday to a Sunday */
    [2] = { { 2026, 5, 15 }, { 2026, 5, 15 }, { CLOSED } }, /* the bridge after Ascension */
    [3] = { { 2026, 6, 11 }, { 2026, 6, 16 }, { CLOSED } }, /* a Thursday to a Tuesday */
    [4] = { { 2026, 9, 9 }, { 2026, 9, 9 }, { WORKDAY } },  /* interrupts the next */
    [5] = { { 2026, 9, 5 }, { 2026, 9, 11 }, { CLOSED } },  /* a Saturday to a Friday */
    [6] = { { 2026, 10, 5 }, { 2026, 10, 6 }, { CLOSED } }, /* two that meet */
    [7] = { { 2026, 10, 7 }, { 2026, 10, 7 }, { CLOSED } },
    [9] = { { 2027, 7, 5 }, { 2027, 8, 27 }, { { { 510, 720 } }, 1 } },   /* summer hours */
    [10] = { { 2027, 12, 4 }, { 2027, 12, 4 }, { { { 540, 720 } }, 1 } }, /* an open Saturday */
    [8] = { { 2026, 2, 7 }, { 2026, 2, 8 }, { CLOSED } },                 /* a weekend: no news */
};

static const struct opening_rules office = {
    .week = { { WORKDAY }, { WORKDAY }, { WORKDAY }, { WORKDAY }, { WORKDAY } },
    .open_holidays = 1u << HOLIDAY_WHIT_MONDAY,
    .exceptions = exceptions,
    .exception_count = COUNT(exceptions),
};

struct special {
    const char *name;
    struct date from;
    int horizon;
    struct date first, last;
    enum day_source source;
    int index;
};

static void test_found(void **state)
{
    (void)state;
    static const struct special rows[] = {
        { "a holiday",
          { 2026, 7, 1 },
          30,
          { 2026, 7, 14 },
          { 2026, 7, 14 },
          DAY_HOLIDAY,
          HOLIDAY_BASTILLE_DAY },
        { "today",
          { 2026, 7, 14 },
          0,
          { 2026, 7, 14 },
          { 2026, 7, 14 },
          DAY_HOLIDAY,
          HOLIDAY_BASTILLE_DAY },
        { "the last day of the horizon",
          { 2026, 11, 1 },
          10,
          { 2026, 11, 11 },
          { 2026, 11, 11 },
          DAY_HOLIDAY,
          HOLIDAY_ARMISTICE },
        { "Ascension, without the bridge: another cause",
          { 2026, 5, 11 },
          30,
          { 2026, 5, 14 },
          { 2026, 5, 14 },
          DAY_HOLIDAY,
          HOLIDAY_ASCENSION },
        { "the bridge", { 2026, 5, 15 }, 30, { 2026, 5, 15 }, { 2026, 5, 15 }, DAY_EXCEPTION, 2 },
        { "a range over a weekend, past an open Whit Monday",
          { 2026, 5, 16 },
          30,
          { 2026, 6, 11 },
          { 2026, 6, 16 },
          DAY_EXCEPTION,
          3 },
        { "a range seen from its weekend",
          { 2026, 6, 13 },
          30,
          { 2026, 6, 15 },
          { 2026, 6, 16 },
          DAY_EXCEPTION,
          3 },
        { "a run that outlasts the horizon",
          { 2026, 6, 8 },
          3,
          { 2026, 6, 11 },
          { 2026, 6, 16 },
          DAY_EXCEPTION,
          3 },
        { "a range from a Saturday, interrupted",
          { 2026, 9, 1 },
          30,
          { 2026, 9, 7 },
          { 2026, 9, 8 },
          DAY_EXCEPTION,
          5 },
        { "the rest after the interruption",
          { 2026, 9, 9 },
          30,
          { 2026, 9, 10 },
          { 2026, 9, 11 },
          DAY_EXCEPTION,
          5 },
        { "the first of two that meet",
          { 2026, 10, 1 },
          30,
          { 2026, 10, 5 },
          { 2026, 10, 6 },
          DAY_EXCEPTION,
          6 },
        { "the second of two that meet",
          { 2026, 10, 7 },
          30,
          { 2026, 10, 7 },
          { 2026, 10, 7 },
          DAY_EXCEPTION,
          7 },
        { "shorter hours before them",
          { 2026, 11, 23 },
          60,
          { 2026, 12, 24 },
          { 2026, 12, 24 },
          DAY_EXCEPTION,
          0 },
        { "shorter hours on the last day of the horizon",
          { 2026, 12, 24 },
          0,
          { 2026, 12, 24 },
          { 2026, 12, 24 },
          DAY_EXCEPTION,
          0 },
        { "summer hours, holidays inside, announced before",
          { 2027, 7, 5 },
          7,
          { 2027, 7, 5 },
          { 2027, 8, 27 },
          DAY_EXCEPTION,
          9 },
        { "once they have begun, what comes after them",
          { 2027, 7, 6 },
          150,
          { 2027, 11, 1 },
          { 2027, 11, 1 },
          DAY_HOLIDAY,
          HOLIDAY_ALL_SAINTS },
        { "a Saturday that is open",
          { 2027, 11, 12 },
          30,
          { 2027, 12, 4 },
          { 2027, 12, 4 },
          DAY_EXCEPTION,
          10 },
        { "into the next year, holidays inside, weekend at the end left out",
          { 2026, 12, 25 },
          60,
          { 2026, 12, 25 },
          { 2027, 1, 1 },
          DAY_EXCEPTION,
          1 },
        { "the same, already begun",
          { 2026, 12, 29 },
          60,
          { 2026, 12, 29 },
          { 2027, 1, 1 },
          DAY_EXCEPTION,
          1 },
        { "after a weekend exception",
          { 2026, 2, 1 },
          90,
          { 2026, 4, 6 },
          { 2026, 4, 6 },
          DAY_HOLIDAY,
          HOLIDAY_EASTER_MONDAY },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct special *row = &rows[i];
        struct date first, last;
        struct day_hours cause;
        if (!hours_next_special(&office, row->from, row->horizon, &first, &last, &cause)) {
            fail_msg("%s: not found", row->name);
        }
        if (date_compare(first, row->first) != 0 || date_compare(last, row->last) != 0 ||
            cause.source != row->source || cause.index != row->index) {
            fail_msg("%s: %04d-%02d-%02d to %04d-%02d-%02d, source %d, index %d", row->name,
                     first.year, first.month, first.day, last.year, last.month, last.day,
                     (int)cause.source, cause.index);
        }
        int spans = row->source == DAY_EXCEPTION ? exceptions[row->index].opening.count : 0;
        assert_int_equal(cause.opening.count, spans);
    }
}

static void test_not_found(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct date from;
        int horizon;
    } rows[] = {
        { "nothing near", { 2026, 11, 23 }, 7 },
        { "one day beyond the horizon", { 2026, 11, 1 }, 9 },
        { "holidays on a Saturday and a Sunday", { 2026, 7, 15 }, 50 },
        { "a weekend exception", { 2026, 2, 6 }, 3 },
        { "a holiday declared open", { 2026, 5, 18 }, 10 },
        { "the hours of the week as an exception", { 2026, 9, 9 }, 0 },
        { "summer hours that have begun", { 2027, 7, 6 }, 60 },
        { "the weekend at the end of a range", { 2027, 1, 2 }, 30 },
        { "no horizon at all", { 2026, 7, 14 }, -1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date first, last;
        struct day_hours cause;
        if (hours_next_special(&office, rows[i].from, rows[i].horizon, &first, &last, &cause)) {
            fail_msg("%s: found %04d-%02d-%02d", rows[i].name, first.year, first.month, first.day);
        }
    }
}

static void test_a_service_that_never_opens_has_no_closures(void **state)
{
    (void)state;
    struct opening_rules never = office;
    for (int day = MONDAY; day < WEEKDAYS; day++) {
        never.week[day].count = 0;
    }
    struct date first, last;
    struct day_hours cause;
    assert_true(
        hours_next_special(&never, (struct date){ 2026, 1, 1 }, 400, &first, &last, &cause));
    assert_int_equal(cause.index, 4); /* the one day on which it opens all the same */
    never.exception_count = 0;
    assert_false(
        hours_next_special(&never, (struct date){ 2026, 1, 1 }, 400, &first, &last, &cause));
}

static void test_closed_until_further_notice(void **state)
{
    (void)state;
    struct hours_exception closed = { { 2026, 12, 1 }, { 2999, 12, 31 }, { CLOSED } };
    struct opening_rules rules = office;
    rules.exceptions = &closed;
    rules.exception_count = 1;
    struct date first, last;
    struct day_hours cause;
    assert_true(
        hours_next_special(&rules, (struct date){ 2026, 11, 23 }, 30, &first, &last, &cause));
    assert_int_equal(date_compare(first, closed.from), 0);
    assert_int_equal(date_compare(last, closed.until), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_a_service_that_never_opens_has_no_closures),
        cmocka_unit_test(test_closed_until_further_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
