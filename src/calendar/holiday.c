/* One table says what each holiday is: a fixed date, or a number of days after Easter Sunday.
 * A holiday that falls on a weekend is not moved. Good Friday and 26 December are holidays of
 * Alsace-Moselle alone and do not appear. */
#include "calendar/holiday.h"

enum { AFTER_EASTER = 0 };

static const struct {
    int month; /* AFTER_EASTER: day counts from Easter Sunday */
    int day;
} holidays[HOLIDAY_COUNT] = {
    [HOLIDAY_NEW_YEAR] = { 1, 1 },
    [HOLIDAY_EASTER_MONDAY] = { AFTER_EASTER, 1 },
    [HOLIDAY_LABOUR_DAY] = { 5, 1 },
    [HOLIDAY_VICTORY_1945] = { 5, 8 },
    [HOLIDAY_ASCENSION] = { AFTER_EASTER, 39 },
    [HOLIDAY_WHIT_MONDAY] = { AFTER_EASTER, 50 },
    [HOLIDAY_BASTILLE_DAY] = { 7, 14 },
    [HOLIDAY_ASSUMPTION] = { 8, 15 },
    [HOLIDAY_ALL_SAINTS] = { 11, 1 },
    [HOLIDAY_ARMISTICE] = { 11, 11 },
    [HOLIDAY_CHRISTMAS] = { 12, 25 },
};

/* The single letters are those of the published algorithm (Meeus, Astronomical Algorithms, ch. 8),
 * so that it can be compared line by line. */
struct date holiday_easter(int year)
{
    int a = year % 19;
    int b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return (struct date){ .year = year, .month = n / 31, .day = n % 31 + 1 };
}

unsigned holiday_on(struct date date)
{
    int after_easter = date_to_days(date) - date_to_days(holiday_easter(date.year));
    unsigned found = 0;
    for (int i = 0; i < HOLIDAY_COUNT; i++) {
        bool falls = holidays[i].month == AFTER_EASTER
                         ? holidays[i].day == after_easter
                         : holidays[i].month == date.month && holidays[i].day == date.day;
        if (falls) {
            found |= 1u << i;
        }
    }
    return found;
}
