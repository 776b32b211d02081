/* Waiting for what comes first where SDL draws to the kernel's display: a finger, a key, another
 * thread, a display that is plugged in. SDL cannot block there: it looks every millisecond (2.26).
 */
#pragma once
#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

enum { DOZE_INPUTS_MAX = 32, DOZE_LIST_MS = 1000 };

struct doze {
    int wake; /* another thread has an event for SDL; -1: not started */
    SDL_threadID thread;
    bool restless;               /* something woke it, but SDL had no event yet */
    int inputs[DOZE_INPUTS_MAX]; /* that SDL reads, as they were at: */
    int64_t listed_ms;
    int64_t stir_ms; /* until then something may be plugged in that SDL has not opened yet */
    int count;
};

/* Starts; only this thread may wait. Returns false after logging; doze_finish ends it all the
 * same. */
bool doze_start(struct doze *doze);
void doze_finish(struct doze *doze);

/* Waits at most so many milliseconds for an event of SDL's, or until that other descriptor can be
 * read (see hotplug_listen; -1: none); returns whether there is an event, in *event. now_ms:
 * monotonic. */
bool doze(struct doze *doze, int other, int ms, int64_t now_ms, SDL_Event *event);
