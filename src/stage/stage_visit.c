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
    if (stage->visit.works && time.monotonic_ms >= visit_due(&stage->visit, time.monotonic_ms)) {
        visit_pass(&stage->visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
        stage->visited = true;
    }
}

/* The page of the kiosk as it is now: fades to another page, and cuts within one, so that a press
 * is seen at once. Its pictures are waited for: they are small, and somebody is waiting. */
bool stage_show_visit(struct stage *stage, struct stage_time time)
{
    struct page *next = stage_back(stage), *shown = stage_front(stage);
    const struct visit *visit = &stage->visit;
    stage->visited = false;
    stage->minute_end = time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    picture_start(&next->picture, stage->canvas.surface->w, stage->canvas.surface->h,
                  raster_metrics(stage->raster));
    visit_draw(visit, moment_at(time.utc_ms, time.trusted), time.monotonic_ms, &next->picture);
    stage_draw_badge(stage, &next->picture);
    next->slide = NULL;
    next->kiosk = true;
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
}

void stage_act(struct stage *stage, struct visit_act act, struct stage_time time)
{
    stage->last = time;
    stage_finish_fade(stage);
    visit_act(&stage->visit, &stage_front(stage)->picture, act,
              moment_at(time.utc_ms, time.trusted), time.monotonic_ms);
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
