/* A table of files by path. While a show is read one thread fills it; then it no longer changes but
 * for what source_same notes, so that the thread that decodes pictures may read it. */
#include "base/source_parts.h"

#include "base/alloc.h"
#include "base/message.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

struct entry *source_entry(const struct source *source, const char *path)
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

struct entry *source_add_entry(struct source *source, const char *path)
{
    struct entry *entry = source_entry(source, path);
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

bool source_read_at(int root, const char *path, size_t limit, struct arena *arena, struct blob *out,
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
        return source_read_at(source->root, path, limit, arena, out, reason);
    }
    int root = file_open_root(source->folder);
    bool done = source_read_at(root, path, limit, arena, out, reason);
    if (root >= 0) {
        close(root);
    }
    return done;
}

bool source_read(struct source *source, const char *path, size_t limit, struct arena *arena,
                 struct blob *out, const char **reason)
{
    struct entry *entry = source_add_entry(source, path);
    bool done = entry->file.kept ? read_kept(source, path, limit, arena, out, reason)
                                 : source_read_at(source->root, path, limit, arena, out, reason);
    entry->read = true;
    entry->file.used = done ? source_hash_bytes(out->bytes, out->size) : 0;
    if (!entry->file.kept) {
        entry->file.found = entry->file.used;
    }
    return done;
}

bool source_has(struct source *source, const char *path)
{
    const struct entry *entry = source_entry(source, path);
    bool missing = source->root < 0 || (faccessat(source->root, path, F_OK, 0) != 0 &&
                                        (errno == ENOENT || errno == ENOTDIR));
    if (missing) {
        source_add_entry(source, path); /* that it is missing is known of it */
    }
    return !missing || (entry && entry->file.kept);
}

void source_approve(struct source *source, const char *path)
{
    struct entry *entry = source_entry(source, path);
    if (entry && entry->file.used) {
        entry->file.good = !entry->file.kept;
    }
}

bool source_fall_back(struct source *source, const char *path)
{
    struct entry *entry = source_add_entry(source, path);
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    if (!entry->read && source_read_at(source->root, path, SAME_MAX, &arena, &blob, &reason)) {
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
    struct entry *entry = source_entry(source, path);
    if (entry) {
        entry->file.kept = false;
        entry->file.used = entry->file.found;
    }
}

bool source_read_same(const struct source *source, const char *path, size_t limit,
                      struct arena *arena, struct blob *out, const char **reason)
{
    const struct entry *entry = source_entry(source, path);
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
    const struct entry *entry = source ? source_entry(source, path) : NULL;
    return entry ? entry->file.used : 0;
}

const struct source_file *source_find(const struct source *source, const char *path)
{
    const struct entry *entry = source ? source_entry(source, path) : NULL;
    return entry ? &entry->file : NULL;
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
