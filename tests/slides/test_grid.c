/* The grid over a page: its lines stand where the frame and the text are, and it only adds. */
#include "slides/frame.h"
#include "slides/grid.h"
#include "support/cmocka_all.h"
#include "support/dump.h"
#include "support/fake_metrics.h"

#include <string.h>

static void lines_stand_on_margins_block_and_text(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        const char *margin, *block_top, *block_bottom, *text;
    } rows[] = {
        { 1920, 1080, "fill  76,0 1x1080", "fill  76,233 1768x1 ", "fill  76,961 1768x1 ",
          "fill  500,400 90x1 " },
        { 1080, 1920, "fill  76,0 1x1920", "fill  76,291 928x1 ", "fill  76,1814 928x1 ",
          "fill  500,400 90x1 " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct picture picture = { 0 };
        picture_start(&picture, rows[i].width, rows[i].height, &fake_metrics);
        picture_text(&picture, STYLE_BODY, ALIGN_LEFT, 500, 400, "abcd");
        const char *before = picture_dump(&picture, &arena);
        grid_draw(&picture);
        const char *after = picture_dump(&picture, &arena);
        assert_int_equal(strncmp(before, after, strlen(before)), 0);
        dump_has(after, rows[i].margin);
        dump_has(after, rows[i].block_top);
        dump_has(after, rows[i].block_bottom);
        dump_has(after, rows[i].text);
        picture_finish(&picture);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_stand_on_margins_block_and_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
