/* The truth table of screen hours, nights at which the clock changes, holidays, and long searches.
 */
#include "calendar/lighting.h"
#include "support/cmocka_all.h"

#define COUNT(array)     (sizeof(array) / sizeof *(array))
#define HM(hour, minute) ((hour)*60 + (minute))
#define DAY(name)        (1u << (name))

enum { WORKDAYS = DAY(MONDAY) | DAY(TUESDAY) | DAY(WEDNESDAY) | DAY(THURSDAY) | DAY(FRIDAY) };

/* Open on workdays from 9 to 12 and 13:15 to 16; closed on 24 December; never on holidays. */
static const struct hours_exception eve = { { 2026, 12, 24 }, { 2026, 12, 24 }, { { { 0 } }, 0 } };
#define MORNING_AND_AFTERNOON                                                                      \
    {                                                                                              \
        { { HM(9, 0), HM(12, 0) }, { HM(13, 15), HM(16, 0) } }, 2                                  \
    }
static const struct opening_rules office = {
    .week = { [MONDAY] = MORNING_AND_AFTERNOON,
              [TUESDAY] = MORNING_AND_AFTERNOON,
              [WEDNESDAY] = MORNING_AND_AFTERNOON,
              [THURSDAY] = MORNING_AND_AFTERNOON,
              [FRIDAY] = MORNING_AND_AFTERNOON },
    .exceptions = &eve,
    .exception_count = 1,
};
static const struct opening_rules saturdays = {
    .week = { [SATURDAY] = { { { HM(10, 0), HM(12, 0) } }, 1 } },
};
static const struct opening_rules never = { 0 };
static const struct opening_rules after_midnight = {
    .week = { [FRIDAY] = { { { 0, HM(1, 0) } }, 1 } },
};

static const struct lighting always = { 0 };
static const struct lighting days = { .spans = { { WORKDAYS, HM(7, 30), HM(19, 0) } },
                                      .span_count = 1 };
static const struct lighting every_day = { .spans = { { 0, HM(7, 30), HM(19, 0) } },
                                           .span_count = 1 };
static const struct lighting twice = {
    .spans = { { 0, HM(8, 0), HM(12, 0) }, { 0, HM(14, 0), HM(18, 0) } }, .span_count = 2
};
static const struct lighting meeting = {
    .spans = { { 0, HM(8, 0), HM(12, 0) }, { 0, HM(12, 0), HM(18, 0) } }, .span_count = 2
};
static const struct lighting friday_nights = { .spans = { { DAY(FRIDAY), HM(22, 0), HM(2, 0) } },
                                               .span_count = 1 };
static const struct lighting equal = { .spans = { { 0, HM(8, 0), HM(8, 0) } }, .span_count = 1 };
static const struct lighting one_whole_day = { .spans = { { DAY(FRIDAY), HM(8, 0), HM(8, 0) } },
                                               .span_count = 1 };
static const struct lighting to_midnight = { .spans = { { DAY(FRIDAY), HM(20, 0), HM(24, 0) } },
                                             .span_count = 1 };
static const struct lighting follows = {
    .openings = { &office }, .opening_count = 1, .before = 30, .after = 15
};
static const struct lighting late = {
    .openings = { &office }, .opening_count = 1, .before = -10, .after = -5
};
static const struct lighting any = { .openings = { &office, &saturdays, &never },
                                     .opening_count = 3 };
static const struct lighting both = { .spans = { { DAY(SUNDAY), HM(10, 0), HM(11, 0) } },
                                      .span_count = 1,
                                      .openings = { &office },
                                      .opening_count = 1 };
static const struct lighting skipped = { .spans = { { DAY(SUNDAY), HM(2, 10), HM(2, 40) } },
                                         .span_count = 1 };
static const struct lighting evening_and_late = { .spans = { { DAY(THURSDAY), HM(23, 30),
                                                               HM(23, 45) } },
                                                  .span_count = 1,
                                                  .openings = { &after_midnight },
                                                  .opening_count = 1,
                                                  .before = 60 };
static const struct lighting far_apart = {
    .openings = { &office }, .opening_count = 1, .before = 240, .after = 240
};

static struct lit ask(const struct lighting *lighting, struct date date, int minute)
{
    return lighting_at(lighting, moment_at(moment_to_utc(date, minute), true));
}

static void truth_table(void **state)
{
    (void)state;
    static const struct {
        const struct lighting *lighting;
        struct date date;
        int minute;
        bool on;
    } rows[] = {
        /* 2026-11-27 is a Friday */
        { &always, { 2026, 11, 29 }, HM(3, 0), true },
        { &days, { 2026, 11, 27 }, HM(7, 29), false },
        { &days, { 2026, 11, 27 }, HM(7, 30), true },
        { &days, { 2026, 11, 27 }, HM(18, 59), true },
        { &days, { 2026, 11, 27 }, HM(19, 0), false },
        { &days, { 2026, 11, 28 }, HM(12, 0), false },
        { &days, { 2026, 12, 25 }, HM(12, 0), true }, /* spans know no holidays */
        { &every_day, { 2026, 11, 28 }, HM(12, 0), true },
        { &twice, { 2026, 11, 27 }, HM(13, 0), false },
        { &twice, { 2026, 11, 27 }, HM(14, 0), true },
        { &meeting, { 2026, 11, 27 }, HM(12, 0), true },
        { &friday_nights, { 2026, 11, 27 }, HM(1, 0), false },
        { &friday_nights, { 2026, 11, 27 }, HM(22, 0), true },
        { &friday_nights, { 2026, 11, 28 }, HM(1, 59), true },
        { &friday_nights, { 2026, 11, 28 }, HM(2, 0), false },
        { &friday_nights, { 2026, 11, 28 }, HM(22, 0), false },
        { &equal, { 2026, 11, 28 }, HM(7, 59), true },
        { &equal, { 2026, 11, 28 }, HM(8, 0), true },
        { &one_whole_day, { 2026, 11, 27 }, HM(7, 59), false },
        { &one_whole_day, { 2026, 11, 28 }, HM(7, 59), true },
        { &one_whole_day, { 2026, 11, 28 }, HM(8, 0), false },
        { &to_midnight, { 2026, 11, 27 }, HM(23, 59), true },
        { &to_midnight, { 2026, 11, 28 }, 0, false },
        { &follows, { 2026, 11, 27 }, HM(8, 29), false },
        { &follows, { 2026, 11, 27 }, HM(8, 30), true },
        { &follows, { 2026, 11, 27 }, HM(12, 14), true },
        { &follows, { 2026, 11, 27 }, HM(12, 15), false },
        { &follows, { 2026, 11, 27 }, HM(12, 45), true },
        { &follows, { 2026, 12, 24 }, HM(10, 0), false }, /* an exception */
        { &follows, { 2026, 12, 25 }, HM(10, 0), false }, /* a public holiday */
        { &late, { 2026, 11, 27 }, HM(9, 9), false },
        { &late, { 2026, 11, 27 }, HM(9, 10), true },
        { &late, { 2026, 11, 27 }, HM(11, 55), false },
        { &any, { 2026, 11, 27 }, HM(10, 0), true },
        { &any, { 2026, 11, 28 }, HM(10, 0), true },
        { &any, { 2026, 11, 29 }, HM(10, 0), false },
        { &both, { 2026, 11, 29 }, HM(10, 0), true },
        { &both, { 2026, 11, 27 }, HM(10, 0), true },
        { &both, { 2026, 11, 28 }, HM(10, 0), false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (ask(rows[i].lighting, rows[i].date, rows[i].minute).on != rows[i].on) {
            fail_msg("row %zu", i);
        }
    }
}

static void changes_are_foretold(void **state)
{
    (void)state;
    static const struct {
        const struct lighting *lighting;
        struct date date;
        int minute;
        bool changes;
        struct date then;
        int then_minute;
    } rows[] = {
        { &always, { 2026, 11, 27 }, 0, false, { 0 }, 0 },
        { &equal, { 2026, 11, 27 }, 0, false, { 0 }, 0 },
        { &days, { 2026, 11, 27 }, HM(7, 0), true, { 2026, 11, 27 }, HM(7, 30) },
        { &days, { 2026, 11, 27 }, HM(8, 0), true, { 2026, 11, 27 }, HM(19, 0) },
        { &days, { 2026, 11, 27 }, HM(20, 0), true, { 2026, 11, 30 }, HM(7, 30) },
        { &meeting, { 2026, 11, 27 }, HM(9, 0), true, { 2026, 11, 27 }, HM(18, 0) },
        { &friday_nights, { 2026, 11, 27 }, HM(23, 0), true, { 2026, 11, 28 }, HM(2, 0) },
        { &friday_nights, { 2026, 11, 28 }, HM(3, 0), true, { 2026, 12, 4 }, HM(22, 0) },
        /* Thursday 24 is an exception, Friday 25 a holiday: from Wednesday to Monday */
        { &follows, { 2026, 12, 23 }, HM(17, 0), true, { 2026, 12, 28 }, HM(8, 30) },
        /* in the night of 29 March there is no 02:10: the Sunday after */
        { &skipped, { 2026, 3, 28 }, HM(12, 0), true, { 2026, 4, 5 }, HM(2, 10) },
        /* the opening of Friday 00:00 begins an hour before, and before Thursday's own span */
        { &evening_and_late, { 2026, 11, 24 }, HM(12, 0), true, { 2026, 11, 26 }, HM(23, 0) },
        { &evening_and_late, { 2026, 11, 26 }, HM(23, 10), true, { 2026, 11, 27 }, HM(1, 0) },
        { &far_apart, { 2026, 11, 27 }, HM(6, 0), true, { 2026, 11, 27 }, HM(20, 0) },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct lit lit = ask(rows[i].lighting, rows[i].date, rows[i].minute);
        if (lit.changes != rows[i].changes ||
            (lit.changes &&
             lit.change_utc_ms != moment_to_utc(rows[i].then, rows[i].then_minute))) {
            fail_msg("row %zu", i);
        }
    }
    const struct lighting dark = { .openings = { &never }, .opening_count = 1 };
    struct lit lit = ask(&dark, (struct date){ 2026, 11, 27 }, 0);
    assert_false(lit.on || lit.changes);
}

/* What happens once a year is found; what is further away than that is not looked for. */
static void a_year_is_looked_ahead(void **state)
{
    (void)state;
    static const struct {
        int days; /* ahead */
        bool found;
    } rows[] = { { 0, true }, { 1, true }, { 363, true }, { 366, true }, { 367, false } };
    struct date today = { 2026, 11, 27 };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date then = date_add(today, rows[i].days);
        const struct hours_exception day = { then, then, { { { HM(9, 0), HM(10, 0) } }, 1 } };
        const struct opening_rules yearly = { .exceptions = &day, .exception_count = 1 };
        const struct lighting rare = { .openings = { &yearly }, .opening_count = 1 };
        struct lit lit = ask(&rare, today, 0);
        assert_false(lit.on);
        assert_int_equal(lit.changes, rows[i].found);
        assert_int_equal(lit.change_utc_ms, rows[i].found ? moment_to_utc(then, HM(9, 0)) : 0);
    }
}

/* Minute by minute through the nights on which the clock changes: what was foretold happens, and
 * nothing else. In autumn the screen goes off at the first 02:30, and stays off. */
static void nights_of_the_changing_clock(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        int lit_minutes;                      /* from 22:00 to 02:30 */
    } rows[] = { { { 2026, 3, 28 }, 4 * 60 }, /* 02:30 does not exist: until the change */
                 { { 2026, 10, 24 }, 4 * 60 + 30 },
                 { { 2026, 6, 6 }, 4 * 60 + 30 } };
    const struct lighting night = { .spans = { { DAY(SATURDAY), HM(22, 0), HM(2, 30) } },
                                    .span_count = 1 };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t start = moment_to_utc(rows[i].date, HM(12, 0));
        struct lit foretold = lighting_at(&night, moment_at(start, true));
        int minutes = 0, switches = 0;
        bool on = foretold.on;
        for (int minute = 0; minute < 24 * 60; minute++) {
            int64_t at = start + minute * INT64_C(60000);
            struct lit lit = lighting_at(&night, moment_at(at, true));
            bool due = foretold.changes && at >= foretold.change_utc_ms;
            assert_int_equal(lit.on != on, due);
            switches += lit.on != on;
            minutes += lit.on;
            on = lit.on;
            foretold = lit;
        }
        assert_int_equal(minutes, rows[i].lit_minutes);
        assert_int_equal(switches, 2);
    }
}

/* Openings wider than the day they belong to. */
static void margins_may_reach_past_midnight(void **state)
{
    (void)state;
    const struct opening_rules night = {
        .week = { [FRIDAY] = { { { 0, HM(1, 0) }, { HM(22, 0), HM(24, 0) } }, 2 } },
    };
    const struct lighting wide = {
        .openings = { &night }, .opening_count = 1, .before = 60, .after = 60
    };
    assert_true(ask(&wide, (struct date){ 2026, 11, 26 }, HM(23, 30)).on);
    assert_false(ask(&wide, (struct date){ 2026, 11, 26 }, HM(22, 59)).on);
    assert_true(ask(&wide, (struct date){ 2026, 11, 28 }, HM(0, 59)).on);
    assert_false(ask(&wide, (struct date){ 2026, 11, 28 }, HM(1, 0)).on);
    struct lit lit = ask(&wide, (struct date){ 2026, 11, 24 }, HM(12, 0));
    assert_true(lit.change_utc_ms == moment_to_utc((struct date){ 2026, 11, 26 }, HM(23, 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(truth_table),
        cmocka_unit_test(changes_are_foretold),
        cmocka_unit_test(a_year_is_looked_ahead),
        cmocka_unit_test(nights_of_the_changing_clock),
        cmocka_unit_test(margins_may_reach_past_midnight),
    };
    assert_true(moment_set_zone("Europe/Paris"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
