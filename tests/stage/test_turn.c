/* Turned panels: what is painted upright lies where it should, by every path to the screen, and a
 * finger finds the point that it sees. */
#include "render/raster.h"
#include "stage/presenter.h"
#include "stage/turn.h"
#include "support/cmocka_all.h"

#include <SDL.h>

enum { PANEL_WIDTH = 400, PANEL_HEIGHT = 240 };

static const int all_degrees[] = { 0, 90, 180, 270 };

static Uint32 pixel(const SDL_Surface *surface, int x, int y)
{
    Uint32 value;
    memcpy(&value, (char *)surface->pixels + y * surface->pitch + x * 4, sizeof value);
    return value & 0xffffff;
}

/* A picture in which every pixel has a colour of its own. */
static SDL_Surface *numbered(int width, int height, Uint32 first)
{
    SDL_Surface *surface = raster_surface(width, height);
    assert_non_null(surface);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            Uint32 value = first + (Uint32)(y * width + x);
            memcpy((char *)surface->pixels + y * surface->pitch + x * 4, &value, sizeof value);
        }
    }
    return surface;
}

static void rectangles_and_points_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct turn turn = turn_for_panel(all_degrees[i], PANEL_WIDTH, PANEL_HEIGHT);
        assert_int_equal(turn.width, i % 2 ? PANEL_HEIGHT : PANEL_WIDTH);
        for (int y = 0; y < turn.height; y += 13) {
            for (int x = 0; x < turn.width; x += 11) {
                SDL_Rect there = turn_rect(&turn, (SDL_Rect){ x, y, 1, 1 });
                assert_in_range(there.x, 0, PANEL_WIDTH - 1);
                assert_in_range(there.y, 0, PANEL_HEIGHT - 1);
                SDL_Point back = turn_back(&turn, (SDL_Point){ there.x, there.y });
                assert_int_equal(back.x, x);
                assert_int_equal(back.y, y);
            }
        }
    }
}

/* The top left corner of the picture, clockwise by the degrees. */
static void corners_go_clockwise(void **state)
{
    (void)state;
    static const int expected[4][2] = { { 0, 0 },
                                        { PANEL_WIDTH - 1, 0 },
                                        { PANEL_WIDTH - 1, PANEL_HEIGHT - 1 },
                                        { 0, PANEL_HEIGHT - 1 } };
    for (size_t i = 0; i < 4; i++) {
        struct turn turn = turn_for_panel(all_degrees[i], PANEL_WIDTH, PANEL_HEIGHT);
        SDL_Rect corner = turn_rect(&turn, (SDL_Rect){ 0, 0, 1, 1 });
        assert_int_equal(corner.x, expected[i][0]);
        assert_int_equal(corner.y, expected[i][1]);
    }
}

static void every_pixel_is_copied_to_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct turn turn = turn_for_panel(all_degrees[i], PANEL_WIDTH, PANEL_HEIGHT);
        SDL_Surface *source = numbered(turn.width, turn.height, 1);
        SDL_Surface *panel = raster_surface(PANEL_WIDTH, PANEL_HEIGHT);
        SDL_Rect part = { 7, 9, turn.width - 20, turn.height - 33 };
        SDL_FillRect(panel, NULL, 0);
        turn_copy(&turn, source, part, part.x, part.y, panel);
        for (int y = 0; y < PANEL_HEIGHT; y++) {
            for (int x = 0; x < PANEL_WIDTH; x++) {
                SDL_Point from = turn_back(&turn, (SDL_Point){ x, y });
                Uint32 expected = SDL_PointInRect(&from, &part) ? pixel(source, from.x, from.y) : 0;
                assert_int_equal(pixel(panel, x, y), expected);
            }
        }
        SDL_FreeSurface(source);
        SDL_FreeSurface(panel);
    }
}

static void what_is_outside_the_panel_is_left_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct turn turn = turn_for_panel(all_degrees[i], PANEL_WIDTH, PANEL_HEIGHT);
        SDL_Surface *source = numbered(50, 40, 1);
        SDL_Surface *panel = raster_surface(PANEL_WIDTH, PANEL_HEIGHT);
        SDL_FillRect(panel, NULL, 0);
        turn_copy(&turn, source, (SDL_Rect){ -5, -5, 100, 100 }, turn.width - 10, turn.height - 8,
                  panel);
        int painted = 0;
        for (int y = 0; y < PANEL_HEIGHT; y++) {
            for (int x = 0; x < PANEL_WIDTH; x++) {
                painted += pixel(panel, x, y) != 0;
            }
        }
        assert_int_equal(painted, 5 * 3);
        SDL_FreeSurface(source);
        SDL_FreeSurface(panel);
    }
}

/* The window that is open; SDL numbers them from 1. */
static SDL_Window *window(void)
{
    SDL_Window *found = NULL;
    for (Uint32 id = 1; id < 10 && !found; id++) {
        found = SDL_GetWindowFromID(id);
    }
    assert_non_null(found);
    return found;
}

static void assert_panel_shows(const struct presenter *presenter, const SDL_Surface *frame,
                               int degrees)
{
    SDL_Surface *panel = SDL_GetWindowSurface(window());
    struct turn turn = turn_for_panel(degrees, PANEL_WIDTH, PANEL_HEIGHT);
    for (int y = 0; y < PANEL_HEIGHT; y++) {
        for (int x = 0; x < PANEL_WIDTH; x++) {
            SDL_Point from = turn_back(&turn, (SDL_Point){ x, y });
            assert_int_equal(pixel(panel, x, y), pixel(frame, from.x, from.y));
            SDL_Point touched = presenter_point(presenter, ((float)x + 0.5f) / PANEL_WIDTH,
                                                ((float)y + 0.5f) / PANEL_HEIGHT);
            assert_int_equal(touched.x, from.x);
            assert_int_equal(touched.y, from.y);
        }
    }
}

/* Shows, fades and finds points through the presenter, in each position of the panel. */
static void turns_frames_and_fingers(enum presenting presenting, int texture_max)
{
    const struct presenter_options options = { .width = PANEL_WIDTH,
                                               .height = PANEL_HEIGHT,
                                               .headless = true,
                                               .presenting = presenting,
                                               .texture_max = texture_max };
    struct presenter *presenter = presenter_open(&options);
    assert_non_null(presenter);
    for (size_t i = 0; i < 4; i++) {
        int width, height;
        presenter_turn(presenter, all_degrees[i]);
        bool lost;
        assert_true(presenter_refresh(presenter, &lost));
        presenter_size(presenter, &width, &height);
        assert_int_equal(width, i % 2 ? PANEL_HEIGHT : PANEL_WIDTH);
        SDL_Surface *from = numbered(width, height, 1), *to = numbered(width, height, 500000);
        const struct damage all = { .rects = { { 0, 0, width, height } }, .count = 1 };
        assert_true(presenter_show(presenter, from, NULL));
        assert_panel_shows(presenter, from, all_degrees[i]);
        assert_true(presenter_start_fade(presenter, to, &all));
        assert_true(presenter_fade(presenter, 128));
        assert_true(presenter_fade(presenter, 256));
        assert_panel_shows(presenter, to, all_degrees[i]);
        /* only a part, across the seams of tiles */
        const struct damage part = { .rects = { { 70, 90, 60, 50 }, { 0, 0, 5, 3 } }, .count = 2 };
        for (int k = 0; k < part.count; k++) {
            SDL_Rect rect = part.rects[k];
            SDL_BlitSurface(from, &part.rects[k], to, &rect);
        }
        assert_true(presenter_show(presenter, to, &part));
        assert_panel_shows(presenter, to, all_degrees[i]);
        SDL_FreeSurface(from);
        SDL_FreeSurface(to);
    }
    presenter_close(presenter);
}

static void the_window_surface_is_turned(void **state)
{
    (void)state;
    turns_frames_and_fingers(PRESENT_SURFACE, 0);
}

/* SDL's software renderer draws into the window surface, so that what it did can be seen. */
static void the_renderer_is_turned(void **state)
{
    (void)state;
    turns_frames_and_fingers(PRESENT_RENDERER, 0);
}

/* Textures that are smaller than the picture: the panel shows the same, whatever the turn. */
static void a_picture_larger_than_a_texture(void **state)
{
    (void)state;
    static const int sides[] = { 64, 100, 128, 240, 256, 400, 1000 };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        turns_frames_and_fingers(PRESENT_RENDERER, sides[i]);
    }
}

/* Returns a copy of the panel in the middle of a fade. */
static SDL_Surface *half_faded(int texture_max, int degrees)
{
    const struct presenter_options options = { .width = PANEL_WIDTH,
                                               .height = PANEL_HEIGHT,
                                               .headless = true,
                                               .presenting = PRESENT_RENDERER,
                                               .degrees = degrees,
                                               .texture_max = texture_max };
    int width, height;
    struct presenter *presenter = presenter_open(&options);
    assert_non_null(presenter);
    presenter_size(presenter, &width, &height);
    SDL_Surface *from = numbered(width, height, 1), *to = numbered(width, height, 0x7f3311);
    const struct damage all = { .rects = { { 0, 0, width, height } }, .count = 1 };
    assert_true(presenter_show(presenter, from, NULL));
    assert_true(presenter_start_fade(presenter, to, &all));
    assert_true(presenter_fade(presenter, 100));
    SDL_Surface *copy = SDL_DuplicateSurface(SDL_GetWindowSurface(window()));
    assert_non_null(copy);
    SDL_FreeSurface(from);
    SDL_FreeSurface(to);
    presenter_close(presenter);
    return copy;
}

static void fades_of_tiles_have_no_seams(void **state)
{
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        SDL_Surface *one = half_faded(0, all_degrees[i]), *many = half_faded(70, all_degrees[i]);
        for (int y = 0; y < PANEL_HEIGHT; y++) {
            for (int x = 0; x < PANEL_WIDTH; x++) {
                assert_int_equal(pixel(many, x, y), pixel(one, x, y));
            }
        }
        SDL_FreeSurface(one);
        SDL_FreeSurface(many);
    }
}

static void far_too_small_textures_are_refused(void **state)
{
    (void)state;
    const struct presenter_options options = { .width = PANEL_WIDTH,
                                               .height = PANEL_HEIGHT,
                                               .headless = true,
                                               .presenting = PRESENT_RENDERER,
                                               .texture_max = 16 };
    assert_null(presenter_open(&options));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectangles_and_points_agree),
        cmocka_unit_test(corners_go_clockwise),
        cmocka_unit_test(every_pixel_is_copied_to_its_place),
        cmocka_unit_test(what_is_outside_the_panel_is_left_out),
        cmocka_unit_test(the_window_surface_is_turned),
        cmocka_unit_test(the_renderer_is_turned),
        cmocka_unit_test(a_picture_larger_than_a_texture),
        cmocka_unit_test(fades_of_tiles_have_no_seams),
        cmocka_unit_test(far_too_small_textures_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
