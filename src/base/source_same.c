/* What the folder was seen to hold, and whether it still does: bytes by their hash, listings by
 * theirs, and pictures, which are large, by their stamp once two looks found the same bytes behind
 * it. */
#include "base/source_parts.h"

#include "base/image.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    const struct entry *before = source->previous ? source_entry(source->previous, entry->file.path)
                                                  : NULL;
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
    struct entry *entry = source_add_entry(source, path);
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

static bool same_file(struct entry *entry, int root, struct arena *arena)
{
    struct blob blob;
    const char *reason;
    struct stamp stamp = stamp_of(root, entry->file.path);
    if (entry->picture && entry->looks >= SURE_LOOKS && same_stamp(&stamp, &entry->stamp)) {
        return true;
    }
    arena_reset(arena);
    bool done = source_read_at(root, entry->file.path, SAME_MAX, arena, &blob, &reason);
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
