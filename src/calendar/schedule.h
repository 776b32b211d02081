/* When a slide may play, and which slot of the loop plays now; pure functions of the moment. */
#pragma once
#include "calendar/hours.h"

enum { WINDOWS_MAX = 4 };

/* All zero means always. */
struct schedule {
    struct date from, until;          /* both included; none: no bound */
    unsigned weekdays;                /* bit set of MONDAY…SUNDAY; 0: every day */
    struct span windows[WINDOWS_MAX]; /* local minutes [from, to); to <= from: past midnight, and
                                         the part after midnight belongs to the day it started on */
    int window_count;                 /* 0: all day */
};

/* What a schedule says at a moment: that a slide may play, or the first thing that forbids it. */
enum permission {
    SCHEDULE_HOLDS,
    SCHEDULE_UNTRUSTED, /* it depends on the clock, which may be wrong */
    SCHEDULE_BEFORE,    /* its first day has not come */
    SCHEDULE_AFTER,     /* its last day is over */
    SCHEDULE_WEEKDAY,   /* not on this day of the week */
    SCHEDULE_HOUR,      /* on this day, but not now */
};

/* Returns whether the schedule lets a slide play at the moment, and if not why. A schedule that
 * says nothing about dates, days or hours holds also when the clock is not trusted; any other does
 * not. The wall clock decides: in the hour that comes twice in autumn a window holds twice, in the
 * hour that is skipped in spring not at all. */
enum permission schedule_permission(const struct schedule *schedule, struct moment moment);

/* Returns whether that is SCHEDULE_HOLDS. */
bool schedule_active(const struct schedule *schedule, struct moment moment);

struct slot {
    int index;                        /* into the durations */
    int64_t elapsed_ms, remaining_ms; /* inside that slot; remaining >= 1 */
    int64_t pass;                     /* how many times the whole loop has played since 1970 */
};

/* Returns the slot that plays at utc_ms in an endless loop of count durations (each > 0, count >
 * 0): utc_ms modulo the loop's length, so every screen with the same content and a right clock
 * agrees. */
struct slot schedule_slot(const int *durations_ms, int count, int64_t utc_ms);
