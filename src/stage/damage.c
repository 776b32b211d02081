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

/* What has been found so far: the rectangles, or when they became too many only their bounds. */
struct search {
    struct damage *out;
    SDL_Rect bounds;
    bool crowded;
};

static void add_run(struct search *search, const SDL_Rect *run)
{
    struct damage *damage = search->out;
    if (SDL_RectEmpty(&search->bounds)) {
        search->bounds = *run;
    } else {
        SDL_UnionRect(&search->bounds, run, &search->bounds);
    }
    if (search->crowded || extend_above(damage, run)) {
        return;
    }
    if (damage->count == DAMAGE_MAX) {
        search->crowded = true;
    } else {
        damage->rects[damage->count++] = *run;
    }
}

/* Adds the runs of differing cells in the band of rows from y on. */
static void search_band(struct search *search, SDL_Surface *a, SDL_Surface *b, int y)
{
    int height = a->h - y < CELL_H ? a->h - y : CELL_H;
    int start = -1;
    for (int x = 0; x < a->w + CELL_W; x += CELL_W) {
        int width = a->w - x < CELL_W ? a->w - x : CELL_W;
        bool differs = x < a->w && cell_differs(a, b, x, y, width, height);
        if (differs && start < 0) {
            start = x;
        } else if (!differs && start >= 0) {
            int end = x < a->w ? x : a->w;
            add_run(search, &(SDL_Rect){ start, y, end - start, height });
            start = -1;
        }
    }
}

void damage_find(SDL_Surface *a, SDL_Surface *b, struct damage *out)
{
    struct search search = { .out = out };
    out->count = 0;
    for (int y = 0; y < a->h; y += CELL_H) {
        search_band(&search, a, b, y);
    }
    if (search.crowded) {
        out->rects[0] = search.bounds;
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
