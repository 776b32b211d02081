/* Most of a page is ground, and the ground of two pages is the same: only blocks of 64 bytes that
 * differ are touched. Of these, most are flat on one side or both (a letter on a ground, one card's
 * colour on another's): a flat side is kept as its colour and need not be read again in each frame.
 * What is not flat is kept side by side, so that no second full frame is needed. */
#include "stage/fade.h"

#include "base/alloc.h"
#include "stage/blend.h"

#include <stdlib.h>
#include <string.h>

/* Switching to a cheaper way of mixing pays from RUN blocks on. */
enum { BLOCK_PX = 16, RUN = 4 };

/* Which side is flat: bits. */
enum flatness { FLAT_NONE = 0, FLAT_FROM = 1, FLAT_TO = 2, FLAT_BOTH = 3 };

struct block {
    unsigned flat;
    uint32_t from, to; /* the colours of flat sides */
    int run;           /* how many blocks from here on are the same */
    bool differs;
};

struct span {
    int x, y, width;
    unsigned flat;
    uint32_t from, to;
};

static uint32_t *pixel_at(const SDL_Surface *surface, int x, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch) + x;
}

static bool is_flat(const uint32_t *pixels, int count)
{
    return memcmp(pixels, pixels + 1, (size_t)(count - 1) * sizeof *pixels) == 0;
}

static struct block look_at(const uint32_t *from, const uint32_t *to, int width)
{
    struct block block = { .differs = memcmp(from, to, (size_t)width * sizeof *from) != 0 };
    if (block.differs && is_flat(from, width)) {
        block.flat |= FLAT_FROM;
        block.from = *from;
    }
    if (block.differs && is_flat(to, width)) {
        block.flat |= FLAT_TO;
        block.to = *to;
    }
    return block;
}

static bool same(const struct block *a, const struct block *b)
{
    return a->differs == b->differs && a->flat == b->flat && a->from == b->from && a->to == b->to;
}

static void add_span(struct fade *fade, const struct span *span)
{
    if (fade->count == fade->capacity) {
        fade->capacity = fade->capacity ? fade->capacity * 2 : 4096;
        fade->spans = xrealloc(fade->spans, fade->capacity, sizeof *fade->spans);
    }
    fade->spans[fade->count++] = *span;
    fade->pixels += (size_t)span->width;
    fade->kept += span->flat == FLAT_BOTH ? 0 : (size_t)span->width;
}

/* Whether the span's way of mixing gives the block's right result. */
static bool fits(const struct span *span, const struct block *block)
{
    return block->differs &&
           (!(span->flat & FLAT_FROM) || (block->flat & FLAT_FROM && block->from == span->from)) &&
           (!(span->flat & FLAT_TO) || (block->flat & FLAT_TO && block->to == span->to));
}

static void add_row(struct fade *fade, const struct block *blocks, SDL_Rect row)
{
    int count = (row.w + BLOCK_PX - 1) / BLOCK_PX;
    struct span span = { 0 };
    for (int i = 0; i < count; i++) {
        const struct block *block = &blocks[i];
        int at = i * BLOCK_PX, width = row.w - at < BLOCK_PX ? row.w - at : BLOCK_PX;
        bool cheaper = block->flat & ~span.flat && block->run >= RUN;
        if (span.width > 0 && fits(&span, block) && !cheaper) {
            span.width += width;
            continue;
        }
        if (span.width > 0) {
            add_span(fade, &span);
        }
        span = (struct span){ row.x + at,  row.y,       block->differs ? width : 0,
                              block->flat, block->from, block->to };
    }
    if (span.width > 0) {
        add_span(fade, &span);
    }
}

static void look_at_row(struct fade *fade, const SDL_Surface *front, SDL_Rect row,
                        struct block *blocks)
{
    const uint32_t *from = pixel_at(front, row.x, row.y), *to = pixel_at(fade->to, row.x, row.y);
    int count = (row.w + BLOCK_PX - 1) / BLOCK_PX;
    for (int i = count - 1; i >= 0; i--) {
        int at = i * BLOCK_PX, width = row.w - at < BLOCK_PX ? row.w - at : BLOCK_PX;
        blocks[i] = look_at(from + at, to + at, width);
        blocks[i].run = i + 1 < count && same(&blocks[i], &blocks[i + 1]) ? blocks[i + 1].run + 1
                                                                          : 1;
    }
    add_row(fade, blocks, row);
}

/* Copies what the spans cover on one side where that is not flat, side by side: read in order, it
 * comes from memory three times as fast as from rows of the screen. */
static uint32_t *keep_pixels(const struct fade *fade, const SDL_Surface *surface, unsigned flat)
{
    uint32_t *pixels = xrealloc(NULL, fade->kept, sizeof *pixels), *at = pixels;
    for (size_t i = 0; i < fade->count; i++) {
        const struct span *span = &fade->spans[i];
        if (!(span->flat & flat)) {
            memcpy(at, pixel_at(surface, span->x, span->y), (size_t)span->width * sizeof *at);
            at += span->width;
        }
    }
    return pixels;
}

void fade_start(struct fade *fade, SDL_Surface *front, SDL_Surface *to, const struct damage *damage)
{
    struct block *blocks = xcalloc((size_t)front->w / BLOCK_PX + 1, sizeof *blocks);
    fade_finish(fade);
    fade->to = to;
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect rect = damage->rects[i];
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            look_at_row(fade, front, (SDL_Rect){ rect.x, y, rect.w, 1 }, blocks);
        }
    }
    free(blocks);
    fade->from_pixels = keep_pixels(fade, front, FLAT_FROM);
    fade->to_pixels = keep_pixels(fade, to, FLAT_TO);
}

static void fill(uint32_t *out, uint32_t pixel, int count)
{
    for (int i = 0; i < count; i++) {
        out[i] = pixel;
    }
}

/* Mixes one span; *from and *to move on over the pixels that were kept of it. */
static void mix_span(const struct span *span, const uint32_t **from, const uint32_t **to,
                     uint32_t *out, unsigned amount)
{
    uint32_t pixel;
    size_t width = (size_t)span->width;
    switch (span->flat) {
    case FLAT_BOTH:
        blend_row(&pixel, &span->from, &span->to, 1, amount);
        fill(out, pixel, span->width);
        break;
    case FLAT_FROM:
        blend_flat(out, *to, span->from, width, 256 - amount);
        break;
    case FLAT_TO:
        blend_flat(out, *from, span->to, width, amount);
        break;
    default:
        blend_row(out, *from, *to, width, amount);
        break;
    }
    *from += span->flat & FLAT_FROM ? 0 : width;
    *to += span->flat & FLAT_TO ? 0 : width;
}

void fade_mix(const struct fade *fade, SDL_Surface *front, unsigned amount)
{
    const uint32_t *from = fade->from_pixels, *to = fade->to_pixels;
    for (size_t i = 0; i < fade->count; i++) {
        const struct span *span = &fade->spans[i];
        mix_span(span, &from, &to, pixel_at(front, span->x, span->y), amount);
    }
}

void fade_finish(struct fade *fade)
{
    free(fade->spans);
    free(fade->from_pixels);
    free(fade->to_pixels);
    *fade = (struct fade){ 0 };
}
