/* A screen that is off shows a page like any other, all black, which fades in, is never drawn again
 * and is what the screen should show. A visitor whose session is under way keeps the light; a touch
 * lights it again while the building is open. */
#include "stage/stage_parts.h"

void stage_watch_light(struct stage *stage, struct stage_time time)
{
    if (time.monotonic_ms >= stage->light_at) {
        stage->light = light_at(stage->show, &stage->show->screen,
                                moment_at(time.utc_ms, time.trusted));
        stage->light_at = stage->light.cause == LIGHT_ALWAYS
                              ? INT64_MAX
                              : time.monotonic_ms + MINUTE_MS - time.utc_ms % MINUTE_MS;
    }
    stage->dark = !stage->light.on && !visit_shows_page(&stage->visit);
}

static bool show_black(struct stage *stage, struct stage_time time)
{
    struct page *next = stage_back(stage);
    picture_start(&next->picture, stage->canvas.surface->w, stage->canvas.surface->h,
                  raster_metrics(stage->raster));
    next->picture.ground = (struct color){ 0, 0, 0 };
    next->slide = NULL;
    next->kiosk = false;
    next->black = true;
    next->hash = raster_hash(stage->raster, &next->picture);
    stage->preparing = false;
    return stage_paint(stage, next, true) && stage_start_fade(stage, time.monotonic_ms, FADE_MS);
}

bool stage_stay_dark(struct stage *stage, struct stage_time time)
{
    return (stage->shown && stage_front(stage)->black) || show_black(stage, time);
}

bool stage_is_off(const struct stage *stage, struct light *light)
{
    *light = stage->light;
    return stage->dark && stage->shown && stage->fade_ms == 0 && stage->pages[stage->front].black;
}

bool stage_mind_light(struct stage *stage, struct stage_time time)
{
    stage_watch_light(stage, time);
    return !stage->dark;
}
