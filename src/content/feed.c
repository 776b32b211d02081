/* "Accepted" is the source of the show that plays. A reading that must not be shown yet (half a
 * copy) is told to staff but leaves the accepted one in place, and is repeated when its grace ends.
 *
 * An error may be that of a file or of the machine (no descriptor left, a card that does not
 * answer). The second kind ends without any change of the folder, so that as long as there are
 * errors the folder is read again from time to time; when it is still the same nothing is given. */
#include "content/feed_parts.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

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
    if (!show || feed_must_wait(reading, show)) {
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
    reading.edition->gone = feed_is_gone(reading.source, &feed->scratch);
    if (reading.edition->gone) {
        bool kept = feed_hold_everything(&reading) > 0;
        reading.quiet = kept || feed->accepted || source_error(reading.source);
        if (reading.quiet) {
            feed_tell_gone(&reading);
        }
    } else {
        feed_hold_missing(&reading);
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
    return feed->keeping ? now_ms + 1 : due;
}

struct edition *feed_take(struct feed *feed)
{
    struct edition *news = feed->news;
    feed->news = NULL;
    return news;
}
