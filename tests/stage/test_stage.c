/* The running screen driven through simulated time on SDL's dummy driver: what it does, and above
 * all what it does not do. */
#include "stage/stage.h"

#include "base/alloc.h"
#include "base/log.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

struct fixture {
    struct raster *raster;
    struct presenter *presenter;
    struct show *show;
    struct report report;
    struct stage *stage;
    struct stage_time time;
};

enum { SECOND = 1000, MINUTE = 60000 };

static void open_fixture(struct fixture *fixture, const char *folder, const char *at)
{
    struct date date;
    int minute;
    *fixture = (struct fixture){ .raster = raster_open("assets") };
    assert_non_null(fixture->raster);
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    fixture->show = show_load(folder, &options, &fixture->report);
    assert_non_null(fixture->show);
    show_set_zone(fixture->show);
    raster_set_content(fixture->raster, fixture->show->root);
    const struct presenter_options window = {
        .headless = true, .width = 640, .height = 360, .presenting = PRESENT_SURFACE
    };
    fixture->presenter = presenter_open(&window);
    assert_non_null(fixture->presenter);
    fixture->stage = stage_create(fixture->presenter, fixture->raster, fixture->show, -1);
    assert_non_null(fixture->stage);
    assert_true(moment_parse(at, &date, &minute));
    fixture->time = (struct stage_time){ .utc_ms = moment_to_utc(date, minute),
                                         .monotonic_ms = 5000,
                                         .trusted = true };
}

static void close_fixture(struct fixture *fixture)
{
    stage_free(fixture->stage);
    presenter_close(fixture->presenter);
    show_free(fixture->show);
    report_finish(&fixture->report);
    raster_close(fixture->raster);
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

static const char *playing(const struct fixture *fixture)
{
    const struct slide *slide = stage_slide(fixture->stage);
    return slide ? slide->name : "fallback";
}

/* A single slide of 120 s: in a minute of stillness only the clock changes. */
static void a_still_slide_costs_one_raster_a_minute(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/still", "2026-11-24T10:24");
    pass(&fixture, 2 * SECOND); /* the first picture is up */
    struct stage_stats before = *stage_statistics(fixture.stage);
    unsigned long presents = presenter_statistics(fixture.presenter)->presents;
    pass(&fixture, MINUTE);
    const struct stage_stats *after = stage_statistics(fixture.stage);
    assert_int_equal(after->rasters - before.rasters, 1);
    assert_true(presenter_statistics(fixture.presenter)->presents - presents <= 2);
    assert_true(after->wakes - before.wakes <= 4);
    assert_true(presenter_statistics(fixture.presenter)->pixels < 640 * 360 * 2);
    close_fixture(&fixture);
}

/* Three slides of 10, 10 and 20 s: each comes in its turn, with one fade and one raster each. */
static void the_loop_turns(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/loop", "2026-11-24T10:00");
    fixture.time.utc_ms -= fixture.time.utc_ms % (40 * SECOND);
    static const char *const expected[] = { "one", "two", "three", "three", "one", "two" };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        pass(&fixture, 5 * SECOND);
        assert_string_equal(playing(&fixture), expected[i]);
        pass(&fixture, 5 * SECOND);
    }
    pass(&fixture, SECOND); /* the last fade ends */
    const struct stage_stats *stats = stage_statistics(fixture.stage);
    assert_true(stats->fades >= 4 && stats->fades <= 6);
    /* every 16 ms for 600; a 38th would be one step of 256 away */
    assert_int_equal(stats->fade_frames, 37 * stats->fades);
    assert_true(stats->rasters <= 8); /* one a page, one for the minute that passed */
    close_fixture(&fixture);
}

/* The same content on two screens started apart shows the same slide. */
static void position_follows_the_wall_clock(void **state)
{
    (void)state;
    struct fixture early, late;
    open_fixture(&early, "tests/data/loop", "2026-11-24T10:00");
    open_fixture(&late, "tests/data/loop", "2026-11-24T10:03");
    pass(&early, 3 * MINUTE + 3 * SECOND);
    pass(&late, 3 * SECOND);
    assert_true(early.time.utc_ms == late.time.utc_ms);
    for (int i = 0; i < 10; i++) {
        assert_string_equal(playing(&early), playing(&late));
        pass(&early, 7 * SECOND);
        pass(&late, 7 * SECOND);
    }
    close_fixture(&early);
    close_fixture(&late);
}

static void a_clock_jump_heals_within_a_minute(void **state)
{
    (void)state;
    struct fixture fixture, reference;
    open_fixture(&fixture, "tests/data/loop", "2026-11-24T10:00");
    open_fixture(&reference, "tests/data/loop", "2026-11-24T12:34");
    pass(&fixture, 5 * SECOND);
    fixture.time.utc_ms = reference.time.utc_ms - MINUTE;
    pass(&fixture, MINUTE);
    pass(&fixture, 2 * SECOND);
    pass(&reference, 2 * SECOND);
    assert_string_equal(playing(&fixture), playing(&reference));
    close_fixture(&fixture);
    close_fixture(&reference);
}

static void staff_skip_and_hold(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/loop", "2026-11-24T10:00");
    fixture.time.utc_ms -= fixture.time.utc_ms % (40 * SECOND);
    pass(&fixture, 3 * SECOND);
    stage_skip(fixture.stage, 1, fixture.time);
    pass(&fixture, SECOND);
    assert_string_equal(playing(&fixture), "two");
    stage_skip(fixture.stage, -1, fixture.time);
    pass(&fixture, SECOND);
    assert_string_equal(playing(&fixture), "one");
    stage_skip(fixture.stage, -1, fixture.time);
    pass(&fixture, SECOND);
    assert_string_equal(playing(&fixture), "three");
    stage_hold(fixture.stage, fixture.time);
    pass(&fixture, 10 * MINUTE);
    assert_string_equal(playing(&fixture), "three");
    stage_hold(fixture.stage, fixture.time);
    pass(&fixture, 21 * SECOND);
    assert_string_equal(playing(&fixture), "one");
    stage_show_damage(fixture.stage);
    pass(&fixture, 11 * SECOND);
    assert_string_equal(playing(&fixture), "two");
    stage_show_damage(fixture.stage);
    close_fixture(&fixture);
}

/* The alert of the folder is valid from 10:00 to 10:30 and takes the screen within its minute. */
static void an_alert_takes_and_gives_back_the_screen(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/alert", "2026-11-24T09:58");
    pass(&fixture, MINUTE);
    assert_string_equal(playing(&fixture), "hello");
    pass(&fixture, MINUTE + SECOND);
    assert_string_equal(playing(&fixture), "urgent");
    pass(&fixture, 29 * MINUTE + 50 * SECOND);
    assert_string_equal(playing(&fixture), "urgent");
    pass(&fixture, 15 * SECOND);
    assert_string_equal(playing(&fixture), "hello");
    close_fixture(&fixture);
}

static void an_untrusted_clock_raises_no_alert(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/alert", "2026-11-24T10:10");
    fixture.time.trusted = false;
    pass(&fixture, MINUTE);
    assert_string_equal(playing(&fixture), "hello");
    fixture.time.trusted = true; /* the network came */
    pass(&fixture, MINUTE);
    assert_string_equal(playing(&fixture), "urgent");
    close_fixture(&fixture);
}

static void nothing_to_play_shows_the_fallback(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/broken", "2026-11-24T10:10");
    assert_true(fixture.report.errors > 0);
    pass(&fixture, MINUTE);
    assert_string_equal(playing(&fixture), "fallback");
    assert_true(presenter_statistics(fixture.presenter)->presents > 0);
    close_fixture(&fixture);
}

/* A whole day of the shipped content, both changes of the day included: it never stalls. */
static void a_simulated_day_never_stalls(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "content", "2026-11-24T06:00");
    for (int hour = 0; hour < 24; hour += 6) {
        pass(&fixture, 20 * MINUTE);
        fixture.time.utc_ms += 340 * MINUTE; /* and the rest of six hours in a jump */
    }
    const struct stage_stats *stats = stage_statistics(fixture.stage);
    assert_true(stats->turns > 4 * 20 * 60 / 30);
    assert_true(stats->turns < 4 * 20 * 60 / 4);
    close_fixture(&fixture);
}

/* Counts what SDL and the libraries above it allocate, too. */
static unsigned long sdl_calls;
static SDL_malloc_func sdl_malloc;
static SDL_calloc_func sdl_calloc;
static SDL_realloc_func sdl_realloc;
static SDL_free_func sdl_free;

static void *counting_malloc(size_t size)
{
    sdl_calls++;
    return sdl_malloc(size);
}

static void *counting_calloc(size_t count, size_t size)
{
    sdl_calls++;
    return sdl_calloc(count, size);
}

static void *counting_realloc(void *memory, size_t size)
{
    sdl_calls++;
    return sdl_realloc(memory, size);
}

static unsigned long allocations(void)
{
    return alloc_count() + sdl_calls;
}

/* Between two minutes nothing is due at all: no step, so nothing that a step could do. */
static void a_still_minute_costs_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/still", "2026-11-24T10:23");
    pass(&fixture, 61 * SECOND); /* the minute has just begun */
    struct stage_stats before = *stage_statistics(fixture.stage);
    struct presenter_stats screen = *presenter_statistics(fixture.presenter);
    unsigned long allocated = allocations();
    int64_t due = stage_step(fixture.stage, fixture.time);
    const struct stage_stats *after = stage_statistics(fixture.stage);
    assert_int_equal(due - fixture.time.monotonic_ms, 59 * SECOND);
    assert_int_equal(after->wakes - before.wakes, 1); /* this look at it */
    assert_int_equal(after->layouts, before.layouts);
    assert_int_equal(after->rasters, before.rasters);
    assert_int_equal(presenter_statistics(fixture.presenter)->presents, screen.presents);
    assert_int_equal(allocations(), allocated);
    close_fixture(&fixture);
}

/* One step, and on to when the next is due. */
static void step(struct fixture *fixture)
{
    int64_t due = stage_step(fixture->stage, fixture->time);
    fixture->time.utc_ms += due - fixture->time.monotonic_ms;
    fixture->time.monotonic_ms = due;
}

/* Lets the loop run until a fade has shown its first frame. */
static void reach_fade(struct fixture *fixture)
{
    unsigned long frames = stage_statistics(fixture->stage)->fade_frames;
    for (int steps = 0; stage_statistics(fixture->stage)->fade_frames == frames; steps++) {
        assert_true(steps < 1000);
        step(fixture);
    }
}

/* A frame of a fade is one present of what differs, and no allocation. */
static void a_fade_frame_touches_only_what_differs(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/loop", "2026-11-24T10:00");
    pass(&fixture, 2 * SECOND);
    reach_fade(&fixture);
    struct stage_stats before = *stage_statistics(fixture.stage);
    struct presenter_stats screen = *presenter_statistics(fixture.presenter);
    unsigned long allocated = allocations();
    enum { FRAMES = 20 };
    for (int i = 0; i < FRAMES; i++) {
        step(&fixture);
    }
    const struct presenter_stats *now = presenter_statistics(fixture.presenter);
    assert_int_equal(stage_statistics(fixture.stage)->fade_frames - before.fade_frames, FRAMES);
    assert_int_equal(stage_statistics(fixture.stage)->rasters, before.rasters);
    assert_int_equal(now->presents - screen.presents, FRAMES);
    assert_true(now->blended > screen.blended);
    assert_true(now->blended - screen.blended < FRAMES * 640 * 360 / 5);
    assert_true(now->pixels - screen.pixels < FRAMES * 640 * 360 / 2);
    assert_int_equal(allocations(), allocated);
    close_fixture(&fixture);
}

/* Opens the fixture's screen anew. */
static void reopen(struct fixture *fixture, const struct presenter_options *window)
{
    stage_free(fixture->stage);
    presenter_close(fixture->presenter);
    fixture->presenter = presenter_open(window);
    assert_non_null(fixture->presenter);
    fixture->stage = stage_create(fixture->presenter, fixture->raster, fixture->show, -1);
    assert_non_null(fixture->stage);
}

/* The page that comes is painted once, in parts, before its turn: its fade begins without a raster.
 */
static void the_next_page_is_painted_in_parts(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "content", "2026-11-24T10:00");
    const struct presenter_options window = {
        .headless = true, .width = 1920, .height = 1080, .presenting = PRESENT_SURFACE
    };
    reopen(&fixture, &window);
    reach_fade(&fixture);
    pass(&fixture, 2 * SECOND);
    struct stage_stats before = *stage_statistics(fixture.stage);
    while (stage_statistics(fixture.stage)->rasters == before.rasters) {
        step(&fixture);
        assert_int_equal(stage_statistics(fixture.stage)->fades, before.fades);
    }
    assert_true(stage_statistics(fixture.stage)->wakes - before.wakes > 3);
    reach_fade(&fixture);
    assert_int_equal(stage_statistics(fixture.stage)->rasters - before.rasters, 1);
    close_fixture(&fixture);
}

/* With a GPU a slide is uploaded once, whatever its fade does. */
static void a_slide_is_uploaded_once(void **state)
{
    (void)state;
    struct fixture fixture;
    open_fixture(&fixture, "tests/data/loop", "2026-11-24T10:00");
    const struct presenter_options window = {
        .headless = true, .width = 640, .height = 360, .presenting = PRESENT_RENDERER
    };
    reopen(&fixture, &window);
    fixture.time.utc_ms -= fixture.time.utc_ms % (40 * SECOND);
    pass(&fixture, 55 * SECOND);
    assert_int_equal(stage_statistics(fixture.stage)->fades, 4);
    assert_int_equal(presenter_statistics(fixture.presenter)->uploads, 5);
    close_fixture(&fixture);
}

int main(void)
{
    SDL_GetMemoryFunctions(&sdl_malloc, &sdl_calloc, &sdl_realloc, &sdl_free);
    SDL_SetMemoryFunctions(counting_malloc, counting_calloc, counting_realloc, sdl_free);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_still_slide_costs_one_raster_a_minute),
        cmocka_unit_test(a_still_minute_costs_nothing),
        cmocka_unit_test(a_fade_frame_touches_only_what_differs),
        cmocka_unit_test(the_next_page_is_painted_in_parts),
        cmocka_unit_test(a_slide_is_uploaded_once),
        cmocka_unit_test(the_loop_turns),
        cmocka_unit_test(position_follows_the_wall_clock),
        cmocka_unit_test(a_clock_jump_heals_within_a_minute),
        cmocka_unit_test(staff_skip_and_hold),
        cmocka_unit_test(an_alert_takes_and_gives_back_the_screen),
        cmocka_unit_test(an_untrusted_clock_raises_no_alert),
        cmocka_unit_test(nothing_to_play_shows_the_fallback),
        cmocka_unit_test(a_simulated_day_never_stalls),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
