/* "Accepted" is the source of the show that plays. A reading that must not be shown yet (half a
 * copy) is told to staff but leaves the accepted one in place, and is repeated when its grace ends.
 *
 * An error may be that of a file or of the machine (no descriptor left, a card that does not
 * answer). The second kind ends without any change of the folder, so that as long as there are
 * errors the folder is read again from time to time; when it is still the same nothing is given. */
#include "content/feed.h"

#include "base/alloc.h"
#include "base/message.h"
#include "content/watch.h"

#include <stdlib.h>
#include <string.h>

/* A file that the folder no longer has. */
struct missing {
    const char *path;
    int64_t since_ms;
};

struct missings {
    struct arena arena;
    struct missing *items;
    size_t count;
};

struct feed {
    const struct feed_options *options;
    struct watch *watch;
    struct store *store;
    struct source *accepted, *looked; /* the source of what plays; the last that was read */
    struct arena names_arena;
    struct strings names; /* of the slides that play, sorted */
    struct missings missing;
    struct arena scratch;
    bool asked, waiting, keeping;
    bool unkept; /* something could not be kept last time */
    int64_t waiting_since, again_at;
    int64_t tend_at, tend_wait; /* when what went wrong is tried again */
    uint64_t told;              /* what the last edition says, as a hash */
    struct edition *news;
    struct arena stale_arena;
    struct stale *stale; /* of the last edition */
    size_t stale_count;
};

/* While a folder is read. */
struct reading {
    struct feed *feed;
    struct source *source;
    struct edition *edition;
    int64_t now_ms, utc_ms;
    bool quiet;  /* what is missing need not be told file by file */
    bool unheld; /* something vanished of which there is no last good version */
};

static bool wants_store(const struct feed *feed)
{
    return feed->options->places && feed->options->places[0];
}

static void open_store(struct feed *feed)
{
    if (wants_store(feed) && !feed->store) {
        feed->store = store_open(feed->options->folder, feed->options->places);
    }
}

struct feed *feed_open(const struct feed_options *options)
{
    struct feed *feed = xcalloc(1, sizeof *feed);
    feed->options = options;
    feed->watch = watch_open(options->folder, options->hints);
    feed->asked = true;
    feed->again_at = feed->tend_at = INT64_MAX;
    feed->tend_wait = FEED_TEND_MS;
    open_store(feed);
    return feed;
}

void feed_close(struct feed *feed)
{
    if (feed) {
        watch_close(feed->watch);
        store_close(feed->store);
        source_release(feed->accepted);
        source_release(feed->looked);
        edition_free(feed->news);
        arena_finish(&feed->names_arena);
        arena_finish(&feed->missing.arena);
        free(feed->missing.items);
        arena_finish(&feed->scratch);
        arena_finish(&feed->stale_arena);
        free(feed);
    }
}

void edition_free(struct edition *edition)
{
    if (edition) {
        show_free(edition->show);
        report_finish(&edition->report);
        arena_finish(&edition->arena);
        free(edition);
    }
}

int feed_descriptor(const struct feed *feed)
{
    return watch_descriptor(feed->watch);
}

void feed_ask(struct feed *feed)
{
    feed->asked = true;
    watch_ask(feed->watch);
}

/* An empty mount point is there and yet holds nothing. */
static bool is_gone(struct source *source, struct arena *arena)
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

/* Shows a vanished file as it was for a while: it may be in the middle of being replaced. */
static void hold_missing(struct reading *reading)
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

static void tell_gone(struct reading *reading)
{
    int error = source_error(reading->source);
    tell(reading, "",
         error ? arena_printf(&reading->edition->arena, _("the folder cannot be opened: %s"),
                              strerror(error))
               : _("holds no content; what played last plays on"));
}

/* Shows all that was kept; returns how much that is. */
static size_t hold_everything(struct reading *reading)
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

/* Returns whether the show must wait for what seems to be half a copy. */
static bool must_wait(struct reading *reading, const struct show *show)
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

static void accept(struct reading *reading)
{
    struct feed *feed = reading->feed;
    const struct show *show = reading->edition->show;
    source_release(feed->accepted);
    feed->accepted = source_hold(reading->source);
    feed->keeping = feed->store != NULL;
    feed->waiting = false;
    arena_reset(&feed->names_arena);
    feed->names.count = (size_t)show->slide_count;
    feed->names.items = arena_alloc(&feed->names_arena,
                                    (feed->names.count + 1) * sizeof *feed->names.items);
    for (size_t i = 0; i < feed->names.count; i++) {
        const char *name = show->slides[i].name;
        feed->names.items[i] = arena_copy(&feed->names_arena, name, strlen(name));
    }
}

static int64_t stale_since(const struct feed *feed, const char *path, int64_t otherwise)
{
    for (size_t i = 0; i < feed->stale_count; i++) {
        if (strcmp(feed->stale[i].path, path) == 0) {
            return feed->stale[i].since_utc_ms;
        }
    }
    return otherwise;
}

static struct stale *copy_stale(const struct stale *stale, size_t count, struct arena *arena)
{
    struct stale *copy = arena_alloc(arena, (count + 1) * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = (struct stale){ arena_copy(arena, stale[i].path, strlen(stale[i].path)),
                                  stale[i].since_utc_ms };
    }
    return copy;
}

/* Notes which files are shown as they last were good. */
static void list_stale(struct reading *reading)
{
    struct feed *feed = reading->feed;
    struct edition *edition = reading->edition;
    const struct source_file *file;
    size_t count = 0;
    for (size_t i = 0; (file = source_file(reading->source, i)); i++) {
        count += file->kept;
    }
    edition->stale = arena_alloc(&edition->arena, (count + 1) * sizeof *edition->stale);
    for (size_t i = 0; (file = source_file(reading->source, i)); i++) {
        if (file->kept) {
            edition->stale[edition->stale_count++] = (struct stale){
                arena_copy(&edition->arena, file->path, strlen(file->path)),
                stale_since(feed, file->path, reading->utc_ms)
            };
        }
    }
    arena_reset(&feed->stale_arena);
    feed->stale = copy_stale(edition->stale, count, &feed->stale_arena);
    feed->stale_count = count;
}

/* The newest edition replaces one that nobody took, but for its show when it has none itself. */
static void publish(struct feed *feed, struct edition *edition)
{
    if (feed->news && !edition->show) {
        edition->show = feed->news->show;
        feed->news->show = NULL;
    }
    edition_free(feed->news);
    feed->news = edition;
}

static void read_show(struct reading *reading)
{
    struct feed *feed = reading->feed;
    struct edition *edition = reading->edition;
    struct report unheard = { 0 };
    struct show *show = show_read(reading->source, feed->options->folder, &feed->options->show,
                                  reading->quiet ? &unheard : &edition->report);
    report_finish(&unheard);
    source_rest(reading->source);
    if (!show || must_wait(reading, show)) {
        show_free(show);
        return;
    }
    edition->show = show;
    accept(reading);
}

static uint64_t hash_edition(const struct edition *edition)
{
    const struct report *report = &edition->report;
    uint64_t hash = edition->version ^ (uint64_t)edition->gone;
    for (size_t i = 0; i < report->count; i++) {
        const char *texts[] = { report->problems[i].file, report->problems[i].message };
        for (int j = 0; j < 2; j++) {
            hash = hash * 31 + source_hash_bytes(texts[j], strlen(texts[j]));
        }
    }
    return hash * 31 + edition->stale_count;
}

/* Gives the edition, but for one that says what the last did when nothing had changed. */
static void give(struct feed *feed, struct edition *edition, bool tending)
{
    uint64_t told = hash_edition(edition);
    if (tending && told == feed->told) {
        edition_free(edition);
    } else {
        publish(feed, edition);
    }
    feed->told = told;
}

/* Plans when to try again what went wrong. */
static void plan_to_tend(struct feed *feed, bool wrong, int64_t now_ms)
{
    feed->tend_at = wrong ? now_ms + feed->tend_wait : INT64_MAX;
    int64_t longer = feed->tend_wait * 2;
    feed->tend_wait = !wrong ? FEED_TEND_MS : longer < FEED_TEND_MAX_MS ? longer : FEED_TEND_MAX_MS;
}

static void read_folder(struct feed *feed, int64_t now_ms, int64_t utc_ms, bool tending)
{
    struct reading reading = { .feed = feed,
                               .edition = xcalloc(1, sizeof *reading.edition),
                               .now_ms = now_ms,
                               .utc_ms = utc_ms };
    reading.source = source_open(feed->options->folder, store_folder(feed->store), feed->looked);
    feed->again_at = INT64_MAX;
    reading.edition->gone = is_gone(reading.source, &feed->scratch);
    if (reading.edition->gone) {
        bool kept = hold_everything(&reading) > 0;
        reading.quiet = kept || feed->accepted || source_error(reading.source);
        if (reading.quiet) {
            tell_gone(&reading);
        }
    } else {
        hold_missing(&reading);
    }
    if (!reading.edition->gone || !feed->accepted) {
        read_show(&reading);
        list_stale(&reading);
    }
    source_rest(reading.source);
    reading.edition->version = source_version(feed->accepted ? feed->accepted : reading.source);
    report_sort(&reading.edition->report);
    bool unkept = feed->unkept || (wants_store(feed) && !feed->store);
    plan_to_tend(feed, unkept || reading.edition->report.errors > 0, now_ms);
    give(feed, reading.edition, tending);
    source_release(feed->looked);
    feed->looked = reading.source;
    arena_reset(&feed->scratch);
}

static void keep(struct feed *feed, int64_t now_ms)
{
    feed->keeping = store_keep(feed->store, feed->accepted);
    feed->unkept = !feed->keeping && !store_whole(feed->store);
    if (feed->unkept && feed->tend_at == INT64_MAX) {
        plan_to_tend(feed, true, now_ms);
    }
}

int64_t feed_step(struct feed *feed, int64_t now_ms, int64_t utc_ms)
{
    struct watch_turn turn = watch_step(feed->watch, now_ms);
    bool changed = feed->asked || now_ms >= feed->again_at ||
                   (turn.settled && !source_same(feed->looked, &feed->scratch));
    if (changed || now_ms >= feed->tend_at) {
        feed->tend_wait = changed ? FEED_TEND_MS : feed->tend_wait;
        feed->asked = false;
        open_store(feed);
        read_folder(feed, now_ms, utc_ms, !changed);
    } else if (feed->keeping) {
        keep(feed, now_ms);
    }
    int64_t due = feed->again_at < turn.due_ms ? feed->again_at : turn.due_ms;
    due = feed->tend_at < due ? feed->tend_at : due;
    return feed->keeping ? now_ms + 1 : due > now_ms ? due : now_ms + 1;
}

struct edition *feed_take(struct feed *feed)
{
    struct edition *news = feed->news;
    feed->news = NULL;
    return news;
}
