/* Weeks behind a screen, in simulated time: all slides of the shipped content, with edits,
 * mistakes, alerts, visits, clock changes, year ends, wrong clocks and clocks that jump. What is
 * shown is compared, all the time, with a plan that this file makes by itself from the JSON;
 * memory, surfaces and descriptors must not grow.
 *
 * A day is one of 86400 s or, in `make test`, of one hour with all its events in it. TORTURE asks
 * for whole days, at most that many seconds of real time. */
#include "content/feed.h"
#include "stage/stage.h"

#include "base/log.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"
#include "support/descriptors.h"
#include "support/folder.h"

#include <SDL.h>
#include <cjson/cJSON.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Sanitizers take ten times as long, and look for leaks themselves. */
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = true, HOURLY_DAYS = 2 };
#else
enum { SANITIZED = false, HOURLY_DAYS = 5 };
#endif
enum { WIDTH = 320, HEIGHT = 180, SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };
enum { TURNS_MAX = 64, SLIDES_MAX = 32, LATE_MS = 1000, HEAL_MS = MINUTE + SECOND };
enum { DAYS = 30, GROWTH_MAX = 64 * 1024 };

/* The plan: made of the JSON alone, but for how long a page takes to read. */

struct planned {
    char name[64];
    int page, ms;
};

struct plan {
    int64_t minute;
    bool trusted;
    struct planned turns[TURNS_MAX];
    int count;
    int64_t loop_ms;
};

/* How often and how long a page was planned to be seen and was. */
struct seen {
    char name[64];
    long planned, shown;
    int64_t planned_ms, shown_ms;
};

struct soak {
    struct feed_options options;
    struct feed *feed;
    struct edition *edition;
    struct show *playing, *coming;
    struct raster *raster;
    struct presenter *presenter;
    struct stage *stage;
    struct stage_time time;
    struct plan plan;
    int64_t disturbed_until; /* monotonic: until then the screen may still be finding its place */
    int64_t alert_from, alert_until;
    struct seen seen[SLIDES_MAX];
    int seen_count;
    struct planned slot; /* the planned turn that is on, since when, and how long it was shown */
    int64_t slot_start, slot_shown, worst_ms;
    bool slot_disturbed;
};

static cJSON *read_json(const char *folder, const char *path)
{
    char full[256], text[65536];
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "r");
    if (!file) {
        return NULL;
    }
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return cJSON_Parse(text);
}

static const char *string_of(const cJSON *json, const char *key)
{
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));
}

static bool on_weekday(const cJSON *item, int weekday)
{
    static const char *const names[] = { "sunday",   "monday", "tuesday", "wednesday",
                                         "thursday", "friday", "saturday" };
    const cJSON *days = cJSON_GetObjectItemCaseSensitive(item, "weekdays"), *day;
    bool found = !days;
    cJSON_ArrayForEach(day, days)
    {
        found = found || strcmp(cJSON_GetStringValue(day), names[weekday]) == 0;
    }
    return found;
}

/* Days are compared as they are written. */
static bool may_play(const cJSON *item, const struct tm *local, bool trusted)
{
    char today[32];
    const char *from = string_of(item, "from"), *until = string_of(item, "until");
    bool dated = from || until || cJSON_GetObjectItemCaseSensitive(item, "weekdays");
    strftime(today, sizeof today, "%Y-%m-%d", local);
    return (trusted || !dated) && on_weekday(item, local->tm_wday) &&
           (!from || strcmp(today, from) >= 0) && (!until || strcmp(today, until) <= 0);
}

static void add_planned(struct plan *plan, const struct show *show, const char *name, int seconds)
{
    const struct slide *slide = show_slide(show, name);
    for (int page = 0; slide && page < slide_pages(slide, show); page++) {
        struct planned *turn = &plan->turns[plan->count++];
        snprintf(turn->name, sizeof turn->name, "%s", name);
        turn->page = page;
        turn->ms = seconds ? seconds * SECOND : slide_duration_ms(slide, show);
        plan->loop_ms += turn->ms;
    }
}

/* The shipped alert is long over; the one that is made here is planned by its instants, since in
 * the hour that comes twice its times of day do. */
static void plan_alert(struct plan *plan, const struct soak *soak)
{
    int64_t now = plan->minute * MINUTE;
    if (plan->trusted && now >= soak->alert_from && now < soak->alert_until) {
        add_planned(plan, soak->playing, "alert-test", 0);
    }
}

static void plan_playlist(struct plan *plan, const struct soak *soak, const struct tm *local)
{
    cJSON *playlist = read_json(soak->options.folder, "playlist.json"), *item;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(playlist, "items"))
    {
        const cJSON *seconds = cJSON_GetObjectItemCaseSensitive(item, "seconds");
        if (may_play(item, local, plan->trusted)) {
            add_planned(plan, soak->playing, string_of(item, "slide"),
                        seconds ? seconds->valueint : 0);
        }
    }
    cJSON_Delete(playlist);
}

/* The plan of a minute is made anew when the minute or the content is another. */
static const struct plan *plan_at(struct soak *soak, int64_t utc_ms)
{
    struct plan *plan = &soak->plan;
    time_t seconds = (time_t)(utc_ms / SECOND);
    struct tm local;
    if (plan->count && plan->minute == utc_ms / MINUTE && plan->trusted == soak->time.trusted) {
        return plan;
    }
    assert_non_null(localtime_r(&seconds, &local));
    *plan = (struct plan){ .minute = utc_ms / MINUTE, .trusted = soak->time.trusted };
    plan_alert(plan, soak);
    if (plan->count == 0) {
        plan_playlist(plan, soak, &local);
    }
    assert_true(plan->count > 0);
    return plan;
}

/* Returns the planned turn at that time and how long it still lasts, at most to the end of the
 * minute. */
static const struct planned *planned_at(struct soak *soak, int64_t utc_ms, int64_t *left_ms,
                                        int64_t *start_ms)
{
    const struct plan *plan = plan_at(soak, utc_ms);
    int64_t place = utc_ms % plan->loop_ms, minute = MINUTE - utc_ms % MINUTE;
    int i = 0;
    for (; place >= plan->turns[i].ms; i++) {
        place -= plan->turns[i].ms;
    }
    *start_ms = utc_ms - place;
    *left_ms = plan->turns[i].ms - place < minute ? plan->turns[i].ms - place : minute;
    return &plan->turns[i];
}

static struct seen *seen_of(struct soak *soak, const char *name)
{
    for (int i = 0; i < soak->seen_count; i++) {
        if (strcmp(soak->seen[i].name, name) == 0) {
            return &soak->seen[i];
        }
    }
    assert_true(soak->seen_count < SLIDES_MAX);
    struct seen *seen = &soak->seen[soak->seen_count++];
    snprintf(seen->name, sizeof seen->name, "%s", name);
    return seen;
}

/* A planned turn is over: it counts as shown when the screen showed it but for the fade. */
static void end_slot(struct soak *soak, int64_t lasted_ms)
{
    if (soak->slot.ms == 0 || soak->slot_disturbed) {
        return;
    }
    struct seen *seen = seen_of(soak, soak->slot.name);
    int64_t missing = lasted_ms - soak->slot_shown;
    seen->planned++;
    seen->shown += missing <= LATE_MS;
    seen->planned_ms += lasted_ms;
    seen->shown_ms += soak->slot_shown;
    soak->worst_ms = missing > soak->worst_ms ? missing : soak->worst_ms;
    if (missing > LATE_MS) {
        print_error("%s page %d: planned at %lld for %lld ms, shown %lld ms\n", soak->slot.name,
                    soak->slot.page, (long long)soak->slot_start, (long long)lasted_ms,
                    (long long)soak->slot_shown);
    }
}

/* Notes that from this time on for that long the screen shows what it shows. */
static void observe(struct soak *soak, int64_t lasts_ms)
{
    const struct visit *visit = stage_visit(soak->stage);
    bool warns = visit->session.page == PAGE_ALERT; /* a kiosk's own page of the alert */
    bool visited = visit_shows_page(visit) && !warns;
    const struct slide *slide = warns ? visit->alert : stage_slide(soak->stage);
    soak->disturbed_until = visited && soak->disturbed_until < soak->time.monotonic_ms + lasts_ms
                                ? soak->time.monotonic_ms + lasts_ms
                                : soak->disturbed_until;
    for (int64_t at = 0, left, start; at < lasts_ms; at += left) {
        const struct planned *planned = planned_at(soak, soak->time.utc_ms + at, &left, &start);
        left = left < lasts_ms - at ? left : lasts_ms - at;
        bool same = start == soak->slot_start && planned->page == soak->slot.page &&
                    strcmp(planned->name, soak->slot.name) == 0;
        if (!same) {
            int64_t now = soak->time.utc_ms + at;
            end_slot(soak, now - (soak->slot_start > 0 ? soak->slot_start : now));
            soak->slot = *planned;
            soak->slot_start = start;
            soak->slot_shown = 0;
            soak->slot_disturbed = start != now; /* only its rest is planned */
        }
        bool right = slide && strcmp(slide->name, planned->name) == 0;
        soak->slot_shown += right ? left : 0;
        soak->slot_disturbed = soak->slot_disturbed ||
                               soak->time.monotonic_ms + at < soak->disturbed_until;
    }
}

/* For that long the screen may be elsewhere. */
static void disturb(struct soak *soak, int64_t ms)
{
    soak->disturbed_until = soak->time.monotonic_ms + ms;
    soak->slot_disturbed = true;
    soak->plan.count = 0;
}

static void take_news(struct soak *soak)
{
    struct edition *edition = feed_take(soak->feed);
    if (!edition) {
        return;
    }
    edition_free(soak->edition);
    soak->edition = edition;
    if (edition->show) {
        show_free(soak->coming);
        soak->coming = edition->show;
        edition->show = NULL;
        if (soak->stage) {
            stage_show(soak->stage, soak->coming, -1);
        }
    }
}

/* One turn of the loop; returns when the next is due. Most frames of a fade are left out. */
static int64_t turn(struct soak *soak)
{
    enum { STEP_MS = 200, DECODE_MS = 200 };
    int64_t due = stage_step(soak->stage, soak->time), now = soak->time.monotonic_ms;
    assert_true(due > now);
    if (!stage_right(soak->stage)) {
        SDL_Delay(DECODE_MS); /* the thread that decodes pictures has no simulated time */
    }
    if (soak->coming && stage_showing(soak->stage) == soak->coming) {
        show_free(soak->playing);
        soak->playing = soak->coming;
        soak->coming = NULL;
        soak->plan.count = 0;
    }
    return due < now + STEP_MS && visit_shows_page(stage_visit(soak->stage)) ? now + STEP_MS : due;
}

static void pass(struct soak *soak, int64_t ms)
{
    int64_t end = soak->time.monotonic_ms + ms;
    while (soak->time.monotonic_ms < end) {
        int64_t due = turn(soak);
        due = due < end ? due : end;
        observe(soak, due - soak->time.monotonic_ms);
        soak->time.utc_ms += due - soak->time.monotonic_ms;
        soak->time.monotonic_ms = due;
    }
}

/* What happens in a day. */

static void read_content(struct soak *soak)
{
    feed_ask(soak->feed);
    int64_t now = soak->time.monotonic_ms;
    while (feed_step(soak->feed, now, soak->time.utc_ms) == now + 1) { /* until all is kept */
        take_news(soak);
    }
    take_news(soak);
    disturb(soak, soak->coming ? HEAL_MS : 0);
}

static void edit(struct soak *soak)
{
    static bool other;
    other = !other;
    assert_true(folder_shell(other ? "sed -i s/Repérez/Cherchez/ content/slides/notice-safety.json"
                                   : "sed -i s/Cherchez/Repérez/ "
                                     "content/slides/notice-safety.json"));
    read_content(soak);
    assert_int_equal(soak->edition->report.errors, 0);
}

static void break_a_file(struct soak *soak)
{
    assert_true(folder_shell("cp content/slides/charter.json charter.json && "
                             "truncate -s 100 content/slides/charter.json"));
    read_content(soak);
    assert_true(soak->edition->report.errors > 0);
    assert_int_equal(soak->edition->stale_count, 1);
}

static void repair_it(struct soak *soak)
{
    assert_true(folder_shell("mv charter.json content/slides/charter.json"));
    read_content(soak);
    assert_int_equal(soak->edition->report.errors, 0);
}

static void write_local(int64_t utc_ms, char out[32])
{
    time_t seconds = (time_t)(utc_ms / SECOND);
    struct tm local;
    strftime(out, 32, "%Y-%m-%dT%H:%M", localtime_r(&seconds, &local));
}

/* From in two minutes for four. */
static void warn(struct soak *soak)
{
    char from[32], until[32], text[512];
    soak->alert_from = (soak->time.utc_ms / MINUTE + 2) * MINUTE;
    soak->alert_until = soak->alert_from + 4 * MINUTE;
    write_local(soak->alert_from, from);
    write_local(soak->alert_until, until);
    snprintf(text, sizeof text,
             "{\"kind\": \"alert\", \"headline\": {\"fr\": \"Fermeture\", \"en\": \"Closed\"}, "
             "\"when\": {\"fr\": \"Maintenant\", \"en\": \"Now\"}, "
             "\"detail\": {\"fr\": \"Sortez.\", \"en\": \"Leave.\"}, "
             "\"from\": \"%s\", \"until\": \"%s\"}",
             from, until);
    folder_put_whole("slides/alert-test.json", text);
    read_content(soak);
}

static void end_warning(struct soak *soak)
{
    folder_put("slides/alert-test.json", NULL);
    soak->alert_from = soak->alert_until = 0;
    read_content(soak);
}

static void touch(struct soak *soak, enum kiosk_event_type type)
{
    stage_act(soak->stage, (struct visit_act){ .event.type = type }, soak->time);
    disturb(soak, 5 * SECOND);
    pass(soak, 2 * SECOND);
}

static void visit(struct soak *soak)
{
    touch(soak, EVENT_ENTER);
    touch(soak, EVENT_NEXT);
    touch(soak, EVENT_ENTER);
    assert_true(visit_shows_page(stage_visit(soak->stage)));
}

static void set_clock(struct soak *soak, int64_t utc_ms, bool trusted)
{
    soak->time.utc_ms = utc_ms;
    soak->time.trusted = trusted;
    disturb(soak, HEAL_MS);
}

static void jump(struct soak *soak, int64_t ms)
{
    set_clock(soak, soak->time.utc_ms + ms, true);
}

static void an_hour_on(struct soak *soak)
{
    jump(soak, HOUR);
}

static void an_hour_back(struct soak *soak)
{
    jump(soak, -HOUR);
}

static const int64_t ten_years = (int64_t)3652 * 24 * HOUR;

static void ten_years_on(struct soak *soak)
{
    jump(soak, ten_years);
}

static void ten_years_back(struct soak *soak)
{
    jump(soak, -ten_years);
}

/* As after a start without a network, and when that comes. */
static void doubt(struct soak *soak)
{
    set_clock(soak, soak->time.utc_ms - 14 * 24 * HOUR, false);
}

static void trust(struct soak *soak)
{
    set_clock(soak, soak->time.utc_ms + 14 * 24 * HOUR, true);
}

static const struct {
    int permille; /* of the day */
    void (*happens)(struct soak *soak);
} events[] = {
    { 40, edit },          { 120, warn },           { 280, end_warning }, { 320, visit },
    { 400, break_a_file }, { 440, repair_it },      { 480, an_hour_on },  { 540, an_hour_back },
    { 600, ten_years_on }, { 660, ten_years_back }, { 720, doubt },       { 800, trust },
};

static void live_a_day(struct soak *soak, int64_t day_ms)
{
    int64_t start = soak->time.monotonic_ms;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        pass(soak, start + day_ms * events[i].permille / 1000 - soak->time.monotonic_ms);
        events[i].happens(soak);
    }
    pass(soak, start + day_ms - soak->time.monotonic_ms);
}

static int64_t utc_of(const char *local)
{
    struct date date;
    int minute;
    assert_true(moment_parse(local, &date, &minute));
    return moment_to_utc(date, minute);
}

static void set_up_soak(struct soak *soak, const char *screen)
{
    const char *folder = folder_make();
    assert_true(folder_shell("rm -rf content"));
    char command[256];
    snprintf(command, sizeof command, "cp -r content %s", folder);
    assert_int_equal(system(command), 0);
    static char state[128];
    static const char *places[2] = { state };
    snprintf(state, sizeof state, "%.*s/state", (int)(strrchr(folder, '/') - folder), folder);
    *soak = (struct soak){ .raster = raster_open("assets") };
    assert_non_null(soak->raster);
    soak->options = (struct feed_options){
        .folder = folder,
        .show = { .assets = "assets", .kinds = slide_records, .screen = screen },
        .places = places,
    };
    soak->feed = feed_open(&soak->options);
    soak->time = (struct stage_time){ .monotonic_ms = 5000, .trusted = true };
    read_content(soak);
    soak->playing = soak->coming;
    soak->coming = NULL;
    assert_non_null(soak->playing);
    show_set_zone(soak->playing);
    raster_set_source(soak->raster, soak->playing->source);
    const struct presenter_options window = {
        .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = PRESENT_SURFACE
    };
    soak->presenter = presenter_open(&window);
    assert_non_null(soak->presenter);
    soak->stage = stage_create(soak->presenter, soak->raster, soak->playing, -1);
    assert_non_null(soak->stage);
}

static void tear_down_soak(struct soak *soak)
{
    stage_free(soak->stage);
    presenter_close(soak->presenter);
    feed_close(soak->feed);
    edition_free(soak->edition);
    show_free(soak->playing);
    show_free(soak->coming);
    raster_close(soak->raster);
    folder_remove();
}

/* Bytes in use, but for what fills up to a bound by design: caches, and the counts of visitors. */
static long memory_in_use(const struct soak *soak)
{
    struct mallinfo2 info = mallinfo2();
    const struct usage *usage = &stage_visit(soak->stage)->usage;
    return (long)(info.uordblks + info.hblkhd) -
           (long)raster_statistics(soak->raster)->cache_bytes -
           (long)(usage->capacity * sizeof *usage->entries);
}

struct use {
    long bytes;
    int surfaces, descriptors;
};

static struct use use_of(const struct soak *soak)
{
    return (struct use){ memory_in_use(soak), SDL_GetNumAllocations(), count_descriptors() };
}

static double real_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void report(const struct soak *soak, int days, bool whole)
{
    long planned = 0, shown = 0;
    int64_t planned_ms = 0, shown_ms = 0;
    for (int i = 0; i < soak->seen_count; i++) {
        const struct seen *seen = &soak->seen[i];
        planned += seen->planned;
        shown += seen->shown;
        planned_ms += seen->planned_ms;
        shown_ms += seen->shown_ms;
        print_message("%s: planned %ld times, %lld s; shown %ld times, %lld s\n", seen->name,
                      seen->planned, (long long)seen->planned_ms / SECOND, seen->shown,
                      (long long)seen->shown_ms / SECOND);
        assert_int_equal(seen->planned, seen->shown);
    }
    printf("figure: soak: %d days of %s: %d slides planned %ld times and shown %ld times, at most "
           "%lld ms late (goal: all, 1000 ms)\n",
           days, whole ? "24 h" : "1 h", soak->seen_count, planned, shown,
           (long long)soak->worst_ms);
    assert_true(planned > 0 && shown_ms <= planned_ms);
}

static struct use least(const struct use *uses, int count)
{
    struct use least = uses[0];
    for (int i = 1; i < count; i++) {
        least.bytes = uses[i].bytes < least.bytes ? uses[i].bytes : least.bytes;
        least.surfaces = uses[i].surfaces < least.surfaces ? uses[i].surfaces : least.surfaces;
        least.descriptors = uses[i].descriptors < least.descriptors ? uses[i].descriptors
                                                                    : least.descriptors;
    }
    return least;
}

/* Which fonts are open when a day ends is a matter of chance and of some 200 KiB, so the least of
 * the later half of the days is held against the least of the earlier. */
static void report_growth(const struct use *uses, int days)
{
    struct use before = least(uses, days / 2), after = least(uses + days / 2, days - days / 2);
    long bytes = after.bytes - before.bytes;
    int surfaces = after.surfaces - before.surfaces;
    int descriptors = after.descriptors - before.descriptors;
    int one_a_day = days - days / 2; /* what caches hold makes it two or three more or less */
    printf("figure: soak: from the first half to the second memory grew by %ld bytes, SDL's "
           "allocations by %d, open descriptors by %d (goal: under 64 KiB, less than one a day, "
           "0)\n",
           bytes, surfaces, descriptors);
    assert_true(bytes < GROWTH_MAX);
    assert_true(surfaces < one_a_day && descriptors == 0);
}

/* The days begin where clocks are strange: with summer time ending and beginning, a year ending, 32
 * bits of seconds ending; the rest follows on. */
static int64_t day_start(int day, bool whole)
{
    static const char *const days[] = { "2026-10-24T00:00", "2026-12-31T00:00", "2027-03-27T12:00",
                                        "2038-01-18T12:00", "2026-11-02T00:00" };
    static const char *const hours[] = { "2026-11-02T23:55", "2026-10-25T02:05", "2026-12-31T23:20",
                                         "2027-03-28T01:20", "2038-01-19T03:40" };
    enum { STARTS = sizeof days / sizeof *days };
    int step = whole ? 2 : 1; /* whole days come in twos, so that the day after is seen, too */
    return day % step == 0 && day / step < STARTS ? utc_of((whole ? days : hours)[day / step]) : -1;
}

static void soak_for_days(void **state)
{
    (void)state;
    const char *torture = getenv("TORTURE");
    bool whole = torture != NULL;
    double end = real_seconds() + (whole ? strtod(torture, NULL) : 1e9);
    static struct soak soak;
    set_up_soak(&soak, "kiosk");
    soak.time.utc_ms = day_start(0, whole);
    stage_welcome(soak.stage, false, NULL, soak.time);
    disturb(&soak, HEAL_MS);
    struct use uses[DAYS];
    int day = 0;
    for (; day < (whole ? DAYS : HOURLY_DAYS) && (day < 2 || real_seconds() < end); day++) {
        int64_t start = day_start(day, whole);
        if (start >= 0) {
            set_clock(&soak, start, true);
        }
        live_a_day(&soak, whole ? 24 * HOUR : HOUR);
        uses[day] = use_of(&soak);
        print_message("day %d: %ld bytes, %d of SDL's, %d descriptors\n", day, uses[day].bytes,
                      uses[day].surfaces, uses[day].descriptors);
    }
    report(&soak, day, whole);
    if (!SANITIZED) {
        report_growth(uses, day);
    }
    tear_down_soak(&soak);
}

/* Lets the stage live up to that time, as if it alone ran. */
static void pass_until(struct stage *stage, struct stage_time *time, int64_t utc_ms)
{
    while (time->utc_ms < utc_ms) {
        int64_t due = stage_step(stage, *time), left = utc_ms - time->utc_ms;
        assert_true(due > time->monotonic_ms);
        int64_t step = due - time->monotonic_ms < left ? due - time->monotonic_ms : left;
        time->utc_ms += step;
        time->monotonic_ms += step;
    }
}

static const char *name_on(const struct stage *stage)
{
    const struct slide *slide = stage_slide(stage);
    return slide ? slide->name : "fallback";
}

/* Screens that were started at odd times, and never hear of each other, show the same page but for
 * the moment in which it changes. */
static void screens_agree(void **state)
{
    enum { SCREENS = 8, LOOKS = 60, EVERY_MS = 7300 };
    (void)state;
    static struct soak screens;
    struct soak *soak = &screens;
    struct presenter *presenters[SCREENS];
    struct stage *stages[SCREENS];
    struct stage_time times[SCREENS];
    set_up_soak(soak, "default");
    int64_t now = utc_of("2026-11-24T10:00");
    int looks = LOOKS * (getenv("TORTURE") ? 20 : 1), agreed = 0;
    for (int i = 0; i < SCREENS; i++) {
        const struct presenter_options window = {
            .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = PRESENT_SURFACE
        };
        presenters[i] = presenter_open(&window);
        assert_non_null(presenters[i]);
        stages[i] = stage_create(presenters[i], soak->raster, soak->playing, -1);
        times[i] = (struct stage_time){ now - i * 13337, 1000 + i * 777777, true };
    }
    for (int look = 0; look < looks; look++) {
        now += EVERY_MS;
        for (int tries = 0; tries < 2; tries++) {
            bool same = true;
            for (int i = 0; i < SCREENS; i++) {
                pass_until(stages[i], &times[i], now);
                same = same && strcmp(name_on(stages[i]), name_on(stages[0])) == 0;
            }
            agreed += same && tries == 0;
            assert_true(same || tries == 0);
            now += same || tries ? 0 : LATE_MS;
        }
    }
    printf("figure: %d screens started apart: the same page %d times of %d, and else %d ms later "
           "(goal: within a second)\n",
           SCREENS, agreed, looks, LATE_MS);
    for (int i = 0; i < SCREENS; i++) {
        stage_free(stages[i]);
        presenter_close(presenters[i]);
    }
    tear_down_soak(soak);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(soak_for_days),
        cmocka_unit_test(screens_agree),
    };
    log_set_level(LOG_ERROR);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
