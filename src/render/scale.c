/* Two passes, first along the row, then down the columns. Source rows are converted one by one as
 * they are needed, and only the two newest that were scaled are kept: beside source and result this
 * takes a few rows of memory. Colours are weighted by their alpha, so that what is transparent does
 * not bleed into the edges. */
#include "render/scale.h"

#include "base/alloc.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Which source pixels one target pixel is made of. */
struct taps {
    int first, count;
    float *weights; /* borrowed; their sum is 1 */
};

struct axis {
    struct taps *taps; /* one for each target pixel */
    float *weights;
};

struct pixel {
    float a, r, g, b; /* colours times alpha */
};

struct scaler {
    SDL_Surface *source, *strip; /* strip: one source row as ARGB8888 */
    int left, width;             /* columns of the source that are needed */
    struct axis across, down;
    struct pixel *rows[2]; /* scaled source rows, by the parity of their number */
    int numbers[2];        /* which, -1: none */
    struct pixel *sum;
};

static void set_tap(struct taps *taps, int index, int size, float weight)
{
    int at = index < 0 ? 0 : index >= size ? size - 1 : index;
    if (taps->count == 0) {
        taps->first = at;
    }
    taps->weights[at - taps->first] += weight;
    taps->count = at - taps->first + 1;
}

/* Covers target pixel index, which reaches from `from` to `to` in a source of size pixels. */
static void set_taps(struct taps *taps, float from, float to, int size)
{
    float reach = to - from;
    if (reach < 1) {
        float centre = (from + to) / 2 - 0.5f, low = floorf(centre);
        set_tap(taps, (int)low, size, 1 - (centre - low));
        set_tap(taps, (int)low + 1, size, centre - low);
        return;
    }
    for (int i = (int)floorf(from); (float)i < to; i++) {
        float start = fmaxf(from, (float)i), end = fminf(to, (float)i + 1);
        if (end > start) {
            set_tap(taps, i, size, (end - start) / reach);
        }
    }
}

static struct axis axis_make(float offset, float ratio, int count, int size)
{
    size_t most = (size_t)ceilf(ratio) + 2;
    struct axis axis = { xcalloc((size_t)count, sizeof *axis.taps),
                         xcalloc((size_t)count * most, sizeof *axis.weights) };
    for (int i = 0; i < count; i++) {
        axis.taps[i].weights = &axis.weights[(size_t)i * most];
        set_taps(&axis.taps[i], offset + ratio * (float)i, offset + ratio * (float)(i + 1), size);
    }
    return axis;
}

static void axis_finish(struct axis *axis)
{
    free(axis->taps);
    free(axis->weights);
}

static struct pixel split(uint32_t argb)
{
    float a = (float)(argb >> 24) / 255;
    return (struct pixel){ a, a * (float)(argb >> 16 & 0xff), a * (float)(argb >> 8 & 0xff),
                           a * (float)(argb & 0xff) };
}

static uint32_t byte(float value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint32_t)(value + 0.5f);
}

static uint32_t join(struct pixel pixel)
{
    if (pixel.a <= 0) {
        return 0;
    }
    return byte(pixel.a * 255) << 24 | byte(pixel.r / pixel.a) << 16 |
           byte(pixel.g / pixel.a) << 8 | byte(pixel.b / pixel.a);
}

static void add(struct pixel *sum, struct pixel pixel, float weight)
{
    sum->a += pixel.a * weight;
    sum->r += pixel.r * weight;
    sum->g += pixel.g * weight;
    sum->b += pixel.b * weight;
}

/* Scales source row number across; returns NULL with SDL_GetError set. */
static const struct pixel *scaled_row(struct scaler *scaler, int number, int width)
{
    struct pixel *row = scaler->rows[number & 1];
    if (scaler->numbers[number & 1] == number) {
        return row;
    }
    SDL_Rect area = { scaler->left, number, scaler->width, 1 };
    uint32_t *pixels = scaler->strip->pixels;
    memset(pixels, 0, (size_t)scaler->width * sizeof *pixels);
    if (SDL_BlitSurface(scaler->source, &area, scaler->strip, NULL) != 0) {
        return NULL;
    }
    for (int x = 0; x < width; x++) {
        const struct taps *taps = &scaler->across.taps[x];
        row[x] = (struct pixel){ 0 };
        for (int i = 0; i < taps->count; i++) {
            add(&row[x], split(pixels[taps->first - scaler->left + i]), taps->weights[i]);
        }
    }
    scaler->numbers[number & 1] = number;
    return row;
}

static bool scale_rows(struct scaler *scaler, SDL_Surface *target)
{
    size_t width = (size_t)target->w;
    for (int y = 0; y < target->h; y++) {
        const struct taps *taps = &scaler->down.taps[y];
        memset(scaler->sum, 0, width * sizeof *scaler->sum);
        for (int i = 0; i < taps->count; i++) {
            const struct pixel *row = scaled_row(scaler, taps->first + i, target->w);
            if (!row) {
                return false;
            }
            for (size_t x = 0; x < width; x++) {
                add(&scaler->sum[x], row[x], taps->weights[i]);
            }
        }
        uint32_t *out = (uint32_t *)(void *)((char *)target->pixels + y * target->pitch);
        for (size_t x = 0; x < width; x++) {
            out[x] = join(scaler->sum[x]);
        }
    }
    return true;
}

static void scaler_init(struct scaler *scaler, SDL_Surface *source, int width, int height)
{
    float across = (float)source->w / (float)width, down = (float)source->h / (float)height;
    float ratio = across < down ? across : down;
    float left = ((float)source->w - ratio * (float)width) / 2;
    float top = ((float)source->h - ratio * (float)height) / 2;
    if (ratio == 1) { /* half a pixel would only blur */
        left = floorf(left);
        top = floorf(top);
    }
    *scaler = (struct scaler){
        .source = source,
        .across = axis_make(left, ratio, width, source->w),
        .down = axis_make(top, ratio, height, source->h),
        .rows = { xcalloc((size_t)width, sizeof(struct pixel)),
                  xcalloc((size_t)width, sizeof(struct pixel)) },
        .numbers = { -1, -1 },
        .sum = xcalloc((size_t)width, sizeof(struct pixel)),
    };
    const struct taps *first = &scaler->across.taps[0], *last = &scaler->across.taps[width - 1];
    scaler->left = first->first;
    scaler->width = last->first + last->count - first->first;
    scaler->strip = SDL_CreateRGBSurfaceWithFormat(0, scaler->width, 1, 32,
                                                   SDL_PIXELFORMAT_ARGB8888);
}

static void scaler_finish(struct scaler *scaler)
{
    axis_finish(&scaler->across);
    axis_finish(&scaler->down);
    free(scaler->rows[0]);
    free(scaler->rows[1]);
    free(scaler->sum);
    SDL_FreeSurface(scaler->strip);
}

SDL_Surface *scale_cover(SDL_Surface *source, int width, int height)
{
    struct scaler scaler;
    scaler_init(&scaler, source, width, height);
    SDL_Surface *target = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                         SDL_PIXELFORMAT_ARGB8888);
    bool done = scaler.strip && target &&
                SDL_SetSurfaceBlendMode(source, SDL_BLENDMODE_NONE) == 0 &&
                scale_rows(&scaler, target);
    scaler_finish(&scaler);
    if (!done) {
        SDL_FreeSurface(target);
        return NULL;
    }
    return target;
}

bool scale_is_opaque(const SDL_Surface *surface)
{
    for (int y = 0; y < surface->h; y++) {
        const char *row = (const char *)surface->pixels + y * surface->pitch;
        for (int x = 0; x < surface->w; x++) {
            if (((const uint32_t *)(const void *)row)[x] >> 24 != 255) {
                return false;
            }
        }
    }
    return true;
}
