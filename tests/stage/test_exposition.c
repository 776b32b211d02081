/* vestibule.prom: the format, how many series there are, and when it is written. promtool reads the
 * real one in tests/system/test_fleet_files.sh. */
#include "stage/exposition.h"

#include "base/log.h"
#include "support/cmocka_all.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct edition edition;

static struct status_facts facts_of(const char *program)
{
    return (struct status_facts){ .program = program,
                                  .slide = "hours",
                                  .slide_since_utc_ms = 1795514400000,
                                  .started_utc_ms = 1795514399250,
                                  .edition = &edition,
                                  .version = 0x00c0ffee00c0ffee,
                                  .version_since_utc_ms = 1795514399999,
                                  .display = { .state = "lit",
                                               .socket = "HDMI-A-1",
                                               .presenter = "renderer (opengles2)",
                                               .reopened = 1 },
                                  .sight = SIGHT_ALERT,
                                  .trusted = true,
                                  .out_of_date = 3 };
}

/* With everything that may be known. */
static struct figures all_figures(void)
{
    return (struct figures){ .right = true,
                             .now_utc_ms = 1795514500125,
                             .position = 2,
                             .frames = 4000000000,
                             .turns = 17,
                             .touches = 5,
                             .margin_ms = 19980,
                             .lines_bytes = 1,
                             .shapes_bytes = 2,
                             .images_bytes = 3,
                             .resident_bytes = 26300416 };
}

static void says(const char *text, const char *line)
{
    char whole[256];
    snprintf(whole, sizeof whole, "\n%s\n", line);
    if (!strstr(text, whole)) {
        fail_msg("no line \"%s\" in:\n%s", line, text);
    }
}

static void figures_are_said(void **state)
{
    (void)state;
    const struct status_facts facts = facts_of("vestibule 1.2.3");
    struct figures figures = all_figures();
    char *text = exposition_text(&facts, &figures);
    static const char *const lines[] = {
        "vestibule_info{version=\"1.2.3\",presenter=\"renderer (opengles2)\"} 1",
        "vestibule_start_time_seconds 1795514399.25",
        "vestibule_time_seconds 1795514500.125",
        "vestibule_clock_trusted 1",
        "vestibule_watchdog_margin_seconds 19.98",
        "vestibule_screen_right 1",
        "vestibule_screen{state=\"slide\"} 0",
        "vestibule_screen{state=\"alert\"} 1",
        "vestibule_display_connected 1",
        "vestibule_display_reopened_total 1",
        "vestibule_playlist_position 2",
        "# TYPE vestibule_frames_total counter",
        "vestibule_frames_total 4000000000",
        "vestibule_touches_total 5",
        "vestibule_content_info{version=\"00c0ffee00c0ffee\"} 1",
        "vestibule_content_since_timestamp_seconds 1795514399.999",
        "vestibule_problems{severity=\"error\"} 1",
        "vestibule_problems{severity=\"warning\"} 2",
        "vestibule_out_of_date 3",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        says(text, lines[i]);
    }
    assert_int_equal(text[strlen(text) - 1], '\n'); /* or the collector drops the file */
    free(text);
}

static void what_is_not_known_is_left_out(void **state)
{
    (void)state;
    struct status_facts facts = facts_of("vestibule 1.2.3");
    struct figures figures = all_figures();
    facts.display.socket = NULL;
    figures.margin_ms = -1;
    figures.resident_bytes = 0;
    char *text = exposition_text(&facts, &figures);
    assert_null(strstr(text, "display_connected"));
    assert_null(strstr(text, "watchdog"));
    assert_null(strstr(text, "resident"));
    free(text);
}

/* Every sample stands under its own HELP and TYPE, which stand once; at most 40 samples. */
static void the_format_is_kept(void **state)
{
    (void)state;
    const struct status_facts facts = facts_of("vestibule 1.\"2\\3\n");
    struct figures figures = all_figures();
    char *text = exposition_text(&facts, &figures), *rest = text, seen[8000] = " ";
    char name[128] = "", help[128], type[16], sample[128];
    int series = 0;
    says(text, "vestibule_info{version=\"1.\\\"2\\\\3\\n\",presenter=\"renderer (opengles2)\"} 1");
    for (char *line; (line = strtok_r(rest, "\n", &rest)) && *line;) {
        if (sscanf(line, "# HELP %127s", help) == 1) {
            char token[160];
            snprintf(token, sizeof token, " %s ", help);
            assert_null(strstr(seen, token));
            strcat(seen, token);
            line = strtok_r(rest, "\n", &rest);
            assert_int_equal(sscanf(line, "# TYPE %127s %15s", name, type), 2);
            assert_string_equal(name, help);
            assert_true(strcmp(type, "gauge") == 0 || strcmp(type, "counter") == 0);
            size_t length = strlen(name);
            bool total = length > 6 && strcmp(name + length - 6, "_total") == 0;
            assert_int_equal(total, strcmp(type, "counter") == 0);
        } else {
            assert_int_equal(sscanf(line, "%127[a-z_]", sample), 1);
            assert_string_equal(sample, name);
            assert_true(isdigit((unsigned char)line[strlen(line) - 1]));
            series++;
        }
    }
    assert_true(series > 20);
    assert_true(series <= EXPOSITION_SERIES_MAX);
    free(text);
}

static void it_is_written_twice_a_minute(void **state)
{
    (void)state;
    char folder[] = "/tmp/vestibule-prom-XXXXXX", path[64];
    struct stat status;
    const struct status_facts facts = facts_of("vestibule 1");
    const struct figures figures = all_figures();
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/vestibule.prom", folder);
    struct exposition *exposition = exposition_open(folder);
    assert_non_null(exposition);
    assert_true(exposition_due(exposition, false) == INT64_MIN); /* at once */
    exposition_write(exposition, &facts, &figures, 5000);
    assert_true(exposition_due(exposition, false) == 35000);
    assert_true(exposition_due(exposition, true) == 20000);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0644); /* the collector is another user */
    exposition_close(exposition);
    assert_int_equal(rmdir(folder), 0); /* nothing is left */
}

static void nowhere_to_write_stops_nothing(void **state)
{
    (void)state;
    const struct status_facts facts = facts_of("vestibule 1");
    const struct figures figures = all_figures();
    assert_null(exposition_open("/proc/nowhere"));
    assert_true(exposition_due(NULL, true) == INT64_MAX);
    exposition_write(NULL, &facts, &figures, 0);
    exposition_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_said),
        cmocka_unit_test(what_is_not_known_is_left_out),
        cmocka_unit_test(the_format_is_kept),
        cmocka_unit_test(it_is_written_twice_a_minute),
        cmocka_unit_test(nowhere_to_write_stops_nothing),
    };
    log_set_level((enum log_level) - 1);
    report_add(&edition.report, PROBLEM_ERROR, "a", 1, 1, "", "x");
    report_add(&edition.report, PROBLEM_WARNING, "a", 1, 1, "", "y");
    report_add(&edition.report, PROBLEM_WARNING, "a", 1, 1, "", "z");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    report_finish(&edition.report);
    return failed;
}
