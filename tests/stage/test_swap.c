/* Content that changes while it plays: what moves on the screen, and above all what does not. The
 * stage and the feed are driven through simulated time on real files; the frame is read back from
 * the window. */
#include "stage/stage.h"

#include "base/log.h"
#include "content/feed.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"
#include "support/folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 640, HEIGHT = 360, SECOND = 1000 };

struct fixture {
    char state[128];
    const char *places[2];
    struct feed_options options;
    struct feed *feed;
    struct edition *edition;
    struct show *playing, *coming;
    struct raster *raster;
    struct presenter *presenter;
    struct stage *stage;
    struct stage_time time;
    int64_t feed_due;
};

static void receive(struct fixture *fixture)
{
    struct edition *edition = feed_take(fixture->feed);
    if (!edition) {
        return;
    }
    edition_free(fixture->edition);
    fixture->edition = edition;
    if (edition->show) {
        show_free(fixture->coming);
        fixture->coming = edition->show;
        edition->show = NULL;
    }
    if (fixture->stage && fixture->coming) {
        stage_show(fixture->stage, fixture->coming, -1);
    }
}

/* One turn of the loop at this time; returns when the next is due. */
static int64_t turn(struct fixture *fixture)
{
    fixture->feed_due = feed_step(fixture->feed, fixture->time.monotonic_ms, fixture->time.utc_ms);
    receive(fixture);
    int64_t due = stage_step(fixture->stage, fixture->time);
    assert_true(due > fixture->time.monotonic_ms);
    if (fixture->coming && stage_showing(fixture->stage) == fixture->coming) {
        show_free(fixture->playing);
        fixture->playing = fixture->coming;
        fixture->coming = NULL;
    }
    return due < fixture->feed_due ? due : fixture->feed_due;
}

static void pass(struct fixture *fixture, int64_t ms)
{
    int64_t end = fixture->time.monotonic_ms + ms;
    for (;;) {
        int64_t due = turn(fixture), next = due < end ? due : end;
        fixture->time.utc_ms += next - fixture->time.monotonic_ms;
        fixture->time.monotonic_ms = next;
        if (due > end) {
            return;
        }
    }
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    const char *folder = folder_make();
    snprintf(fixture->state, sizeof fixture->state, "%.*s/state",
             (int)(strrchr(folder, '/') - folder), folder);
    fixture->places[0] = fixture->state;
    fixture->raster = raster_open("assets");
    assert_non_null(fixture->raster);
    fixture->options = (struct feed_options){
        .folder = folder,
        .show = { .assets = "assets",
                  .kinds = slide_records,
                  .covered = raster_covers,
                  .fonts = fixture->raster },
        .places = fixture->places,
    };
    *state = fixture;
    return 0;
}

static void start(struct fixture *fixture)
{
    fixture->feed = feed_open(&fixture->options);
    fixture->time = (struct stage_time){ .utc_ms = 1795514400000, /* a multiple of the loop */
                                         .monotonic_ms = 5000,
                                         .trusted = true };
    feed_step(fixture->feed, fixture->time.monotonic_ms, fixture->time.utc_ms);
    receive(fixture);
    fixture->playing = fixture->coming;
    fixture->coming = NULL;
    assert_non_null(fixture->playing);
    show_set_zone(fixture->playing);
    raster_set_source(fixture->raster, fixture->playing->source);
    const struct presenter_options window = {
        .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = PRESENT_SURFACE
    };
    fixture->presenter = presenter_open(&window);
    assert_non_null(fixture->presenter);
    fixture->stage = stage_create(fixture->presenter, fixture->raster, fixture->playing, -1);
    assert_non_null(fixture->stage);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    stage_free(fixture->stage);
    presenter_close(fixture->presenter);
    feed_close(fixture->feed);
    edition_free(fixture->edition);
    show_free(fixture->playing);
    show_free(fixture->coming);
    raster_close(fixture->raster);
    free(fixture);
    folder_remove();
    return 0;
}

static const char *playing(const struct fixture *fixture)
{
    const struct slide *slide = stage_slide(fixture->stage);
    return slide ? slide->name : "fallback";
}

static SDL_Surface *window_surface(void)
{
    for (Uint32 id = 1; id < 100; id++) {
        SDL_Window *window = SDL_GetWindowFromID(id);
        if (window) {
            return SDL_GetWindowSurface(window);
        }
    }
    return NULL;
}

static Uint32 pixel(int x, int y)
{
    SDL_Surface *surface = window_surface();
    assert_non_null(surface);
    const char *row = (const char *)surface->pixels + (ptrdiff_t)y * surface->pitch;
    return ((const Uint32 *)(const void *)row)[x] & 0xffffff;
}

/* Every page has the flag's edges, and nearly all of it is white. */
static void assert_not_black(void)
{
    assert_int_equal(pixel(2, HEIGHT / 2), 0x000091);
    assert_int_equal(pixel(WIDTH - 2, HEIGHT / 2), 0xE1000F);
    assert_int_equal(pixel(20, HEIGHT / 2 + 20), 0xFFFFFF);
}

static void an_unseen_change_moves_nothing(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3 * SECOND);
    assert_string_equal(playing(fixture), "one");
    struct stage_stats before = *stage_statistics(fixture->stage);
    unsigned long presents = presenter_statistics(fixture->presenter)->presents;
    const struct show *old = fixture->playing;
    folder_put_notice("two", "Neuf");
    pass(fixture, 2 * SECOND);
    assert_ptr_not_equal(fixture->playing, old);
    assert_ptr_equal(stage_slide(fixture->stage), show_slide(fixture->playing, "one"));
    const struct stage_stats *after = stage_statistics(fixture->stage);
    assert_int_equal(after->rasters, before.rasters);
    assert_int_equal(after->fades, before.fades);
    assert_int_equal(presenter_statistics(fixture->presenter)->presents, presents);
    pass(fixture, 6 * SECOND); /* the turn ends when it would have ended */
    assert_string_equal(playing(fixture), "two");
}

static void a_seen_change_fades_within_its_turn(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3 * SECOND);
    struct stage_stats before = *stage_statistics(fixture->stage);
    folder_put_notice("one", "Neuf");
    pass(fixture,
         SECOND + 150 + 50); /* without inotify: the next look, quiet, a fade's first frames */
    const struct stage_stats *after = stage_statistics(fixture->stage);
    assert_int_equal(after->fades, before.fades + 1);
    assert_true(after->fade_frames > before.fade_frames);
    assert_int_equal(after->turns, before.turns);
    assert_string_equal(playing(fixture), "one");
    pass(fixture, 4 * SECOND);
    assert_int_equal(after->fades, before.fades + 1);
    assert_string_equal(playing(fixture), "one");
    pass(fixture, 3 * SECOND);
    assert_string_equal(playing(fixture), "two");
}

/* The loop becomes longer: the page stays, then all screens agree again. */
static void a_longer_loop_does_not_restart(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 13 * SECOND);
    assert_string_equal(playing(fixture), "two");
    folder_put_notice("four", "Quatre");
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"one\", \"seconds\": 11}, "
                                "{\"slide\": \"two\", \"seconds\": 12}, "
                                "{\"slide\": \"three\", \"seconds\": 13}, "
                                "{\"slide\": \"four\", \"seconds\": 14}]}");
    pass(fixture, 4 * SECOND);
    assert_string_equal(playing(fixture), "two");
    assert_int_equal(stage_statistics(fixture->stage)->turns, 2);
    pass(fixture, 30 * SECOND);
    for (int i = 0; i < 60; i++) {
        static const int durations[] = { 11000, 12000, 13000, 14000 };
        static const char *const names[] = { "one", "two", "three", "four" };
        struct slot slot = schedule_slot(durations, 4, fixture->time.utc_ms);
        if (slot.elapsed_ms > SECOND) {
            assert_string_equal(playing(fixture), names[slot.index]);
        }
        pass(fixture, SECOND);
    }
}

static void a_removed_page_leaves_the_screen(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 2 * SECOND);
    assert_string_equal(playing(fixture), "one");
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"two\", \"seconds\": 60}]}");
    pass(fixture, 2 * SECOND);
    assert_string_equal(playing(fixture), "two");
    assert_not_black();
}

/* Staff hold a page while they write it. */
static void a_held_page_stays_held(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 12 * SECOND);
    stage_hold(fixture->stage, fixture->time);
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"three\", \"seconds\": 7}, "
                                "{\"slide\": \"two\", \"seconds\": 9}]}");
    pass(fixture, 600 * SECOND);
    assert_string_equal(playing(fixture), "two");
    stage_hold(fixture->stage, fixture->time);
    pass(fixture, 10 * SECOND);
    assert_string_equal(playing(fixture), "three");
}

#define SVG(color)                                                                                 \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">"                        \
    "<path fill=\"" color "\" d=\"M0 0h10v10H0z\"/></svg>"

static bool window_has(Uint32 color)
{
    for (int y = 0; y < HEIGHT; y += 4) {
        for (int x = 0; x < WIDTH; x += 4) {
            if (pixel(x, y) == color) {
                return true;
            }
        }
    }
    return false;
}

static void a_new_picture_of_the_same_name_is_shown(void **state)
{
    struct fixture *fixture = *state;
    folder_put("images/a.svg", SVG("#123456"));
    folder_put("slides/one.json", "{\"kind\": \"notice\", \"title\": \"T\", \"headline\": \"Un\", "
                                  "\"body\": \"B\", \"image\": \"images/a.svg\"}");
    start(fixture);
    for (int i = 0; i < 50 && !window_has(0x123456); i++) {
        SDL_Delay(10); /* the decoder is a real thread */
        pass(fixture, 50);
    }
    assert_true(window_has(0x123456));
    folder_put("images/a.svg", SVG("#654321"));
    for (int i = 0; i < 60 && !window_has(0x654321); i++) {
        SDL_Delay(5);
        pass(fixture, 50);
    }
    assert_true(window_has(0x654321));
    assert_string_equal(playing(fixture), "one");
}

static void the_badge_shows_only_while_something_is_wrong(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 2 * SECOND);
    int x = (int)(3.6 * HEIGHT / 100), y = HEIGHT - (int)(3.0 * HEIGHT / 100);
    assert_int_equal(pixel(x, y), 0xFFFFFF);
    stage_tell_trouble(fixture->stage, true);
    pass(fixture, SECOND);
    Uint32 dot = pixel(x, y);
    assert_int_not_equal(dot, 0xFFFFFF);
    stage_tell_trouble(fixture->stage, false);
    pass(fixture, SECOND);
    assert_int_equal(pixel(x, y), 0xFFFFFF);
}

/* The race: four files that belong together are rewritten 2,000 times in every order and in every
 * way of writing, and between any two system calls the player may look. */

static const char *const files[] = { "hours.json", "slides/one.json", "slides/two.json",
                                     "playlist.json" };

static void text_of(int file, int version, char text[2048])
{
    switch (file) {
    case 0:
        sprintf(text,
                "{\"services\": [{\"id\": \"s%d\", \"name\": \"V%d\", \"weekly\": [{\"days\": "
                "[\"monday\"], \"opens\": \"09:00\", \"closes\": \"12:00\"}]}]}",
                version % 5, version);
        break;
    case 1:
        sprintf(text,
                "{\"kind\": \"notice\", \"title\": \"T%d\", \"headline\": \"V%d\", "
                "\"body\": \"V%d\"}",
                version, version, version);
        break;
    case 2:
        sprintf(text, "{\"kind\": \"hours\", \"title\": \"V%d\", \"service\": \"s%d\"}", version,
                version % 5);
        break;
    default:
        sprintf(text,
                "{\"items\": [{\"slide\": \"one\", \"seconds\": %d}, {\"slide\": \"two\"}, "
                "{\"slide\": \"three\"}]}",
                10 + version % 7);
    }
}

struct race {
    struct fixture *fixture;
    unsigned random;
    int looks, checks;
};

static unsigned draw_lot(struct race *race, unsigned count)
{
    race->random = race->random * 1103515245u + 12345u;
    return (race->random >> 16) % count;
}

/* What plays is whole: three pages, each as some version had it, the hours with their page. */
static void assert_whole(struct race *race)
{
    const struct fixture *fixture = race->fixture;
    const struct show *show = fixture->playing;
    const struct playlist_item *items = show->playlist.items.items;
    assert_int_equal(show->playlist.items.count, 3);
    for (int i = 0; i < 3; i++) {
        assert_non_null(items[i].slide);
    }
    struct arena arena = { 0 };
    struct report report = { 0 };
    /* the very bytes that play, as check would see them */
    const struct source_file *file;
    char folder[160], path[256];
    snprintf(folder, sizeof folder, "%s/check", fixture->state);
    for (size_t i = 0; (file = source_file(show->source, i)); i++) {
        struct blob blob;
        const char *reason;
        if (file->used &&
            source_read_same(show->source, file->path, 1 << 20, &arena, &blob, &reason)) {
            snprintf(path, sizeof path, "../state/check/%s", file->path);
            folder_put(path, blob.bytes);
        } else if (file->used) {
            arena_finish(&arena); /* it was rewritten meanwhile: nothing to compare with */
            return;
        }
    }
    show_free(show_load(folder, &fixture->options.show, &report));
    assert_int_equal(report.errors, 0);
    report_finish(&report);
    arena_finish(&arena);
    race->checks++;
}

/* Lets the player look, or not, and time pass or not. */
static void look(struct race *race)
{
    static const int steps[] = { 0, 0, 1, 7, 40, 160, 200, 700 };
    struct fixture *fixture = race->fixture;
    int64_t step = steps[draw_lot(race, sizeof steps / sizeof *steps)];
    const struct show *before = fixture->playing;
    fixture->time.monotonic_ms += step;
    fixture->time.utc_ms += step;
    if (step > 0) {
        turn(fixture);
        assert_not_black();
        race->looks++;
    }
    if (fixture->playing != before) {
        assert_int_equal(fixture->playing->slide_count, 3);
        assert_whole(race);
    }
}

/* Writes one file in one of the ways programs have, with a look between any two steps. */
static void rewrite(struct race *race, const char *name, const char *text)
{
    char path[256], other[256];
    size_t half = draw_lot(race, (unsigned)strlen(text)), size = strlen(text);
    snprintf(path, sizeof path, "%s/%s", race->fixture->options.folder, name);
    snprintf(other, sizeof other, "%s/%s~", race->fixture->options.folder, name);
    unsigned way = draw_lot(race, 4);
    if (way == 1) { /* rm, then anew */
        unlink(path);
        look(race);
    } else if (way == 2) { /* vim */
        rename(path, other);
        look(race);
    }
    const char *target = way == 3 ? other : path;
    int file = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    assert_true(file >= 0);
    look(race);
    assert_int_equal(write(file, text, half), (ssize_t)half);
    look(race);
    assert_int_equal(write(file, text + half, size - half), (ssize_t)(size - half));
    close(file);
    look(race);
    if (way == 3) {
        rename(other, path);
    } else {
        unlink(other);
    }
    look(race);
}

static void a_race_is_never_lost(void **state)
{
    struct race race = { .fixture = *state, .random = 1 };
    enum { ROUNDS = 500, FILES = 4 };
    char text[2048];
    assert_true(folder_shell("mkdir -p state/check/slides state/check/images"));
    race.fixture->options.hints = true; /* so that it looks often */
    for (int file = 0; file < FILES; file++) {
        text_of(file, 0, text);
        folder_put(files[file], text);
    }
    start(race.fixture);
    pass(race.fixture, 2 * SECOND);
    for (int version = 1; version <= ROUNDS; version++) {
        int order[FILES] = { 0, 1, 2, 3 };
        for (int i = FILES - 1, rest = version % 24; i > 0; rest /= i + 1, i--) {
            int with = rest % (i + 1), moved = order[i];
            order[i] = order[with];
            order[with] = moved;
        }
        for (int i = 0; i < FILES; i++) {
            text_of(order[i], version, text);
            rewrite(&race, files[order[i]], text);
        }
        if (version % 4 ==
            0) { /* the writer rests: else half a copy would be older than its grace */
            pass(race.fixture, 1200);
        }
    }
    pass(race.fixture, 15 * SECOND);
    assert_int_equal(race.fixture->edition->report.errors, 0);
    assert_int_equal(race.fixture->edition->stale_count, 0);
    text_of(0, ROUNDS, text);
    struct service *service = race.fixture->playing->hours.services.items;
    assert_string_equal(service->name.by[0], "V500"); /* the last word is what plays */
    assert_true(race.looks > 2000 && race.checks > 50);
    print_message("%d looks, %d shows checked\n", race.looks, race.checks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_unseen_change_moves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_seen_change_fades_within_its_turn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_longer_loop_does_not_restart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_removed_page_leaves_the_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_held_page_stays_held, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_picture_of_the_same_name_is_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_badge_shows_only_while_something_is_wrong, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_race_is_never_lost, set_up, tear_down),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
