/* The watch keeps one stamp for every path beneath the folder. A sweep looks at each again by its
 * path, from the top, so that whatever was put in the way of a path is seen; when one differs the
 * tree is listed anew. Names that start with a dot (.git, an editor's swap file) are no content.
 *
 * Where inotify tells of nearly all that happens (watch_hints.h), sweeps are for the rest, such as
 * what is mounted over the folder, and are few; elsewhere they are all there is. */
#include "content/watch.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "content/watch_hints.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATHS_MAX = 60000, DEPTH_MAX = 8, HINT_MS = 20, PATHS_PER_MS = 100 };

/* All zero: nothing is there. */
struct stamp {
    mode_t type;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
};

struct path {
    const char *name; /* from the root of the file system or the working folder */
    struct stamp stamp;
};

struct watch {
    char *folder;
    bool hinting;       /* inotify may be used */
    bool hinted, asked; /* it said something; staff did */
    struct hints hints;
    struct arena arena; /* the paths */
    struct path *paths; /* the folder itself first */
    size_t count, capacity;
    size_t next; /* where the next part of a sweep begins */
    bool swept, changing;
    bool partial; /* some of what is beneath the folder could not be listed */
    bool linked;  /* some of it is behind a link */
    int64_t last_sweep, first_change, last_change, again_at;
};

static struct stamp stamp_of(const char *name)
{
    struct stat status;
    struct stamp stamp = { 0 };
    if (stat(name, &status) == 0) {
        stamp.type = status.st_mode & S_IFMT;
        stamp.device = status.st_dev;
        stamp.inode = status.st_ino;
        stamp.size = status.st_size;
        stamp.modified = status.st_mtim;
        stamp.changed = status.st_ctim;
    }
    return stamp;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
    return a->type == b->type && a->device == b->device && a->inode == b->inode &&
           a->size == b->size && same_time(a->modified, b->modified) &&
           same_time(a->changed, b->changed);
}

static struct stamp add_path(struct watch *watch, const char *name)
{
    if (watch->count == watch->capacity) {
        watch->capacity = watch->capacity ? watch->capacity * 2 : 64;
        watch->paths = xrealloc(watch->paths, watch->capacity, sizeof *watch->paths);
    }
    struct stamp stamp = stamp_of(name);
    watch->paths[watch->count++] = (struct path){ name, stamp };
    return stamp;
}

/* Adds all that is beneath a folder. Its own stamp was taken before, so that a name that comes
 * while it is listed changes it once more. */
static void add_folder(struct watch *watch, const char *folder, int depth)
{
    errno = 0;
    DIR *names = depth < DEPTH_MAX ? opendir(folder) : NULL;
    if (!names) {
        /* of what is gone or closed its stamp tells when that changes */
        watch->partial = watch->partial || (errno && errno != ENOENT && errno != ENOTDIR &&
                                            errno != EACCES && errno != ELOOP);
        return;
    }
    while (watch->count < PATHS_MAX) {
        errno = 0;
        const struct dirent *entry = readdir(names);
        if (!entry) {
            watch->partial = watch->partial || errno;
            break;
        }
        if (entry->d_name[0] == '.') {
            continue;
        }
        watch->linked = watch->linked || (entry->d_type != DT_REG && entry->d_type != DT_DIR);
        const char *name = arena_printf(&watch->arena, "%s/%s", folder, entry->d_name);
        if (S_ISDIR(add_path(watch, name).type)) {
            add_folder(watch, name, depth + 1);
        }
    }
    closedir(names);
}

/* The folder may be a link itself, which inotify sees re-pointed, but not a link to a link. */
static bool behind_links(const char *folder)
{
    char target[PATH_MAX], path[PATH_MAX];
    ssize_t length = readlink(folder, target, sizeof target - 1);
    if (length < 0) {
        return false;
    }
    target[length] = '\0';
    const char *slash = target[0] == '/' ? NULL : strrchr(folder, '/');
    int beside = slash ? (int)(slash + 1 - folder) : 0;
    struct stat status;
    return snprintf(path, sizeof path, "%.*s%s", beside, folder, target) >= (int)sizeof path ||
           lstat(path, &status) != 0 || S_ISLNK(status.st_mode);
}

static void list_paths(struct watch *watch)
{
    arena_reset(&watch->arena);
    watch->count = 0;
    watch->partial = false;
    watch->linked = behind_links(watch->folder);
    if (S_ISDIR(add_path(watch, watch->folder).type)) {
        add_folder(watch, watch->folder, 0);
    }
}

/* Has inotify look at the folders there are now. What it cannot do is left to the sweeps. */
static void renew_hints(struct watch *watch)
{
    if (!watch->hinting) {
        return;
    }
    struct hint_folder *folders = arena_alloc(&watch->arena, (watch->count + 1) * sizeof *folders);
    size_t count = 0;
    for (size_t i = 0; i < watch->count; i++) {
        const struct path *path = &watch->paths[i];
        if (S_ISDIR(path->stamp.type)) {
            folders[count++] = (struct hint_folder){ path->name, path->stamp.device,
                                                     path->stamp.inode };
        }
    }
    hints_renew(&watch->hints, watch->folder, folders, count);
}

struct watch *watch_open(const char *folder, bool hints)
{
    struct watch *watch = xcalloc(1, sizeof *watch);
    watch->folder = xstrdup(folder);
    for (size_t end = strlen(folder); end > 1 && watch->folder[end - 1] == '/'; end--) {
        watch->folder[end - 1] = '\0';
    }
    watch->hinting = hints;
    watch->hints = HINTS_NONE;
    watch->again_at = INT64_MAX;
    list_paths(watch);
    renew_hints(watch);
    list_paths(watch); /* what changed before inotify was asked */
    return watch;
}

void watch_close(struct watch *watch)
{
    if (watch) {
        hints_close(&watch->hints);
        arena_finish(&watch->arena);
        free(watch->paths);
        free(watch->folder);
        free(watch);
    }
}

int watch_descriptor(const struct watch *watch)
{
    return watch->hints.descriptor;
}

/* Looks at all paths, or at the folders and the next part of the rest: what the screen costs while
 * it stands must not grow with the content. */
static bool sweep(struct watch *watch, bool whole)
{
    if (watch->partial) {
        list_paths(watch);
        renew_hints(watch);
        if (!watch->partial) {
            return true; /* what was not watched may have changed */
        }
    }
    size_t first = watch->next < watch->count ? watch->next : 0;
    watch->next = first + WATCH_PART;
    for (size_t i = 0; i < watch->count; i++) {
        bool due = whole || S_ISDIR(watch->paths[i].stamp.type) || (i >= first && i < watch->next);
        if (!due) {
            continue;
        }
        struct stamp stamp = stamp_of(watch->paths[i].name);
        if (!same_stamp(&stamp, &watch->paths[i].stamp)) {
            list_paths(watch);
            renew_hints(watch);
            return true;
        }
    }
    return false;
}

/* When a sweep is wanted next, hints aside. */
static int64_t next_sweep(const struct watch *watch)
{
    if (!watch->swept) {
        return INT64_MIN;
    }
    bool told = watch->hints.told && !watch->linked && !watch->partial;
    int64_t due = watch->last_sweep + (told ? WATCH_TOLD_MS : WATCH_SWEEP_MS);
    int64_t quiet = watch->last_change + WATCH_SETTLE_MS;
    due = watch->changing && quiet < due ? quiet : due;
    return watch->again_at < due ? watch->again_at : due;
}

/* The soonest that a hint may cause a sweep: the more paths, the longer between two. */
static int64_t hint_sweep(const struct watch *watch)
{
    int64_t apart = (int64_t)watch->count / PATHS_PER_MS;
    return watch->last_sweep + (apart > HINT_MS ? apart : HINT_MS);
}

static void note_change(struct watch *watch, int64_t now_ms)
{
    if (!watch->changing) {
        watch->first_change = now_ms;
    }
    watch->changing = true;
    watch->last_change = now_ms;
}

static bool is_settled(const struct watch *watch, int64_t now_ms)
{
    return watch->changing && (now_ms >= watch->last_change + WATCH_SETTLE_MS ||
                               now_ms >= watch->first_change + WATCH_STORM_MS);
}

static void do_sweep(struct watch *watch, int64_t now_ms)
{
    bool whole = watch->hinted || watch->asked || watch->changing;
    watch->hinted = false;
    watch->swept = true;
    watch->last_sweep = now_ms;
    if (sweep(watch, whole)) {
        note_change(watch, now_ms);
        watch->again_at = INT64_MAX;
    }
}

/* The second look after a change. The tree is listed anew: in a folder whose stamp did not move
 * there may be a file that is not watched yet. */
static bool look_again(struct watch *watch, int64_t now_ms)
{
    if (now_ms < watch->again_at) {
        return false;
    }
    watch->again_at = INT64_MAX;
    list_paths(watch);
    renew_hints(watch);
    return true;
}

struct watch_turn watch_step(struct watch *watch, int64_t now_ms)
{
    bool settled = watch->asked;
    watch->hinted = hints_take(&watch->hints) || watch->hinted;
    if (watch->asked || now_ms >= next_sweep(watch) ||
        (watch->hinted && now_ms >= hint_sweep(watch))) {
        do_sweep(watch, now_ms);
    }
    settled = look_again(watch, now_ms) || settled;
    if (is_settled(watch, now_ms)) {
        watch->changing = false;
        watch->again_at = now_ms + WATCH_AGAIN_MS;
        settled = true;
    }
    watch->asked = false;
    int64_t due = next_sweep(watch);
    if (watch->hinted && hint_sweep(watch) < due) {
        due = hint_sweep(watch);
    }
    return (struct watch_turn){ settled, due > now_ms ? due : now_ms + 1 };
}

void watch_ask(struct watch *watch)
{
    watch->asked = true;
}
