/* Slides are drawn with their second language, since that is more work. */
#include "bench/page.h"

#include <string.h>

struct search {
    const char *name;
    struct page *page;
    bool found;
};

static void look_at(void *context, const char *name, const struct session *session)
{
    struct search *search = context;
    if (strcmp(name, search->name) == 0) {
        search->page->session = *session;
        search->found = true;
    }
}

bool page_find(const struct show *show, const char *name, struct page *page)
{
    static const char kiosk[] = "kiosk:";
    *page = (struct page){ .world = { .show = show, .speech = true } };
    if (strncmp(name, kiosk, strlen(kiosk)) == 0) {
        struct search search = { name + strlen(kiosk), page, false };
        struct session session = session_start(0);
        kiosk_each_page(&page->world, &session, look_at, &search);
        return search.found;
    }
    page->slide = show_slide(show, name);
    return page->slide && slide_pages(page->slide, show) > 0;
}

void page_draw(const struct page *page, struct raster *raster, int width, int height,
               struct picture *picture)
{
    const struct show *show = page->world.show;
    struct date date;
    int minute;
    moment_parse(BENCH_AT, &date, &minute);
    struct moment moment = moment_at(moment_to_utc(date, minute), true);
    picture_start(picture, width, height, raster_metrics(raster));
    if (!page->slide) {
        const struct kiosk_view view = {
            .world = &page->world, .session = &page->session, .moment = moment, .now_ms = 8000
        };
        kiosk_draw(&view, picture);
        return;
    }
    bool two = show->language_count > 1;
    const struct scene scene = { .show = show,
                                 .moment = moment,
                                 .words = &show->languages[0],
                                 .other = two ? &show->languages[1] : NULL,
                                 .second = two ? 1 : -1,
                                 .pages = slide_pages(page->slide, show),
                                 .count = 12 };
    slide_draw(page->slide, &scene, picture);
}
