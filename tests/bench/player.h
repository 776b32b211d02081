/* One program that shows slides, watched from outside for a while. */
#pragma once
#include "bench/screen.h"
#include "bench/table.h"

struct watching {
    const char *const *argv;
    const char *log;
    double settle_s, seconds; /* after the first slide; seconds 0: only the start */
    void (*meanwhile)(void *context, double seconds); /* at each look; may be NULL */
    void *context;
};

struct watched {
    double first_ms;        /* exec to the first page on the screen */
    double cpu_s, server_s; /* of the program and of the X server, while watched */
    double still_s, still_cpu_s, still_server_s, still_wakes;
    double fading_s, fading_cpu_s, fading_server_s;
    int fades, cuts, frames;
    double worst_gap_ms, frames_per_s; /* over all fades */
    struct samples gaps_ms;            /* the worst of each fade */
    double pss_mib;
    double seconds;
};

/* The same for `parts` times watching->seconds in a row, each told by itself: caches are cold only
 * once. */
bool player_watch_parts(struct xscreen *screen, const struct watching *watching,
                        struct watched *out, int parts);

/* Runs and watches it. Returns false after printing why when nothing came to the screen. */
bool player_watch(struct xscreen *screen, const struct watching *watching, struct watched *out);
