/* Evidence of display: how often and how long what was on the screen, each day; nothing about a
 * person. One small text file a day, so that a day that is over is never written again. */
#pragma once
#include "calendar/date.h"
#include "stage/stage.h"

enum {
    SHOWN_NAME_MAX = 40,
    SHOWN_ENTRIES_MAX = 400, /* a day; what is beyond is counted together */
    SHOWN_DAYS_MAX = 800,    /* older files are removed */
    SHOWN_WRITE_MS = 300000, /* memory cards wear out, so a power cut may cost five minutes */
};

struct shown_entry {
    enum stage_sight sight;
    char name[SHOWN_NAME_MAX]; /* of the slide or the alert; "": of neither */
    unsigned times;            /* it came onto the screen */
    int64_t ms;                /* it was there */
};

/* One day; all zero is a valid empty one. */
struct shown_day {
    struct shown_entry *entries;
    size_t count;
};

/* Adds what that day's file in the folder (a descriptor) says. Lines that cannot be understood are
 * passed over and counted in *strange. Returns false with errno set, and adds nothing, when there
 * is no such file or it cannot be read. */
bool shown_read(int folder, struct date date, struct shown_day *day, size_t *strange);
void shown_day_finish(struct shown_day *day);

/* Returns the days of which there are files, since 1970-01-01, in order; owned by the arena. */
size_t shown_days(int folder, struct arena *arena, int **out);

struct shown;

/* Notes from now on in that folder, which is made. NULL after logging when it cannot be.
 * shown_close (null-safe) writes what is not written yet. */
struct shown *shown_open(const char *folder);
void shown_close(struct shown *shown);

/* Says what is on the screen at that time: what was there until then was there since the last call.
 * Nothing counts while the clock may be wrong: nobody could say on which day. Writes when something
 * is due, on a thread of its own. Null-safe. */
void shown_note(struct shown *shown, enum stage_sight sight, const char *name,
                struct stage_time time);

/* Returns when shown_note has something to write, monotonic ms; INT64_MAX: nothing. */
int64_t shown_due(const struct shown *shown);

/* Waits until what was to be written is written. */
void shown_settle(struct shown *shown);
