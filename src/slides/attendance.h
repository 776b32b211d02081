/* What can be said about busy times from a table of usual attendance: which slots are open, how
 * busy they are, when it is best to come. Pure; the page is in busy.c. */
#pragma once
#include "content/show.h"

enum { ATTENDANCE_SLOTS_MAX = 24 };

struct attendance_day {
    int day;               /* MONDAY… */
    struct numbers levels; /* 0 to 100, one for each slot */
};

struct attendance {
    int slot_minutes, first_slot; /* minutes; minutes from midnight */
    struct list days;             /* struct attendance_day, one for each weekday at most */
};

enum level { LEVEL_CLOSED, LEVEL_CALM, LEVEL_MODERATE, LEVEL_BUSY };

/* Returns how many slots a day has. */
int attendance_slots(const struct attendance *attendance);

/* Returns the usual attendance (0 to 100) of a slot on a weekday, -1 when the table has none. */
double attendance_value(const struct attendance *attendance, int weekday, int slot);

/* Returns the part of the slot in which a day's opening is open; from == to when it is closed. */
struct span attendance_open(const struct attendance *attendance, const struct opening *opening,
                            int slot);

/* Returns the level of a slot on a weekday with that opening; LEVEL_CLOSED when it never opens in
 * it. */
enum level attendance_level(const struct attendance *attendance, const struct opening *opening,
                            int weekday, int slot);

struct advice {
    bool found;
    struct date date;
    struct span span; /* inside the opening hours */
    int first, last;  /* slots */
};

/* Finds the calmest run of slots that have not begun yet today, else on the next day within a week
 * that is open and in the table. */
struct advice attendance_advise(const struct attendance *attendance,
                                const struct opening_rules *rules, struct moment moment);
