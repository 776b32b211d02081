/* The file is written whole beside the old one, brought to the disk, and renamed over it. */
#include "base/arena.h"
#include "kiosk/usage.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char HEADER[] =
    "# What visitors looked for at the kiosk, counted per day; nothing about a person.\n";

int64_t usage_due(const struct usage *usage)
{
    return !usage->dirty     ? INT64_MAX
           : !usage->written ? INT64_MIN
                             : usage->written_ms + USAGE_WRITE_MS;
}

/* Days are forgotten counting from the newest, not from a clock that may be wrong. */
static void print(struct usage *usage, FILE *file)
{
    usage_sort(usage);
    int newest = usage->count > 0 ? usage->entries[usage->count - 1].day : 0;
    fputs(HEADER, file);
    for (size_t i = 0; i < usage->count; i++) {
        const struct usage_entry *entry = &usage->entries[i];
        struct date date = date_from_days(entry->day);
        if (newest - entry->day < USAGE_DAYS_MAX) {
            fprintf(file, "%04d-%02d-%02d %s %u%s%s\n", date.year, date.month, date.day,
                    usage_word(entry->type), entry->count, entry->name[0] ? " " : "", entry->name);
        }
    }
}

/* So that the new name, too, outlives a power cut. */
static void settle_folder(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(arena, path, (size_t)(slash - path + 1)) : ".";
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
}

static bool write_beside(struct usage *usage, const char *beside)
{
    FILE *file = fopen(beside, "we");
    if (!file) {
        return false;
    }
    print(usage, file);
    bool good = fflush(file) == 0 && fsync(fileno(file)) == 0 && !ferror(file);
    int reason = errno;
    good = fclose(file) == 0 && good;
    errno = good ? 0 : reason;
    return good;
}

/* Returns whether what the file held is among the counts, so that it can be replaced. */
static bool take_in(struct usage *usage, const char *path)
{
    size_t strange;
    return !usage->unread || usage_read(usage, path, &strange) || !usage->unread;
}

bool usage_keep(struct usage *usage, const char *path, int64_t now_ms)
{
    if (!usage->dirty || now_ms < usage_due(usage)) {
        return true;
    }
    struct arena arena = { 0 };
    const char *beside = arena_printf(&arena, "%s.new", path);
    bool good = take_in(usage, path) && write_beside(usage, beside) && rename(beside, path) == 0;
    if (good) {
        settle_folder(path, &arena);
        usage->dirty = false;
    } else {
        int reason = errno;
        unlink(beside);
        errno = reason;
    }
    usage->written = true;
    usage->written_ms = now_ms;
    arena_finish(&arena);
    return good;
}
