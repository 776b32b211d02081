/* The eight orientations as the Exif standard draws them, on a picture of three by two letters; and
 * Exif that is cut short or lies, in a copy of the exact length for the address sanitizer. */
#include "render/orient.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    int orientation, width, height;
    const char *letters; /* the upright picture of "abc" above "def" */
} turns[] = {
    { 1, 3, 2, "abcdef" }, { 2, 3, 2, "cbafed" }, { 3, 3, 2, "fedcba" }, { 4, 3, 2, "defabc" },
    { 5, 2, 3, "adbecf" }, { 6, 2, 3, "daebfc" }, { 7, 2, 3, "fcebda" }, { 8, 2, 3, "cfbead" },
};

static uint32_t *at(SDL_Surface *surface, int x, int y)
{
    return &((uint32_t *)(void *)((char *)surface->pixels + y * surface->pitch))[x];
}

static void test_turn(void **state)
{
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 3, 2, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(source);
    for (int i = 0; i < 6; i++) {
        *at(source, i % 3, i / 3) = (uint32_t) "abcdef"[i];
    }
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        SDL_Surface *turned = orient_turn(source, turns[i].orientation);
        assert_non_null(turned);
        assert_int_equal(turned->w, turns[i].width);
        assert_int_equal(turned->h, turns[i].height);
        for (int j = 0; j < 6; j++) {
            assert_int_equal(*at(turned, j % turned->w, j / turned->w), turns[i].letters[j]);
        }
        SDL_FreeSurface(turned);
    }
    SDL_FreeSurface(source);
}

#define BYTES(text) text, sizeof(text) - 1
#define JFIF        "\xff\xe0\0\x04zz"
#define LITTLE      "II*\0\x08\0\0\0\x02\0zzzzzzzzzzzz\x12\x01\x03\0\x01\0\0\0"
#define BIG         "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"

static const struct {
    const char *bytes;
    size_t size;
    int orientation;
} files[] = {
    { BYTES("\xff\xd8" JFIF "\xff\xda"), 1 },
    { BYTES("\xff\xd8\xff\xe1\0\x2a"
            "Exif\0\0" LITTLE "\x06\0\0\0"),
      6 },
    { BYTES("\xff\xd8" JFIF "\xff\xe1\0\x1e"
            "Exif\0\0" BIG "\0\x08\0\0"),
      8 },
    { BYTES("\xff\xd8\xff\xe1\0\x1e"
            "Exif\0\0" BIG "\0\x09\0\0"),
      1 }, /* no such orientation */
    { BYTES("\xff\xd8\xff\xe1\0\x1e"
            "Exif\0\0" BIG "\0\0\0\0"),
      1 },
    { BYTES("\xff\xd8\xff\xe1\0\x10"
            "Exif\0\0MM\0*\0\0\0\x40"),
      1 }, /* a directory beyond the end */
    { BYTES("\xff\xd8\xff\xe1\0\x10"
            "Exif\0\0MM\0*\xff\xff\xff\xff"),
      1 },
    { BYTES("\xff\xd8\xff\xe1\0\x12"
            "Exif\0\0MM\0*\0\0\0\x08\xff\xff"),
      1 }, /* without entries */
    { BYTES("\xff\xd8\xff\xda\0\x02\xff\xe1\0\x1e"
            "Exif\0\0" BIG "\0\x06\0\0"),
      1 }, /* too late */
    { BYTES("\xff\xd8\xff\xe1\0\0"
            "Exif\0\0" BIG "\0\x06\0\0"),
      1 },
    { BYTES("\xff\xd8\xff\xe1\xff\xff"
            "Exif\0\0" BIG "\0\x06\0\0"),
      1 },
};

static int read_copy(const char *bytes, size_t size)
{
    char *copy = malloc(size + (size == 0));
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    int orientation = orient_read(copy, size);
    free(copy);
    return orientation;
}

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        assert_int_equal(read_copy(files[i].bytes, files[i].size), files[i].orientation);
    }
}

static void test_read_cut_short(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        for (size_t size = 0; size < files[i].size; size++) {
            assert_int_equal(read_copy(files[i].bytes, size), 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_turn),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_read_cut_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
