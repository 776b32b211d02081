/* The clocks of the running program, and whether the wall clock can be believed. */
#pragma once
#include "stage/stage.h"

struct clock_options {
    bool fixed_start; /* start at start_utc_ms instead of now */
    int64_t start_utc_ms;
    double speed; /* 1: real time */
};

struct clock {
    int64_t base_utc_ms, base_monotonic_ms;
    double speed;
    bool pretended;
};

/* Starts a clock from the options. */
struct clock clock_start(const struct clock_options *options);

/* Returns the time now. A clock that neither pretends nor runs faster follows the system's, jumps
 * included. */
struct stage_time clock_now(const struct clock *clock);

/* Returns how many real milliseconds lie between now and a monotonic time of this clock, at least
 * 0. */
int64_t clock_until(const struct clock *clock, int64_t monotonic_ms);

/* Returns the monotonic time of this clock when the system's monotonic clock says system_ms;
 * INT64_MAX (never) stays that. */
int64_t clock_at(const struct clock *clock, int64_t system_ms);

/* Returns whether the system clock can be believed: set from a network since boot
 * (systemd-timesyncd's mark, or the kernel's STA_UNSYNC cleared as chrony does), or kept by a
 * hardware clock, or not a machine started by systemd at all (a container, a developer's desk).
 * root is "" outside of tests. */
bool clock_trusted(const char *root);

/* Returns the system's monotonic and wall clocks in milliseconds, for what runs beside the stage.
 */
int64_t clock_monotonic_ms(void);
int64_t clock_utc_ms(void);
