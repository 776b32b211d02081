/* A shape is rasterised white at its exact size and its ink cached; two colours are
 * two layers: the edge of a sign is the same shape grown by the edge, painted first, so that
 * colours need no place in the key. Round corners are the quarters of one disc per radius. */
#include "render/shapes.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/log.h"
#include "render/paint.h"
#include "render/svg.h"

#include <math.h>
#include <stdlib.h>

enum { CACHE_BYTES = 2 * 1024 * 1024, ASSET_BYTES_MAX = 64 * 1024, SIDE_MAX = 8192 };

struct shapes {
    struct cache cache;
    struct arena arena; /* of the mark in work */
    int assets;
    unsigned long *made;
};

struct shapes *shapes_open(int assets, unsigned long *made)
{
    struct shapes *shapes = xcalloc(1, sizeof *shapes);
    shapes->cache.limit = CACHE_BYTES;
    shapes->assets = assets;
    shapes->made = made;
    return shapes;
}

void shapes_close(struct shapes *shapes)
{
    if (shapes) {
        cache_finish(&shapes->cache);
        arena_finish(&shapes->arena);
        free(shapes);
    }
}

struct cache_use shapes_use(const struct shapes *shapes)
{
    return cache_use(&shapes->cache);
}

/* Returns the ink of text rasterised, owned by the caller, or NULL after logging. */
static struct ink *rasterise(struct shapes *shapes, const char *key, const char *text, int width,
                             int height)
{
    if (width > SIDE_MAX || height > SIDE_MAX) {
        log_line(LOG_ERROR, "cannot draw shape %.80s: larger than %d pixels", key, SIDE_MAX);
        return NULL;
    }
    ++*shapes->made;
    struct ink *ink = svg_ink(text, width, height);
    if (!ink) {
        log_line(LOG_ERROR, "cannot draw shape %.80s: %s", key, SDL_GetError());
    }
    return ink;
}

/* Caches the ink of text rasterised; NULL when it cannot be, which is tried again the next time:
 * all that is drawn here is our own, so that it fails only for want of memory or of the file. */
static const struct cache_entry *make(struct shapes *shapes, const char *key, const char *text,
                                      int width, int height)
{
    struct ink *ink = text ? rasterise(shapes, key, text, width, height) : NULL;
    return ink ? cache_put(&shapes->cache, key, &(struct cached){ .ink = ink }) : NULL;
}

static bool paint_whole(const struct cache_entry *shape, struct color color, int x, int y,
                        SDL_Surface *surface)
{
    if (!shape) {
        return false;
    }
    SDL_Rect all = { 0, 0, shape->ink->width, shape->ink->height };
    ink_paint(shape->ink, all, color, x, y, surface);
    return true;
}

static const char *read_asset(struct shapes *shapes, const char *name)
{
    struct blob blob;
    const char *reason;
    const char *path = arena_printf(&shapes->arena, "%s.svg", name);
    if (!file_read(shapes->assets, path, ASSET_BYTES_MAX, &shapes->arena, &blob, &reason)) {
        log_line(LOG_ERROR, "shape %s: %s", path, reason);
        return NULL;
    }
    return blob.bytes;
}

/* Paints one layer of an asset: itself, or with edge > 0 itself grown by the edge. */
static bool paint_layer(struct shapes *shapes, const struct mark *mark, float edge,
                        struct color color, SDL_Surface *surface)
{
    struct rect box = mark->box;
    int margin = (int)ceilf(4 * edge); /* a mitre reaches up to four times its line's half */
    const char *key = arena_printf(&shapes->arena, "%s %dx%d edge %.2f", mark->text, box.w, box.h,
                                   (double)edge);
    const struct cache_entry *shape = cache_find(&shapes->cache, key);
    if (!shape) {
        const char *source = read_asset(shapes, mark->text);
        const char *text = source ? svg_asset(&shapes->arena, source, box.w, box.h, margin, edge)
                                  : NULL;
        if (source && !text) {
            log_line(LOG_ERROR, "shape %s.svg: has no <svg> with a viewBox", mark->text);
        }
        shape = make(shapes, key, text, box.w + 2 * margin, box.h + 2 * margin);
    }
    return paint_whole(shape, color, box.x - margin, box.y - margin, surface);
}

bool shapes_asset(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface)
{
    bool done = true;
    arena_reset(&shapes->arena);
    if (mark->stroke_width > 0) {
        done = paint_layer(shapes, mark, mark->stroke_width, mark->stroke, surface);
    }
    return paint_layer(shapes, mark, 0, mark->color, surface) && done;
}

/* Paints path data filled or, with stroke > 0, as a line. */
static bool paint_path(struct shapes *shapes, const struct mark *mark, float stroke,
                       struct color color, SDL_Surface *surface)
{
    struct rect box = mark->box;
    const char *key = arena_printf(&shapes->arena, "path %dx%d stroke %.2f %s", box.w, box.h,
                                   (double)stroke, mark->text);
    const struct cache_entry *shape = cache_find(&shapes->cache, key);
    if (!shape) {
        const char *text = svg_path(&shapes->arena, mark->text, box.w, box.h, stroke);
        shape = make(shapes, key, text, box.w, box.h);
    }
    return paint_whole(shape, color, box.x, box.y, surface);
}

bool shapes_path(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface)
{
    bool done = true;
    arena_reset(&shapes->arena);
    if (mark->filled) {
        done = paint_path(shapes, mark, 0, mark->color, surface);
    }
    if (mark->stroke_width > 0) {
        done = paint_path(shapes, mark, mark->stroke_width, mark->stroke, surface) && done;
    }
    return done;
}

static const struct cache_entry *find_disc(struct shapes *shapes, int radius)
{
    const char *key = arena_printf(&shapes->arena, "disc %d", radius);
    const struct cache_entry *disc = cache_find(&shapes->cache, key);
    if (!disc) {
        int side = 2 * radius;
        disc = make(shapes, key, svg_disc(&shapes->arena, side), side, side);
    }
    return disc;
}

static void paint_corners(const struct ink *disc, struct rect box, int radius, struct color color,
                          SDL_Surface *surface)
{
    const int right = box.x + box.w - radius, bottom = box.y + box.h - radius;
    const SDL_Rect quarters[] = { { 0, 0, radius, radius },
                                  { radius, 0, radius, radius },
                                  { 0, radius, radius, radius },
                                  { radius, radius, radius, radius } };
    ink_paint(disc, quarters[0], color, box.x, box.y, surface);
    ink_paint(disc, quarters[1], color, right, box.y, surface);
    ink_paint(disc, quarters[2], color, box.x, bottom, surface);
    ink_paint(disc, quarters[3], color, right, bottom, surface);
}

static bool paint_round(struct shapes *shapes, struct rect box, int radius, struct color color,
                        SDL_Surface *surface)
{
    int shorter = box.w < box.h ? box.w : box.h;
    radius = radius > shorter / 2 ? shorter / 2 : radius;
    if (radius <= 0) {
        return paint_box(surface, box, color);
    }
    const struct cache_entry *disc = find_disc(shapes, radius);
    int between = box.w - 2 * radius;
    if (!disc) {
        return false;
    }
    paint_corners(disc->ink, box, radius, color, surface);
    return paint_box(surface, (struct rect){ box.x + radius, box.y, between, radius }, color) &&
           paint_box(surface, (struct rect){ box.x, box.y + radius, box.w, box.h - 2 * radius },
                     color) &&
           paint_box(surface,
                     (struct rect){ box.x + radius, box.y + box.h - radius, between, radius },
                     color);
}

bool shapes_round(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface)
{
    int stroke = (int)lroundf(mark->stroke_width);
    struct rect box = mark->box;
    arena_reset(&shapes->arena);
    if (stroke <= 0) {
        return paint_round(shapes, box, mark->radius, mark->color, surface);
    }
    struct rect inner = { box.x + stroke, box.y + stroke, box.w - 2 * stroke, box.h - 2 * stroke };
    return paint_round(shapes, box, mark->radius, mark->stroke, surface) &&
           paint_round(shapes, inner, mark->radius - stroke, mark->color, surface);
}
