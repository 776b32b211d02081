/* What the three languages that come with the program say of numbers, times and dates. */
#include "base/file.h"
#include "content/language.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <unistd.h>

#define N "\u00a0"

enum { FR, EN, UK, LANGUAGES };

static const char *const codes[] = { "fr", "en", "uk" };
static struct language languages[LANGUAGES];
static struct arena arena;

static int load_languages(void **state)
{
    (void)state;
    int assets = file_open_root("assets");
    struct report report = { 0 };
    for (int i = 0; i < LANGUAGES; i++) {
        language_load(assets, codes[i], &arena, &report, &languages[i]);
    }
    close(assets);
    report_print(&report, stderr);
    return report.count == 0 ? 0 : -1;
}

static int forget_languages(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

static void patterns_are_filled(void **state)
{
    (void)state;
    assert_string_equal(words_fill(&arena, "{h} h {mm}", "h", "9", "mm", "05", NULL), "9 h 05");
    assert_string_equal(words_fill(&arena, "{a}{a}{b", "a", "é{a}", "b", "-", NULL), "é{a}é{a}{b");
    assert_string_equal(words_fill(&arena, "{h} {hh}", "h", "", NULL), " {hh}");
    assert_string_equal(words_fill(&arena, "{h} {hh}", "hh", "x", "h", "y", NULL), "y x");
    assert_string_equal(words_fill(&arena, "", "h", "9", NULL), "");
    assert_string_equal(words_fill(&arena, "rien", NULL), "rien");
}

static void times_are_said(void **state)
{
    (void)state;
    static const struct {
        int minute;
        const char *full[LANGUAGES], *brief[LANGUAGES];
    } rows[] = {
        { 0, { "0" N "h" N "00", "0:00", "0:00" }, { "0" N "h", "0:00", "0:00" } },
        { 540, { "9" N "h" N "00", "9:00", "9:00" }, { "9" N "h", "9:00", "9:00" } },
        { 545, { "9" N "h" N "05", "9:05", "9:05" }, { "9" N "h" N "05", "9:05", "9:05" } },
        { 810, { "13" N "h" N "30", "13:30", "13:30" }, { "13" N "h" N "30", "13:30", "13:30" } },
        { 1440, { "24" N "h" N "00", "24:00", "24:00" }, { "24" N "h", "24:00", "24:00" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int j = 0; j < LANGUAGES; j++) {
            assert_string_equal(words_time(&languages[j], rows[i].minute, &arena), rows[i].full[j]);
            assert_string_equal(words_time_short(&languages[j], rows[i].minute, &arena),
                                rows[i].brief[j]);
        }
    }
    struct span span = { 540, 750 };
    assert_string_equal(words_span(&languages[FR], span, false, &arena),
                        "9" N "h" N "00 – 12" N "h" N "30");
    assert_string_equal(words_span(&languages[FR], span, true, &arena),
                        "9" N "h – 12" N "h" N "30");
    assert_string_equal(words_span(&languages[EN], span, true, &arena), "9:00 – 12:30");
}

static void dates_are_said(void **state)
{
    (void)state;
    static const struct {
        struct date date;
        const char *full[LANGUAGES], *no_year[LANGUAGES], *day_month[LANGUAGES], *month[LANGUAGES];
    } rows[] = {
        { { 2023, 5, 23 },
          { "mardi 23" N "mai 2023", "Tuesday 23 May 2023", "вівторок, 23 травня 2023 року" },
          { "mardi 23" N "mai", "Tuesday 23 May", "вівторок, 23 травня" },
          { "23" N "mai", "23 May", "23 травня" },
          { "mai 2023", "May 2023", "травень 2023 року" } },
        { { 2026, 11, 1 },
          { "dimanche 1er" N "novembre 2026", "Sunday 1 November 2026",
            "неділя, 1 листопада 2026 року" },
          { "dimanche 1er" N "novembre", "Sunday 1 November", "неділя, 1 листопада" },
          { "1er" N "novembre", "1 November", "1 листопада" },
          { "novembre 2026", "November 2026", "листопад 2026 року" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int j = 0; j < LANGUAGES; j++) {
            const struct language *language = &languages[j];
            struct date date = rows[i].date;
            assert_string_equal(words_date(language, date, &arena), rows[i].full[j]);
            assert_string_equal(words_date_no_year(language, date, &arena), rows[i].no_year[j]);
            assert_string_equal(words_day_month(language, date, &arena), rows[i].day_month[j]);
            assert_string_equal(words_month_year(language, date, &arena), rows[i].month[j]);
        }
    }
}

static void ranges_of_dates_are_said(void **state)
{
    (void)state;
    static const struct {
        struct date from, until;
        const char *expected[LANGUAGES];
    } rows[] = {
        { { 2022, 3, 2 },
          { 2022, 3, 30 },
          { "du 2 au 30" N "mars 2022", "2 to 30 March 2022", "2–30 березня 2022 року" } },
        { { 2022, 3, 1 },
          { 2022, 3, 2 },
          { "du 1er au 2" N "mars 2022", "1 to 2 March 2022", "1–2 березня 2022 року" } },
        { { 2022, 3, 30 },
          { 2022, 4, 1 },
          { "du 30" N "mars 2022 au 1er" N "avril 2022", "30 March 2022 to 1 April 2022",
            "30 березня 2022 року – 1 квітня 2022 року" } },
        { { 2022, 3, 2 },
          { 2023, 3, 2 },
          { "du 2" N "mars 2022 au 2" N "mars 2023", "2 March 2022 to 2 March 2023",
            "2 березня 2022 року – 2 березня 2023 року" } },
        { { 2022, 3, 2 },
          { 2022, 3, 2 },
          { "2" N "mars 2022", "2 March 2022", "2 березня 2022 року" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int j = 0; j < LANGUAGES; j++) {
            assert_string_equal(words_dates(&languages[j], rows[i].from, rows[i].until, &arena),
                                rows[i].expected[j]);
        }
    }
    struct language weekday_last = languages[FR];
    weekday_last.date = "{day} {month} {year}, {weekday}";
    assert_string_equal(words_dates(&weekday_last, rows[4].from, rows[4].until, &arena),
                        "2" N "mars 2022");
}

static void periods_are_said(void **state)
{
    (void)state;
    static const struct {
        struct period period;
        const char *expected[LANGUAGES];
    } rows[] = {
        { { 2023, 1 }, { "1er trimestre 2023", "1st quarter 2023", "I квартал 2023 року" } },
        { { 2022, 4 }, { "4e trimestre 2022", "4th quarter 2022", "IV квартал 2022 року" } },
        { { 2022, 0 }, { "année 2022", "2022", "2022 рік" } },
        { { 0, 0 }, { "", "", "" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int j = 0; j < LANGUAGES; j++) {
            assert_string_equal(words_period(&languages[j], rows[i].period, &arena),
                                rows[i].expected[j]);
        }
    }
}

static void numbers_are_said(void **state)
{
    (void)state;
    static const struct {
        double number;
        int decimals;
        const char *french, *english;
    } rows[] = {
        { 13.75, 2, "13,75", "13.75" },
        { 13.75, 1, "13,8", "13.8" },
        { 13.5, 2, "13,5", "13.5" },
        { 13, 2, "13", "13" },
        { 100, 0, "100", "100" },
        { 100, 1, "100", "100" },
        { 10.01, 1, "10", "10" },
        { 0.05, 2, "0,05", "0.05" },
        { 0, 2, "0", "0" },
        { -0.0, 0, "0", "0" },
        { -0.004, 2, "0", "0" },
        { -7, 0, "−7", "−7" },
        { -7.25, 2, "−7,25", "−7.25" },
        { 0.5, 0, "1", "1" },
        { 2.5, 0, "3", "3" },
        { -2.5, 0, "−3", "−3" },
        { 12345.6, 1, "12345,6", "12345.6" },
        { 1e20, 2, "100000000000000000000", "100000000000000000000" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double number = rows[i].number;
        int decimals = rows[i].decimals;
        assert_string_equal(words_number(&languages[FR], number, decimals, &arena), rows[i].french);
        assert_string_equal(words_number(&languages[EN], number, decimals, &arena),
                            rows[i].english);
    }
    assert_string_equal(words_percent(&languages[FR], 13.75, 2, &arena), "13,75" N "%");
    assert_string_equal(words_percent(&languages[EN], -13.75, 1, &arena), "−13.8%");
    assert_string_equal(words_percent(&languages[UK], 84, 0, &arena), "84%");
}

static void plurals_agree_with_their_number(void **state)
{
    (void)state;
    static const struct plural_words words = { "one", "few", "many" };
    static const struct {
        double number;
        const char *expected[LANGUAGES];
    } rows[] = {
        { 0, { "one", "many", "many" } },        { 1, { "one", "one", "one" } },
        { -1, { "one", "one", "one" } },         { 1.5, { "one", "many", "few" } },
        { 1.99, { "one", "many", "few" } },      { 2, { "many", "many", "few" } },
        { -2, { "many", "many", "few" } },       { 4, { "many", "many", "few" } },
        { 5, { "many", "many", "many" } },       { 10, { "many", "many", "many" } },
        { 11, { "many", "many", "many" } },      { 12, { "many", "many", "many" } },
        { 14, { "many", "many", "many" } },      { 15, { "many", "many", "many" } },
        { 21, { "many", "many", "one" } },       { 22, { "many", "many", "few" } },
        { 21.5, { "many", "many", "few" } },     { 100, { "many", "many", "many" } },
        { 101, { "many", "many", "one" } },      { 111, { "many", "many", "many" } },
        { 112, { "many", "many", "many" } },     { 124, { "many", "many", "few" } },
        { 1000000, { "many", "many", "many" } },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int j = 0; j < LANGUAGES; j++) {
            assert_string_equal(words_plural(&languages[j], &words, rows[i].number),
                                rows[i].expected[j]);
        }
    }
}

static void arabic_plurals_agree(void **state)
{
    (void)state;
    static const struct plural_words words = { "one", "few", "many" };
    static const struct {
        double number;
        const char *expected;
    } rows[] = { { 0, "one" },   { 1, "one" },   { 2, "one" },   { 3, "few" },   { 10, "few" },
                 { 11, "many" }, { 99, "many" }, { 100, "one" }, { 103, "few" }, { 111, "many" } };
    struct language arabic;
    struct report report = { 0 };
    int assets = file_open_root("assets");
    assert_true(language_load(assets, "ar", &arena, &report, &arabic));
    close(assets);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(words_plural(&arabic, &words, rows[i].number), rows[i].expected);
    }
    assert_string_equal(words_seconds(&arabic, 5, &arena), "5 ثوان");
    assert_string_equal(words_seconds(&languages[FR], 1, &arena), "1 seconde");
    assert_string_equal(words_seconds(&languages[UK], 21, &arena), "21 секунду");
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_filled),
        cmocka_unit_test(times_are_said),
        cmocka_unit_test(dates_are_said),
        cmocka_unit_test(ranges_of_dates_are_said),
        cmocka_unit_test(periods_are_said),
        cmocka_unit_test(numbers_are_said),
        cmocka_unit_test(plurals_agree_with_their_number),
        cmocka_unit_test(arabic_plurals_agree),
    };
    return cmocka_run_group_tests(tests, load_languages, forget_languages);
}
