/* Parts of the program, timed one by one in this process. Cold is a raster that has drawn nothing
 * yet, warm the second time. */
#include "bench/bench.h"
#include "bench/process.h"

#include "base/alloc.h"
#include "render/raster.h"
#include "slides/rotation.h"
#include "stage/blend.h"
#include "stage/damage.h"

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
    table_add(&bench->table, "inside", "blend of a frame", "ms", &blend, none);
    table_add(&bench->table, "inside", "blend over memcpy", "ratio", &ratio,
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

/* How much of the screen changes between one page and the next. */
static void measure_damage(struct bench *bench, struct raster *raster, const struct show *show)
{
    struct samples share = { 0 }, time = { 0 };
    SDL_Surface *pages[2] = { raster_surface(WIDTH, HEIGHT), raster_surface(WIDTH, HEIGHT) };
    struct picture picture = { 0 };
    struct damage *damage = xcalloc(1, sizeof *damage);
    int shown = 0;
    for (int i = 0; pages[0] && pages[1] && i < show->slide_count; i++) {
        if (slide_pages(&show->slides[i], show) == 0) {
            continue;
        }
        struct page page;
        page_find(show, show->slides[i].name, &page);
        page_draw(&page, raster, WIDTH, HEIGHT, &picture);
        raster_picture(raster, &picture, pages[shown++ % 2]);
        if (shown > 1) {
            double start = seconds_now();
            damage_find(pages[0], pages[1], damage);
            samples_add(&time, (seconds_now() - start) * 1000);
            samples_add(&share, 100.0 * (double)damage_area(damage) / PIXELS);
        }
    }
    free(damage);
    picture_finish(&picture);
    SDL_FreeSurface(pages[0]);
    SDL_FreeSurface(pages[1]);
    table_add(&bench->table, "inside", "part of the screen that a fade touches", "%", &share, none);
    table_add(&bench->table, "inside", "finding that part", "ms", &time, none);
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
        measure_damage(bench, raster, show);
        time_qr(bench, raster);
        time_load(bench);
    }
    show_free(show);
    raster_close(raster);
}
