/* When the player switches the display itself: once the picture is black, and before it is lit. */
#pragma once
#include "commands/live.h"
#include "machine/display_switch.h"
#include "stage/glass.h"

struct switching {
    struct display_switch display;
    struct live *live;                 /* borrowed */
    const struct presenter *presenter; /* NULL: no window is open */
    unsigned long opened;              /* how often one was, when last looked at */
};

/* Starts with the programs of that file (NULL: the machine's own, where seen says that somebody
 * sees the display; else none). */
void switching_start(struct switching *switching, struct live *live, const char *conf, bool seen);
void switching_finish(struct switching *switching);

/* Goes on, before a step of the stage, which must not draw to a display that sleeps, and after it.
 * Returns when it is to be looked at next, in the stage's time, which runs speed times as fast as
 * the world's. */
int64_t switching_step(struct switching *switching, struct stage *stage, const struct glass *glass,
                       const struct presenter *presenter, struct stage_time time, double speed);

/* For plug_wait, context is the switching: while no display answers at the start, a television
 * that sleeps is switched on at its hours. */
void switching_meanwhile(void *context);
