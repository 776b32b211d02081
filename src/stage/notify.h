/* Tells the service manager that the screen is up and stays up (sd_notify(3), Type=notify). Without
 * one all of this does nothing. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct notify {
    int64_t interval_ms; /* between two beats; 0: no watchdog was asked for */
    int64_t beat_ms;     /* monotonic, of the next beat */
    int64_t right_ms;    /* monotonic, when the screen last showed what it should */
    int64_t sent_ms;     /* monotonic, of the last beat */
    int64_t gap_ms;      /* the longest time without a beat since notify_margin was asked */
    bool ready;
};

/* Returns what the environment asks for: a beat each third of WATCHDOG_USEC when WATCHDOG_PID is
 * this process or not set. */
struct notify notify_start(void);

/* Returns the message that is due now, or NULL: "READY=1" once something was presented, from then
 * on "WATCHDOG=1" at each beat. presented: whether anything ever was; right: whether the screen
 * shows what it should, a still page included. No beat is due once it has not been right for a
 * minute: long enough to give up several broken images, short enough for nobody to fetch a ladder.
 */
const char *notify_due(struct notify *notify, bool presented, bool right, int64_t now_ms);

/* Returns how many milliseconds were left before the watchdog would have bitten, at the worst
 * moment since the last call; -1 when none was asked for. */
int64_t notify_margin(struct notify *notify, int64_t now_ms);

/* Returns the earlier of the next beat and another time; both monotonic, in milliseconds. */
int64_t notify_wake(const struct notify *notify, int64_t other_ms);

/* Sends lines such as "STOPPING=1" to the service manager. Returns false with errno set when it
 * cannot be reached, true also when there is none. */
bool notify_send(const char *lines);
