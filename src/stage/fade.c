/* Most of a page is ground, and the ground of two pages is the same: it is not touched. What
 * differs is few pairs of colours (pairs.h), in long runs (a card on a ground) or pixel by pixel
 * (the edge of a letter). A fade is a list of stretches, each a run of one pair and then single
 * pixels, two bytes for each: a frame mixes the pairs and deals them out. That reads an eighth of
 * what two frames hold, and reading is what a blend waits for. A photograph has too many pairs; its
 * pixels are kept side by side and mixed one by one. */
#include "stage/fade.h"

#include "base/alloc.h"
#include "stage/blend.h"

#include <stdlib.h>
#include <string.h>

/* PREFETCHW; processors from before it take it for nothing. */
#if defined(__x86_64__) && defined(__GNUC__)
#define ON_THIS_CPU __attribute__((target("prfchw")))
#else
#define ON_THIS_CPU
#endif

/* From RUN equal pixels on, one colour is dealt out at once; a gap of less than GAP pixels that do
 * not differ is dealt out too. LISTED_MAX leaves room for the runs of a page that is half a
 * photograph. LINE: pixels that travel together between memory and processor; AHEAD: stretches. */
enum { RUN = 16, GAP = 4, LISTED_MAX = PAIRS_MAX / 2, LINE = 16, AHEAD = 8 };

/* Pixels side by side: first `filled` of one pair, then `listed`, then `kept`. */
struct stretch {
    uint32_t at; /* pixels from the first of the surface on */
    uint16_t pair, filled, listed, kept;
};

/* A row of the screen while it is looked at. */
struct row {
    const uint32_t *from, *to;
    int width;
    uint32_t at;
};

static uint32_t offset_of(const SDL_Surface *surface, int x, int y)
{
    return (uint32_t)(y * (surface->pitch / 4) + x);
}

static struct stretch *add_stretch(struct fade *fade, uint32_t at)
{
    if (fade->count == fade->capacity) {
        fade->capacity = fade->capacity ? fade->capacity * 2 : 8192;
        fade->stretches = xrealloc(fade->stretches, fade->capacity, sizeof *fade->stretches);
    }
    fade->stretches[fade->count] = (struct stretch){ .at = at };
    return &fade->stretches[fade->count++];
}

/* Returns the stretch that goes on at that pixel, or a new one. */
static struct stretch *stretch_at(struct fade *fade, uint32_t at)
{
    if (fade->count > 0) {
        struct stretch *last = &fade->stretches[fade->count - 1];
        unsigned width = (unsigned)last->filled + last->listed + last->kept;
        if (last->at + width == at && width < UINT16_MAX - RUN) {
            return last;
        }
    }
    return add_stretch(fade, at);
}

static void list(struct fade *fade, uint32_t at, uint16_t pair, int count)
{
    struct stretch *stretch = stretch_at(fade, at);
    if (stretch->kept > 0) {
        stretch = add_stretch(fade, at);
    }
    stretch->listed = (uint16_t)(stretch->listed + count);
    if (fade->listed_count + (size_t)count > fade->listed_capacity) {
        fade->listed_capacity = fade->listed_capacity ? fade->listed_capacity * 2 : 65536;
        fade->listed = xrealloc(fade->listed, fade->listed_capacity, sizeof *fade->listed);
    }
    for (int i = 0; i < count; i++) {
        fade->listed[fade->listed_count++] = pair;
    }
}

static void keep(struct fade *fade, uint32_t at, uint32_t from, uint32_t to, int count)
{
    struct stretch *stretch = stretch_at(fade, at);
    stretch->kept = (uint16_t)(stretch->kept + count);
    if (fade->kept + (size_t)count > fade->kept_capacity) {
        size_t capacity = fade->kept_capacity = fade->kept_capacity ? fade->kept_capacity * 2
                                                                    : 65536;
        fade->from_pixels = xrealloc(fade->from_pixels, capacity, sizeof *fade->from_pixels);
        fade->to_pixels = xrealloc(fade->to_pixels, capacity, sizeof *fade->to_pixels);
    }
    for (int i = 0; i < count; i++) {
        fade->from_pixels[fade->kept] = from;
        fade->to_pixels[fade->kept++] = to;
    }
}

/* Adds count pixels of one pair. */
static void add_run(struct fade *fade, uint32_t at, uint32_t from, uint32_t to, int count)
{
    uint16_t pair;
    size_t max = count < RUN ? LISTED_MAX : PAIRS_MAX;
    fade->pixels += (size_t)count;
    if (!pairs_index(&fade->pairs, from, to, max, &pair)) {
        keep(fade, at, from, to, count);
    } else if (count < RUN) {
        list(fade, at, pair, count);
    } else {
        struct stretch *stretch = add_stretch(fade, at);
        stretch->pair = pair;
        stretch->filled = (uint16_t)count;
    }
}

/* Notes at which pixels a pair begins that is not the one to its left. */
static void find_changes(const uint32_t *restrict from, const uint32_t *restrict to, int width,
                         uint8_t *restrict changes)
{
    for (int x = 1; x < width; x++) {
        changes[x] = ((from[x] ^ from[x - 1]) | (to[x] ^ to[x - 1])) != 0;
    }
}

/* Returns the end of the run of equal pairs that begins at x. */
static int run_end(const uint8_t *changes, int x, int width)
{
    for (int near = x + 4; ++x < near;) {
        if (x == width || changes[x]) {
            return x;
        }
    }
    const uint8_t *next = x < width ? memchr(changes + x, 1, (size_t)(width - x)) : NULL;
    return next ? (int)(next - changes) : width;
}

/* A few equal pixels between two that differ are dealt out like others: they stay what they are. */
static void look_at_row(struct fade *fade, const struct row *row, uint8_t *changes)
{
    find_changes(row->from, row->to, row->width, changes);
    for (int x = 0, end; x < row->width; x = end) {
        uint32_t from = row->from[x], to = row->to[x];
        end = run_end(changes, x, row->width);
        if (from != to || (end - x < GAP && x > 0 && end < row->width)) {
            add_run(fade, row->at + (uint32_t)x, from, to, end - x);
        }
    }
}

void fade_start(struct fade *fade, SDL_Surface *front, SDL_Surface *to, const struct damage *damage)
{
    const uint32_t *from_pixels = front->pixels, *to_pixels = to->pixels;
    uint8_t *changes = xcalloc((size_t)front->w, sizeof *changes);
    fade_finish(fade);
    fade->to = to;
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect rect = damage->rects[i];
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            uint32_t at = offset_of(front, rect.x, y);
            const struct row row = { from_pixels + at, to_pixels + offset_of(to, rect.x, y), rect.w,
                                     at };
            look_at_row(fade, &row, changes);
        }
    }
    free(changes);
}

/* Asks for what a stretch will write before its turn comes: the screen's memory was last read by
 * whoever shows it, on another processor as a rule, and fetching it is what a frame waits for. */
ON_THIS_CPU static inline void fetch(const struct stretch *stretch, const uint32_t *pixels)
{
    unsigned width = (unsigned)stretch->filled + stretch->listed + stretch->kept;
    for (unsigned i = 0; i < width; i += LINE) {
        __builtin_prefetch(pixels + stretch->at + i, 1);
    }
}

/* Writes count pixels, RUN or more; the last RUN may overlap those before. */
ON_THIS_CPU static inline void fill(uint32_t *out, uint32_t pixel, unsigned count)
{
    uint32_t group[RUN];
    for (unsigned i = 0; i < RUN; i++) {
        group[i] = pixel;
    }
    for (unsigned i = 0; i + RUN <= count; i += RUN) {
        memcpy(out + i, group, sizeof group);
    }
    memcpy(out + count - RUN, group, sizeof group);
}

ON_THIS_CPU static void deal_out(const struct fade *fade, uint32_t *pixels, unsigned amount)
{
    const uint32_t *from = fade->from_pixels, *to = fade->to_pixels, *mixed = fade->pairs.mixed;
    const uint16_t *listed = fade->listed;
    for (size_t i = 0; i < fade->count; i++) {
        const struct stretch *stretch = &fade->stretches[i];
        uint32_t *out = pixels + stretch->at;
        if (i + AHEAD < fade->count) {
            fetch(stretch + AHEAD, pixels);
        }
        if (stretch->filled > 0) {
            fill(out, mixed[stretch->pair], stretch->filled);
            out += stretch->filled;
        }
        for (unsigned k = 0; k < stretch->listed; k++) {
            out[k] = mixed[listed[k]];
        }
        listed += stretch->listed;
        if (stretch->kept > 0) {
            blend_row(out + stretch->listed, from, to, stretch->kept, amount);
            from += stretch->kept;
            to += stretch->kept;
        }
    }
}

void fade_mix(const struct fade *fade, SDL_Surface *front, unsigned amount)
{
    pairs_mix(&fade->pairs, amount);
    deal_out(fade, front->pixels, amount);
}

void fade_finish(struct fade *fade)
{
    free(fade->stretches);
    free(fade->listed);
    free(fade->from_pixels);
    free(fade->to_pixels);
    pairs_finish(&fade->pairs);
    *fade = (struct fade){ 0 };
}
