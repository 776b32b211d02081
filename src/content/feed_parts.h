/* What the files of the feed share: feed.c reads the folder and gives editions, feed_hold.c holds
 * what vanished. */
#pragma once
#include "content/feed.h"
#include "content/watch.h"

/* A file that the folder no longer has. */
struct missing {
    const char *path;
    int64_t since_ms;
};

struct missings {
    struct arena arena;
    struct missing *items;
    size_t count;
};

struct feed {
    const struct feed_options *options;
    struct watch *watch;
    struct store *store;
    struct source *accepted, *looked; /* the source of what plays; the last that was read */
    struct arena names_arena;
    struct strings names; /* of the slides that play, sorted */
    struct missings missing;
    struct arena scratch;
    bool asked, waiting, keeping;
    bool unkept; /* something could not be kept last time */
    int64_t waiting_since, again_at;
    int64_t tend_at, tend_wait; /* when what went wrong is tried again */
    uint64_t told;              /* what the last edition says, as a hash */
    struct edition *news;
    struct arena stale_arena;
    struct stale *stale; /* of the last edition */
    size_t stale_count;
};

/* While a folder is read. */
struct reading {
    struct feed *feed;
    struct source *source;
    struct edition *edition;
    int64_t now_ms, utc_ms;
    bool quiet;  /* what is missing need not be told file by file */
    bool unheld; /* something vanished of which there is no last good version */
};

/* Returns whether the folder holds nothing; an empty mount point is there all the same. */
bool feed_is_gone(struct source *source, struct arena *arena);

/* Says so in the edition. */
void feed_tell_gone(struct reading *reading);

/* Shows vanished files as they were for a while: they may be in the middle of being replaced. */
void feed_hold_missing(struct reading *reading);

/* Shows all that was kept; returns how much that is. */
size_t feed_hold_everything(struct reading *reading);

/* Returns whether the show must wait for what seems to be half a copy. */
bool feed_must_wait(struct reading *reading, const struct show *show);
