/* What staff can know of the running screen without going there: status.json in a folder of the
 * running system's own memory, replaced whole and only when something changed. */
#pragma once
#include "content/feed.h"
#include "stage/stage.h"

#include <stdbool.h>
#include <stdint.h>

/* Of the display: all texts borrowed. */
struct status_display {
    const char *state;               /* "opening", "lit", "unplugged", or "closed": it cannot be */
    const char *socket;              /* "HDMI-A-1"; NULL: a desktop looks after it */
    const char *presenter;           /* see presenter_name */
    int width, height;               /* of the picture, upright, pixels */
    unsigned long reopened, refused; /* windows; presents, see presenter_stats */
};

struct status_facts {
    const char *program, *folder; /* "vestibule 0.1.0"; the content folder */
    const char *slide;            /* that plays; NULL: the page for when nothing can, or off */
    int64_t switch_utc_ms;        /* when it goes on or off next; 0: nobody knows */
    int64_t slide_since_utc_ms, started_utc_ms;
    const struct edition *edition; /* the last reading of the folder */
    uint64_t version;              /* of what plays */
    int64_t version_since_utc_ms;
    struct status_display display;
    enum stage_sight sight;
    bool trusted;    /* the clock can be believed */
    int out_of_date; /* figures, pages and promises whose last day is over */
};

struct status;

/* Writes into that folder from now on, which is made; NULL after logging when it cannot be. Owned
 * by the caller (status_close, null-safe, which removes the file). */
struct status *status_open(const char *folder);
void status_close(struct status *status);

/* Returns the facts as JSON text; owned by the arena. */
const char *status_text(const struct status_facts *facts, struct arena *arena);

/* Writes the facts if they differ from those written last. What fails is logged once. */
void status_write(struct status *status, const struct status_facts *facts);
