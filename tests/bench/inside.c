/* Parts of the program, timed one by one in this process. Cold is a raster that has drawn nothing
 * yet, warm the second time. */
#include "bench/bench.h"
#include "bench/process.h"

#include "base/alloc.h"
#include "render/raster.h"
#include "slides/rotation.h"
#include "stage/blend.h"
#include "stage/damage.h"
#include "stage/fade.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1920, HEIGHT = 1080, PIXELS = WIDTH * HEIGHT, FRAMES = 4 };

static const struct goal none = { GOAL_NONE, 0 };

static struct show *load(struct raster *raster, const char *folder)
{
    struct report report = { 0 };
    const struct show_options options = {
        .assets = "assets", .kinds = slide_records, .covered = raster_covers, .fonts = raster
    };
    struct show *show = show_load(folder, &options, &report);
    report_finish(&report);
    if (show) {
        show_set_zone(show);
        raster_set_content(raster, show->root);
    }
    return show;
}

struct page_figures {
    struct samples layout[2], raster[2], whole[2]; /* cold, warm */
};

/* Times one page twice with a raster of its own. The picture's images are decoded before, as they
 * are on the screen. */
static void time_page(const char *name, struct page_figures *figures)
{
    struct raster *raster = raster_open("assets");
    struct show *show = raster ? load(raster, "content") : NULL;
    struct page page;
    bool found = show && page_find(show, name, &page);
    SDL_Surface *surface = raster_surface(WIDTH, HEIGHT);
    struct picture picture = { 0 };
    if (found && surface) {
        SDL_FillRect(surface, NULL, 0xffffff); /* its memory is there */
    }
    for (int warm = 0; found && surface && warm < 2; warm++) {
        double start = seconds_now();
        page_draw(&page, raster, WIDTH, HEIGHT, &picture);
        double laid = seconds_now();
        raster_prepare(raster, &picture, true);
        double prepared = seconds_now();
        raster_picture(raster, &picture, surface);
        double painted = seconds_now();
        samples_add(&figures->layout[warm], (laid - start) * 1000);
        samples_add(&figures->raster[warm], (painted - prepared) * 1000);
        samples_add(&figures->whole[warm], (laid - start + painted - prepared) * 1000);
    }
    picture_finish(&picture);
    SDL_FreeSurface(surface);
    show_free(show);
    raster_close(raster);
}

static void add_page_rows(struct table *table, const char *kind, const struct page_figures *figures)
{
    static const char *const states[] = { "cold", "warm" };
    static const double goals[] = { 40, 8 };
    for (int warm = 0; warm < 2; warm++) {
        char name[72];
        snprintf(name, sizeof name, "%s: layout, %s", kind, states[warm]);
        table_add(table, "inside", name, "ms", &figures->layout[warm], none);
        snprintf(name, sizeof name, "%s: raster, %s", kind, states[warm]);
        table_add(table, "inside", name, "ms", &figures->raster[warm], none);
        snprintf(name, sizeof name, "%s: both, %s", kind, states[warm]);
        table_add(table, "inside", name, "ms", &figures->whole[warm],
                  (struct goal){ GOAL_AT_MOST, goals[warm] });
    }
}

/* One page of each kind: the first of the shipped content. */
static void time_kinds(struct bench *bench, const struct show *show)
{
    for (const struct slide_kind *const *kind = slide_kinds; *kind; kind++) {
        struct page_figures figures = { 0 };
        const struct slide *slide = NULL;
        for (int i = 0; i < show->slide_count && !slide; i++) {
            bool good = show->slides[i].kind == &(*kind)->record &&
                        slide_pages(&show->slides[i], show) > 0;
            slide = good ? &show->slides[i] : NULL;
        }
        for (int run = 0; slide && run < bench->runs; run++) {
            time_page(slide->name, &figures);
        }
        if (slide) {
            add_page_rows(&bench->table, slide->kind->name, &figures);
        }
    }
}

/* The most bytes a program needs to mix two frames is three frames' worth; both sides take theirs
 * from FRAMES frames in turn, so that neither finds them in the processor's cache. */
static void time_blend(struct bench *bench)
{
    enum { ROUNDS = 12 };
    uint32_t *frames[FRAMES], *out = xcalloc(PIXELS, sizeof *out);
    struct samples copy = { 0 }, blend = { 0 }, ratio = { 0 };
    for (int i = 0; i < FRAMES; i++) {
        frames[i] = xcalloc(PIXELS, sizeof **frames);
        memset(frames[i], 40 * i + 1, PIXELS * sizeof **frames);
    }
    memset(out, 1, PIXELS * sizeof *out);
    for (int run = 0; run < bench->runs * 2; run++) {
        double start = seconds_now();
        for (int i = 0; i < ROUNDS; i++) {
            memcpy(out, frames[i % FRAMES], PIXELS * sizeof *out);
        }
        double copied = seconds_now();
        for (int i = 0; i < ROUNDS; i++) {
            for (size_t row = 0; row < PIXELS; row += WIDTH) {
                blend_row(out + row, frames[i % FRAMES] + row, frames[(i + 1) % FRAMES] + row,
                          WIDTH, 100);
            }
        }
        double blended = seconds_now();
        samples_add(&copy, (copied - start) * 1000 / ROUNDS);
        samples_add(&blend, (blended - copied) * 1000 / ROUNDS);
        samples_add(&ratio, (blended - copied) / (copied - start));
    }
    for (int i = 0; i < FRAMES; i++) {
        free(frames[i]);
    }
    free(out);
    table_add(&bench->table, "inside", "memcpy of a frame", "ms", &copy, none);
    table_add(&bench->table, "inside", "blend of a whole frame, two photographs", "ms", &blend,
              none);
    table_add(&bench->table, "inside", "blend of two photographs over memcpy", "ratio", &ratio,
              (struct goal){ GOAL_AT_MOST, 2 });
}

/* Pages of the touch kiosk, of which the first painting is what a touch may wait for. */
static void time_kiosk(struct bench *bench)
{
    static const char *const names[] = { "kiosk:home", "kiosk:list-sejour", "kiosk:result-permis",
                                         "kiosk:answer-identite", "kiosk:access" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct page_figures figures = { 0 };
        for (int run = 0; run < bench->runs; run++) {
            time_page(names[i], &figures);
        }
        add_page_rows(&bench->table, names[i], &figures);
    }
}

struct fading {
    struct samples share, finding, preparing, mixing, copying, ratio;
    struct damage *damage;
    SDL_Surface *front, *frame, *copy;
};

/* From what is on the front to the frame: what a fade takes, frame by frame, beside as many copies
 * of the screen. */
static void time_fade(struct fading *fading)
{
    enum { STEPS = 8 };
    struct fade fade = { 0 };
    double start = seconds_now();
    damage_find(fading->front, fading->frame, fading->damage);
    double found = seconds_now();
    fade_start(&fade, fading->front, fading->frame, fading->damage);
    double prepared = seconds_now();
    for (unsigned i = 1; i <= STEPS; i++) {
        fade_mix(&fade, fading->front, i * 256 / STEPS);
    }
    double mixed = seconds_now();
    for (int i = 0; i < STEPS; i++) {
        memcpy(fading->copy->pixels, i % 2 ? fading->front->pixels : fading->frame->pixels,
               PIXELS * sizeof(uint32_t));
    }
    double copied = seconds_now();
    samples_add(&fading->share, 100.0 * (double)damage_area(fading->damage) / PIXELS);
    samples_add(&fading->finding, (found - start) * 1000);
    samples_add(&fading->preparing, (prepared - found) * 1000);
    samples_add(&fading->mixing, (mixed - prepared) * 1000 / STEPS);
    samples_add(&fading->copying, (copied - mixed) * 1000 / STEPS);
    samples_add(&fading->ratio, (mixed - prepared) / (copied - mixed));
    fade_finish(&fade);
}

/* Fades through all pages of the content, one after the other. */
static void time_fades(struct bench *bench, struct raster *raster, const struct show *show)
{
    struct fading fading = { .damage = xcalloc(1, sizeof *fading.damage),
                             .front = raster_surface(WIDTH, HEIGHT),
                             .frame = raster_surface(WIDTH, HEIGHT),
                             .copy = raster_surface(WIDTH, HEIGHT) };
    struct table *table = &bench->table;
    struct picture picture = { 0 };
    bool first = true;
    for (int i = 0; fading.front && fading.frame && fading.copy && i < show->slide_count; i++) {
        struct page page;
        if (!page_find(show, show->slides[i].name, &page)) {
            continue;
        }
        page_draw(&page, raster, WIDTH, HEIGHT, &picture);
        raster_prepare(raster, &picture, true);
        raster_picture(raster, &picture, first ? fading.front : fading.frame);
        if (!first) {
            time_fade(&fading);
        }
        first = false;
    }
    picture_finish(&picture);
    SDL_FreeSurface(fading.front);
    SDL_FreeSurface(fading.frame);
    SDL_FreeSurface(fading.copy);
    free(fading.damage);
    table_add(table, "inside", "part of the screen that a fade touches", "%", &fading.share, none);
    table_add(table, "inside", "finding that part", "ms", &fading.finding, none);
    table_add(table, "inside", "preparing a fade", "ms", &fading.preparing, none);
    table_add(table, "inside", "frame of a fade, shipped pages", "ms", &fading.mixing, none);
    table_add(table, "inside", "memcpy of a frame between them", "ms", &fading.copying, none);
    table_add(table, "inside", "frame of a fade over memcpy", "ratio", &fading.ratio,
              (struct goal){ GOAL_AT_MOST, 2 });
}

static void time_qr(struct bench *bench, struct raster *raster)
{
    struct samples code = { 0 };
    SDL_Surface *surface = raster_surface(400, 400);
    struct picture picture = { 0 };
    picture_start(&picture, 400, 400, raster_metrics(raster));
    picture_qr(&picture, (struct box){ 0, 0, 400, 400 },
               "https://www.demarches.interieur.gouv.fr/particuliers/etat-civil", 5);
    for (int run = 0; surface && run < bench->runs * 2; run++) {
        double start = seconds_now();
        raster_picture(raster, &picture, surface);
        samples_add(&code, (seconds_now() - start) * 1000);
    }
    picture_finish(&picture);
    SDL_FreeSurface(surface);
    table_add(&bench->table, "inside", "QR code of 400 x 400, encoded and painted", "ms", &code,
              none);
}

static void time_load(struct bench *bench)
{
    struct samples opening = { 0 }, loading = { 0 };
    for (int run = 0; run < bench->runs * 2; run++) {
        double start = seconds_now();
        struct raster *raster = raster_open("assets");
        double opened = seconds_now();
        struct show *show = raster ? load(raster, "content") : NULL;
        samples_add(&loading, (seconds_now() - opened) * 1000);
        samples_add(&opening, (opened - start) * 1000);
        show_free(show);
        raster_close(raster);
    }
    table_add(&bench->table, "inside", "opening fonts", "ms", &opening, none);
    table_add(&bench->table, "inside", "loading the shipped content", "ms", &loading, none);
}

void bench_inside(struct bench *bench)
{
    struct raster *raster = raster_open("assets");
    struct show *show = raster ? load(raster, "content") : NULL;
    if (show) {
        time_kinds(bench, show);
        time_kiosk(bench);
        time_blend(bench);
        time_fades(bench, raster, show);
        time_qr(bench, raster);
        time_load(bench);
    }
    show_free(show);
    raster_close(raster);
}
