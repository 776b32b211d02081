/* Whole days walked minute by minute against what the door would say, then seven weeks around
 * Christmas against a plain list of open minutes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/hours.h"

#define COUNT(array)     (sizeof(array) / sizeof *(array))
#define HM(hour, minute) ((hour)*60 + (minute))
#define WORKDAY          .spans = { { HM(8, 30), HM(12, 0) }, { HM(13, 30), HM(16, 30) } }, .count = 2
#define MORNING          .spans = { { HM(8, 30), HM(12, 0) } }, .count = 1
#define ALL_DAY          .spans = { { 0, MINUTES_PER_DAY } }, .count = 1
#define CLOSED           .count = 0

enum { SOON = 30, EVERY_HOLIDAY = (1 << HOLIDAY_COUNT) - 1 };

static const struct hours_exception exceptions[] = {
    { { 2026, 12, 24 }, { 2026, 12, 24 }, { MORNING } },
    { { 2026, 12, 24 }, { 2027, 1, 3 }, { CLOSED } },
    { { 2026, 5, 15 }, { 2026, 5, 15 }, { CLOSED } },
    { { 2026, 11, 11 }, { 2026, 11, 11 }, { { { HM(10, 0), HM(11, 0) } }, 1 } },
    { { 2026, 11, 28 }, { 2026, 11, 28 }, { { { HM(9, 0), HM(12, 0) } }, 1 } },
};

static const struct opening_rules office = {
    .week = { { WORKDAY }, { WORKDAY }, { WORKDAY }, { WORKDAY }, { MORNING } },
    .open_holidays = 1u << HOLIDAY_WHIT_MONDAY,
    .exceptions = exceptions,
    .exception_count = COUNT(exceptions),
};

/* Open at night, with a gap that is none (12:00) and nights that run into the next day. */
static const struct opening_rules night_desk = {
    .week = {
        [FRIDAY] = { { { HM(9, 0), HM(12, 0) }, { HM(12, 0), HM(13, 0) },
                       { HM(22, 0), MINUTES_PER_DAY } }, 3 },
        [SATURDAY] = { ALL_DAY },
        [SUNDAY] = { { { 0, HM(0, 10) }, { HM(20, 0), MINUTES_PER_DAY } }, 2 },
    },
};

static struct moment at(struct date date, int minute)
{
    return (struct moment){ .date = date, .minute = minute, .trusted = true };
}

static void test_what_decides_a_day(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        enum day_source source;
        int index, spans, first_from;
    } rows[] = {
        { { 2026, 11, 23 }, DAY_WEEK, 0, 2, HM(8, 30) },
        { { 2026, 11, 27 }, DAY_WEEK, 0, 1, HM(8, 30) },
        { { 2026, 11, 29 }, DAY_WEEK, 0, 0, 0 },
        { { 2026, 7, 14 }, DAY_HOLIDAY, HOLIDAY_BASTILLE_DAY, 0, 0 },
        { { 2026, 8, 15 }, DAY_HOLIDAY, HOLIDAY_ASSUMPTION, 0, 0 }, /* a Saturday */
        { { 2026, 5, 25 }, DAY_WEEK, 0, 2, HM(8, 30) },             /* Whit Monday, declared open */
        { { 2026, 5, 15 }, DAY_EXCEPTION, 2, 0, 0 },                /* the bridge */
        { { 2026, 11, 11 }, DAY_EXCEPTION, 3, 1, HM(10, 0) },       /* beats the holiday */
        { { 2026, 11, 28 }, DAY_EXCEPTION, 4, 1, HM(9, 0) },        /* beats the Saturday */
        { { 2026, 12, 23 }, DAY_WEEK, 0, 2, HM(8, 30) },
        { { 2026, 12, 24 }, DAY_EXCEPTION, 0, 1, HM(8, 30) }, /* the first of two wins */
        { { 2026, 12, 25 }, DAY_EXCEPTION, 1, 0, 0 },
        { { 2027, 1, 3 }, DAY_EXCEPTION, 1, 0, 0 },
        { { 2027, 1, 4 }, DAY_WEEK, 0, 2, HM(8, 30) },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct day_hours hours = hours_on(&office, rows[i].date);
        if (hours.source != rows[i].source || hours.index != rows[i].index ||
            hours.opening.count != rows[i].spans ||
            (rows[i].spans && hours.opening.spans[0].from != rows[i].first_from)) {
            fail_msg("row %zu: source %d, index %d, %d spans", i, (int)hours.source, hours.index,
                     hours.opening.count);
        }
    }
}

static void test_two_holidays_on_one_day(void **state)
{
    (void)state;
    enum {
        LABOUR = 1 << HOLIDAY_LABOUR_DAY,
        ASCENSION = 1 << HOLIDAY_ASCENSION,
        VICTORY = 1 << HOLIDAY_VICTORY_1945
    };
    static const struct {
        struct date date;
        unsigned open_holidays;
        enum day_source source;
        int index;
    } rows[] = {
        { { 2008, 5, 1 }, 0, DAY_HOLIDAY, HOLIDAY_LABOUR_DAY },
        { { 2008, 5, 1 }, LABOUR, DAY_HOLIDAY, HOLIDAY_ASCENSION },
        { { 2008, 5, 1 }, ASCENSION, DAY_HOLIDAY, HOLIDAY_LABOUR_DAY },
        { { 2008, 5, 1 }, LABOUR | ASCENSION, DAY_WEEK, 0 },
        { { 1997, 5, 8 }, 0, DAY_HOLIDAY, HOLIDAY_VICTORY_1945 },
        { { 1997, 5, 8 }, VICTORY, DAY_HOLIDAY, HOLIDAY_ASCENSION },
        { { 1997, 5, 8 }, VICTORY | ASCENSION, DAY_WEEK, 0 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct opening_rules rules = office;
        rules.open_holidays = rows[i].open_holidays;
        rules.exception_count = 0;
        struct day_hours hours = hours_on(&rules, rows[i].date);
        assert_int_equal(hours.source, rows[i].source);
        assert_int_equal(hours.index, rows[i].index);
        assert_int_equal(hours.opening.count, rows[i].source == DAY_WEEK ? 2 : 0);
    }
}

struct stretch {
    struct date date;
    int from; /* lasts until the next stretch of the same date, or midnight */
    enum open_state state;
    struct date change;
    int minute;
};

/* Checks every minute of each stretch; returns how many minutes that were. */
static int walk(const struct opening_rules *rules, const struct stretch *stretches, size_t count)
{
    int minutes = 0;
    for (size_t i = 0; i < count; i++) {
        const struct stretch *now = &stretches[i];
        bool more = i + 1 < count && date_compare(now[1].date, now->date) == 0;
        int end = more ? now[1].from : MINUTES_PER_DAY;
        for (int minute = now->from; minute < end; minute++, minutes++) {
            struct hours_state state = hours_state_at(rules, at(now->date, minute), SOON);
            if (state.state != now->state || !state.changes || state.minute != now->minute ||
                date_compare(state.date, now->change) != 0) {
                fail_msg("%04d-%02d-%02d %02d:%02d: state %d until %04d-%02d-%02d minute %d",
                         now->date.year, now->date.month, now->date.day, minute / 60, minute % 60,
                         (int)state.state, state.date.year, state.date.month, state.date.day,
                         state.minute);
            }
        }
    }
    return minutes;
}

static void test_every_minute_of_office_days(void **state)
{
    (void)state;
    static const struct stretch stretches[] = {
        { { 2026, 11, 23 }, 0, STATE_CLOSED, { 2026, 11, 23 }, HM(8, 30) },
        { { 2026, 11, 23 }, HM(8, 30), STATE_OPEN, { 2026, 11, 23 }, HM(12, 0) },
        { { 2026, 11, 23 }, HM(11, 30), STATE_CLOSING_SOON, { 2026, 11, 23 }, HM(12, 0) },
        { { 2026, 11, 23 }, HM(12, 0), STATE_CLOSED, { 2026, 11, 23 }, HM(13, 30) },
        { { 2026, 11, 23 }, HM(13, 30), STATE_OPEN, { 2026, 11, 23 }, HM(16, 30) },
        { { 2026, 11, 23 }, HM(16, 0), STATE_CLOSING_SOON, { 2026, 11, 23 }, HM(16, 30) },
        { { 2026, 11, 23 }, HM(16, 30), STATE_CLOSED, { 2026, 11, 24 }, HM(8, 30) },
        /* Friday afternoon, then the Saturday that is open by exception, then the weekend */
        { { 2026, 11, 27 }, HM(12, 0), STATE_CLOSED, { 2026, 11, 28 }, HM(9, 0) },
        { { 2026, 11, 28 }, 0, STATE_CLOSED, { 2026, 11, 28 }, HM(9, 0) },
        { { 2026, 11, 28 }, HM(9, 0), STATE_OPEN, { 2026, 11, 28 }, HM(12, 0) },
        { { 2026, 11, 28 }, HM(11, 30), STATE_CLOSING_SOON, { 2026, 11, 28 }, HM(12, 0) },
        { { 2026, 11, 28 }, HM(12, 0), STATE_CLOSED, { 2026, 11, 30 }, HM(8, 30) },
        { { 2026, 11, 29 }, 0, STATE_CLOSED, { 2026, 11, 30 }, HM(8, 30) },
        /* a plain weekend */
        { { 2026, 12, 4 }, HM(12, 0), STATE_CLOSED, { 2026, 12, 7 }, HM(8, 30) },
        { { 2026, 12, 5 }, 0, STATE_CLOSED, { 2026, 12, 7 }, HM(8, 30) },
        { { 2026, 12, 6 }, 0, STATE_CLOSED, { 2026, 12, 7 }, HM(8, 30) },
        /* over Ascension, the bridge and the weekend */
        { { 2026, 5, 13 }, HM(16, 30), STATE_CLOSED, { 2026, 5, 18 }, HM(8, 30) },
        { { 2026, 5, 14 }, 0, STATE_CLOSED, { 2026, 5, 18 }, HM(8, 30) },
        { { 2026, 5, 15 }, 0, STATE_CLOSED, { 2026, 5, 18 }, HM(8, 30) },
        { { 2026, 5, 16 }, 0, STATE_CLOSED, { 2026, 5, 18 }, HM(8, 30) },
        /* from the weekend into a Whit Monday that is declared open */
        { { 2026, 5, 24 }, 0, STATE_CLOSED, { 2026, 5, 25 }, HM(8, 30) },
        { { 2026, 5, 25 }, 0, STATE_CLOSED, { 2026, 5, 25 }, HM(8, 30) },
        { { 2026, 5, 25 }, HM(8, 30), STATE_OPEN, { 2026, 5, 25 }, HM(12, 0) },
        { { 2026, 5, 25 }, HM(11, 30), STATE_CLOSING_SOON, { 2026, 5, 25 }, HM(12, 0) },
        { { 2026, 5, 25 }, HM(12, 0), STATE_CLOSED, { 2026, 5, 25 }, HM(13, 30) },
        { { 2026, 5, 25 }, HM(13, 30), STATE_OPEN, { 2026, 5, 25 }, HM(16, 30) },
        { { 2026, 5, 25 }, HM(16, 0), STATE_CLOSING_SOON, { 2026, 5, 25 }, HM(16, 30) },
        { { 2026, 5, 25 }, HM(16, 30), STATE_CLOSED, { 2026, 5, 26 }, HM(8, 30) },
        /* Armistice, open one hour by exception */
        { { 2026, 11, 11 }, 0, STATE_CLOSED, { 2026, 11, 11 }, HM(10, 0) },
        { { 2026, 11, 11 }, HM(10, 0), STATE_OPEN, { 2026, 11, 11 }, HM(11, 0) },
        { { 2026, 11, 11 }, HM(10, 30), STATE_CLOSING_SOON, { 2026, 11, 11 }, HM(11, 0) },
        { { 2026, 11, 11 }, HM(11, 0), STATE_CLOSED, { 2026, 11, 12 }, HM(8, 30) },
        /* Christmas Eve, then a closure into the next year */
        { { 2026, 12, 24 }, HM(12, 0), STATE_CLOSED, { 2027, 1, 4 }, HM(8, 30) },
        { { 2026, 12, 31 }, 0, STATE_CLOSED, { 2027, 1, 4 }, HM(8, 30) },
    };
    /* twelve whole days, three afternoons, the evening before Ascension */
    assert_int_equal(walk(&office, stretches, COUNT(stretches)),
                     12 * MINUTES_PER_DAY + 3 * HM(12, 0) + HM(7, 30));
}

static void test_every_minute_of_a_night_desk(void **state)
{
    (void)state;
    static const struct stretch stretches[] = {
        { { 2026, 11, 27 }, 0, STATE_CLOSED, { 2026, 11, 27 }, HM(9, 0) },
        { { 2026, 11, 27 }, HM(9, 0), STATE_OPEN, { 2026, 11, 27 }, HM(13, 0) },
        { { 2026, 11, 27 }, HM(12, 30), STATE_CLOSING_SOON, { 2026, 11, 27 }, HM(13, 0) },
        { { 2026, 11, 27 }, HM(13, 0), STATE_CLOSED, { 2026, 11, 27 }, HM(22, 0) },
        { { 2026, 11, 27 }, HM(22, 0), STATE_OPEN, { 2026, 11, 29 }, HM(0, 10) },
        { { 2026, 11, 28 }, 0, STATE_OPEN, { 2026, 11, 29 }, HM(0, 10) },
        { { 2026, 11, 28 }, HM(23, 40), STATE_CLOSING_SOON, { 2026, 11, 29 }, HM(0, 10) },
        { { 2026, 11, 29 }, 0, STATE_CLOSING_SOON, { 2026, 11, 29 }, HM(0, 10) },
        { { 2026, 11, 29 }, HM(0, 10), STATE_CLOSED, { 2026, 11, 29 }, HM(20, 0) },
        { { 2026, 11, 29 }, HM(20, 0), STATE_OPEN, { 2026, 11, 29 }, HM(24, 0) },
        { { 2026, 11, 29 }, HM(23, 30), STATE_CLOSING_SOON, { 2026, 11, 29 }, HM(24, 0) },
        { { 2026, 11, 30 }, 0, STATE_CLOSED, { 2026, 12, 4 }, HM(9, 0) },
        /* Christmas Day is a Friday: closed, and Saturday opens at midnight */
        { { 2026, 12, 25 }, 0, STATE_CLOSED, { 2026, 12, 26 }, 0 },
        /* New Year's Eve of 2027 is a Friday; its night ends with Saturday, the holiday */
        { { 2027, 12, 31 }, HM(22, 0), STATE_OPEN, { 2027, 12, 31 }, HM(24, 0) },
        { { 2027, 12, 31 }, HM(23, 30), STATE_CLOSING_SOON, { 2027, 12, 31 }, HM(24, 0) },
        { { 2028, 1, 1 }, 0, STATE_CLOSED, { 2028, 1, 2 }, 0 },
    };
    assert_int_equal(walk(&night_desk, stretches, COUNT(stretches)),
                     6 * MINUTES_PER_DAY + HM(2, 0));
}

/* Lists every minute of the days as open or closed, and looks ahead in that list. */
static void compare_with_list(const struct opening_rules *rules, struct date start, int soon)
{
    enum { DAYS = 50, MINUTES = DAYS * MINUTES_PER_DAY };
    static bool open[MINUTES];
    for (int i = 0; i < MINUTES; i++) {
        struct day_hours hours = hours_on(rules, date_add(start, i / MINUTES_PER_DAY));
        open[i] = false;
        for (int s = 0; s < hours.opening.count; s++) {
            open[i] = open[i] || (i % MINUTES_PER_DAY >= hours.opening.spans[s].from &&
                                  i % MINUTES_PER_DAY < hours.opening.spans[s].to);
        }
    }
    int change = MINUTES, compared = 0;
    for (int i = MINUTES - 2; i >= 0; i--) {
        change = open[i + 1] != open[i] ? i + 1 : change;
        if (change == MINUTES) {
            continue;
        }
        struct hours_state state = hours_state_at(
            rules, at(date_add(start, i / MINUTES_PER_DAY), i % MINUTES_PER_DAY), soon);
        int found = (date_to_days(state.date) - date_to_days(start)) * MINUTES_PER_DAY +
                    state.minute;
        enum open_state expected = !open[i]             ? STATE_CLOSED
                                   : change - i <= soon ? STATE_CLOSING_SOON
                                                        : STATE_OPEN;
        assert_true(state.changes);
        assert_int_equal(found, change);
        assert_int_equal(state.state, expected);
        assert_int_equal(state.minute == MINUTES_PER_DAY, open[i] && change % MINUTES_PER_DAY == 0);
        compared++;
    }
    assert_true(compared > 40 * MINUTES_PER_DAY);
}

static void test_against_a_list_of_minutes(void **state)
{
    (void)state;
    compare_with_list(&office, (struct date){ 2026, 11, 22 }, SOON);
    compare_with_list(&office, (struct date){ 2026, 4, 30 }, 45);
    compare_with_list(&night_desk, (struct date){ 2026, 11, 22 }, SOON);
    compare_with_list(&night_desk, (struct date){ 2027, 12, 1 }, 0);
}

static void test_closing_soon_follows_its_setting(void **state)
{
    (void)state;
    static const struct {
        int minute, soon;
        enum open_state state;
    } rows[] = {
        { HM(11, 59), 0, STATE_OPEN },         { HM(11, 59), 1, STATE_CLOSING_SOON },
        { HM(11, 58), 1, STATE_OPEN },         { HM(8, 30), HM(3, 30), STATE_CLOSING_SOON },
        { HM(8, 30), HM(3, 29), STATE_OPEN },  { HM(11, 59), -5, STATE_OPEN },
        { HM(8, 29), HM(9, 0), STATE_CLOSED },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct moment moment = at((struct date){ 2026, 11, 23 }, rows[i].minute);
        assert_int_equal(hours_state_at(&office, moment, rows[i].soon).state, rows[i].state);
    }
}

static void test_nothing_changes(void **state)
{
    (void)state;
    struct opening_rules never = { 0 };
    struct opening_rules always = {
        .open_holidays = EVERY_HOLIDAY,
    };
    for (int day = MONDAY; day < WEEKDAYS; day++) {
        always.week[day] = (struct opening){ ALL_DAY };
    }
    for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
        struct moment moment = at((struct date){ 2026, 11, 23 }, minute);
        struct hours_state closed = hours_state_at(&never, moment, SOON);
        assert_int_equal(closed.state, STATE_CLOSED);
        assert_false(closed.changes);
        struct hours_state open = hours_state_at(&always, moment, SOON);
        assert_int_equal(open.state, STATE_OPEN);
        assert_false(open.changes);
    }
    always.open_holidays = 0;
    struct moment monday = at((struct date){ 2026, 11, 23 }, 0);
    struct hours_state until_christmas = hours_state_at(&always, monday, SOON);
    assert_true(until_christmas.changes);
    assert_int_equal(date_compare(until_christmas.date, (struct date){ 2026, 12, 24 }), 0);
    assert_int_equal(until_christmas.minute, MINUTES_PER_DAY);
}

/* To the day: an opening that far away, and the end of one that has no other. */
static void test_a_year_is_looked_ahead(void **state)
{
    (void)state;
    static const struct {
        int days; /* ahead */
        bool found;
    } rows[] = { { 0, true }, { 365, true }, { 366, true }, { 367, false }, { 400, false } };
    struct date today = { 2025, 11, 24 };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct date then = date_add(today, rows[i].days);
        struct hours_exception only = { then, then, { MORNING } };
        struct opening_rules rules = { .open_holidays = EVERY_HOLIDAY,
                                       .exceptions = &only,
                                       .exception_count = 1 };
        struct hours_state opens = hours_state_at(&rules, at(today, 0), SOON);
        assert_int_equal(opens.changes, rows[i].found);
        assert_true(!opens.changes || date_compare(opens.date, then) == 0);
        assert_int_equal(opens.minute, rows[i].found ? HM(8, 30) : 0);
        assert_false(hours_state_at(&rules, at(then, HM(12, 0)), SOON).changes);

        for (int day = MONDAY; day < WEEKDAYS; day++) {
            rules.week[day] = (struct opening){ ALL_DAY };
        }
        only.opening = (struct opening){ .spans = { { 0, HM(10, 0) } }, .count = 1 };
        struct hours_state closes = hours_state_at(&rules, at(today, 0), SOON);
        assert_int_equal(closes.state, STATE_OPEN);
        assert_int_equal(closes.changes, rows[i].found);
        assert_int_equal(closes.minute, rows[i].found ? HM(10, 0) : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_decides_a_day),
        cmocka_unit_test(test_two_holidays_on_one_day),
        cmocka_unit_test(test_every_minute_of_office_days),
        cmocka_unit_test(test_every_minute_of_a_night_desk),
        cmocka_unit_test(test_against_a_list_of_minutes),
        cmocka_unit_test(test_closing_soon_follows_its_setting),
        cmocka_unit_test(test_nothing_changes),
        cmocka_unit_test(test_a_year_is_looked_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
