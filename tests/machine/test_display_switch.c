/* When the display is told to be on or off, with real programs and simulated time. */
#include "machine/display_switch.h"
#include "support/cmocka_all.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MINUTE = 60000 };

static char folder[64], conf[128], log_path[128];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/vestibule-switch-XXXXXX");
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(conf, sizeof conf, "%s/display.conf", folder);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void put_conf(const char *on, const char *off)
{
    FILE *file = fopen(conf, "w");
    assert_non_null(file);
    fprintf(file, "on = %s\noff = %s\n", on, off);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(conf, 0644), 0);
}

/* Writes a call that notes a word. */
static const char *note(const char *word, char text[256])
{
    snprintf(text, 256, "/bin/sh -c \"echo %s >>%s\"", word, log_path);
    return text;
}

/* Returns what was noted so far, a letter a word, and forgets it. */
static const char *noted(void)
{
    static char letters[64];
    char word[32];
    size_t count = 0;
    FILE *file = fopen(log_path, "r");
    while (file && count < sizeof letters - 1 && fgets(word, sizeof word, file)) {
        letters[count++] = word[0];
    }
    letters[count] = '\0';
    if (file) {
        fclose(file);
        assert_int_equal(remove(log_path), 0);
    }
    return letters;
}

/* Steps until no program runs, at one and the same simulated time. */
static void settle(struct display_switch *display, bool on, bool keep, int64_t now_ms)
{
    display_switch_step(display, on, keep, now_ms);
    for (int i = 0; display->runs && i < 1000000; i++) {
        struct pollfd end = { .fd = display->child.output, .events = POLLIN };
        poll(&end, 1, 1000);
        display_switch_step(display, on, keep, now_ms);
    }
    assert_false(display->runs);
}

static void it_is_said_again(void **state)
{
    (void)state;
    char on[256], off[256];
    struct display_switch display = { .path = conf, .owner = getuid() };
    static const struct {
        int minute;
        bool on, keep;
        const char *said;
        int next; /* minutes until the next time; -1: none */
    } rows[] = {
        { 0, true, false, "i", -1 }, /* without hours: once, at the start */
        { 30, true, false, "", -1 },  { 31, false, true, "o", 10 },
        { 40, false, true, "", 1 },   { 41, false, true, "o", 10 },
        { 51, false, true, "o", 10 }, { 52, true, true, "i", 10 },
        { 62, true, true, "i", 10 },  { 63, false, true, "o", 10 },
        { 64, true, false, "i", -1 }, /* the hours were taken away: lit again */
        { 500, true, false, "", -1 },
    };
    put_conf(note("i", on), note("o", off));
    assert_true(display_switch_due(&display, 0) == INT64_MAX);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t now = rows[i].minute * (int64_t)MINUTE;
        settle(&display, rows[i].on, rows[i].keep, now);
        assert_string_equal(noted(), rows[i].said);
        int64_t due = display_switch_due(&display, now);
        assert_true(rows[i].next < 0 ? due == INT64_MAX
                                     : due == now + rows[i].next * (int64_t)MINUTE);
    }
    display_switch_finish(&display);
}

struct kernel {
    char said[32]; /* "i" on, "o" off */
    int error;
};

static int kms(void *context, bool on)
{
    struct kernel *kernel = context;
    strcat(kernel->said, on ? "i" : "o");
    return kernel->error;
}

static void the_kernel_is_told_at_once(void **state)
{
    (void)state;
    char off[256], calls[300];
    struct kernel kernel = { .error = 0 };
    struct display_switch display = { .path = conf, .owner = getuid() };
    put_conf("kms", "kms");
    display_switch_step(&display, true, true, 0); /* the player draws into a desktop */
    assert_int_equal(display.failed, 1);
    display.kms = kms;
    display.context = &kernel;
    display_switch_step(&display, false, true, MINUTE);
    assert_string_equal(kernel.said, "o");
    assert_int_equal(display.said, 1);
    display_switch_opened(&display); /* which lit it */
    assert_true(display_switch_due(&display, 2 * MINUTE) <= 2 * MINUTE);
    display_switch_step(&display, false, true, 2 * MINUTE);
    assert_string_equal(kernel.said, "oo");
    assert_true(display_switch_due(&display, 2 * MINUTE) == 12 * MINUTE);
    kernel.error = ENODEV; /* nothing is plugged in */
    display_switch_step(&display, true, true, 3 * MINUTE);
    assert_int_equal(display.failed, 1);
    kernel.error = EACCES;
    display_switch_step(&display, false, true, 4 * MINUTE);
    assert_string_equal(kernel.said, "ooio");
    assert_int_equal(display.failed, 2);
    assert_true(display_switch_due(&display, 4 * MINUTE) == 5 * MINUTE);
    kernel.error = 0;
    snprintf(calls, sizeof calls, "kms\noff = %s\noff = kms", note("x", off));
    put_conf("kms", calls); /* before and after a program */
    settle(&display, false, true, 5 * MINUTE);
    assert_string_equal(noted(), "x");
    assert_string_equal(kernel.said, "ooiooo");
    put_conf("/bin/true", "/bin/true"); /* by programs now: they are not told of windows */
    settle(&display, true, true, 6 * MINUTE);
    display_switch_opened(&display);
    assert_true(display_switch_due(&display, 6 * MINUTE) == 16 * MINUTE);
    display_switch_finish(&display);
}

/* It is tried again after a minute, three times, then with all the others; then it works. */
static void what_fails_is_tried_again(void **state)
{
    (void)state;
    char on[256], off[256];
    struct display_switch display = { .path = conf, .owner = getuid() };
    put_conf("/bin/false", note("o", off));
    int64_t now = 0;
    static const int waits[] = { 1, 1, 1, 10, 10 };
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        settle(&display, true, true, now);
        assert_true(display_switch_due(&display, now) == now + waits[i] * (int64_t)MINUTE);
        now += waits[i] * (int64_t)MINUTE;
    }
    assert_int_equal(display.failed, 5);
    put_conf(note("i", on), off); /* a technician repairs it: no restart */
    settle(&display, true, true, now);
    assert_string_equal(noted(), "i");
    assert_int_equal(display.said, 1);
    assert_false(display.told);
    display_switch_finish(&display);
}

static void calls_follow_each_other_until_one_fails(void **state)
{
    (void)state;
    char first[256], second[256], both[800];
    struct display_switch display = { .path = conf, .owner = getuid() };
    snprintf(both, sizeof both, "%s\non = %s", note("a", first), note("b", second));
    put_conf(both, "/bin/true");
    settle(&display, true, true, 0);
    assert_string_equal(noted(), "ab");
    snprintf(both, sizeof both, "/bin/false\noff = %s", note("c", first));
    put_conf("/bin/true", both);
    settle(&display, false, true, 0);
    assert_string_equal(noted(), "");
    assert_int_equal(display.failed, 1);
    display_switch_finish(&display);
}

static void without_a_good_file_nothing_runs(void **state)
{
    (void)state;
    char on[256], off[256];
    struct display_switch none = { 0 }, absent = { .path = "/no/where" };
    struct display_switch refused = { .path = conf, .owner = getuid() };
    display_switch_step(&none, false, true, 0);
    assert_true(display_switch_due(&none, 0) == INT64_MAX);
    settle(&absent, false, true, 0);
    assert_true(display_switch_due(&absent, 0) == 10 * MINUTE);
    assert_int_equal(absent.failed, 0);
    put_conf(note("i", on), note("o", off));
    assert_int_equal(chmod(conf, 0666), 0);
    settle(&refused, false, true, 0);
    assert_int_equal(refused.failed, 1);
    assert_string_equal(noted(), "");
}

/* A program that never ends is stopped, with all it started; one that prints for ever, too. */
static void what_takes_too_long_is_stopped(void **state)
{
    (void)state;
    static const char *const calls[] = { "/bin/sh -c \"sleep 1000 & wait\"", "/usr/bin/yes" };
    for (int i = 0; i < 2; i++) {
        struct display_switch display = { .path = conf, .owner = getuid() };
        put_conf("/bin/true", calls[i]);
        display_switch_step(&display, false, true, 0);
        assert_true(display.runs);
        assert_true(display_switch_due(&display, 0) == 100);
        display_switch_step(&display, false, true, 19000);
        assert_true(display.runs);
        settle(&display, false, true, 20001);
        assert_int_equal(display.failed, 1);
        display_switch_finish(&display);
    }
    struct display_switch display = { .path = conf, .owner = getuid() };
    display_switch_step(&display, false, true, 0);
    assert_true(display.runs);
    display_switch_finish(&display); /* the player leaves */
}

static void a_child_sees_little_of_us(void **state)
{
    (void)state;
    static const char *const words[] = { "/usr/bin/env", NULL };
    static const char *const input[] = { "/bin/cat", NULL };
    struct child child;
    int code;
    setenv("SECRET", "x", 1);
    assert_true(child_start(&child, words, 0, 1000));
    while (child_poll(&child, 0, &code) == CHILD_RUNS) {
    }
    assert_int_equal(code, 0);
    assert_non_null(strstr(child.text, "PATH=/usr/bin:/bin LC_ALL=C.UTF-8"));
    assert_null(strstr(child.text, "SECRET"));
    assert_true(child_start(&child, input, 0, 1000));
    while (child_poll(&child, 0, &code) == CHILD_RUNS) {
    }
    assert_int_equal(code, 0); /* nothing to read: it ended at once */
    static const char *const nowhere[] = { "/no/where", NULL };
    if (child_start(&child, nowhere, 0, 1000)) { /* qemu-user's posix_spawn cannot tell */
        while (child_poll(&child, 0, &code) == CHILD_RUNS) {
        }
        assert_int_equal(code, 127);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_said_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_kernel_is_told_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_fails_is_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(calls_follow_each_other_until_one_fails, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_good_file_nothing_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_takes_too_long_is_stopped, set_up, tear_down),
        cmocka_unit_test(a_child_sees_little_of_us),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
