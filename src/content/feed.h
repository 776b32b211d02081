/* The content as it changes: watches the folder, and when it is quiet reads the next show whole,
 * with last good versions where a file is broken. Pure but for the files: time is a parameter. */
#pragma once
#include "base/report.h"
#include "content/show.h"
#include "content/store.h"

enum { FEED_GRACE_MS = 10000, FEED_TEND_MS = 60000, FEED_TEND_MAX_MS = 3600000 };

struct stale {
    const char *path;
    int64_t since_utc_ms; /* when its last good version was first shown */
};

/* What one reading of the folder gave. */
struct edition {
    struct show *show;    /* NULL: what plays goes on; owned */
    struct report report; /* of the folder as it is */
    struct stale *stale;  /* files shown as they last were good */
    size_t stale_count;
    uint64_t version; /* hash of what is shown */
    bool gone;        /* the folder is not there, or holds nothing */
    struct arena arena;
};

struct feed_options {
    const char *folder;
    struct show_options show;
    const char *const *places; /* for the store, NULL at the end; none: nothing is kept */
    bool hints;                /* whether inotify is used */
};

struct feed;

/* Starts watching; nothing is read yet. The options are borrowed. Owned by the caller (feed_close,
 * null-safe). Never NULL. */
struct feed *feed_open(const struct feed_options *options);
void feed_close(struct feed *feed);

/* Returns a descriptor that is readable when feed_step should be called before it is due, or -1. */
int feed_descriptor(const struct feed *feed);

/* Does what is due: the first call reads the folder. A file that vanished is shown as it last was
 * for FEED_GRACE_MS, and a show that would lose a slide to an error in another file waits as long.
 * After FEED_TEND_MS, and then ever less often, what went wrong is tried again, whether or not the
 * folder changed: it may have been the machine, not the content.
 * Returns the monotonic time in ms at which to call again at the latest. */
int64_t feed_step(struct feed *feed, int64_t now_ms, int64_t utc_ms);

/* Makes the next feed_step read the folder. */
void feed_ask(struct feed *feed);

/* Returns the newest edition not taken yet, owned by the caller (edition_free, null-safe), or NULL.
 */
struct edition *feed_take(struct feed *feed);
void edition_free(struct edition *edition);
