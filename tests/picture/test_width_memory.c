/* The same widths as without it, asked for once. */
#include "picture/width_memory.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <string.h>

static int asked;

static int counting_width(void *fonts, enum weight weight, int size_px, const char *text,
                          size_t length)
{
    asked++;
    return fake_metrics.width(fonts, weight, size_px, text, length) + (int)weight;
}

static void widths_are_asked_for_once(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        enum weight weight;
        int size;
        int asked; /* in all, after this one */
    } rows[] = {
        { "abc", 3, WEIGHT_REGULAR, 20, 1 }, { "abc", 3, WEIGHT_REGULAR, 20, 1 },
        { "abc", 2, WEIGHT_REGULAR, 20, 2 }, { "abc", 3, WEIGHT_BOLD, 20, 3 },
        { "abc", 3, WEIGHT_REGULAR, 21, 4 }, { "ab", 2, WEIGHT_REGULAR, 20, 4 },
        { "", 0, WEIGHT_REGULAR, 20, 5 },    { "abc", 3, WEIGHT_BOLD, 20, 5 },
    };
    const struct metrics counting = { .width = counting_width };
    struct width_memory *memory = width_memory_create(&counting);
    const struct metrics *metrics = width_memory_metrics(memory);
    asked = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int width = metrics->width(metrics->fonts, rows[i].weight, rows[i].size, rows[i].text,
                                   rows[i].length);
        assert_int_equal(asked, rows[i].asked);
        assert_int_equal(width, (int)rows[i].length * rows[i].size / 2 + (int)rows[i].weight);
    }
    width_memory_destroy(memory);
    width_memory_destroy(NULL);
}

/* Far more texts than it has room for: what is pushed out is asked for again, and right. */
static void a_full_memory_stays_right(void **state)
{
    (void)state;
    struct width_memory *memory = width_memory_create(&fake_metrics);
    const struct metrics *metrics = width_memory_metrics(memory);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 100000; i++) {
            char text[16];
            snprintf(text, sizeof text, "%d", i);
            int width = metrics->width(metrics->fonts, WEIGHT_REGULAR, 10, text, strlen(text));
            assert_int_equal(width, (int)strlen(text) * 5);
        }
    }
    width_memory_destroy(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_asked_for_once),
        cmocka_unit_test(a_full_memory_stays_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
