/* The calendar walked day by day over 1100 years, and every text a date can be mistaken for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/date.h"

static void assert_date(struct date date, int year, int month, int day)
{
    if (date.year != year || date.month != month || date.day != day) {
        fail_msg("%04d-%02d-%02d, expected %04d-%02d-%02d", date.year, date.month, date.day, year,
                 month, day);
    }
}

static void test_known_days(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        int days, weekday, quarter;
    } rows[] = {
        { { 1970, 1, 1 }, 0, THURSDAY, 1 },      { { 1969, 12, 31 }, -1, WEDNESDAY, 4 },
        { { 1900, 1, 1 }, -25567, MONDAY, 1 },   { { 2000, 2, 29 }, 11016, TUESDAY, 1 },
        { { 2000, 3, 1 }, 11017, WEDNESDAY, 1 }, { { 2024, 3, 31 }, 19813, SUNDAY, 1 },
        { { 2024, 4, 1 }, 19814, MONDAY, 2 },    { { 2026, 6, 30 }, 20634, TUESDAY, 2 },
        { { 2026, 7, 1 }, 20635, WEDNESDAY, 3 }, { { 2026, 9, 30 }, 20726, WEDNESDAY, 3 },
        { { 2026, 11, 23 }, 20780, MONDAY, 4 },  { { 2038, 1, 19 }, 24855, TUESDAY, 1 },
        { { 0, 3, 1 }, -719468, WEDNESDAY, 1 },  { { -1, 12, 31 }, -719529, FRIDAY, 4 },
        { { 1, 1, 1 }, -719162, MONDAY, 1 },     { { 2999, 12, 31 }, 376199, TUESDAY, 4 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date = rows[i].date;
        assert_int_equal(date_to_days(date), rows[i].days);
        assert_date(date_from_days(rows[i].days), date.year, date.month, date.day);
        assert_int_equal(date_weekday(date), rows[i].weekday);
        assert_int_equal(date_quarter(date), rows[i].quarter);
    }
}

/* Counts the days as a calendar on the wall does: one more each day, month lengths from the rhyme.
 */
static void test_every_day_from_1900_to_2999(void **state)
{
    (void)state;
    int days = -25567, weekday = MONDAY;
    for (int year = 1900; year <= 2999; year++) {
        bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
        for (int month = 1; month <= 12; month++) {
            bool short_month = month == 4 || month == 6 || month == 9 || month == 11;
            int length = month == 2 ? 28 + leap : 31 - short_month;
            for (int day = 1; day <= length; day++, days++, weekday = (weekday + 1) % WEEKDAYS) {
                struct date date = { year, month, day };
                assert_true(date_valid(date));
                assert_int_equal(date_to_days(date), days);
                assert_date(date_from_days(days), year, month, day);
                assert_int_equal(date_weekday(date), weekday);
            }
            assert_false(date_valid((struct date){ year, month, length + 1 }));
        }
    }
    assert_int_equal(days, 376200);
}

static void test_extreme_days(void **state)
{
    (void)state;
    static const struct {
        int days, year;
    } rows[] = {
        { INT32_MIN, -5877641 },
        { INT32_MIN + 1, -5877641 },
        { -719529, -1 },
        { -719528, 0 },
        { INT32_MAX - 719468, 5879610 },
        { INT32_MAX, 5881580 },
        /* where one era of 400 years meets the next: 1 March and the day before */
        { -719469, 0 },
        { -719468, 0 },
        { -865566, -400 },
        { -865565, -400 },
        { -865564, -400 },
        { -719470, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date = date_from_days(rows[i].days);
        assert_int_equal(date.year, rows[i].year);
        assert_int_equal(date_to_days(date), rows[i].days);
    }
}

static void test_add(void **state)
{
    (void)state;
    assert_date(date_add((struct date){ 2026, 12, 31 }, 1), 2027, 1, 1);
    assert_date(date_add((struct date){ 2024, 3, 1 }, -1), 2024, 2, 29);
    assert_date(date_add((struct date){ 2100, 2, 28 }, 1), 2100, 3, 1);
    assert_date(date_add((struct date){ 2026, 11, 23 }, 0), 2026, 11, 23);
    assert_date(date_add((struct date){ 2000, 1, 1 }, 146097), 2400, 1, 1);
}

static void test_compare(void **state)
{
    (void)state;
    static const struct date ascending[] = {
        { 2025, 12, 31 }, { 2026, 1, 1 }, { 2026, 1, 31 }, { 2026, 2, 1 }, { 2026, 2, 2 },
    };
    int count = sizeof ascending / sizeof *ascending;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            int order = date_compare(ascending[i], ascending[j]);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

static void test_none(void **state)
{
    (void)state;
    assert_true(date_none((struct date){ 0 }));
    assert_false(date_none((struct date){ .year = 2026 }));
    assert_false(date_none((struct date){ .month = 1 }));
    assert_false(date_none((struct date){ .day = 1 }));
}

static void test_valid_refuses(void **state)
{
    (void)state;
    static const struct date rows[] = {
        { 0, 0, 0 },     { 1899, 12, 31 }, { 3000, 1, 1 },  { 2026, 0, 1 },   { 2026, 13, 1 },
        { 2026, -1, 1 }, { 2026, 1, 0 },   { 2026, 1, -5 }, { 2026, 2, 29 },  { 2024, 2, 30 },
        { 1900, 2, 29 }, { 2100, 2, 29 },  { 2026, 4, 31 }, { 2026, 12, 32 }, { -2026, 1, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (date_valid(rows[i])) {
            fail_msg("%d-%d-%d taken for a date", rows[i].year, rows[i].month, rows[i].day);
        }
    }
}

static void test_parse_date(void **state)
{
    (void)state;
    struct date date = { 0 };
    assert_true(date_parse("2026-11-23", &date));
    assert_date(date, 2026, 11, 23);
    assert_true(date_parse("2024-02-29", &date));
    assert_date(date, 2024, 2, 29);
    assert_true(date_parse("1900-01-01", &date));
    assert_date(date, 1900, 1, 1);
    assert_true(date_parse("2999-12-31", &date));
    assert_date(date, 2999, 12, 31);
}

static void test_parse_date_refuses(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "2026",
        "2026-11",
        "2026-11-",
        "2026-11-2",
        "2026-11-233",
        "2026-11-23 ",
        " 2026-11-23",
        "2026/11/23",
        "23-11-2026",
        "2026-13-01",
        "2026-00-01",
        "2026-02-29",
        "2026-11-00",
        "1899-12-31",
        "3000-01-01",
        "+026-11-23",
        "2026-+1-23",
        "2026-11- 3",
        "2026-1-23",
        "20261123",
        "2026-11-23T",
        "0000-00-00",
        "-026-11-23",
        "2026-11-2x",
        "2026-11-2:",
        "20;6-11-23",
        "2026-0/-23",
        "x026-11-23",
        "2026\342\200\22111-23",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date = { 1, 2, 3 };
        if (date_parse(rows[i], &date)) {
            fail_msg("\"%s\" taken for a date", rows[i]);
        }
        assert_date(date, 1, 2, 3);
    }
}

static void test_parse_every_time(void **state)
{
    (void)state;
    for (int expected = 0; expected <= MINUTES_PER_DAY; expected++) {
        int hour = expected / 60, minute = expected % 60, read = -1;
        char text[] = { (char)('0' + hour / 10),   (char)('0' + hour % 10),   ':',
                        (char)('0' + minute / 10), (char)('0' + minute % 10), '\0' };
        assert_true(time_parse(text, &read));
        assert_int_equal(read, expected);
    }
}

static void test_parse_time_refuses(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",      "8:30",   "08:3",   "8h30",  "08h30", "08:60",    "24:01", "25:00",
        "99:99", "08:30 ", " 08:30", "-1:30", "08:-1", "08:30:00", "0830",  "08.30",
        "08:",   "08",     "+8:30",  "08: 3", "8 :30", "0::30",    "08:3:", "/8:30",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int minutes = -7;
        if (time_parse(rows[i], &minutes)) {
            fail_msg("\"%s\" taken for a time of day", rows[i]);
        }
        assert_int_equal(minutes, -7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_days),
        cmocka_unit_test(test_every_day_from_1900_to_2999),
        cmocka_unit_test(test_extreme_days),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_compare),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_valid_refuses),
        cmocka_unit_test(test_parse_date),
        cmocka_unit_test(test_parse_date_refuses),
        cmocka_unit_test(test_parse_every_time),
        cmocka_unit_test(test_parse_time_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
