/* All the screens of a content folder, for what must hold on each of them. */
#pragma once
#include "content/show.h"

struct named_screen {
    const char *name, *file; /* file as staff know it */
    struct screen screen;
};

struct screens {
    struct arena arena;
    struct named_screen *items; /* sorted by name; those that could be read */
    size_t count;
    struct places places;
};

/* Reads screens/ of the show's folder (only: the one of that name, or NULL for all). The screen the
 * show was loaded with is told of once more only when the report does not hold it yet. */
void screens_load(const struct show *show, const char *only, struct report *report,
                  struct screens *out);

/* Frees them; null-safe as a zeroed struct. */
void screens_finish(struct screens *screens);
