/* What the files of a source share: source.c has the table and reads, source_same.c tells whether
 * the folder is as it was, source_kept.c names last good versions. */
#pragma once
#include "base/source.h"

#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>

enum { SAME_MAX = 32 * 1024 * 1024, SURE_LOOKS = 2 };

struct stamp {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
};

struct entry {
    struct source_file file;
    bool read, picture;
    int looks; /* how often bytes with this stamp had this hash */
    struct stamp stamp;
};

/* What a folder was seen to hold. */
struct listing {
    const char *folder, *suffix;
    size_t limit;
    uint64_t hash;
};

struct source {
    atomic_int holders;
    int root;     /* -1: closed, or not there */
    int error;    /* why it could not be opened, 0 when it could */
    char *folder; /* NULL: only the descriptor is known */
    char *kept;
    const struct source *previous; /* while reading */
    struct arena arena;
    struct entry **entries;
    size_t count, capacity;
    size_t *slots; /* index + 1 into entries; 0: free */
    size_t slot_count;
    struct listing listings[8];
    size_t listing_count;
};

/* Returns what is known of the path; NULL, or a new entry, when nothing is. */
struct entry *source_entry(const struct source *source, const char *path);
struct entry *source_add_entry(struct source *source, const char *path);

/* As file_read, when the root (-1: none) is open. */
bool source_read_at(int root, const char *path, size_t limit, struct arena *arena, struct blob *out,
                    const char **reason);
