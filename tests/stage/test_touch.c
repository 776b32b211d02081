/* Journeys at the kiosk with the prefecture's own content: real SDL events of fingers, mouse and
 * keys go through the queue, as on a touch screen, on panels that hang in all four ways and in
 * every language, and the picture on the screen says what a visitor then reads. */
#include "stage/input.h"
#include "stage/stage.h"

#include "slides/slide.h"
#include "support/cmocka_all.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

enum { PANEL_WIDTH = 640, PANEL_HEIGHT = 360, SECOND = 1000 };

struct kiosk {
    struct raster *raster;
    struct presenter *presenter;
    struct show *show;
    struct report report;
    struct stage *stage;
    struct stage_time time;
};

static void pass(struct kiosk *kiosk, int64_t ms)
{
    int64_t end = kiosk->time.monotonic_ms + ms;
    for (;;) {
        int64_t due = stage_step(kiosk->stage, kiosk->time);
        assert_true(due > kiosk->time.monotonic_ms);
        int64_t next = due < end ? due : end;
        kiosk->time.utc_ms += next - kiosk->time.monotonic_ms;
        kiosk->time.monotonic_ms = next;
        if (due > end) {
            return;
        }
    }
}

static void open_kiosk(struct kiosk *kiosk, int degrees)
{
    struct date date;
    int minute;
    *kiosk = (struct kiosk){ .raster = raster_open("assets") };
    assert_non_null(kiosk->raster);
    const struct show_options options = { .assets = "assets",
                                          .kinds = slide_records,
                                          .screen = "kiosk" };
    kiosk->show = show_load("content", &options, &kiosk->report);
    assert_non_null(kiosk->show);
    show_set_zone(kiosk->show);
    raster_set_content(kiosk->raster, kiosk->show->root);
    const struct presenter_options window = { .headless = true,
                                              .width = PANEL_WIDTH,
                                              .height = PANEL_HEIGHT,
                                              .degrees = degrees,
                                              .presenting = PRESENT_SURFACE };
    kiosk->presenter = presenter_open(&window);
    assert_non_null(kiosk->presenter);
    kiosk->stage = stage_create(kiosk->presenter, kiosk->raster, kiosk->show, -1);
    assert_non_null(kiosk->stage);
    assert_true(moment_parse("2026-11-24T10:24", &date, &minute));
    kiosk->time = (struct stage_time){ .utc_ms = moment_to_utc(date, minute),
                                       .monotonic_ms = 5000,
                                       .trusted = true };
    stage_welcome(kiosk->stage, true, NULL, kiosk->time);
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    pass(kiosk, SECOND);
}

static void close_kiosk(struct kiosk *kiosk)
{
    stage_free(kiosk->stage);
    presenter_close(kiosk->presenter);
    show_free(kiosk->show);
    report_finish(&kiosk->report);
    raster_close(kiosk->raster);
}

/* Hands the events in the queue to the stage, as the player does. */
static void deliver(struct kiosk *kiosk)
{
    SDL_Event event;
    struct visit_act act;
    while (SDL_PollEvent(&event)) {
        if (input_act(&event, kiosk->presenter, &act)) {
            stage_act(kiosk->stage, act, kiosk->time);
        }
    }
}

/* Finds by search the part of the panel at which that point of the picture is seen: presenter_point
 * is what is tested, so its inverse is not asked. */
static void find_on_panel(const struct kiosk *kiosk, int x, int y, float *across, float *down)
{
    for (int row = 0; row < PANEL_HEIGHT; row++) {
        for (int column = 0; column < PANEL_WIDTH; column++) {
            *across = ((float)column + 0.5f) / PANEL_WIDTH;
            *down = ((float)row + 0.5f) / PANEL_HEIGHT;
            SDL_Point point = presenter_point(kiosk->presenter, *across, *down);
            if (point.x == x && point.y == y) {
                return;
            }
        }
    }
    fail_msg("%d,%d is nowhere on the panel", x, y);
}

static const struct mark *target_mark(const struct kiosk *kiosk, int target)
{
    const struct picture *picture = stage_picture(kiosk->stage);
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type == MARK_TOUCH && picture->marks[i].id == target) {
            return &picture->marks[i];
        }
    }
    fail_msg("target %d cannot be touched here", target);
    return NULL;
}

static void push_finger(Uint32 type, float across, float down)
{
    SDL_Event event = { .tfinger = { .type = type,
                                     .touchId = 7,
                                     .fingerId = 3,
                                     .x = across,
                                     .y = down,
                                     .pressure = 1 } };
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_mouse(Uint32 type, float across, float down)
{
    Uint32 window = 0;
    for (Uint32 id = 1; id < 100 && !window; id++) {
        window = SDL_GetWindowFromID(id) ? id : 0;
    }
    SDL_Event event = { .button = { .type = type,
                                    .windowID = window,
                                    .button = SDL_BUTTON_LEFT,
                                    .x = (int)(across * PANEL_WIDTH),
                                    .y = (int)(down * PANEL_HEIGHT) } };
    assert_int_equal(SDL_PushEvent(&event), 1);
}

enum pointer { FINGER, MOUSE };

static void touch_for(struct kiosk *kiosk, enum pointer pointer, int target, int after_ms)
{
    float across, down;
    const struct mark *mark = target_mark(kiosk, target);
    find_on_panel(kiosk, mark->box.x + mark->box.w / 2, mark->box.y + mark->box.h / 2, &across,
                  &down);
    if (pointer == FINGER) {
        push_finger(SDL_FINGERDOWN, across, down);
    } else {
        push_mouse(SDL_MOUSEBUTTONDOWN, across, down);
    }
    deliver(kiosk);
    pass(kiosk, 100);
    if (pointer == FINGER) {
        push_finger(SDL_FINGERUP, across, down);
    } else {
        push_mouse(SDL_MOUSEBUTTONUP, across, down);
    }
    deliver(kiosk);
    pass(kiosk, after_ms);
}

static void touch(struct kiosk *kiosk, enum pointer pointer, int target)
{
    touch_for(kiosk, pointer, target, 500);
}

static void press_with(struct kiosk *kiosk, Uint16 modifiers, SDL_Keycode key)
{
    SDL_Event event = { .key = { .type = SDL_KEYDOWN,
                                 .keysym = { .sym = key, .mod = modifiers } } };
    assert_int_equal(SDL_PushEvent(&event), 1);
    deliver(kiosk);
    pass(kiosk, 400);
}

static void press(struct kiosk *kiosk, SDL_Keycode key)
{
    press_with(kiosk, KMOD_NONE, key);
}

static enum kiosk_page page(const struct kiosk *kiosk)
{
    return stage_visit(kiosk->stage)->session.page;
}

/* Whether a line of the picture on the screen is that text. */
static void assert_reads(const struct kiosk *kiosk, const char *text)
{
    const struct picture *picture = stage_picture(kiosk->stage);
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type == MARK_TEXT && strstr(picture->marks[i].text, text)) {
            return;
        }
    }
    struct arena arena = { 0 };
    print_message("%s\n", picture_dump(picture, &arena));
    arena_finish(&arena);
    fail_msg("\"%s\" is not on the screen", text);
}

static void wake(struct kiosk *kiosk, enum pointer pointer)
{
    assert_int_equal(page(kiosk), PAGE_ROTATION);
    if (pointer == FINGER) {
        push_finger(SDL_FINGERDOWN, 0.5f, 0.5f);
        push_finger(SDL_FINGERUP, 0.5f, 0.5f);
    } else {
        push_mouse(SDL_MOUSEBUTTONDOWN, 0.5f, 0.5f);
        push_mouse(SDL_MOUSEBUTTONUP, 0.5f, 0.5f);
    }
    deliver(kiosk);
    pass(kiosk, 500);
    assert_int_equal(page(kiosk), PAGE_HOME);
}

static void by_finger(struct kiosk *kiosk, int target)
{
    touch(kiosk, FINGER, target);
}

static void by_mouse(struct kiosk *kiosk, int target)
{
    touch(kiosk, MOUSE, target);
}

static void by_keys(struct kiosk *kiosk, int target)
{
    for (int presses = 0; stage_visit(kiosk->stage)->session.focus != target; presses++) {
        assert_true(presses < TARGETS_MAX);
        press(kiosk, presses % 2 ? SDLK_RIGHT : SDLK_TAB);
        if (presses % 2 && stage_visit(kiosk->stage)->session.focus != target) {
            press(kiosk, SDLK_TAB);
        }
    }
    press(kiosk, SDLK_RETURN);
}

/* A switch starts the scanning, and chooses what the scanning has come to. */
static void by_switch(struct kiosk *kiosk, int target)
{
    if (!stage_visit(kiosk->stage)->session.scanning) {
        press(kiosk, SDLK_SPACE);
    }
    for (int waited = 0; stage_visit(kiosk->stage)->session.focus != target; waited++) {
        assert_true(waited < 200);
        pass(kiosk, 500);
    }
    press(kiosk, SDLK_SPACE);
}

static const struct way {
    void (*reach)(struct kiosk *kiosk, int target);
    SDL_Keycode wakes; /* 0: a touch does */
} ways[] = { { by_finger, 0 }, { by_mouse, 0 }, { by_keys, SDLK_TAB }, { by_switch, SDLK_SPACE } };

static void wake_by(struct kiosk *kiosk, const struct way *way)
{
    if (way->wakes) {
        assert_int_equal(page(kiosk), PAGE_ROTATION);
        press(kiosk, way->wakes);
        assert_int_equal(page(kiosk), PAGE_HOME);
    } else {
        wake(kiosk, way->reach == by_mouse ? MOUSE : FINGER);
    }
}

/* The second choice is a list, its first leads to zone C. */
static void take_journey(struct kiosk *kiosk, const struct way *way, int language)
{
    static const char *const counters[] = { "Guichets 5", "Desks 5", "Вікна 5", "5" };
    wake_by(kiosk, way);
    if (language > 0) {
        way->reach(kiosk, TARGET_LANGUAGE + language);
    }
    assert_int_equal(stage_visit(kiosk->stage)->session.language, language);
    way->reach(kiosk, TARGET_CHOICE + 1);
    assert_int_equal(page(kiosk), PAGE_LIST);
    way->reach(kiosk, TARGET_CHOICE);
    assert_int_equal(page(kiosk), PAGE_RESULT);
    assert_reads(kiosk, counters[language]);
    way->reach(kiosk, TARGET_DOCUMENTS);
    assert_int_equal(page(kiosk), PAGE_DOCUMENTS);
    way->reach(kiosk, TARGET_BACK);
    way->reach(kiosk, TARGET_FINISH);
    assert_int_equal(page(kiosk), PAGE_HOME);
    assert_int_equal(stage_visit(kiosk->stage)->session.language, 0);
    pass(kiosk, 20 * SECOND);
}

/* Each way in each language, each in each position of the panel, and each language in each: a Latin
 * square. */
static void journeys_work_in_every_way_language_and_position(void **state)
{
    (void)state;
    static const int degrees[] = { 90, 0, 180, 270 };
    const int positions = getenv("QUICK") ? 1 : 4; /* where the processor is emulated */
    for (int i = 0; i < positions; i++) {
        struct kiosk kiosk;
        open_kiosk(&kiosk, degrees[i]);
        for (int language = 0; language < 4; language++) {
            take_journey(&kiosk, &ways[(i + language) % 4], language);
        }
        assert_true(stage_slide(kiosk.stage) != NULL);
        close_kiosk(&kiosk);
    }
}

/* Keys that mean nothing here, and those of a desktop, lead nowhere. */
static void keys_of_a_desktop_do_nothing(void **state)
{
    (void)state;
    struct kiosk kiosk;
    open_kiosk(&kiosk, 0);
    press(&kiosk, SDLK_TAB);
    by_keys(&kiosk, TARGET_CHOICE + 1);
    static const Uint16 modifiers[] = { KMOD_LALT, KMOD_RCTRL, KMOD_LGUI };
    for (int i = 0; i < 3; i++) {
        press_with(&kiosk, modifiers[i], SDLK_ESCAPE);
        press_with(&kiosk, modifiers[i], SDLK_SPACE);
        assert_int_equal(page(&kiosk), PAGE_LIST);
        assert_false(stage_visit(kiosk.stage)->session.scanning);
    }
    press(&kiosk, SDLK_q);
    press(&kiosk, SDLK_F11);
    assert_int_equal(page(&kiosk), PAGE_LIST);
    press(&kiosk, SDLK_ESCAPE);
    assert_int_equal(page(&kiosk), PAGE_HOME);
    close_kiosk(&kiosk);
}

/* Nothing of a visitor stays: what the next one sees is what the first one saw. */
static void who_walks_away_leaves_no_trace(void **state)
{
    (void)state;
    struct kiosk kiosk;
    open_kiosk(&kiosk, 0);
    wake(&kiosk, FINGER);
    uint64_t before = picture_hash(stage_picture(kiosk.stage));
    touch(&kiosk, FINGER, TARGET_LANGUAGE + 3);
    touch(&kiosk, FINGER, TARGET_LARGER);
    touch(&kiosk, FINGER, TARGET_CONTRAST);
    touch(&kiosk, FINGER, TARGET_CHOICE + 1);
    assert_true(before != picture_hash(stage_picture(kiosk.stage)));
    kiosk.time.utc_ms -= 90 * SECOND; /* the clock on the page shall not differ */
    pass(&kiosk, 61 * SECOND);
    assert_true(stage_visit(kiosk.stage)->session.asking);
    pass(&kiosk, 21 * SECOND);
    assert_int_equal(page(&kiosk), PAGE_HOME);
    kiosk.time.utc_ms -= kiosk.time.utc_ms % 60000;
    pass(&kiosk, 100);
    struct date date;
    int minute;
    assert_true(moment_parse("2026-11-24T10:24", &date, &minute));
    kiosk.time.utc_ms = moment_to_utc(date, minute);
    push_finger(SDL_FINGERDOWN, 0.01f, 0.5f); /* no target: only the page is drawn anew */
    push_finger(SDL_FINGERUP, 0.01f, 0.5f);
    deliver(&kiosk);
    pass(&kiosk, 500);
    assert_true(before == picture_hash(stage_picture(kiosk.stage)));
    close_kiosk(&kiosk);
}

/* Lets idle time pass until nothing is left to prepare. Pictures are decoded by a thread, which
 * needs real time. */
static void idle(struct kiosk *kiosk)
{
    enum { TRIES = 5000, SETTLED = 50 };
    unsigned long foreseen = 0;
    for (int tries = 0, still = 0; still < SETTLED; tries++) {
        assert_true(tries < TRIES);
        kiosk->time.monotonic_ms += 10;
        stage_step(kiosk->stage, kiosk->time);
        still = stage_statistics(kiosk->stage)->foreseen == foreseen ? still + 1 : 0;
        foreseen = stage_statistics(kiosk->stage)->foreseen;
        SDL_Delay(1);
    }
    assert_true(foreseen > 0);
}

/* Only the pressed button looks as nothing did before. */
static void what_may_come_next_is_prepared(void **state)
{
    enum { PRESSED_SHAPES = 8 };
    (void)state;
    struct kiosk kiosk;
    open_kiosk(&kiosk, 0);
    wake(&kiosk, FINGER);
    idle(&kiosk);
    struct raster_stats before = *raster_statistics(kiosk.raster);
    touch(&kiosk, FINGER, TARGET_CHOICE + 1);
    assert_int_equal(page(&kiosk), PAGE_LIST);
    assert_in_range(raster_statistics(kiosk.raster)->shapes_made, before.shapes_made,
                    before.shapes_made + PRESSED_SHAPES);
    idle(&kiosk);
    before = *raster_statistics(kiosk.raster);
    touch_for(&kiosk, FINGER, TARGET_CHOICE, 10); /* before what comes after it is prepared */
    assert_int_equal(page(&kiosk), PAGE_RESULT);
    assert_int_equal(raster_statistics(kiosk.raster)->images_decoded, before.images_decoded);
    close_kiosk(&kiosk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(journeys_work_in_every_way_language_and_position),
        cmocka_unit_test(keys_of_a_desktop_do_nothing),
        cmocka_unit_test(who_walks_away_leaves_no_trace),
        cmocka_unit_test(what_may_come_next_is_prepared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
