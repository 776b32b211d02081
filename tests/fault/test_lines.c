/* A line of text is right again after any one call of SDL or SDL_ttf, or for a while every
 * operation on files, failed while lines were drawn: nothing that failed stays in what is kept of
 * fonts. */
#include "base/file.h"
#include "base/log.h"
#include "fault/faults.h"
#include "render/fonts.h"
#include "support/cmocka_all.h"

#include <unistd.h>

enum { WIDTH = 400, HEIGHT = 60, SIZE_PX = 24, DRAWINGS = 100 };

/* The first two are of one font, from right to left and then not. */
static const char *const lines[] = { "שלום", "✗→✓", "مرحبا ١٢ ok", "Bonjour" };
enum { LINES = sizeof lines / sizeof *lines };

static SDL_Surface *surface;
static int assets;

static uint64_t draw(struct fonts *fonts, const char *text, bool *whole)
{
    const struct line line = { WEIGHT_REGULAR, SIZE_PX, text, { 255, 255, 255 }, 8, 40 };
    SDL_FillRect(surface, NULL, 0);
    *whole = fonts_draw(fonts, &line, surface);
    uint64_t hash = 0xcbf29ce484222325u;
    for (int y = 0; y < HEIGHT; y++) {
        const uint32_t *row = (const void *)((const char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < WIDTH; x++) {
            hash = (hash ^ (row[x] & 0xffffff)) * 0x100000001b3u;
        }
    }
    return hash;
}

/* Draws each line while one call fails; returns how many calls there were. */
static unsigned long draw_with(struct fonts *fonts, unsigned long at)
{
    bool whole;
    faults_arm((struct fault){ .area = FAULT_LIBRARIES, .at = at });
    for (int i = 0; i < LINES; i++) {
        draw(fonts, lines[i], &whole);
    }
    faults_disarm();
    return faults_calls();
}

/* A font that could not be opened is tried again after some 64 characters. */
static bool becomes(struct fonts *fonts, const char *text, uint64_t right)
{
    bool whole = false;
    uint64_t now = 0;
    for (int i = 0; i < DRAWINGS && !(whole && now == right); i++) {
        now = draw(fonts, text, &whole);
    }
    return whole && now == right;
}

static void test_right_again(void **state)
{
    uint64_t right[LINES];
    bool whole;
    (void)state;
    struct fonts *fonts = fonts_open(assets);
    for (int i = 0; i < LINES; i++) {
        right[i] = draw(fonts, lines[i], &whole);
        assert_true(whole);
    }
    fonts_close(fonts);
    unsigned long calls = 1;
    for (unsigned long at = 1; at <= calls; at++) {
        fonts = fonts_open(assets);
        calls = draw_with(fonts, at);
        const char *what = faults_what();
        for (int i = LINES - 1; i >= 0; i--) {
            if (!becomes(fonts, lines[i], right[i])) {
                fail_msg("\"%s\" is wrong after call %lu failed (%s)", lines[i], at, what);
            }
        }
        fonts_close(fonts);
    }
    assert_in_range(calls, 10, 1000);
}

/* However long a font's file could not be read, soon after it can be. */
static void test_read_again(void **state)
{
    enum { MEANWHILE = 2000 };
    bool whole;
    (void)state;
    struct fonts *fonts = fonts_open(assets);
    uint64_t right = draw(fonts, lines[2], &whole);
    fonts_close(fonts);
    fonts = fonts_open(assets);
    faults_arm((struct fault){ .area = FAULT_FILES, .at = 1, .lasts = true });
    for (int i = 0; i < MEANWHILE; i++) {
        assert_int_not_equal(draw(fonts, lines[2], &whole), right);
    }
    faults_disarm();
    assert_true(becomes(fonts, lines[2], right));
    fonts_close(fonts);
}

static int set_up(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
    assets = file_open_root("assets");
    return surface && assets >= 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    SDL_FreeSurface(surface);
    SDL_Quit();
    return close(assets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_right_again),
        cmocka_unit_test(test_read_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
