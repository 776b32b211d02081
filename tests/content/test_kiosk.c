/* kiosk.json and plan.json: what is read, every message, languages that are complete, the way. */
#include "content/records.h"
#include "support/cmocka_all.h"
#include "support/content.h"

#include <math.h>
#include <string.h>

#define HELP                                                                                       \
    "{\"id\": \"aide\", \"icon\": \"user\", \"label\": \"Aide\", \"zone\": \"A\", \"help\": true}"
#define KIOSK(choices) "{\"offline\": \"Plan à l'accueil\", \"choices\": [" choices "]}"
#define NOT_HERE                                                                                   \
    "\"not_here\": {\"headline\": \"En mairie\", \"body\": \"Prenez rendez-vous.\","               \
    "\"offline\": \"Par téléphone\"}"

/* The errors as "where: message", which must all be of that file. */
static const char *errors(const struct report *report, const char *file, struct arena *arena)
{
    const char *found = "";
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        if (problem->severity == PROBLEM_ERROR) {
            assert_string_equal(problem->file, file);
            found = arena_printf(arena, "%s%s: %s\n", found, problem->where, problem->message);
        }
    }
    return found;
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *kiosk, *expected;
    } rows[] = {
        { KIOSK(HELP), "" },
        { KIOSK(HELP ", {\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\"}"),
          "choices[1]: must lead to one place: \"zone\", \"not_here\" or "
          "\"choices\", not 0 of them\n" },
        { KIOSK(
              HELP
              ", {\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\", \"zone\": \"A\"," NOT_HERE
              "}"),
          "choices[1]: must lead to one place: \"zone\", \"not_here\" or "
          "\"choices\", not 2 of them\n" },
        { KIOSK(HELP ", {\"id\": \"aide\", \"icon\": \"id\", \"label\": \"CNI\", \"zone\": \"A\"}"),
          "choices[1].id: must be different for each choice, not \"aide\" again\n" },
        { KIOSK(HELP ", {\"id\": \"Été\", \"icon\": \"id\", \"label\": \"CNI\", \"zone\": \"A\"}"),
          "choices[1].id: must be small letters without accents, "
          "digits and hyphens, not \"Été\"\n" },
        { KIOSK(HELP ", {\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\", \"zone\": \"Z\"}"),
          "choices[1].zone: must be the letter of a zone of zones.json, not "
          "\"Z\"\n" },
        { KIOSK("{\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\", \"zone\": \"A\"}"),
          "choices: one choice, for those who do not know, must say "
          "\"help\": true; 0 do\n" },
        { KIOSK("{\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\", \"help\": true, " NOT_HERE
                "}"),
          "choices[0].help: the choice of those who do not know must lead to a "
          "\"zone\"\n" },
        { KIOSK(HELP ", {\"id\": \"l\", \"icon\": \"id\", \"label\": \"L\", \"choices\": ["
                     "{\"id\": \"m\", \"icon\": \"id\", \"label\": \"M\", \"zone\": \"A\"}]}"),
          "choices[1].choices: must hold 2 to 12 values, not 1\n" },
        { KIOSK(HELP ", {\"id\": \"l\", \"icon\": \"id\", \"label\": \"L\", \"choices\": ["
                     "{\"id\": \"m\", \"icon\": \"id\", \"label\": \"M\", \"zone\": \"A\"},"
                     "{\"id\": \"n\", \"icon\": \"id\", \"label\": \"N\", \"choices\": []}]}"),
          "choices[1].choices[1]: unknown key \"choices\"\n"
          "choices[1].choices[1].choices: a list of choices cannot hold another "
          "list: two levels at most\n" },
        { "{\"choices\": [" HELP "]}", ": the key \"offline\" is missing\n" },
        { KIOSK(HELP ", {\"id\": \"cni\", \"icon\": \"id\", \"label\": \"CNI\", \"not_here\": "
                     "{\"headline\": \"H\", \"body\": \"B\", \"offline\": \"O\", \"url\": "
                     "\"https://fausse-prefecture.com/\"}}"),
          "choices[1].not_here.url: \"fausse-prefecture.com\" is not among the "
          "allowed_hosts of site.json (official sites only)\n" },
        { KIOSK(HELP "," HELP "," HELP "," HELP "," HELP "," HELP "," HELP "," HELP "," HELP
                     "," HELP "," HELP "," HELP "," HELP),
          "choices: must hold 1 to 12 values, not 13\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct report report = { 0 };
        const struct extra_file files[] = {
            { "site.json",
              "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\"]}" },
            { "hours.json", "{\"services\": [{\"id\": \"a\", \"name\": \"A\", \"weekly\": []}]}" },
            { "zones.json", "{\"floors\": [{\"number\": 0, \"name\": \"RDC\"}], \"zones\": ["
                            "{\"letter\": \"A\", \"shape\": \"circle\", \"color\": \"#1F6FE5\","
                            "\"color_name\": \"bleu\", \"name\": \"Accueil\", \"floor\": 0}]}" },
            { "kiosk.json", rows[i].kiosk },
            { NULL, NULL },
        };
        struct show *show = content_with_files(files, &report);
        assert_string_equal(errors(&report, "kiosk.json", &arena), rows[i].expected);
        /* an error keeps the whole kiosk off the screen */
        assert_int_equal(show->kiosk.choices.count == 0, report.errors > 0);
        content_free(show);
        report_finish(&report);
        arena_finish(&arena);
    }
}

static void only_complete_languages_are_offered(void **state)
{
    (void)state;
    static const struct {
        const char *kiosk;
        unsigned languages;
        size_t warnings;
    } rows[] = {
        { "{\"offline\": {\"fr\": \"P\", \"en\": \"M\"}, \"choices\": [{\"id\": \"aide\", \"icon\":"
          "\"user\", \"label\": {\"fr\": \"Aide\", \"en\": \"Help\"}, \"zone\": \"A\", \"help\": true}]}",
          3, 0 },
        { "{\"offline\": {\"fr\": \"P\", \"en\": \"M\"}, \"choices\": [{\"id\": \"aide\", \"icon\":"
          "\"user\", \"label\": \"Aide\", \"zone\": \"A\", \"help\": true}]}",
          1, 1 },
        { "{\"offline\": {\"fr\": \"P\", \"en\": \"M\"}, \"choices\": [{\"id\": \"aide\", \"icon\":"
          "\"user\", \"label\": {\"fr\": \"Aide\", \"en\": \"Help\"}, \"zone\": \"A\", \"help\": true,"
          "\"documents\": [{\"name\": {\"fr\": \"Un\", \"en\": \"One\"}}, {\"name\": \"Deux\"}]}]}",
          1, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct report report = { 0 };
        const struct extra_file files[] = {
            { "site.json", "{\"name\": {\"fr\": \"Mairie\", \"en\": \"Town hall\"}, \"time_zone\":"
                           "\"Europe/Paris\", \"languages\": [\"fr\", \"en\"]}" },
            { "zones.json",
              "{\"floors\": [{\"number\": 0, \"name\": {\"fr\": \"RDC\", \"en\": \"Ground\"}}],"
              "\"zones\": [{\"letter\": \"A\", \"shape\": \"circle\", \"color\": \"#1F6FE5\","
              "\"color_name\": {\"fr\": \"bleu\", \"en\": \"blue\"}, \"name\": {\"fr\": \"Accueil\","
              "\"en\": \"Desk\"}, \"floor\": 0}]}" },
            { "kiosk.json", rows[i].kiosk },
            { NULL, NULL },
        };
        struct show *show = content_with_files(files, &report);
        assert_int_equal(show->kiosk.languages, rows[i].languages);
        assert_int_equal(report.count, rows[i].warnings);
        assert_int_equal(report.errors, 0);
        content_free(show);
        report_finish(&report);
    }
}

#define FLOOR(number, rooms, points)                                                               \
    "{\"number\": " number ", \"rooms\": [" rooms "], \"points\": [" points "]}"
#define ROOM(what)          "{\"x\": 0, \"y\": 0, \"w\": 0.2, \"h\": 0.2, " what "}"
#define POINT(id, x, y, to) "{\"id\": \"" id "\", \"x\": " x ", \"y\": " y ", \"to\": [" to "]}"

static void plan_mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *plan, *expected;
    } rows[] = {
        { FLOOR("0", ROOM("\"zone\": \"A\", \"door\": \"a\""), POINT("a", "0", "1", "")), "" },
        { FLOOR("0", ROOM("\"zone\": \"A\", \"door\": \"a\""), POINT("a", "0", "1.2", "")),
          "floors[0].points[0].y: must be between 0 and 1, not 1.2\n" },
        { FLOOR("0", ROOM("\"zone\": \"A\", \"door\": \"b\""), POINT("a", "0", "1", "")),
          "floors[0].rooms[0].door: must be the id of a point of this floor, not \"b\"\n" },
        { FLOOR("0", "", POINT("hall", "0", "1", "\"hal\"")),
          "floors[0].points[0].to[0]: must be the id of a point of this floor, not \"hal\"; did you "
          "mean \"hall\"?\n" },
        { FLOOR("0", "", POINT("a", "0", "1", "") "," POINT("a", "0", "0", "")),
          "floors[0].points[1].id: must be different for each point of a floor, not \"a\" again\n" },
        { FLOOR("0", ROOM("\"way\": \"stairs\""), ""),
          "floors[0].rooms[0]: stairs and lifts need a \"door\"\n" },
        { FLOOR("0", ROOM("\"door\": \"a\""), POINT("a", "0", "0", "")),
          "floors[0].rooms[0]: must have one of \"zone\", \"way\" and \"label\", not 0\n" },
        { FLOOR("0", "{\"x\": 0.9, \"y\": 0, \"w\": 0.2, \"h\": 0.2, \"zone\": \"A\"}", ""),
          "floors[0].rooms[0]: reaches outside the drawing: x + w and y + h must be at most 1\n" },
        { FLOOR("0", ROOM("\"zone\": \"Q\""), ""),
          "floors[0].rooms[0].zone: must be the letter of a zone of zones.json, not \"Q\"\n" },
        { FLOOR("1", ROOM("\"zone\": \"A\""), ""),
          "floors[0].rooms[0].zone: zones.json says that zone A is on floor 0\n" },
        { FLOOR("7", "", ""),
          "floors[0].number: must be the number of a floor of zones.json, not 7\n" },
        { FLOOR("0", "", "") "," FLOOR("0", "", ""),
          "floors[1].number: must be different for each floor, not 0 again\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct report report = { 0 };
        const struct extra_file files[] = {
            { "plan.json", arena_printf(&arena, "{\"floors\": [%s]}", rows[i].plan) },
            { "kiosk.json", KIOSK(HELP) },
            { NULL, NULL },
        };
        struct show *show = content_with_files(files, &report);
        assert_string_equal(errors(&report, "plan.json", &arena), rows[i].expected);
        assert_int_equal(show->plan.floors.count == 0, report.errors > 0);
        content_free(show);
        report_finish(&report);
        arena_finish(&arena);
    }
}

/* A hall with stairs on the right and a lift on the left; zone A on this floor, C above. */
static const char two_floors[] = "{\"floors\": [" FLOOR(
    "0",
    ROOM("\"zone\": \"A\", \"door\": \"a\"") "," ROOM(
        "\"way\": \"stairs\", \"door\": \"up\"") "," ROOM("\"way\": \"lift\", \"door\": \"lift\""),
    POINT("hall", "0.5", "0.5", "\"a\", \"up\", \"lift\"") "," POINT("a", "0.5", "0", "") "," POINT(
        "up", "1", "0.5",
        "\"a\"") "," POINT("lift", "0", "0.5",
                           "") "," POINT("island", "0.5", "1",
                                         "")) "," FLOOR("1",
                                                        ROOM("\"zone\": \"C\", \"door\": \"c\"") "," ROOM(
                                                            "\"way\": \"stairs\", \"door\": \"up\"") "," ROOM("\"way\": \"lift\", \"door\": \"lift\""),
                                                        POINT("c", "0.5", "0", "\"up\", \"lift\"") "," POINT(
                                                            "up", "1", "0.5",
                                                            "") "," POINT("lift", "0", "0.5",
                                                                          "")) "]}";

static void the_way_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        bool lift, given;
        double x, y;
        int legs, way, spots, spots_above;
        double end_x;
    } rows[] = {
        { "A", false, true, 0.5, 0.6, 1, WAY_NONE, 3, 0, 0.5 },
        { "A", true, true, 0.9, 0.5, 1, WAY_NONE, 3, 0, 0.5 }, /* from the stairs straight to a */
        { "C", false, true, 0.5, 0.6, 2, WAY_STAIRS, 3, 2, 1 },
        { "C", true, true, 0.5, 0.6, 2, WAY_LIFT, 3, 2, 0 },
        { "A", false, true, 0.5, 0.95, 0, WAY_NONE, 0, 0, 0 }, /* nothing leads off the island */
        { "Q", false, true, 0.5, 0.6, 0, WAY_NONE, 0, 0, 0 },
        { "A", false, false, 0.5, 0.6, 0, WAY_NONE, 0, 0, 0 },
    };
    struct report report = { 0 };
    const struct extra_file files[] = { { "plan.json", two_floors },
                                        { "kiosk.json", KIOSK(HELP) },
                                        { NULL, NULL } };
    struct show *show = content_with_files(files, &report);
    assert_int_equal(report.errors, 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct plan_here here = { rows[i].given, 0, { rows[i].x, rows[i].y } };
        struct plan_trip trip = plan_trip(&show->plan, &here, rows[i].zone, rows[i].lift);
        assert_int_equal(trip.legs, rows[i].legs);
        if (trip.legs > 0) {
            const struct plan_path *path = &trip.leg[0].path;
            assert_int_equal(path->count, rows[i].spots);
            assert_true(path->spots[0].x == rows[i].x && path->spots[0].y == rows[i].y);
            assert_true(fabs(path->spots[path->count - 1].x - rows[i].end_x) < 1e-9);
        }
        if (trip.legs > 1) {
            assert_int_equal(trip.way, rows[i].way);
            assert_int_equal(trip.leg[1].path.count, rows[i].spots_above);
            assert_int_equal(trip.leg[1].floor->number, 1);
            assert_string_equal(trip.leg[1].goal->zone, "C");
        }
    }
    content_free(show);
    report_finish(&report);
}

static void a_zone_without_a_way_is_told(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct report report = { 0 };
    const struct extra_file files[] = {
        { "plan.json", two_floors },
        { "screens/default.json", "{\"touch\": true, \"bottom_mm\": 850, \"here\": {\"x\": 0.5,"
                                  "\"y\": 1}}" },
        { "kiosk.json", KIOSK(HELP) },
        { NULL, NULL },
    };
    struct show *show = content_with_files(files, &report);
    assert_non_null(strstr(content_problems(&report, &arena),
                           "choices[0].zone: plan.json has no way from this kiosk to zone A"));
    assert_true(show->screen.touch && show->screen.here.given && show->screen.here.at.y == 1);
    assert_int_equal(show->screen.bottom_mm, 850);
    content_free(show);
    report_finish(&report);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_explained),
        cmocka_unit_test(only_complete_languages_are_offered),
        cmocka_unit_test(plan_mistakes_are_explained),
        cmocka_unit_test(the_way_is_found),
        cmocka_unit_test(a_zone_without_a_way_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
