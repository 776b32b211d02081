/* One frame is on the screen ("front"), one is being prepared ("back"). At the end of a turn the
 * next page, painted during the hold, fades in; when the minute changes the page is described anew
 * and painted only if its marks changed. */
#include "stage/stage.h"

#include "base/alloc.h"
#include "base/log.h"
#include "slides/rotation.h"
#include "stage/blend.h"
#include "stage/note.h"

#include <stdlib.h>
#include <string.h>

enum {
    FADE_MS = 600,
    QUICK_FADE_MS = 300,
    PREPARE_BEFORE_MS = 2000,
    RETRY_MS = 100,
    TOLERANCE_MS = 250,
    MINUTE_MS = 60000,
};

/* A page on or for the screen. */
struct page {
    struct picture picture;
    uint64_t hash;
    SDL_Surface *surface;
    bool painted;
    const struct slide *slide; /* NULL: fallback */
    int number;
};

struct stage {
    struct presenter *presenter;
    struct raster *raster;
    const struct show *show;
    int lang;
    struct page pages[2];
    int front;          /* which of them is on the screen */
    bool shown;         /* something is */
    struct arena arena; /* of the rotation */
    struct rotation rotation;
    int64_t skew_ms;                          /* staff moved the loop by this */
    int64_t held_loop_ms;                     /* where the loop stands while held */
    int64_t turn_end, minute_end, prepare_at; /* monotonic */
    int64_t turn_end_utc;
    struct stage_time last;      /* of the last step */
    int64_t fade_start, fade_ms; /* fade_ms 0: no fade runs */
    bool held, dirty, notes;
    struct damage damage; /* of the last change */
    double paint_ms;
    struct stage_stats stats;
};

static struct page *front(struct stage *stage)
{
    return &stage->pages[stage->front];
}

static struct page *back(struct stage *stage)
{
    return &stage->pages[1 - stage->front];
}

static bool make_surfaces(struct stage *stage)
{
    int width, height;
    presenter_size(stage->presenter, &width, &height);
    for (int i = 0; i < 2; i++) {
        SDL_FreeSurface(stage->pages[i].surface);
        stage->pages[i].surface = raster_surface(width, height);
        stage->pages[i].painted = false;
        if (!stage->pages[i].surface) {
            return false;
        }
    }
    stage->shown = false;
    return true;
}

struct stage *stage_create(struct presenter *presenter, struct raster *raster,
                           const struct show *show, int lang)
{
    struct stage *stage = xcalloc(1, sizeof *stage);
    *stage = (struct stage){ .presenter = presenter,
                             .raster = raster,
                             .show = show,
                             .lang = lang,
                             .turn_end = INT64_MIN,
                             .minute_end = INT64_MIN };
    if (!make_surfaces(stage)) {
        stage_free(stage);
        return NULL;
    }
    return stage;
}

void stage_free(struct stage *stage)
{
    if (stage) {
        for (int i = 0; i < 2; i++) {
            picture_finish(&stage->pages[i].picture);
            SDL_FreeSurface(stage->pages[i].surface);
        }
        arena_finish(&stage->arena);
        free(stage);
    }
}

/* Returns the loop's time, whose modulo says which page plays. A wall clock that is slewed may
 * stand a little before the boundary when a turn has ended; then the boundary counts. */
static int64_t loop_time(const struct stage *stage, int64_t utc_ms)
{
    if (stage->held) {
        return stage->held_loop_ms;
    }
    bool almost = utc_ms < stage->turn_end_utc && stage->turn_end_utc - utc_ms <= TOLERANCE_MS &&
                  stage->last.monotonic_ms >= stage->turn_end;
    return (almost ? stage->turn_end_utc : utc_ms) + stage->skew_ms;
}

/* Describes the page that plays at that wall-clock time into page; returns its slot. */
static struct slot describe(struct stage *stage, struct page *page, int64_t utc_ms, bool trusted)
{
    struct moment moment = moment_at(utc_ms, trusted);
    struct slot slot = { .remaining_ms = MINUTE_MS };
    struct scene scene;
    arena_reset(&stage->arena);
    stage->rotation = rotation_at(stage->show, moment, &stage->arena);
    if (stage->rotation.count > 0) {
        slot = schedule_slot(stage->rotation.durations_ms, stage->rotation.count,
                             loop_time(stage, utc_ms));
    }
    rotation_scene(stage->show, &stage->rotation, slot, moment, stage->lang, &scene);
    picture_start(&page->picture, page->surface->w, page->surface->h,
                  raster_metrics(stage->raster));
    page->slide = NULL;
    page->number = scene.page;
    if (stage->rotation.count > 0) {
        page->slide = stage->rotation.turns[slot.index].slide;
        slide_draw(page->slide, &scene, &page->picture);
    } else {
        rotation_draw_fallback(&scene, &page->picture);
    }
    stage->stats.layouts++;
    uint64_t hash = picture_hash(&page->picture);
    page->painted = page->painted && page->hash == hash;
    page->hash = hash;
    return slot;
}

/* Paints the page if it is not yet; false when its pictures are still being decoded. */
static bool paint(struct stage *stage, struct page *page)
{
    if (page->painted) {
        return true;
    }
    if (!raster_prepare(stage->raster, &page->picture, false)) {
        return false;
    }
    Uint64 start = SDL_GetPerformanceCounter();
    page->painted = raster_picture(stage->raster, &page->picture, page->surface);
    stage->paint_ms = (double)(SDL_GetPerformanceCounter() - start) * 1000 /
                      (double)SDL_GetPerformanceFrequency();
    stage->stats.rasters++;
    return page->painted;
}

static void show_notes(struct stage *stage)
{
    SDL_Surface *note = note_paint(stage->raster, front(stage)->slide, &stage->damage,
                                   stage->paint_ms);
    if (note) {
        presenter_overlay(stage->presenter, &stage->damage, note);
        SDL_FreeSurface(note);
    }
}

/* Puts the back page on the screen without a fade. */
static bool cut(struct stage *stage)
{
    damage_find(front(stage)->surface, back(stage)->surface, &stage->damage);
    bool good = presenter_show(stage->presenter, back(stage)->surface,
                               stage->shown && !stage->notes ? &stage->damage : NULL);
    stage->front = 1 - stage->front;
    stage->shown = true;
    if (stage->notes) {
        show_notes(stage);
    }
    return good;
}

/* Copies the areas that change at once (clock, date, progress) into the frame that fades out, and
 * shows them. Between a page and an alert everything fades. */
static bool settle_still_areas(struct stage *stage)
{
    const struct picture *next = &back(stage)->picture;
    struct damage areas = { .count = 0 };
    if (memcmp(&next->ground, &front(stage)->picture.ground, sizeof next->ground) != 0) {
        return true;
    }
    SDL_Rect frame = { 0, 0, next->width, next->height };
    for (int i = 0; i < next->still_count; i++) {
        SDL_Rect area = { next->still[i].x, next->still[i].y, next->still[i].w, next->still[i].h };
        if (SDL_IntersectRect(&area, &frame, &area)) {
            areas.rects[areas.count++] = area;
            SDL_Rect to = area;
            SDL_BlitSurface(back(stage)->surface, &area, front(stage)->surface, &to);
        }
    }
    return presenter_show(stage->presenter, front(stage)->surface, &areas);
}

static bool start_fade(struct stage *stage, int64_t now, int duration_ms)
{
    if (!stage->shown || stage->notes) {
        return cut(stage);
    }
    if (front(stage)->hash == back(stage)->hash) {
        stage->front = 1 - stage->front;
        return true;
    }
    bool good = settle_still_areas(stage);
    damage_find(front(stage)->surface, back(stage)->surface, &stage->damage);
    front(stage)->painted = false;
    stage->fade_start = now;
    stage->fade_ms = duration_ms;
    stage->stats.fades++;
    return good && presenter_start_fade(stage->presenter, front(stage)->surface,
                                        back(stage)->surface, &stage->damage);
}

static bool step_fade(struct stage *stage, int64_t now)
{
    int64_t elapsed = now - stage->fade_start;
    unsigned amount = blend_smoothstep((double)elapsed, (double)stage->fade_ms);
    stage->stats.fade_frames++;
    if (elapsed >= stage->fade_ms) {
        amount = 256;
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
    }
    return presenter_fade(stage->presenter, amount);
}

static void finish_fade(struct stage *stage)
{
    if (stage->fade_ms > 0) {
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
        presenter_fade(stage->presenter, 256);
    }
}

/* A new turn: the page that plays now comes onto the screen. */
static bool begin_turn(struct stage *stage, struct stage_time time)
{
    struct slot slot = describe(stage, back(stage), time.utc_ms, time.trusted);
    if (!paint(stage, back(stage))) {
        stage->turn_end = time.monotonic_ms + RETRY_MS; /* keep what is shown until it is ready */
        return true;
    }
    int64_t early = loop_time(stage, time.utc_ms) - stage->skew_ms - time.utc_ms;
    slot.remaining_ms += stage->held ? 0 : early;
    stage->turn_end = time.monotonic_ms + slot.remaining_ms;
    stage->turn_end_utc = time.utc_ms + slot.remaining_ms;
    stage->prepare_at = stage->turn_end - PREPARE_BEFORE_MS;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    stage->stats.turns++;
    bool urgent = back(stage)->picture.urgent || front(stage)->picture.urgent;
    return start_fade(stage, time.monotonic_ms, urgent ? QUICK_FADE_MS : FADE_MS);
}

/* Whether an alert started or ended, or the page on the screen may no longer play. */
static bool must_move(struct stage *stage, struct stage_time time)
{
    struct arena arena = { 0 };
    struct rotation rotation = rotation_at(stage->show, moment_at(time.utc_ms, time.trusted),
                                           &arena);
    bool found = rotation.count == 0 && !front(stage)->slide;
    for (int i = 0; i < rotation.count; i++) {
        found = found || rotation.turns[i].slide == front(stage)->slide;
    }
    arena_finish(&arena);
    return !found;
}

/* The same page at a new minute: clock, timeline, state. */
static bool refresh_minute(struct stage *stage, struct stage_time time)
{
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    if (must_move(stage, time)) {
        return begin_turn(stage, time);
    }
    struct page *next = back(stage);
    int64_t dwelling = stage->turn_end - time.monotonic_ms;
    describe(stage, next, time.utc_ms, time.trusted);
    if (next->slide != front(stage)->slide || next->number != front(stage)->number) {
        return begin_turn(stage, time); /* the wall clock says another page: heal at once */
    }
    if (next->hash == front(stage)->hash) {
        return true;
    }
    if (!paint(stage, next)) {
        stage->minute_end = time.monotonic_ms + RETRY_MS;
        return true;
    }
    stage->turn_end = time.monotonic_ms + dwelling;
    bool changed = next->picture.state != front(stage)->picture.state;
    return changed ? start_fade(stage, time.monotonic_ms, QUICK_FADE_MS) : cut(stage);
}

/* Describes and paints the next page during the hold, so that its fade starts on time. */
static void prepare_next(struct stage *stage, struct stage_time time)
{
    int64_t until = stage->turn_end - time.monotonic_ms;
    describe(stage, back(stage), time.utc_ms + until, time.trusted);
    stage->prepare_at = paint(stage, back(stage)) ? INT64_MAX : time.monotonic_ms + RETRY_MS;
}

static int64_t earliest(const struct stage *stage, int64_t now)
{
    if (stage->fade_ms > 0) {
        int64_t frame = (now - stage->fade_start) * 60 / 1000 + 1;
        return stage->fade_start + (frame * 1000 + 59) / 60;
    }
    int64_t due = stage->minute_end;
    if (!stage->held) {
        due = stage->turn_end < due ? stage->turn_end : due;
        due = stage->prepare_at < due ? stage->prepare_at : due;
    }
    return due > now ? due : now + 1;
}

int64_t stage_step(struct stage *stage, struct stage_time time)
{
    int64_t now = time.monotonic_ms;
    bool good = true;
    stage->stats.wakes++;
    stage->last = time;
    if (stage->fade_ms > 0) {
        good = step_fade(stage, now);
    } else if (!stage->shown || stage->dirty || (!stage->held && now >= stage->turn_end)) {
        stage->dirty = false;
        good = begin_turn(stage, time);
    } else if (now >= stage->minute_end) {
        good = refresh_minute(stage, time);
    } else if (!stage->held && now >= stage->prepare_at) {
        prepare_next(stage, time);
    }
    return good ? earliest(stage, now) : -1;
}

void stage_skip(struct stage *stage, int pages, struct stage_time time)
{
    struct arena arena = { 0 };
    stage->last = time;
    struct rotation rotation = rotation_at(stage->show, moment_at(time.utc_ms, time.trusted),
                                           &arena);
    finish_fade(stage);
    for (int step = pages > 0 ? 1 : -1; pages != 0 && rotation.count > 0; pages -= step) {
        struct slot slot = schedule_slot(rotation.durations_ms, rotation.count,
                                         loop_time(stage, time.utc_ms));
        int previous = (slot.index + rotation.count - 1) % rotation.count;
        int64_t moved = step > 0 ? slot.remaining_ms
                                 : -slot.elapsed_ms - rotation.durations_ms[previous];
        stage->skew_ms += moved;
        stage->held_loop_ms += moved;
    }
    arena_finish(&arena);
    stage->dirty = true;
}

void stage_hold(struct stage *stage, struct stage_time time)
{
    stage->last = time;
    int64_t here = loop_time(stage, time.utc_ms);
    if (stage->held) {
        stage->skew_ms = here - time.utc_ms;
        stage->dirty = true; /* how long the page still stays is worked out anew */
    }
    stage->held_loop_ms = here;
    stage->held = !stage->held;
}

void stage_show_damage(struct stage *stage)
{
    finish_fade(stage);
    stage->notes = !stage->notes;
    if (stage->notes) {
        show_notes(stage);
    } else {
        presenter_show(stage->presenter, front(stage)->surface, NULL);
    }
}

bool stage_refresh(struct stage *stage)
{
    int width, height;
    finish_fade(stage);
    presenter_size(stage->presenter, &width, &height);
    if (!presenter_refresh(stage->presenter)) {
        return false;
    }
    if (width == front(stage)->surface->w && height == front(stage)->surface->h) {
        return !stage->shown || presenter_show(stage->presenter, front(stage)->surface, NULL);
    }
    return make_surfaces(stage);
}

const struct slide *stage_slide(const struct stage *stage)
{
    return stage->pages[stage->front].slide;
}

const struct stage_stats *stage_statistics(const struct stage *stage)
{
    return &stage->stats;
}
