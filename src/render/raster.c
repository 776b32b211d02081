/* One function per type of mark, called in the order of the marks. What cannot be drawn is logged
 * and left out: a page without one sign still tells visitors more than no page. */
#include "render/raster.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/log.h"
#include "render/fonts.h"
#include "render/images.h"
#include "render/paint.h"
#include "render/qrcode.h"
#include "render/shapes.h"

#include <SDL_image.h>
#include <assert.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DECODE_LIMIT_MS = 10000 };

struct raster {
    int assets;
    struct fonts *fonts;
    SDL_mutex *fonts_lock; /* another thread may ask what they cover */
    struct shapes *shapes;
    struct images *images;
    struct metrics metrics;
    struct raster_stats stats;
    SDL_Surface *nowhere; /* a few pixels that nobody sees */
    size_t next_image;    /* while a picture is painted: how many of its images were */
};

/* SDL's mutexes fail only when they are misused. */
static void lock_fonts(struct raster *raster)
{
    int failed = SDL_LockMutex(raster->fonts_lock);
    assert(!failed);
    (void)failed;
}

static void unlock_fonts(struct raster *raster)
{
    int failed = SDL_UnlockMutex(raster->fonts_lock);
    assert(!failed);
    (void)failed;
}

static int metrics_width(void *raster, enum weight weight, int size_px, const char *text,
                         size_t length)
{
    lock_fonts(raster);
    int width = fonts_width(((struct raster *)raster)->fonts, weight, size_px, text, length);
    unlock_fonts(raster);
    return width;
}

struct raster *raster_open(const char *assets)
{
    struct raster *raster = xcalloc(1, sizeof *raster);
    const int formats = IMG_INIT_PNG | IMG_INIT_JPG;
    SDL_ClearError(); /* as in worker.c */
    raster->assets = file_open_root(assets);
    if (raster->assets < 0) {
        log_line(LOG_ERROR, "cannot open the assets in %s: %s", assets, strerror(errno));
    } else if ((IMG_Init(formats) & formats) != formats) {
        log_line(LOG_ERROR, "cannot start SDL_image with PNG and JPEG: %s", IMG_GetError());
    } else if (!(raster->fonts_lock = SDL_CreateMutex())) {
        log_line(LOG_ERROR, "cannot make a lock: %s", SDL_GetError());
    } else {
        raster->fonts = fonts_open(raster->assets);
    }
    if (!raster->fonts) {
        raster_close(raster);
        return NULL;
    }
    raster->metrics = (struct metrics){ raster, metrics_width };
    raster->shapes = shapes_open(raster->assets, &raster->stats.shapes_made);
    raster->images = images_open(images_decode, DECODE_LIMIT_MS, &raster->stats.images_decoded);
    return raster;
}

void raster_close(struct raster *raster)
{
    if (!raster) {
        return;
    }
    images_close(raster->images);
    shapes_close(raster->shapes);
    fonts_close(raster->fonts);
    SDL_DestroyMutex(raster->fonts_lock);
    SDL_FreeSurface(raster->nowhere);
    IMG_Quit();
    if (raster->assets >= 0) {
        close(raster->assets);
    }
    free(raster);
}

void raster_set_content(struct raster *raster, int root)
{
    images_set_root(raster->images, root);
}

void raster_set_source(struct raster *raster, struct source *source)
{
    images_set_source(raster->images, source);
}

uint64_t raster_hash(const struct raster *raster, const struct picture *picture)
{
    return picture_hash(picture) ^ images_hash(raster->images, picture);
}

const struct metrics *raster_metrics(struct raster *raster)
{
    return &raster->metrics;
}

bool raster_covers(void *raster, const char *text, uint32_t *missing)
{
    lock_fonts(raster);
    bool covered = fonts_cover(((struct raster *)raster)->fonts, text, missing);
    unlock_fonts(raster);
    return covered;
}

static void count_cache(struct raster *raster)
{
    struct raster_stats *stats = &raster->stats;
    stats->lines = fonts_use(raster->fonts);
    stats->shapes = shapes_use(raster->shapes);
    stats->images = images_use(raster->images);
    stats->cache_bytes = stats->lines.bytes + stats->shapes.bytes + stats->images.bytes;
}

void raster_try_again(struct raster *raster)
{
    images_try_again(raster->images);
}

bool raster_prepare(struct raster *raster, const struct picture *picture, bool wait)
{
    bool ready = images_prepare(raster->images, picture, wait);
    count_cache(raster);
    return ready;
}

static void paint_fill(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    (void)raster;
    paint_box(surface, mark->box, mark->color);
}

static void paint_round(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    shapes_round(raster->shapes, mark, surface);
}

static void paint_shape(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    shapes_asset(raster->shapes, mark, surface);
}

static void paint_path(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    shapes_path(raster->shapes, mark, surface);
}

static void paint_text(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    const struct line line = {
        .weight = mark->weight,
        .size_px = mark->size_px > 0 ? mark->size_px : 1,
        .text = mark->text,
        .color = mark->color,
        .x = mark->box.x,
        .baseline = mark->box.y + (int)ceilf(FONT_ASCENT * (float)mark->size_px),
    };
    lock_fonts(raster);
    fonts_draw(raster->fonts, &line, surface);
    unlock_fonts(raster);
    raster->stats.glyph_lines++;
}

static void paint_image(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    if (!images_paint(raster->images, raster->next_image++, mark, surface)) {
        struct mark place = { .box = mark->box, .radius = mark->radius, .color = BLEU_950 };
        shapes_round(raster->shapes, &place, surface);
    }
}

static void paint_qr(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    qrcode_paint(mark, surface);
    raster->stats.codes_made++;
}

static void paint_veil(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    (void)raster;
    paint_over(surface, mark->box, mark->color, mark->opacity);
}

static void paint_nothing(struct raster *raster, const struct mark *mark, SDL_Surface *surface)
{
    (void)raster;
    (void)mark;
    (void)surface;
}

typedef void paint_mark(struct raster *raster, const struct mark *mark, SDL_Surface *surface);

static paint_mark *const painters[] = {
    [MARK_FILL] = paint_fill, [MARK_ROUND] = paint_round, [MARK_SHAPE] = paint_shape,
    [MARK_PATH] = paint_path, [MARK_TEXT] = paint_text,   [MARK_IMAGE] = paint_image,
    [MARK_QR] = paint_qr,     [MARK_VEIL] = paint_veil,   [MARK_TOUCH] = paint_nothing,
};

static bool check_surface(const struct picture *picture, const SDL_Surface *surface)
{
    if (surface->format->format != SDL_PIXELFORMAT_RGB888) {
        log_line(LOG_ERROR, "cannot paint on a surface of format %s: it must be XRGB8888",
                 SDL_GetPixelFormatName(surface->format->format));
        return false;
    }
    if (surface->w != picture->width || surface->h != picture->height) {
        log_line(LOG_ERROR, "cannot paint a page of %d x %d on a surface of %d x %d",
                 picture->width, picture->height, surface->w, surface->h);
        return false;
    }
    return true;
}

/* Returns about how many pixels of text a mark takes as long as. */
static long effort(const struct mark *mark)
{
    enum { EACH = 2000, FILL_SPEED = 16 };
    long area = (long)mark->box.w * mark->box.h;
    bool quick = mark->type == MARK_FILL || mark->type == MARK_ROUND || mark->type == MARK_IMAGE;
    return EACH + (quick ? area / FILL_SPEED : area);
}

static void paint_part(struct raster *raster, const struct picture *picture, SDL_Surface *surface,
                       struct painting *painting, bool *whole)
{
    enum { PART = 200000 };
    long spent = 0;
    images_prepare(raster->images, picture, true);
    raster->next_image = painting->images;
    if (painting->marks == 0) {
        paint_box(surface, (struct rect){ 0, 0, surface->w, surface->h }, picture->ground);
    }
    while (painting->marks < picture->count && spent < PART) {
        const struct mark *mark = &picture->marks[painting->marks++];
        painters[mark->type](raster, mark, surface);
        spent += effort(mark);
    }
    painting->images = raster->next_image;
    *whole = painting->marks == picture->count;
    count_cache(raster);
}

bool raster_part(struct raster *raster, const struct picture *picture, SDL_Surface *surface,
                 struct painting *painting, bool *whole)
{
    if (!check_surface(picture, surface)) {
        return false;
    }
    paint_part(raster, picture, surface, painting, whole);
    raster->stats.pictures += *whole ? 1 : 0;
    return true;
}

bool raster_rehearse(struct raster *raster, const struct picture *picture,
                     struct painting *painting, bool *whole)
{
    enum { NOWHERE = 8 };
    if (!raster->nowhere && !(raster->nowhere = raster_surface(NOWHERE, NOWHERE))) {
        return false;
    }
    paint_part(raster, picture, raster->nowhere, painting, whole);
    return true;
}

bool raster_picture(struct raster *raster, const struct picture *picture, SDL_Surface *surface)
{
    struct painting painting = { 0 };
    bool good = true;
    for (bool whole = false; good && !whole;) {
        good = raster_part(raster, picture, surface, &painting, &whole);
    }
    return good;
}

SDL_Surface *raster_surface(int width, int height)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                          SDL_PIXELFORMAT_RGB888);
    if (!surface) {
        log_line(LOG_ERROR, "cannot make a surface of %d x %d: %s", width, height, SDL_GetError());
    }
    return surface;
}

const struct raster_stats *raster_statistics(const struct raster *raster)
{
    return &raster->stats;
}
