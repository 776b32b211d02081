/* The small one-line files in which the kernel and the system say how the machine is. Every path is
 * read below a root, which is "" but for tests. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { SYSFILE_MAX = 4096, SYSFILE_PATH_MAX = 512 };

/* Reads the file's text, without the line end behind it, into out; what is longer than size - 1 is
 * cut. Returns false, and an empty text, when it cannot be read. */
bool sysfile_read(const char *root, const char *path, char *out, size_t size);

/* Reads a number in base 10, or 16 after 0x; false when there is none. */
bool sysfile_number(const char *root, const char *path, long long *out);

/* Returns whether a bit is set in a file of words such as "260800000000003", 32 or 64 bits each as
 * the machine's are, the most significant first. */
bool sysfile_bit(const char *root, const char *path, int bit);

/* Returns whether something is there. */
bool sysfile_exists(const char *root, const char *path);

/* Returns the names in a folder that start with prefix, sorted, NULL at the end; at most 256. They
 * are owned by the arena. */
const char *const *sysfile_names(const char *root, const char *folder, const char *prefix,
                                 struct arena *arena);
