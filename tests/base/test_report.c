/* What staff read: one line per problem, in the order of the file, and never a refusal unsaid. */
#include "base/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct row {
    enum severity severity;
    const char *file;
    int line, column;
    const char *where, *message;
};

static void add(struct report *report, struct row row)
{
    report_add(report, row.severity, row.file, row.line, row.column, row.where, "%s", row.message);
}

static char *print(const struct report *report)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    report_print(report, stream);
    fclose(stream);
    return text;
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        struct row row;
        const char *expected;
    } rows[] = {
        { { PROBLEM_ERROR, "content/hours.json", 12, 15, "weekly[3].opens", "must be a time" },
          "content/hours.json:12:15: weekly[3].opens: must be a time\n" },
        { { PROBLEM_WARNING, "content/site.json", 2, 1, "", "is long" },
          "content/site.json:2:1: warning: is long\n" },
        { { PROBLEM_ERROR, "content/slides/a.json", 0, 0, "", "there is no such file" },
          "content/slides/a.json: there is no such file\n" },
        { { PROBLEM_WARNING, "a.json", 0, 0, "title", "100 % of 50%s" },
          "a.json: warning: title: 100 % of 50%s\n" },
        { { PROBLEM_ERROR, "a.json", 1, 2, "t", "30\xc2\xa0\xe2\x82\xac" },
          "a.json:1:2: t: 30\xc2\xa0\xe2\x82\xac\n" },
        /* what comes from outside can neither forge a line nor command a terminal */
        { { PROBLEM_ERROR, "a\nb.json", 1, 2, "x\x1b[31m", "\"\r\t\x7f\"" },
          "a b.json:1:2: x [31m: \"   \"\n" },
        { { PROBLEM_ERROR, "\xc3\xa9.json", 1, 2, "c\xc2\x9b", "\xe2\x80\xa6\xff" },
          "\xc3\xa9.json:1:2: c : \xe2\x80\xa6\xef\xbf\xbd\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct report report = { 0 };
        add(&report, rows[i].row);
        char *text = print(&report);
        assert_string_equal(text, rows[i].expected);
        free(text);
        report_finish(&report);
    }
}

static void test_empty(void **state)
{
    (void)state;
    struct report report = { 0 };
    report_sort(&report);
    char *text = print(&report);
    assert_string_equal(text, "");
    free(text);
    report_finish(&report);
}

static void test_sorted_by_place(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { PROBLEM_ERROR, "b.json", 1, 1, "", "1" },   { PROBLEM_ERROR, "a.json", 10, 1, "", "2" },
        { PROBLEM_ERROR, "a.json", 9, 30, "", "3" },  { PROBLEM_ERROR, "a.json", 9, 4, "", "4" },
        { PROBLEM_WARNING, "a.json", 9, 4, "", "5" }, { PROBLEM_ERROR, "a.json", 9, 4, "", "6" },
        { PROBLEM_ERROR, "a.json", 0, 0, "", "7" },
    };
    struct report report = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        add(&report, rows[i]);
    }
    report_sort(&report);
    char order[sizeof rows / sizeof *rows + 1] = "";
    for (size_t i = 0; i < report.count; i++) {
        order[i] = report.problems[i].message[0];
    }
    assert_string_equal(order, "7456321");
    report_finish(&report);
}

static void test_texts_are_copied(void **state)
{
    (void)state;
    struct report report = { 0 };
    char file[] = "a.json", where[] = "title", message[] = "is empty";
    add(&report, (struct row){ PROBLEM_ERROR, file, 1, 1, where, message });
    memset(file, 'x', 3);
    memset(where, 'x', 3);
    memset(message, 'x', 3);
    char *text = print(&report);
    assert_string_equal(text, "a.json:1:1: title: is empty\n");
    free(text);
    report_finish(&report);
}

static size_t count_messages(const struct report *report, const char *message)
{
    size_t count = 0;
    for (size_t i = 0; i < report->count; i++) {
        count += strcmp(report->problems[i].message, message) == 0;
    }
    return count;
}

/* The list is bounded; errors stay counted, and push warnings out. */
/* A file in another encoding is quoted byte by byte; its name stays what opens it. */
static void test_bytes_that_are_no_text(void **state)
{
    (void)state;
    struct report report = { 0 };
    report_add(&report, PROBLEM_ERROR, "caf\xe9.json", 1, 2, "a.\xc3", "not \"%s\"", "\x80é\xff");
    assert_string_equal(report.problems[0].file, "caf\xe9.json");
    assert_string_equal(report.problems[0].where, "a.\xef\xbf\xbd");
    assert_string_equal(report.problems[0].message, "not \"\xef\xbf\xbdé\xef\xbf\xbd\"");
    report_finish(&report);
}

/* One file does not hide what is wrong with the others, and all are counted. */
static void test_flood(void **state)
{
    (void)state;
    struct report report = { 0 };
    add(&report, (struct row){ PROBLEM_ERROR, "a.json", 1, 1, "", "first" });
    for (int i = 0; i < 3000; i++) {
        add(&report, (struct row){ PROBLEM_ERROR, "b.json", i + 1, 1, "x", "error" });
        report_detail(&report, 7, "fix");
    }
    add(&report, (struct row){ PROBLEM_ERROR, "c.json", 1, 1, "", "last" });
    add(&report, (struct row){ PROBLEM_WARNING, "c.json", 1, 1, "", "warning" });
    assert_int_equal(report.errors, 3002);
    assert_int_equal(report.warnings, 1);
    assert_int_equal(report.count, 104);
    const struct problem *more = &report.problems[101];
    assert_string_equal(more->message, "further mistakes of this file are not listed");
    assert_int_equal(more->line, 101);
    assert_string_equal(more->where, "");
    assert_int_equal(more->span, 1);
    assert_null(more->fix);
    assert_string_equal(report.problems[102].message, "last");
    report_finish(&report);
}

static void test_full(void **state)
{
    (void)state;
    struct report report = { 0 };
    for (int i = 0; i < 3000; i++) {
        add(&report, (struct row){ PROBLEM_WARNING, "a.json", 1, 1, "", "warning" });
    }
    assert_int_equal(report.errors, 0);
    assert_int_equal(report.count, 1000);
    add(&report, (struct row){ PROBLEM_ERROR, "b.json", 1, 1, "", "error" });
    add(&report, (struct row){ PROBLEM_ERROR, "b.json", 2, 1, "", "error" });
    assert_int_equal(count_messages(&report, "error"), 2);
    for (int i = 0; i < 2000; i++) {
        const char *file = i % 2 ? "c.json" : "d.json";
        add(&report, (struct row){ PROBLEM_ERROR, file, 1, 1, "", "error" });
    }
    assert_int_equal(report.errors, 2002);
    assert_int_equal(report.count, 1000);
    assert_int_equal(count_messages(&report, "error"), 1000);
    report_finish(&report);
}

static void test_usable_after_finish(void **state)
{
    (void)state;
    struct report report = { 0 };
    add(&report, (struct row){ PROBLEM_ERROR, "a.json", 1, 1, "", "x" });
    report_finish(&report);
    assert_int_equal(report.errors, 0);
    assert_int_equal(report.count, 0);
    add(&report, (struct row){ PROBLEM_WARNING, "a.json", 1, 1, "", "y" });
    assert_int_equal(report.count, 1);
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_sorted_by_place),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_bytes_that_are_no_text),
        cmocka_unit_test(test_flood),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_usable_after_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
