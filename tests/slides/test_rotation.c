/* What plays when: schedules, priorities, alerts, pages as turns, durations, the second language.
 */
#include "slides/rotation.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct show *load(const char *playlist)
{
    static const char *const files[][2] = {
        { "site.json", "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": "
                       "[\"fr\", \"en\", \"uk\"]}" },
        { "slides/a.json", "{\"kind\": \"notice\", \"title\": \"Un deux\", \"headline\": \"trois "
                           "quatre cinq\", \"body\": \"six\"}" },
        { "slides/b.json",
          "{\"kind\": \"notice\", \"title\": \"B\", \"headline\": \"b\", \"body\": "
          "\"b\"}" },
        { "slides/z.json", "{\"kind\": \"orientation\", \"title\": \"Z\"}" },
        { "slides/urgent.json", "{\"kind\": \"alert\", \"headline\": \"Urgent\", \"from\": "
                                "\"2026-11-24T10:00\", \"until\": \"2026-11-24T10:30\"}" },
    };
    char folder[] = "/tmp/vestibule-rotation-XXXXXX", path[128];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/slides", folder);
    mkdir(path, 0755);
    for (size_t i = 0; i <= sizeof files / sizeof *files; i++) {
        bool last = i == sizeof files / sizeof *files;
        snprintf(path, sizeof path, "%s/%s", folder, last ? "playlist.json" : files[i][0]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(last ? playlist : files[i][1], file);
        fclose(file);
    }
    struct report report = { 0 };
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, &report);
    assert_int_equal(report.errors, 0);
    show_set_zone(show);
    report_finish(&report);
    snprintf(path, sizeof path, "rm -rf %s", folder);
    assert_int_equal(system(path), 0);
    return show;
}

static struct moment at(const char *text, bool trusted)
{
    struct date date;
    int minute;
    assert_true(moment_parse(text, &date, &minute));
    return moment_at(moment_to_utc(date, minute), trusted);
}

static const char *names(const struct show *show, struct moment moment, struct arena *arena)
{
    struct rotation rotation = rotation_at(show, moment, arena);
    const char *text = "";
    for (int i = 0; i < rotation.count; i++) {
        text = arena_printf(arena, "%s%s%s:%d", text, i ? " " : "", rotation.turns[i].slide->name,
                            rotation.durations_ms[i] / 1000);
    }
    return text;
}

static void the_schedule_decides(void **state)
{
    (void)state;
    static const struct {
        const char *playlist, *at;
        bool trusted;
        const char *expected;
    } rows[] = {
        { "{\"items\": [{\"slide\": \"a\", \"seconds\": 20}, {\"slide\": \"b\"}]}",
          "2026-11-23T10:00", true, "a:20 b:12" },
        /* a slide that has nothing to show (no zones here) takes no turn */
        { "{\"items\": [{\"slide\": \"z\"}, {\"slide\": \"b\"}]}", "2026-11-23T10:00", true,
          "b:12" },
        /* the same slide may play twice */
        { "{\"items\": [{\"slide\": \"b\"}, {\"slide\": \"a\"}, {\"slide\": \"b\"}]}",
          "2026-11-23T10:00", true, "b:12 a:12 b:12" },
        { "{\"items\": [{\"slide\": \"a\", \"until\": \"2026-11-23\"}, {\"slide\": \"b\"}]}",
          "2026-11-23T23:59", true, "a:12 b:12" },
        { "{\"items\": [{\"slide\": \"a\", \"until\": \"2026-11-23\"}, {\"slide\": \"b\"}]}",
          "2026-11-24T00:00", true, "b:12" },
        { "{\"items\": [{\"slide\": \"a\", \"weekdays\": [\"monday\"]}, {\"slide\": \"b\"}]}",
          "2026-11-25T10:00", true, "b:12" },
        /* only the highest priority of those that may play */
        { "{\"items\": [{\"slide\": \"a\", \"priority\": 2, \"hours\": [{\"from\": \"08:00\", \"to\": "
          "\"09:00\"}]}, {\"slide\": \"b\"}]}",
          "2026-11-23T08:30", true, "a:12" },
        { "{\"items\": [{\"slide\": \"a\", \"priority\": 2, \"hours\": [{\"from\": \"08:00\", \"to\": "
          "\"09:00\"}]}, {\"slide\": \"b\"}]}",
          "2026-11-23T09:00", true, "b:12" },
        /* an alert replaces all, exactly while it is valid, and never on an untrusted clock */
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T09:59", true, "b:12" },
        { "{\"items\": [{\"slide\": \"b\", \"priority\": 9}]}", "2026-11-24T10:00", true,
          "urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:29", true, "urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:30", true, "b:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:10", false, "b:12" },
        { "{\"items\": [{\"slide\": \"a\", \"from\": \"2020-01-01\"}, {\"slide\": \"b\"}]}",
          "2026-11-23T10:00", false, "b:12" },
        { "{\"items\": []}", "2026-11-23T10:00", true, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct show *show = load(rows[i].playlist);
        assert_string_equal(names(show, at(rows[i].at, rows[i].trusted), &arena), rows[i].expected);
        show_free(show);
        arena_finish(&arena);
    }
}

/* Where every item stands, and every alert. */
static void says_where_each_stands(void **state)
{
    (void)state;
    static const char playlist[] =
        "{\"items\": [{\"slide\": \"a\"}, {\"slide\": \"z\", \"weekdays\": [\"monday\"]},"
        "{\"slide\": \"b\", \"until\": \"2026-11-22\"},"
        "{\"slide\": \"b\", \"from\": \"2026-11-27\"},"
        "{\"slide\": \"b\", \"weekdays\": [\"monday\"]},"
        "{\"slide\": \"b\", \"hours\": [{\"from\": \"08:00\", \"to\": \"09:00\"}]},"
        "{\"slide\": \"b\", \"priority\": 3, \"hours\": [{\"from\": \"10:20\", \"to\": "
        "\"11:00\"}]}]}";
    enum { ITEMS = 7 };
    static const struct {
        const char *at;
        bool trusted;
        enum standing items[ITEMS], alert;
    } rows[] = {
        { "2026-11-24T09:59",
          true,
          { STANDING_PLAYS, STANDING_EMPTY, STANDING_AFTER, STANDING_BEFORE, STANDING_WEEKDAY,
            STANDING_HOUR, STANDING_HOUR },
          STANDING_BEFORE },
        { "2026-11-24T10:20",
          true,
          { STANDING_ALERT, STANDING_EMPTY, STANDING_AFTER, STANDING_BEFORE, STANDING_WEEKDAY,
            STANDING_HOUR, STANDING_ALERT },
          STANDING_PLAYS },
        { "2026-11-24T10:30",
          true,
          { STANDING_PRIORITY, STANDING_EMPTY, STANDING_AFTER, STANDING_BEFORE, STANDING_WEEKDAY,
            STANDING_HOUR, STANDING_PLAYS },
          STANDING_AFTER },
        { "2026-11-24T10:20",
          false,
          { STANDING_PLAYS, STANDING_EMPTY, STANDING_UNTRUSTED, STANDING_UNTRUSTED,
            STANDING_UNTRUSTED, STANDING_UNTRUSTED, STANDING_UNTRUSTED },
          STANDING_UNTRUSTED },
    };
    struct show *show = load(playlist);
    const struct playlist_item *items = show->playlist.items.items;
    assert_int_equal(show->playlist.items.count, ITEMS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct moment moment = at(rows[i].at, rows[i].trusted);
        struct ranks ranks = rotation_ranks(show, moment);
        for (int item = 0; item < ITEMS; item++) {
            enum standing standing = rotation_item_standing(show, &ranks, &items[item], moment);
            if (standing != rows[i].items[item]) {
                fail_msg("row %zu, item %d: %d", i, item, (int)standing);
            }
        }
        assert_int_equal(rotation_alert_standing(show_slide(show, "urgent"), moment),
                         rows[i].alert);
    }
    show_free(show);
}

static void the_second_language_changes_with_each_pass(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct show *show = load("{\"items\": [{\"slide\": \"a\"}, {\"slide\": \"b\"}]}");
    struct moment moment = at("2026-11-23T10:00", true);
    struct rotation rotation = rotation_at(show, moment, &arena);
    for (int64_t pass = 0; pass < 4; pass++) {
        struct scene scene;
        struct slot slot = schedule_slot(rotation.durations_ms, rotation.count,
                                         pass * 24000 + 13000);
        rotation_scene(show, &rotation, slot, moment, -1, &scene);
        assert_string_equal(scene.other->code, pass % 2 == 0 ? "en" : "uk");
        assert_int_equal(scene.position, 1);
        assert_int_equal(scene.count, 2);
        static const char *only[] = { "uk" };
        show->site.second_languages = (struct strings){ only, 1 };
        rotation_scene(show, &rotation, slot, moment, -1, &scene);
        assert_string_equal(scene.other->code, "uk");
        show->site.second_languages.count = 0;
        rotation_scene(show, &rotation, slot, moment, 2, &scene);
        assert_string_equal(scene.other->code, "uk");
        rotation_scene(show, &rotation, slot, moment, -2, &scene);
        assert_null(scene.other);
        assert_int_equal(scene.second, -1);
    }
    show_free(show);
    arena_finish(&arena);
}

static void durations_follow_the_words(void **state)
{
    (void)state;
    struct show *show = load("{\"items\": []}");
    struct slide slide = *show_slide(show, "a");
    struct slide_kind kind = *slide_kind_of(&slide);
    slide.kind = &kind.record;
    kind.words = 40; /* and 6 of the record: 4 s + 46 x 0.4 s */
    assert_int_equal(slide_duration_ms(&slide, show), 22400);
    kind.words = 0;
    assert_int_equal(slide_duration_ms(&slide, show), 12000);
    kind.words = 1000;
    assert_int_equal(slide_duration_ms(&slide, show), 30000);
    show_free(show);
}

static void the_fallback_shows_name_and_clock(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct picture picture = { 0 };
    struct scene scene;
    struct show *show = load("{\"items\": []}");
    rotation_scene(show, &(struct rotation){ 0 }, (struct slot){ 0 }, at("2026-11-23T10:05", true),
                   -1, &scene);
    picture_start(&picture, 1920, 1080, &fake_metrics);
    rotation_draw_fallback(&scene, &picture);
    const char *dump = picture_dump(&picture, &arena);
    assert_non_null(strstr(dump, "\"Mairie\""));
    assert_non_null(strstr(dump, "\"10\u00a0h\u00a005\""));
    picture_finish(&picture);
    show_free(show);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schedule_decides),
        cmocka_unit_test(says_where_each_stands),
        cmocka_unit_test(the_second_language_changes_with_each_pass),
        cmocka_unit_test(durations_follow_the_words),
        cmocka_unit_test(the_fallback_shows_name_and_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
