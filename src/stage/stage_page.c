/* A page on its way to the screen: which one plays, its description, its painting, its fade. */
#include "stage/stage_parts.h"

#include "stage/blend.h"
#include "stage/note.h"

#include <string.h>

struct page *stage_front(struct stage *stage)
{
    return &stage->pages[stage->front];
}

struct page *stage_back(struct stage *stage)
{
    return &stage->pages[1 - stage->front];
}

/* Returns the loop's time, whose modulo says which page plays. A wall clock that is slewed may
 * stand a little before the boundary when a turn has ended; then the boundary counts. */
int64_t stage_loop_time(const struct stage *stage, int64_t utc_ms)
{
    if (stage->held) {
        return stage->held_loop_ms;
    }
    bool almost = utc_ms < stage->turn_end_utc && stage->turn_end_utc - utc_ms <= TOLERANCE_MS &&
                  stage->last.monotonic_ms >= stage->turn_end;
    return (almost ? stage->turn_end_utc : utc_ms) + stage->skew_ms;
}

struct rotation stage_rotate(const struct stage *stage, struct moment moment, struct arena *arena)
{
    struct rotation rotation = rotation_at(stage->show, moment, arena);
    for (int i = 0; i < rotation.count && stage->pace_ms > 0; i++) {
        rotation.durations_ms[i] = rotation.turns[i].duration_ms = stage->pace_ms;
    }
    return rotation;
}

/* Returns the place of a page in the rotation, -1 when it does not play. */
int stage_turn_of(const struct rotation *rotation, const struct slide *slide, int number)
{
    for (int i = 0; i < rotation->count; i++) {
        if (rotation->turns[i].slide == slide && rotation->turns[i].page == number) {
            return i;
        }
    }
    return -1;
}

/* Returns the slot of the page that plays at that wall-clock time. */
struct slot stage_find_slot(struct stage *stage, struct moment moment, bool pinned)
{
    struct slot slot = { .remaining_ms = MINUTE_MS };
    arena_reset(&stage->arena);
    stage->rotation = stage_rotate(stage, moment, &stage->arena);
    if (stage->rotation.count > 0) {
        slot = schedule_slot(stage->rotation.durations_ms, stage->rotation.count,
                             stage_loop_time(stage, moment.utc_ms));
    }
    int stays = stage_turn_of(&stage->rotation, stage_front(stage)->slide,
                              stage_front(stage)->number);
    if (pinned && stays >= 0) {
        slot.index = stays;
        slot.pass = stage_front(stage)->pass;
    }
    return slot;
}

/* Staff's sign that something is to be repaired: small enough that nobody else wonders. */
void stage_draw_badge(const struct stage *stage, struct picture *picture)
{
    float unit = picture->unit, height = (float)picture->height;
    if (stage->trouble && stage->show->site.staff_badge) {
        picture_round(picture, (struct box){ 2.6f * unit, height - 4 * unit, 2 * unit, 2 * unit },
                      unit, ALERT);
    }
}

static void draw_page(struct stage *stage, struct page *page, struct slot slot,
                      const struct scene *scene)
{
    picture_start(&page->picture, stage->canvas.surface->w, stage->canvas.surface->h,
                  raster_metrics(stage->raster));
    page->slide = NULL;
    page->kiosk = page->black = false;
    page->number = scene->page;
    page->pass = slot.pass;
    if (stage->rotation.count > 0) {
        page->slide = stage->rotation.turns[slot.index].slide;
        slide_draw(page->slide, scene, &page->picture);
    } else {
        rotation_draw_fallback(scene, &page->picture);
    }
    if (!visit_shows_page(&stage->visit)) {
        visit_draw(&stage->visit, scene->moment, stage->last.monotonic_ms, &page->picture);
    }
    stage_draw_badge(stage, &page->picture);
}

/* Describes the page that plays at that wall-clock time into page, or when pinned the one on the
 * screen; returns its slot. */
struct slot stage_describe(struct stage *stage, struct page *page, int64_t utc_ms, bool trusted,
                           bool pinned)
{
    struct moment moment = moment_at(utc_ms, trusted);
    struct slot slot = stage_find_slot(stage, moment, pinned);
    struct scene scene;
    rotation_scene(stage->show, &stage->rotation, slot, moment, stage->lang, &scene);
    draw_page(stage, page, slot, &scene);
    stage_care(stage, utc_ms, trusted, &page->picture);
    stage->stats.layouts++;
    stage->preparing = false;
    page->hash = raster_hash(stage->raster, &page->picture);
    return slot;
}

/* Paints the page if it is not yet, in part or all that is left; false when it is not whole. */
bool stage_paint(struct stage *stage, struct page *page, bool all)
{
    bool held = canvas_holds(&stage->canvas, page->hash);
    bool whole = held ||
                 canvas_paint(&stage->canvas, stage->raster, &page->picture, page->hash, all);
    stage->stats.rasters += whole && !held ? 1 : 0;
    stage->behind = all ? !whole : stage->behind; /* in part: for later */
    return whole;
}

void stage_show_notes(struct stage *stage)
{
    SDL_Surface *note = note_paint(stage->raster, stage_front(stage)->slide, &stage->damage,
                                   stage->canvas.paint_ms);
    if (note) {
        presenter_overlay(stage->presenter, &stage->damage, note);
        SDL_FreeSurface(note);
    }
}

/* Puts the back page on the screen without a fade. */
bool stage_cut(struct stage *stage)
{
    bool good = presenter_compare(stage->presenter, stage->canvas.surface, &stage->damage) &&
                presenter_show(stage->presenter, stage->canvas.surface,
                               stage->shown && !stage->notes ? &stage->damage : NULL);
    stage->front = 1 - stage->front;
    stage->shown = true;
    if (stage->notes) {
        stage_show_notes(stage);
    }
    return good;
}

/* Shows the areas that change at once (clock, date, progress). Between a page and an alert
 * everything fades. */
static bool settle_still_areas(struct stage *stage)
{
    const struct picture *next = &stage_back(stage)->picture;
    struct damage areas = { .count = 0 };
    if (memcmp(&next->ground, &stage_front(stage)->picture.ground, sizeof next->ground) != 0) {
        return true;
    }
    SDL_Rect frame = { 0, 0, next->width, next->height };
    for (int i = 0; i < next->still_count; i++) {
        SDL_Rect area = { next->still[i].x, next->still[i].y, next->still[i].w, next->still[i].h };
        if (SDL_IntersectRect(&area, &frame, &area)) {
            areas.rects[areas.count++] = area;
        }
    }
    return presenter_show(stage->presenter, stage->canvas.surface, &areas);
}

bool stage_start_fade(struct stage *stage, int64_t now, int duration_ms)
{
    if (!stage->shown || stage->notes) {
        return stage_cut(stage);
    }
    if (stage_front(stage)->hash == stage_back(stage)->hash) {
        stage->front = 1 - stage->front;
        return true;
    }
    bool good = settle_still_areas(stage) &&
                presenter_compare(stage->presenter, stage->canvas.surface, &stage->damage);
    stage->fade_start = now;
    stage->fade_ms = duration_ms;
    stage->stats.fades++;
    return good && presenter_start_fade(stage->presenter, stage->canvas.surface, &stage->damage);
}

/* Nobody sees one step of 256 more or less at the end of a fade: it ends a frame earlier. */
enum { UNSEEN = 1 };

bool stage_step_fade(struct stage *stage, int64_t now)
{
    int64_t elapsed = now - stage->fade_start;
    unsigned amount = blend_smoothstep((double)elapsed, (double)stage->fade_ms);
    stage->stats.fade_frames++;
    if (amount >= 256 - UNSEEN) { /* it may be a frame early: the next would look the same */
        amount = 256;
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
    }
    return presenter_fade(stage->presenter, amount);
}

void stage_finish_fade(struct stage *stage)
{
    if (stage->fade_ms > 0) {
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
        presenter_fade(stage->presenter, 256);
    }
}
