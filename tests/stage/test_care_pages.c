/* Every shipped page, of the hall and of the kiosk, in the sizes of real screens: wherever panel
 * care moves it, all that is read or scanned stays on the panel, with room to its border. */
#include "kiosk/kiosk.h"
#include "render/raster.h"
#include "slides/slide.h"
#include "stage/stage_parts.h"
#include "support/cmocka_all.h"

#include <math.h>
#include <stdio.h>

/* What a bezel or overscan may cover, in u: the descenders of the source line come nearest. */
#define ROOM_U 1.0f

struct look {
    struct raster *raster;
    const struct show *show;
    struct kiosk_world world;
    int width, height, pages;
};

/* Marks that people read, touch by their picture, or scan; grounds and strips bleed. */
static bool is_read(const struct mark *mark)
{
    return mark->type == MARK_TEXT || mark->type == MARK_QR;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Asserts it of the picture as it is moved to the four corners of the walk. */
static void look_at_corners(struct look *look, struct picture *picture, const char *name)
{
    int far = 0;
    for (int hour = 0; hour < 25; hour++) {
        int x, y;
        stage_care_offset(hour * INT64_C(3600000), picture->unit, &x, &y);
        far = x > far ? x : far;
    }
    int room = (int)lroundf(ROOM_U * picture->unit);
    for (int corner = 0; corner < 4; corner++) {
        int dx = corner & 1 ? far : -far, dy = corner & 2 ? far : -far;
        picture_shift(picture, dx, dy);
        for (size_t i = 0; i < picture->count; i++) {
            const struct rect box = picture->marks[i].box;
            int left = least(box.x, box.y);
            int right = least(picture->width - box.x - box.w, picture->height - box.y - box.h);
            if (is_read(&picture->marks[i]) && least(left, right) < room) {
                fail_msg("%s, %d x %d: \"%s\" is %d pixels from the border", name, look->width,
                         look->height, picture->marks[i].text, least(left, right));
            }
        }
        picture_shift(picture, -dx, -dy);
    }
    look->pages++;
}

static struct moment morning(void)
{
    struct date date;
    int minute;
    assert_true(moment_parse("2026-11-24T10:24", &date, &minute));
    return moment_at(moment_to_utc(date, minute), true);
}

static void look_at_slide(struct look *look, const struct slide *slide)
{
    for (int second = 0; second < look->show->language_count; second++) {
        for (int page = 0; page < slide_pages(slide, look->show); page++) {
            struct picture picture = { 0 };
            const struct scene scene = { .show = look->show,
                                         .moment = morning(),
                                         .words = &look->show->languages[0],
                                         .other = second ? &look->show->languages[second] : NULL,
                                         .second = second ? second : -1,
                                         .page = page,
                                         .pages = slide_pages(slide, look->show),
                                         .count = 12 };
            picture_start(&picture, look->width, look->height, raster_metrics(look->raster));
            slide_draw(slide, &scene, &picture);
            look_at_corners(look, &picture, slide->name);
            picture_finish(&picture);
        }
    }
}

static void look_at_kiosk(void *context, const char *name, const struct session *session)
{
    struct look *look = context;
    struct picture picture = { 0 };
    const struct kiosk_view view = {
        .world = &look->world, .session = session, .moment = morning(), .now_ms = 8000
    };
    picture_start(&picture, look->width, look->height, raster_metrics(look->raster));
    kiosk_draw(&view, &picture);
    look_at_corners(look, &picture, name);
    picture_finish(&picture);
}

static void moved_pages_stay_on_the_panel(void **state)
{
    (void)state;
    static const int sizes[][2] = { { 1920, 1080 }, { 1280, 720 },  { 3840, 2160 }, { 1080, 1920 },
                                    { 720, 1280 },  { 2160, 3840 }, { 1024, 768 } };
    struct report report = { 0 };
    struct raster *raster = raster_open("assets");
    assert_non_null(raster);
    const struct show_options options = { .assets = "assets",
                                          .screen = "kiosk",
                                          .kinds = slide_records };
    struct show *show = show_load("content", &options, &report);
    assert_non_null(show);
    show_set_zone(show);
    struct look look = { .raster = raster,
                         .show = show,
                         .world = { .show = show, .speech = true } };
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
        look.width = sizes[size][0];
        look.height = sizes[size][1];
        for (int i = 0; i < show->slide_count; i++) {
            look_at_slide(&look, &show->slides[i]);
        }
        struct session session = session_start(0);
        kiosk_each_page(&look.world, &session, look_at_kiosk, &look);
    }
    assert_true(look.pages > 500);
    show_free(show);
    report_finish(&report);
    raster_close(raster);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(moved_pages_stay_on_the_panel) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
