/* A quarter turn reads rows and writes columns, so it goes in small squares that stay in the cache.
 */
#include "stage/turn.h"

enum { TILE = 32 };

struct turn turn_for_panel(int degrees, int panel_width, int panel_height)
{
    bool quarter = degrees == 90 || degrees == 270;
    return (struct turn){ .degrees = degrees,
                          .width = quarter ? panel_height : panel_width,
                          .height = quarter ? panel_width : panel_height };
}

SDL_Rect turn_rect(const struct turn *turn, SDL_Rect rect)
{
    switch (turn->degrees) {
    case 90:
        return (SDL_Rect){ turn->height - rect.y - rect.h, rect.x, rect.h, rect.w };
    case 180:
        return (SDL_Rect){ turn->width - rect.x - rect.w, turn->height - rect.y - rect.h, rect.w,
                           rect.h };
    case 270:
        return (SDL_Rect){ rect.y, turn->width - rect.x - rect.w, rect.h, rect.w };
    default:
        return rect;
    }
}

SDL_Point turn_back(const struct turn *turn, SDL_Point point)
{
    switch (turn->degrees) {
    case 90:
        return (SDL_Point){ point.y, turn->height - 1 - point.x };
    case 180:
        return (SDL_Point){ turn->width - 1 - point.x, turn->height - 1 - point.y };
    case 270:
        return (SDL_Point){ turn->width - 1 - point.y, point.x };
    default:
        return point;
    }
}

static Uint32 *pixel_at(const SDL_Surface *surface, int x, int y)
{
    return (Uint32 *)((char *)surface->pixels + (ptrdiff_t)y * surface->pitch) + x;
}

static void copy_tile(const struct turn *turn, const SDL_Surface *source, SDL_Rect tile, int dx,
                      int dy, SDL_Surface *panel)
{
    SDL_Rect at = turn_rect(turn, (SDL_Rect){ tile.x + dx, tile.y + dy, tile.w, tile.h });
    for (int row = 0; row < at.h; row++) {
        Uint32 *out = pixel_at(panel, at.x, at.y + row);
        for (int column = 0; column < at.w; column++) {
            SDL_Point from = turn_back(turn, (SDL_Point){ at.x + column, at.y + row });
            out[column] = *pixel_at(source, from.x - dx, from.y - dy);
        }
    }
}

void turn_copy(const struct turn *turn, const SDL_Surface *source, SDL_Rect rect, int x, int y,
               SDL_Surface *panel)
{
    int dx = x - rect.x, dy = y - rect.y; /* from source to picture */
    SDL_Rect inside = { 0, 0, source->w, source->h };
    SDL_Rect picture = { -dx, -dy, turn->width, turn->height };
    if (!SDL_IntersectRect(&rect, &inside, &rect) || !SDL_IntersectRect(&rect, &picture, &rect)) {
        return;
    }
    for (int top = rect.y; top < rect.y + rect.h; top += TILE) {
        for (int left = rect.x; left < rect.x + rect.w; left += TILE) {
            SDL_Rect tile = { left, top, TILE, TILE };
            SDL_IntersectRect(&tile, &rect, &tile);
            copy_tile(turn, source, tile, dx, dy, panel);
        }
    }
}
