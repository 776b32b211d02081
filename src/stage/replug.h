/* What to do about a display that comes and goes while the screen plays. It is told what is plugged
 * in and what time it is (monotonic, in milliseconds), and decides; it touches nothing. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
    REPLUG_LOOK_MS = 1000,    /* between two looks at what is plugged in, */
    REPLUG_ABSENT_MS = 250,   /* while nothing is: somebody may be waiting */
    REPLUG_BURST = 3,         /* windows opened anew within a pause: more is too often */
    REPLUG_PAUSE_MS = 10000,  /* at first; it doubles while the display keeps coming and going */
    REPLUG_PAUSE_MAX = 60000, /* three a minute */
    REPLUG_CALM_MS = 120000,  /* after which all is forgiven */
    REPLUG_FAILURES = 5,      /* in a row, then the service manager may try */
};

enum replug_act {
    REPLUG_STAY,
    REPLUG_REST,   /* the display has just gone: nothing is to be sent to it */
    REPLUG_OPEN,   /* the window is to be opened anew, then replug_opened or replug_failed told */
    REPLUG_LIMIT,  /* as STAY; it is to be told that the display comes and goes too often, and no
                      more of its coming and going until it is calm (limited) */
    REPLUG_GIVE_UP /* it cannot be drawn to, however often it is opened */
};

/* All zero is a display that was there from the start, of which nothing is known yet. */
struct replug {
    uint64_t known; /* what the window was opened for; 0: not yet known */
    bool absent, wanted, limited;
    bool back;    /* it was gone, and no window was opened since */
    int failures; /* in a row */
    int64_t next_ms, pause_ms, calm_ms;
    int64_t opened_ms[REPLUG_BURST];
    unsigned long opened;
};

/* Starts with what is plugged in now (see connectors_fingerprint). */
struct replug replug_start(uint64_t plugged, int64_t now_ms);

/* Returns what is to be done. plugged: what is plugged in now, 0: nothing. hint: the kernel said
 * that something was plugged or pulled. */
enum replug_act replug_look(struct replug *replug, uint64_t plugged, bool hint, int64_t now_ms);

/* The window was opened anew, for that. */
void replug_opened(struct replug *replug, uint64_t plugged, int64_t now_ms);

/* It could not be opened or cannot be drawn to: it is to be opened anew, later each time. */
void replug_failed(struct replug *replug, int64_t now_ms);

/* Something was really shown. */
void replug_shown(struct replug *replug);
