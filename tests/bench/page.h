/* Pages of the shipped content by name: a slide's, or "kiosk:" and that of a page of the kiosk. */
#pragma once
#include "kiosk/kiosk.h"
#include "render/raster.h"
#include "slides/slide.h"

struct page {
    const struct slide *slide; /* NULL: a page of the kiosk */
    struct kiosk_world world;
    struct session session;
};

/* Finds the page in a show, which is borrowed; false when it has none of that name. */
bool page_find(const struct show *show, const char *name, struct page *page);

/* Describes the page as it is at BENCH_AT into a picture that is started here. */
void page_draw(const struct page *page, struct raster *raster, int width, int height,
               struct picture *picture);

/* The moment at which all content is shown: a Tuesday morning, the offices open. */
#define BENCH_AT "2026-11-24T10:24"
