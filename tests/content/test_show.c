/* A content folder as a whole: what is broken is left out alone, and is told once, at its place. */
#include "content/show.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void put(const char *path, const char *text)
{
    char full[256];
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static const char site[] =
    "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\", \"en\"]}";
static const char hours[] =
    "{\"services\": [{\"id\": \"accueil\", \"name\": \"Accueil\", \"weekly\": ["
    "{\"days\": [\"monday\", \"tuesday\"], \"opens\": \"13:30\", \"closes\": \"16:00\"},"
    "{\"days\": [\"monday\"], \"opens\": \"09:00\", \"closes\": \"12:00\"}]},"
    "{\"id\": \"archives\", \"name\": \"Archives\", \"weekly\": []}],"
    "\"exceptions\": [{\"from\": \"2026-12-24\", \"until\": \"2026-12-31\", \"reason\": \"Pont\","
    "\"services\": [\"archives\"]}, {\"from\": \"2026-11-30\", \"reason\": \"Inventaire\","
    "\"hours\": [{\"opens\": \"10:00\", \"closes\": \"11:00\"}]}],"
    "\"open_holidays\": [\"whit_monday\"]}";
static const char notice[] =
    "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"Bonjour\", \"body\": \"Texte\"}";
static const char playlist[] = "{\"items\": [{\"slide\": \"hello\"}]}";

static int make_folder(void **state)
{
    (void)state;
    char path[128];
    strcpy(folder, "/tmp/vestibule-show-XXXXXX");
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/slides", folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/screens", folder);
    mkdir(path, 0755);
    put("site.json", site);
    put("hours.json", hours);
    put("playlist.json", playlist);
    put("slides/hello.json", notice);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* Loads the folder; the messages have the folder's name taken off. */
static struct show *load(const char *screen, char messages[2000])
{
    struct report report = { 0 };
    const struct show_options options = {
        .assets = "assets", .screen = screen, .host = "hall-1", .kinds = slide_records
    };
    struct show *show = show_load(folder, &options, &report);
    char *at = messages;
    at[0] = '\0';
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        const char *file = strncmp(problem->file, folder, strlen(folder)) == 0
                               ? problem->file + strlen(folder) + 1
                               : problem->file;
        at += sprintf(at, "%s:%d:%d: %s%s%s%s\n", file, problem->line, problem->column,
                      problem->severity == PROBLEM_WARNING ? "warning: " : "", problem->where,
                      problem->where[0] ? ": " : "", problem->message);
    }
    report_finish(&report);
    return show;
}

static void a_good_folder_is_read_whole(void **state)
{
    (void)state;
    char messages[2000];
    struct show *show = load(NULL, messages);
    assert_string_equal(messages, "");
    assert_int_equal(show->language_count, 2);
    assert_int_equal(show->slide_count, 1);
    assert_string_equal(show->slides[0].name, "hello");
    const struct service *accueil = show_service(show, "accueil");
    /* spans come out in order of time, whatever their order in the file */
    assert_int_equal(accueil->rules.week[MONDAY].count, 2);
    assert_int_equal(accueil->rules.week[MONDAY].spans[0].from, 9 * 60);
    assert_int_equal(accueil->rules.week[WEDNESDAY].count, 0);
    assert_int_equal(accueil->rules.exception_count, 1); /* the other concerns archives only */
    assert_int_equal(accueil->rules.exceptions[0].opening.spans[0].to, 11 * 60);
    assert_string_equal(accueil->reasons[0]->by[0], "Inventaire");
    assert_int_equal(accueil->rules.exceptions[0].until.day, 30);
    assert_int_equal(accueil->rules.open_holidays, 1u << HOLIDAY_WHIT_MONDAY);
    assert_int_equal(show_service(show, "archives")->rules.exception_count, 2);
    assert_null(show_service(show, "absent"));
    assert_int_equal(show->screen.display, 1);
    show_free(show);
}

static void each_mistake_is_told_and_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text, *expected;
        int slides;
    } rows[] = {
        { "slides/hello.json", "{\"kind\": \"notice\",}",
          "slides/hello.json:1:18: this comma must go: nothing follows it before \"}\"\n", 0 },
        { "slides/hello.json", "{\"kind\": \"notise\"}",
          "slides/hello.json:1:10: kind: must be one of the known kinds (actions, alert, busy, "
          "commitments, hours, indicators, links, notice, orientation, survey), not \"notise\"; did "
          "you mean \"notice\"?\n",
          0 },
        { "slides/hello.json", "{\"title\": \"a\"}",
          "slides/hello.json:1:1: the key \"kind\" is missing (actions, alert, busy, commitments, "
          "hours, indicators, links, notice, orientation, survey)\n",
          0 },
        { "slides/hello.json",
          "{\"kind\": \"hours\", \"title\": \"Horaires\", \"service\": \"acueil\"}",
          "slides/hello.json:1:51: service: must be the id of a service of hours.json, not "
          "\"acueil\"; did you mean \"accueil\"?\n",
          0 },
        { "playlist.json", "{\"items\": [{\"slide\": \"helo\"}]}",
          "playlist.json:1:22: items[0].slide: there is no slides/helo.json; did you mean "
          "\"hello\"?\n"
          "slides/hello.json:0:0: warning: playlist.json does not name this slide: it never plays\n",
          1 },
        { "playlist.json", "{\"items\": [{\"slide\": \"hello\", \"seconds\": 1}]}",
          "playlist.json:1:42: items[0].seconds: must be between 5 and 120, not 1\n", 1 },
        { "playlist.json",
          "{\"items\": [{\"slide\": \"hello\", \"from\": \"2026-02-01\", \"until\": \"2026-01-01\"}]}",
          "playlist.json:1:62: items[0].until: must not be before \"from\", not \"2026-01-01\"\n",
          1 },
        { "site.json",
          "{\"name\": \"a\", \"time_zone\": \"Europe/Grenoble\", \"languages\": [\"fr\"]}",
          "site.json:1:28: time_zone: must be a time zone this machine knows such as "
          "\"Europe/Paris\", not \"Europe/Grenoble\"\n",
          1 },
        { "site.json",
          "{\"name\": \"a\", \"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\", \"xx\"]}",
          "site.json:1:64: languages[1]: there are no words for the language \"xx\": assets/languages/xx.json is missing\n",
          1 },
        { "hours.json", "{\"services\": []}",
          "hours.json:1:14: services: must hold 1 to 50 values, not 0\n", 1 },
        { "hours.json",
          "{\"services\": [{\"id\": \"a\", \"name\": \"A\", \"weekly\": [{\"days\": [\"monday\"], "
          "\"opens\": \"12:00\", \"closes\": \"09:00\"}]}]}",
          "hours.json:1:100: services[0].weekly[0].closes: must be later than the opening time, not "
          "\"09:00\"\n",
          1 },
        { "hours.json",
          "{\"services\": [{\"id\": \"a\", \"name\": \"A\", \"weekly\": [{\"days\": [\"monday\"], "
          "\"opens\": \"09:00\", \"closes\": \"12:00\"}, {\"days\": [\"monday\"], \"opens\": "
          "\"11:00\", \"closes\": \"13:00\"}]}]}",
          "hours.json:1:110: services[0].weekly[1]: overlaps another opening of the same day, or is "
          "the fifth of it\n",
          1 },
        { "zones.json",
          "{\"floors\": [{\"number\": 0, \"name\": \"Rez\"}], \"zones\": [{\"letter\": \"A\", "
          "\"shape\": \"circle\", \"color\": \"#1F6FE5\", \"color_name\": \"bleu\", \"name\": "
          "\"Accueil\", \"floor\": 1}]}",
          "zones.json:1:159: zones[0].floor: must be the number of one of the \"floors\", not 1\n",
          1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char messages[2000];
        remove_folder(NULL);
        assert_int_equal(make_folder(NULL), 0);
        put(rows[i].path, rows[i].text);
        struct show *show = load(NULL, messages);
        assert_string_equal(messages, rows[i].expected);
        assert_non_null(show);
        assert_int_equal(show->slide_count, rows[i].slides);
        show_free(show);
    }
}

static void a_missing_playlist_plays_everything(void **state)
{
    (void)state;
    char messages[2000], path[128];
    snprintf(path, sizeof path, "%s/playlist.json", folder);
    unlink(path);
    put("slides/second.json", notice);
    struct show *show = load(NULL, messages);
    assert_string_equal(messages, "playlist.json:0:0: there is no such file\n");
    assert_int_equal(show->playlist.items.count, 2);
    show_free(show);
}

static void the_screen_is_named_or_found_by_host(void **state)
{
    (void)state;
    char messages[2000];
    put("screens/default.json", "{\"display\": 2}");
    struct show *show = load(NULL, messages);
    assert_int_equal(show->screen.display, 2);
    show_free(show);
    put("screens/hall-1.json", "{\"display\": 3}");
    show = load(NULL, messages);
    assert_int_equal(show->screen.display, 3);
    show_free(show);
    show = load("default", messages);
    assert_int_equal(show->screen.display, 2);
    show_free(show);
    show = load("nowhere", messages);
    assert_string_equal(messages, "screens/nowhere.json:0:0: there is no such file\n");
    show_free(show);
}

static void reading_leaves_the_time_zone_alone(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *expected;
    } rows[] = {
        { "Asia/Kolkata", "Asia/Kolkata" },
        { "Mars/Olympus", "Europe/Paris" }, /* told as an error, and the hall still has a clock */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char messages[2000], text[200];
        snprintf(text, sizeof text,
                 "{\"name\": \"Mairie\", \"time_zone\": \"%s\", \"languages\": [\"fr\"]}",
                 rows[i].zone);
        put("site.json", text);
        assert_true(moment_set_zone("UTC"));
        struct show *show = load(NULL, messages);
        assert_string_equal(show->site.time_zone, rows[i].expected);
        assert_int_equal(moment_at(0, true).minute, 0);
        show_set_zone(show);
        assert_int_equal(moment_at(0, true).minute, i == 0 ? 5 * 60 + 30 : 60);
        show_free(show);
    }
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    (void)state;
    struct report report = { 0 };
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    assert_null(show_load("/nowhere", &options, &report));
    assert_int_equal(report.errors, 1);
    report_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_good_folder_is_read_whole, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(each_mistake_is_told_and_left_out, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_missing_playlist_plays_everything, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(the_screen_is_named_or_found_by_host, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(reading_leaves_the_time_zone_alone, make_folder,
                                        remove_folder),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
