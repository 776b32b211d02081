/* A new show in the place of the one that plays: what is on the screen stays if both have it. */
#include "stage/stage_parts.h"

/* The page on the screen as the show now has it: fades to what changed, or moves nothing. */
bool stage_renew_page(struct stage *stage, struct stage_time time)
{
    struct page *next = stage_back(stage), *shown = stage_front(stage);
    stage_describe(stage, next, time.utc_ms, time.trusted, true);
    stage->renew_at = INT64_MAX;
    if (next->hash == shown->hash) {
        struct picture same = shown->picture;
        shown->picture = next->picture;
        next->picture = same;
        return true;
    }
    if (!stage_paint(stage, next, true)) {
        stage->renew_at = time.monotonic_ms + RETRY_MS;
        return true;
    }
    return stage_start_fade(stage, time.monotonic_ms, QUICK_FADE_MS);
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
                                    stage_loop_time(stage, time.utc_ms) + left);
    bool earlier = end.elapsed_ms < end.remaining_ms && left - end.elapsed_ms >= PREPARE_BEFORE_MS;
    left += earlier || end.elapsed_ms == 0 ? -end.elapsed_ms : end.remaining_ms;
    stage->turn_end = time.monotonic_ms + left;
    stage->turn_end_utc = time.utc_ms + left;
    stage->prepare_at = stage->turn_end - PREPARE_BEFORE_MS;
}

/* The next show replaces this one. What is on the screen stays if the new show has it, too. */
bool stage_take_show(struct stage *stage, struct stage_time time)
{
    struct page *shown = stage_front(stage);
    const struct slide *slide = shown->slide ? show_slide(stage->next_show, shown->slide->name)
                                             : NULL;
    bool fallback = !shown->slide;
    int degrees = stage->next_show->screen.rotation;
    bool turns = degrees != stage->show->screen.rotation;
    stage->show = stage->next_show;
    stage->lang = stage->next_lang;
    stage->next_show = NULL;
    show_set_zone(stage->show);
    raster_set_source(stage->raster, stage->show->source);
    shown->slide = slide;
    stage_back(stage)->slide = NULL;
    canvas_forget(&stage->canvas);
    visit_change(&stage->visit, stage->show, time.monotonic_ms);
    stage_watch_alert(stage, time);
    stage->visited = true;
    stage->light_at = INT64_MIN;
    if (turns) {
        presenter_turn(stage->presenter, degrees);
        if (!stage_refresh(stage)) {
            return false;
        }
        stage->shown = false;
    }
    stage->foreseen.next = 0;
    stage->foreseen.begun = false;
    if (!stage->shown || shown->kiosk || shown->black || visit_shows_page(&stage->visit)) {
        shown->choice = NULL;
        return true;
    }
    stage_find_slot(stage, moment_at(time.utc_ms, time.trusted), false);
    int turn = stage_turn_of(&stage->rotation, slide, shown->number);
    if (slide && turn >= 0) {
        pin_page(stage, time, turn);
        return stage_renew_page(stage, time);
    }
    return fallback && stage->rotation.count == 0 ? stage_renew_page(stage, time)
                                                  : stage_begin_turn(stage, time);
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
