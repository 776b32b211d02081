/* Days are counted in eras of 400 years (146 097 days) whose years begin on 1 March, so that the
 * leap day comes last and month lengths follow one line: Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms" (days_from_civil, civil_from_days). */
#include "calendar/date.h"

#include <stdint.h>

enum {
    FIRST_YEAR = 1900,
    LAST_YEAR = 2999,
    ERA_YEARS = 400,
    ERA_DAYS = 146097,
    EPOCH_DAYS = 719468, /* from 0000-03-01 to 1970-01-01 */
};

int date_to_days(struct date date)
{
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = (year >= 0 ? year : year - (ERA_YEARS - 1)) / ERA_YEARS;
    int year_of_era = year - era * ERA_YEARS;
    int month_from_march = (date.month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int)((int64_t)era * ERA_DAYS + day_of_era - EPOCH_DAYS);
}

struct date date_from_days(int days)
{
    int64_t since_march_0 = (int64_t)days + EPOCH_DAYS;
    int era = (int)((since_march_0 >= 0 ? since_march_0 : since_march_0 - (ERA_DAYS - 1)) /
                    ERA_DAYS);
    int day_of_era = (int)(since_march_0 - (int64_t)era * ERA_DAYS);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / (ERA_DAYS - 1)) /
                      365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return (struct date){
        .year = year_of_era + era * ERA_YEARS + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };
}

struct date date_add(struct date date, int days)
{
    return date_from_days(date_to_days(date) + days);
}

int date_weekday(struct date date)
{
    int from_epoch = date_to_days(date) % WEEKDAYS;
    return (from_epoch + WEEKDAYS + THURSDAY) % WEEKDAYS;
}

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool date_valid(struct date date)
{
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 && date.day <= month_length(date.year, date.month);
}

bool date_none(struct date date)
{
    return date.year == 0 && date.month == 0 && date.day == 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year) {
        return a.year < b.year ? -1 : 1;
    }
    if (a.month != b.month) {
        return a.month < b.month ? -1 : 1;
    }
    return (a.day > b.day) - (a.day < b.day);
}

static bool read_digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool date_parse(const char *text, struct date *out)
{
    struct date date;
    bool shaped = read_digits(text, 4, &date.year) && text[4] == '-' &&
                  read_digits(text + 5, 2, &date.month) && text[7] == '-' &&
                  read_digits(text + 8, 2, &date.day) && text[10] == '\0';
    if (!shaped || !date_valid(date)) {
        return false;
    }
    *out = date;
    return true;
}

bool time_parse(const char *text, int *minutes)
{
    int hour, minute;
    bool shaped = read_digits(text, 2, &hour) && text[2] == ':' &&
                  read_digits(text + 3, 2, &minute) && text[5] == '\0';
    if (!shaped || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY) {
        return false;
    }
    *minutes = hour * 60 + minute;
    return true;
}

int date_quarter(struct date date)
{
    return (date.month - 1) / 3 + 1;
}
