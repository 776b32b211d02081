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
                       "[\"fr\", \"en\", \"uk\"], \"address\": \"1 place de l'Hôtel\"}" },
        { "hours.json", "{\"services\": ["
                        "{\"id\": \"a\", \"name\": \"Accueil\", \"weekly\": [{\"days\": "
                        "[\"monday\"], \"opens\": \"09:00\", \"closes\": \"12:00\"}]},"
                        "{\"id\": \"b\", \"name\": \"Caisse\", \"weekly\": [{\"days\": "
                        "[\"monday\"], \"opens\": \"14:00\", \"closes\": \"15:00\"}]}]}" },
        { "slides/0-early.json", "{\"kind\": \"alert\", \"headline\": \"Tôt\", \"from\": "
                                 "\"2026-11-25T06:00\", \"until\": \"2026-11-25T06:05\"}" },
        { "slides/0-fire.json", "{\"kind\": \"alert\", \"headline\": \"Feu\", \"from\": "
                                "\"2026-11-24T10:15\", \"until\": \"2026-11-24T10:20\"}" },
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
        assert_int_equal(rotation.durations_ms[i], rotation.turns[i].duration_ms);
        assert_int_equal(rotation.durations_ms[i] % 1000, 0);
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
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:14", true, "urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:15", true, "0-fire:12 urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:19", true, "0-fire:12 urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:29", true, "urgent:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:30", true, "b:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-24T10:10", false, "b:12" },
        { "{\"items\": [{\"slide\": \"b\"}]}", "2026-11-25T06:00", true, "0-early:12" },
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

/* Which language stands beside the first, by how many there are, which ones site.json names and
 * which pass it is. */
static void the_second_language_is_one_of_those_named(void **state)
{
    (void)state;
    static const struct {
        int languages; /* of fr, en, uk */
        const char *named[2];
        int64_t pass;
        const char *second;
    } rows[] = {
        { 1, { NULL }, 0, NULL },       { 1, { NULL }, 1, NULL },
        { 2, { NULL }, 0, "en" },       { 2, { NULL }, 1, "en" },
        { 2, { NULL }, 5, "en" },       { 3, { NULL }, 0, "en" },
        { 3, { NULL }, 1, "uk" },       { 3, { NULL }, 2, "en" },
        { 3, { "uk" }, 0, "uk" },       { 3, { "uk" }, 1, "uk" },
        { 3, { "en" }, 0, "en" },       { 3, { "en" }, 1, "en" },
        { 3, { "uk", "en" }, 0, "uk" }, { 3, { "uk", "en" }, 1, "en" },
        { 3, { "uk", "en" }, 2, "uk" }, { 2, { "uk" }, 0, NULL }, /* named, but not read */
    };
    struct show *show = load("{\"items\": [{\"slide\": \"a\"}]}");
    struct moment moment = at("2026-11-23T10:00", true);
    struct arena arena = { 0 };
    struct rotation rotation = rotation_at(show, moment, &arena);
    int read = show->language_count;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *named[2] = { rows[i].named[0], rows[i].named[1] };
        struct scene scene;
        struct slot slot = { .pass = rows[i].pass };
        show->language_count = rows[i].languages;
        show->site.second_languages = (struct strings){ named, (size_t)(named[0] != NULL) +
                                                                   (named[1] != NULL) };
        rotation_scene(show, &rotation, slot, moment, -1, &scene);
        const char *second = scene.other ? scene.other->code : NULL;
        if (!second != !rows[i].second || (second && strcmp(second, rows[i].second) != 0)) {
            fail_msg("row %zu: %s", i, second ? second : "none");
        }
        assert_string_equal(scene.words->code, "fr");
        assert_int_equal(scene.second, second ? scene.other - show->languages : -1);
        /* one turn is a turn like any other */
        assert_int_equal(scene.count, 1);
        assert_int_equal(scene.pages, 1);
    }
    show->language_count = read;
    show->site.second_languages.count = 0;
    show_free(show);
    arena_finish(&arena);
}

static void a_language_that_is_asked_for_is_shown(void **state)
{
    (void)state;
    struct show *show = load("{\"items\": [{\"slide\": \"a\"}]}");
    static const struct {
        int asked, second;
    } rows[] = { { -2, -1 }, { 0, -1 }, { 1, 1 }, { 2, 2 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene scene;
        rotation_scene(show, &(struct rotation){ 0 }, (struct slot){ 0 },
                       at("2026-11-23T10:00", true), rows[i].asked, &scene);
        assert_int_equal(scene.second, rows[i].second);
        assert_ptr_equal(scene.other, rows[i].second < 0 ? NULL : &show->languages[rows[i].second]);
    }
    show_free(show);
}

/* The languages a screen ever shows are the first and those that are named; all when none is. */
static void languages_that_are_never_shown(void **state)
{
    (void)state;
    static const struct {
        const char *named[2];
        bool shown[3]; /* fr, en, uk */
    } rows[] = {
        { { NULL }, { true, true, true } },       { { "uk" }, { true, false, true } },
        { { "en" }, { true, true, false } },      { { "en", "uk" }, { true, true, true } },
        { { "uk", "en" }, { true, true, true } },
    };
    struct show *show = load("{\"items\": [{\"slide\": \"a\"}]}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *named[2] = { rows[i].named[0], rows[i].named[1] };
        show->site.second_languages = (struct strings){ named, (size_t)(named[0] != NULL) +
                                                                   (named[1] != NULL) };
        for (int language = 0; language < 3; language++) {
            assert_int_equal(rotation_shows(show, language), rows[i].shown[language]);
        }
    }
    show->site.second_languages.count = 0;
    show_free(show);
}

/* A playlist as long as nobody writes it has room for all its turns. */
static void thousands_of_turns(void **state)
{
    (void)state;
    enum { TURNS = 8000 };
    static char playlist[TURNS * sizeof "{\"slide\": \"b\"}," + 32] = "{\"items\": [";
    char *end = playlist + strlen(playlist);
    for (int i = 0; i < TURNS; i++) {
        end = stpcpy(end, i ? ",{\"slide\": \"b\"}" : "{\"slide\": \"b\"}");
    }
    strcpy(end, "]}");
    struct show *show = load(playlist);
    struct arena arena = { 0 };
    struct rotation rotation = rotation_at(show, at("2026-11-23T10:00", true), &arena);
    assert_int_equal(rotation.count, TURNS);
    for (int i = 0; i < TURNS; i++) {
        assert_string_equal(rotation.turns[i].slide->name, "b");
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

/* What the page holds that is shown when nothing else can be, below its header. */
static const char *fallback(struct show *show, int width, int height, const char *name,
                            struct arena *arena)
{
    struct picture picture = { 0 };
    struct scene scene;
    show->site.name.by[0] = name;
    rotation_scene(show, &(struct rotation){ 0 }, (struct slot){ 0 }, at("2026-11-23T10:05", true),
                   -1, &scene);
    picture_start(&picture, width, height, &fake_metrics);
    rotation_draw_fallback(&scene, &picture);
    const char *dump = picture_dump(&picture, arena);
    assert_non_null(strstr(dump, "\"10\u00a0h\u00a005\""));
    const char *body = strstr(strstr(dump, "#E1000F"), "\n") + 1;
    body = arena_copy(arena, body, strlen(body));
    picture_finish(&picture);
    return body;
}

static void the_fallback_shows_name_and_hours(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        const char *name;
        int services;
        const char *expected;
    } rows[] = {
        /* clang-format off */
        { 1920, 1080, "Mairie", 2,
          "text  76,213 342x163 #000091 114px w700 \"Mairie\"\n"
          "text  76,359 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n"
          "text  76,452 292x65 #161616 45px w700 \"Cette semaine\"\n"
          "text  956,468 135x43 #3A3A3A 30px w400 \"This week\"\n"
          "fill  76,534 1015x3 #000091\n"
          "round 76,537 1015x70 #000091 r9\n"
          "text  97,546 92x53 #FFFFFF 37px w700 \"lundi\"\n"
          "text  274,546 185x53 #FFFFFF 37px w600 \"9\u00a0h – 12\u00a0h\"\n"
          "text  977,546 92x53 #FFFFFF 37px w600 \"fermé\"\n"
          "fill  76,677 1015x2 #DDDDDD\n"
          "text  97,616 296x53 #666666 37px w600 \"mardi – dimanche\"\n"
          "text  977,616 92x53 #666666 37px w400 \"fermé\"\n" },
        { 1080, 1920, "Mairie", 2,
          "text  76,272 342x163 #000091 114px w700 \"Mairie\"\n"
          "text  76,417 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n"
          "text  76,510 292x65 #161616 45px w700 \"Cette semaine\"\n"
          "text  869,526 135x43 #3A3A3A 30px w400 \"This week\"\n"
          "fill  76,592 928x3 #000091\n"
          "round 76,595 928x97 #000091 r9\n"
          "text  97,617 92x53 #FFFFFF 37px w700 \"lundi\"\n"
          "text  274,617 185x53 #FFFFFF 37px w600 \"9\u00a0h – 12\u00a0h\"\n"
          "text  891,617 92x53 #FFFFFF 37px w600 \"fermé\"\n"
          "fill  76,789 928x2 #DDDDDD\n"
          "text  97,715 296x53 #666666 37px w600 \"mardi – dimanche\"\n"
          "text  891,715 92x53 #666666 37px w400 \"fermé\"\n" },
        { 1920, 1080, "Mairie", 1,
          "text  76,213 342x163 #000091 114px w700 \"Mairie\"\n"
          "text  76,359 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n"
          "text  76,452 292x65 #161616 45px w700 \"Cette semaine\"\n"
          "text  956,468 135x43 #3A3A3A 30px w400 \"This week\"\n"
          "fill  76,534 1015x3 #000091\n"
          "round 76,537 1015x70 #000091 r9\n"
          "text  97,546 92x53 #FFFFFF 37px w700 \"lundi\"\n"
          "text  274,546 185x53 #FFFFFF 37px w600 \"9\u00a0h – 12\u00a0h\"\n"
          "text  977,546 92x53 #FFFFFF 37px w600 \"fermé\"\n"
          "fill  76,677 1015x2 #DDDDDD\n"
          "text  97,616 296x53 #666666 37px w600 \"mardi – dimanche\"\n"
          "text  977,616 92x53 #666666 37px w400 \"fermé\"\n" },
        { 1920, 1080, "Mairie", 0,
          "text  76,213 342x163 #000091 114px w700 \"Mairie\"\n"
          "text  76,359 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n" },
        { 1920, 1080, "", 0,
          "text  76,213 1368x163 #000091 114px w700 \"Informations à l’accueil\"\n"
          "text  76,359 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n" },
        { 1920, 1080,
          "Préfecture de la région Auvergne-Rhône-Alpes et du département du Rhône, antenne de Villeurbanne",
          0,
          "text  76,255 1715x105 #000091 73px w700 shrunk \"Préfecture de la région Auvergne-Rhône-Alpes et\"\n"
          "text  76,334 1752x105 #000091 73px w700 shrunk \"du département du Rhône, antenne de Villeurbanne\"\n"
          "text  76,438 405x65 #161616 45px w400 \"1 place de l'Hôtel\"\n" },
        /* clang-format on */
    };
    struct show *show = load("{\"items\": []}");
    const char *name = show->site.name.by[0];
    size_t services = show->hours.services.count;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        show->hours.services.count = (size_t)rows[i].services;
        const char *body = fallback(show, rows[i].width, rows[i].height, rows[i].name, &arena);
        if (strcmp(body, rows[i].expected) != 0) {
            fail_msg("row %zu:\n%s", i, body);
        }
        arena_finish(&arena);
    }
    show->site.name.by[0] = name;
    show->hours.services.count = services;
    show_free(show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_schedule_decides),
        cmocka_unit_test(says_where_each_stands),
        cmocka_unit_test(the_second_language_changes_with_each_pass),
        cmocka_unit_test(the_second_language_is_one_of_those_named),
        cmocka_unit_test(a_language_that_is_asked_for_is_shown),
        cmocka_unit_test(languages_that_are_never_shown),
        cmocka_unit_test(thousands_of_turns),
        cmocka_unit_test(durations_follow_the_words),
        cmocka_unit_test(the_fallback_shows_name_and_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
