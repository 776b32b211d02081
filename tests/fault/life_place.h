/* Where a life (life.h) is lived: content/, state/, run/ and usage.txt in a folder now/, and in a
 * folder first/ beside it all that as it was when the place was made. */
#pragma once
#include <stdbool.h>

enum { LIFE_COUNTS = 7 /* of visitors, before the first life */ };

struct life_place {
    char folder[64];
};

struct life_paths {
    char content[96], state[96], run[96], usage[96];
};

/* Makes a place in that folder (NULL: a new one in memory) with the content of tests/data/life, its
 * last good versions and some counts of visitors; and puts one back as it was when it was made.
 * life_place_remove removes it. */
void life_place_make(struct life_place *place, const char *folder);
void life_place_reset(const struct life_place *place);
void life_place_remove(const struct life_place *place);

struct life_paths life_place_paths(const struct life_place *place);

/* Ends the process, saying at what, unless it was done: the test itself cannot go on. */
void life_place_must(bool done, const char *what);
