/* A fade in place against plain arithmetic on whole frames: every pixel of every frame, whatever is
 * flat on either side, and nothing outside the damage is touched. */
#include "stage/damage.h"
#include "stage/fade.h"
#include "support/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

/* A width that no block divides. */
enum { WIDTH = 333, HEIGHT = 60 };

static uint32_t *pixels_of(SDL_Surface *surface)
{
    return surface->pixels;
}

static SDL_Surface *frame(void)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32,
                                                          SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    assert_int_equal(surface->pitch, WIDTH * 4);
    return surface;
}

static void fill(SDL_Surface *surface, SDL_Rect rect, uint32_t color)
{
    assert_int_equal(SDL_FillRect(surface, &rect, color), 0);
}

static void scatter(SDL_Surface *surface, SDL_Rect rect)
{
    for (int y = rect.y; y < rect.y + rect.h; y++) {
        for (int x = rect.x; x < rect.x + rect.w; x++) {
            pixels_of(surface)[y * WIDTH + x] = (uint32_t)rand() & 0xffffff;
        }
    }
}

/* Flat on flat, flat on letters, letters on flat, letters on letters, and single pixels. */
static void draw_pair(SDL_Surface *from, SDL_Surface *to)
{
    const SDL_Rect all = { 0, 0, WIDTH, HEIGHT };
    fill(from, all, 0xffffff);
    fill(to, all, 0xffffff);
    fill(from, (SDL_Rect){ 10, 3, 200, 20 }, 0x000091);
    fill(to, (SDL_Rect){ 40, 8, 250, 20 }, 0xe1000f);
    scatter(from, (SDL_Rect){ 100, 10, 37, 9 });
    scatter(to, (SDL_Rect){ 120, 12, 90, 9 });
    scatter(from, (SDL_Rect){ 0, 40, 50, 5 });
    scatter(to, (SDL_Rect){ 300, 40, WIDTH - 300, 5 });
    pixels_of(to)[HEIGHT * WIDTH - 1] = 0x123456;
    pixels_of(to)[0] = 0x654321;
}

static uint32_t mixed(uint32_t a, uint32_t b, unsigned amount)
{
    uint32_t result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        uint32_t one = a >> shift & 0xff, two = b >> shift & 0xff;
        result |= (one * (256 - amount) + two * amount) / 256 << shift;
    }
    return result;
}

static void every_frame_is_the_mixture(void **state)
{
    (void)state;
    SDL_Surface *from = frame(), *to = frame(), *front = frame();
    struct damage damage;
    struct fade fade = { 0 };
    srand(7);
    draw_pair(from, to);
    memcpy(front->pixels, from->pixels, (size_t)WIDTH * HEIGHT * 4);
    damage_find(front, to, &damage);
    fade_start(&fade, front, to, &damage);
    assert_true(fade.pixels > 0 && fade.pixels < (size_t)damage_area(&damage));
    for (unsigned amount = 0; amount <= 256; amount += 8) {
        fade_mix(&fade, front, amount);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            uint32_t expected = mixed(pixels_of(from)[i], pixels_of(to)[i], amount);
            assert_int_equal(pixels_of(front)[i], expected);
        }
    }
    assert_memory_equal(front->pixels, to->pixels, (size_t)WIDTH * HEIGHT * 4);
    fade_finish(&fade);
    SDL_FreeSurface(from);
    SDL_FreeSurface(to);
    SDL_FreeSurface(front);
}

/* Two flat frames need no copy of what was there. */
static void flat_frames_keep_nothing(void **state)
{
    (void)state;
    SDL_Surface *front = frame(), *to = frame();
    struct damage damage;
    struct fade fade = { 0 };
    fill(front, (SDL_Rect){ 0, 0, WIDTH, HEIGHT }, 0x000091);
    fill(to, (SDL_Rect){ 0, 0, WIDTH, HEIGHT }, 0xe1000f);
    damage_find(front, to, &damage);
    fade_start(&fade, front, to, &damage);
    assert_int_equal(fade.pairs.count, 1);
    assert_int_equal(fade.listed_count, 0);
    assert_int_equal(fade.kept, 0);
    assert_int_equal(fade.pixels, WIDTH * HEIGHT);
    fade_mix(&fade, front, 100);
    assert_int_equal(pixels_of(front)[WIDTH * HEIGHT / 2], mixed(0x000091, 0xe1000f, 100));
    fade_finish(&fade);
    SDL_FreeSurface(front);
    SDL_FreeSurface(to);
}

/* A photograph fades into another: more pairs of colours than are told apart, and one flat card
 * after them. */
static void photographs_have_no_end_of_colours(void **state)
{
    (void)state;
    enum { SIDE = 400 };
    SDL_Surface *frames[3];
    struct damage damage;
    struct fade fade = { 0 };
    srand(11);
    for (int i = 0; i < 2; i++) {
        frames[i] = SDL_CreateRGBSurfaceWithFormat(0, SIDE, SIDE, 32, SDL_PIXELFORMAT_RGB888);
        assert_non_null(frames[i]);
        for (int k = 0; k < SIDE * SIDE; k++) {
            pixels_of(frames[i])[k] = (uint32_t)rand() & 0xffffff;
        }
        fill(frames[i], (SDL_Rect){ 30, 300, 90, 40 }, i ? 0xe1000f : 0x000091);
    }
    frames[2] = SDL_DuplicateSurface(frames[0]);
    assert_non_null(frames[2]);
    damage_find(frames[2], frames[1], &damage);
    fade_start(&fade, frames[2], frames[1], &damage);
    assert_in_range(fade.kept, 1, SIDE * SIDE - 90 * 40 - fade.listed_count);
    assert_true(fade.pairs.count <= fade.listed_count + 1); /* the card is one run a row */
    for (unsigned amount = 0; amount <= 256; amount += 32) {
        fade_mix(&fade, frames[2], amount);
        for (int i = 0; i < SIDE * SIDE; i++) {
            assert_int_equal(pixels_of(frames[2])[i],
                             mixed(pixels_of(frames[0])[i], pixels_of(frames[1])[i], amount));
        }
    }
    fade_finish(&fade);
    for (int i = 0; i < 3; i++) {
        SDL_FreeSurface(frames[i]);
    }
}

static void equal_frames_touch_nothing(void **state)
{
    (void)state;
    SDL_Surface *front = frame(), *to = frame();
    struct damage damage;
    struct fade fade = { 0 };
    scatter(front, (SDL_Rect){ 0, 0, WIDTH, HEIGHT });
    memcpy(to->pixels, front->pixels, (size_t)WIDTH * HEIGHT * 4);
    damage_find(front, to, &damage);
    fade_start(&fade, front, to, &damage);
    assert_int_equal(fade.pixels, 0);
    fade_mix(&fade, front, 128);
    assert_memory_equal(front->pixels, to->pixels, (size_t)WIDTH * HEIGHT * 4);
    fade_finish(&fade);
    fade_finish(&fade);
    SDL_FreeSurface(front);
    SDL_FreeSurface(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_frame_is_the_mixture),
        cmocka_unit_test(flat_frames_keep_nothing),
        cmocka_unit_test(photographs_have_no_end_of_colours),
        cmocka_unit_test(equal_frames_touch_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
