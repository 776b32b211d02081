/* Every path is opened beneath root and looked at through its descriptor afterwards, never by name
 * again, so that nothing can be exchanged in between. Opening never blocks (a FIFO without a writer
 * would), and reading stops one byte after the limit, however long the file says it is. */
#include "base/file.h"

#include "base/alloc.h"
#include "base/message.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OPEN_FLAGS = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, RACES_MAX = 100 };

int file_open_root(const char *path)
{
    int root;
    do {
        root = open(path, OPEN_FLAGS | O_DIRECTORY);
    } while (root < 0 && errno == EINTR);
    return root;
}

/* Opens the first length bytes of name in folder; a link is an error, ELOOP. */
static int open_step(int folder, const char *name, size_t length, int flags)
{
    char step[NAME_MAX + 1];
    if (length > NAME_MAX || (length == 2 && memcmp(name, "..", 2) == 0)) {
        errno = length > NAME_MAX ? ENAMETOOLONG : EXDEV;
        return -1;
    }
    memcpy(step, name, length);
    step[length] = '\0';
    int opened;
    do {
        opened = openat(folder, step, OPEN_FLAGS | O_NOFOLLOW | flags);
    } while (opened < 0 && errno == EINTR);
    struct stat status;
    if (opened < 0 && errno == ENOTDIR && !fstatat(folder, step, &status, AT_SYMLINK_NOFOLLOW)) {
        errno = S_ISLNK(status.st_mode) ? ELOOP : ENOTDIR;
    }
    return opened;
}

/* What openat2 does, for kernels without it, but following no link at all. */
static int open_walking(int root, const char *path, int flags)
{
    if (path[0] == '/') {
        errno = EXDEV;
        return -1;
    }
    int at = root;
    do {
        size_t length = strcspn(path, "/");
        bool last = path[length] == '\0';
        int next = open_step(at, path, length, last ? flags : O_DIRECTORY);
        int error = errno;
        if (at != root) {
            close(at);
        }
        errno = error;
        at = next;
        path += length + strspn(path + length, "/");
    } while (at >= 0 && *path);
    return at;
}

/* Returns a descriptor owned by the caller, or -1 with errno set: EXDEV when path leads out. */
static int open_beneath(int root, const char *path, int flags)
{
    struct open_how how = {
        .flags = (uint64_t)(OPEN_FLAGS | flags),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    for (int tries = 0; tries < RACES_MAX; tries++) {
        int opened = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
        if (opened < 0 && (errno == ENOSYS || errno == EPERM)) {
            return open_walking(root, path, flags);
        }
        /* EAGAIN: something was renamed meanwhile, and the kernel could not vouch for a ".." */
        if (opened >= 0 || (errno != EINTR && errno != EAGAIN)) {
            return opened;
        }
    }
    return -1;
}

static const char *explain(int error, struct arena *arena)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return _("there is no such file");
    case EXDEV:
        return _("leads outside the content folder");
    case ELOOP:
        return _("leads through a symbolic link that cannot be followed");
    case ENXIO:
    case ENODEV:
        return _("is not an ordinary file");
    default:
        return arena_printf(arena, _("cannot be read: %s"), strerror(error));
    }
}

static const char *explain_limit(size_t limit, struct arena *arena)
{
    const size_t kib = 1024, mib = 1024 * kib;
    if (limit >= mib && limit % mib == 0) {
        return arena_printf(arena, _("is larger than %zu MiB (%zu bytes)"), limit / mib, limit);
    }
    if (limit >= kib && limit % kib == 0) {
        return arena_printf(arena, _("is larger than %zu KiB (%zu bytes)"), limit / kib, limit);
    }
    return arena_printf(arena, _("is larger than %zu bytes"), limit);
}

static bool check_status(int file, size_t limit, struct arena *arena, size_t *size,
                         const char **reason)
{
    struct stat status;
    if (fstat(file, &status) != 0) {
        *reason = explain(errno, arena);
    } else if (S_ISDIR(status.st_mode)) {
        *reason = _("is a folder, not a file");
    } else if (!S_ISREG(status.st_mode)) {
        *reason = _("is not an ordinary file");
    } else if ((uintmax_t)status.st_size > limit) {
        *reason = explain_limit(limit, arena);
    } else {
        *size = (size_t)status.st_size;
        return true;
    }
    return false;
}

/* Reads until the end of the file or until limit + 1 bytes are in the buffer, whichever is first.
 * The size is a guess: a file may grow or shrink while it is read. Returns false with errno. */
static bool read_all(int file, size_t size, size_t limit, char **buffer, size_t *used)
{
    size_t room = size + 1; /* the byte more is how the end shows without a second buffer */
    *buffer = xcalloc(room, 1);
    *used = 0;
    while (*used <= limit) {
        if (*used == room) {
            room = room > limit / 2 ? limit + 1 : room * 2;
            *buffer = xrealloc(*buffer, room, 1);
        }
        ssize_t got = read(file, *buffer + *used, room - *used);
        if (got == 0) {
            return true;
        }
        if (got < 0 && errno != EINTR) {
            return false;
        }
        *used += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool read_opened(int file, size_t limit, struct arena *arena, struct blob *out,
                        const char **reason)
{
    size_t size;
    if (!check_status(file, limit, arena, &size, reason)) {
        return false;
    }
    char *buffer;
    bool read_whole = read_all(file, size, limit, &buffer, &size);
    if (!read_whole) {
        *reason = explain(errno, arena);
    } else if (size > limit) {
        *reason = explain_limit(limit, arena);
    } else {
        *out = (struct blob){ arena_copy(arena, buffer, size), size };
    }
    free(buffer);
    return read_whole && size <= limit;
}

bool file_read(int root, const char *path, size_t limit, struct arena *arena, struct blob *out,
               const char **reason)
{
    assert(limit < SIZE_MAX);
    int file = open_beneath(root, path, 0);
    if (file < 0) {
        *reason = explain(errno, arena);
        return false;
    }
    bool done = read_opened(file, limit, arena, out, reason);
    close(file);
    return done;
}

DIR *file_open_names(int above, const char *folder)
{
    int opened = openat(above, folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *names = opened >= 0 ? fdopendir(opened) : NULL;
    if (opened >= 0 && !names) {
        int error = errno;
        close(opened);
        errno = error;
    }
    return names;
}

static bool name_wanted(const char *name, const char *suffix)
{
    size_t length = strlen(name), end = strlen(suffix);
    return name[0] != '.' && length >= end && strcmp(name + length - end, suffix) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Collects the names into a buffer that the caller frees. */
static bool collect(DIR *folder, const char *suffix, size_t limit, struct arena *arena,
                    struct file_names *found, const char **reason)
{
    size_t room = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (!entry) {
            break;
        }
        if (!name_wanted(entry->d_name, suffix)) {
            continue;
        }
        if (found->count == limit) {
            *reason = arena_printf(arena, _("holds more than %zu files ending in \"%s\""), limit,
                                   suffix);
            return false;
        }
        if (found->count == room) {
            room = room ? room * 2 : 16;
            found->names = xrealloc(found->names, room, sizeof *found->names);
        }
        found->names[found->count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
    }
    if (errno) {
        *reason = explain(errno, arena);
    }
    return !errno;
}

static bool list_opened(DIR *folder, const char *suffix, size_t limit, struct arena *arena,
                        struct file_names *out, const char **reason)
{
    struct file_names found = { 0 };
    bool done = collect(folder, suffix, limit, arena, &found, reason);
    if (done && found.count) {
        size_t size = found.count * sizeof *found.names;
        qsort(found.names, found.count, sizeof *found.names, compare_names);
        out->names = memcpy(arena_alloc(arena, size), found.names, size);
        out->count = found.count;
    }
    free(found.names);
    return done;
}

bool file_list(int root, const char *folder, const char *suffix, size_t limit, struct arena *arena,
               struct file_names *out, const char **reason)
{
    *out = (struct file_names){ 0 };
    int opened = open_beneath(root, folder, O_DIRECTORY);
    if (opened < 0) {
        bool missing = errno == ENOENT;
        if (!missing) {
            *reason = errno == ENOTDIR ? _("is not a folder") : explain(errno, arena);
        }
        return missing;
    }
    DIR *stream = fdopendir(opened);
    if (!stream) {
        *reason = explain(errno, arena);
        close(opened);
        return false;
    }
    bool done = list_opened(stream, suffix, limit, arena, out, reason);
    closedir(stream);
    return done;
}
