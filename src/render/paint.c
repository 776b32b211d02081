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

static uint32_t mix(uint32_t under, uint32_t over, uint32_t opacity)
{
    uint32_t part = over * opacity + under * (255 - opacity) + 127;
    return part / 255;
}

bool paint_over(SDL_Surface *surface, struct rect box, struct color color, int opacity)
{
    SDL_Rect area = { box.x, box.y, box.w, box.h };
    SDL_Rect whole = { 0, 0, surface->w, surface->h };
    uint32_t share = opacity < 0 ? 0 : opacity > 255 ? 255 : (uint32_t)opacity;
    if (!SDL_IntersectRect(&area, &whole, &area)) {
        return true;
    }
    if (SDL_LockSurface(surface) != 0) {
        log_line(LOG_ERROR, "cannot lock a surface: %s", SDL_GetError());
        return false;
    }
    for (int y = area.y; y < area.y + area.h; y++) {
        char *row = (char *)surface->pixels + (size_t)y * (size_t)surface->pitch;
        uint32_t *at = (uint32_t *)(void *)row + area.x;
        for (int x = 0; x < area.w; x++, at++) {
            *at = mix(*at >> 16 & 255, color.r, share) << 16 |
                  mix(*at >> 8 & 255, color.g, share) << 8 | mix(*at & 255, color.b, share);
        }
    }
    SDL_UnlockSurface(surface);
    return true;
}
