/* Each row is a list of runs: how many pixels to leave, how many to paint, and how: SOLID, or with
 * one byte of coverage each. Rows stand one after the other, found by a table of offsets. */
#include "render/ink.h"

#include "base/alloc.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* In the count of a run; and how many full pixels make a run of their own worth it. */
enum { SOLID = 0x8000, SOLID_MIN = 6 };

struct run {
    uint16_t skip, count;
};

/* The block of memory that begins with the ink. */
struct coded {
    struct ink ink;
    uint32_t rows[]; /* where each row begins in the bytes behind; height + 1 of them */
};

struct coder {
    uint8_t *bytes;
    size_t size, room;
};

static void put(struct coder *coder, const void *bytes, size_t size)
{
    if (coder->size + size > coder->room) {
        coder->room = (coder->room + size) * 2 + 256;
        coder->bytes = xrealloc(coder->bytes, coder->room, 1);
    }
    memcpy(coder->bytes + coder->size, bytes, size);
    coder->size += size;
}

/* Returns how many pixels from x on have that coverage. */
static int length_of(const uint8_t *alphas, int x, int width, uint8_t alpha)
{
    const uint64_t same = 0x0101010101010101u * alpha;
    uint64_t eight;
    int end = x;
    while (end + 8 <= width && (memcpy(&eight, alphas + end, sizeof eight), eight == same)) {
        end += 8;
    }
    while (end < width && alphas[end] == alpha) {
        end++;
    }
    return end - x;
}

static void code_row(struct coder *coder, const uint8_t *alphas, int width)
{
    int left = 0; /* pixels left out since the last run */
    for (int x = 0; x < width;) {
        int none = length_of(alphas, x, width, 0);
        x += none;
        left += none;
        if (x == width) {
            break;
        }
        int solid = length_of(alphas, x, width, 255), count = solid;
        bool is_solid = solid >= SOLID_MIN;
        while (!is_solid && x + count < width && alphas[x + count] != 0 &&
               length_of(alphas, x + count, width, 255) < SOLID_MIN) {
            count++;
        }
        struct run run = { (uint16_t)left, (uint16_t)(count | (is_solid ? SOLID : 0)) };
        put(coder, &run, sizeof run);
        if (!is_solid) {
            put(coder, alphas + x, (size_t)count);
        }
        x += count;
        left = 0;
    }
}

static void read_alphas(const SDL_Surface *surface, int y, uint8_t *alphas)
{
    const uint32_t *row = (const uint32_t *)(const void *)((const uint8_t *)surface->pixels +
                                                           (size_t)y * (size_t)surface->pitch);
    for (int x = 0; x < surface->w; x++) {
        alphas[x] = (uint8_t)(row[x] >> 24);
    }
}

struct ink *ink_make(const SDL_Surface *surface)
{
    int width = surface->w, height = surface->h;
    assert(width <= INK_SIDE_MAX && height <= INK_SIDE_MAX);
    struct coder coder = { 0 };
    uint8_t *alphas = xcalloc((size_t)width, 1);
    uint32_t *rows = xcalloc((size_t)height + 1, sizeof *rows);
    for (int y = 0; y < height; y++) {
        read_alphas(surface, y, alphas);
        code_row(&coder, alphas, width);
        rows[y + 1] = (uint32_t)coder.size;
    }
    size_t table = ((size_t)height + 1) * sizeof *rows;
    size_t bytes = sizeof(struct coded) + table + coder.size;
    struct coded *coded = xcalloc(1, bytes);
    coded->ink = (struct ink){ width, height, bytes };
    memcpy(coded->rows, rows, table);
    if (coder.size > 0) {
        memcpy((uint8_t *)coded->rows + table, coder.bytes, coder.size);
    }
    free(coder.bytes);
    free(alphas);
    free(rows);
    return &coded->ink;
}

/* Returns color over pixel in the share alpha of 255, rounded; two channels at a time. */
static uint32_t cover(uint32_t pixel, uint32_t color, uint32_t alpha)
{
    uint32_t rest = 255 - alpha;
    uint32_t outer = (color & 0xff00ff) * alpha + (pixel & 0xff00ff) * rest + 0x800080;
    uint32_t green = (color >> 8 & 0xff) * alpha + (pixel >> 8 & 0xff) * rest + 0x80;
    outer = (outer + (outer >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
    green = (green + (green >> 8)) >> 8 & 0xff;
    return outer | green << 8;
}

/* A row of the surface to be painted, and which columns of the ink may be. */
struct line {
    uint32_t *pixels; /* where column 0 of the ink would be */
    int from, to;
    uint32_t color;
};

static void paint_run(const struct line *line, int x, int count, const uint8_t *alphas)
{
    int from = x > line->from ? x : line->from;
    int to = x + count < line->to ? x + count : line->to;
    for (int i = from; i < to; i++) {
        line->pixels[i] = alphas ? cover(line->pixels[i], line->color, alphas[i - x]) : line->color;
    }
}

static void paint_row(const struct line *line, const uint8_t *at, const uint8_t *end)
{
    int x = 0;
    while (at < end) {
        struct run run;
        memcpy(&run, at, sizeof run);
        at += sizeof run;
        x += run.skip;
        int count = run.count & ~SOLID;
        bool solid = run.count & SOLID;
        paint_run(line, x, count, solid ? NULL : at);
        at += solid ? 0 : count;
        x += count;
    }
}

void ink_paint(const struct ink *ink, SDL_Rect part, struct color color, int x, int y,
               SDL_Surface *surface)
{
    const struct coded *coded = (const struct coded *)(const void *)ink;
    const uint8_t *bytes = (const uint8_t *)&coded->rows[ink->height + 1];
    const SDL_Rect all = { 0, 0, ink->width, ink->height };
    SDL_Rect seen = { part.x - x, part.y - y, surface->w, surface->h };
    int dx = x - part.x, dy = y - part.y; /* from ink to surface */
    if (!SDL_IntersectRect(&part, &all, &part) || !SDL_IntersectRect(&part, &seen, &part)) {
        return;
    }
    struct line line = { .from = part.x,
                         .to = part.x + part.w,
                         .color = (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b };
    for (int row = part.y; row < part.y + part.h; row++) {
        uint8_t *start = (uint8_t *)surface->pixels + (size_t)(row + dy) * (size_t)surface->pitch;
        line.pixels = (uint32_t *)(void *)start + dx;
        paint_row(&line, bytes + coded->rows[row], bytes + coded->rows[row + 1]);
    }
}
