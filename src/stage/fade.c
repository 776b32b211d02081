/* Most of a page is ground, and the ground of two pages is the same. The damage says in which
 * rectangles they differ; within these, runs of blocks of 64 bytes do. What was under the runs is
 * kept side by side, so that a frame of the fade reads and writes little more than what changes,
 * and no second full frame is needed. */
#include "stage/fade.h"

#include "base/alloc.h"
#include "stage/blend.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_PX = 16 };

struct span {
    int x, y, width;
};

static uint32_t *pixel_at(const SDL_Surface *surface, int x, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch) + x;
}

static void add_span(struct fade *fade, int x, int y, int width)
{
    if (fade->count == fade->capacity) {
        fade->capacity = fade->capacity ? fade->capacity * 2 : 4096;
        fade->spans = xrealloc(fade->spans, fade->capacity, sizeof *fade->spans);
    }
    fade->spans[fade->count++] = (struct span){ x, y, width };
    fade->pixels += (size_t)width;
}

/* Adds the runs of a row that differ, from x on; single blocks between two runs go along. */
static void add_runs(struct fade *fade, const SDL_Surface *front, int x, int y, int width)
{
    const uint32_t *before = pixel_at(front, x, y), *after = pixel_at(fade->to, x, y);
    int start = -1, end = 0;
    for (int at = 0; at < width; at += BLOCK_PX) {
        int block = width - at < BLOCK_PX ? width - at : BLOCK_PX;
        if (memcmp(before + at, after + at, (size_t)block * sizeof *before) == 0) {
            continue;
        }
        if (start >= 0 && at - end > BLOCK_PX) {
            add_span(fade, x + start, y, end - start);
            start = -1;
        }
        start = start < 0 ? at : start;
        end = at + block;
    }
    if (start >= 0) {
        add_span(fade, x + start, y, end - start);
    }
}

void fade_start(struct fade *fade, SDL_Surface *front, SDL_Surface *to, const struct damage *damage)
{
    fade_finish(fade);
    fade->to = to;
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect rect = damage->rects[i];
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            add_runs(fade, front, rect.x, y, rect.w);
        }
    }
    fade->from = xrealloc(NULL, fade->pixels, sizeof *fade->from);
    uint32_t *kept = fade->from;
    for (size_t i = 0; i < fade->count; i++) {
        const struct span *span = &fade->spans[i];
        memcpy(kept, pixel_at(front, span->x, span->y), (size_t)span->width * sizeof *kept);
        kept += span->width;
    }
}

void fade_mix(const struct fade *fade, SDL_Surface *front, unsigned amount)
{
    const uint32_t *from = fade->from;
    for (size_t i = 0; i < fade->count; i++) {
        const struct span *span = &fade->spans[i];
        blend_row(pixel_at(front, span->x, span->y), from, pixel_at(fade->to, span->x, span->y),
                  (size_t)span->width, amount);
        from += span->width;
    }
}

void fade_finish(struct fade *fade)
{
    free(fade->spans);
    free(fade->from);
    *fade = (struct fade){ 0 };
}
