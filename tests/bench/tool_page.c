/* Work to be counted by profilers, one call of count_work each: tool_page PAGE… lays out and paints
 * each page of the shipped content twice, cold (with a raster that has drawn nothing) and warm;
 * before them a fade from the first of them to the second is prepared (cold), and one of its frames
 * mixed (warm). With TIMES it does the warm part
 * that often: tool_page -n TIMES PAGE… */
#include "bench/page.h"

#include "stage/fade.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 1920, HEIGHT = 1080 };

struct work {
    struct raster *raster;
    struct page page;
    struct picture picture;
    SDL_Surface *frames[3]; /* pages, and the two sides of a fade */
    struct fade fade;
};

static void prepare_fade(struct work *work)
{
    const struct damage all = { .rects = { { 0, 0, WIDTH, HEIGHT } }, .count = 1 };
    fade_start(&work->fade, work->frames[1], work->frames[2], &all);
}

static void mix_frame(struct work *work)
{
    fade_mix(&work->fade, work->frames[1], 100);
}

static void draw_page(struct work *work)
{
    page_draw(&work->page, work->raster, WIDTH, HEIGHT, &work->picture);
    raster_prepare(work->raster, &work->picture, true);
    raster_picture(work->raster, &work->picture, work->frames[0]);
}

void count_work(void (*what)(struct work *work), struct work *work, int times);

/* Not inlined, so that a profiler finds it by its name. */
__attribute__((noinline)) void count_work(void (*what)(struct work *work), struct work *work,
                                          int times)
{
    for (int i = 0; i < times; i++) {
        what(work);
    }
}

static bool count_page(struct work *work, const struct show *show, const char *name, int times)
{
    work->raster = raster_open("assets");
    bool good = work->raster && page_find(show, name, &work->page);
    if (good) {
        raster_set_content(work->raster, show->root);
        count_work(draw_page, work, 1);
        count_work(draw_page, work, times);
    }
    picture_finish(&work->picture);
    raster_close(work->raster);
    return good;
}

static bool count_fade(struct work *work, const struct show *show, char **names, int times)
{
    bool good = true;
    work->raster = raster_open("assets");
    for (int i = 1; good && i < 3; i++) {
        work->picture = (struct picture){ 0 };
        good = names[0] && work->raster &&
               page_find(show, names[names[1] ? i - 1 : 0], &work->page);
        if (good) {
            raster_set_content(work->raster, show->root);
            draw_page(work);
            good = SDL_BlitSurface(work->frames[0], NULL, work->frames[i], NULL) == 0;
        }
        picture_finish(&work->picture);
    }
    raster_close(work->raster);
    if (good) {
        count_work(prepare_fade, work, 1);
        count_work(mix_frame, work, times);
        fade_finish(&work->fade);
    }
    return good;
}

static bool count_all(struct work *work, const struct show *show, char **names, int times)
{
    bool good = count_fade(work, show, names, times);
    for (; good && *names; names++) {
        work->picture = (struct picture){ 0 };
        good = count_page(work, show, *names, times);
    }
    return good;
}

int main(int argc, char **argv)
{
    bool repeats = argc > 3 && strcmp(argv[1], "-n") == 0;
    if (argc < 2) {
        fputs("usage: tool_page [-n TIMES] PAGE...\n", stderr);
        return 2;
    }
    struct report report = { 0 };
    struct work work = { 0 };
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load("content", &options, &report);
    bool good = show != NULL;
    for (int i = 0; good && i < 3; i++) {
        work.frames[i] = raster_surface(WIDTH, HEIGHT);
        good = work.frames[i] != NULL;
    }
    if (good) {
        show_set_zone(show);
        good = count_all(&work, show, argv + (repeats ? 3 : 1), repeats ? atoi(argv[2]) : 1);
    }
    for (int i = 0; i < 3; i++) {
        SDL_FreeSurface(work.frames[i]);
    }
    show_free(show);
    report_finish(&report);
    return good ? 0 : 1;
}
