/* From the sample files (see tests/base/test_image.c) to pixels, and what must not get that far.
 */
#include "base/file.h"
#include "render/decode.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/vestibule-decode-XXXXXX";
static int samples, made;
static struct source *samples_source, *made_source;
static struct arena arena;

static uint32_t pixel(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return ((const uint32_t *)(const void *)row)[x];
}

static SDL_BlendMode blend_mode(SDL_Surface *surface)
{
    SDL_BlendMode mode;
    assert_int_equal(SDL_GetSurfaceBlendMode(surface, &mode), 0);
    return mode;
}

static void test_samples(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool opaque;
    } rows[] = {
        { "gray.png", true },       { "gray-alpha.png", false }, { "interlaced.png", true },
        { "one-bit.png", true },    { "palette.png", true },     { "rgb.png", true },
        { "rgb-16-bit.png", true }, { "rgba.png", false },       { "baseline.jpg", true },
        { "gray.jpg", true },       { "progressive.jpg", true }, { "restart-interval.jpg", true },
    };
    static const int sizes[][2] = { { 23, 17 }, { 5, 40 }, { 300, 7 }, { 1, 1 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            struct decode_request request = { samples_source, rows[i].name, sizes[j][0],
                                              sizes[j][1], 0 };
            const char *reason = "";
            SDL_Surface *picture = decode_picture(&request, &arena, &reason);
            if (!picture) {
                fail_msg("%s: %s", rows[i].name, reason);
            }
            assert_int_equal(picture->w, sizes[j][0]);
            assert_int_equal(picture->h, sizes[j][1]);
            assert_int_equal(picture->format->format, SDL_PIXELFORMAT_ARGB8888);
            if (j == 0) {
                assert_int_equal(blend_mode(picture),
                                 rows[i].opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
            }
            SDL_FreeSurface(picture);
        }
    }
}

static void put(const char *name, const char *bytes, size_t size)
{
    int file = openat(made, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, size), (ssize_t)size);
    close(file);
}

static SDL_Surface *decode_text(const char *name, const char *text, int width, int height,
                                int radius, const char **reason)
{
    put(name, text, strlen(text));
    struct decode_request request = { made_source, name, width, height, radius };
    SDL_Surface *picture = decode_picture(&request, &arena, reason);
    assert_int_equal(unlinkat(made, name, 0), 0);
    return picture;
}

/* Three stripes of one third, red, green and blue: the middle must stay in the middle. White lies
 * beneath, because where two smooth edges meet a little of the ground shows through. */
#define STRIPES(size)                                                                              \
    "<svg xmlns='http://www.w3.org/2000/svg' " size ">"                                            \
    "<rect x='0' y='0' width='120' height='90' fill='#ffffff'/>"                                   \
    "<rect x='0' y='0' width='40' height='90' fill='#ff0000'/>"                                    \
    "<rect x='40' y='0' width='40' height='90' fill='#00ff00'/>"                                   \
    "<rect x='80' y='0' width='40' height='90' fill='#0000ff'/></svg>"

static void test_drawing_covers_its_place(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        uint32_t left, middle, right;
    } rows[] = {
        { 240, 180, 0xffff0000, 0xff00ff00, 0xff0000ff },
        { 61, 47, 0xffff0000, 0xff00ff00, 0xff0000ff },
        { 60, 180, 0xff00ff00, 0xff00ff00, 0xff00ff00 }, /* cut off at the left and right */
        { 300, 20, 0xffff0000, 0xff00ff00, 0xff0000ff },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *reason = "";
        int width = rows[i].width, height = rows[i].height;
        SDL_Surface *picture = decode_text("stripes.svg",
                                           STRIPES("width='120' height='90' viewBox='0 0 120 90'"),
                                           width, height, 0, &reason);
        assert_non_null(picture);
        assert_int_equal(pixel(picture, 0, height / 2), rows[i].left);
        assert_int_equal(pixel(picture, width / 2, height / 2), rows[i].middle);
        assert_int_equal(pixel(picture, width - 1, height / 2), rows[i].right);
        assert_int_equal(blend_mode(picture), SDL_BLENDMODE_NONE);
        SDL_FreeSurface(picture);
    }
}

static void test_round_corners(void **state)
{
    (void)state;
    const char *reason = "";
    SDL_Surface *picture = decode_text("stripes.svg", STRIPES("width='120' height='90'"), 120, 90,
                                       20, &reason);
    assert_non_null(picture);
    assert_int_equal(blend_mode(picture), SDL_BLENDMODE_BLEND);
    const int right = 119, bottom = 89;
    const int corners[][2] = { { 0, 0 }, { right, 0 }, { 0, bottom }, { right, bottom } };
    for (size_t i = 0; i < 4; i++) {
        int x = corners[i][0], y = corners[i][1];
        assert_int_equal(pixel(picture, x, y) >> 24, 0);
        assert_int_equal(pixel(picture, x ? right - 20 : 20, y) >> 24, 255);
        assert_int_equal(pixel(picture, x, y ? bottom - 20 : 20) >> 24, 255);
        /* on the circle, 20 - 20 / sqrt(2) from both edges, a pixel is partly covered */
        uint32_t edge = pixel(picture, x ? right - 5 : 5, y ? bottom - 5 : 5) >> 24;
        assert_in_range(edge, 1, 254);
    }
    SDL_FreeSurface(picture);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name, *part_of_reason;
    } rows[] = {
        { "truncated-210.png", "cut short" },
        { "cmyk.jpg", "CMYK" },
        { "nothing.png", "no such file" },
        { "../images/rgb.png", "outside" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct decode_request request = { samples_source, rows[i].name, 10, 10, 0 };
        const char *reason = "";
        assert_null(decode_picture(&request, &arena, &reason));
        assert_non_null(strstr(reason, rows[i].part_of_reason));
    }
    const char *reason = "";
    assert_null(
        decode_text("ribbon.svg", STRIPES("width='1' height='9000'"), 500, 500, 0, &reason));
    assert_non_null(strstr(reason, "too long"));
}

/* CRC-32 as PNG has it (annex D), for chunks made here. */
static uint32_t checksum(const unsigned char *bytes, size_t size)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
        }
    }
    return ~crc;
}

static size_t put_chunk(char *out, const char type[4], const char *data, unsigned char size)
{
    unsigned char chunk[64] = { 0, 0, 0, size };
    memcpy(chunk + 4, type, 4);
    memcpy(chunk + 8, data, size);
    uint32_t crc = checksum(chunk + 4, 4u + size);
    for (int i = 0; i < 4; i++) {
        chunk[8 + size + i] = (unsigned char)(crc >> (24 - 8 * i));
    }
    memcpy(out, chunk, 12u + size);
    return 12u + size;
}

/* libpng has a line for standard error about each of these chunks. */
static void test_decoders_are_silent(void **state)
{
    (void)state;
    enum { HEADER = 33, COPIES = 500 };
    static char png[HEADER + COPIES * 64 + 4096];
    struct blob plain;
    const char *reason = "";
    assert_true(file_read(samples, "rgb.png", 4096, &arena, &plain, &reason));
    size_t size = HEADER;
    memcpy(png, plain.bytes, HEADER);
    for (int i = 0; i < COPIES; i++) {
        size += put_chunk(png + size, "gAMA", "\0", 1);
        size += put_chunk(png + size, "iCCP", "x\0\0zzzz", 7);
        size += put_chunk(png + size, "tRNS", "\0\0\0\0\0\0", 6);
    }
    memcpy(png + size, plain.bytes + HEADER, plain.size - HEADER);
    size += plain.size - HEADER;
    put("noisy.png", png, size);
    struct decode_request request = { made_source, "noisy.png", 23, 17, 0 };
    int spare = dup(STDERR_FILENO);
    int caught = openat(made, "stderr", O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(spare >= 0 && caught >= 0 && dup2(caught, STDERR_FILENO) >= 0);
    SDL_Surface *picture = decode_picture(&request, &arena, &reason);
    assert_true(dup2(spare, STDERR_FILENO) >= 0);
    assert_non_null(picture);
    assert_int_equal(lseek(caught, 0, SEEK_END), 0);
    SDL_FreeSurface(picture);
    close(caught);
    close(spare);
    assert_int_equal(unlinkat(made, "stderr", 0), 0);
    assert_int_equal(unlinkat(made, "noisy.png", 0), 0);
}

static int setup(void **state)
{
    (void)state;
    samples = file_open_root("tests/data/images");
    made = mkdtemp(folder) ? file_open_root(folder) : -1;
    samples_source = source_of(samples);
    made_source = source_of(made);
    return samples >= 0 && made >= 0 ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    arena_finish(&arena);
    source_release(samples_source);
    source_release(made_source);
    close(samples);
    close(made);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_drawing_covers_its_place),
        cmocka_unit_test(test_round_corners),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_decoders_are_silent),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
