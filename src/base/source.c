/* A table of files by path. While a show is read one thread fills it; then it no longer changes but
 * for what source_same notes, so that the thread that decodes pictures may read it. */
#include "base/source.h"

#include "base/alloc.h"
#include "base/image.h"
#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

uint64_t source_hash_bytes(const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ at[i]) * 0x100000001b3u;
    }
    return hash ? hash : 1;
}

struct source *source_open(const char *folder, const char *kept, const struct source *previous)
{
    struct source *source = xcalloc(1, sizeof *source);
    source->holders = 1;
    source->folder = xstrdup(folder);
    source->kept = kept ? xstrdup(kept) : NULL;
    source->root = file_open_root(folder);
    source->error = source->root < 0 ? errno : 0;
    source->previous = previous;
    return source;
}

struct source *source_of(int root)
{
    struct source *source = xcalloc(1, sizeof *source);
    source->holders = 1;
    source->root = root >= 0 ? fcntl(root, F_DUPFD_CLOEXEC, 0) : -1;
    return source;
}

struct source *source_hold(struct source *source)
{
    if (source) {
        source->holders++;
    }
    return source;
}

void source_release(struct source *source)
{
    if (source && --source->holders == 0) {
        if (source->root >= 0) {
            close(source->root);
        }
        free(source->entries);
        free(source->slots);
        free(source->folder);
        free(source->kept);
        arena_finish(&source->arena);
        free(source);
    }
}

int source_error(const struct source *source)
{
    return source->error;
}

void source_rest(struct source *source)
{
    source->previous = NULL;
    if (source->root >= 0 && source->folder) {
        close(source->root);
        source->root = -1;
    }
}

static size_t slot_of(const struct source *source, const char *path)
{
    size_t slot = source_hash_bytes(path, strlen(path)) & (source->slot_count - 1);
    while (source->slots[slot] &&
           strcmp(source->entries[source->slots[slot] - 1]->file.path, path) != 0) {
        slot = (slot + 1) & (source->slot_count - 1);
    }
    return slot;
}

static struct entry *find(const struct source *source, const char *path)
{
    size_t index = source->slot_count ? source->slots[slot_of(source, path)] : 0;
    return index ? source->entries[index - 1] : NULL;
}

static void grow(struct source *source)
{
    source->capacity = source->capacity ? source->capacity * 2 : 64;
    source->entries = xrealloc(source->entries, source->capacity, sizeof *source->entries);
    source->slot_count = source->capacity * 2;
    free(source->slots);
    source->slots = xcalloc(source->slot_count, sizeof *source->slots);
    for (size_t i = 0; i < source->count; i++) {
        source->slots[slot_of(source, source->entries[i]->file.path)] = i + 1;
    }
}

static struct entry *find_or_add(struct source *source, const char *path)
{
    struct entry *entry = find(source, path);
    if (!entry) {
        if (source->count == source->capacity) {
            grow(source);
        }
        entry = arena_alloc(&source->arena, sizeof *entry);
        entry->file.path = arena_copy(&source->arena, path, strlen(path));
        source->slots[slot_of(source, path)] = source->count + 1;
        source->entries[source->count++] = entry;
    }
    return entry;
}

const char *source_kept_name(const char *path, struct arena *arena)
{
    static const char digits[] = "0123456789ABCDEF";
    char *name = arena_alloc(arena, 3 * strlen(path) + 1), *to = name;
    for (const char *at = path; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '/' || byte == '%' || byte < ' ' || (byte == '.' && at == path)) {
            *to++ = '%';
            *to++ = digits[byte >> 4];
            *to++ = digits[byte & 15];
        } else {
            *to++ = *at;
        }
    }
    return to - name <= NAME_MAX && to > name ? name : NULL;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

const char *source_kept_path(const char *name, struct arena *arena)
{
    char *path = arena_alloc(arena, strlen(name) + 1), *to = path;
    while (*name) {
        if (*name != '%') {
            *to++ = *name++;
            continue;
        }
        int high = digit(name[1]), low = high < 0 ? -1 : digit(name[2]);
        if (low < 0 || (high == 0 && low == 0)) {
            return NULL;
        }
        *to++ = (char)(high << 4 | low);
        name += 3;
    }
    return path[0] && path[0] != '/' ? path : NULL;
}

static bool read_kept(const struct source *source, const char *path, size_t limit,
                      struct arena *arena, struct blob *out, const char **reason)
{
    const char *name = source_kept_name(path, arena);
    int folder = source->kept && name ? file_open_root(source->kept) : -1;
    bool done = folder >= 0 && file_read(folder, name, limit, arena, out, reason);
    if (folder >= 0) {
        close(folder);
    } else {
        *reason = _("there is no such file");
    }
    return done;
}

static bool read_at(int root, const char *path, size_t limit, struct arena *arena, struct blob *out,
                    const char **reason)
{
    *reason = _("there is no such file");
    return root >= 0 && file_read(root, path, limit, arena, out, reason);
}

/* Reads from the folder, which is opened for the purpose when it rests. */
static bool read_again(const struct source *source, const char *path, size_t limit,
                       struct arena *arena, struct blob *out, const char **reason)
{
    if (source->root >= 0 || !source->folder) {
        return read_at(source->root, path, limit, arena, out, reason);
    }
    int root = file_open_root(source->folder);
    bool done = read_at(root, path, limit, arena, out, reason);
    if (root >= 0) {
        close(root);
    }
    return done;
}

bool source_read(struct source *source, const char *path, size_t limit, struct arena *arena,
                 struct blob *out, const char **reason)
{
    struct entry *entry = find_or_add(source, path);
    bool done = entry->file.kept ? read_kept(source, path, limit, arena, out, reason)
                                 : read_at(source->root, path, limit, arena, out, reason);
    entry->read = true;
    entry->file.used = done ? source_hash_bytes(out->bytes, out->size) : 0;
    if (!entry->file.kept) {
        entry->file.found = entry->file.used;
    }
    return done;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_listed(const struct file_names *names, const char *name)
{
    return names->count && bsearch(&name, names->names, names->count, sizeof name, compare_names);
}

/* Adds the files of the folder that fell back because they are missing. */
static void add_kept(const struct source *source, const char *folder, const char *suffix,
                     struct arena *arena, struct file_names *names)
{
    size_t length = strlen(folder), found = names->count, end = strlen(suffix);
    const char **all = arena_alloc(arena, (found + source->count) * sizeof *all);
    struct file_names merged = { all, found };
    if (found) {
        memcpy(all, names->names, found * sizeof *all);
    }
    for (size_t i = 0; i < source->count; i++) {
        const struct source_file *file = &source->entries[i]->file;
        bool inside = file->kept && strncmp(file->path, folder, length) == 0 &&
                      file->path[length] == '/';
        const char *name = inside ? file->path + length + 1 : "";
        if (strlen(name) > end && strcmp(name + strlen(name) - end, suffix) == 0 &&
            !strchr(name, '/') && !is_listed(names, name)) {
            all[merged.count++] = name;
        }
    }
    qsort(all, merged.count, sizeof *all, compare_names);
    *names = merged;
}

static uint64_t hash_names(const struct file_names *names)
{
    uint64_t hash = names->count;
    for (size_t i = 0; i < names->count; i++) {
        hash = (hash ^ source_hash_bytes(names->names[i], strlen(names->names[i]))) *
               0x100000001b3u;
    }
    return hash;
}

bool source_list(struct source *source, const char *folder, const char *suffix, size_t limit,
                 struct arena *arena, struct file_names *out, const char **reason)
{
    *out = (struct file_names){ 0 };
    bool done = source->root < 0 ||
                file_list(source->root, folder, suffix, limit, arena, out, reason);
    if (source->listing_count < sizeof source->listings / sizeof *source->listings) {
        source->listings[source->listing_count++] = (struct listing){
            arena_copy(&source->arena, folder, strlen(folder)),
            arena_copy(&source->arena, suffix, strlen(suffix)), limit, hash_names(out)
        };
    }
    add_kept(source, folder, suffix, arena, out);
    return done;
}

bool source_has(struct source *source, const char *path)
{
    const struct entry *entry = find(source, path);
    bool missing = source->root < 0 || (faccessat(source->root, path, F_OK, 0) != 0 &&
                                        (errno == ENOENT || errno == ENOTDIR));
    if (missing) {
        find_or_add(source, path); /* that it is missing is known of it */
    }
    return !missing || (entry && entry->file.kept);
}

static struct stamp stamp_of(int root, const char *path)
{
    struct stat status;
    struct stamp stamp;
    memset(&stamp, 0, sizeof stamp); /* the gaps too: stamps are compared as bytes */
    if (root >= 0 && fstatat(root, path, &status, 0) == 0) {
        stamp.device = status.st_dev;
        stamp.inode = status.st_ino;
        stamp.size = status.st_size;
        stamp.modified = status.st_mtim;
        stamp.changed = status.st_ctim;
    }
    return stamp;
}

static bool same_stamp(const struct stamp *a, const struct stamp *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* Returns whether the last source read the very file and found it good. */
static bool take_over(struct source *source, struct entry *entry)
{
    const struct entry *before = source->previous ? find(source->previous, entry->file.path) : NULL;
    if (!before || !before->picture || !before->file.good || before->looks < SURE_LOOKS ||
        !same_stamp(&before->stamp, &entry->stamp)) {
        return false;
    }
    entry->file = before->file;
    entry->file.path = arena_copy(&source->arena, before->file.path, strlen(before->file.path));
    entry->looks = before->looks;
    return true;
}

bool source_picture(struct source *source, const char *path, size_t limit, struct arena *arena,
                    const char **reason)
{
    struct entry *entry = find_or_add(source, path);
    struct blob blob;
    struct image_info info;
    if (entry->picture && entry->file.good) {
        return true;
    }
    entry->picture = true;
    entry->stamp = stamp_of(source->root, path);
    if (!entry->file.kept && take_over(source, entry)) {
        return true;
    }
    entry->looks = 1;
    if (!source_read(source, path, limit, arena, &blob, reason) ||
        !image_check(blob.bytes, blob.size, &info, reason)) {
        return false;
    }
    source_approve(source, path);
    return true;
}

void source_approve(struct source *source, const char *path)
{
    struct entry *entry = find(source, path);
    if (entry && entry->file.used) {
        entry->file.good = !entry->file.kept;
    }
}

bool source_fall_back(struct source *source, const char *path)
{
    struct entry *entry = find_or_add(source, path);
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    if (!entry->read && read_at(source->root, path, SAME_MAX, &arena, &blob, &reason)) {
        entry->file.found = source_hash_bytes(blob.bytes, blob.size);
    }
    entry->read = true;
    bool other = !entry->file.kept && read_kept(source, path, SAME_MAX, &arena, &blob, &reason) &&
                 source_hash_bytes(blob.bytes, blob.size) != entry->file.found;
    arena_finish(&arena);
    entry->file.kept = entry->file.kept || other;
    return other;
}

void source_return(struct source *source, const char *path)
{
    struct entry *entry = find(source, path);
    if (entry) {
        entry->file.kept = false;
        entry->file.used = entry->file.found;
    }
}

bool source_read_same(const struct source *source, const char *path, size_t limit,
                      struct arena *arena, struct blob *out, const char **reason)
{
    const struct entry *entry = find(source, path);
    if (!entry) {
        return read_again(source, path, limit, arena, out, reason);
    }
    for (int kept = entry->file.kept; kept < 2; kept++) {
        bool done = kept ? read_kept(source, path, limit, arena, out, reason)
                         : read_again(source, path, limit, arena, out, reason);
        if (done && source_hash_bytes(out->bytes, out->size) == entry->file.used) {
            return true;
        }
    }
    *reason = _("has changed since it was checked");
    return false;
}

uint64_t source_hash(const struct source *source, const char *path)
{
    const struct entry *entry = source ? find(source, path) : NULL;
    return entry ? entry->file.used : 0;
}

const struct source_file *source_find(const struct source *source, const char *path)
{
    const struct entry *entry = source ? find(source, path) : NULL;
    return entry ? &entry->file : NULL;
}

static bool same_file(struct entry *entry, int root, struct arena *arena)
{
    struct blob blob;
    const char *reason;
    struct stamp stamp = stamp_of(root, entry->file.path);
    if (entry->picture && entry->looks >= SURE_LOOKS && same_stamp(&stamp, &entry->stamp)) {
        return true;
    }
    arena_reset(arena);
    bool done = read_at(root, entry->file.path, SAME_MAX, arena, &blob, &reason);
    uint64_t now = done ? source_hash_bytes(blob.bytes, blob.size) : 0;
    if (now != entry->file.found) {
        return false;
    }
    entry->looks = same_stamp(&stamp, &entry->stamp) ? entry->looks + 1 : 1;
    entry->stamp = stamp;
    return true;
}

static bool same_listing(const struct listing *listing, int root, struct arena *arena)
{
    struct file_names names = { 0 };
    const char *reason;
    arena_reset(arena);
    if (root >= 0) {
        file_list(root, listing->folder, listing->suffix, listing->limit, arena, &names, &reason);
    }
    return hash_names(&names) == listing->hash;
}

bool source_same(struct source *source, struct arena *arena)
{
    int root = file_open_root(source->folder);
    bool same = (root >= 0) == (source->error == 0);
    for (size_t i = 0; same && i < source->listing_count; i++) {
        same = same_listing(&source->listings[i], root, arena);
    }
    for (size_t i = 0; same && i < source->count; i++) {
        same = same_file(source->entries[i], root, arena);
    }
    if (root >= 0) {
        close(root);
    }
    return same;
}

const struct source_file *source_file(const struct source *source, size_t index)
{
    return index < source->count ? &source->entries[index]->file : NULL;
}

uint64_t source_version(const struct source *source)
{
    uint64_t version = 0;
    for (size_t i = 0; i < source->count; i++) {
        const struct source_file *file = &source->entries[i]->file;
        uint64_t pair[] = { source_hash_bytes(file->path, strlen(file->path)), file->used };
        version += file->used ? source_hash_bytes(pair, sizeof pair) : 0;
    }
    return version;
}
