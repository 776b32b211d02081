/* What happens in a life stands in one table. Edits are not the screen's own work, so no fault
 * strikes while they are made. */
#include "fault/life.h"

#include "base/alloc.h"
#include "base/log.h"
#include "content/feed.h"
#include "fault/faults.h"
#include "kiosk/usage.h"
#include "render/raster.h"
#include "slides/slide.h"
#include "stage/presenter.h"
#include "stage/stage.h"
#include "stage/status.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 320, HEIGHT = 180, SECOND = 1000, COUNTS_BEFORE = 7, QUIET_S = 130 };

static const char edited[] =
    "{\"kind\": \"links\", \"title\": {\"fr\": \"Toujours en ligne\", \"ar\": \"عبر الإنترنت\"},"
    "\"links\": [{\"label\": {\"fr\": \"Préfecture\", \"ar\": \"المحافظة\"}, "
    "\"url\": \"https://www.isere.gouv.fr/\"}],"
    "\"offline\": {\"fr\": \"Sans internet : accueil\", \"ar\": \"بدون إنترنت: الاستقبال\"}}";
static const char broken[] = "{ \"kind\": \"hours\", \"title\": ";
static const char repaired[] =
    "{\"kind\": \"hours\", \"title\": {\"fr\": \"Nos horaires\", \"ar\": \"المواعيد\"}, "
    "\"service\": \"accueil\"}";

/* What a file of slides/ may hold besides what it held at first. */
static const struct version {
    const char *name, *text;
} versions[] = {
    { "slides%2Ftwo.json", edited },
    { "slides%2Fthree.json", repaired },
};

struct life {
    const struct life_place *place;
    char content[96], state[96], run[96], usage[96];
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

/* Runs a command in which $at is the folder. */
static bool shell(const char *command, const char *folder)
{
    char whole[512];
    snprintf(whole, sizeof whole, "at='%s'; %s", folder, command);
    return system(whole) == 0;
}

static void must(bool done, const char *what)
{
    if (!done) {
        fprintf(stderr, "the test itself cannot go on: %s\n", what);
        abort();
    }
}

static void set_places(struct life *life, const struct life_place *place)
{
    life->place = place;
    snprintf(life->content, sizeof life->content, "%s/now/content", place->folder);
    snprintf(life->state, sizeof life->state, "%s/now/state", place->folder);
    snprintf(life->run, sizeof life->run, "%s/now/run", place->folder);
    snprintf(life->usage, sizeof life->usage, "%s/now/usage.txt", place->folder);
    life->places[0] = life->state;
    life->options = (struct feed_options){
        .folder = life->content,
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
    life->status = status_open(life->run);
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
        stage_welcome(life->stage, false, life->usage, life->time);
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
                                                       .folder = life->content,
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

/* Lets time pass; frames of fades are left out, as on a machine that is too slow for them. */
static bool pass(struct life *life, int seconds)
{
    enum { FRAME_MS = 100 };
    int64_t end = life->time.monotonic_ms + seconds * SECOND;
    while (life->time.monotonic_ms < end) {
        int64_t due = turn(life), soonest = life->time.monotonic_ms + FRAME_MS;
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
    snprintf(path, sizeof path, "%s/slides/%s", life->content, name);
    snprintf(beside, sizeof beside, "%s/slides/.new", life->content);
    FILE *file = fopen(beside, "w");
    must(file && fputs(text, file) >= 0 && fclose(file) == 0 && rename(beside, path) == 0, path);
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
        if (events[i].name) {
            edit(life, events[i].name, events[i].text);
        } else if (events[i].key != EVENT_TICK) {
            touch(life, events[i].key);
        }
        if (!pass(life, events[i].seconds)) {
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
    must(names != NULL, "/proc/self/fd");
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
    whole = whole && pass(&life, QUIET_S);
    facts->frame = whole ? hash_frame() : 0;
    finish(&life);
    facts->files = count_files_at_rest() - before;
    return whole ? LIFE_WHOLE : LIFE_LEFT;
}

void life_place_make(struct life_place *place, const char *folder)
{
    /* In memory: waiting for a disk would be most of a life. */
    const char *fresh = access("/dev/shm", W_OK) == 0 ? "/dev/shm/vestibule-life-XXXXXX"
                                                      : "/tmp/vestibule-life-XXXXXX";
    snprintf(place->folder, sizeof place->folder, "%s", folder ? folder : fresh);
    must(folder || mkdtemp(place->folder), place->folder);
    must(shell("mkdir -p $at/now/state $at/now/run && cp -r tests/data/life $at/now/content &&"
               "echo '2026-11-01 choice 7 accueil' >$at/now/usage.txt",
               place->folder),
         "making a place");
    /* A life without events keeps the last good versions. */
    struct life life = { 0 };
    set_places(&life, place);
    bool good = start(&life) && pass(&life, 20);
    finish(&life);
    SDL_Quit();
    must(good, "a first life");
    must(shell("cp -a $at/now $at/first", place->folder), "keeping a place");
}

void life_place_reset(const struct life_place *place)
{
    must(shell("rm -rf $at/now && cp -a $at/first $at/now", place->folder), "resetting a place");
}

void life_place_remove(const struct life_place *place)
{
    shell("rm -rf $at", place->folder);
}

/* Looking at what is left. */

static char *read_text(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    char *text = xcalloc(1 << 20, 1);
    *size = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

static bool same_text(const char *path, const char *text)
{
    size_t size = 0;
    char *found = read_text(path, &size);
    bool same = found && strlen(text) == size && memcmp(found, text, size) == 0;
    free(found);
    return same;
}

static bool same_file(const char *one, const char *two)
{
    size_t size = 0, other_size = 0;
    char *text = read_text(one, &size), *other = read_text(two, &other_size);
    bool same = text && other && size == other_size && memcmp(text, other, size) == 0;
    free(text);
    free(other);
    return same;
}

/* Returns the only folder of last good versions in a state folder. */
static bool find_kept(const char *state, char out[160])
{
    char last_good[128];
    bool found = false;
    snprintf(last_good, sizeof last_good, "%s/last-good", state);
    DIR *names = opendir(last_good);
    for (const struct dirent *entry; names && (entry = readdir(names));) {
        if (entry->d_name[0] != '.') {
            snprintf(out, 160, "%s/%.16s", last_good, entry->d_name);
            found = true;
        }
    }
    if (names) {
        closedir(names);
    }
    return found;
}

static bool is_version(const char *path, const char *before, const char *name)
{
    bool good = same_file(path, before);
    for (size_t i = 0; i < sizeof versions / sizeof *versions && !good; i++) {
        good = strcmp(versions[i].name, name) == 0 && same_text(path, versions[i].text);
    }
    return good;
}

/* Every file that was kept at first must still be, in one of its versions. */
static const char *kept_wrong(const struct life *life)
{
    static char wrong[384];
    char first[96], before[160], now[160];
    snprintf(first, sizeof first, "%s/first/state", life->place->folder);
    must(find_kept(first, before), "no last good versions at first");
    if (!find_kept(life->state, now)) {
        return "the last good versions are lost";
    }
    DIR *names = opendir(before);
    must(names != NULL, before);
    wrong[0] = '\0';
    for (const struct dirent *entry; (entry = readdir(names)) && !wrong[0];) {
        char old[448], new[448];
        snprintf(old, sizeof old, "%s/%s", before, entry->d_name);
        snprintf(new, sizeof new, "%s/%s", now, entry->d_name);
        if (entry->d_name[0] != '.' && !is_version(new, old, entry->d_name)) {
            snprintf(wrong, sizeof wrong, "last good version of %s: %s", entry->d_name,
                     access(new, F_OK) == 0 ? "neither old nor new" : "lost");
        }
    }
    closedir(names);
    return wrong[0] ? wrong : NULL;
}

static const char *usage_wrong(const struct life *life)
{
    struct usage usage = { 0 };
    size_t strange;
    unsigned kept = 0;
    bool read = usage_read(&usage, life->usage, &strange);
    if (!read) {
        fprintf(stderr, "%s: %s\n", life->usage, strerror(errno));
    }
    for (size_t i = 0; i < usage.count; i++) {
        bool before = usage.entries[i].type == NEWS_CHOICE &&
                      strcmp(usage.entries[i].name, "accueil") == 0;
        kept += before ? usage.entries[i].count : 0;
    }
    usage_finish(&usage);
    return !read                  ? "the counts of visitors cannot be read"
           : strange > 0          ? "the counts of visitors are half written"
           : kept < COUNTS_BEFORE ? "counts of visitors are lost"
                                  : NULL;
}

static const char *status_wrong(const struct life *life)
{
    char path[128];
    size_t size = 0;
    snprintf(path, sizeof path, "%s/status.json", life->run);
    char *text = read_text(path, &size);
    cJSON *json = text ? cJSON_Parse(text) : NULL;
    bool wrong = text && !json;
    cJSON_Delete(json);
    free(text);
    return wrong ? "status.json is half written" : NULL;
}

/* A start as the program does it; returns how many slides it would show. */
static int slides_at_start(struct life *life)
{
    life->feed = feed_open(&life->options);
    feed_step(life->feed, 0, 1795514400000);
    receive(life);
    int count = life->coming ? life->coming->slide_count : 0;
    finish(life);
    *life = (struct life){ .place = life->place };
    set_places(life, life->place);
    return count;
}

const char *life_wrong(const struct life_place *place)
{
    enum { SLIDES = 3 };
    struct life life = { 0 };
    char away[96];
    set_places(&life, place);
    const char *wrong = kept_wrong(&life);
    wrong = wrong ? wrong : usage_wrong(&life);
    wrong = wrong ? wrong : status_wrong(&life);
    if (!wrong && slides_at_start(&life) != SLIDES) {
        wrong = "a start does not show every slide";
    }
    snprintf(away, sizeof away, "%s/now/away", place->folder);
    must(rename(life.content, away) == 0, away);
    if (!wrong && slides_at_start(&life) != SLIDES) {
        wrong = "a start without the content does not show what was kept";
    }
    must(rename(away, life.content) == 0, away);
    return wrong;
}
