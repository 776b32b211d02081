/* How often what was chosen at the kiosk, per day: choices, zones, languages, access modes,
 * sessions and those that came to no answer. Nothing about a person: no time of day, no order, no
 * link between two counts. Kept in a small text file, one count a line. */
#pragma once
#include "calendar/date.h"
#include "kiosk/session.h"

enum {
    USAGE_NAME_MAX = 40,
    USAGE_DAYS_MAX = 800,      /* older days are forgotten */
    USAGE_ENTRIES_MAX = 50000, /* and so are the oldest beyond that */
    USAGE_WRITE_MS = 60000     /* memory cards wear out */
};

struct usage_entry {
    int day; /* since 1970-01-01 */
    enum news_type type;
    char name[USAGE_NAME_MAX];
    unsigned count;
};

/* All zero is a valid empty one. */
struct usage {
    struct usage_entry *entries;
    size_t count, capacity;
    bool dirty;         /* something was counted since it was written */
    bool written;       /* ever */
    bool unread;        /* there are counts in the file that could not be read yet */
    int64_t written_ms; /* last try */
};

/* Counts one more. */
void usage_add(struct usage *usage, struct date day, enum news_type type, const char *name);

/* Counts what the session's last step told. */
void usage_observe(struct usage *usage, struct date day, const struct session *session);

/* Adds the counts of the file. Lines that cannot be understood are passed over and counted in
 * *strange. Returns false with errno set, and nothing added, when it does not exist or cannot be
 * read. */
bool usage_read(struct usage *usage, const char *path, size_t *strange);

/* Writes the file when something was counted and the last time was a minute ago (or now_ms is
 * INT64_MAX): whole, beside it and renamed, so that a power cut leaves the old or the new one. A
 * file that could not be read before is read first: it is never written over unread.
 * Returns false with errno set when it cannot; it is tried again a minute later. */
bool usage_keep(struct usage *usage, const char *path, int64_t now_ms);

/* Returns when usage_keep has something to do, INT64_MAX: nothing. */
int64_t usage_due(const struct usage *usage);

/* Sorts by day, type and name. */
void usage_sort(struct usage *usage);

/* Returns the word of a type in files: "choice", "zone"… */
const char *usage_word(enum news_type type);

/* Frees it; empty and usable again. */
void usage_finish(struct usage *usage);
