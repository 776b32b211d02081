/* CIEDE2000 against all the published pairs, colour vision against the published matrices. */
#include "base/difference.h"
#include "support/cmocka_all.h"

#include <math.h>

/* Sharma, Wu & Dalal 2005, table 1. */
static const struct {
    struct lab x, y;
    double expected;
} pairs[] = {
    { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
    { { 50, 3.1571, -77.2803 }, { 50, 0, -82.7485 }, 2.8615 },
    { { 50, 2.8361, -74.0200 }, { 50, 0, -82.7485 }, 3.4412 },
    { { 50, -1.3802, -84.2814 }, { 50, 0, -82.7485 }, 1.0000 },
    { { 50, -1.1848, -84.8006 }, { 50, 0, -82.7485 }, 1.0000 },
    { { 50, -0.9009, -85.5211 }, { 50, 0, -82.7485 }, 1.0000 },
    { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
    { { 50, -1, 2 }, { 50, 0, 0 }, 2.3669 },
    { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0009 }, 7.1792 },
    { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0010 }, 7.1792 },
    { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0011 }, 7.2195 },
    { { 50, 2.4900, -0.0010 }, { 50, -2.4900, 0.0012 }, 7.2195 },
    { { 50, -0.0010, 2.4900 }, { 50, 0.0009, -2.4900 }, 4.8045 },
    { { 50, -0.0010, 2.4900 }, { 50, 0.0010, -2.4900 }, 4.8045 },
    { { 50, -0.0010, 2.4900 }, { 50, 0.0011, -2.4900 }, 4.7461 },
    { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
    { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
    { { 50, 2.5, 0 }, { 61, -5, 29 }, 22.8977 },
    { { 50, 2.5, 0 }, { 56, -27, -3 }, 31.9030 },
    { { 50, 2.5, 0 }, { 58, 24, 15 }, 19.4535 },
    { { 50, 2.5, 0 }, { 50, 3.1736, 0.5854 }, 1.0000 },
    { { 50, 2.5, 0 }, { 50, 3.2972, 0 }, 1.0000 },
    { { 50, 2.5, 0 }, { 50, 1.8634, 0.5757 }, 1.0000 },
    { { 50, 2.5, 0 }, { 50, 3.2592, 0.3350 }, 1.0000 },
    { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
    { { 63.0109, -31.0961, -5.8663 }, { 62.8187, -29.7946, -4.0864 }, 1.2630 },
    { { 61.2901, 3.7196, -5.3901 }, { 61.4292, 2.2480, -4.9620 }, 1.8731 },
    { { 35.0831, -44.1164, 3.7933 }, { 35.0232, -40.0716, 1.5901 }, 1.8645 },
    { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
    { { 36.4612, 47.8580, 18.3852 }, { 36.2715, 50.5065, 21.2231 }, 1.4146 },
    { { 90.8027, -2.0831, 1.4410 }, { 91.1528, -1.6435, 0.0447 }, 1.4441 },
    { { 90.9257, -0.5406, -0.9208 }, { 88.6381, -0.8985, -0.7239 }, 1.5381 },
    { { 6.7747, -0.2908, -2.4247 }, { 5.8714, -0.0985, -2.2286 }, 0.6377 },
    { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
};

static void the_published_pairs_come_out(void **state)
{
    (void)state;
    assert_int_equal(sizeof pairs / sizeof *pairs, 34);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        double there = difference_lab(pairs[i].x, pairs[i].y);
        double back = difference_lab(pairs[i].y, pairs[i].x);
        if (fabs(there - pairs[i].expected) > 0.00005 || fabs(there - back) > 1e-9) {
            fail_msg("pair %zu: %.5f and %.5f, not %.4f", i + 1, there, back, pairs[i].expected);
        }
    }
}

/* Red is the first column of each matrix, cut to 0…1 and encoded; grey stays grey. */
static void vision_is_simulated(void **state)
{
    (void)state;
    static const struct {
        enum vision vision;
        struct color seen, simulated;
    } rows[] = {
        { VISION_PROTAN, { 255, 0, 0 }, { 0x6D, 0x5F, 0x00 } },
        { VISION_DEUTAN, { 255, 0, 0 }, { 0xA3, 0x90, 0x00 } },
        { VISION_TRITAN, { 255, 0, 0 }, { 0xFF, 0x00, 0x0F } },
        { VISION_NORMAL, { 0x1F, 0x6F, 0xE5 }, { 0x1F, 0x6F, 0xE5 } },
        { VISION_PROTAN, { 255, 255, 255 }, { 255, 255, 255 } },
        { VISION_DEUTAN, { 255, 255, 255 }, { 255, 255, 255 } },
        { VISION_TRITAN, { 128, 128, 128 }, { 128, 128, 128 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lab seen = difference_seen(rows[i].seen, rows[i].vision);
        struct lab same = difference_seen(rows[i].simulated, VISION_NORMAL);
        assert_true(difference_lab(seen, same) < 0.5); /* bytes are rounded */
    }
}

static void colors_differ_by_vision(void **state)
{
    (void)state;
    static const struct {
        struct color x, y;
        double expected[VISION_COUNT];
    } rows[] = {
        { { 0x1F, 0x6F, 0xE5 }, { 0x0B, 0x6E, 0x58 }, { 38.8, 37.3, 31.3, 15.6 } },
        { { 0xFF, 0xD2, 0x1F }, { 0xF1, 0x8B, 0xBF }, { 58.3, 46.8, 36.6, 15.6 } },
        { { 0xE3, 0x5A, 0x00 }, { 0x0B, 0x6E, 0x58 }, { 53.5, 19.2, 32.1, 60.4 } },
        { { 0, 0, 0 }, { 255, 255, 255 }, { 100, 100, 100, 100 } },
        { { 7, 7, 7 }, { 7, 7, 7 }, { 0, 0, 0, 0 } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int vision = 0; vision < VISION_COUNT; vision++) {
            double got = difference(rows[i].x, rows[i].y, (enum vision)vision);
            if (fabs(got - rows[i].expected[vision]) > 0.06) {
                fail_msg("row %zu, vision %d: %.2f", i, vision, got);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_pairs_come_out),
        cmocka_unit_test(vision_is_simulated),
        cmocka_unit_test(colors_differ_by_vision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
