/* What differs between two frames: every differing pixel is covered, nothing twice, and little
 * else. */
#include "stage/damage.h"
#include "support/cmocka_all.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 300, HEIGHT = 170 };

static SDL_Surface *frame(void)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32,
                                                          SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    return surface;
}

static void set(SDL_Surface *surface, int x, int y)
{
    ((Uint32 *)surface->pixels)[y * surface->pitch / 4 + x] = 0xffffff;
}

static int times_covered(const struct damage *damage, int x, int y)
{
    int times = 0;
    for (int i = 0; i < damage->count; i++) {
        SDL_Point point = { x, y };
        times += SDL_PointInRect(&point, &damage->rects[i]) ? 1 : 0;
    }
    return times;
}

static void equal_frames_have_none(void **state)
{
    (void)state;
    SDL_Surface *a = frame(), *b = frame();
    struct damage damage;
    damage_find(a, b, &damage);
    assert_int_equal(damage.count, 0);
    assert_int_equal(damage_area(&damage), 0);
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
}

static void single_pixels_are_found_at_every_edge(void **state)
{
    (void)state;
    static const int places[][2] = { { 0, 0 },          { WIDTH - 1, 0 },
                                     { 0, HEIGHT - 1 }, { WIDTH - 1, HEIGHT - 1 },
                                     { 63, 15 },        { 64, 16 },
                                     { 150, 90 } };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        SDL_Surface *a = frame(), *b = frame();
        struct damage damage;
        set(b, places[i][0], places[i][1]);
        damage_find(a, b, &damage);
        assert_int_equal(damage.count, 1);
        assert_int_equal(times_covered(&damage, places[i][0], places[i][1]), 1);
        assert_true(damage_area(&damage) <= 64 * 16);
        SDL_FreeSurface(a);
        SDL_FreeSurface(b);
    }
}

/* A fixed sequence of pseudo-random frames, from a few pixels to far more runs than DAMAGE_MAX. */
static void every_difference_is_covered_once(void **state)
{
    (void)state;
    srand(1);
    for (int points = 1; points < 4000; points = points * 2 + 1) {
        SDL_Surface *a = frame(), *b = frame();
        struct damage damage;
        for (int i = 0; i < points; i++) {
            set(b, rand() % WIDTH, rand() % HEIGHT);
        }
        damage_find(a, b, &damage);
        assert_true(damage.count >= 1 && damage.count <= DAMAGE_MAX);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int times = times_covered(&damage, x, y);
                bool differs = ((Uint32 *)b->pixels)[y * b->pitch / 4 + x] != 0;
                assert_true(times == 1 || (times == 0 && !differs));
            }
        }
        SDL_FreeSurface(a);
        SDL_FreeSurface(b);
    }
}

/* Two frames of a whole screen with far more runs than rectangles, in a block of its own size: a
 * write past its end is seen by the sanitizer. */
static void crowded_frames_stay_inside_their_memory(void **state)
{
    (void)state;
    SDL_Surface *a = SDL_CreateRGBSurfaceWithFormat(0, 1920, 1080, 32, SDL_PIXELFORMAT_RGB888);
    SDL_Surface *b = SDL_CreateRGBSurfaceWithFormat(0, 1920, 1080, 32, SDL_PIXELFORMAT_RGB888);
    struct damage *guarded = malloc(sizeof *guarded + 4096);
    memset(guarded, 0x5a, sizeof *guarded + 4096);
    for (int y = 0; y < 1080; y += 16) {
        for (int x = (y / 16 % 3) * 64; x < 1920; x += 64 * (2 + y / 16 % 5)) {
            set(b, x, y);
        }
    }
    damage_find(a, b, guarded);
    assert_true(guarded->count > 1 && guarded->count <= DAMAGE_MAX);
    const unsigned char *after = (const unsigned char *)(guarded + 1);
    for (int i = 0; i < 4096; i++) {
        assert_int_equal(after[i], 0x5a);
    }
    free(guarded);
    SDL_FreeSurface(a);
    SDL_FreeSurface(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_frames_have_none),
        cmocka_unit_test(single_pixels_are_found_at_every_edge),
        cmocka_unit_test(every_difference_is_covered_once),
        cmocka_unit_test(crowded_frames_stay_inside_their_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
