/* When a screen is lit: in spans of its own, and while services are open, some minutes wider. Pure
 * functions of the rules and the instant. */
#pragma once
#include "calendar/hours.h"

enum { LIT_SPANS_MAX = 20, LIT_OPENINGS_MAX = 50 };

struct lit_span {
    unsigned weekdays; /* bit set of MONDAY…SUNDAY on which it begins; 0: every day */
    int from, to;      /* local minutes [from, to); to <= from: until that time of the next day */
};

/* No spans and no openings: always lit. */
struct lighting {
    struct lit_span spans[LIT_SPANS_MAX];
    int span_count;
    const struct opening_rules *openings[LIT_OPENINGS_MAX]; /* of the services it follows */
    int opening_count;
    int before, after; /* minutes it is lit before they open and after they close; below 0: fewer */
};

struct lit {
    bool on;
    bool changes; /* false: it stays so for a year */
    int64_t change_utc_ms;
};

/* Returns whether the rules light the screen at the instant, and when that changes. Spans and
 * openings that meet or overlap count as one. Times are those of the wall clock: in the hour that
 * comes twice in autumn the first counts, one that is skipped in spring is the instant of the
 * change. Whether the clock can be trusted is the caller's business. */
struct lit lighting_at(const struct lighting *lighting, struct moment moment);
