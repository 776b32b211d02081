/* A Raspberry Pi without a clock chip starts with the time of its last shutdown, which looks
 * plausible; only proof of a later correction counts. */
#include "stage/clock.h"

#include <math.h>
#include <stdio.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec now;
    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_monotonic_ms(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

int64_t clock_utc_ms(void)
{
    return read_clock(CLOCK_REALTIME);
}

struct clock clock_start(const struct clock_options *options)
{
    return (struct clock){
        .base_utc_ms = options->fixed_start ? options->start_utc_ms : read_clock(CLOCK_REALTIME),
        .base_monotonic_ms = read_clock(CLOCK_MONOTONIC),
        .speed = options->speed > 0 ? options->speed : 1,
        .pretended = options->fixed_start,
    };
}

struct stage_time clock_now(const struct clock *clock)
{
    int64_t passed = read_clock(CLOCK_MONOTONIC) - clock->base_monotonic_ms;
    int64_t scaled = (int64_t)((double)passed * clock->speed);
    bool real = !clock->pretended && clock->speed == 1;
    return (struct stage_time){
        .utc_ms = real ? read_clock(CLOCK_REALTIME) : clock->base_utc_ms + scaled,
        .monotonic_ms = scaled,
        .trusted = clock->pretended || clock_trusted(""),
    };
}

int64_t clock_until(const struct clock *clock, int64_t monotonic_ms)
{
    int64_t passed = read_clock(CLOCK_MONOTONIC) - clock->base_monotonic_ms;
    double left = (double)monotonic_ms / clock->speed - (double)passed;
    return left > 0 ? (int64_t)(left + 0.999) : 0;
}

int64_t clock_at(const struct clock *clock, int64_t system_ms)
{
    double passed = (double)(system_ms - clock->base_monotonic_ms) * clock->speed;
    return system_ms == INT64_MAX ? INT64_MAX : (int64_t)ceil(passed);
}

static bool exists(const char *root, const char *path)
{
    char full[512];
    snprintf(full, sizeof full, "%s%s", root, path);
    return access(full, F_OK) == 0;
}

bool clock_trusted(const char *root)
{
    struct timex state = { 0 };
    return !exists(root, "/run/systemd/system") ||
           exists(root, "/run/systemd/timesync/synchronized") ||
           exists(root, "/sys/class/rtc/rtc0") ||
           (root[0] == '\0' && adjtimex(&state) != -1 && !(state.status & STA_UNSYNC));
}
