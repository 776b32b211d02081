/* Whether a screen is to be lit: its hours, the alerts that may light it, and whether the clock can
 * be believed. Pure, as what plays is. */
#pragma once
#include "calendar/lighting.h"
#include "content/show.h"

enum light_cause {
    LIGHT_ALWAYS,    /* it has no hours */
    LIGHT_HOURS,     /* they say on, or off */
    LIGHT_UNTRUSTED, /* on: the clock may be wrong */
    LIGHT_ALERT,     /* on: an alert holds */
};

struct light {
    bool on;
    enum light_cause cause;
    bool changes;          /* false: it stays so for a year, or nobody knows */
    int64_t change_utc_ms; /* when it is to be switched next, alerts that are known of included */
};

/* Returns how the screen is to be at the moment. */
struct light light_at(const struct show *show, const struct screen *screen, struct moment moment);

/* Returns whether visitors may be in the building: some service is open, or the content does not
 * say when. */
bool light_building_open(const struct show *show, struct moment moment);

/* Returns what the hours of the screen say, without alerts. */
void light_rules(const struct show *show, const struct screen *screen, struct lighting *out);

enum { LIGHT_DAY_MAX = 48 };

/* Fills spans with the local minutes of a day during which the hours light the screen, in order;
 * returns how many. */
int light_day(const struct show *show, const struct screen *screen, struct date date,
              struct span spans[LIGHT_DAY_MAX]);
