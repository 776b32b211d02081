/* Where content files are read from: the content folder, or for a file that is broken there the
 * folder of last good versions. It remembers a hash of what each file held, so that what is read
 * again later (a picture that is decoded) is proven to be what was checked. */
#pragma once
#include "base/file.h"

#include <stdint.h>

struct source;

/* What is known of one file. */
struct source_file {
    const char *path;
    uint64_t found, used; /* hash of what is in the folder, and of what is shown; 0: nothing */
    bool good;            /* what is in the folder was approved */
    bool kept;            /* the last good version is used */
};

/* Opens the folder; kept is the folder of last good versions or NULL. When the folder cannot be
 * opened every file is missing. What previous (NULL: none) proved of pictures that did not change
 * since is taken over. Owned by the caller (source_release). Never NULL. */
struct source *source_open(const char *folder, const char *kept, const struct source *previous);

/* Makes a source of the folder behind a descriptor, which is duplicated, for what is read without
 * remembering anything. */
struct source *source_of(int root);

/* Each holder has its own hold; the last one released frees it. Both are null-safe and may be
 * called on any thread. */
struct source *source_hold(struct source *source);
void source_release(struct source *source);

/* Returns why the folder could not be opened (an errno), 0 when it could. */
int source_error(const struct source *source);

/* Lets go of the folder's descriptor, so that it can be unmounted; reading opens it again. */
void source_rest(struct source *source);

/* While a show is read, on one thread only: */

/* As file_read. A file that fell back is read from the last good versions. */
bool source_read(struct source *source, const char *path, size_t limit, struct arena *arena,
                 struct blob *out, const char **reason);

/* As file_list; files that fell back and are missing in the folder are among them. */
bool source_list(struct source *source, const char *folder, const char *suffix, size_t limit,
                 struct arena *arena, struct file_names *out, const char **reason);

/* Returns whether there is such a file, readable or not. */
bool source_has(struct source *source, const char *path);

/* Proves a picture whole, as image_check, and approves it; it is read only if that is not known
 * already. */
bool source_picture(struct source *source, const char *path, size_t limit, struct arena *arena,
                    const char **reason);

/* Says that what was read of the file is good. */
void source_approve(struct source *source, const char *path);

/* Makes the file be read from its last good version from now on; false when there is none, or it is
 * what was read already. source_return takes that back. */
bool source_fall_back(struct source *source, const char *path);
void source_return(struct source *source, const char *path);

/* Afterwards, on any thread: */

/* Reads a file once more: the same bytes as before or an error. */
bool source_read_same(const struct source *source, const char *path, size_t limit,
                      struct arena *arena, struct blob *out, const char **reason);

/* Returns the hash of what is used of the file; 0 when nothing is known of it. */
uint64_t source_hash(const struct source *source, const char *path);

/* Returns whether the folder still holds the same bytes; pictures proven unchanged by two looks are
 * not read again. Not while another thread uses it. */
bool source_same(struct source *source, struct arena *arena);

/* Returns what is known of the file, or NULL. */
const struct source_file *source_find(const struct source *source, const char *path);

/* Returns the file that is number index, or NULL after the last. */
const struct source_file *source_file(const struct source *source, size_t index);

/* Returns a hash of all that is used, whatever the order it was read in. */
uint64_t source_version(const struct source *source);

/* Returns the name of a path's last good version in its folder, or NULL when it would be too long;
 * and the path that such a name stands for, or NULL. Both are owned by the arena. */
const char *source_kept_name(const char *path, struct arena *arena);
const char *source_kept_path(const char *name, struct arena *arena);

/* Returns the FNV-1a hash of bytes, never 0. */
uint64_t source_hash_bytes(const void *bytes, size_t size);
