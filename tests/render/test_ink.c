/* Ink against its surface: every pixel, in parts, and over every edge. */
#include "render/ink.h"
#include "support/cmocka_all.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 90, HEIGHT = 12, MARGIN = 8 };

static SDL_Surface *new_surface(int width, int height, Uint32 format)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, format);
    assert_non_null(surface);
    return surface;
}

static uint32_t *row_of(SDL_Surface *surface, int y)
{
    return (uint32_t *)(void *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch);
}

/* Every kind of run: nothing, full, full but short, partial, single pixels, at both ends. */
static SDL_Surface *drawn(void)
{
    SDL_Surface *mask = new_surface(WIDTH, HEIGHT, SDL_PIXELFORMAT_ARGB8888);
    srand(3);
    for (int y = 1; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            int kind = (x * (y + 1) / 13 + y) % 4;
            uint32_t alpha = kind == 0 ? 0 : kind == 1 ? 255 : (uint32_t)rand() % 256;
            row_of(mask, y)[x] = alpha << 24 | ((uint32_t)rand() & 0xffffff);
        }
    }
    return mask;
}

static unsigned mixed(unsigned under, unsigned over, unsigned alpha)
{
    return (over * alpha + under * (255 - alpha) + 127) / 255;
}

static void assert_mixed(uint32_t found, uint32_t under, uint32_t over, unsigned alpha)
{
    for (int shift = 0; shift < 24; shift += 8) {
        unsigned expected = mixed(under >> shift & 255, over >> shift & 255, alpha);
        assert_int_equal(found >> shift & 255, expected);
    }
}

static void check(int x, int y, SDL_Rect part)
{
    const uint32_t under = 0x30a0f1, over = 0xe1000f;
    SDL_Surface *mask = drawn();
    SDL_Surface *page = new_surface(WIDTH + MARGIN, HEIGHT + MARGIN, SDL_PIXELFORMAT_RGB888);
    struct ink *ink = ink_make(mask);
    assert_int_equal(SDL_FillRect(page, NULL, under), 0);
    ink_paint(ink, part, (struct color){ 0xe1, 0x00, 0x0f }, x, y, page);
    for (int row = 0; row < page->h; row++) {
        for (int column = 0; column < page->w; column++) {
            SDL_Point from = { column - x + part.x, row - y + part.y };
            bool inside = SDL_PointInRect(&from, &part) && from.x >= 0 && from.x < WIDTH &&
                          from.y >= 0 && from.y < HEIGHT;
            unsigned alpha = inside ? row_of(mask, from.y)[from.x] >> 24 : 0;
            assert_mixed(row_of(page, row)[column], under, over, alpha);
        }
    }
    free(ink);
    SDL_FreeSurface(mask);
    SDL_FreeSurface(page);
}

static void every_pixel_is_mixed(void **state)
{
    (void)state;
    check(3, 4, (SDL_Rect){ 0, 0, WIDTH, HEIGHT });
}

static void parts_and_edges_are_cut(void **state)
{
    (void)state;
    static const int places[][2] = {
        { -20, -5 }, { MARGIN + 30, 2 }, { 2, MARGIN + 6 }, { -500, 0 }, { 500, 500 }
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        check(places[i][0], places[i][1], (SDL_Rect){ 0, 0, WIDTH, HEIGHT });
        check(places[i][0], places[i][1], (SDL_Rect){ 17, 3, 40, 6 });
    }
    check(5, 5, (SDL_Rect){ -10, -3, 30, 30 });
    check(5, 5, (SDL_Rect){ 80, 8, 300, 300 });
    check(5, 5, (SDL_Rect){ 0, 0, 0, 0 });
}

static void it_is_small(void **state)
{
    (void)state;
    SDL_Surface *mask = new_surface(400, 400, SDL_PIXELFORMAT_ARGB8888);
    struct ink *none = ink_make(mask);
    assert_true(none->bytes < 2048);
    assert_int_equal(SDL_FillRect(mask, NULL, 0xffffffff), 0);
    struct ink *full = ink_make(mask);
    assert_true(full->bytes < 4096);
    free(none);
    free(full);
    SDL_FreeSurface(mask);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pixel_is_mixed),
        cmocka_unit_test(parts_and_edges_are_cut),
        cmocka_unit_test(it_is_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
