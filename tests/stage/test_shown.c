/* Evidence of display in simulated time: seconds add up, days change, clocks jump, cards are
 * spared, and whatever a power cut leaves is read. */
#include "stage/shown.h"

#include "base/log.h"
#include "support/cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECOND = 1000, MINUTE = 60000, HOUR = 3600000 };

static char path[64];
static int folder;
static struct shown *shown;
static struct stage_time now;
static const struct date monday = { 2026, 11, 23 }, tuesday = { 2026, 11, 24 };

static int set_up(void **state)
{
    (void)state;
    strcpy(path, "/tmp/vestibule-shown-XXXXXX");
    folder = mkdtemp(path) ? open(path, O_RDONLY | O_DIRECTORY) : -1;
    moment_set_zone("Europe/Paris");
    now = (struct stage_time){ .utc_ms = moment_to_utc(monday, 10 * 60),
                               .monotonic_ms = 7777,
                               .trusted = true };
    shown = shown_open(path);
    return shown ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    shown_close(shown);
    close(folder);
    snprintf(command, sizeof command, "rm -rf %s", path);
    return system(command);
}

/* Shows that for so long, with a note now and then, as the loop does. */
static void show(enum stage_sight sight, const char *name, int64_t ms)
{
    while (ms > 0) {
        int64_t part = ms < 700 ? ms : ms % 7000 + 700 < ms ? ms % 7000 + 700 : ms;
        shown_note(shown, sight, name, now);
        now.utc_ms += part;
        now.monotonic_ms += part;
        ms -= part;
    }
    shown_note(shown, sight, name, now);
}

static void reopen(void)
{
    shown_close(shown);
    shown = shown_open(path);
    assert_non_null(shown);
}

struct wanted {
    enum stage_sight sight;
    const char *name;
    unsigned times;
    int64_t seconds;
};

/* What the file of that day says, in any order, and nothing else. */
static void day_is(struct date date, const struct wanted *wanted, size_t count)
{
    struct shown_day day = { 0 };
    size_t strange = 0;
    assert_true(shown_read(folder, date, &day, &strange));
    assert_int_equal(strange, 0);
    assert_int_equal(day.count, count);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < day.count; j++) {
            const struct shown_entry *entry = &day.entries[j];
            if (entry->sight == wanted[i].sight && strcmp(entry->name, wanted[i].name) == 0) {
                found = true;
                assert_int_equal(entry->times, wanted[i].times);
                assert_int_equal(entry->ms / 1000, wanted[i].seconds);
            }
        }
        assert_true(found);
    }
    shown_day_finish(&day);
}

static void seconds_add_up(void **state)
{
    (void)state;
    for (int i = 0; i < 30; i++) {
        show(SIGHT_SLIDE, "hours", 10 * SECOND);
        show(SIGHT_SLIDE, "busy", 20 * SECOND + 500);
    }
    show(SIGHT_ALERT, "fire", 90 * SECOND);
    show(SIGHT_KIOSK, "", 45 * SECOND);
    show(SIGHT_FALLBACK, "", 5 * SECOND);
    show(SIGHT_OFF, "", 2 * HOUR);
    reopen();
    static const struct wanted all[] = {
        { SIGHT_SLIDE, "hours", 30, 300 }, { SIGHT_SLIDE, "busy", 30, 615 },
        { SIGHT_ALERT, "fire", 1, 90 },    { SIGHT_KIOSK, "", 1, 45 },
        { SIGHT_FALLBACK, "", 1, 5 },      { SIGHT_OFF, "", 1, 7200 },
    };
    day_is(monday, all, 6);
    /* Started again: what the file says is added to. */
    show(SIGHT_SLIDE, "hours", 10 * SECOND);
    reopen();
    static const struct wanted more[] = {
        { SIGHT_SLIDE, "hours", 31, 310 }, { SIGHT_SLIDE, "busy", 30, 615 },
        { SIGHT_ALERT, "fire", 1, 90 },    { SIGHT_KIOSK, "", 1, 45 },
        { SIGHT_FALLBACK, "", 1, 5 },      { SIGHT_OFF, "", 1, 7200 },
    };
    day_is(monday, more, 6);
}

static void midnight_parts_a_page(void **state)
{
    (void)state;
    now.utc_ms = moment_to_utc(monday, 23 * 60 + 59);
    shown_note(shown, SIGHT_SLIDE, "hours", now);
    now.utc_ms += 90 * SECOND;
    now.monotonic_ms += 90 * SECOND;
    shown_note(shown, SIGHT_SLIDE, "hours", now);
    show(SIGHT_SLIDE, "busy", 10 * SECOND);
    reopen();
    day_is(monday, (struct wanted[]){ { SIGHT_SLIDE, "hours", 1, 60 } }, 1);
    day_is(tuesday,
           (struct wanted[]){ { SIGHT_SLIDE, "hours", 0, 30 }, { SIGHT_SLIDE, "busy", 1, 10 } }, 2);
}

/* A clock that is set moves no second: they count where they passed, as long as they really were.
 */
static void a_clock_that_jumps_invents_nothing(void **state)
{
    (void)state;
    show(SIGHT_SLIDE, "hours", 60 * SECOND);
    now.utc_ms += 24 * HOUR; /* set forward by a day */
    show(SIGHT_SLIDE, "hours", 60 * SECOND);
    now.utc_ms -= 24 * HOUR; /* and back: the day's file is read again */
    show(SIGHT_SLIDE, "hours", 60 * SECOND);
    reopen();
    day_is(monday, (struct wanted[]){ { SIGHT_SLIDE, "hours", 1, 120 } }, 1);
    day_is(tuesday, (struct wanted[]){ { SIGHT_SLIDE, "hours", 0, 60 } }, 1);
}

static void a_clock_that_may_be_wrong_counts_nothing(void **state)
{
    (void)state;
    now.trusted = false;
    show(SIGHT_SLIDE, "hours", HOUR);
    reopen();
    struct shown_day day = { 0 };
    size_t strange = 0;
    assert_false(shown_read(folder, monday, &day, &strange));
    now.trusted = true;
    show(SIGHT_SLIDE, "hours", 60 * SECOND);
    reopen();
    day_is(monday, (struct wanted[]){ { SIGHT_SLIDE, "hours", 1, 60 } }, 1);
}

static ino_t file_of(struct date date)
{
    char name[32];
    struct stat status;
    snprintf(name, sizeof name, "%04d-%02d-%02d.txt", date.year, date.month, date.day);
    return fstatat(folder, name, &status, 0) == 0 ? status.st_ino : 0;
}

/* A memory card is written every five minutes, and a day that is over never. */
static void a_card_is_spared(void **state)
{
    (void)state;
    int writes = 0;
    ino_t before = 0;
    for (int i = 0; i < 3600; i++) {
        show(SIGHT_SLIDE, i % 2 ? "hours" : "busy", SECOND);
        shown_settle(shown);
        ino_t after = file_of(monday);
        writes += after != before;
        before = after;
    }
    assert_in_range(writes, 10, 12);
    now.utc_ms += 24 * HOUR;
    show(SIGHT_SLIDE, "hours", HOUR);
    shown_settle(shown);
    before = file_of(monday);
    show(SIGHT_SLIDE, "hours", HOUR);
    shown_settle(shown);
    assert_true(file_of(monday) == before);
}

/* What a kill costs is what was not written yet, and what it leaves behind disturbs nothing. */
static void a_cut_while_writing_leaves_the_last_file(void **state)
{
    (void)state;
    show(SIGHT_SLIDE, "hours", 6 * MINUTE);
    shown_settle(shown);
    int torn = openat(folder, ".2026-11-23.txt.new", O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(torn, "# What\nslide 9", 14), 14);
    close(torn);
    struct shown_day day = { 0 };
    size_t strange = 0;
    assert_true(shown_read(folder, monday, &day, &strange));
    assert_int_equal(day.count, 1);
    assert_in_range(day.entries[0].ms, 295 * SECOND, 310 * SECOND);
    shown_day_finish(&day);
    show(SIGHT_SLIDE, "hours", 4 * MINUTE);
    reopen();
    day_is(monday, (struct wanted[]){ { SIGHT_SLIDE, "hours", 1, 600 } }, 1);
}

static void broken_lines_are_passed_over(void **state)
{
    (void)state;
    static const char text[] = "# a note\nslide 3 45 hours\nslide x 45 hours\n\0\0\0\0\nslide 3\n"
                               "ghost 1 2 three\nslide 1 5 hours\nslide 4 50busy\nkiosk 1 7\n"
                               "slide 99999999999 1 a\nslide 1 -5 b\n\xff\xfe\nslide 2 6 b";
    int file = openat(folder, "2026-11-23.txt", O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(file, text, sizeof text - 1), sizeof text - 1);
    close(file);
    struct shown_day day = { 0 };
    size_t strange = 0;
    assert_true(shown_read(folder, monday, &day, &strange));
    assert_int_equal(strange, 7);
    assert_int_equal(day.count, 3);
    assert_int_equal(day.entries[0].ms, 50 * SECOND);
    assert_int_equal(day.entries[0].times, 4);
    shown_day_finish(&day);
}

/* Content that changes its slides all day long cannot make the file grow. */
static void a_day_has_a_bound(void **state)
{
    (void)state;
    char name[64];
    struct stat status;
    for (int i = 0; i < 2000; i++) {
        snprintf(name, sizeof name, "a-name-longer-than-any-room-that-is-%d\n", i);
        show(SIGHT_SLIDE, name, SECOND);
    }
    reopen();
    struct shown_day day = { 0 };
    size_t strange = 0;
    assert_true(shown_read(folder, monday, &day, &strange));
    assert_int_equal(strange, 0);
    assert_true(day.count <= SHOWN_ENTRIES_MAX);
    int64_t sum = 0;
    for (size_t i = 0; i < day.count; i++) {
        sum += day.entries[i].ms / 1000;
    }
    assert_int_equal(sum, 2000); /* nothing is lost */
    shown_day_finish(&day);
    assert_int_equal(fstatat(folder, "2026-11-23.txt", &status, 0), 0);
    assert_true(status.st_size < 64 * 1024);
}

static void old_days_go(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    int *days;
    int first = date_to_days(monday) - 900;
    for (int i = 0; i < 900; i++) {
        char name[32];
        struct date date = date_from_days(first + i);
        snprintf(name, sizeof name, "%04d-%02d-%02d.txt", date.year, date.month, date.day);
        close(openat(folder, name, O_WRONLY | O_CREAT, 0600));
    }
    close(openat(folder, "notes of somebody.txt", O_WRONLY | O_CREAT, 0600));
    show(SIGHT_SLIDE, "hours", MINUTE);
    now.utc_ms += 24 * HOUR;
    show(SIGHT_SLIDE, "hours", MINUTE);
    reopen();
    size_t count = shown_days(folder, &arena, &days);
    assert_in_range(count, SHOWN_DAYS_MAX, SHOWN_DAYS_MAX + 1); /* cleared once a day */
    assert_int_equal(days[count - 1], date_to_days(tuesday));
    assert_int_equal(days[0], first + 101);
    assert_int_equal(faccessat(folder, "notes of somebody.txt", F_OK, 0), 0);
    arena_finish(&arena);
}

/* A file that is there and cannot be read is never written over. */
static void what_cannot_be_read_is_not_replaced(void **state)
{
    (void)state;
    struct stat status;
    assert_int_equal(mkdirat(folder, "2026-11-23.txt", 0700), 0);
    show(SIGHT_SLIDE, "hours", HOUR);
    reopen();
    assert_int_equal(fstatat(folder, "2026-11-23.txt", &status, 0), 0);
    assert_true(S_ISDIR(status.st_mode));
    assert_int_equal(unlinkat(folder, "2026-11-23.txt", AT_REMOVEDIR), 0);
}

static void nowhere_to_write_stops_nothing(void **state)
{
    (void)state;
    assert_null(shown_open("/proc/nowhere"));
    shown_note(NULL, SIGHT_SLIDE, "hours", now);
    assert_true(shown_due(NULL) == INT64_MAX);
    shown_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(seconds_add_up),
        TEST(midnight_parts_a_page),
        TEST(a_clock_that_jumps_invents_nothing),
        TEST(a_clock_that_may_be_wrong_counts_nothing),
        TEST(a_card_is_spared),
        TEST(a_cut_while_writing_leaves_the_last_file),
        TEST(broken_lines_are_passed_over),
        TEST(a_day_has_a_bound),
        TEST(old_days_go),
        TEST(what_cannot_be_read_is_not_replaced),
        TEST(nowhere_to_write_stops_nothing),
    };
    log_set_level((enum log_level) - 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
