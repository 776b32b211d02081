/* Counting, and the file: what is written is read back, at most once a minute, and nothing that
 * stands in it can do harm. */
#include "kiosk/usage.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[96];
static const struct date monday = { 2026, 11, 23 }, tuesday = { 2026, 11, 24 };

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/vestibule-usage-XXXXXX");
    snprintf(path, sizeof path, "%s/usage.txt", mkdtemp(folder) ? folder : ".");
    snprintf(path, sizeof path, "%s/usage.txt", folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void put(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void get(char text[2000])
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, 1999, file)] = '\0';
    fclose(file);
}

static unsigned count_of(const struct usage *usage, struct date day, enum news_type type,
                         const char *name)
{
    for (size_t i = 0; i < usage->count; i++) {
        const struct usage_entry *entry = &usage->entries[i];
        if (entry->day == date_to_days(day) && entry->type == type &&
            strcmp(entry->name, name) == 0) {
            return entry->count;
        }
    }
    return 0;
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    struct usage usage = { 0 }, again = { 0 };
    size_t strange;
    char text[2000];
    struct session session = { .news_count = 3 };
    session.news[0].type = NEWS_CHOICE;
    session.news[0].name = "sejour";
    session.news[1].type = NEWS_ZONE;
    session.news[1].name = "C";
    session.news[2].type = NEWS_SESSION;
    session.news[2].name = "";
    usage_observe(&usage, tuesday, &session);
    usage_observe(&usage, tuesday, &session);
    usage_add(&usage, monday, NEWS_LANGUAGE, "ar");
    assert_true(usage_keep(&usage, path, 0));
    get(text);
    assert_non_null(strstr(text, "\n2026-11-23 language 1 ar\n2026-11-24 choice 2 sejour\n"
                                 "2026-11-24 zone 2 C\n2026-11-24 session 2\n"));
    assert_true(usage_read(&again, path, &strange));
    assert_int_equal(strange, 0);
    assert_int_equal(again.count, 4);
    assert_int_equal(count_of(&again, tuesday, NEWS_CHOICE, "sejour"), 2);
    assert_int_equal(count_of(&again, tuesday, NEWS_SESSION, ""), 2);
    assert_true(access(folder, R_OK) == 0);
    snprintf(text, sizeof text, "%s.new", path);
    assert_int_not_equal(access(text, F_OK), 0);
    usage_finish(&usage);
    usage_finish(&again);
}

static void a_card_is_written_once_a_minute(void **state)
{
    (void)state;
    struct usage usage = { 0 };
    assert_true(usage_due(&usage) == INT64_MAX); /* nothing to write */
    assert_true(usage_keep(&usage, path, 5000));
    assert_int_not_equal(access(path, F_OK), 0);
    usage_add(&usage, monday, NEWS_CHOICE, "a");
    assert_true(usage_keep(&usage, path, 5000));
    assert_int_equal(access(path, F_OK), 0);
    assert_true(usage_due(&usage) == INT64_MAX);
    usage_add(&usage, monday, NEWS_CHOICE, "a");
    assert_true(usage_due(&usage) == 65000);
    unlink(path);
    assert_true(usage_keep(&usage, path, 64999));
    assert_int_not_equal(access(path, F_OK), 0);
    assert_true(usage_keep(&usage, path, 65000));
    assert_int_equal(access(path, F_OK), 0);
    usage_finish(&usage);
}

static void a_failure_is_told_and_tried_again(void **state)
{
    (void)state;
    struct usage usage = { 0 };
    char missing[128];
    snprintf(missing, sizeof missing, "%s/none/usage.txt", folder);
    usage_add(&usage, monday, NEWS_CHOICE, "a");
    assert_false(usage_keep(&usage, missing, 0));
    assert_true(usage_due(&usage) == USAGE_WRITE_MS); /* not at every touch */
    assert_true(usage_keep(&usage, missing, 1000));
    assert_true(usage_keep(&usage, path, USAGE_WRITE_MS));
    assert_int_equal(access(path, F_OK), 0);
    usage_finish(&usage);
}

static void strange_lines_are_passed_over(void **state)
{
    (void)state;
    struct usage usage = { 0 };
    size_t strange;
    put("# comment\n\n2026-11-23 choice 2 a\n2026-11-23 choice 3 a\n2026-13-45 choice 1 a\n"
        "2026-11-23 dance 1 a\n2026-11-23 choice -1 a\n2026-11-23 choice 0 a\n"
        "2026-11-23 choice 5x a\nnonsense\n2026-11-23 zone 1 \x1b[31m\n");
    assert_true(usage_read(&usage, path, &strange));
    assert_int_equal(strange, 6);
    assert_int_equal(count_of(&usage, monday, NEWS_CHOICE, "a"), 5);
    assert_int_equal(count_of(&usage, monday, NEWS_ZONE, "?[31m"), 1); /* no escape sequences */
    usage_finish(&usage);
    unlink(path);
    assert_false(usage_read(&usage, path, &strange));
}

/* As many digits as are read back: a count that runs over stays, it is not lost. */
static void a_count_has_an_end(void **state)
{
    (void)state;
    struct usage usage = { 0 }, again = { 0 };
    size_t strange;
    put("2026-11-23 zone 999999999 A\n2026-11-23 zone 999999999 A\n");
    assert_true(usage_read(&usage, path, &strange));
    usage_add(&usage, monday, NEWS_ZONE, "A");
    assert_true(usage_keep(&usage, path, 0));
    assert_true(usage_read(&again, path, &strange));
    assert_int_equal(strange, 0);
    assert_int_equal(count_of(&again, monday, NEWS_ZONE, "A"), 999999999);
    usage_finish(&usage);
    usage_finish(&again);
}

static void it_stays_small(void **state)
{
    (void)state;
    struct usage usage = { 0 }, again = { 0 };
    size_t strange;
    char name[80], text[2000];
    for (int i = 0; i < USAGE_ENTRIES_MAX + 100; i++) {
        snprintf(name, sizeof name, "n%d", i);
        usage_add(&usage, date_add(monday, i / 100), NEWS_CHOICE, name);
    }
    assert_true(usage.count <= USAGE_ENTRIES_MAX);
    usage_finish(&usage);
    memset(name, 'x', sizeof name);
    memcpy(name + USAGE_NAME_MAX - 2, "é", 3); /* a character on the edge */
    usage_add(&usage, monday, NEWS_CHOICE, name);
    assert_int_equal(strlen(usage.entries[0].name), USAGE_NAME_MAX - 2);
    usage_add(&usage, monday, NEWS_CHOICE, "old");
    usage_add(&usage, date_add(monday, USAGE_DAYS_MAX), NEWS_CHOICE, "new");
    assert_true(usage_keep(&usage, path, 0));
    get(text);
    assert_null(strstr(text, "old"));
    assert_non_null(strstr(text, "new"));
    assert_true(usage_read(&again, path, &strange));
    assert_int_equal(again.count, 1);
    usage_finish(&usage);
    usage_finish(&again);
}

/* A folder in its place can be opened but not read, as a file on a bad card. */
static void what_could_not_be_read_is_not_written_over(void **state)
{
    (void)state;
    struct usage usage = { 0 };
    size_t strange;
    char text[2000];
    assert_int_equal(mkdir(path, 0755), 0);
    assert_false(usage_read(&usage, path, &strange));
    usage_add(&usage, monday, NEWS_CHOICE, "a");
    assert_false(usage_keep(&usage, path, 0));
    assert_int_equal(rmdir(path), 0);
    put("2026-11-23 choice 7 a\n2026-11-23 zone 2 C\n");
    assert_true(usage_keep(&usage, path, USAGE_WRITE_MS));
    get(text);
    assert_non_null(strstr(text, "\n2026-11-23 choice 8 a\n2026-11-23 zone 2 C\n"));
    usage_add(&usage, monday, NEWS_CHOICE, "a"); /* and read only once */
    assert_true(usage_keep(&usage, path, INT64_MAX));
    get(text);
    assert_non_null(strstr(text, "\n2026-11-23 choice 9 a\n"));
    usage_finish(&usage);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read_back),
        TEST(a_card_is_written_once_a_minute),
        TEST(a_failure_is_told_and_tried_again),
        TEST(what_could_not_be_read_is_not_written_over),
        TEST(strange_lines_are_passed_over),
        TEST(a_count_has_an_end),
        TEST(it_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
