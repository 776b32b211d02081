/* One file for each content file, its path escaped into a name, replaced by fsync and rename: after
 * a power cut it holds the old bytes or the new. Nothing is written that is there already, since
 * memory cards wear out. */
#include "content/store.h"

#include "base/alloc.h"
#include "base/folder.h"
#include "base/log.h"
#include "base/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PART = 16, FILE_MAX = 32 * 1024 * 1024, NAMES_MAX = 60000 };

static const char unfinished[] = ".unfinished-";

struct store {
    char *path;
    int folder;
    size_t bytes;
    struct source *kept;   /* the last source that was kept whole */
    struct source *source; /* the one in work */
    size_t next;
    bool failed, told;
    struct arena arena;
};

/* Says it once, until something could be kept again. */
static void complain(struct store *store, const char *path, const char *reason)
{
    store->failed = true;
    if (!store->told) {
        log_line(LOG_WARNING, _("cannot keep the last good version of %s in %s: %s"), path,
                 store->path, reason);
        store->told = true;
    }
}

/* The absolute name of the folder: links before its last part are followed, the last is not, so
 * that "current" stays one folder whatever it points to. */
static char *absolute(const char *content, struct arena *arena)
{
    char parent[PATH_MAX], real[PATH_MAX];
    size_t length = strlen(content);
    while (length > 1 && content[length - 1] == '/') {
        length--;
    }
    if (length >= sizeof parent) {
        return NULL;
    }
    memcpy(parent, content, length);
    parent[length] = '\0';
    char *slash = strrchr(parent, '/');
    const char *last = slash ? slash + 1 : parent;
    if (!last[0] || strcmp(last, ".") == 0 || strcmp(last, "..") == 0) {
        return realpath(parent, real) ? arena_copy(arena, real, strlen(real)) : NULL;
    }
    last = arena_copy(arena, last, strlen(last));
    if (slash) {
        slash[slash == parent] = '\0';
    }
    if (!realpath(slash ? parent : ".", real)) {
        return NULL;
    }
    return arena_printf(arena, "%s/%s", real[1] ? real : "", last);
}

static bool open_in(struct store *store, const char *place, uint64_t name)
{
    char *path = arena_printf(&store->arena, "%s/last-good/%016" PRIx64, place, name);
    folder_ensure(path); /* whether it could be made shows when it is used */
    if (access(path, W_OK) != 0) {
        return false;
    }
    store->folder = file_open_root(path);
    store->path = path;
    return store->folder >= 0;
}

/* Returns the size of the file that is kept under that name, 0 for none. */
static size_t kept_size(const struct store *store, const char *name)
{
    struct stat status;
    bool file = fstatat(store->folder, name, &status, 0) == 0 && S_ISREG(status.st_mode);
    return file ? (size_t)status.st_size : 0;
}

/* Removes what a power cut left half written, and counts the rest. */
static void tidy(struct store *store)
{
    DIR *names = file_open_names(store->folder, ".");
    for (const struct dirent *entry; names && (entry = readdir(names));) {
        if (strncmp(entry->d_name, unfinished, sizeof unfinished - 1) == 0) {
            unlinkat(store->folder, entry->d_name, 0);
        } else {
            store->bytes += kept_size(store, entry->d_name);
        }
    }
    if (names) {
        closedir(names);
    }
}

struct found {
    char name[17];
    struct timespec used;
};

static int compare_found(const void *a, const void *b)
{
    const struct found *one = a, *two = b;
    return (one->used.tv_sec < two->used.tv_sec) - (one->used.tv_sec > two->used.tv_sec);
}

static void remove_folder(int place, const char *name)
{
    DIR *names = file_open_names(place, name);
    for (const struct dirent *entry; names && (entry = readdir(names));) {
        unlinkat(dirfd(names), entry->d_name, 0); /* files only: "." and ".." are refused */
    }
    if (names) {
        closedir(names);
    }
    unlinkat(place, name, AT_REMOVEDIR);
}

/* Of the content folders that were played here the most recent few are remembered; this one always,
 * since a clock that is not set yet may make all others seem newer. */
static void forget_others(struct store *store)
{
    const char *own = strrchr(store->path, '/') + 1;
    struct found found[256];
    size_t count = 0;
    struct stat status;
    futimens(store->folder, NULL);
    int place = openat(store->folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *names = place >= 0 ? file_open_names(place, ".") : NULL;
    for (const struct dirent *entry; names && count < 256 && (entry = readdir(names));) {
        if (strlen(entry->d_name) == 16 && strspn(entry->d_name, "0123456789abcdef") == 16 &&
            strcmp(entry->d_name, own) != 0 &&
            fstatat(place, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
            memcpy(found[count].name, entry->d_name, 17);
            found[count++].used = status.st_mtim;
        }
    }
    qsort(found, count, sizeof *found, compare_found);
    for (size_t i = STORE_FOLDERS_MAX - 1; i < count; i++) {
        remove_folder(place, found[i].name);
    }
    if (names) {
        closedir(names);
    }
    if (place >= 0) {
        close(place);
    }
}

struct store *store_open(const char *content, const char *const *places)
{
    struct store *store = xcalloc(1, sizeof *store);
    store->folder = -1;
    const char *name = absolute(content, &store->arena);
    bool done = false;
    for (size_t i = 0; name && !done && places[i]; i++) {
        done = open_in(store, places[i], source_hash_bytes(name, strlen(name)));
    }
    if (!done) {
        log_line(LOG_WARNING, _("nowhere to keep the last good version of the content of %s"),
                 content);
        store_close(store);
        return NULL;
    }
    tidy(store);
    forget_others(store);
    return store;
}

void store_close(struct store *store)
{
    if (store) {
        source_release(store->kept);
        source_release(store->source);
        if (store->folder >= 0) {
            close(store->folder);
        }
        arena_finish(&store->arena);
        free(store);
    }
}

const char *store_folder(const struct store *store)
{
    return store ? store->path : NULL;
}

struct file_names store_paths(const struct store *store, struct arena *arena)
{
    struct file_names names = { 0 };
    const char *reason;
    size_t count = 0;
    if (store) {
        file_list(store->folder, ".", "", NAMES_MAX, arena, &names, &reason);
    }
    for (size_t i = 0; i < names.count; i++) {
        const char *path = source_kept_path(names.names[i], arena);
        if (path) {
            names.names[count++] = path;
        }
    }
    names.count = count;
    return names;
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t wrote = write(file, bytes, size);
        if (wrote < 0 && errno != EINTR) {
            return false;
        }
        bytes += wrote > 0 ? wrote : 0;
        size -= wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

/* Replaces a file of the store whole; false with errno set. */
static bool replace(struct store *store, const char *name, struct blob blob, struct arena *arena)
{
    const char *temporary = arena_printf(arena, "%s%ld", unfinished, (long)getpid());
    int file = openat(store->folder, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) {
        return false;
    }
    bool done = write_all(file, blob.bytes, blob.size) && fsync(file) == 0;
    int error = errno;
    close(file);
    if (done && renameat(store->folder, temporary, store->folder, name) == 0) {
        return true;
    }
    error = done ? errno : error;
    unlinkat(store->folder, temporary, 0);
    errno = error;
    return false;
}

static bool is_kept(struct store *store, const struct source_file *file, const char *name,
                    struct arena *arena)
{
    struct blob blob;
    const char *reason;
    const struct source_file *before = source_find(store->kept, file->path);
    return (before && before->used == file->used && (before->good || before->kept)) ||
           (file_read(store->folder, name, FILE_MAX, arena, &blob, &reason) &&
            source_hash_bytes(blob.bytes, blob.size) == file->used);
}

static void keep_file(struct store *store, const struct source_file *file)
{
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason, *name = source_kept_name(file->path, &arena);
    if (name && !is_kept(store, file, name, &arena)) {
        size_t before = kept_size(store, name);
        if (!source_read_same(store->source, file->path, FILE_MAX, &arena, &blob, &reason)) {
            store->failed = true; /* it changes again: the next source has it */
        } else if (store->bytes - before + blob.size > STORE_BYTES_MAX) {
            complain(store, file->path, _("the store is full"));
        } else if (!replace(store, name, blob, &arena)) {
            complain(store, file->path, strerror(errno));
        } else {
            store->bytes += blob.size - before;
            store->told = false;
        }
    }
    arena_finish(&arena);
}

static void drop_others(struct store *store)
{
    struct arena arena = { 0 };
    struct file_names paths = store_paths(store, &arena);
    for (size_t i = 0; i < paths.count; i++) {
        const char *name = source_kept_name(paths.names[i], &arena);
        const struct source_file *file = source_find(store->source, paths.names[i]);
        if (name && !(file && (file->found || file->used))) {
            store->bytes -= kept_size(store, name);
            unlinkat(store->folder, name, 0);
        }
    }
    arena_finish(&arena);
}

static void finish(struct store *store)
{
    drop_others(store);
    fsync(store->folder);
    source_release(store->kept);
    store->kept = store->failed ? NULL : source_hold(store->source);
    source_release(store->source);
    store->source = NULL;
}

bool store_whole(const struct store *store)
{
    return !store->failed;
}

bool store_keep(struct store *store, struct source *source)
{
    if (store->source != source) {
        source_release(store->source);
        store->source = source_hold(source);
        store->next = 0;
        store->failed = false;
    }
    for (int i = 0; i < PART; i++) {
        const struct source_file *file = source_file(source, store->next++);
        if (!file) {
            finish(store);
            return false;
        }
        if (file->good && file->used) {
            keep_file(store, file);
        }
    }
    return true;
}
