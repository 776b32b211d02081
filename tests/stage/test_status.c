/* status.json: what it says, how it is quoted, and that it is only written when something changed.
 */
#include "stage/status.h"

#include "base/log.h"
#include "content/json.h"
#include "support/cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/vestibule-status-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static struct status_facts facts_of(const struct edition *edition)
{
    return (struct status_facts){ .program = "vestibule 1.2.3",
                                  .folder = "content",
                                  .slide = "hours",
                                  .slide_since_utc_ms = 1795514400000,
                                  .switch_utc_ms = 1795514400000,
                                  .started_utc_ms = 1795514399999,
                                  .edition = edition,
                                  .version = 0x00c0ffee00c0ffee,
                                  .version_since_utc_ms = 0,
                                  .display = { .state = "lit",
                                               .socket = "HDMI-A-1",
                                               .presenter = "renderer (opengles2)",
                                               .width = 1080,
                                               .height = 1920,
                                               .reopened = 2,
                                               .refused = 1 },
                                  .sight = SIGHT_ALERT,
                                  .trusted = true,
                                  .out_of_date = 3 };
}

static void everything_is_said(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct edition edition = { .gone = true };
    struct stale stale = { "slides/a \"b\".json", 1795514400000 };
    edition.stale = &stale;
    edition.stale_count = 1;
    report_add(&edition.report, PROBLEM_ERROR, "content/a.json", 3, 14, "items[2].slide",
               "must be \"x\",\n\\ not \x01 é");
    report_add(&edition.report, PROBLEM_WARNING, "content/b.json", 0, 0, "", "small");
    struct status_facts facts = facts_of(&edition);
    char expected[2000];
    snprintf(
        expected, sizeof expected,
        "{\n"
        "  \"program\": \"vestibule 1.2.3\",\n"
        "  \"pid\": %ld,\n"
        "  \"started\": \"2026-11-24T09:59:59Z\",\n"
        "  \"playing\": \"hours\",\n"
        "  \"playing_since\": \"2026-11-24T10:00:00Z\",\n"
        "  \"display\": { \"state\": \"lit\", \"socket\": \"HDMI-A-1\", \"width\": 1080, "
        "\"height\": 1920, \"presenter\": \"renderer (opengles2)\", \"reopened\": 2, "
        "\"refused\": 1 },\n"
        "  \"screen\": \"alert\",\n"
        "  \"screen_until\": \"2026-11-24T10:00:00Z\",\n"
        "  \"clock_trusted\": true,\n"
        "  \"content\": \"content\",\n"
        "  \"content_gone\": true,\n"
        "  \"version\": \"00c0ffee00c0ffee\",\n"
        "  \"version_since\": \"1970-01-01T00:00:00Z\",\n"
        "  \"errors\": 1,\n"
        "  \"warnings\": 1,\n"
        "  \"problems\": [\n"
        "    { \"severity\": \"error\", \"file\": \"content/a.json\", \"line\": 3, \"column\": "
        "14, \"where\": \"items[2].slide\", \"message\": \"must be \\\"x\\\",\\n\\\\ not "
        "\\u0001 é\" },\n"
        "    { \"severity\": \"warning\", \"file\": \"content/b.json\", \"line\": 0, \"column\": "
        "0, \"where\": \"\", \"message\": \"small\" }\n"
        "  ],\n"
        "  \"out_of_date\": 3,\n"
        "  \"stale\": [\n"
        "    { \"file\": \"slides/a \\\"b\\\".json\", \"since\": \"2026-11-24T10:00:00Z\" }\n"
        "  ]\n"
        "}\n",
        (long)getpid());
    assert_string_equal(status_text(&facts, &arena), expected);
    report_finish(&edition.report);
    arena_finish(&arena);
}

static void it_is_always_json(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct report problems = { 0 };
    struct edition edition = { 0 };
    struct status_facts facts = facts_of(&edition);
    facts.slide = NULL;
    for (int i = 0; i < 300; i++) { /* more than are listed */
        char message[8] = { (char)(1 + i % 255), '"', (char)(1 + (i * 7) % 255), 0 };
        report_add(&edition.report, PROBLEM_ERROR, message, i, i, "", "%s", message);
        const char *text = status_text(&facts, &arena);
        const struct json *json = json_parse(text, strlen(text), "status", &arena, &problems);
        assert_non_null(json);
        assert_int_equal(json_get(json, "errors")->number, i + 1);
        assert_int_equal(json_get(json, "problems")->count, i < 100 ? i + 1 : 100);
        assert_int_equal(json_get(json, "playing")->type, JSON_NULL);
        arena_reset(&arena);
    }
    assert_int_equal(problems.count, 0);
    report_finish(&edition.report);
    arena_finish(&arena);
}

static ino_t inode(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 ? status.st_ino : 0;
}

static void it_is_replaced_whole_and_only_when_it_changed(void **state)
{
    (void)state;
    char path[96];
    struct edition edition = { 0 };
    struct status_facts facts = facts_of(&edition);
    snprintf(path, sizeof path, "%s/status.json", folder);
    struct status *status = status_open(folder);
    assert_non_null(status);
    status_write(status, &facts);
    int held = open(path, O_RDONLY); /* so that its inode is not used again */
    ino_t first = inode(path);
    assert_true(held >= 0 && first != 0);
    status_write(status, &facts);
    assert_true(inode(path) == first);
    facts.slide = "busy";
    status_write(status, &facts);
    assert_true(inode(path) != first && inode(path) != 0);
    close(held);
    status_close(status);
    assert_true(inode(path) == 0);
    assert_int_equal(rmdir(folder), 0); /* nothing else was left */
    assert_int_equal(mkdir(folder, 0700), 0);
}

static void nowhere_to_write_stops_nothing(void **state)
{
    (void)state;
    struct edition edition = { 0 };
    struct status_facts facts = facts_of(&edition);
    assert_null(status_open("/proc/nowhere"));
    status_write(NULL, &facts);
    status_close(NULL);
    struct status *status = status_open(folder);
    assert_int_equal(rmdir(folder), 0);
    status_write(status, &facts);
    status_write(status, &facts);
    status_close(status);
    assert_int_equal(mkdir(folder, 0700), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_said),
        cmocka_unit_test(it_is_always_json),
        cmocka_unit_test_setup_teardown(it_is_replaced_whole_and_only_when_it_changed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nowhere_to_write_stops_nothing, set_up, tear_down),
    };
    log_set_level((enum log_level) - 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
