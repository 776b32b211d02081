/* Panels keep a shadow of what stands still on them for months. Each hour the whole picture moves
 * one small step along a closed walk over 5 x 5 places; 25 hours bring it round, so that no hour of
 * the day always has the same place. At night the picture may also be darker. */
#include "stage/stage_parts.h"

#include <math.h>

enum { PLACES = 25, MIDDLE = 2 };
#define HOUR_MS INT64_C(3600000)

/* Column and row of each place; neighbours in the walk are neighbours on the grid. */
static const char walk[PLACES][3] = { "00", "10", "20", "30", "40", "41", "42", "43", "44",
                                      "34", "33", "32", "31", "21", "22", "23", "24", "14",
                                      "04", "03", "13", "12", "02", "11", "01" };

void stage_care_offset(int64_t utc_ms, float unit, int *dx, int *dy)
{
    int64_t place = (utc_ms / HOUR_MS) % PLACES;
    const char *at = walk[place < 0 ? place + PLACES : place];
    int step = (int)lroundf(0.2f * unit);
    step = step > 0 ? step : 1;
    *dx = (at[0] - '0' - MIDDLE) * step;
    *dy = (at[1] - '0' - MIDDLE) * step;
}

/* Whether nobody is to be expected in front of it. */
static bool is_night(const struct stage *stage, struct moment moment)
{
    return moment.trusted && stage->show->hours.services.count > 0 &&
           !light_building_open(stage->show, moment);
}

void stage_care(const struct stage *stage, int64_t utc_ms, bool trusted, struct picture *picture)
{
    const struct screen *screen = &stage->show->screen;
    int dx, dy;
    if (screen->pixel_shift) {
        stage_care_offset(utc_ms, picture->unit, &dx, &dy);
        picture_shift(picture, dx, dy);
    }
    if (screen->night_dim > 0 && !picture->urgent && is_night(stage, moment_at(utc_ms, trusted))) {
        struct box all = { 0, 0, (float)picture->width, (float)picture->height };
        picture_veil(picture, all, (struct color){ 0, 0, 0 }, screen->night_dim * 255 / 100);
    }
}
