/* On a file system of this machine inotify tells of what anybody writes; on a share only of what
 * this machine writes itself. */
#include "content/watch_hints.h"

#include <errno.h>
#include <limits.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { FOLDERS_MAX = 1000 };

static uint64_t hash_folders(const struct hint_folder *folders, size_t count)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ (uint64_t)folders[i].device) * 0x100000001b3u;
        hash = (hash ^ (uint64_t)folders[i].inode) * 0x100000001b3u;
    }
    return hash;
}

/* Whether all that is written there is written by this machine. */
static bool is_local(const char *folder)
{
    static const unsigned long local[] = {
        EXT4_SUPER_MAGIC,  F2FS_SUPER_MAGIC,  TMPFS_MAGIC, OVERLAYFS_SUPER_MAGIC, XFS_SUPER_MAGIC,
        BTRFS_SUPER_MAGIC, MSDOS_SUPER_MAGIC, RAMFS_MAGIC, SQUASHFS_MAGIC
    };
    struct statfs status;
    if (statfs(folder, &status) != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
        if ((uint32_t)status.f_type == local[i]) {
            return true;
        }
    }
    return false;
}

/* The folder that names the root: a link there may be re-pointed. Returns false when what happens
 * in it is not told. */
static bool add_parent(const struct hints *hints, const char *root)
{
    char parent[PATH_MAX];
    size_t length = strlen(root);
    if (length >= sizeof parent) {
        return false;
    }
    memcpy(parent, root, length + 1);
    char *slash = strrchr(parent, '/');
    if (slash) {
        slash[slash == parent] = '\0';
    } else {
        strcpy(parent, ".");
    }
    int watched = inotify_add_watch(hints->descriptor, parent,
                                    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                        IN_ONLYDIR);
    return watched >= 0 && is_local(parent);
}

static bool add_folder(const struct hints *hints, const char *folder)
{
    return inotify_add_watch(hints->descriptor, folder,
                             IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB |
                                 IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF | IN_DELETE_SELF |
                                 IN_ONLYDIR) >= 0;
}

void hints_renew(struct hints *hints, const char *root, const struct hint_folder *folders,
                 size_t count)
{
    uint64_t hash = hash_folders(folders, count);
    if (hints->descriptor >= 0 && hash == hints->folders) {
        return;
    }
    hints_close(hints);
    hints->folders = hash;
    hints->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (hints->descriptor < 0) {
        return;
    }
    bool told = add_parent(hints, root) && count > 0 && count <= FOLDERS_MAX;
    for (size_t i = 0; i < count && i < FOLDERS_MAX; i++) {
        bool here = (i > 0 && folders[i].device == folders[i - 1].device) ||
                    is_local(folders[i].name);
        told = add_folder(hints, folders[i].name) && here && told;
    }
    hints->told = told;
}

/* Whether the kernel stopped looking at a folder, since it is gone; another may be there already,
 * on many file systems with the same inode. */
static bool stopped_looking(const char *events, size_t size)
{
    struct inotify_event event;
    for (size_t at = 0; at + sizeof event <= size; at += sizeof event + event.len) {
        memcpy(&event, events + at, sizeof event);
        if (event.mask & IN_IGNORED) {
            return true;
        }
    }
    return false;
}

bool hints_take(struct hints *hints)
{
    char events[4096];
    bool any = false;
    while (hints->descriptor >= 0) {
        ssize_t got = read(hints->descriptor, events, sizeof events);
        if (got <= 0 && errno != EINTR) {
            break;
        }
        if (got > 0 && stopped_looking(events, (size_t)got)) {
            hints->folders = 0; /* to be renewed, whichever folders there are then */
        }
        any = any || got > 0;
    }
    return any;
}

void hints_close(struct hints *hints)
{
    if (hints->descriptor >= 0) {
        close(hints->descriptor);
    }
    *hints = HINTS_NONE;
}
