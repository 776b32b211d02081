/* The 11 public holidays of metropolitan France (Code du travail, art. L3133-1), computed. */
#pragma once
#include "calendar/date.h"

enum holiday {
    HOLIDAY_NEW_YEAR,
    HOLIDAY_EASTER_MONDAY,
    HOLIDAY_LABOUR_DAY,
    HOLIDAY_VICTORY_1945,
    HOLIDAY_ASCENSION,
    HOLIDAY_WHIT_MONDAY,
    HOLIDAY_BASTILLE_DAY,
    HOLIDAY_ASSUMPTION,
    HOLIDAY_ALL_SAINTS,
    HOLIDAY_ARMISTICE,
    HOLIDAY_CHRISTMAS,
    HOLIDAY_COUNT
};

/* Returns Easter Sunday of a Gregorian year (anonymous computus, Meeus/Jones/Butcher). */
struct date holiday_easter(int year);

/* Returns a bit set (1u << enum holiday) of the holidays on date, 0 for none; two can fall on the
 * same day (Ascension on 1 May 2008, on 8 May 1997). */
unsigned holiday_on(struct date date);
