/* What happens in a life stands in one table. Edits are not the screen's own work, so no fault
 * strikes while they are made. */
#include "fault/life.h"

#include "base/log.h"
#include "content/feed.h"
#include "fault/faults.h"
#include "kiosk/usage.h"
#include "render/raster.h"
#include "slides/slide.h"
#include "stage/presenter.h"
#include "stage/stage.h"
#include "stage/status.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    WIDTH = 320,
    HEIGHT = 180,
    SECOND = 1000,
    QUIET_S = 130,
    AT_LAST_S = 10,  /* of them */
    FRAME_MS = 100,  /* how long a turn takes at least */
    SLOWLY_MS = 5000 /* in the quiet hours, where nothing is to be seen before the end */
};

static const char edited[] =
    "{\"kind\": \"links\", \"title\": {\"fr\": \"Toujours en ligne\", \"ar\": \"عبر الإنترنت\"},"
    "\"links\": [{\"label\": {\"fr\": \"Préfecture\", \"ar\": \"المحافظة\"}, "
    "\"url\": \"https://www.isere.gouv.fr/\"}],"
    "\"offline\": {\"fr\": \"Sans internet : accueil\", \"ar\": \"بدون إنترنت: الاستقبال\"}}";
static const char broken[] = "{ \"kind\": \"hours\", \"title\": ";
static const char repaired[] =
    "{\"kind\": \"hours\", \"title\": {\"fr\": \"Nos horaires\", \"ar\": \"المواعيد\"}, "
    "\"service\": \"accueil\"}";

const struct life_edit life_edits[LIFE_EDITS] = { { "two.json", edited },
                                                  { "three.json", repaired } };

struct life {
    struct life_paths paths;
    const char *places[2];
    struct feed_options options;
    struct feed *feed;
    struct edition *edition;
    struct show *playing, *coming;
    struct raster *raster;
    struct presenter *presenter;
    struct stage *stage;
    struct status *status;
    struct stage_time time;
    int64_t feed_due;
    bool left;
};

static void set_places(struct life *life, const struct life_place *place)
{
    life->paths = life_place_paths(place);
    life->places[0] = life->paths.state;
    life->options = (struct feed_options){
        .folder = life->paths.content,
        .show = { .assets = "assets", .kinds = slide_records },
        .places = life->places,
    };
}

/* Takes what the feed has read; the first show plays at once. */
static void receive(struct life *life)
{
    struct edition *edition = feed_take(life->feed);
    if (!edition) {
        return;
    }
    edition_free(life->edition);
    life->edition = edition;
    if (edition->show) {
        show_free(life->coming);
        life->coming = edition->show;
        edition->show = NULL;
    }
    if (life->stage && life->coming) {
        stage_show(life->stage, life->coming, -1);
    }
}

static bool start(struct life *life)
{
    life->time = (struct stage_time){ .utc_ms = 1795514400000, /* 2026-11-24T10:00 */
                                      .monotonic_ms = 5000,
                                      .trusted = true };
    life->raster = raster_open("assets");
    if (!life->raster) {
        return false;
    }
    life->options.show.covered = raster_covers;
    life->options.show.fonts = life->raster;
    life->options.hints = true;
    life->feed = feed_open(&life->options);
    life->status = status_open(life->paths.run);
    feed_step(life->feed, life->time.monotonic_ms, life->time.utc_ms);
    receive(life);
    life->playing = life->coming;
    life->coming = NULL;
    if (!life->playing) {
        return false;
    }
    show_set_zone(life->playing);
    raster_set_source(life->raster, life->playing->source);
    const struct presenter_options window = {
        .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = PRESENT_SURFACE
    };
    life->presenter = presenter_open(&window);
    life->stage = life->presenter ? stage_create(life->presenter, life->raster, life->playing, -1)
                                  : NULL;
    if (life->stage) {
        stage_welcome(life->stage, false, life->paths.usage, life->time);
    }
    return life->stage != NULL;
}

static void finish(struct life *life)
{
    stage_free(life->stage);
    presenter_close(life->presenter);
    feed_close(life->feed);
    status_close(life->status);
    edition_free(life->edition);
    show_free(life->playing);
    show_free(life->coming);
    raster_close(life->raster);
}

static void write_status(struct life *life)
{
    const struct slide *slide = stage_slide(life->stage);
    status_write(life->status, &(struct status_facts){ .program = "test",
                                                       .folder = life->paths.content,
                                                       .slide = slide ? slide->name : NULL,
                                                       .edition = life->edition });
}

/* One turn of the loop at this time; returns when the next is due, -1: it left. */
static int64_t turn(struct life *life)
{
    int64_t now = life->time.monotonic_ms;
    if (now >= life->feed_due) {
        life->feed_due = feed_step(life->feed, now, life->time.utc_ms);
        receive(life);
    }
    int64_t due = stage_step(life->stage, life->time);
    if (due < 0) {
        return -1;
    }
    if (life->coming && stage_showing(life->stage) == life->coming) {
        show_free(life->playing);
        life->playing = life->coming;
        life->coming = NULL;
    }
    write_status(life);
    return due < life->feed_due ? due : life->feed_due;
}

/* Lets time pass; frames of fades are left out, as on a machine that is too slow for them: a turn
 * takes turn_ms. */
static bool pass(struct life *life, int seconds, int turn_ms)
{
    int64_t end = life->time.monotonic_ms + seconds * SECOND;
    while (life->time.monotonic_ms < end) {
        int64_t due = turn(life), soonest = life->time.monotonic_ms + turn_ms;
        if (due < 0) {
            return false;
        }
        due = due < soonest ? soonest : due;
        due = due < end ? due : end;
        life->time.utc_ms += due - life->time.monotonic_ms;
        life->time.monotonic_ms = due;
    }
    return true;
}

/* Replaces a file as a careful editor does. */
static void edit(const struct life *life, const char *name, const char *text)
{
    char path[128], beside[128];
    faults_pause();
    snprintf(path, sizeof path, "%s/slides/%s", life->paths.content, name);
    snprintf(beside, sizeof beside, "%s/slides/.new", life->paths.content);
    FILE *file = fopen(beside, "w");
    life_place_must(
        file && fputs(text, file) >= 0 && fclose(file) == 0 && rename(beside, path) == 0, path);
    faults_go_on();
}

static void touch(struct life *life, enum kiosk_event_type type)
{
    stage_act(life->stage, (struct visit_act){ .event.type = type }, life->time);
}

static bool happen(struct life *life)
{
    static const struct {
        const char *name, *text;
        enum kiosk_event_type key;
        int seconds; /* then that long nothing */
    } events[] = {
        { NULL, NULL, EVENT_TICK, 7 },
        { "two.json", edited, EVENT_TICK, 4 },
        { "three.json", broken, EVENT_TICK, 7 },
        { NULL, NULL, EVENT_ENTER, 2 }, /* wakes the kiosk */
        { NULL, NULL, EVENT_NEXT, 1 },
        { NULL, NULL, EVENT_ENTER, 2 },
        { "three.json", repaired, EVENT_TICK, 3 },
        { NULL, NULL, EVENT_BACK, 1 },
    };
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        faults_part((unsigned)i + 1);
        if (events[i].name) {
            edit(life, events[i].name, events[i].text);
        } else if (events[i].key != EVENT_TICK) {
            touch(life, events[i].key);
        }
        if (!pass(life, events[i].seconds, FRAME_MS)) {
            return false;
        }
    }
    return true;
}

static uint64_t hash_frame(void)
{
    uint64_t hash = 0xcbf29ce484222325u;
    SDL_Window *window = SDL_GetWindowFromID(1);
    SDL_Surface *surface = window ? SDL_GetWindowSurface(window) : NULL;
    for (int y = 0; surface && y < surface->h; y++) {
        const uint32_t *row = (const void *)((const char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            hash = (hash ^ (row[x] & 0xffffff)) * 0x100000001b3u;
        }
    }
    return hash;
}

static int count_files(void)
{
    int count = 0;
    DIR *names = opendir("/proc/self/fd");
    life_place_must(names != NULL, "/proc/self/fd");
    while (readdir(names)) {
        count++;
    }
    closedir(names);
    return count;
}

/* Quits what SDL keeps open. */
static int count_files_at_rest(void)
{
    SDL_Quit();
    return count_files();
}

enum life_end life_live(const struct life_place *place, struct life_facts *facts)
{
    struct life life = { 0 };
    faults_pause();
    int before = count_files();
    set_places(&life, place);
    faults_go_on();
    bool whole = start(&life) && happen(&life);
    faults_disarm();
    whole = whole && pass(&life, QUIET_S - AT_LAST_S, SLOWLY_MS) &&
            pass(&life, AT_LAST_S, FRAME_MS);
    facts->frame = whole ? hash_frame() : 0;
    finish(&life);
    facts->files = count_files_at_rest() - before;
    return whole ? LIFE_WHOLE : LIFE_LEFT;
}

bool life_without_events(const struct life_place *place)
{
    enum { SECONDS = 20 };
    struct life life = { 0 };
    set_places(&life, place);
    bool good = start(&life) && pass(&life, SECONDS, FRAME_MS);
    finish(&life);
    SDL_Quit();
    return good;
}
