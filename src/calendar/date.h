/* Civil dates (proleptic Gregorian calendar) as pure arithmetic: no time zone, no clock. */
#pragma once
#include <stdbool.h>

struct date {
    int year, month, day; /* month and day from 1; all zero means "no date" */
};

enum { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY, WEEKDAYS };
enum { MINUTES_PER_DAY = 24 * 60 };

/* Returns the days since 1970-01-01. */
int date_to_days(struct date date);

/* Returns the date that is days after 1970-01-01. */
struct date date_from_days(int days);

/* Returns the date that is days (may be negative) after date. */
struct date date_add(struct date date, int days);

/* Returns MONDAY to SUNDAY. */
int date_weekday(struct date date);

/* Returns whether the date exists, years 1900 to 2999. */
bool date_valid(struct date date);

/* Returns whether date is the zero "no date". */
bool date_none(struct date date);

/* Returns a negative number, 0 or a positive one, as a is before, on or after b. */
int date_compare(struct date a, struct date b);

/* Reads "2026-11-23" into *out; returns false when the text is anything else. */
bool date_parse(const char *text, struct date *out);

/* Reads a time of day "08:30" as minutes from midnight, 0 to 1440 ("24:00"); false otherwise. */
bool time_parse(const char *text, int *minutes);

/* Returns the quarter (1 to 4) that date lies in. */
int date_quarter(struct date date);
