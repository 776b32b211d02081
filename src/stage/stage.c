/* One frame is on the screen ("front"), one is being prepared ("back"). At the end of a turn the
 * next page, painted during the hold, fades in; when the minute changes the page is described anew
 * and painted only if its marks changed. */
#include "stage/stage.h"

#include "base/alloc.h"
#include "base/log.h"
#include "slides/rotation.h"
#include "stage/blend.h"
#include "stage/canvas.h"
#include "stage/note.h"

#include <stdlib.h>
#include <string.h>

enum {
    FADE_MS = 600,
    QUICK_FADE_MS = 300,
    KIOSK_FADE_MS = 150, /* between two pages that a visitor chose */
    PREPARE_BEFORE_MS = 2000,
    RETRY_MS = 100,
    PART_MS = 2, /* between two parts of a page */
    TOLERANCE_MS = 250,
    MINUTE_MS = 60000,
};

/* A page on or for the screen. */
struct page {
    struct picture picture;
    uint64_t hash;
    const struct slide *slide; /* NULL: fallback */
    int number;
    int64_t pass; /* of the loop: it says the second language */
    bool kiosk;   /* a page of the kiosk: no slide, no fallback */
    const struct kiosk_choice *choice;
    enum kiosk_page chosen;
};

struct stage {
    struct presenter *presenter;
    struct raster *raster;
    const struct show *show, *next_show; /* next: comes as soon as no fade runs */
    int lang, next_lang;
    bool trouble;         /* staff have something to repair */
    bool pinned;          /* the page stays until its turn ends, whatever the new loop says */
    struct canvas canvas; /* of the page that comes next */
    struct page pages[2];
    int front;          /* which of them is on the screen */
    bool shown;         /* something is */
    struct arena arena; /* of the rotation */
    struct rotation rotation;
    int pace_ms;          /* every page this long; 0: as the playlist says */
    int64_t skew_ms;      /* staff moved the loop by this */
    int64_t held_loop_ms; /* where the loop stands while held */
    int64_t turn_end, minute_end, prepare_at, renew_at; /* monotonic */
    int64_t turn_end_utc;
    struct stage_time last;      /* of the last step */
    int64_t fade_start, fade_ms; /* fade_ms 0: no fade runs */
    bool held, dirty, notes;
    bool preparing;       /* the next page is described and being painted in parts */
    struct damage damage; /* of the last change */
    struct visit visit;
    bool visited;     /* something happened to the visit since its page was described */
    int64_t alert_at; /* when it is to be seen next whether an alert holds; monotonic */
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
                             .alert_at = INT64_MAX };
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
        visit_finish(&stage->visit);
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

static struct rotation rotate(const struct stage *stage, struct moment moment, struct arena *arena)
{
    struct rotation rotation = rotation_at(stage->show, moment, arena);
    for (int i = 0; i < rotation.count && stage->pace_ms > 0; i++) {
        rotation.durations_ms[i] = rotation.turns[i].duration_ms = stage->pace_ms;
    }
    return rotation;
}

/* Returns the place of a page in the rotation, -1 when it does not play. */
static int turn_of(const struct rotation *rotation, const struct slide *slide, int number)
{
    for (int i = 0; i < rotation->count; i++) {
        if (rotation->turns[i].slide == slide && rotation->turns[i].page == number) {
            return i;
        }
    }
    return -1;
}

/* Returns the slot of the page that plays at that wall-clock time. */
static struct slot find_slot(struct stage *stage, struct moment moment, bool pinned)
{
    struct slot slot = { .remaining_ms = MINUTE_MS };
    arena_reset(&stage->arena);
    stage->rotation = rotate(stage, moment, &stage->arena);
    if (stage->rotation.count > 0) {
        slot = schedule_slot(stage->rotation.durations_ms, stage->rotation.count,
                             loop_time(stage, moment.utc_ms));
    }
    int stays = turn_of(&stage->rotation, front(stage)->slide, front(stage)->number);
    if (pinned && stays >= 0) {
        slot.index = stays;
        slot.pass = front(stage)->pass;
    }
    return slot;
}

/* Staff's sign that something is to be repaired: small enough that nobody else wonders. */
static void draw_badge(const struct stage *stage, struct picture *picture)
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
    page->kiosk = false;
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
    draw_badge(stage, &page->picture);
}

/* Describes the page that plays at that wall-clock time into page, or when pinned the one on the
 * screen; returns its slot. */
static struct slot describe(struct stage *stage, struct page *page, int64_t utc_ms, bool trusted,
                            bool pinned)
{
    struct moment moment = moment_at(utc_ms, trusted);
    struct slot slot = find_slot(stage, moment, pinned);
    struct scene scene;
    rotation_scene(stage->show, &stage->rotation, slot, moment, stage->lang, &scene);
    draw_page(stage, page, slot, &scene);
    stage->stats.layouts++;
    stage->preparing = false;
    page->hash = raster_hash(stage->raster, &page->picture);
    return slot;
}

/* Paints the page if it is not yet, in part or all that is left; false when it is not whole. */
static bool paint(struct stage *stage, struct page *page, bool all)
{
    if (canvas_holds(&stage->canvas, page->hash)) {
        return true;
    }
    bool whole = canvas_paint(&stage->canvas, stage->raster, &page->picture, page->hash, all);
    stage->stats.rasters += whole ? 1 : 0;
    return whole;
}

static void show_notes(struct stage *stage)
{
    SDL_Surface *note = note_paint(stage->raster, front(stage)->slide, &stage->damage,
                                   stage->canvas.paint_ms);
    if (note) {
        presenter_overlay(stage->presenter, &stage->damage, note);
        SDL_FreeSurface(note);
    }
}

/* Puts the back page on the screen without a fade. */
static bool cut(struct stage *stage)
{
    bool good = presenter_compare(stage->presenter, stage->canvas.surface, &stage->damage) &&
                presenter_show(stage->presenter, stage->canvas.surface,
                               stage->shown && !stage->notes ? &stage->damage : NULL);
    stage->front = 1 - stage->front;
    stage->shown = true;
    if (stage->notes) {
        show_notes(stage);
    }
    return good;
}

/* Shows the areas that change at once (clock, date, progress). Between a page and an alert
 * everything fades. */
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
        }
    }
    return presenter_show(stage->presenter, stage->canvas.surface, &areas);
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
    bool good = settle_still_areas(stage) &&
                presenter_compare(stage->presenter, stage->canvas.surface, &stage->damage);
    stage->fade_start = now;
    stage->fade_ms = duration_ms;
    stage->stats.fades++;
    return good && presenter_start_fade(stage->presenter, stage->canvas.surface, &stage->damage);
}

static bool step_fade(struct stage *stage, int64_t now)
{
    int64_t elapsed = now - stage->fade_start;
    unsigned amount = blend_smoothstep((double)elapsed, (double)stage->fade_ms);
    stage->stats.fade_frames++;
    amount = amount < 256 ? amount : 255; /* rounded up; 256 ends the fade */
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
    struct slot slot = describe(stage, back(stage), time.utc_ms, time.trusted, false);
    stage->renew_at = INT64_MAX;
    if (!paint(stage, back(stage), true)) {
        stage->turn_end = time.monotonic_ms + RETRY_MS; /* keep what is shown until it is ready */
        return true;
    }
    int64_t early = loop_time(stage, time.utc_ms) - stage->skew_ms - time.utc_ms;
    slot.remaining_ms += stage->held ? 0 : early;
    stage->turn_end = time.monotonic_ms + slot.remaining_ms;
    stage->turn_end_utc = time.utc_ms + slot.remaining_ms;
    stage->prepare_at = stage->turn_end - PREPARE_BEFORE_MS;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    stage->pinned = false;
    stage->stats.turns++;
    bool urgent = back(stage)->picture.urgent || front(stage)->picture.urgent;
    return start_fade(stage, time.monotonic_ms, urgent ? QUICK_FADE_MS : FADE_MS);
}

/* Whether an alert started or ended, or the page on the screen may no longer play. */
static bool must_move(struct stage *stage, struct stage_time time)
{
    struct arena arena = { 0 };
    struct rotation rotation = rotate(stage, moment_at(time.utc_ms, time.trusted), &arena);
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
    describe(stage, next, time.utc_ms, time.trusted, stage->pinned);
    if (next->slide != front(stage)->slide || next->number != front(stage)->number) {
        return begin_turn(stage, time); /* the wall clock says another page: heal at once */
    }
    if (next->hash == front(stage)->hash) {
        return true;
    }
    if (!paint(stage, next, true)) {
        stage->minute_end = time.monotonic_ms + RETRY_MS;
        return true;
    }
    stage->turn_end = time.monotonic_ms + dwelling;
    if (stage->prepare_at == INT64_MAX) {
        stage->prepare_at = time.monotonic_ms + PART_MS; /* what was prepared is painted over */
    }
    bool changed = next->picture.state != front(stage)->picture.state;
    return changed ? start_fade(stage, time.monotonic_ms, QUICK_FADE_MS) : cut(stage);
}

/* Describes the next page during the hold and paints it part by part, so that its fade starts on
 * time and nothing waits for it before. */
static void prepare_next(struct stage *stage, struct stage_time time)
{
    int64_t until = stage->turn_end - time.monotonic_ms;
    if (!stage->preparing) {
        describe(stage, back(stage), time.utc_ms + until, time.trusted, false);
        stage->preparing = true;
    }
    size_t before = stage->canvas.painting.marks;
    bool whole = paint(stage, back(stage), false);
    bool waits = stage->canvas.painting.marks == before;
    stage->prepare_at = whole ? INT64_MAX : time.monotonic_ms + (waits ? RETRY_MS : PART_MS);
}

/* The page on the screen as the show now has it: fades to what changed, or moves nothing. */
static bool renew_page(struct stage *stage, struct stage_time time)
{
    struct page *next = back(stage), *shown = front(stage);
    describe(stage, next, time.utc_ms, time.trusted, true);
    stage->renew_at = INT64_MAX;
    if (next->hash == shown->hash) {
        struct picture same = shown->picture;
        shown->picture = next->picture;
        next->picture = same;
        return true;
    }
    if (!paint(stage, next, true)) {
        stage->renew_at = time.monotonic_ms + RETRY_MS;
        return true;
    }
    return start_fade(stage, time.monotonic_ms, QUICK_FADE_MS);
}

/* Moves the end of the turn to where a turn of the new loop ends, so that from then on the wall
 * clock says what plays, as on every other screen. */
static void pin_page(struct stage *stage, struct stage_time time, int turn)
{
    const struct rotation *rotation = &stage->rotation;
    int64_t left = stage->turn_end - time.monotonic_ms, start = 0, length = 0;
    for (int i = 0; i < rotation->count; i++) {
        start += i < turn ? rotation->durations_ms[i] : 0;
        length += rotation->durations_ms[i];
    }
    stage->pinned = true;
    if (stage->held) {
        stage->held_loop_ms += start - stage->held_loop_ms % length;
        return;
    }
    struct slot end = schedule_slot(rotation->durations_ms, rotation->count,
                                    loop_time(stage, time.utc_ms) + left);
    bool earlier = end.elapsed_ms < end.remaining_ms && left - end.elapsed_ms >= PREPARE_BEFORE_MS;
    left += earlier || end.elapsed_ms == 0 ? -end.elapsed_ms : end.remaining_ms;
    stage->turn_end = time.monotonic_ms + left;
    stage->turn_end_utc = time.utc_ms + left;
    stage->prepare_at = stage->turn_end - PREPARE_BEFORE_MS;
}

/* Sees whether an alert holds, which a kiosk shows whatever a visitor does. */
static void watch_alert(struct stage *stage, struct stage_time time)
{
    stage->alert_at = INT64_MAX;
    if (!stage->visit.works) {
        return;
    }
    struct arena arena = { 0 };
    struct moment moment = moment_at(time.utc_ms, time.trusted);
    struct rotation rotation = rotation_at(stage->show, moment, &arena);
    const struct slide *alert = rotation.alert ? rotation.turns[0].slide : NULL;
    arena_finish(&arena);
    stage->visited = stage->visited || alert != stage->visit.alert;
    visit_alert(&stage->visit, alert, moment, time.monotonic_ms);
    stage->alert_at = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
}

/* The next show replaces this one. What is on the screen stays if the new show has it, too. */
static bool take_show(struct stage *stage, struct stage_time time)
{
    struct page *shown = front(stage);
    const struct slide *slide = shown->slide ? show_slide(stage->next_show, shown->slide->name)
                                             : NULL;
    bool fallback = !shown->slide;
    stage->show = stage->next_show;
    stage->lang = stage->next_lang;
    stage->next_show = NULL;
    show_set_zone(stage->show);
    raster_set_source(stage->raster, stage->show->source);
    shown->slide = slide;
    back(stage)->slide = NULL;
    canvas_forget(&stage->canvas);
    visit_change(&stage->visit, stage->show, time.monotonic_ms);
    watch_alert(stage, time);
    stage->visited = true;
    if (!stage->shown || shown->kiosk || visit_shows_page(&stage->visit)) {
        shown->choice = NULL;
        return true;
    }
    find_slot(stage, moment_at(time.utc_ms, time.trusted), false);
    int turn = turn_of(&stage->rotation, slide, shown->number);
    if (slide && turn >= 0) {
        pin_page(stage, time, turn);
        return renew_page(stage, time);
    }
    return fallback && stage->rotation.count == 0 ? renew_page(stage, time)
                                                  : begin_turn(stage, time);
}

/* Lets the time pass for the visit. */
static void pass_visit(struct stage *stage, struct stage_time time)
{
    if (time.monotonic_ms >= stage->alert_at) {
        watch_alert(stage, time);
    }
    if (stage->visit.works && time.monotonic_ms >= visit_due(&stage->visit, time.monotonic_ms)) {
        visit_pass(&stage->visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
        stage->visited = true;
    }
}

/* The page of the kiosk as it is now: fades to another page, and cuts within one, so that a press
 * is seen at once. Its pictures are waited for: they are small, and somebody is waiting. */
static bool show_visit(struct stage *stage, struct stage_time time)
{
    struct page *next = back(stage), *shown = front(stage);
    const struct visit *visit = &stage->visit;
    stage->visited = false;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    picture_start(&next->picture, stage->canvas.surface->w, stage->canvas.surface->h,
                  raster_metrics(stage->raster));
    visit_draw(visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms, &next->picture);
    draw_badge(stage, &next->picture);
    next->slide = NULL;
    next->kiosk = true;
    next->chosen = visit->session.page;
    next->choice = session_choice(&visit->session, &visit->world);
    next->hash = raster_hash(stage->raster, &next->picture);
    stage->preparing = false;
    stage->stats.layouts++;
    raster_prepare(stage->raster, &next->picture, true);
    if (!paint(stage, next, true)) {
        return false;
    }
    bool same = shown->kiosk && shown->chosen == next->chosen && shown->choice == next->choice;
    if (!same) {
        return start_fade(stage, time.monotonic_ms, KIOSK_FADE_MS);
    }
    if (shown->hash == next->hash) {
        stage->front = 1 - stage->front; /* its touch areas may differ */
        return true;
    }
    return cut(stage);
}

/* Whether what the visit shows is not what is on the screen. */
static bool visit_is_due(struct stage *stage, int64_t now)
{
    bool kiosk = visit_shows_page(&stage->visit);
    return kiosk &&
           (stage->visited || now >= stage->minute_end || !front(stage)->kiosk || !stage->shown);
}

static int64_t earliest(const struct stage *stage, int64_t now)
{
    if (stage->fade_ms > 0) {
        int64_t frame = (now - stage->fade_start) * 60 / 1000 + 1;
        return stage->fade_start + (frame * 1000 + 59) / 60;
    }
    int64_t due = stage->next_show ? now : stage->minute_end;
    int64_t visit = visit_due(&stage->visit, now);
    due = visit < due ? visit : due;
    due = stage->alert_at < due ? stage->alert_at : due;
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
    pass_visit(stage, time);
    if (stage->fade_ms > 0) {
        good = step_fade(stage, now);
    } else if (stage->next_show) {
        good = take_show(stage, time);
    } else if (visit_is_due(stage, now)) {
        good = show_visit(stage, time);
    } else if (visit_shows_page(&stage->visit)) {
        good = true;
    } else if (front(stage)->kiosk) {
        good = begin_turn(stage, time);
    } else if (!stage->shown || stage->dirty || (!stage->held && now >= stage->turn_end)) {
        stage->dirty = false;
        good = begin_turn(stage, time);
    } else if (now >= stage->renew_at) {
        good = renew_page(stage, time);
    } else if (now >= stage->minute_end) {
        good = refresh_minute(stage, time);
    } else if (!stage->held && now >= stage->prepare_at) {
        prepare_next(stage, time);
    }
    return good ? earliest(stage, now) : -1;
}

void stage_show(struct stage *stage, const struct show *show, int lang)
{
    stage->next_show = show;
    stage->next_lang = lang;
}

const struct show *stage_showing(const struct stage *stage)
{
    return stage->show;
}

void stage_tell_trouble(struct stage *stage, bool trouble)
{
    if (stage->trouble != trouble && stage->show->site.staff_badge && stage->shown) {
        stage->renew_at = INT64_MIN;
    }
    stage->trouble = trouble;
}

void stage_set_pace(struct stage *stage, int seconds)
{
    stage->pace_ms = seconds * 1000;
}

void stage_skip(struct stage *stage, int pages, struct stage_time time)
{
    struct arena arena = { 0 };
    stage->last = time;
    struct rotation rotation = rotate(stage, moment_at(time.utc_ms, time.trusted), &arena);
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
        stage->shown = false; /* what the notes were drawn over is painted anew */
    }
}

bool stage_refresh(struct stage *stage)
{
    int width, height;
    bool lost;
    const SDL_Surface *surface = stage->canvas.surface;
    finish_fade(stage);
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

void stage_welcome(struct stage *stage, bool speech, const char *usage_path, struct stage_time time)
{
    visit_start(&stage->visit, stage->show, speech, usage_path, time.monotonic_ms);
    stage->alert_at = stage->visit.works ? INT64_MIN : INT64_MAX;
}

void stage_act(struct stage *stage, struct visit_act act, struct stage_time time)
{
    stage->last = time;
    finish_fade(stage);
    visit_act(&stage->visit, &front(stage)->picture, act, moment_at(time.utc_ms, time.trusted),
              time.monotonic_ms);
    stage->visited = true;
}

void stage_lose_speech(struct stage *stage)
{
    stage->visit.world.speech = false;
    stage->visited = true;
}

const struct visit *stage_visit(const struct stage *stage)
{
    return &stage->visit;
}

const struct picture *stage_picture(const struct stage *stage)
{
    return &stage->pages[stage->fade_ms > 0 ? 1 - stage->front : stage->front].picture;
}

const struct slide *stage_slide(const struct stage *stage)
{
    return stage->pages[stage->front].slide;
}

const struct stage_stats *stage_statistics(const struct stage *stage)
{
    return &stage->stats;
}
