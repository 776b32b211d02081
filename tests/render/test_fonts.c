/* Real fonts: what they cover, and that a line takes as much room as was measured. */
#include "base/file.h"
#include "render/fonts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct fonts *fonts;
static int assets;

static int setup(void **state)
{
    (void)state;
    assets = file_open_root("assets");
    fonts = fonts_open(assets);
    return fonts ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    fonts_close(fonts);
    return close(assets);
}

static void test_coverage(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t missing; /* 0: none */
    } rows[] = {
        { "", 0 },
        { "Préfecture de l’Isère : 9 h 00 – 12 h 00 ; « œuvre » … 84 % −3 €", 0 },
        { "\u202f\u00a0\u200b\ufe0f\u00ad\u2060", 0 },
        { "Ласкаво просимо, ї є ґ", 0 },
        { "Καλημέρα Tiếng Việt ğışçö", 0 },
        { "← ↑ → ↓ ✓ ✗ ☎ ●", 0 },
        { "ok مرحباً بكم في المحافظة، (84,5 %)؟ ٪", 0 },
        { "\u200f\u200e\u061c\u2066\u2069 ", 0 },
        { "שָׁלוֹם", 0 },
        { "ܫ", 0x072b }, /* Syriac: no font here joins it */
        { "ߞ", 0x07de }, /* N'Ko: DejaVu Sans has it, but nothing here joins and reverses it */
        { "中文", 0x4e2d },
        { "a\xff", 0 }, /* drawn as U+FFFD */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t missing = 0;
        assert_int_equal(fonts_cover(fonts, rows[i].text, &missing), rows[i].missing == 0);
        assert_int_equal(missing, rows[i].missing);
    }
}

enum { WIDTH = 1600, HEIGHT = 400, LEFT = 200, BASELINE = 250 };

struct inked {
    int left, right; /* columns of the first and after the last pixel, from where the line starts */
    int top, bottom; /* rows likewise, from the baseline */
    bool any;
};

static struct inked draw(enum weight weight, int size_px, const char *text, int x)
{
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32,
                                                          SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    const struct line line = { weight, size_px, text, { 255, 255, 255 }, x, BASELINE };
    assert_true(fonts_draw(fonts, &line, surface));
    struct inked ink = { WIDTH, -WIDTH, HEIGHT, -HEIGHT, false };
    for (int row = 0; row < HEIGHT; row++) {
        const char *bytes = (const char *)surface->pixels + row * surface->pitch;
        for (int column = 0; column < WIDTH; column++) {
            if (((const uint32_t *)(const void *)bytes)[column] & 0xffffff) {
                ink.left = column - x < ink.left ? column - x : ink.left;
                ink.right = column - x + 1 > ink.right ? column - x + 1 : ink.right;
                ink.top = row - BASELINE < ink.top ? row - BASELINE : ink.top;
                ink.bottom = row - BASELINE + 1 > ink.bottom ? row - BASELINE + 1 : ink.bottom;
                ink.any = true;
            }
        }
    }
    SDL_FreeSurface(surface);
    return ink;
}

static int width(enum weight weight, int size_px, const char *text)
{
    return fonts_width(fonts, weight, size_px, text, strlen(text));
}

/* The line must begin where its first character alone does, and end as far before its width as its
 * last character alone. */
static void test_width_is_what_is_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *text, *first, *last;
        int runs;
    } rows[] = {
        { "Horaires d’ouverture", "H", "e", 1 },
        { "jeudi", "j", "i", 1 },
        { "9\u202fh\u00a000", "9", "0", 1 },
        { "Київ", "К", "в", 1 },
        { "AVATAR", "A", "R", 1 },
        { "fait ✓ le 29 mai → fin", "f", "n", 5 },
    };
    static const int sizes[] = { 9, 25, 30, 37, 69, 145 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t j = 0; j < 5 + (strlen(rows[i].text) < 12); j++) {
            for (enum weight weight = 0; weight < WEIGHT_COUNT; weight++) {
                struct inked line = draw(weight, sizes[j], rows[i].text, LEFT);
                struct inked first = draw(weight, sizes[j], rows[i].first, LEFT);
                struct inked last = draw(weight, sizes[j], rows[i].last, LEFT);
                int after = width(weight, sizes[j], rows[i].last) - last.right;
                int end = width(weight, sizes[j], rows[i].text) - after;
                assert_int_equal(line.left, first.left);
                assert_in_range(line.right - end + rows[i].runs, 0, 2 * rows[i].runs);
            }
        }
    }
}

static void test_baseline(void **state)
{
    (void)state;
    static const char *const texts[] = { "H", "✓H" };
    for (size_t i = 0; i < 2; i++) {
        struct inked ink = draw(WEIGHT_BOLD, 100, texts[i], LEFT);
        assert_in_range(-ink.top, 65, 80);
        assert_in_range(ink.bottom + 2, 1, 4);
    }
}

static void test_left_of_the_start(void **state)
{
    (void)state;
    assert_in_range(-draw(WEIGHT_BOLD, 145, "j", LEFT).left, 4, 12);
}

static void test_nothing_to_draw(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "\u200b", "\ufe0f", "\u200b\u00ad" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_in_range(width(WEIGHT_REGULAR, 40, texts[i]), 0, 1);
        assert_false(draw(WEIGHT_REGULAR, 40, texts[i], LEFT).any);
    }
    assert_true(width(WEIGHT_REGULAR, 40, " ") > 0);
    assert_false(draw(WEIGHT_REGULAR, 40, " ", LEFT).any);
}

static void test_part_of_a_text(void **state)
{
    (void)state;
    int whole = width(WEIGHT_BOLD, 60, "Guichet");
    assert_int_equal(fonts_width(fonts, WEIGHT_BOLD, 60, "Guichet 12", 7), whole);
    assert_int_equal(fonts_width(fonts, WEIGHT_BOLD, 60, "\u2192\u2192", 3),
                     width(WEIGHT_BOLD, 60, "\u2192"));
}

/* Far wider than any strip SDL_ttf can make: set in pieces, and only those on the surface drawn. */
static void test_very_long_line(void **state)
{
    (void)state;
    enum { COUNT = 20000, SIZE = 48 };
    char *text = malloc(COUNT + 1);
    assert_non_null(text);
    memset(text, 'W', COUNT);
    text[COUNT] = '\0';
    int one = width(WEIGHT_BOLD, SIZE, "WWWWWWWWWW") / 10;
    int all = width(WEIGHT_BOLD, SIZE, text);
    assert_in_range(all, (one - 1) * COUNT, (one + 1) * COUNT);
    struct inked start = draw(WEIGHT_BOLD, SIZE, text, 0);
    assert_int_equal(start.right, WIDTH);
    struct inked end = draw(WEIGHT_BOLD, SIZE, text, WIDTH / 2 - all);
    assert_in_range(end.right, all - 3, all + 1);
    free(text);
}

static void test_more_sizes_than_are_kept_open(void **state)
{
    (void)state;
    int before = width(WEIGHT_REGULAR, 33, "Naturalisation → 2e étage");
    for (int size = 8; size < 200; size++) {
        assert_true(width(WEIGHT_BOLD, size, "Asile ✓") > width(WEIGHT_BOLD, size - 4, "Asile ✓"));
    }
    assert_int_equal(width(WEIGHT_REGULAR, 33, "Naturalisation → 2e étage"), before);
}

static void test_missing_fonts(void **state)
{
    (void)state;
    int elsewhere = file_open_root("tests/data");
    assert_null(fonts_open(elsewhere));
    close(elsewhere);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_width_is_what_is_drawn),
        cmocka_unit_test(test_baseline),
        cmocka_unit_test(test_left_of_the_start),
        cmocka_unit_test(test_nothing_to_draw),
        cmocka_unit_test(test_part_of_a_text),
        cmocka_unit_test(test_very_long_line),
        cmocka_unit_test(test_more_sizes_than_are_kept_open),
        cmocka_unit_test(test_missing_fonts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
