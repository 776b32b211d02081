/* Pages painted without a display: a few pixels of each type of mark, QR codes module by module,
 * and what happens to pictures, caches and surfaces that are not as they should be. */
#include "base/file.h"
#include "picture/qr.h"
#include "render/raster.h"

#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WIDTH = 400, HEIGHT = 300 };

#define RED   COLOR(0xE1000F)
#define GREEN COLOR(0x18753C)

static struct raster *raster;
static struct picture picture;
static SDL_Surface *surface;

static int start(void **state)
{
    (void)state;
    raster = raster_open("assets");
    surface = raster_surface(WIDTH, HEIGHT);
    if (!raster || !surface) {
        return -1;
    }
    picture_start(&picture, WIDTH, HEIGHT, raster_metrics(raster));
    return 0;
}

static int finish(void **state)
{
    (void)state;
    picture_finish(&picture);
    SDL_FreeSurface(surface);
    raster_close(raster);
    return 0;
}

static void paint(void)
{
    assert_true(raster_picture(raster, &picture, surface));
}

static uint32_t pixel(int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return ((const uint32_t *)(const void *)row)[x] & 0xffffff;
}

static void assert_pixel(int x, int y, struct color color)
{
    uint32_t expected = (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
    if (pixel(x, y) != expected) {
        fail_msg("at %d, %d: %06x is not %06x", x, y, pixel(x, y), expected);
    }
}

/* Something between the two, as at a smooth edge. */
static void assert_mixed(int x, int y, struct color a, struct color b)
{
    uint32_t green = pixel(x, y) >> 8 & 0xff;
    assert_true(green > (a.g < b.g ? a.g : b.g) && green < (a.g < b.g ? b.g : a.g));
}

static void test_ground_and_fill(void **state)
{
    (void)state;
    picture.ground = BLEU_975;
    picture_fill(&picture, (struct box){ 10, 20, 30, 40 }, BLEU);
    picture_fill(&picture, (struct box){ 390, 290, 50, 50 }, RED); /* reaches beyond the page */
    paint();
    assert_pixel(0, 0, BLEU_975);
    assert_pixel(9, 20, BLEU_975);
    assert_pixel(10, 20, BLEU);
    assert_pixel(39, 59, BLEU);
    assert_pixel(40, 59, BLEU_975);
    assert_pixel(39, 60, BLEU_975);
    assert_pixel(399, 299, RED);
}

static void test_round(void **state)
{
    (void)state;
    picture_round(&picture, (struct box){ 10, 10, 101, 60 }, 20, BLEU);
    paint();
    const int corners[][2] = { { 10, 10 }, { 110, 10 }, { 10, 69 }, { 110, 69 } };
    for (int i = 0; i < 4; i++) {
        int x = corners[i][0], y = corners[i][1];
        int inward_x = x == 10 ? 1 : -1, inward_y = y == 10 ? 1 : -1;
        assert_pixel(x, y, WHITE);
        assert_mixed(x + 5 * inward_x, y + 6 * inward_y, WHITE, BLEU);
        assert_pixel(x + 20 * inward_x, y, BLEU);
        assert_pixel(x, y + 20 * inward_y, BLEU);
        assert_pixel(x + 10 * inward_x, y + 10 * inward_y, BLEU);
    }
    assert_pixel(60, 40, BLEU);
    assert_pixel(111, 40, WHITE);
    assert_pixel(60, 9, WHITE);
    assert_pixel(60, 70, WHITE);
}

static void test_round_to_a_disc_and_a_pill(void **state)
{
    (void)state;
    picture_round(&picture, (struct box){ 10, 10, 51, 51 }, 1000, BLEU);
    picture_round(&picture, (struct box){ 100, 10, 200, 51 }, 25.5f, GREEN);
    paint();
    assert_pixel(10, 10, WHITE);
    assert_pixel(35, 35, BLEU);
    assert_pixel(35, 10, BLEU);
    assert_pixel(60, 35, BLEU);
    assert_pixel(61, 35, WHITE);
    assert_pixel(100, 10, WHITE);
    assert_pixel(100, 35, GREEN);
    assert_pixel(299, 35, GREEN);
    assert_pixel(299, 60, WHITE);
}

static void test_outline(void **state)
{
    (void)state;
    picture_outline(&picture, (struct box){ 10, 10, 100, 50 }, 12, WHITE, BLEU, 3);
    picture_outline(&picture, (struct box){ 200, 10, 100, 50 }, 2, GREEN, INK, 4);
    paint();
    assert_pixel(10, 10, WHITE);
    assert_pixel(10, 35, BLEU);
    assert_pixel(12, 35, BLEU);
    assert_pixel(13, 35, WHITE);
    assert_pixel(60, 12, BLEU);
    assert_pixel(60, 13, WHITE);
    assert_pixel(60, 57, BLEU);
    assert_pixel(60, 56, WHITE);
    assert_pixel(109, 35, BLEU);
    assert_pixel(110, 35, WHITE);
    assert_pixel(203, 13, INK);
    assert_pixel(204, 14, GREEN);
}

static void test_shape(void **state)
{
    (void)state;
    picture_shape(&picture, (struct box){ 100, 100, 100, 100 }, "shapes/diamond", GREEN);
    picture_shape(&picture, (struct box){ 220, 100, 60, 100 }, "shapes/circle", BLEU);
    paint();
    assert_pixel(150, 150, GREEN);
    assert_pixel(150, 103, GREEN);
    assert_pixel(103, 150, GREEN);
    assert_pixel(110, 110, WHITE);
    assert_pixel(190, 190, WHITE);
    assert_pixel(250, 150, BLEU); /* in the middle of a box of other proportions */
    assert_pixel(250, 124, BLEU);
    assert_pixel(250, 116, WHITE);
}

/* The edge lies around the shape, whole also where a corner reaches out of the box. */
static void test_edge_of_a_shape(void **state)
{
    (void)state;
    picture_shape_edged(&picture, (struct box){ 100, 100, 100, 100 }, "shapes/diamond", GREEN, INK,
                        10);
    picture_shape_edged(&picture, (struct box){ 250, 100, 100, 100 }, "shapes/circle", BLEU, RED,
                        4);
    paint();
    assert_pixel(150, 150, GREEN);
    assert_pixel(150, 103, GREEN);
    assert_pixel(150, 97, INK); /* the mitre ends at 100 - 10 * sqrt(2) */
    assert_pixel(150, 89, INK);
    assert_pixel(150, 84, WHITE);
    assert_pixel(89, 150, INK);
    assert_pixel(84, 150, WHITE);
    assert_pixel(215, 150, WHITE);
    assert_pixel(120, 122, INK);
    assert_pixel(300, 103, BLEU);
    assert_pixel(300, 100, RED);
    assert_pixel(300, 97, WHITE);
    assert_pixel(251, 150, RED);
    assert_pixel(246, 150, WHITE);
}

static void test_icon_and_edge_of_an_icon(void **state)
{
    (void)state;
    picture_shape(&picture, (struct box){ 0, 0, 240, 240 }, "icons/x", BLEU);
    paint();
    assert_pixel(120, 120, BLEU);
    assert_pixel(60, 60, BLEU);
    assert_pixel(120, 60, WHITE);
    assert_pixel(138, 120, WHITE);
    picture_start(&picture, WIDTH, HEIGHT, raster_metrics(raster));
    picture_shape_edged(&picture, (struct box){ 0, 0, 240, 240 }, "icons/x", BLEU, RED, 10);
    paint();
    assert_pixel(60, 60, BLEU);
    assert_pixel(138, 120, RED); /* lines of 20 pixels became 40 */
    assert_pixel(152, 120, WHITE);
}

static void test_missing_shape_leaves_the_rest(void **state)
{
    (void)state;
    picture_shape(&picture, (struct box){ 0, 0, 50, 50 }, "shapes/nothing", BLEU);
    picture_shape(&picture, (struct box){ 0, 0, 50, 50 }, "../src/main", BLEU);
    picture_fill(&picture, (struct box){ 60, 0, 50, 50 }, BLEU);
    paint();
    assert_pixel(25, 25, WHITE);
    assert_pixel(70, 25, BLEU);
}

static void test_path(void **state)
{
    (void)state;
    picture_path(&picture, (struct box){ 10, 10, 100, 100 }, "M10 10L90 10L90 90Z", GREEN);
    picture_stroke(&picture, (struct box){ 200, 10, 100, 100 }, "M20 50L80 50", RED, 10);
    paint();
    assert_pixel(90, 30, GREEN);
    assert_pixel(30, 90, WHITE);
    assert_pixel(15, 15, WHITE);
    assert_pixel(250, 60, RED);
    assert_pixel(250, 56, RED);
    assert_pixel(250, 53, WHITE);
    assert_pixel(217, 60, RED); /* round ends */
    assert_pixel(213, 60, WHITE);
    assert_pixel(215, 55, WHITE);
}

static void test_text(void **state)
{
    (void)state;
    struct style style = { 40, WEIGHT_BOLD, BLEU, ROLE_TEXT }; /* 90 pixels here */
    float width = picture_text(&picture, style, ALIGN_LEFT, 20, 200, "HH");
    paint();
    assert_in_range((int)width, 100, 130);
    int top = HEIGHT, bottom = 0, left = WIDTH, right = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int x = i % WIDTH, y = i / WIDTH;
        if (pixel(x, y) == 0x000091) {
            top = y < top ? y : top;
            bottom = y > bottom ? y : bottom;
            left = x < left ? x : left;
            right = x > right ? x : right;
        }
    }
    int cap = (int)(FONT_CAP * 40 * picture.unit);
    assert_in_range(bottom, 198, 200); /* on the baseline */
    assert_in_range(top, 200 - cap - 2, 200 - cap + 2);
    assert_in_range(left, 20, 32);
    assert_in_range(right, 20 + (int)width - 12, 20 + (int)width);
    assert_int_equal(raster_statistics(raster)->glyph_lines, 1);
}

static void check_code(const char *text, int version, struct rect box)
{
    QRcode *code = QRcode_encodeData((int)strlen(text), (const unsigned char *)text, version,
                                     QR_ECLEVEL_M);
    assert_non_null(code);
    assert_int_equal(code->width, qr_modules(version));
    int module = (box.w < box.h ? box.w : box.h) / code->width;
    int left = box.x + (box.w - module * code->width) / 2;
    int top = box.y + (box.h - module * code->width) / 2;
    for (int y = box.y; y < box.y + box.h; y++) {
        for (int x = box.x; x < box.x + box.w; x++) {
            int column = x < left ? -1 : (x - left) / module;
            int row = y < top ? -1 : (y - top) / module;
            bool dark = row >= 0 && column >= 0 && row < code->width && column < code->width &&
                        code->data[row * code->width + column] & 1;
            assert_int_equal(pixel(x, y), dark ? 0x000000 : 0xffffff);
        }
    }
    QRcode_free(code);
}

static void test_qr(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int version;
        struct rect box;
    } rows[] = {
        { "https://www.isere.gouv.fr", 3, { 20, 20, 100, 90 } },
        { "https://passeport.ants.gouv.fr/Vos-demarches", 4, { 150, 20, 33, 33 } },
        { "https://www.isere.gouv.fr/é", 6, { 200, 100, 199, 199 } },
    };
    picture.ground = BLEU;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rect box = rows[i].box;
        picture_qr(&picture, (struct box){ (float)box.x, (float)box.y, (float)box.w, (float)box.h },
                   rows[i].text, rows[i].version);
    }
    paint();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_code(rows[i].text, rows[i].version, rows[i].box);
    }
    assert_pixel(19, 20, BLEU);
    assert_pixel(120, 20, BLEU);
}

static void test_qr_that_cannot_be(void **state)
{
    (void)state;
    picture.ground = BLEU;
    picture_qr(&picture, (struct box){ 0, 0, 50, 50 }, "", 3);
    picture_qr(&picture, (struct box){ 100, 0, 20, 20 }, "https://www.isere.gouv.fr", 3);
    picture_qr(&picture, (struct box){ 200, 0, 99, 99 }, "https://www.isere.gouv.fr", 1);
    paint();
    for (int i = 0; i < 20 * 20; i++) {
        assert_pixel(i % 20, i / 20, WHITE);
        assert_pixel(100 + i % 20, i / 20, WHITE);
    }
    check_code("https://www.isere.gouv.fr", 2, (struct rect){ 200, 0, 99, 99 });
}

static void test_veil_and_touch(void **state)
{
    (void)state;
    const struct box half = { -50, -50, WIDTH / 2 + 50, 2 * HEIGHT };
    picture_fill(&picture, (struct box){ 0, 0, WIDTH, HEIGHT }, COLOR(0x00FF40));
    picture_touch(&picture, (struct box){ 0, 0, WIDTH, HEIGHT }, 0, 1, "all");
    picture_veil(&picture, half, COLOR(0xFF0040), 51); /* a fifth */
    paint();
    assert_pixel(0, 0, COLOR(0x33CC40));
    assert_pixel(WIDTH / 2 - 1, HEIGHT - 1, COLOR(0x33CC40));
    assert_pixel(WIDTH / 2, 0, COLOR(0x00FF40));
}

static void test_image(void **state)
{
    (void)state;
    int root = file_open_root("tests/data/images");
    assert_true(root >= 0);
    raster_set_content(raster, root);
    close(root); /* the raster has its own */
    picture.ground = GREEN;
    picture_image(&picture, (struct box){ 10, 10, 100, 80 }, 10, "rgb.png");
    picture_image(&picture, (struct box){ 120, 10, 100, 80 }, 10, "truncated-210.png");
    picture_image(&picture, (struct box){ 230, 10, 100, 80 }, 0, "nothing.jpg");
    assert_true(raster_prepare(raster, &picture, true));
    assert_true(raster_prepare(raster, &picture, false));
    assert_int_equal(raster_statistics(raster)->images_decoded, 1);
    paint();
    assert_pixel(10, 10, GREEN);
    assert_true(pixel(60, 50) != 0xececfe && pixel(60, 50) != 0x18753c);
    assert_pixel(120, 10, GREEN);
    assert_pixel(170, 50, BLEU_950);
    assert_pixel(230, 10, BLEU_950);
    assert_pixel(329, 89, BLEU_950);
    paint();
    assert_int_equal(raster_statistics(raster)->images_decoded, 1);
    assert_int_equal(raster_statistics(raster)->pictures, 2);
}

static void test_image_without_content(void **state)
{
    (void)state;
    picture_image(&picture, (struct box){ 10, 10, 100, 80 }, 0, "rgb.png");
    assert_true(raster_prepare(raster, &picture, false));
    paint();
    assert_pixel(60, 50, BLEU_950);
}

static void test_shape_cache_is_bounded(void **state)
{
    (void)state;
    size_t most = 0;
    for (int size = 300; size < 600; size++) {
        picture_start(&picture, WIDTH, HEIGHT, raster_metrics(raster));
        picture_shape(&picture, (struct box){ 0, 0, (float)size, (float)size }, "shapes/circle",
                      BLEU);
        paint();
        assert_pixel(size / 2, size / 2, BLEU);
        size_t bytes = raster_statistics(raster)->shapes.bytes;
        most = bytes > most ? bytes : most;
    }
    assert_in_range(most, 1900 * 1024, 2 * 1024 * 1024);
    assert_int_equal(raster_statistics(raster)->shapes_made, 300);
    paint();
    assert_int_equal(raster_statistics(raster)->shapes_made, 300);
}

/* A line that was drawn is drawn again without its font, in another colour and place too. */
static void test_line_cache(void **state)
{
    (void)state;
    struct style style = { 20, WEIGHT_BOLD, BLEU, ROLE_DETAIL };
    for (int i = 0; i < 3; i++) {
        picture_start(&picture, WIDTH, HEIGHT, raster_metrics(raster));
        style.color = i == 1 ? INK : BLEU;
        picture_text(&picture, style, ALIGN_LEFT, (float)(4 + 3 * i), 60, "Bonjour");
        paint();
        assert_int_equal(raster_statistics(raster)->lines.misses, 1);
        assert_int_equal(raster_statistics(raster)->lines.hits, i);
    }
    picture_text(&picture, style, ALIGN_LEFT, 4, 90, "Bonsoir");
    paint();
    assert_int_equal(raster_statistics(raster)->lines.misses, 2);
    assert_in_range(raster_statistics(raster)->lines.bytes, 100, 100000);
}

/* In parts or in one go, the page is the same. */
static void test_parts_make_the_whole(void **state)
{
    (void)state;
    for (int i = 0; i < 20; i++) {
        picture_text(&picture, STYLE_TITLE, ALIGN_LEFT, 3, (float)(10 + 9 * i), "Des mots");
        picture_round(&picture, (struct box){ (float)(3 * i), 20, 30, 30 }, 8, BLEU);
    }
    SDL_Surface *parts = raster_surface(WIDTH, HEIGHT);
    assert_non_null(parts);
    paint();
    struct painting painting = { 0 };
    int count = 0;
    for (bool whole = false; !whole; count++) {
        assert_true(count < 100);
        assert_true(raster_part(raster, &picture, parts, &painting, &whole));
    }
    assert_memory_equal(parts->pixels, surface->pixels, (size_t)parts->pitch * (size_t)parts->h);
    SDL_FreeSurface(parts);
}

static void test_surface_that_cannot_be_used(void **state)
{
    (void)state;
    SDL_Surface *small = raster_surface(WIDTH, HEIGHT - 1);
    SDL_Surface *other = SDL_CreateRGBSurfaceWithFormat(0, WIDTH, HEIGHT, 24,
                                                        SDL_PIXELFORMAT_RGB24);
    assert_true(small && other);
    assert_false(raster_picture(raster, &picture, small));
    assert_false(raster_picture(raster, &picture, other));
    assert_null(raster_surface(-1, 10));
    assert_int_equal(raster_statistics(raster)->pictures, 0);
    SDL_FreeSurface(small);
    SDL_FreeSurface(other);
}

static void test_open_without_assets(void **state)
{
    (void)state;
    assert_null(raster_open("tests/nothing"));
    assert_null(raster_open("tests/data"));
    raster_close(NULL);
}

static void test_covers(void **state)
{
    (void)state;
    uint32_t missing = 0;
    assert_true(raster_covers(raster, "Guichet 3 → 1er étage ✓", &missing));
    assert_false(raster_covers(raster, "中", &missing));
    assert_int_equal(missing, 0x4e2d);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, start, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_ground_and_fill),
        TEST(test_round),
        TEST(test_round_to_a_disc_and_a_pill),
        TEST(test_outline),
        TEST(test_shape),
        TEST(test_edge_of_a_shape),
        TEST(test_icon_and_edge_of_an_icon),
        TEST(test_missing_shape_leaves_the_rest),
        TEST(test_path),
        TEST(test_text),
        TEST(test_qr),
        TEST(test_qr_that_cannot_be),
        TEST(test_veil_and_touch),
        TEST(test_image),
        TEST(test_image_without_content),
        TEST(test_shape_cache_is_bounded),
        TEST(test_line_cache),
        TEST(test_parts_make_the_whole),
        TEST(test_surface_that_cannot_be_used),
        TEST(test_covers),
        cmocka_unit_test(test_open_without_assets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
