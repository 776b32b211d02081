/* The last good version of every file of one content folder, kept across restarts. It is a help,
 * never a need: where it cannot be written the screen plays on. Not for two threads at once. */
#pragma once
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

enum { STORE_BYTES_MAX = 128 * 1024 * 1024, STORE_FOLDERS_MAX = 8 };

struct store;

/* Opens (and makes) the folder for that content folder beneath the first of the places (NULL at the
 * end) that can be written. Which folder it is follows from the content folder's name, not from
 * what a link of that name points to. Returns NULL after logging when there is no such place. Owned
 * by the caller (store_close, null-safe). */
struct store *store_open(const char *content, const char *const *places);
void store_close(struct store *store);

/* Returns the folder, for source_open; NULL for no store. */
const char *store_folder(const struct store *store);

/* Lists the paths of which there is a last good version; owned by the arena. */
struct file_names store_paths(const struct store *store, struct arena *arena);

/* Keeps what is good in the source and differs from what is kept, then drops what the folder no
 * longer has. Does a part of the work and returns whether more is left; each file is replaced
 * whole, and what fails is logged once and tried again with the next source. */
bool store_keep(struct store *store, struct source *source);

/* Returns whether all that was to be kept last is kept. */
bool store_whole(const struct store *store);
