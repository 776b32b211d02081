/* Published dates (etalab/jours-feries-france, 2025 to 2031), the rare edges of Easter, and a
 * second algorithm for Easter over every year that the first can be asked about. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "calendar/holiday.h"

#define ONLY(name) (1u << HOLIDAY_##name)

static void assert_holidays(struct date date, unsigned expected)
{
    unsigned found = holiday_on(date);
    if (found != expected) {
        fail_msg("%04d-%02d-%02d: holidays %#x, expected %#x", date.year, date.month, date.day,
                 found, expected);
    }
}

static void test_movable_holidays(void **state)
{
    (void)state;
    static const struct {
        struct date easter_monday, ascension, whit_monday;
    } rows[] = {
        { { 2025, 4, 21 }, { 2025, 5, 29 }, { 2025, 6, 9 } },
        { { 2026, 4, 6 }, { 2026, 5, 14 }, { 2026, 5, 25 } },
        { { 2027, 3, 29 }, { 2027, 5, 6 }, { 2027, 5, 17 } },
        { { 2028, 4, 17 }, { 2028, 5, 25 }, { 2028, 6, 5 } },
        { { 2029, 4, 2 }, { 2029, 5, 10 }, { 2029, 5, 21 } },
        { { 2030, 4, 22 }, { 2030, 5, 30 }, { 2030, 6, 10 } },
        { { 2031, 4, 14 }, { 2031, 5, 22 }, { 2031, 6, 2 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_holidays(rows[i].easter_monday, ONLY(EASTER_MONDAY));
        assert_holidays(rows[i].ascension, ONLY(ASCENSION));
        assert_holidays(rows[i].whit_monday, ONLY(WHIT_MONDAY));
    }
}

static void test_fixed_holidays(void **state)
{
    (void)state;
    for (int year = 2025; year <= 2031; year++) {
        assert_holidays((struct date){ year, 1, 1 }, ONLY(NEW_YEAR));
        assert_holidays((struct date){ year, 5, 1 }, ONLY(LABOUR_DAY));
        assert_holidays((struct date){ year, 5, 8 }, ONLY(VICTORY_1945));
        assert_holidays((struct date){ year, 7, 14 }, ONLY(BASTILLE_DAY));
        assert_holidays((struct date){ year, 8, 15 }, ONLY(ASSUMPTION));
        assert_holidays((struct date){ year, 11, 1 }, ONLY(ALL_SAINTS));
        assert_holidays((struct date){ year, 11, 11 }, ONLY(ARMISTICE));
        assert_holidays((struct date){ year, 12, 25 }, ONLY(CHRISTMAS));
    }
}

static void test_two_holidays_on_one_day(void **state)
{
    (void)state;
    assert_holidays((struct date){ 2008, 5, 1 }, ONLY(LABOUR_DAY) | ONLY(ASCENSION));
    assert_holidays((struct date){ 2160, 5, 1 }, ONLY(LABOUR_DAY) | ONLY(ASCENSION));
    assert_holidays((struct date){ 1997, 5, 8 }, ONLY(VICTORY_1945) | ONLY(ASCENSION));
    assert_holidays((struct date){ 2059, 5, 8 }, ONLY(VICTORY_1945) | ONLY(ASCENSION));
    assert_holidays((struct date){ 2070, 5, 8 }, ONLY(VICTORY_1945) | ONLY(ASCENSION));
}

static void test_ordinary_days(void **state)
{
    (void)state;
    static const struct date rows[] = {
        { 2026, 4, 3 },   /* Good Friday: a holiday in Alsace-Moselle only */
        { 2026, 12, 26 }, /* likewise */
        { 2026, 4, 5 },   /* Easter Sunday and Whit Sunday are not in the law's list */
        { 2026, 5, 24 },  { 2026, 5, 15 }, /* the bridge after Ascension */
        { 2027, 8, 16 }, /* the Monday after a holiday on a Sunday: nothing moves */
        { 2026, 1, 2 },   { 2024, 2, 29 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_holidays(rows[i], 0);
    }
}

/* Knuth, The Art of Computer Programming, vol. 1, 1.3.2, exercise 14 (Lilius and Clavius). */
static struct date easter_by_clavius(int year)
{
    int golden = year % 19 + 1;
    int century = year / 100 + 1;
    int leap_years_dropped = 3 * century / 4 - 12;
    int moon_correction = (8 * century + 5) / 25 - 5;
    int sunday = 5 * year / 4 - leap_years_dropped - 10;
    int epact = (11 * golden + 20 + moon_correction - leap_years_dropped + 30) % 30;
    if (epact == 24 || (epact == 25 && golden > 11)) {
        epact++;
    }
    int full_moon = 44 - epact;
    if (full_moon < 21) {
        full_moon += 30;
    }
    int day = full_moon + 7 - (sunday + full_moon) % 7;
    return day > 31 ? (struct date){ year, 4, day - 31 } : (struct date){ year, 3, day };
}

static void test_easter_by_two_algorithms(void **state)
{
    (void)state;
    for (int year = 1583; year <= 4099; year++) {
        struct date easter = holiday_easter(year), other = easter_by_clavius(year);
        if (date_compare(easter, other) != 0) {
            fail_msg("Easter %d on %02d-%02d, by Clavius %02d-%02d", year, easter.month, easter.day,
                     other.month, other.day);
        }
        assert_int_equal(date_weekday(easter), SUNDAY);
        assert_true(date_compare(easter, (struct date){ year, 3, 22 }) >= 0);
        assert_true(date_compare(easter, (struct date){ year, 4, 25 }) <= 0);
    }
}

static void test_easter_edges(void **state)
{
    (void)state;
    static const struct date rows[] = {
        { 2038, 4, 25 }, { 2285, 3, 22 }, { 1943, 4, 25 }, { 1818, 3, 22 },
        { 1954, 4, 18 }, { 1981, 4, 19 }, { 2049, 4, 18 }, { 2076, 4, 19 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(date_compare(holiday_easter(rows[i].year), rows[i]), 0);
    }
}

static void test_eleven_holidays_every_year(void **state)
{
    (void)state;
    for (int year = 1900; year <= 2999; year++) {
        unsigned seen = 0;
        int count = 0;
        for (struct date date = { year, 1, 1 }; date.year == year; date = date_add(date, 1)) {
            unsigned found = holiday_on(date);
            seen |= found;
            for (; found; found &= found - 1) {
                count++;
            }
        }
        assert_int_equal(count, 11);
        assert_int_equal(seen, (1u << HOLIDAY_COUNT) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_movable_holidays),           cmocka_unit_test(test_fixed_holidays),
        cmocka_unit_test(test_two_holidays_on_one_day),    cmocka_unit_test(test_ordinary_days),
        cmocka_unit_test(test_easter_by_two_algorithms),   cmocka_unit_test(test_easter_edges),
        cmocka_unit_test(test_eleven_holidays_every_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
