/* One frame is on the screen ("front"), one is being prepared ("back"). At the end of a turn the
 * next page, painted during the hold, fades in; when the minute changes the page is described anew
 * and painted only if its marks changed. */
#include "stage/stage_parts.h"

#include "base/alloc.h"

#include <stdlib.h>

static bool make_canvas(struct stage *stage)
{
    int width, height;
    presenter_size(stage->presenter, &width, &height);
    stage->shown = false;
    return canvas_resize(&stage->canvas, width, height);
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
                             .minute_end = INT64_MIN,
                             .renew_at = INT64_MAX,
                             .visit_at = INT64_MAX,
                             .alert_at = INT64_MAX,
                             .light_at = INT64_MIN };
    if (!make_canvas(stage)) {
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
        }
        canvas_finish(&stage->canvas);
        picture_finish(&stage->foreseen.picture);
        visit_finish(&stage->visit);
        arena_finish(&stage->arena);
        free(stage);
    }
}

/* A new turn: the page that plays now comes onto the screen. */
bool stage_begin_turn(struct stage *stage, struct stage_time time)
{
    struct slot slot = stage_describe(stage, stage_back(stage), time.utc_ms, time.trusted, false);
    stage->renew_at = INT64_MAX;
    if (!stage_paint(stage, stage_back(stage), true)) {
        stage->turn_end = time.monotonic_ms + RETRY_MS; /* keep what is shown until it is ready */
        return true;
    }
    int64_t early = stage_loop_time(stage, time.utc_ms) - stage->skew_ms - time.utc_ms;
    slot.remaining_ms += stage->held ? 0 : early;
    stage->turn_end = time.monotonic_ms + slot.remaining_ms;
    stage->turn_end_utc = time.utc_ms + slot.remaining_ms;
    stage->prepare_at = stage->turn_end - PREPARE_BEFORE_MS;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    stage->pinned = false;
    stage->stats.turns++;
    bool urgent = stage_back(stage)->picture.urgent || stage_front(stage)->picture.urgent;
    return stage_start_fade(stage, time.monotonic_ms, urgent ? QUICK_FADE_MS : FADE_MS);
}

/* Whether an alert started or ended, or the page on the screen may no longer play. */
static bool must_move(struct stage *stage, struct stage_time time)
{
    struct arena arena = { 0 };
    struct rotation rotation = stage_rotate(stage, moment_at(time.utc_ms, time.trusted), &arena);
    bool found = rotation.count == 0 && !stage_front(stage)->slide;
    for (int i = 0; i < rotation.count; i++) {
        found = found || rotation.turns[i].slide == stage_front(stage)->slide;
    }
    arena_finish(&arena);
    return !found;
}

/* The page stays, but the loop around it may be another (at midnight) or the clock may have moved:
 * then its turn ends at another time than was thought. */
static void move_end(struct stage *stage, struct slot slot, struct stage_time time)
{
    int64_t end = time.monotonic_ms + slot.remaining_ms, later = end - stage->turn_end;
    if (stage->pinned || stage->held || (later <= TOLERANCE_MS && later >= -TOLERANCE_MS)) {
        return;
    }
    stage->turn_end = end;
    stage->turn_end_utc = time.utc_ms + slot.remaining_ms;
    stage->prepare_at = end - PREPARE_BEFORE_MS;
}

/* The same page at a new minute: clock, timeline, state. */
static bool refresh_minute(struct stage *stage, struct stage_time time)
{
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    if (must_move(stage, time)) {
        return stage_begin_turn(stage, time);
    }
    struct page *next = stage_back(stage);
    struct slot slot = stage_describe(stage, next, time.utc_ms, time.trusted, stage->pinned);
    if (next->slide != stage_front(stage)->slide || next->number != stage_front(stage)->number) {
        return stage_begin_turn(stage, time); /* the wall clock says another page: heal at once */
    }
    move_end(stage, slot, time);
    if (next->hash == stage_front(stage)->hash) {
        stage->behind = false;
        return true;
    }
    if (!stage_paint(stage, next, true)) {
        stage->minute_end = time.monotonic_ms + RETRY_MS;
        return true;
    }
    if (stage->prepare_at == INT64_MAX) {
        stage->prepare_at = time.monotonic_ms + PART_MS; /* what was prepared is painted over */
    }
    bool changed = next->picture.state != stage_front(stage)->picture.state;
    return changed ? stage_start_fade(stage, time.monotonic_ms, QUICK_FADE_MS) : stage_cut(stage);
}

/* Describes the next page during the hold and paints it part by part, so that its fade starts on
 * time and nothing waits for it before. */
static void prepare_next(struct stage *stage, struct stage_time time)
{
    int64_t until = stage->turn_end - time.monotonic_ms;
    if (!stage->preparing) {
        raster_try_again(stage->raster);
        stage_describe(stage, stage_back(stage), time.utc_ms + until, time.trusted, false);
        stage->preparing = true;
    }
    size_t before = stage->canvas.painting.marks;
    bool whole = stage_paint(stage, stage_back(stage), false);
    bool waits = stage->canvas.painting.marks == before;
    stage->prepare_at = whole ? INT64_MAX : time.monotonic_ms + (waits ? RETRY_MS : PART_MS);
}

static int64_t earliest(struct stage *stage, int64_t now)
{
    if (stage->fade_ms > 0) {
        int64_t frame = (now - stage->fade_start) / FRAME_MS + 1;
        return stage->fade_start + frame * FRAME_MS;
    }
    int64_t due = stage->next_show ? now : stage->dark ? INT64_MAX : stage->minute_end;
    due = stage->visit_at < due ? stage->visit_at : due;
    due = stage->alert_at < due ? stage->alert_at : due;
    due = stage->light_at < due ? stage->light_at : due;
    if (stage->dark) {
        return stage_front(stage)->black && due > now ? due : now + 1;
    }
    int64_t foresee = stage_foresee_due(stage, now);
    due = foresee < due ? foresee : due;
    if (visit_shows_page(&stage->visit)) {
        return due > now ? due : now + 1;
    }
    due = stage->renew_at < due ? stage->renew_at : due;
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
    stage_pass_visit(stage, time);
    stage_watch_light(stage, time);
    if (stage->fade_ms > 0) {
        good = stage_step_fade(stage, now);
    } else if (stage->next_show) {
        good = stage_take_show(stage, time);
    } else if (stage->dark) {
        good = stage_stay_dark(stage, time);
    } else if (stage_visit_is_due(stage, now)) {
        good = stage_show_visit(stage, time);
    } else if (visit_shows_page(&stage->visit)) {
        stage_foresee(stage, time);
    } else if (stage_front(stage)->kiosk || stage_front(stage)->black) {
        good = stage_begin_turn(stage, time);
    } else if (!stage->shown || stage->dirty || (!stage->held && now >= stage->turn_end)) {
        stage->dirty = false;
        good = stage_begin_turn(stage, time);
    } else if (now >= stage->renew_at) {
        good = stage_renew_page(stage, time);
    } else if (now >= stage->minute_end) {
        good = refresh_minute(stage, time);
    } else if (!stage->held && now >= stage->prepare_at) {
        prepare_next(stage, time);
    } else if (stage_foresee_due(stage, now) < INT64_MAX) {
        stage_foresee(stage, time);
    }
    stage_note_shown(stage);
    return good ? earliest(stage, now) : -1;
}

void stage_set_pace(struct stage *stage, int seconds)
{
    stage->pace_ms = seconds * 1000;
}

void stage_skip(struct stage *stage, int pages, struct stage_time time)
{
    struct arena arena = { 0 };
    stage->last = time;
    struct rotation rotation = stage_rotate(stage, moment_at(time.utc_ms, time.trusted), &arena);
    stage_finish_fade(stage);
    for (int step = pages > 0 ? 1 : -1; pages != 0 && rotation.count > 0; pages -= step) {
        struct slot slot = schedule_slot(rotation.durations_ms, rotation.count,
                                         stage_loop_time(stage, time.utc_ms));
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
    int64_t here = stage_loop_time(stage, time.utc_ms);
    if (stage->held) {
        stage->skew_ms = here - time.utc_ms;
        stage->dirty = true; /* how long the page still stays is worked out anew */
    }
    stage->held_loop_ms = here;
    stage->held = !stage->held;
}

void stage_show_damage(struct stage *stage)
{
    stage_finish_fade(stage);
    stage->notes = !stage->notes;
    if (stage->notes) {
        stage_show_notes(stage);
    } else {
        stage->shown = false; /* what the notes were drawn over is painted anew */
    }
}

bool stage_refresh(struct stage *stage)
{
    int width, height;
    bool lost;
    const SDL_Surface *surface = stage->canvas.surface;
    stage_finish_fade(stage);
    if (!presenter_refresh(stage->presenter, &lost)) {
        return false;
    }
    presenter_size(stage->presenter, &width, &height);
    if (width != surface->w || height != surface->h) {
        return make_canvas(stage);
    }
    stage->shown = stage->shown && !lost;
    return true;
}

bool stage_turn(struct stage *stage, int degrees)
{
    stage_finish_fade(stage);
    presenter_turn(stage->presenter, degrees);
    return stage_refresh(stage);
}

bool stage_reopen(struct stage *stage)
{
    int width, height;
    if (stage->fade_ms > 0) {
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
    }
    stage->shown = false;
    if (!presenter_reopen(stage->presenter)) {
        return false;
    }
    presenter_size(stage->presenter, &width, &height);
    const SDL_Surface *surface = stage->canvas.surface;
    return (surface && surface->w == width && surface->h == height) || make_canvas(stage);
}

bool stage_relight(struct stage *stage, struct stage_time time)
{
    bool faded = stage->fade_ms > 0;
    int64_t over = stage->dark                           ? INT64_MAX
                   : stage->turn_end < stage->minute_end ? stage->turn_end
                                                         : stage->minute_end;
    if (!stage->shown) {
        return false;
    }
    if (faded) {
        stage->fade_ms = 0;
        stage->front = 1 - stage->front;
    }
    stage->shown = time.monotonic_ms < over; /* what is no longer true gives way at once */
    return presenter_relight(stage->presenter, faded);
}

bool stage_right(const struct stage *stage)
{
    return stage->shown && !stage->behind;
}

enum stage_sight stage_sight(const struct stage *stage)
{
    const struct page *page = &stage->pages[stage->front];
    if (!stage->shown) {
        return SIGHT_NOTHING;
    }
    if (page->kiosk || page->black) {
        return page->kiosk ? SIGHT_KIOSK : SIGHT_OFF;
    }
    return !page->slide ? SIGHT_FALLBACK : slide_is_alert(page->slide) ? SIGHT_ALERT : SIGHT_SLIDE;
}

const char *stage_sight_word(enum stage_sight sight)
{
    static const char *const words[SIGHTS] = { "nothing", "slide",    "alert",
                                               "kiosk",   "fallback", "off" };
    return words[sight];
}

const struct slide *stage_slide(const struct stage *stage)
{
    return stage->pages[stage->front].slide;
}

const struct stage_stats *stage_statistics(const struct stage *stage)
{
    return &stage->stats;
}
