/* Lays out and paints one page of the shipped content, for profilers: tool_page SLIDE TIMES. What
 * is to be counted is the function count_page; the first time is not in it, so that caches are
 * warm, unless TIMES is 0: then only the first, cold one is. */
#include "render/raster.h"
#include "slides/slide.h"

#include <stdio.h>
#include <stdlib.h>

struct page {
    struct raster *raster;
    const struct show *show;
    const struct slide *slide;
    struct picture picture;
    SDL_Surface *surface;
};

static void draw_page(struct page *page)
{
    struct date date;
    int minute;
    moment_parse("2026-11-24T10:24", &date, &minute);
    const struct scene scene = { .show = page->show,
                                 .moment = moment_at(moment_to_utc(date, minute), true),
                                 .words = &page->show->languages[0],
                                 .other = &page->show->languages[1],
                                 .second = 1,
                                 .pages = slide_pages(page->slide, page->show),
                                 .count = 12 };
    picture_start(&page->picture, page->surface->w, page->surface->h, raster_metrics(page->raster));
    slide_draw(page->slide, &scene, &page->picture);
    raster_prepare(page->raster, &page->picture, true);
    raster_picture(page->raster, &page->picture, page->surface);
}

void count_page(struct page *page, int times);

/* Not inlined, so that a profiler finds it by its name. */
__attribute__((noinline)) void count_page(struct page *page, int times)
{
    for (int i = 0; i < times; i++) {
        draw_page(page);
    }
}

int main(int argc, char **argv)
{
    struct report report = { 0 };
    struct page page = { .raster = raster_open("assets"), .surface = raster_surface(1920, 1080) };
    if (argc != 3 || !page.raster || !page.surface) {
        fputs("usage: tool_page SLIDE TIMES\n", stderr);
        return 2;
    }
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load("content", &options, &report);
    page.show = show;
    page.slide = show && show->language_count > 1 ? show_slide(show, argv[1]) : NULL;
    int times = atoi(argv[2]);
    if (page.slide && slide_pages(page.slide, show) > 0) {
        show_set_zone(show);
        raster_set_content(page.raster, show->root);
        if (times > 0) {
            draw_page(&page);
        }
        count_page(&page, times > 0 ? times : 1);
    }
    bool good = page.slide != NULL;
    picture_finish(&page.picture);
    SDL_FreeSurface(page.surface);
    show_free(show);
    report_finish(&report);
    raster_close(page.raster);
    return good ? 0 : 1;
}
