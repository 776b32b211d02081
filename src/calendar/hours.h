/* Opening hours of one service: what a day's hours are, whether it is open now, what comes next.
 * Exceptions beat public holidays, which beat the week. Pure functions of the rules and the moment.
 */
#pragma once
#include "calendar/holiday.h"
#include "calendar/moment.h"

#include <stdbool.h>
#include <stddef.h>

enum { SPANS_MAX = 4 };

struct span {
    int from, to; /* minutes from midnight, to exclusive, 0 <= from < to <= 1440 */
};

/* A day's spans in order, not overlapping; count 0 means closed all day. */
struct opening {
    struct span spans[SPANS_MAX];
    int count;
};

struct hours_exception {
    struct date from, until; /* both included */
    struct opening opening;
};

/* All that decides the hours of one service. */
struct opening_rules {
    struct opening week[WEEKDAYS];
    unsigned open_holidays; /* bit set of enum holiday on which the week applies unchanged */
    const struct hours_exception *exceptions; /* those of this service; the first that holds wins */
    size_t exception_count;
};

enum day_source { DAY_WEEK, DAY_HOLIDAY, DAY_EXCEPTION };

struct day_hours {
    struct opening opening;
    enum day_source source;
    int index; /* enum holiday, or index into exceptions, or 0 for the week */
};

/* Returns the hours on date. Where two holidays fall on one day it is closed unless both are
 * declared open, and index is the first that closes it. */
struct day_hours hours_on(const struct opening_rules *rules, struct date date);

enum open_state { STATE_CLOSED, STATE_OPEN, STATE_CLOSING_SOON };

struct hours_state {
    enum open_state state;
    bool changes;     /* false: nothing changes within a year (always closed, say) */
    struct date date; /* of the next change: closing when open, opening when closed */
    int minute;       /* of the next change; a close at midnight is 1440 of its own day */
};

/* Returns whether it is open at the moment, and until when or from when. Spans that meet (one ends
 * when the next begins, also across midnight) count as one. STATE_CLOSING_SOON: open, and closing
 * in soon_minutes or less. */
struct hours_state hours_state_at(const struct opening_rules *rules, struct moment moment,
                                  int soon_minutes);

/* Returns whether both have the same spans. */
bool opening_same(const struct opening *a, const struct opening *b);

/* Finds the next run of days, from `from` on and within horizon_days, whose hours a holiday or an
 * exception makes other than the week's: closed, shorter, or open where the week is not. Other
 * hours that held already on the day before `from` are no news; a closure is until it ends. Fills
 * *first and *last (the run has one cause; days inside an exception on which it changes nothing do
 * not end it) and *cause (hours_on of the first). Returns false when there is none. */
bool hours_next_special(const struct opening_rules *rules, struct date from, int horizon_days,
                        struct date *first, struct date *last, struct day_hours *cause);
