/* A short life of a screen, for whoever makes it hard: it reads a hall's content, plays its loop,
 * is touched, and sees a page edited, another broken and repaired. Time is simulated; files are
 * real. */
#pragma once
#include "fault/life_place.h"

#include <stdbool.h>
#include <stdint.h>

enum life_end {
    LIFE_WHOLE, /* lived to its end */
    LIFE_LEFT   /* ended before, with a message: the service manager starts it again */
};

struct life_facts {
    uint64_t frame; /* a hash of what is on the screen at the end */
    int files;      /* descriptors that were left open */
};

/* Lives. Faults, if any are armed, strike until the quiet hours at the end, in which all must
 * become right again. */
enum life_end life_live(const struct life_place *place, struct life_facts *facts);

/* Lives without events, in which last good versions are kept; returns whether to the end. */
bool life_without_events(const struct life_place *place);

/* The files of slides/ that are well edited in a life, and what they then hold. */
enum { LIFE_EDITS = 2 };
extern const struct life_edit {
    const char *name, *text;
} life_edits[LIFE_EDITS];
