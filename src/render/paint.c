/* Every call of SDL that touches the target is here or in the text and picture painters, with what
 * was tried in its message. */
#include "render/paint.h"

#include "base/log.h"

uint32_t paint_pixel(struct color color)
{
    return (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
}

bool paint_box(SDL_Surface *surface, struct rect box, struct color color)
{
    SDL_Rect area = { box.x, box.y, box.w, box.h };
    if (box.w <= 0 || box.h <= 0) {
        return true;
    }
    if (SDL_FillRect(surface, &area, paint_pixel(color)) != 0) {
        log_line(LOG_ERROR, "cannot fill a box of %d x %d: %s", box.w, box.h, SDL_GetError());
        return false;
    }
    return true;
}

bool paint_tinted(SDL_Surface *surface, SDL_Surface *white, SDL_Rect part, int x, int y,
                  struct color color)
{
    SDL_Rect place = { x, y, 0, 0 };
    if (SDL_SetSurfaceColorMod(white, color.r, color.g, color.b) != 0 ||
        SDL_SetSurfaceBlendMode(white, SDL_BLENDMODE_BLEND) != 0 ||
        SDL_BlitSurface(white, &part, surface, &place) != 0) {
        log_line(LOG_ERROR, "cannot paint a shape of %d x %d: %s", part.w, part.h, SDL_GetError());
        return false;
    }
    return true;
}
