/* The clock changes of 2026 to 2028 as zdump prints them, then whole days walked minute by minute
 * in both directions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calendar/moment.h"

enum { MINUTE_MS = 60 * 1000, HOUR_MS = 60 * MINUTE_MS };

static void use_zone(const char *name)
{
    if (!moment_set_zone(name)) {
        fail_msg("no time zone data for %s: install tzdata", name);
    }
}

static int64_t utc_ms(int year, int month, int day, int hour, int minute)
{
    int64_t minutes = date_to_days((struct date){ year, month, day }) * (int64_t)MINUTES_PER_DAY;
    return (minutes + hour * 60 + minute) * MINUTE_MS;
}

static void assert_shows(int64_t utc, struct date date, int minute, int second)
{
    struct moment m = moment_at(utc, true);
    if (date_compare(m.date, date) != 0 || m.minute != minute || m.second != second) {
        fail_msg("%lld ms shows %04d-%02d-%02d %d:%02d, expected %04d-%02d-%02d %d:%02d",
                 (long long)utc, m.date.year, m.date.month, m.date.day, m.minute, m.second,
                 date.year, date.month, date.day, minute, second);
    }
}

static void test_zones(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        struct date date;
        int minute;
    } rows[] = {
        { "UTC", { 2026, 7, 1 }, 22 * 60 + 45 },
        { "Europe/Paris", { 2026, 7, 2 }, 45 },
        { "Europe/Berlin", { 2026, 7, 2 }, 45 },
        { "America/New_York", { 2026, 7, 1 }, 18 * 60 + 45 },
        { "Asia/Kolkata", { 2026, 7, 2 }, 4 * 60 + 15 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        use_zone(rows[i].zone);
        int64_t utc = utc_ms(2026, 7, 1, 22, 45);
        assert_shows(utc, rows[i].date, rows[i].minute, 0);
        assert_int_equal(moment_to_utc(rows[i].date, rows[i].minute), utc);
    }
}

static void test_a_moment_keeps_what_it_is_given(void **state)
{
    (void)state;
    use_zone("Europe/Paris");
    assert_int_equal(moment_at(1234567, true).utc_ms, 1234567);
    assert_true(moment_at(0, true).trusted);
    assert_false(moment_at(0, false).trusted);
}

static void test_parts_of_a_second_and_times_before_1970(void **state)
{
    (void)state;
    use_zone("UTC");
    assert_shows(0, (struct date){ 1970, 1, 1 }, 0, 0);
    assert_shows(999, (struct date){ 1970, 1, 1 }, 0, 0);
    assert_shows(59999, (struct date){ 1970, 1, 1 }, 0, 59);
    assert_shows(-1, (struct date){ 1969, 12, 31 }, 1439, 59);
    assert_shows(-1000, (struct date){ 1969, 12, 31 }, 1439, 59);
    assert_shows(-1001, (struct date){ 1969, 12, 31 }, 1439, 58);
    assert_shows(-86400000, (struct date){ 1969, 12, 31 }, 0, 0);
    use_zone("Europe/Paris");
    assert_shows(-1, (struct date){ 1970, 1, 1 }, 59, 59);
    /* Paris mean time, 9 min 21 s ahead of Greenwich */
    assert_shows(utc_ms(1900, 1, 1, 0, 0), (struct date){ 1900, 1, 1 }, 9, 21);
    use_zone("America/New_York");
    assert_shows(-1, (struct date){ 1969, 12, 31 }, 18 * 60 + 59, 59);
}

static void test_clock_changes(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        struct date date;  /* the day of the change */
        int utc_hour;      /* of the change */
        int first, length; /* minutes: where the skipped or doubled hour begins; of the day */
    } rows[] = {
        { "Europe/Paris", { 2026, 3, 29 }, 1, 120, 23 * 60 },
        { "Europe/Paris", { 2026, 10, 25 }, 1, 120, 25 * 60 },
        { "Europe/Paris", { 2027, 3, 28 }, 1, 120, 23 * 60 },
        { "Europe/Paris", { 2027, 10, 31 }, 1, 120, 25 * 60 },
        { "Europe/Paris", { 2028, 3, 26 }, 1, 120, 23 * 60 },
        { "Europe/Paris", { 2028, 10, 29 }, 1, 120, 25 * 60 },
        { "Europe/Berlin", { 2026, 3, 29 }, 1, 120, 23 * 60 },
        { "Europe/Berlin", { 2026, 10, 25 }, 1, 120, 25 * 60 },
        { "America/New_York", { 2026, 3, 8 }, 7, 120, 23 * 60 },
        { "America/New_York", { 2026, 11, 1 }, 6, 60, 25 * 60 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        use_zone(rows[i].zone);
        struct date day = rows[i].date;
        int64_t change = utc_ms(day.year, day.month, day.day, rows[i].utc_hour, 0);
        bool spring = rows[i].length < MINUTES_PER_DAY;
        int first = rows[i].first;
        assert_shows(change - 1, day, spring ? first - 1 : first + 59, 59);
        assert_shows(change, day, spring ? first + 60 : first, 0);
        for (int minute = 0; minute < 60; minute++) {
            int64_t expected = spring ? change : change - HOUR_MS + minute * MINUTE_MS;
            assert_int_equal(moment_to_utc(day, first + minute), expected);
        }
        assert_int_equal(moment_to_utc(day, first - 1), change - (spring ? 1 : 61) * MINUTE_MS);
        assert_int_equal(moment_to_utc(day, first + 60), change + (spring ? 0 : HOUR_MS));
        assert_int_equal(moment_to_utc(day, MINUTES_PER_DAY) - moment_to_utc(day, 0),
                         (int64_t)rows[i].length * MINUTE_MS);
    }
}

/* Changes that leap over or repeat midnight, and one that leaps over a whole day. */
static void test_changes_at_midnight(void **state)
{
    (void)state;
    use_zone("America/Sao_Paulo");
    int64_t change = utc_ms(2018, 11, 4, 3, 0);
    assert_shows(change, (struct date){ 2018, 11, 4 }, 60, 0);
    assert_int_equal(moment_to_utc((struct date){ 2018, 11, 4 }, 0), change);
    assert_int_equal(moment_to_utc((struct date){ 2018, 11, 3 }, MINUTES_PER_DAY), change);
    assert_int_equal(moment_to_utc((struct date){ 2018, 2, 17 }, 23 * 60 + 30),
                     utc_ms(2018, 2, 18, 1, 30));
    use_zone("Pacific/Apia");
    change = utc_ms(2011, 12, 30, 10, 0);
    assert_shows(change - 1, (struct date){ 2011, 12, 29 }, 1439, 59);
    assert_shows(change, (struct date){ 2011, 12, 31 }, 0, 0);
    assert_int_equal(moment_to_utc((struct date){ 2011, 12, 30 }, 12 * 60), change);
}

/* A minute before or after its day is one of another day, also across a change of the clock. */
static void test_minutes_outside_the_day(void **state)
{
    (void)state;
    static const struct date days[] = {
        { 2026, 3, 29 }, { 2026, 3, 30 }, { 2026, 10, 25 }, { 2026, 10, 26 }, { 2027, 1, 1 }
    };
    use_zone("Europe/Paris");
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        for (int minute = 0; minute < MINUTES_PER_DAY; minute += 10) {
            int64_t expected = moment_to_utc(days[i], minute);
            assert_int_equal(moment_to_utc(date_add(days[i], 1), minute - MINUTES_PER_DAY),
                             expected);
            assert_int_equal(moment_to_utc(date_add(days[i], -1), minute + MINUTES_PER_DAY),
                             expected);
        }
    }
}

/* From UTC to the wall and back: the same instant, or an hour before in the second pass of a
 * doubled hour. */
static void test_every_minute_there_and_back(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int doubled, skipped; /* minutes of 2026 */
    } rows[] = {
        { "Europe/Paris", 60, 60 },
        { "Europe/Berlin", 60, 60 },
        { "America/New_York", 60, 60 },
        { "Asia/Kolkata", 0, 0 },
        { "UTC", 0, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        use_zone(rows[i].zone);
        int doubled = 0, jumped = 0;
        int64_t end = moment_to_utc((struct date){ 2027, 1, 1 }, 0);
        int64_t start = moment_to_utc((struct date){ 2026, 1, 1 }, 0);
        struct moment before = moment_at(start - MINUTE_MS, true);
        for (int64_t utc = start; utc < end; utc += MINUTE_MS) {
            struct moment now = moment_at(utc, true);
            int64_t back = moment_to_utc(now.date, now.minute);
            assert_int_equal(now.second, 0);
            if (back != utc) {
                assert_int_equal(back, utc - HOUR_MS);
                assert_shows(back, now.date, now.minute, 0);
                doubled++;
            }
            int step = (date_to_days(now.date) - date_to_days(before.date)) * MINUTES_PER_DAY +
                       now.minute - before.minute;
            jumped += step > 1 ? step - 1 : 0;
            before = now;
        }
        assert_int_equal(doubled, rows[i].doubled);
        assert_int_equal(jumped, rows[i].skipped);
        assert_int_equal(end - start, 365 * 24 * (int64_t)HOUR_MS);
    }
}

static void test_refused_zones_change_nothing(void **state)
{
    (void)state;
    static char endless[2 * 4096];
    for (size_t i = 0; i + 1 < sizeof endless; i++) {
        endless[i] = 'x';
    }
    const char *const rows[] = {
        "",
        "/usr/share/zoneinfo/Asia/Kolkata",
        "../zoneinfo/Asia/Kolkata",
        "Europe/../Asia/Kolkata",
        "..",
        ".",
        "Europe",
        "Europe/",
        "Mars/Olympus",
        "zone.tab",
        "UTC+3",
        "CET-1CEST",
        ":Asia/Kolkata",
        " Asia/Kolkata",
        endless,
    };
    use_zone("Europe/Paris");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (moment_zone_known(rows[i]) || moment_set_zone(rows[i])) {
            fail_msg("\"%.40s\" taken for a time zone", rows[i]);
        }
        assert_shows(utc_ms(2026, 7, 1, 10, 0), (struct date){ 2026, 7, 1 }, 12 * 60, 0);
    }
}

static void test_asking_for_a_zone_does_not_change_it(void **state)
{
    (void)state;
    use_zone("Europe/Paris");
    assert_true(moment_zone_known("Asia/Kolkata"));
    assert_true(moment_zone_known("UTC"));
    assert_shows(utc_ms(2026, 7, 1, 10, 0), (struct date){ 2026, 7, 1 }, 12 * 60, 0);
}

static void write_file(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* A zone of our own, five hours and a quarter ahead, in a folder of our own. */
static void test_tzdir(void **state)
{
    (void)state;
    static const unsigned char quarter_zone[] = {
        'T', 'Z', 'i',  'f',  0,                               /* version 1 */
        0,   0,   0,    0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* reserved */
        0,   0,   0,    0,    0, 0, 0, 0, 0, 0, 0, 0,          /* isut, isstd, leap counts */
        0,   0,   0,    0,    0, 0, 0, 1, 0, 0, 0, 4,          /* times, types, characters */
        0,   0,   0x49, 0xd4, 0, 0,                            /* offset 18900 s, not DST, name 0 */
        'T', 'S', 'T',  0,
    };
    char folder[] = "/tmp/vestibule-zones-XXXXXX", good[64], bad[64], brief[64];
    assert_non_null(mkdtemp(folder));
    snprintf(good, sizeof good, "%s/Good", folder);
    snprintf(bad, sizeof bad, "%s/Bad", folder);
    snprintf(brief, sizeof brief, "%s/Short", folder);
    write_file(good, quarter_zone, sizeof quarter_zone);
    write_file(bad, "<html>not a zone</html>", 23);
    write_file(brief, "TZ", 2);
    assert_int_equal(setenv("TZDIR", folder, 1), 0);

    bool good_known = moment_set_zone("Good");
    struct moment moment = moment_at(0, true);
    bool absolute_known = moment_set_zone("/Good"); /* tzset would look for it at the root */
    bool bad_known = moment_set_zone("Bad"), short_known = moment_set_zone("Short");
    bool paris_known = moment_set_zone("Europe/Paris"), utc_known = moment_set_zone("UTC");
    unsetenv("TZDIR");
    unlink(good);
    unlink(bad);
    unlink(brief);
    assert_int_equal(rmdir(folder), 0);

    assert_true(good_known);
    assert_int_equal(moment.minute, 5 * 60 + 15);
    assert_false(absolute_known);
    assert_false(bad_known);
    assert_false(short_known);
    assert_false(paris_known);
    assert_true(utc_known);
}

static void test_parse(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct date date;
        int minute;
    } rows[] = {
        { "2026-11-23T10:24", { 2026, 11, 23 }, 624 },
        { "2026-11-23", { 2026, 11, 23 }, 0 },
        { "2026-11-23T00:00", { 2026, 11, 23 }, 0 },
        { "2024-02-29T23:59", { 2024, 2, 29 }, 1439 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        int minute;
        assert_true(moment_parse(rows[i].text, &date, &minute));
        assert_int_equal(date_compare(date, rows[i].date), 0);
        assert_int_equal(minute, rows[i].minute);
    }
}

static void test_parse_refuses(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "2026",
        "2026-11-2",
        "2026-11-23T",
        "2026-11-23T10",
        "2026-11-23T10:2",
        "2026-11-23T10:24Z",
        "2026-11-23T10:24:00",
        "2026-11-23 10:24",
        "2026-11-23t10:24",
        "2026-11-23T24:00",
        "2026-11-23T25:00",
        "2026-02-30T10:24",
        "2026-11-23 ",
        "10:24",
        "T10:24",
        "2026-11-2310:24",
        "2026-11-23T10:60",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date = { 1, 2, 3 };
        int minute = -7;
        if (moment_parse(rows[i], &date, &minute)) {
            fail_msg("\"%s\" taken for a moment", rows[i]);
        }
        assert_int_equal(date_compare(date, (struct date){ 1, 2, 3 }), 0);
        assert_int_equal(minute, -7);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_a_moment_keeps_what_it_is_given),
        cmocka_unit_test(test_parts_of_a_second_and_times_before_1970),
        cmocka_unit_test(test_clock_changes),
        cmocka_unit_test(test_changes_at_midnight),
        cmocka_unit_test(test_minutes_outside_the_day),
        cmocka_unit_test(test_every_minute_there_and_back),
        cmocka_unit_test(test_refused_zones_change_nothing),
        cmocka_unit_test(test_asking_for_a_zone_does_not_change_it),
        cmocka_unit_test(test_tzdir),
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
