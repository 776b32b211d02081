/* A screen with hours, through simulated days on SDL's dummy driver: dark from the first frame on,
 * not drawn while it is off, and lit by what may light it. */
#include "stage/stage.h"
#include "support/cmocka_all.h"
#include "support/hall.h"

#include "slides/slide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND = 1000, MINUTE = 60000, HOUR = 3600000 };

#define SITE                                                                                       \
    {                                                                                              \
        "site.json", "{ \"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": "    \
                     "[\"fr\"] }"                                                                  \
    }
#define OFFICE                                                                                     \
    {                                                                                              \
        "hours.json",                                                                              \
            "{ \"services\": [ { \"id\": \"accueil\", \"name\": \"Accueil\", \"weekly\": [ "       \
            "{ \"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"], "     \
            "\"opens\": \"09:00\", \"closes\": \"16:00\" } ] } ], "                                \
            "\"exceptions\": [ { \"from\": \"2026-12-24\", \"reason\": \"Noël\" } ] }"            \
    }
#define PLAYLIST                                                                                   \
    {                                                                                              \
        "playlist.json", "{ \"items\": [ { \"slide\": \"hello\", \"seconds\": 20 } ] }"            \
    }
#define HELLO                                                                                      \
    {                                                                                              \
        "slides/hello.json", "{ \"kind\": \"notice\", \"title\": \"Bonjour\", \"headline\": "      \
                             "\"Bienvenue\", \"body\": \"Entrez.\" }"                              \
    }
#define ALERT_AT_NIGHT                                                                             \
    {                                                                                              \
        "slides/urgent.json", "{ \"kind\": \"alert\", \"headline\": \"Évacuation\", \"from\": "   \
                              "\"2026-11-24T22:00\", \"until\": \"2026-11-24T22:30\" }"            \
    }
#define SCREEN(text)                                                                               \
    {                                                                                              \
        "screens/default.json", text                                                               \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }
#define DAYS    "{ \"hours\": { \"spans\": [ { \"from\": \"07:30\", \"to\": \"19:00\" } ] } }"
#define OPENING "{ \"hours\": { \"opening\": { \"before\": 30, \"after\": 15 } } }"
#define NO_ALERTS                                                                                  \
    "{ \"hours\": { \"spans\": [ { \"from\": \"07:30\", \"to\": \"19:00\" } ], "                   \
    "\"alerts\": false } }"
#define NIGHT                                                                                      \
    "{ \"hours\": { \"spans\": [ { \"weekdays\": [\"saturday\"], \"from\": \"22:00\", "            \
    "\"to\": \"02:30\" } ] } }"

static const struct hall_file days[] = { SITE, PLAYLIST, HELLO, ALERT_AT_NIGHT, SCREEN(DAYS), END };
static const struct hall_file always[] = { SITE, PLAYLIST, HELLO, SCREEN("{}"), END };
static const struct hall_file deaf[] = { SITE,           PLAYLIST,          HELLO,
                                         ALERT_AT_NIGHT, SCREEN(NO_ALERTS), END };
static const struct hall_file opening[] = { SITE, OFFICE, PLAYLIST, HELLO, SCREEN(OPENING), END };
static const struct hall_file no_hours_file[] = { SITE, PLAYLIST, HELLO, SCREEN(OPENING), END };
static const struct hall_file night[] = { SITE, PLAYLIST, HELLO, SCREEN(NIGHT), END };

struct fixture {
    struct raster *raster;
    struct presenter *presenter;
    struct show *show;
    struct stage *stage;
    struct stage_time time;
};

static void open_show(struct fixture *fixture, struct show *show, const char *at)
{
    struct date date;
    int minute;
    *fixture = (struct fixture){ .raster = raster_open("assets"), .show = show };
    assert_non_null(fixture->raster);
    show_set_zone(show);
    raster_set_content(fixture->raster, show->root);
    const struct presenter_options window = {
        .headless = true, .width = 640, .height = 360, .presenting = PRESENT_SURFACE
    };
    fixture->presenter = presenter_open(&window);
    assert_non_null(fixture->presenter);
    fixture->stage = stage_create(fixture->presenter, fixture->raster, show, -1);
    assert_non_null(fixture->stage);
    assert_true(moment_parse(at, &date, &minute));
    fixture->time = (struct stage_time){ .utc_ms = moment_to_utc(date, minute),
                                         .monotonic_ms = 5000,
                                         .trusted = true };
}

static void open_fixture(struct fixture *fixture, const struct hall_file *files, const char *at)
{
    open_show(fixture, hall_load(files), at);
}

static const char *kiosk_folder;

static void close_fixture(struct fixture *fixture)
{
    stage_free(fixture->stage);
    presenter_close(fixture->presenter);
    show_free(fixture->show);
    raster_close(fixture->raster);
    if (kiosk_folder) {
        char command[160];
        snprintf(command, sizeof command, "rm -rf %s", kiosk_folder);
        assert_int_equal(system(command), 0);
        kiosk_folder = NULL;
    }
}

/* Lets that much time pass, calling the stage exactly when it asked to be called. */
static void pass(struct fixture *fixture, int64_t ms)
{
    int64_t end = fixture->time.monotonic_ms + ms;
    for (;;) {
        int64_t due = stage_step(fixture->stage, fixture->time);
        assert_true(due > fixture->time.monotonic_ms);
        int64_t next = due < end ? due : end;
        fixture->time.utc_ms += next - fixture->time.monotonic_ms;
        fixture->time.monotonic_ms = next;
        if (due > end) {
            return;
        }
    }
}

/* Returns whether all pixels on the screen are black. */
static bool is_black(void)
{
    SDL_Window *window = NULL;
    for (Uint32 id = 1; !window && id < 100; id++) {
        window = SDL_GetWindowFromID(id);
    }
    assert_non_null(window);
    const SDL_Surface *surface = SDL_GetWindowSurface(window);
    assert_non_null(surface);
    for (int y = 0; y < surface->h; y++) {
        const Uint32 *row = (const Uint32 *)((const char *)surface->pixels +
                                             (ptrdiff_t)y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            if ((row[x] & 0xFFFFFF) != 0) {
                return false;
            }
        }
    }
    return true;
}

static void assert_off(struct fixture *fixture, bool off)
{
    struct light light;
    assert_int_equal(stage_is_off(fixture->stage, &light), off);
    assert_int_equal(is_black(), off);
    assert_true(stage_right(fixture->stage));
}

static unsigned long presents(const struct fixture *fixture)
{
    return presenter_statistics(fixture->presenter)->presents;
}

/* Started at 22:40, it never flashes: the first frame is black, the second is the page at 7:30. */
static void a_start_at_night_stays_dark(void **state)
{
    (void)state;
    struct fixture fixture;
    struct light light;
    open_fixture(&fixture, days, "2026-11-24T22:40");
    stage_step(fixture.stage, fixture.time);
    assert_off(&fixture, true);
    assert_int_equal(presents(&fixture), 1);
    assert_true(stage_is_off(fixture.stage, &light) && light.changes);
    assert_true(light.change_utc_ms == moment_to_utc((struct date){ 2026, 11, 25 }, 7 * 60 + 30));
    pass(&fixture, 8 * HOUR + 49 * MINUTE);
    assert_int_equal(presents(&fixture), 1);
    assert_int_equal(stage_statistics(fixture.stage)->rasters, 1);
    assert_true(stage_statistics(fixture.stage)->wakes < 8 * 60 + 55);
    assert_off(&fixture, true);
    assert_null(stage_slide(fixture.stage));
    pass(&fixture, MINUTE + 2 * SECOND);
    assert_off(&fixture, false);
    assert_string_equal(stage_slide(fixture.stage)->name, "hello");
    close_fixture(&fixture);
}

/* Through the evening: a fade to black, then nothing. */
static void it_goes_off_in_the_evening(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, days, "2026-11-24T18:58");
    pass(&fixture, MINUTE + 58 * SECOND);
    assert_off(&fixture, false);
    pass(&fixture, 4 * SECOND);
    assert_off(&fixture, true);
    unsigned long before = presents(&fixture);
    pass(&fixture, 2 * HOUR);
    assert_int_equal(presents(&fixture), before);
    stage_skip(fixture.stage, 1, fixture.time); /* a key does not light it */
    stage_tell_trouble(fixture.stage, true);
    pass(&fixture, MINUTE);
    assert_off(&fixture, true);
    assert_true(stage_refresh(fixture.stage)); /* nor does a window that lost its contents */
    pass(&fixture, MINUTE);
    assert_off(&fixture, true);
    close_fixture(&fixture);
}

static void an_alert_lights_it_if_it_may(void **state)
{
    (void)state;
    for (int may = 0; may < 2; may++) {
        struct fixture fixture;
        struct light light;
        open_fixture(&fixture, may ? days : deaf, "2026-11-24T21:30");
        pass(&fixture, 10 * SECOND);
        assert_off(&fixture, true);
        stage_is_off(fixture.stage, &light);
        assert_true(light.change_utc_ms ==
                    (may ? moment_to_utc((struct date){ 2026, 11, 24 }, 22 * 60)
                         : moment_to_utc((struct date){ 2026, 11, 25 }, 7 * 60 + 30)));
        pass(&fixture, 31 * MINUTE);
        assert_off(&fixture, !may);
        if (may) {
            assert_string_equal(stage_slide(fixture.stage)->name, "urgent");
        }
        pass(&fixture, 30 * MINUTE);
        assert_off(&fixture, true);
        close_fixture(&fixture);
    }
}

static void a_clock_that_may_be_wrong_means_on(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, days, "2026-11-24T23:00");
    fixture.time.trusted = false;
    pass(&fixture, 5 * MINUTE);
    assert_off(&fixture, false);
    fixture.time.trusted = true; /* the network came */
    pass(&fixture, MINUTE + 2 * SECOND);
    assert_off(&fixture, true);
    fixture.time.trusted = false;
    pass(&fixture, MINUTE + 2 * SECOND);
    assert_off(&fixture, false);
    close_fixture(&fixture);
}

/* Jumps of an hour and of ten years, either way, heal within a minute. */
static void clock_jumps_heal(void **state)
{
    (void)state;
    static const struct {
        int64_t jump_ms;
        bool off;
    } rows[] = {
        { 8 * (int64_t)HOUR, true },          /* 12:00 to 20:00 */
        { -(int64_t)HOUR, true },             /* 19:01 */
        { -(int64_t)HOUR, false },            /* 18:02 */
        { 3652 * 24 * (int64_t)HOUR, false }, /* ten years on, at the same time */
        { 12 * (int64_t)HOUR, true },
        { -3652 * 24 * (int64_t)HOUR, true },
        { -12 * (int64_t)HOUR, false },
    };
    struct fixture fixture;
    open_fixture(&fixture, days, "2026-11-23T12:00");
    pass(&fixture, 5 * SECOND);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture.time.utc_ms += rows[i].jump_ms;
        pass(&fixture, MINUTE + 2 * SECOND);
        assert_off(&fixture, rows[i].off);
    }
    close_fixture(&fixture);
}

static void it_follows_the_opening_hours(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        bool off;
    } rows[] = {
        { "2026-11-24T08:29", true },  { "2026-11-24T08:30", false }, { "2026-11-24T16:14", false },
        { "2026-11-24T16:15", true },  { "2026-11-28T12:00", true }, /* a Saturday */
        { "2026-12-24T12:00", true },                                /* closed on that day */
        { "2026-12-25T12:00", true },                                /* a public holiday */
        { "2026-12-28T12:00", false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture fixture;
        open_fixture(&fixture, opening, rows[i].at);
        pass(&fixture, SECOND);
        assert_off(&fixture, rows[i].off);
        close_fixture(&fixture);
    }
    struct fixture lost; /* without hours.json nothing says when to be dark */
    open_fixture(&lost, no_hours_file, "2026-11-28T12:00");
    pass(&lost, SECOND);
    assert_off(&lost, false);
    close_fixture(&lost);
}

/* 25 hours in October, 23 in March: dark and lit for as long as they should be. */
static void nights_of_the_changing_clock(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        int lit_minutes;
    } rows[] = { { "2026-10-24T21:00", 270 }, { "2026-03-28T21:00", 240 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture fixture;
        struct light light;
        int lit = 0;
        open_fixture(&fixture, night, rows[i].at);
        pass(&fixture, 2 * SECOND);
        for (int minute = 0; minute < 8 * 60; minute++) {
            lit += !stage_is_off(fixture.stage, &light);
            pass(&fixture, MINUTE);
        }
        assert_int_equal(lit, rows[i].lit_minutes);
        close_fixture(&fixture);
    }
}

/* Staff change the hours while it plays: they hold at once. */
static void new_hours_hold_at_once(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, days, "2026-11-24T20:00");
    struct show *lit = hall_load(always), *dark = hall_load(days);
    pass(&fixture, MINUTE);
    assert_off(&fixture, true);
    stage_show(fixture.stage, lit, -1);
    pass(&fixture, SECOND);
    assert_ptr_equal(stage_showing(fixture.stage), lit);
    assert_off(&fixture, false);
    unsigned long before = presents(&fixture);
    stage_show(fixture.stage, dark, -1);
    pass(&fixture, SECOND);
    assert_off(&fixture, true);
    stage_show(fixture.stage, fixture.show, -1);
    before = presents(&fixture);
    pass(&fixture, MINUTE); /* new content does not light it */
    assert_off(&fixture, true);
    assert_int_equal(presents(&fixture), before);
    show_free(lit);
    show_free(dark);
    close_fixture(&fixture);
}

/* The panel is hung upright and somebody says so: the picture turns without a restart. */
static void a_new_rotation_holds_at_once(void **state)
{
    (void)state;
    static const struct hall_file upright[] = { SITE, PLAYLIST, HELLO,
                                                SCREEN("{ \"rotation\": 90 }"), END };
    struct fixture fixture;
    open_fixture(&fixture, always, "2026-11-24T12:00");
    struct show *turned = hall_load(upright);
    pass(&fixture, 5 * SECOND);
    stage_show(fixture.stage, turned, -1);
    pass(&fixture, 2 * SECOND);
    assert_int_equal(stage_picture(fixture.stage)->width, 360);
    assert_int_equal(stage_picture(fixture.stage)->height, 640);
    assert_off(&fixture, false);
    stage_show(fixture.stage, fixture.show, -1);
    pass(&fixture, 2 * SECOND);
    assert_int_equal(stage_picture(fixture.stage)->width, 640);
    assert_off(&fixture, false);
    show_free(turned);
    close_fixture(&fixture);
}

/* A still minute costs what it did, and the hour moves the picture. */
static void the_panel_is_cared_for(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, always, "2026-11-24T12:57");
    pass(&fixture, 10 * SECOND);
    int before = stage_picture(fixture.stage)->marks[1].box.y;
    int x = stage_picture(fixture.stage)->marks[1].box.x;
    pass(&fixture, 2 * MINUTE);
    assert_int_equal(stage_picture(fixture.stage)->marks[1].box.y, before);
    pass(&fixture, 2 * MINUTE);
    const struct mark *mark = &stage_picture(fixture.stage)->marks[1];
    assert_true(mark->box.y != before || mark->box.x != x);
    close_fixture(&fixture);
}

static void touch(struct fixture *fixture)
{
    const int steps[] = { EVENT_DOWN, EVENT_UP };
    for (int i = 0; i < 2; i++) {
        struct visit_act act = { .event = { .type = (enum kiosk_event_type)steps[i] },
                                 .touches = true,
                                 .x = 320,
                                 .y = 180 };
        stage_act(fixture->stage, act, fixture->time);
        pass(fixture, 200);
    }
}

/* The prefecture's own content with a kiosk that has hours. */
static struct show *kiosk_show(const char *hours)
{
    static char folder[64];
    char command[160], path[128];
    struct report report = { 0 };
    strcpy(folder, "/tmp/vestibule-light-XXXXXX");
    kiosk_folder = mkdtemp(folder);
    assert_non_null(kiosk_folder);
    snprintf(command, sizeof command, "cp -r content/. %s", folder);
    assert_int_equal(system(command), 0);
    snprintf(path, sizeof path, "%s/screens/night.json", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "{ \"touch\": true, \"hours\": %s }", hours);
    assert_int_equal(fclose(file), 0);
    const struct show_options options = { .assets = "assets",
                                          .kinds = slide_records,
                                          .screen = "night" };
    struct show *show = show_load(folder, &options, &report);
    assert_non_null(show);
    assert_int_equal(report.errors, 0);
    report_finish(&report);
    return show;
}

/* The hall opens at 9, the kiosk's light at 9:45: a touch lights it at 9:10 for the visit, but not
 * at 8, when only cleaners are there. */
static void a_touch_lights_it_while_the_building_is_open(void **state)
{
    (void)state;
    struct fixture fixture;
    open_show(&fixture, kiosk_show("{ \"spans\": [ { \"from\": \"09:45\", \"to\": \"11:00\" } ] }"),
              "2026-11-24T08:00");
    stage_welcome(fixture.stage, false, NULL, fixture.time);
    pass(&fixture, 2 * SECOND);
    touch(&fixture);
    pass(&fixture, 2 * SECOND);
    assert_off(&fixture, true);
    pass(&fixture, 70 * MINUTE);
    assert_off(&fixture, true);
    touch(&fixture);
    pass(&fixture, 2 * SECOND);
    assert_off(&fixture, false);
    assert_true(visit_shows_page(stage_visit(fixture.stage)));
    pass(&fixture, 10 * MINUTE); /* the visitor has gone */
    assert_off(&fixture, true);
    pass(&fixture, 30 * MINUTE);
    assert_off(&fixture, false);
    close_fixture(&fixture);
}

/* Whoever is at the kiosk at 11 is not left in the dark. */
static void a_visit_keeps_the_light(void **state)
{
    (void)state;
    struct fixture fixture;
    open_show(&fixture, kiosk_show("{ \"spans\": [ { \"from\": \"09:45\", \"to\": \"11:00\" } ] }"),
              "2026-11-24T10:59");
    stage_welcome(fixture.stage, false, NULL, fixture.time);
    pass(&fixture, 55 * SECOND);
    touch(&fixture);
    pass(&fixture, 20 * SECOND);
    assert_true(fixture.time.utc_ms > moment_to_utc((struct date){ 2026, 11, 24 }, 11 * 60));
    assert_off(&fixture, false);
    pass(&fixture, 10 * MINUTE);
    assert_off(&fixture, true);
    close_fixture(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_start_at_night_stays_dark),
        cmocka_unit_test(it_goes_off_in_the_evening),
        cmocka_unit_test(an_alert_lights_it_if_it_may),
        cmocka_unit_test(a_clock_that_may_be_wrong_means_on),
        cmocka_unit_test(clock_jumps_heal),
        cmocka_unit_test(it_follows_the_opening_hours),
        cmocka_unit_test(nights_of_the_changing_clock),
        cmocka_unit_test(new_hours_hold_at_once),
        cmocka_unit_test(a_new_rotation_holds_at_once),
        cmocka_unit_test(the_panel_is_cared_for),
        cmocka_unit_test(a_touch_lights_it_while_the_building_is_open),
        cmocka_unit_test(a_visit_keeps_the_light),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
