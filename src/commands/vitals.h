/* How the running screen is, gathered from its parts twice a minute for vestibule.prom. */
#pragma once
#include "commands/live.h"
#include "stage/exposition.h"
#include "stage/notify.h"

struct vitals {
    struct exposition *exposition;
    uint64_t dated; /* the version that was seen for what is out of date, and on which day */
    struct date day;
};

/* The parts, borrowed. */
struct vital_parts {
    struct live *live;
    const struct raster *raster;
    const struct presenter *presenter;
    const struct stage *stage;
    struct notify *notify;
};

/* Begins to write into that folder, NULL: nowhere. vitals_close ends it. */
void vitals_open(struct vitals *vitals, const char *folder);
void vitals_close(struct vitals *vitals);

/* After live_note of a step at that time: writes what is due at now_ms, the system's monotonic
 * time. Returns how many milliseconds later the next is due, INT64_MAX: never. */
int64_t vitals_step(struct vitals *vitals, const struct vital_parts *parts, struct stage_time time,
                    int64_t now_ms);
