/* The report as people, editors and programs read it. */
#include "base/report_format.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[300];

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* Returns what is written, with the path shortened to F; freed by the caller. */
static char *written(const struct report *report, const struct report_style *style)
{
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    report_write(report, style, stream);
    fclose(stream);
    for (char *found; (found = strstr(out, path)) != NULL;) {
        *found = 'F';
        memmove(found + 1, found + strlen(path), strlen(found + strlen(path)) + 1);
    }
    return out;
}

static void assert_written(const struct report *report, const struct report_style *style,
                           const char *expected)
{
    char *out = written(report, style);
    assert_string_equal(out, expected);
    free(out);
}

static void add_problems(struct report *report)
{
    report_add(report, PROBLEM_ERROR, path, 2, 12, "a.opens", "must be \"x\"");
    report_detail(report, 6, "\"08:30\"");
    report_add(report, PROBLEM_WARNING, path, 3, 4, "", "too\nlong");
    report_add(report, PROBLEM_ERROR, "gone.json", 0, 0, "", "is no file");
}

static void text_quotes_the_line(void **state)
{
    (void)state;
    struct report report = { 0 };
    write_file("{\n  \"opens\": \"8h30\",\n\té\x02\xc3\xa8 e\n}\n");
    add_problems(&report);
    const struct report_style style = { .columns = 100 };
    assert_written(&report, &style,
                   "F:3:4: warning: too long\n"
                   "    3 |  é è e\n"
                   "      |    ^\n"
                   "F:2:12: a.opens: must be \"x\"\n"
                   "    2 |   \"opens\": \"8h30\",\n"
                   "      |            ^~~~~~\n"
                   "      |            \"08:30\"\n"
                   "gone.json: is no file\n");
    report_finish(&report);
}

/* An error is always told where it is. */
static void a_warning_of_several_places_is_written_once(void **state)
{
    (void)state;
    struct report report = { 0 };
    write_file("{\n  \"example\": true\n}\n");
    report_add(&report, PROBLEM_WARNING, path, 2, 14, "example", "an example");
    report_add(&report, PROBLEM_ERROR, "b.json", 1, 2, "", "wrong");
    report_add(&report, PROBLEM_WARNING, "b.json", 4, 9, "example", "an example");
    report_add(&report, PROBLEM_WARNING, "b.json", 5, 9, "other", "an example");
    report_add(&report, PROBLEM_ERROR, "c.json", 1, 2, "", "wrong");
    report_add(&report, PROBLEM_WARNING, "c.json", 0, 0, "example", "an example");
    const struct report_style style = { .columns = 100 };
    assert_written(&report, &style,
                   "F:2:14: warning: example: an example\n"
                   "    2 |   \"example\": true\n"
                   "      |              ^\n"
                   "likewise: b.json:4, c.json\n"
                   "b.json:5:9: warning: other: an example\n"
                   "b.json:1:2: wrong\n"
                   "c.json:1:2: wrong\n");
    const struct report_style gcc = { .format = REPORT_GCC };
    char *text = written(&report, &gcc);
    assert_non_null(strstr(text, "b.json:4:9: warning: example: an example\n"));
    free(text);
    report_finish(&report);
}

static void colour_is_only_for_terminals(void **state)
{
    (void)state;
    struct report report = { 0 };
    write_file("{\n  \"opens\": \"8h30\",\n\n}\n");
    add_problems(&report);
    struct report_style style = { .columns = 100 };
    char *plain = written(&report, &style);
    assert_null(strchr(plain, '\033'));
    style.colour = true;
    char *painted = written(&report, &style);
    assert_non_null(strstr(painted, "\033[1;31m^~~~~~"));
    assert_non_null(strstr(painted, "\033[1;35m^"));
    char *end = strrchr(painted, '\033');
    assert_int_equal(strncmp(end, "\033[0m", 4), 0);
    free(plain);
    free(painted);
    report_finish(&report);
}

static void long_lines_are_quoted_around_the_spot(void **state)
{
    (void)state;
    struct report report = { 0 };
    write_file("0123456789012345678901234567890123456789012345678901234567890123456789HERE890\n");
    report_add(&report, PROBLEM_ERROR, path, 1, 71, "", "wrong");
    report_detail(&report, 200, NULL);
    const struct report_style style = { .columns = 48 };
    assert_written(&report, &style,
                   "F:1:71: wrong\n"
                   "    1 | 01234567890123456789HERE890\n"
                   "      |                     ^~~~~~~\n");
    report_finish(&report);
}

static void gcc_is_one_line_a_problem(void **state)
{
    (void)state;
    struct report report = { 0 };
    add_problems(&report);
    const struct report_style style = { .format = REPORT_GCC };
    assert_written(&report, &style,
                   "F:2:12: error: a.opens: must be \"x\"\n"
                   "F:3:4: warning: too long\n"
                   "gone.json:1:1: error: is no file\n");
    report_finish(&report);
}

static void json_is_an_array(void **state)
{
    (void)state;
    struct report report = { 0 };
    const struct report_style style = { .format = REPORT_JSON };
    assert_written(&report, &style, "[]\n");
    add_problems(&report);
    assert_written(
        &report, &style,
        "[\n"
        "  {\"severity\": \"error\", \"file\": \"F\", \"line\": 2, \"column\": 12, \"span\": 6, "
        "\"where\": \"a.opens\", \"message\": \"must be \\\"x\\\"\", \"fix\": \"\\\"08:30\\\"\"},\n"
        "  {\"severity\": \"warning\", \"file\": \"F\", \"line\": 3, \"column\": 4, \"span\": 1, "
        "\"where\": \"\", \"message\": \"too\\nlong\"},\n"
        "  {\"severity\": \"error\", \"file\": \"gone.json\", \"line\": 0, \"column\": 0, "
        "\"span\": 1, \"where\": \"\", \"message\": \"is no file\"}\n"
        "]\n");
    report_finish(&report);
}

static int remove_file(void **state)
{
    (void)state;
    unlink(path);
    return 0;
}

int main(void)
{
    snprintf(path, sizeof path, "%s/vestibule-report-%d.json", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_quotes_the_line),
        cmocka_unit_test(a_warning_of_several_places_is_written_once),
        cmocka_unit_test(colour_is_only_for_terminals),
        cmocka_unit_test(long_lines_are_quoted_around_the_spot),
        cmocka_unit_test(gcc_is_one_line_a_problem),
        cmocka_unit_test(json_is_an_array),
    };
    return cmocka_run_group_tests(tests, NULL, remove_file);
}
