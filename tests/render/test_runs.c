/* The fonts here are made up: 0 has letters and the spaces, 1 has arrows, spaces and everything
 * that is needed for one accented letter. */
#include "render/runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool has(void *context, int font, uint32_t code)
{
    (void)context;
    if (code == ' ' || code == 0xa0 || code == 0x202f) {
        return true;
    }
    if (font == 0) {
        return (code >= '0' && code <= 'z') || (code >= 0xc0 && code <= 0x17f) || code == 0x0300;
    }
    return code == 0x2192 || code == 0x2713 || code == 'e' || code == 0x0301;
}

static const struct {
    const char *text, *runs;
    int limit;
} rows[] = {
    { "", "", 100 },
    { "Lundi", "0:Lundi ", 100 },
    { "9\u202fh\u00a000", "0:9\u202fh\u00a000 ", 100 },
    { "a\u2192b", "0:a 1:\u2192 0:b ", 100 },
    { "a\u2192\u00a0b", "0:a 1:\u2192\u00a0 0:b ", 100 },
    { "\u2192\u202f\u2713", "1:\u2192\u202f\u2713 ", 100 },
    { " \u2713", "1: \u2713 ", 100 },
    { "\u200b \u2713", "1:\u200b \u2713 ", 100 },
    { "  ", "0:   ", 100 },
    { "\u2713\ufe0f\u200d", "1:\u2713\ufe0f\u200d ", 100 },
    { "a\u00adb\u200bc", "0:a\u00adb\u200bc ", 100 },
    { "\u200b\u2713", "1:\u200b\u2713 ", 100 },
    { "\u200b", "0:\u200b ", 100 },
    { "te\u0300t", "0:te\u0300t ", 100 },       /* the mark is in the same font */
    { "te\u0301t", "0:t 1:e\u0301 0:t ", 100 }, /* the letter goes where its mark is */
    { "ta\u0301t", "0:ta 1:\u0301 0:t ", 100 }, /* no font has both */
    { "a\u4e2db", "0:a\u4e2db ", 100 },         /* no font has it: the first draws its empty box */
    { "\u2713\u4e2d", "1:\u2713 0:\u4e2d ", 100 },
    { "abcde", "0:ab 0:cd 0:e ", 2 },
    { "a\xff\xc3", "0:a\xff\xc3 ", 100 }, /* not UTF-8: two times U+FFFD */
};

static void test_run_next(void **state)
{
    (void)state;
    struct chain chain = { 2, has, NULL };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char runs[128] = "";
        const char *at = rows[i].text;
        for (struct run run; run_next(&chain, &at, rows[i].limit, &run);) {
            size_t used = strlen(runs);
            snprintf(runs + used, sizeof runs - used, "%d:%.*s ", run.font, (int)run.length,
                     run.text);
        }
        assert_string_equal(runs, rows[i].runs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_run_next) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
