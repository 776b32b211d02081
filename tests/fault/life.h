/* A short life of a screen, for whoever makes it hard: it reads a hall's content, plays its loop,
 * is touched, and sees a page edited, another broken and repaired. Time is simulated; files are
 * real. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Where a life is lived: content/, state/, run/ and usage.txt in one folder. */
struct life_place {
    char folder[64];
};

enum life_end {
    LIFE_WHOLE, /* lived to its end */
    LIFE_LEFT   /* ended before, with a message: the service manager starts it again */
};

struct life_facts {
    uint64_t frame; /* a hash of what is on the screen at the end */
    int files;      /* descriptors that were left open */
};

/* Makes a place in that folder (NULL: a new one in memory) with the content of tests/data/life, its
 * last good versions and some counts of visitors; and puts one back as it was when it was made.
 * life_place_remove removes it. */
void life_place_make(struct life_place *place, const char *folder);
void life_place_reset(const struct life_place *place);
void life_place_remove(const struct life_place *place);

/* Lives. Faults, if any are armed, strike until the quiet hours at the end, in which all must
 * become right again. */
enum life_end life_live(const struct life_place *place, struct life_facts *facts);

/* Looks at what a life left behind, however it ended: returns what is wrong, NULL for nothing. Last
 * good versions must be whole and of every file, old or new; counts not lost; status.json absent or
 * whole; and a start must show every slide, with the content and, when that is gone, without. */
const char *life_wrong(const struct life_place *place);
