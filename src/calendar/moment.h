/* A moment: one instant as the hall sees it, with its local date and time of day. Made once from a
 * clock and passed down; nothing below ever asks what time it is. */
#pragma once
#include "calendar/date.h"

#include <stdbool.h>
#include <stdint.h>

struct moment {
    int64_t utc_ms;   /* milliseconds since 1970-01-01 00:00 UTC */
    struct date date; /* local */
    int minute;       /* local, 0 to 1439 */
    int second;       /* 0 to 59 */
    bool trusted;     /* false: the clock may be wrong, claim nothing about today */
};

/* Returns whether the system's time zone data has name (such as "Europe/Paris"); changes nothing.
 */
bool moment_zone_known(const char *name);

/* Makes name (such as "Europe/Paris") the zone of all moments of the process; returns false and
 * leaves it unchanged when the system's time zone data does not have it. */
bool moment_set_zone(const char *name);

/* Returns the moment at utc_ms in that zone. */
struct moment moment_at(int64_t utc_ms, bool trusted);

/* Returns the UTC milliseconds at which a wall clock in that zone shows date and minute (one
 * outside 0 to 1440 is on a day before or after): in the hour that is skipped in spring, the
 * instant of the change; in the hour that comes twice in autumn, the first of the two. */
int64_t moment_to_utc(struct date date, int minute);

/* Reads a local "2026-11-23T10:24" (or "2026-11-23", meaning midnight) into *date and *minute;
 * false when the text is anything else. */
bool moment_parse(const char *text, struct date *date, int *minute);
