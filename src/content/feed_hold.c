/* What stays on the screen though the folder no longer has it: for a few seconds, since a copy may
 * be half done, or for ever, since the folder itself is gone. */
#include "content/feed_parts.h"

#include "base/alloc.h"
#include "base/message.h"

#include <stdlib.h>
#include <string.h>

bool feed_is_gone(struct source *source, struct arena *arena)
{
    struct file_names names = { 0 };
    const char *reason;
    return !source_has(source, "site.json") && !source_has(source, "playlist.json") &&
           source_list(source, "slides", ".json", 1, arena, &names, &reason) && names.count == 0;
}

static void tell(struct reading *reading, const char *path, const char *message)
{
    const char *folder = reading->feed->options->folder;
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    const char *file = path[0] ? arena_printf(&reading->edition->arena, "%s%s%s", folder,
                                              slash ? "" : "/", path)
                               : folder;
    report_add(&reading->edition->report, PROBLEM_ERROR, file, 0, 0, "", "%s", message);
}

static int64_t missing_since(const struct missings *missing, const char *path, int64_t otherwise)
{
    for (size_t i = 0; i < missing->count; i++) {
        if (strcmp(missing->items[i].path, path) == 0) {
            return missing->items[i].since_ms;
        }
    }
    return otherwise;
}

void feed_hold_missing(struct reading *reading)
{
    struct feed *feed = reading->feed;
    struct missings still = { 0 };
    const struct source_file *file;
    size_t room = 0;
    for (size_t i = 0; feed->accepted && (file = source_file(feed->accepted, i)); i++) {
        if (!file->used || source_has(reading->source, file->path)) {
            continue;
        }
        if (still.count == room) {
            room = room ? room * 2 : 16;
            still.items = xrealloc(still.items, room, sizeof *still.items);
        }
        int64_t since = missing_since(&feed->missing, file->path, reading->now_ms);
        int64_t end = since + FEED_GRACE_MS;
        still.items[still.count++] = (struct missing){
            arena_copy(&still.arena, file->path, strlen(file->path)), since
        };
        if (reading->now_ms < end) {
            bool held = source_fall_back(reading->source, file->path);
            reading->unheld = reading->unheld || !held;
            feed->again_at = end < feed->again_at ? end : feed->again_at;
            tell(reading, file->path, _("has vanished; it still plays for a few seconds"));
        }
    }
    arena_finish(&feed->missing.arena);
    free(feed->missing.items);
    feed->missing = still;
}

void feed_tell_gone(struct reading *reading)
{
    int error = source_error(reading->source);
    tell(reading, "",
         error ? arena_printf(&reading->edition->arena, _("the folder cannot be opened: %s"),
                              strerror(error))
               : _("holds no content; what played last plays on"));
}

size_t feed_hold_everything(struct reading *reading)
{
    struct file_names paths = store_paths(reading->feed->store, &reading->feed->scratch);
    for (size_t i = 0; i < paths.count; i++) {
        source_fall_back(reading->source, paths.names[i]);
    }
    return paths.count;
}

/* Whether a slide that plays would be lost, but for one whose file has been missing for longer than
 * its grace: that one was removed. */
static bool loses_a_slide(struct reading *reading, const struct show *show)
{
    const struct feed *feed = reading->feed;
    struct arena arena = { 0 };
    bool loses = false;
    for (size_t i = 0; i < feed->names.count && !loses; i++) {
        if (!show_slide(show, feed->names.items[i])) {
            const char *path = arena_printf(&arena, "slides/%s.json", feed->names.items[i]);
            int64_t since = missing_since(&feed->missing, path, reading->now_ms);
            loses = reading->now_ms < since + FEED_GRACE_MS;
        }
    }
    arena_finish(&arena);
    return loses;
}

bool feed_must_wait(struct reading *reading, const struct show *show)
{
    struct feed *feed = reading->feed;
    if (!feed->accepted || !(reading->unheld || loses_a_slide(reading, show))) {
        feed->waiting = false;
        return false;
    }
    if (!feed->waiting) {
        feed->waiting = true;
        feed->waiting_since = reading->now_ms;
    }
    int64_t end = feed->waiting_since + FEED_GRACE_MS;
    if (reading->now_ms >= end) {
        return false;
    }
    feed->again_at = end < feed->again_at ? end : feed->again_at;
    return true;
}
