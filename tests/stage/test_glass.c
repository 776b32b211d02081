/* A display that is pulled out and plugged in again under a stage that plays, on SDL's dummy driver
 * with connectors in a made-up root folder: what is on the window afterwards, what it costs, what
 * stays behind. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "stage/glass.h"

#include "base/log.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"
#include "support/descriptors.h"
#include "support/root.h"

#include <SDL.h>
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

enum { SECOND = 1000, WIDTH = 320, HEIGHT = 180 };

struct hall {
    struct raster *raster;
    struct presenter *presenter;
    struct show *show;
    struct report report;
    struct stage *stage;
    struct glass glass;
    struct stage_time time;
};

static bool refuses, copies_nothing;
static int copies_to_fail; /* of surfaces */
static int windows;        /* opened so far */

SDL_Window *SDL_CreateWindow(const char *title, int x, int y, int w, int h, Uint32 flags)
{
    SDL_Window *(*create)(const char *, int, int, int, int, Uint32);
    void *symbol = dlsym(RTLD_NEXT, "SDL_CreateWindow");
    memcpy(&create, &symbol, sizeof create);
    windows++;
    return create(title, x, y, w, h, flags);
}

/* As a driver whose every call fails without a word. */
int SDL_RenderCopy(SDL_Renderer *renderer, SDL_Texture *texture, const SDL_Rect *from,
                   const SDL_Rect *to)
{
    int (*copy)(SDL_Renderer *, SDL_Texture *, const SDL_Rect *, const SDL_Rect *);
    void *symbol = dlsym(RTLD_NEXT, "SDL_RenderCopy");
    memcpy(&copy, &symbol, sizeof copy);
    return copies_nothing ? 0 : copy(renderer, texture, from, to);
}

int SDL_UpperBlit(SDL_Surface *from, const SDL_Rect *part, SDL_Surface *to, SDL_Rect *place)
{
    int (*copy)(SDL_Surface *, const SDL_Rect *, SDL_Surface *, SDL_Rect *);
    void *symbol = dlsym(RTLD_NEXT, "SDL_UpperBlit");
    memcpy(&copy, &symbol, sizeof copy);
    if (copies_to_fail > 0) {
        copies_to_fail--;
        return SDL_SetError("no copy");
    }
    return copy(from, part, to, place);
}

/* Stands before SDL's own; a kernel that refuses a picture is told of as SDL's KMSDRM driver does.
 */
void SDL_RenderPresent(SDL_Renderer *renderer)
{
    void (*present)(SDL_Renderer *);
    void *symbol = dlsym(RTLD_NEXT, "SDL_RenderPresent");
    memcpy(&present, &symbol, sizeof present);
    if (refuses) {
        SDL_LogError(SDL_LOG_CATEGORY_VIDEO, "Could not queue pageflip: -22");
    } else {
        present(renderer);
    }
}

static void plug(const char *modes)
{
    root_put("/sys/class/drm/card1-HDMI-A-1/status", modes ? "connected\n" : "disconnected\n");
    root_put("/sys/class/drm/card1-HDMI-A-1/modes", modes ? modes : "");
}

static void open_hall(struct hall *hall, enum presenting presenting)
{
    struct date date;
    int minute;
    *hall = (struct hall){ .raster = raster_open("assets") };
    assert_non_null(hall->raster);
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    hall->show = show_load("tests/data/loop", &options, &hall->report);
    assert_non_null(hall->show);
    hall->show->screen.pixel_shift = false; /* the strips are two pixels wide here */
    show_set_zone(hall->show);
    raster_set_content(hall->raster, hall->show->root);
    const struct presenter_options window = {
        .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = presenting
    };
    assert_int_equal(SDL_InitSubSystem(SDL_INIT_EVENTS), 0);
    hall->presenter = presenter_open(&window);
    assert_non_null(hall->presenter);
    hall->stage = stage_create(hall->presenter, hall->raster, hall->show, -1);
    assert_non_null(hall->stage);
    assert_true(moment_parse("2026-11-24T10:00", &date, &minute));
    hall->time = (struct stage_time){ .utc_ms = moment_to_utc(date, minute),
                                      .monotonic_ms = 5000,
                                      .trusted = true };
    const char *root = root_make();
    plug("640x360\n");
    glass_start(&hall->glass, root, hall->time.monotonic_ms);
    if (hall->glass.hotplug >= 0) { /* this machine's own displays are none of ours */
        glass_finish(&hall->glass);
    }
}

static void close_hall(struct hall *hall)
{
    glass_finish(&hall->glass);
    stage_free(hall->stage);
    presenter_close(hall->presenter);
    SDL_QuitSubSystem(SDL_INIT_EVENTS);
    show_free(hall->show);
    report_finish(&hall->report);
    raster_close(hall->raster);
    root_remove();
}

/* As the player does: step, follow, wait in slices. Returns false when the display is given up. */
static bool pass(struct hall *hall, int64_t ms)
{
    enum { SLICE_MS = 50 };
    int64_t end = hall->time.monotonic_ms + ms;
    while (hall->time.monotonic_ms < end) {
        int64_t now = hall->time.monotonic_ms;
        int64_t due = glass_step(&hall->glass, hall->presenter, hall->stage, hall->time, now);
        if (due < 0) {
            return false;
        }
        while (hall->time.monotonic_ms < due && hall->time.monotonic_ms < end &&
               !glass_look(&hall->glass, hall->time.monotonic_ms)) {
            int64_t left = due - hall->time.monotonic_ms;
            int64_t slice = left < SLICE_MS ? left : SLICE_MS;
            hall->time.monotonic_ms += slice;
            hall->time.utc_ms += slice;
        }
    }
    return true;
}

static SDL_Window *window(void)
{
    SDL_Window *found = NULL;
    for (Uint32 id = 1; id < 200; id++) {
        SDL_Window *there = SDL_GetWindowFromID(id);
        assert_true(!there || !found); /* no window is left behind */
        found = there ? there : found;
    }
    return found;
}

/* Whether the window shows the page of the stage: the flag's blue and red at the edges. */
static bool shows_a_page(void)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window());
    Uint32 left, right;
    assert_non_null(surface);
    const char *row = (const char *)surface->pixels + surface->h / 2 * surface->pitch;
    memcpy(&left, row + 4, 4);
    memcpy(&right, row + (surface->w - 2) * 4, 4);
    return (left & 0xffffff) == 0x000091 && (right & 0xffffff) == 0xE1000F;
}

static const char *playing(const struct hall *hall)
{
    return stage_slide(hall->stage)->name;
}

static void the_picture_is_back_within_three_seconds(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    hall.time.utc_ms -= hall.time.utc_ms % (40 * SECOND);
    assert_true(pass(&hall, 4 * SECOND));
    assert_true(shows_a_page());
    assert_string_equal(playing(&hall), "one");
    plug(NULL);
    assert_true(pass(&hall, 1100));
    assert_int_equal(glass_state(&hall.glass), GLASS_UNPLUGGED);
    unsigned long presents = presenter_statistics(hall.presenter)->presents;
    unsigned long wakes = stage_statistics(hall.stage)->wakes;
    assert_true(pass(&hall, 30 * SECOND)); /* the other pages of the loop play to nobody */
    assert_int_equal(presenter_statistics(hall.presenter)->presents, presents);
    assert_int_equal(stage_statistics(hall.stage)->wakes, wakes);
    plug("640x360\n");
    assert_true(pass(&hall, 3 * SECOND));
    assert_int_equal(glass_state(&hall.glass), GLASS_LIT);
    assert_int_equal(hall.glass.replug.opened, 1);
    assert_true(shows_a_page());
    assert_string_equal(playing(&hall), "three"); /* as the clock says, 38 s into the loop */
    assert_true(stage_right(hall.stage));
    close_hall(&hall);
}

static void nothing_is_left_behind(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    assert_true(pass(&hall, 2 * SECOND));
    int descriptors = 0;
    for (int i = 0; i < 12; i++) {
        plug(NULL);
        assert_true(pass(&hall, 2 * SECOND));
        plug("640x360\n");
        assert_true(pass(&hall, 3 * SECOND));
        assert_true(shows_a_page());
        descriptors = i == 0 ? count_descriptors() : descriptors;
    }
    assert_int_equal(hall.glass.replug.opened, 12);
    assert_int_equal(count_descriptors(), descriptors);
    close_hall(&hall);
}

/* A GPU's memory and its programs are kept, which costs the least time and leaks nothing; window
 * surfaces cannot be. */
static void the_same_display_keeps_its_window(void **state)
{
    struct hall hall;
    const enum presenting presenting = *(const enum presenting *)*state;
    const bool keeps = presenting == PRESENT_RENDERER;
    open_hall(&hall, presenting);
    assert_true(pass(&hall, 2 * SECOND));
    const int before = windows;
    plug(NULL);
    assert_true(pass(&hall, 2 * SECOND));
    plug("640x360\n");
    assert_true(pass(&hall, 2 * SECOND));
    assert_true(glass_shows(&hall.glass));
    assert_true(shows_a_page());
    assert_int_equal(windows, keeps ? before : before + 1);
    plug(NULL);
    assert_true(pass(&hall, 2 * SECOND));
    plug("1280x720\n"); /* another one */
    assert_true(pass(&hall, 2 * SECOND));
    assert_int_equal(windows, keeps ? before + 1 : before + 2);
    glass_ask(&hall.glass); /* staff named another display, and the same ones are plugged in */
    assert_true(pass(&hall, 2 * SECOND));
    assert_int_equal(windows, keeps ? before + 2 : before + 3);
    plug(NULL);
    assert_true(pass(&hall, 2 * SECOND));
    refuses = true; /* the same one, but its picture is not taken (by a renderer) */
    plug("1280x720\n");
    assert_true(pass(&hall, SECOND));
    refuses = false;
    assert_true(pass(&hall, 12 * SECOND));
    assert_true(windows >= before + 3);
    assert_true(shows_a_page());
    close_hall(&hall);
}

/* A television was replaced by another one. Under the dummy driver the size stays. */
static void other_modes_open_it_anew(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    assert_true(pass(&hall, 2 * SECOND));
    plug("1280x720\n640x360\n");
    assert_true(pass(&hall, 3 * SECOND));
    assert_int_equal(hall.glass.replug.opened, 1);
    assert_true(shows_a_page());
    assert_true(pass(&hall, 60 * SECOND));
    assert_int_equal(hall.glass.replug.opened, 1);
    close_hall(&hall);
}

/* While a fade runs, too: what it fades to must not be touched afterwards. */
static void it_may_go_at_any_moment(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    for (int i = 0; i < 8; i++) {
        assert_true(pass(&hall, 9 * SECOND + 187 * i));
        plug(NULL);
        assert_true(pass(&hall, SECOND + 250 * i));
        plug("640x360\n");
        assert_true(pass(&hall, 3 * SECOND));
        assert_true(shows_a_page());
    }
    close_hall(&hall);
}

/* The driver that is asked for is not there any more: no window, then given up. */
static void a_window_that_cannot_be_opened(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    assert_true(pass(&hall, 2 * SECOND));
    plug(NULL);
    assert_true(pass(&hall, 2 * SECOND));
    setenv("SDL_VIDEODRIVER", "nonsense", 1);
    plug("1280x720\n");
    assert_true(pass(&hall, 3 * SECOND));
    assert_int_equal(glass_state(&hall.glass), GLASS_CLOSED);
    /* it works again: */
    unsetenv("SDL_VIDEODRIVER");
    assert_true(pass(&hall, 5 * SECOND));
    assert_int_equal(glass_state(&hall.glass), GLASS_LIT);
    assert_true(shows_a_page());
    /* it does not: */
    plug(NULL);
    assert_true(pass(&hall, 2 * SECOND));
    setenv("SDL_VIDEODRIVER", "nonsense", 1);
    plug("640x360\n");
    assert_false(pass(&hall, 60 * SECOND));
    unsetenv("SDL_VIDEODRIVER");
    close_hall(&hall);
}

/* The flag is at the left and right of the picture, so at the top and bottom of a panel on its
 * side. */
static Uint32 edge(int x, int y)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window());
    Uint32 color;
    assert_non_null(surface);
    memcpy(&color, (const char *)surface->pixels + y * surface->pitch + x * 4, 4);
    return color & 0xffffff;
}

static void a_panel_whose_turn_is_corrected(void **state)
{
    static const struct {
        int degrees, blue_x, blue_y, red_x, red_y;
    } rows[] = {
        { 90, WIDTH / 2, 1, WIDTH / 2, HEIGHT - 2 },   { 270, WIDTH / 2, HEIGHT - 2, WIDTH / 2, 1 },
        { 180, WIDTH - 2, HEIGHT / 2, 1, HEIGHT / 2 }, { 0, 1, HEIGHT / 2, WIDTH - 2, HEIGHT / 2 },
        { 180, WIDTH - 2, HEIGHT / 2, 1, HEIGHT / 2 },
    };
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    assert_true(pass(&hall, 2 * SECOND));
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct report report = { 0 };
        struct show *show = show_load("tests/data/loop", &options, &report);
        assert_non_null(show);
        show->screen.pixel_shift = false;
        show->screen.rotation = rows[i].degrees;
        stage_show(hall.stage, show, -1);
        assert_true(pass(&hall, SECOND));
        assert_true(stage_showing(hall.stage) == show);
        assert_int_equal(edge(rows[i].blue_x, rows[i].blue_y), 0x000091);
        assert_int_equal(edge(rows[i].red_x, rows[i].red_y), 0xE1000F);
        show_free(hall.show);
        hall.show = show;
        report_finish(&report);
    }
    assert_int_equal(hall.glass.replug.opened, 0);
    close_hall(&hall);
}

/* Staff name another display, or the window's pixels cannot be had. */
static void a_window_is_opened_anew_for_the_asking(void **state)
{
    struct hall hall;
    open_hall(&hall, *(const enum presenting *)*state);
    assert_true(pass(&hall, 2 * SECOND));
    const int before = windows;
    presenter_choose_display(hall.presenter, 1); /* there is none: the first is taken */
    glass_ask(&hall.glass);
    assert_int_equal(glass_state(&hall.glass), GLASS_CLOSED);
    assert_true(pass(&hall, 2 * SECOND));
    assert_int_equal(windows, before + 1);
    assert_true(glass_shows(&hall.glass));
    assert_true(shows_a_page());
    close_hall(&hall);
}

static void a_copy_that_fails_costs_a_second(void **state)
{
    (void)state;
    struct hall hall;
    open_hall(&hall, PRESENT_SURFACE);
    assert_true(pass(&hall, 2 * SECOND));
    for (int times = 1; times <= 3; times++) {
        copies_to_fail = times;
        assert_true(pass(&hall, 60 * SECOND)); /* all pages turn within it */
        assert_int_equal(copies_to_fail, 0);
        assert_true(glass_shows(&hall.glass));
        assert_true(shows_a_page());
    }
    close_hall(&hall);
}

static void a_picture_that_is_refused(void **state)
{
    (void)state;
    struct hall hall;
    open_hall(&hall, PRESENT_RENDERER);
    hall.time.utc_ms -= hall.time.utc_ms % (40 * SECOND);
    assert_true(pass(&hall, 9 * SECOND));
    assert_int_equal(presenter_statistics(hall.presenter)->refused, 0);
    refuses = true;
    assert_true(pass(&hall, 4 * SECOND)); /* a fade, and what follows */
    refuses = false;
    assert_true(presenter_statistics(hall.presenter)->refused >= 3);
    assert_in_range(hall.glass.replug.opened, 1, 3);
    assert_true(pass(&hall, 12 * SECOND));
    assert_int_equal(presenter_statistics(hall.presenter)->refused_in_a_row, 0);
    assert_int_equal(hall.glass.replug.failures, 0);
    assert_true(shows_a_page());
    refuses = true;
    assert_false(pass(&hall, 300 * SECOND)); /* for good: the service manager may try */
    refuses = false;
    close_hall(&hall);
}

static void a_renderer_that_draws_nothing_is_not_taken(void **state)
{
    (void)state;
    const struct presenter_options window = {
        .headless = true, .width = WIDTH, .height = HEIGHT, .presenting = PRESENT_RENDERER
    };
    copies_nothing = true;
    assert_null(presenter_open(&window));
    copies_nothing = false;
    struct presenter *presenter = presenter_open(&window);
    assert_non_null(presenter);
    presenter_close(presenter);
}

int main(void)
{
    static enum presenting surface = PRESENT_SURFACE, renderer = PRESENT_RENDERER;
#define BOTH(test)                                                                                 \
    { #test " (surface)", test, NULL, NULL, &surface },                                            \
    {                                                                                              \
#test " (renderer)", test, NULL, NULL, &renderer                                           \
    }
    const struct CMUnitTest tests[] = {
        BOTH(the_picture_is_back_within_three_seconds),
        BOTH(nothing_is_left_behind),
        BOTH(the_same_display_keeps_its_window),
        BOTH(other_modes_open_it_anew),
        BOTH(it_may_go_at_any_moment),
        BOTH(a_window_that_cannot_be_opened),
        BOTH(a_panel_whose_turn_is_corrected),
        cmocka_unit_test(a_renderer_that_draws_nothing_is_not_taken),
        BOTH(a_window_is_opened_anew_for_the_asking),
        cmocka_unit_test(a_copy_that_fails_costs_a_second),
        cmocka_unit_test(a_picture_that_is_refused),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
