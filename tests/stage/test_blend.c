/* The fade kernel against plain arithmetic, and the curve of a fade. */
#include "stage/blend.h"
#include "support/cmocka_all.h"

enum { PIXELS = 257 * 4 + 3 }; /* an odd length: the tail of a vector loop is used too */

static void blends_every_byte_exactly(void **state)
{
    (void)state;
    static uint32_t from[PIXELS], to[PIXELS], out[PIXELS];
    uint8_t *a = (uint8_t *)from, *b = (uint8_t *)to;
    for (int i = 0; i < PIXELS * 4; i++) {
        a[i] = (uint8_t)(i * 7 + i / 256);
        b[i] = (uint8_t)(255 - i * 13 % 256);
    }
    for (unsigned amount = 0; amount <= 256; amount += 1) {
        blend_row(out, from, to, PIXELS, amount);
        const uint8_t *result = (const uint8_t *)out;
        for (int i = 0; i < PIXELS * 4; i++) {
            assert_int_equal(result[i], (a[i] * (256 - amount) + b[i] * amount) / 256);
        }
    }
}

static void equal_pixels_stay_equal(void **state)
{
    (void)state;
    uint32_t from[256], out[256];
    for (uint32_t i = 0; i < 256; i++) {
        from[i] = i * 0x01010101u;
    }
    for (unsigned amount = 0; amount <= 256; amount++) {
        blend_row(out, from, from, 256, amount);
        assert_memory_equal(out, from, sizeof from);
    }
}

static void the_curve_starts_and_ends_flat(void **state)
{
    (void)state;
    static const struct {
        double elapsed;
        unsigned amount;
    } rows[] = { { -5, 0 },    { 0, 0 },     { 150, 40 }, { 300, 128 },
                 { 450, 216 }, { 600, 256 }, { 700, 256 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(blend_smoothstep(rows[i].elapsed, 600), rows[i].amount);
    }
    assert_int_equal(blend_smoothstep(0, 0), 256);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blends_every_byte_exactly),
        cmocka_unit_test(equal_pixels_stay_equal),
        cmocka_unit_test(the_curve_starts_and_ends_flat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
