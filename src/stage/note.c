/* The note is a picture like any other, painted onto a surface of its own. */
#include "stage/note.h"

SDL_Surface *note_paint(struct raster *raster, const struct slide *slide,
                        const struct damage *damage, double paint_ms)
{
    enum { WIDTH = 900, HEIGHT = 36 };
    SDL_Surface *surface = raster_surface(WIDTH, HEIGHT);
    if (!surface) {
        return NULL;
    }
    struct picture picture = { 0 };
    picture_start(&picture, WIDTH, HEIGHT, raster_metrics(raster));
    picture.ground = INK;
    struct style style = { 20 / picture.unit, WEIGHT_REGULAR, WHITE, ROLE_DETAIL };
    picture_text(&picture, style, ALIGN_LEFT, 12, 25,
                 picture_printf(&picture, "%s: %d areas, %ld pixels redrawn, painted in %.1f ms",
                                slide ? slide->name : "fallback", damage->count,
                                damage_area(damage), paint_ms));
    if (!raster_picture(raster, &picture, surface)) {
        SDL_FreeSurface(surface);
        surface = NULL;
    }
    picture_finish(&picture);
    return surface;
}
