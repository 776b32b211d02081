/* The frames are compared byte for byte in bands of 16 rows; runs of differing cells become
 * rectangles, and a run that continues the one above it extends that rectangle. */
#include "stage/damage.h"

#include <string.h>

enum { CELL_W = 64, CELL_H = 16 };

static bool cell_differs(SDL_Surface *a, SDL_Surface *b, int x, int y, int width, int height)
{
    for (int row = y; row < y + height; row++) {
        const char *at = (const char *)a->pixels + (size_t)row * (size_t)a->pitch + (size_t)x * 4;
        const char *bt = (const char *)b->pixels + (size_t)row * (size_t)b->pitch + (size_t)x * 4;
        if (memcmp(at, bt, (size_t)width * 4) != 0) {
            return true;
        }
    }
    return false;
}

static bool extend_above(struct damage *damage, const SDL_Rect *run)
{
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect *above = &damage->rects[i];
        if (above->x == run->x && above->w == run->w && above->y + above->h == run->y) {
            above->h += run->h;
            return true;
        }
    }
    return false;
}

static void add_run(struct damage *damage, const SDL_Rect *run, SDL_Rect *bounds)
{
    if (bounds->w == 0) {
        *bounds = *run;
    } else {
        SDL_UnionRect(bounds, run, bounds);
    }
    if (!extend_above(damage, run) && damage->count <= DAMAGE_MAX) {
        if (damage->count < DAMAGE_MAX) {
            damage->rects[damage->count] = *run;
        }
        damage->count++;
    }
}

void damage_find(SDL_Surface *a, SDL_Surface *b, struct damage *out)
{
    SDL_Rect bounds = { 0 };
    out->count = 0;
    for (int y = 0; y < a->h; y += CELL_H) {
        int height = a->h - y < CELL_H ? a->h - y : CELL_H;
        int start = -1;
        for (int x = 0; x < a->w + CELL_W; x += CELL_W) {
            int width = a->w - x < CELL_W ? a->w - x : CELL_W;
            bool differs = x < a->w && cell_differs(a, b, x, y, width, height);
            if (differs && start < 0) {
                start = x;
            } else if (!differs && start >= 0) {
                int end = x < a->w ? x : a->w;
                add_run(out, &(SDL_Rect){ start, y, end - start, height }, &bounds);
                start = -1;
            }
        }
        if (out->count > DAMAGE_MAX) {
            out->count = DAMAGE_MAX + 1; /* keep counting bounds, rectangles no longer matter */
        }
    }
    if (out->count > DAMAGE_MAX) {
        out->rects[0] = bounds;
        out->count = 1;
    }
}

long damage_area(const struct damage *damage)
{
    long area = 0;
    for (int i = 0; i < damage->count; i++) {
        area += (long)damage->rects[i].w * damage->rects[i].h;
    }
    return area;
}
