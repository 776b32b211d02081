/* A visitor at the screen: pages of the kiosk instead of the hall's slides. */
#include "stage/stage_parts.h"

/* Sees whether an alert holds, which a kiosk shows whatever a visitor does. */
void stage_watch_alert(struct stage *stage, struct stage_time time)
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

/* Lets the time pass for the visit. */
void stage_pass_visit(struct stage *stage, struct stage_time time)
{
    if (time.monotonic_ms >= stage->alert_at) {
        stage_watch_alert(stage, time);
    }
    if (time.monotonic_ms >= stage->visit_at) {
        visit_pass(&stage->visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
        stage->visited = true;
    }
    stage->visit_at = visit_due(&stage->visit, time.monotonic_ms);
}

/* The page of the kiosk as it is now: fades to another page, and cuts within one, so that a press
 * is seen at once. Its pictures are waited for: they are small, and somebody is waiting. */
bool stage_show_visit(struct stage *stage, struct stage_time time)
{
    struct page *next = stage_back(stage), *shown = stage_front(stage);
    const struct visit *visit = &stage->visit;
    stage->visited = false;
    stage->foreseen.next = 0;
    stage->foreseen.begun = false;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    picture_start(&next->picture, stage->canvas.surface->w, stage->canvas.surface->h,
                  raster_metrics(stage->raster));
    visit_draw(visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms, &next->picture);
    stage_draw_badge(stage, &next->picture);
    stage_care(stage, time.utc_ms, false, &next->picture); /* somebody is there: not darker */
    next->slide = NULL;
    next->kiosk = true;
    next->black = false;
    next->chosen = visit->session.page;
    next->choice = session_choice(&visit->session, &visit->world);
    next->hash = raster_hash(stage->raster, &next->picture);
    stage->preparing = false;
    stage->stats.layouts++;
    raster_prepare(stage->raster, &next->picture, true);
    if (!stage_paint(stage, next, true)) {
        return false;
    }
    bool same = shown->kiosk && shown->chosen == next->chosen && shown->choice == next->choice;
    if (!same) {
        return stage_start_fade(stage, time.monotonic_ms, KIOSK_FADE_MS);
    }
    if (shown->hash == next->hash) {
        stage->front = 1 - stage->front; /* its touch areas may differ */
        return true;
    }
    return stage_cut(stage);
}

/* Whether what the visit shows is not what is on the screen. */
bool stage_visit_is_due(struct stage *stage, int64_t now)
{
    bool kiosk = visit_shows_page(&stage->visit);
    return kiosk && (stage->visited || now >= stage->minute_end || !stage_front(stage)->kiosk ||
                     !stage->shown);
}

void stage_welcome(struct stage *stage, bool speech, const char *usage_path, struct stage_time time)
{
    visit_start(&stage->visit, stage->show, speech, usage_path, time.monotonic_ms);
    stage->alert_at = stage->visit.works ? INT64_MIN : INT64_MAX;
    stage->visit_at = INT64_MIN;
    stage->foreseen.next = 0;
}

void stage_act(struct stage *stage, struct visit_act act, struct stage_time time)
{
    stage->last = time;
    if (stage->dark && !light_building_open(stage->show, moment_at(time.utc_ms, time.trusted))) {
        return; /* whoever cleans the glass at night lights no hall */
    }
    stage->acted = stage->acted ? stage->acted : SDL_GetPerformanceCounter();
    stage->stats.acts++;
    stage_finish_fade(stage);
    visit_act(&stage->visit, &stage_front(stage)->picture, act,
              moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
    stage->visited = true;
}

void stage_let_go(struct stage *stage, struct stage_time time)
{
    const struct visit_act act = { .event = { .type = EVENT_CANCEL, .finger = EVERY_FINGER } };
    stage->last = time;
    visit_act(&stage->visit, &stage_front(stage)->picture, act,
              moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
    stage->visited = true;
}

void stage_tell_speech(struct stage *stage, bool speech)
{
    stage->visited = stage->visited || speech != stage->visit.world.speech;
    stage->visit.world.speech = speech;
}

const struct visit *stage_visit(const struct stage *stage)
{
    return &stage->visit;
}

const struct picture *stage_picture(const struct stage *stage)
{
    return &stage->pages[stage->fade_ms > 0 ? 1 - stage->front : stage->front].picture;
}

void stage_note_shown(struct stage *stage)
{
    bool waits = stage->fade_ms > 0 ? stage->last.monotonic_ms == stage->fade_start
                                    : stage->visited;
    if (stage->acted && !waits) {
        double ms = (double)(SDL_GetPerformanceCounter() - stage->acted) * 1000 /
                    (double)SDL_GetPerformanceFrequency();
        stage->stats.act_worst_ms = ms > stage->stats.act_worst_ms ? ms : stage->stats.act_worst_ms;
        stage->acted = 0;
    }
}

/* Describes the page behind the next target; false when there is none left. */
static bool foresee_page(struct stage *stage, struct stage_time time)
{
    struct visit imagined = stage->visit;
    const struct SDL_Surface *canvas = stage->canvas.surface;
    if (!visit_foresee(&stage->visit, stage->foreseen.next, time.monotonic_ms, &imagined.session)) {
        stage->foreseen.next = -1;
        return false;
    }
    stage->foreseen.next++;
    if (!visit_shows_page(&imagined)) {
        return true; /* back to the hall's slides, which prepare themselves */
    }
    picture_start(&stage->foreseen.picture, canvas->w, canvas->h, raster_metrics(stage->raster));
    visit_draw(&imagined, moment_at(time.utc_ms, time.trusted), time.monotonic_ms,
               &stage->foreseen.picture);
    stage->foreseen.painting = (struct painting){ 0 };
    stage->foreseen.begun = true;
    return true;
}

void stage_foresee(struct stage *stage, struct stage_time time)
{
    bool whole = false;
    if (stage_foresee_due(stage, time.monotonic_ms) == INT64_MAX) {
        return;
    }
    if (!stage->foreseen.begun) {
        foresee_page(stage, time);
    } else if (raster_prepare(stage->raster, &stage->foreseen.picture, false) &&
               (!raster_rehearse(stage->raster, &stage->foreseen.picture, &stage->foreseen.painting,
                                 &whole) ||
                whole)) {
        stage->foreseen.begun = false;
        stage->stats.foreseen++;
    }
}

int64_t stage_foresee_due(const struct stage *stage, int64_t now)
{
    bool busy = !stage->visit.works || stage->foreseen.next < 0 || stage->fade_ms > 0;
    return busy ? INT64_MAX : now + FORESEE_MS;
}
