/* Small pictures whose averages are known. Colours are compared to within one step of rounding. */
#include "render/scale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIDE_MAX = 4 };

static uint32_t *at(SDL_Surface *surface, int x, int y)
{
    return &((uint32_t *)(void *)((char *)surface->pixels + y * surface->pitch))[x];
}

static const struct {
    int source_width, source_height, width, height;
    uint32_t source[SIDE_MAX * SIDE_MAX], expected[SIDE_MAX * SIDE_MAX];
} rows[] = {
    { 2, 1, 2, 1, { 0xff102030, 0xff405060 }, { 0xff102030, 0xff405060 } }, /* as it is */
    { 2, 2, 1, 1, { 0xff000000, 0xffffffff, 0xffffffff, 0xff000000 }, { 0xff808080 } },
    { 4, 1, 2, 1, { 0 }, { 0 } }, /* nothing there stays nothing */
    { 3, 1, 1, 1, { 0xffff0000, 0xff00ff00, 0xff0000ff }, { 0xff00ff00 } }, /* cropped left, right
                                                                             */
    { 1, 3, 1, 1, { 0xffff0000, 0xff00ff00, 0xff0000ff }, { 0xff00ff00 } }, /* above and below */
    { 4, 1, 1, 1, { 0xff000000, 0xff202020, 0xff404040, 0xff000000 }, { 0xff202020 } },
    { 3,
      3,
      2,
      2, /* each covers one and a half pixels a side */
      { 0xff000000, 0xff000000, 0xff000000, 0xff000000, 0xffffffff, 0xff000000, 0xff000000,
        0xff000000, 0xff000000 },
      { 0xff1c1c1c, 0xff1c1c1c, 0xff1c1c1c, 0xff1c1c1c } },
    { 1, 1, 2, 2, { 0x80112233 }, { 0x80112233, 0x80112233, 0x80112233, 0x80112233 } },
    { 2,
      2,
      4,
      4, /* three quarters of the nearer, one of the other */
      { 0xff000000, 0xff646464, 0xff000000, 0xff646464 },
      { 0xff000000, 0xff191919, 0xff4b4b4b, 0xff646464, 0xff000000, 0xff191919, 0xff4b4b4b,
        0xff646464, 0xff000000, 0xff191919, 0xff4b4b4b, 0xff646464, 0xff000000, 0xff191919,
        0xff4b4b4b, 0xff646464 } },
    { 2,
      2,
      1,
      1, /* what is transparent has no colour to give */
      { 0xffff0000, 0x0000ff00, 0xffff0000, 0x0000ff00 },
      { 0x80ff0000 } },
};

static void assert_close(uint32_t actual, uint32_t expected)
{
    for (int shift = 0; shift < 32; shift += 8) {
        int difference = (int)(actual >> shift & 0xff) - (int)(expected >> shift & 0xff);
        if (abs(difference) > 1) {
            fail_msg("%08x is not %08x", actual, expected);
        }
    }
}

static void test_scale_cover(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(
            0, rows[i].source_width, rows[i].source_height, 32, SDL_PIXELFORMAT_ARGB8888);
        assert_non_null(source);
        for (int j = 0; j < source->w * source->h; j++) {
            *at(source, j % source->w, j / source->w) = rows[i].source[j];
        }
        SDL_Surface *scaled = scale_cover(source, rows[i].width, rows[i].height);
        assert_non_null(scaled);
        assert_int_equal(scaled->w, rows[i].width);
        assert_int_equal(scaled->h, rows[i].height);
        for (int j = 0; j < scaled->w * scaled->h; j++) {
            assert_close(*at(scaled, j % scaled->w, j / scaled->w), rows[i].expected[j]);
        }
        SDL_FreeSurface(scaled);
        SDL_FreeSurface(source);
    }
}

/* One stripe in a hundred is kept as its share of the light, not dropped or kept whole. */
static void test_thin_lines_are_averaged(void **state)
{
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 1000, 500, 24, SDL_PIXELFORMAT_RGB24);
    assert_non_null(source);
    for (int x = 0; x < 1000; x += 10) {
        SDL_Rect stripe = { x, 0, 1, 500 };
        assert_int_equal(SDL_FillRect(source, &stripe, SDL_MapRGB(source->format, 250, 250, 250)),
                         0);
    }
    SDL_Surface *scaled = scale_cover(source, 50, 25);
    assert_non_null(scaled);
    assert_true(scale_is_opaque(scaled));
    for (int i = 0; i < 50 * 25; i++) {
        assert_close(*at(scaled, i % 50, i / 50), 0xff191919);
    }
    *at(scaled, 49, 24) = 0xfe000000;
    assert_false(scale_is_opaque(scaled));
    SDL_FreeSurface(scaled);
    SDL_FreeSurface(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale_cover),
        cmocka_unit_test(test_thin_lines_are_averaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
