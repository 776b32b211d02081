/* Contents of more and more slides, a tenth of them with a picture of its own (1,000 pictures at
 * most): loading must grow in step with them, playing must not grow at all. */
#include "bench/bench.h"
#include "bench/player.h"

#include "base/alloc.h"
#include "render/raster.h"
#include "slides/rotation.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SIZES = 4, IMAGES_MAX = 1000 };

static const int sizes[SIZES] = { 10, 100, 1000, 10000 };
static const struct goal none = { GOAL_NONE, 0 };

static bool write_image(const char *path, int number)
{
    SDL_Surface *surface = raster_surface(640, 360);
    for (int y = 0; surface && y < 360; y += 8) {
        SDL_Rect band = { 0, y, 640, 8 };
        SDL_FillRect(surface, &band,
                     (Uint32)((number * 37 + y) % 256) << 16 | (Uint32)(y % 256) << 8 |
                         (Uint32)(number % 256));
    }
    bool good = surface && IMG_SavePNG(surface, path) == 0;
    SDL_FreeSurface(surface);
    return good;
}

static bool write_slide(const struct bench *bench, const char *folder, int number, int count)
{
    char path[160], text[900], image[64] = "";
    int images = count < 100 ? count : count / 10 < IMAGES_MAX ? count / 10 : IMAGES_MAX;
    if (number < images) {
        snprintf(image, sizeof image, " \"image\": \"images/%05d.png\",", number);
        snprintf(path, sizeof path, "%s/images/%05d.png", folder, number);
        if (!write_image(bench_path(bench, path), number)) {
            return false;
        }
    }
    snprintf(path, sizeof path, "%s/slides/page-%05d.json", folder, number);
    snprintf(text, sizeof text,
             "{ \"kind\": \"notice\",\n  \"title\": { \"fr\": \"À savoir\", \"en\": \"Good to "
             "know\" },\n  \"headline\": { \"fr\": \"Page %d : pensez-y avant l'été\", \"en\": "
             "\"Page %d: think of it before summer\" },\n %s\n  \"body\": { \"fr\": \"Les "
             "demandes sont nombreuses au printemps. Vérifiez dès maintenant la date de validité. "
             "Dossier %d.\", \"en\": \"Requests are many in spring. Check the date of validity "
             "now. File %d.\" } }\n",
             number, number, image, number, number);
    return bench_write(bench_path(bench, path), text);
}

static bool write_playlist(const struct bench *bench, const char *folder, int count)
{
    char path[160];
    snprintf(path, sizeof path, "%s/playlist.json", folder);
    FILE *file = fopen(bench_path(bench, path), "w");
    if (!file) {
        return false;
    }
    fputs("{ \"items\": [\n", file);
    for (int i = 0; i < count; i++) {
        fprintf(file, "  { \"slide\": \"page-%05d\" }%s\n", i, i + 1 < count ? "," : "");
    }
    fputs("] }\n", file);
    return fclose(file) == 0;
}

static bool make_content(const struct bench *bench, int count, char folder[32])
{
    char path[160];
    snprintf(folder, 32, "scale-%d", count);
    mkdir(bench_path(bench, folder), 0755);
    snprintf(path, sizeof path, "%s/slides", folder);
    mkdir(bench_path(bench, path), 0755);
    snprintf(path, sizeof path, "%s/images", folder);
    mkdir(bench_path(bench, path), 0755);
    snprintf(path, sizeof path, "%s/site.json", folder);
    bool good = bench_write(bench_path(bench, path),
                            "{ \"name\": \"Mairie d'essai\", \"place\": \"Accueil\", "
                            "\"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\", \"en\"] }");
    for (int i = 0; good && i < count; i++) {
        good = write_slide(bench, folder, i, count);
    }
    return good && write_playlist(bench, folder, count);
}

struct figures {
    struct samples load, memory, next, cpu, pss;
};

/* Times one look for what plays now, the mean of a hundred moments. */
static double time_next(const struct show *show)
{
    enum { LOOKS = 100 };
    struct arena arena = { 0 };
    double start = seconds_now();
    for (int i = 0; i < LOOKS; i++) {
        int64_t utc_ms = 1795512240000 + i * 61000;
        arena_reset(&arena);
        struct rotation rotation = rotation_at(show, moment_at(utc_ms, true), &arena);
        schedule_slot(rotation.durations_ms, rotation.count, utc_ms);
    }
    double each = (seconds_now() - start) * 1e6 / LOOKS;
    arena_finish(&arena);
    return each;
}

static bool measure_load(const struct bench *bench, const char *folder, int count,
                         struct figures *figures)
{
    struct raster *raster = raster_open("assets");
    struct report report = { 0 };
    const struct show_options options = {
        .assets = "assets", .kinds = slide_records, .covered = raster_covers, .fonts = raster
    };
    double start = seconds_now();
    struct show *show = show_load(bench_path(bench, folder), &options, &report);
    double loaded = seconds_now();
    bool good = show && show->slide_count == count && report.count == 0;
    if (good) {
        samples_add(&figures->load, (loaded - start) * 1000);
        samples_add(&figures->memory, (double)show->arena.bytes / 1048576);
        show_set_zone(show);
        samples_add(&figures->next, time_next(show));
    } else {
        fprintf(stderr, "bench: %s: %d of %d slides, %zu problems\n", folder,
                show ? show->slide_count : 0, count, report.count);
        if (report.count > 0) {
            fprintf(stderr, "bench: %s: %s\n", report.problems[0].file, report.problems[0].message);
        }
    }
    show_free(show);
    report_finish(&report);
    raster_close(raster);
    return good;
}

/* The first start keeps a copy of each file, some 250 a second; only what comes after is the cost
 * of playing. */
static void measure_playing(struct bench *bench, struct xscreen *screen, const char *folder,
                            int count, struct figures *figures)
{
    enum { KEPT_PER_S = 200 };
    char path[160];
    snprintf(path, sizeof path, "%s", bench_path(bench, folder));
    const char *argv[] = { bench->player, "play", path, "--at", BENCH_AT, "--pace", "3", NULL };
    struct watching watching = { .argv = argv,
                                 .log = bench_path(bench, "player.log"),
                                 .settle_s = 2 + count / KEPT_PER_S,
                                 .seconds = 10 };
    struct watched watched;
    if (player_watch(screen, &watching, &watched)) {
        samples_add(&figures->cpu, watched.cpu_s / watched.seconds * 60);
        samples_add(&figures->pss, watched.pss_mib);
    }
}

static void add_rows(struct table *table, const struct figures figures[SIZES])
{
    struct samples per_slide = { 0 }, memory = { 0 }, cpu = { 0 };
    for (int i = 0; i < SIZES; i++) {
        char name[72];
        bool last = i == SIZES - 1;
        snprintf(name, sizeof name, "%d slides: load", sizes[i]);
        table_add(table, "scale", name, "ms", &figures[i].load,
                  last ? (struct goal){ GOAL_AT_MOST, 1500 } : none);
        snprintf(name, sizeof name, "%d slides: memory of the content", sizes[i]);
        table_add(table, "scale", name, "MiB", &figures[i].memory, none);
        snprintf(name, sizeof name, "%d slides: choosing what plays", sizes[i]);
        table_add(table, "scale", name, "us", &figures[i].next, none);
        if (figures[i].cpu.count == 0) {
            continue;
        }
        snprintf(name, sizeof name, "%d slides: processor, 3 s a slide", sizes[i]);
        table_add(table, "scale", name, "s/min", &figures[i].cpu, none);
        snprintf(name, sizeof name, "%d slides: memory of the player (PSS)", sizes[i]);
        table_add(table, "scale", name, "MiB", &figures[i].pss, none);
    }
    const struct figures *few = &figures[0], *thousand = &figures[SIZES - 2];
    const struct figures *many = &figures[SIZES - 1];
    for (size_t i = 0; i < many->load.count && i < thousand->load.count; i++) {
        samples_add(&per_slide, many->load.values[i] / thousand->load.values[i] / 10);
    }
    for (size_t i = 0; i < many->pss.count && i < few->pss.count; i++) {
        samples_add(&memory, many->pss.values[i] - few->pss.values[i]);
        samples_add(&cpu, many->cpu.values[i] / few->cpu.values[i]);
    }
    table_add(table, "scale", "load of a slide, among 10,000 over among 1,000", "ratio", &per_slide,
              (struct goal){ GOAL_AT_MOST, 1.3 });
    table_add(table, "scale", "memory of the player, 10,000 slides less 10", "MiB", &memory,
              (struct goal){ GOAL_AT_MOST, 15 });
    table_add(table, "scale", "processor, 10,000 slides over 10", "ratio", &cpu,
              (struct goal){ GOAL_AT_MOST, 1.3 });
}

void bench_scale(struct bench *bench)
{
    struct figures *figures = xcalloc(SIZES, sizeof *figures);
    char folders[SIZES][32];
    bool good = true;
    for (int i = 0; good && i < SIZES; i++) {
        good = make_content(bench, sizes[i], folders[i]);
    }
    for (int run = 0; good && run < bench->runs; run++) {
        for (int i = 0; i < SIZES; i++) {
            measure_load(bench, folders[i], sizes[i], &figures[i]);
        }
    }
    struct xscreen screen;
    if (good && screen_open(&screen, bench_path(bench, "screen"), 1920, 1080)) {
        for (int run = 0; run < (bench->runs + 1) / 3; run++) {
            for (int i = 0; i < SIZES; i += SIZES - 1) { /* the fewest and the most */
                measure_playing(bench, &screen, folders[i], sizes[i], &figures[i]);
            }
        }
        screen_close(&screen);
    }
    add_rows(&bench->table, figures);
    free(figures);
}
