/* Editions come from the loader's thread; everything here happens between two steps of the stage.
 */
#include "commands/live.h"

#include "base/file.h"
#include "base/log.h"
#include "base/message.h"
#include "commands/command.h"
#include "commands/places.h"
#include "slides/slide.h"
#include "stage/clock.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static uint64_t hash_report(const struct report *report)
{
    uint64_t hash = report->count;
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        hash = hash * 31 + source_hash_bytes(problem->file, strlen(problem->file));
        hash = hash * 31 + source_hash_bytes(problem->message, strlen(problem->message));
        hash = hash * 31 + (uint64_t)problem->line * 1000 + (uint64_t)problem->column;
    }
    return hash;
}

/* Prints the problems when they are others than before. */
static void tell(struct live *live)
{
    const struct edition *edition = live->edition;
    uint64_t hash = hash_report(&edition->report);
    if (hash == live->told) {
        return;
    }
    report_print(&edition->report, stderr);
    for (size_t i = 0; i < edition->stale_count; i++) {
        log_line(LOG_WARNING, _("%s plays as it last was good"), edition->stale[i].path);
    }
    if (edition->report.count == 0 && live->told) {
        log_line(LOG_NOTICE, _("the content is good again"));
    }
    live->told = hash;
}

static void receive(struct live *live, struct edition *edition)
{
    edition_free(live->edition);
    live->edition = edition;
    if (edition->show) {
        show_free(live->coming);
        live->coming = edition->show;
        edition->show = NULL;
    }
    if (edition->version != live->facts.version) {
        live->facts.version = edition->version;
        live->facts.version_since_utc_ms = clock_utc_ms();
    }
    live->facts.edition = edition;
    live->news = true;
    tell(live);
}

/* The signal must be blocked before SDL makes threads; the loader waits for it. */
static void block_hangup(void)
{
    sigset_t hangup;
    sigemptyset(&hangup);
    sigaddset(&hangup, SIGHUP);
    sigprocmask(SIG_BLOCK, &hangup, NULL);
}

static int read_first(void *data)
{
    struct live *live = data;
    feed_step(live->feed, clock_monotonic_ms(), clock_utc_ms());
    return 0;
}

void live_open(struct live *live, struct raster *raster, const char *folder, const char *screen)
{
    *live = (struct live){ .raster = raster };
    const char *runtime = places_runtime(&live->arena);
    if (gethostname(live->host, sizeof live->host - 1) != 0) {
        live->host[0] = '\0';
    }
    block_hangup();
    live->options = (struct feed_options){ .folder = folder,
                                           .show = { .assets = command_assets(),
                                                     .screen = screen,
                                                     .host = live->host,
                                                     .kinds = slide_records,
                                                     .covered = raster_covers,
                                                     .fonts = raster },
                                           .places = places_state(&live->arena),
                                           .hints = true };
    live->feed = feed_open(&live->options);
    live->status = runtime ? status_open(runtime) : NULL;
    live->facts = (struct status_facts){ .program = program_version,
                                         .folder = folder,
                                         .started_utc_ms = clock_utc_ms(),
                                         .slide_since_utc_ms = clock_utc_ms() };
    live->reading = SDL_CreateThread(read_first, "content", live);
    if (!live->reading) {
        read_first(live);
    }
}

static void wait_for_reading(struct live *live)
{
    if (live->reading) {
        SDL_WaitThread(live->reading, NULL);
        live->reading = NULL;
    }
}

bool live_ready(struct live *live)
{
    if (live->read) {
        return live->playing != NULL;
    }
    live->read = true;
    wait_for_reading(live);
    receive(live, feed_take(live->feed));
    live->playing = live->coming;
    live->coming = NULL;
    if (live->playing) {
        show_set_zone(live->playing);
        raster_set_source(live->raster, live->playing->source);
    }
    return live->playing != NULL;
}

bool live_is_nowhere(const struct live *live)
{
    return live->edition->gone && live->edition->stale_count == 0 &&
           access(live->options.folder, R_OK | X_OK) != 0;
}

void live_watch(struct live *live)
{
    live->loader = loader_start(live->feed);
    live->feed = live->loader ? NULL : live->feed;
}

void live_close(struct live *live)
{
    wait_for_reading(live);
    loader_stop(live->loader);
    feed_close(live->feed);
    shown_close(live->shown);
    status_close(live->status);
    edition_free(live->edition);
    show_free(live->playing);
    show_free(live->coming);
    arena_finish(&live->arena);
    arena_finish(&live->slide_name);
}

static int language_of(const struct show *show, const char *language)
{
    for (int i = 0; language && i < show->language_count; i++) {
        if (strcmp(show->languages[i].code, language) == 0) {
            return i > 0 ? i : -2;
        }
    }
    return -1;
}

/* Notes since when the slide plays. The name is the show's, so it is copied. */
static void note_slide(struct live *live, const struct slide *slide)
{
    const char *before = live->facts.slide;
    if ((slide != NULL) == (before != NULL) && (!slide || strcmp(slide->name, before) == 0)) {
        return;
    }
    live->facts.slide_since_utc_ms = clock_utc_ms();
    arena_reset(&live->slide_name);
    live->facts.slide = slide ? arena_copy(&live->slide_name, slide->name, strlen(slide->name))
                              : NULL;
}

void live_step(struct live *live, struct stage *stage, const char *language)
{
    if (live->coming && stage_showing(stage) == live->coming) {
        show_free(live->playing);
        live->playing = live->coming;
        live->coming = NULL;
    }
    struct edition *edition = live->loader ? loader_take(live->loader) : NULL;
    if (edition) {
        receive(live, edition);
        if (live->coming) {
            stage_show(stage, live->coming, language_of(live->coming, language));
        }
    }
    stage_tell_trouble(stage, live->edition->report.errors > 0 || live->edition->stale_count > 0);
}

/* Notes whether the screen is off on purpose, and tells when that changed. */
static void note_light(struct live *live, const struct stage *stage)
{
    struct light light;
    bool off = stage_is_off(stage, &light);
    int64_t until = light.changes ? light.change_utc_ms : 0;
    if (off != live->off && light.changes && off) {
        struct moment then = moment_at(until, true);
        log_line(
            LOG_NOTICE, _("the screen is off until %04d-%02d-%02d %02d:%02d, as screens/ says"),
            then.date.year, then.date.month, then.date.day, then.minute / 60, then.minute % 60);
    } else if (off != live->off) {
        log_line(LOG_NOTICE, "%s",
                 off ? _("the screen is off, as screens/ says") : _("the screen is on"));
    }
    live->off = off;
    live->news = live->news || live->facts.switch_utc_ms != until;
    live->facts.switch_utc_ms = until;
}

void live_note(struct live *live, const struct stage *stage, struct stage_time time)
{
    note_slide(live, stage_slide(stage));
    note_light(live, stage);
    live->news = live->news || live->facts.sight != stage_sight(stage);
    live->facts.sight = stage_sight(stage);
    live->facts.trusted = time.trusted;
    bool lit = live->facts.display.state && strcmp(live->facts.display.state, "lit") == 0;
    shown_note(live->shown, lit ? live->facts.sight : SIGHT_NOTHING,
               lit && live->facts.slide ? live->facts.slide : "", time);
}

void live_tell(struct live *live)
{
    status_write(live->status, &live->facts);
}
