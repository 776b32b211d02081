/* Lines that flow both ways: they take the room that was measured, whatever they hold. */
#include "base/bidi.h"
#include "base/file.h"
#include "base/utf8.h"
#include "picture/picture.h"
#include "render/fonts.h"
#include "support/cmocka_all.h"

#include <SDL.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 2400, HEIGHT = 300, LEFT = 300, BASELINE = 180 };

static struct fonts *fonts;
static SDL_Surface *surface;
static int assets;

static int setup(void **state)
{
    (void)state;
    assets = file_open_root("assets");
    fonts = fonts_open(assets);
    surface = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 32, SDL_PIXELFORMAT_RGB888);
    return fonts && surface ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    SDL_FreeSurface(surface);
    fonts_close(fonts);
    return close(assets);
}

static bool column_has_ink(int x)
{
    for (int y = 0; y < HEIGHT; y++) {
        const char *row = (const char *)surface->pixels + y * surface->pitch;
        if (((const uint32_t *)(const void *)row)[x] & 0xffffff) {
            return true;
        }
    }
    return false;
}

static bool row_has_ink(int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    for (int x = 0; x < WIDTH; x++) {
        if (((const uint32_t *)(const void *)row)[x] & 0xffffff) {
            return true;
        }
    }
    return false;
}

/* Draws the line from LEFT on; *left and *right are where its ink begins and ends from there.
 * Returns false when there is none. */
static bool draw(enum weight weight, int size_px, const char *text, int *left, int *right)
{
    assert_int_equal(SDL_FillRect(surface, NULL, 0), 0);
    const struct line line = { weight, size_px, text, { 255, 255, 255 }, LEFT, BASELINE };
    assert_true(fonts_draw(fonts, &line, surface));
    int first = 0, last = WIDTH - 1;
    while (first < WIDTH && !column_has_ink(first)) {
        first++;
    }
    while (last > first && !column_has_ink(last)) {
        last--;
    }
    *left = first - LEFT;
    *right = last + 1 - LEFT;
    return first < WIDTH;
}

static int width(enum weight weight, int size_px, const char *text)
{
    return fonts_width(fonts, weight, size_px, text, strlen(text));
}

/* Each begins and ends in letters that fill their width but for a seventh of the size. */
static void ink_fills_the_width(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "مرحبا بكم",    "محافظة إيزير",     "من 08:30 إلى 12:00",
        "ANTS الوكالة", "الوكالة ANTS",     "(الأحد) مغلق",
        "على ى",        "24/12/2026 حتى",   "שלום",
        "ٱلسَّلَامُ عَلَيْكُمْ", "العربية, English", "12 place de Verdun شارع",
    };
    static const int sizes[] = { 9, 25, 37, 69, 110 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            for (enum weight weight = 0; weight < WEIGHT_COUNT; weight++) {
                int left, right, wide = width(weight, sizes[j], rows[i]);
                int slack = sizes[j] / 7 + 3;
                assert_true(draw(weight, sizes[j], rows[i], &left, &right));
                assert_in_range(left + slack, 0, 2 * slack);
                assert_in_range(right - wide + slack, 0, 2 * slack);
            }
        }
    }
}

/* Texts are set closely: whatever visitors read in Arabic must keep between ascent and descent of
 * its line. Full vocalisation does not; the words of the program have only what tells them apart.
 */
static void words_stay_in_the_line(void **state)
{
    (void)state;
    enum { SIZE = 100 };
    struct arena arena = { 0 };
    struct blob file;
    const char *reason;
    assert_true(file_read(assets, "languages/ar.json", 65536, &arena, &file, &reason));
    char *words = arena_copy(&arena, file.bytes, file.size);
    int drawn = 0;
    for (char *word = strtok(strstr(words, "\"name\""), "\"\n"); word;
         word = strtok(NULL, "\"\n")) {
        int left, right, top = 0, bottom = HEIGHT - 1;
        if (!bidi_mixed(word) || !draw(WEIGHT_BOLD, SIZE, word, &left, &right)) {
            continue;
        }
        while (!row_has_ink(top)) {
            top++;
        }
        while (!row_has_ink(bottom)) {
            bottom--;
        }
        if (BASELINE - top > (int)(FONT_ASCENT * SIZE) || bottom + 1 - BASELINE > SIZE / 2) {
            fail_msg("\"%s\" reaches from %d to %d", word, BASELINE - top, bottom + 1 - BASELINE);
        }
        drawn++;
    }
    assert_true(drawn > 100);
    arena_finish(&arena);
}

/* The runs of a line are as wide together as each by itself, but for the rounding. */
static void runs_add_up(void **state)
{
    (void)state;
    int parts = width(WEIGHT_BOLD, 60, "الوكالة ") + width(WEIGHT_BOLD, 60, "ANTS") +
                width(WEIGHT_BOLD, 60, " مفتوحة");
    assert_in_range(width(WEIGHT_BOLD, 60, "الوكالة ANTS مفتوحة") - parts + 6, 0, 12);
}

static void marks_take_no_room(void **state)
{
    (void)state;
    int plain = width(WEIGHT_REGULAR, 40, "مرحبا 12");
    static const char *const rows[] = { "\u200fمرحبا 12", "مرحبا 12\u200f", "مرحبا \u200e12" };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_in_range(width(WEIGHT_REGULAR, 40, rows[i]) - plain + 1, 0, 2);
    }
    assert_int_equal(width(WEIGHT_REGULAR, 40, "\u200f\u200e\u061c"), 0);
}

/* Telling a font its direction must not outlast the run. */
static void latin_is_as_before_afterwards(void **state)
{
    (void)state;
    int before = width(WEIGHT_REGULAR, 40, "(AVATAR) jeudi"), left, right, left_2, right_2;
    draw(WEIGHT_REGULAR, 40, "(jeudi", &left, &right);
    width(WEIGHT_REGULAR, 40, "(مرحبا) jeudi (אב)");
    draw(WEIGHT_REGULAR, 40, "(jeudi", &left_2, &right_2);
    assert_int_equal(width(WEIGHT_REGULAR, 40, "(AVATAR) jeudi"), before);
    assert_int_equal(left, left_2);
    assert_int_equal(right, right_2);
}

static uint32_t random_below(uint32_t limit)
{
    static uint32_t seed = 20261224;
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

/* Letters, digits, signs, marks on letters, joiners, embeddings, isolates, overrides, other planes.
 */
static uint32_t random_code(void)
{
    static const struct {
        uint32_t first, count;
    } kinds[] = {
        { 'A', 58 },    { '0', 10 },     { ' ', 16 },       { 0xa0, 96 },     { 0x0301, 3 },
        { 0x0410, 64 }, { 0x05d0, 27 },  { 0x05b0, 10 },    { 0x0600, 256 },  { 0x0621, 42 },
        { 0x064b, 20 }, { 0x0660, 10 },  { 0x200b, 5 },     { 0x202a, 5 },    { 0x2066, 4 },
        { 0x061c, 1 },  { 0x0700, 80 },  { 0xfb50, 0x1b0 }, { 0xfe70, 0x80 }, { 0x1e900, 60 },
        { 0x2190, 4 },  { 0x1d7ce, 50 }, { 0xfffd, 1 },     { 0x0009, 2 },    { 0x4e2d, 3 },
    };
    size_t kind = random_below(sizeof kinds / sizeof *kinds);
    return kinds[kind].first + random_below(kinds[kind].count);
}

static void random_line(char text[200])
{
    size_t size = 0, count = 1 + random_below(40);
    for (size_t i = 0; i < count; i++) {
        size += utf8_put(text + size, random_code());
    }
    if (random_below(8) == 0) {
        text[random_below((uint32_t)size)] = (char)0xd9; /* no longer UTF-8 */
    }
    text[size] = '\0';
}

/* Marks on nothing may stick out by their own width. */
static void random_lines_stay_in_their_room(void **state)
{
    (void)state;
    enum { SIZE = 24 };
    for (int i = 0; i < 3000; i++) {
        char text[200];
        int left, right;
        random_line(text);
        int wide = width(WEIGHT_REGULAR, SIZE, text);
        assert_in_range(wide, 0, WIDTH - LEFT);
        assert_int_equal(width(WEIGHT_REGULAR, SIZE, text), wide);
        if (draw(WEIGHT_REGULAR, SIZE, text, &left, &right) &&
            (left < -SIZE || right > wide + SIZE)) {
            fail_msg("\"%s\": ink from %d to %d of %d", text, left, right, wide);
        }
    }
}

/* Longer than what is put in order: set all the same. */
static void endless_lines(void **state)
{
    (void)state;
    enum { COUNT = 6000 };
    static char text[4 * COUNT + 1];
    for (int i = 0; i < COUNT; i++) {
        memcpy(text + 4 * i, i % 7 ? "با" : "a12 ", 4);
    }
    int all = width(WEIGHT_BOLD, 30, text), left, right;
    assert_in_range(all, COUNT * 8, COUNT * 60);
    assert_true(draw(WEIGHT_BOLD, 30, text, &left, &right));
    assert_int_equal(right, WIDTH - LEFT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ink_fills_the_width),
        cmocka_unit_test(words_stay_in_the_line),
        cmocka_unit_test(runs_add_up),
        cmocka_unit_test(marks_take_no_room),
        cmocka_unit_test(latin_is_as_before_afterwards),
        cmocka_unit_test(random_lines_stay_in_their_room),
        cmocka_unit_test(endless_lines),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
