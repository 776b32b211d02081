/* The samples in tests/data/images were made by ImageMagick, libjpeg and by hand. Each is accepted
 * whole and refused at every shorter length; a copy of the exact length lets the address sanitizer
 * see any look past its end. */
#include "base/alloc.h"
#include "base/file.h"
#include "base/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static int root;
static struct arena arena;

static struct blob load(const char *path)
{
    struct blob blob = { 0 };
    const char *reason = "";
    if (!file_read(root, path, 1024 * 1024, &arena, &blob, &reason)) {
        fail_msg("%s: %s", path, reason);
    }
    return blob;
}

static bool check_copy(const char *bytes, size_t size, struct image_info *info, const char **reason)
{
    char *copy = memcpy(xcalloc(size, 1), bytes, size);
    bool accepted = image_check(copy, size, info, reason);
    free(copy);
    return accepted;
}

struct sample {
    const char *name;
    struct image_info info;
};

static const struct sample samples[] = {
    { "gray.png", { IMAGE_PNG, 23, 17 } },
    { "gray-alpha.png", { IMAGE_PNG, 23, 17 } },
    { "interlaced.png", { IMAGE_PNG, 23, 17 } },
    { "one-bit.png", { IMAGE_PNG, 23, 17 } },
    { "palette.png", { IMAGE_PNG, 23, 17 } },
    { "rgb.png", { IMAGE_PNG, 23, 17 } },
    { "rgb-16-bit.png", { IMAGE_PNG, 23, 17 } },
    { "rgba.png", { IMAGE_PNG, 23, 17 } },
    { "baseline.jpg", { IMAGE_JPEG, 37, 29 } },
    { "gray.jpg", { IMAGE_JPEG, 37, 29 } },
    { "progressive.jpg", { IMAGE_JPEG, 37, 29 } },
    { "restart-interval.jpg", { IMAGE_JPEG, 61, 50 } },
    { "drawing.svg", { IMAGE_SVG, 794, 101 } },
};

enum { SAMPLES = sizeof samples / sizeof *samples };

static struct blob load_sample(size_t index)
{
    return load(arena_printf(&arena, "tests/data/images/%s", samples[index].name));
}

static void test_samples(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        struct blob blob = load_sample(i);
        struct image_info info;
        const char *reason = "";
        if (!check_copy(blob.bytes, blob.size, &info, &reason)) {
            fail_msg("%s: %s", samples[i].name, reason);
        }
        assert_int_equal(info.type, samples[i].info.type);
        assert_int_equal(info.width, samples[i].info.width);
        assert_int_equal(info.height, samples[i].info.height);
    }
}

static void test_every_truncation(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        struct blob blob = load_sample(i);
        for (size_t size = 0; size < blob.size; size++) {
            struct image_info info;
            const char *reason = NULL;
            if (check_copy(blob.bytes, size, &info, &reason)) {
                fail_msg("%s is accepted when cut to %zu bytes", samples[i].name, size);
            }
            assert_non_null(reason);
        }
    }
}

/* Decoders stop at the end that the format marks. */
static void test_bytes_after_the_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        struct blob blob = load_sample(i);
        char *longer = arena_alloc(&arena, blob.size + 5);
        memcpy(longer, blob.bytes, blob.size);
        memcpy(longer + blob.size, "trail", 5);
        struct image_info info;
        const char *reason;
        bool accepted = check_copy(longer, blob.size + 5, &info, &reason);
        assert_int_equal(accepted, samples[i].info.type != IMAGE_SVG);
    }
}

/* One byte changed in any way cannot pass the CRCs; the worst that the others may do is to be
 * refused or accepted, which the sanitizers judge. */
static void test_every_changed_byte(void **state)
{
    (void)state;
    static const unsigned char masks[] = { 1, 2, 4, 8, 16, 32, 64, 128, 255 };
    for (size_t i = 0; i < SAMPLES; i++) {
        struct blob blob = load_sample(i);
        char *changed = memcpy(arena_alloc(&arena, blob.size), blob.bytes, blob.size);
        for (size_t n = 0; n < blob.size * sizeof masks; n++) {
            size_t at = n / sizeof masks;
            struct image_info info;
            const char *reason;
            changed[at] = (char)(changed[at] ^ masks[n % sizeof masks]);
            bool accepted = check_copy(changed, blob.size, &info, &reason);
            if (accepted && samples[i].info.type == IMAGE_PNG) {
                fail_msg("%s is accepted with byte %zu changed", samples[i].name, at);
            }
            changed[at] = blob.bytes[at];
        }
    }
}

static void test_refused_files(void **state)
{
    (void)state;
    static const struct {
        const char *path, *reason;
    } rows[] = {
        { "tests/data/images/truncated-210.png", /* SDL2_image 2.6.3 never returns from this one */
          "is cut short: the end of the PNG is missing" },
        { "tests/data/images/cmyk.jpg", "is in CMYK, the colours of printers: save it as RGB" },
        { "assets/icons/LICENSE-tabler.txt", "is not a PNG, JPEG or SVG picture" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct blob blob = load(rows[i].path);
        struct image_info info;
        const char *reason = "accepted";
        check_copy(blob.bytes, blob.size, &info, &reason);
        assert_string_equal(reason, rows[i].reason);
    }
}

static void test_foreign_formats(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *reason;
    } rows[] = {
        { "", "is empty" },
        { " ", "is not a PNG, JPEG or SVG picture" },
        { "hello", "is not a PNG, JPEG or SVG picture" },
        { "{\"kind\": \"hours\"}", "is not a PNG, JPEG or SVG picture" },
        { "\x89PN", "is not a PNG, JPEG or SVG picture" },
        { "\xff", "is not a PNG, JPEG or SVG picture" },
        { "GIF89a", "is a GIF picture: save it as PNG" },
        { "RIFF1234WEBPVP8 ", "is a WebP picture: save it as PNG or JPEG" },
        { "1234ftypheic", "is a HEIC or AVIF picture (or a film): save it as JPEG" },
        { "BM123456", "is a BMP picture: save it as PNG" },
        { "8BPS", "is a Photoshop file: save it as PNG or JPEG" },
        { "%PDF-1.7", "is a PDF: export the page as PNG or SVG" },
        { "PK\3\4", "is an archive or an office document, not a picture" },
        { "\x1f\x8b\x08", "is compressed: unpack it first (SVGZ is to be saved as plain SVG)" },
        { "\xff\xfe<", "is text in UTF-16: save the SVG as UTF-8" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct image_info info;
        const char *reason = "accepted";
        check_copy(rows[i].bytes, strlen(rows[i].bytes), &info, &reason);
        assert_string_equal(reason, rows[i].reason);
    }
}

static void test_project_pictures(void **state)
{
    (void)state;
    static const char *const folders[] = { "assets/icons", "assets/shapes" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct file_names found;
        const char *reason = "";
        assert_true(file_list(root, folders[i], ".svg", 1000, &arena, &found, &reason));
        assert_true(found.count > 0);
        for (size_t n = 0; n < found.count; n++) {
            struct blob blob = load(arena_printf(&arena, "%s/%s", folders[i], found.names[n]));
            struct image_info info = { 0 };
            if (!check_copy(blob.bytes, blob.size, &info, &reason)) {
                fail_msg("%s/%s: %s", folders[i], found.names[n], reason);
            }
            assert_int_equal(info.type, IMAGE_SVG);
            assert_int_equal(info.width, info.height);
        }
    }
}

static int setup(void **state)
{
    (void)state;
    root = file_open_root(".");
    return root < 0;
}

static int teardown(void **state)
{
    (void)state;
    close(root);
    return 0;
}

static int finish_test(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

#define TEST(test) cmocka_unit_test_teardown(test, finish_test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_samples),
        TEST(test_every_truncation),
        TEST(test_bytes_after_the_end),
        TEST(test_every_changed_byte),
        TEST(test_refused_files),
        TEST(test_foreign_formats),
        TEST(test_project_pictures),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
