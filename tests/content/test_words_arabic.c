/* Arabic as it comes with the program: complete, and what it says of numbers, times and dates.
 * U+200F begins what has no letters of its own, U+200E keeps a sign on its side. */
#include "base/file.h"
#include "content/language.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <unistd.h>

static struct language arabic;
static struct arena arena;

static int load(void **state)
{
    (void)state;
    int assets = file_open_root("assets");
    struct report report = { 0 };
    bool done = language_load(assets, "ar", &arena, &report, &arabic);
    close(assets);
    report_print(&report, stderr);
    return done && report.count == 0 ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

static void times_and_dates_are_said(void **state)
{
    (void)state;
    struct date date = { 2026, 12, 24 }, until = { 2027, 1, 3 };
    struct span span = { 510, 720 };
    assert_string_equal(arabic.name, "العربية");
    assert_string_equal(words_time(&arabic, 510, &arena), "\u200f8:30");
    assert_string_equal(words_time_short(&arabic, 720, &arena), "\u200f12:00");
    assert_string_equal(words_span(&arabic, span, false, &arena),
                        "\u200f\u200f8:30 إلى \u200f12:00");
    assert_string_equal(words_date(&arabic, date, &arena), "الخميس 24 ديسمبر 2026");
    assert_string_equal(words_day_month(&arabic, until, &arena), "3 يناير");
    assert_string_equal(words_month_year(&arabic, until, &arena), "يناير 2027");
    assert_string_equal(words_dates(&arabic, date, until, &arena),
                        "من 24 ديسمبر 2026 إلى 3 يناير 2027");
}

static void numbers_are_said(void **state)
{
    (void)state;
    assert_string_equal(words_number(&arabic, 13.75, 2, &arena), "13,75");
    assert_string_equal(words_number(&arabic, -3, 0, &arena), "\u200e−3");
    assert_string_equal(words_percent(&arabic, 84.5, 1, &arena), "\u200f84,5%");
}

static void plurals_agree_with_their_number(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *days;
    } rows[] = {
        { 0, "يوم" },    { 1, "يوم" },    { 2, "يوم" },    { 1.5, "يوم" }, { 3, "أيام" },
        { 10, "أيام" },  { 11, "يومًا" },  { 99, "يومًا" },  { 100, "يوم" }, { 102, "يوم" },
        { 103, "أيام" }, { 110, "أيام" }, { 111, "يومًا" }, { 200, "يوم" }, { 11.5, "يوم" },
        { -5, "أيام" },  { 1000, "يوم" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(words_plural(&arabic, &arabic.days, rows[i].number), rows[i].days);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_and_dates_are_said),
        cmocka_unit_test(numbers_are_said),
        cmocka_unit_test(plurals_agree_with_their_number),
    };
    return cmocka_run_group_tests(tests, load, forget);
}
