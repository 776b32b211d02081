/* What inotify says of a tree of folders: only that something happened in it, which is when to
 * look. Owned by the watch. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct hints {
    int descriptor;   /* of inotify, or -1 */
    bool told;        /* it looks at every folder, and all of them are on this machine */
    uint64_t folders; /* a hash of which it looks at */
};

#define HINTS_NONE ((struct hints){ .descriptor = -1 })

struct hint_folder {
    const char *name;
    dev_t device;
    ino_t inode;
};

/* Looks at these folders, root first, and at what names the root, which may be a link; nothing is
 * done when it does already. */
void hints_renew(struct hints *hints, const char *root, const struct hint_folder *folders,
                 size_t count);

/* Returns whether something happened since it was asked last. */
bool hints_take(struct hints *hints);

void hints_close(struct hints *hints);
