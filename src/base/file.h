/* Reading the content folder safely: bounded, regular files only, never outside the folder that was
 * named (symbolic links inside it may not lead out of it). One module, so that fault injection has
 * one seam.
 *
 * Links that stay inside are followed by the kernel (openat2, Linux 5.6). Where that is missing or
 * forbidden, each step is opened on its own and every link and every ".." below root is refused. */
#pragma once
#include "base/arena.h"

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

struct blob {
    const char *bytes; /* NUL after the last byte, not counted */
    size_t size;
};

struct file_names {
    const char **names; /* sorted by bytes */
    size_t count;
};

/* Opens the folder that content is read from; the folder itself may be a symbolic link. Returns a
 * descriptor owned by the caller (close), or -1 with errno set. */
int file_open_root(const char *path);

/* Reads the regular file at path (relative, beneath root) whole into the arena; limit is in bytes.
 * Returns false with *reason (a translated sentence fragment for staff that follows the file's
 * name, such as "there is no such file" or "is larger than 1 MiB (1048576 bytes)"; it lives as long
 * as the arena) when it is missing, too large, not a regular file, outside root, or unreadable. */
bool file_read(int root, const char *path, size_t limit, struct arena *arena, struct blob *out,
               const char **reason);

/* Opens a folder of our own beneath one that is open, to go through its names; not through a
 * symbolic link. Owned by the caller (closedir); NULL with errno set when it cannot be. */
DIR *file_open_names(int above, const char *folder);

/* Lists the names in folder (relative, beneath root; "." is root) that end in suffix and do not
 * start with a dot, at most limit of them, whatever they name. A folder that does not exist is an
 * empty list. Returns false with *reason, as file_read does, when it cannot be read, is no folder
 * or holds more than limit. */
bool file_list(int root, const char *folder, const char *suffix, size_t limit, struct arena *arena,
               struct file_names *out, const char **reason);
