/* Each rule of the audit with a folder that breaks it; the folder it starts from breaks none. */
#include "slides/audit.h"
#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT(fr) "{\"fr\": \"" fr "\", \"en\": \"" fr "\", \"uk\": \"" fr "\"}"
#define SITE     "{\"name\": " TEXT("Mairie") ", \"time_zone\": \"Europe/Paris\", \"languages\": "
#define NOTICE   "\"kind\": \"notice\", \"title\": " TEXT("Avis") ", \"headline\": " TEXT("Avis")
#define WEEK     "\"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]"
#define ZONE(letter, shape, color, name)                                                           \
    "{\"letter\": \"" letter "\", \"shape\": \"" shape "\", \"color\": \"" color                   \
    "\", \"color_name\": " TEXT(name) ", \"name\": " TEXT("Service") ", \"floor\": 0}"
#define ZONES(zones)                                                                               \
    "{\"floors\": [{\"number\": 0, \"name\": " TEXT("Rez") "}], \"zones\": [\n" zones "]}"
#define INDICATORS(period, next_update)                                                            \
    "{\"kind\": \"indicators\", \"title\": " TEXT("Titre") ", \"heading\": " TEXT(                 \
        "Titre") ",\n\"period\": \"" period "\",\n\"next_update\": \"" next_update                 \
                 "\", \"values\": ["                                                               \
                 "{\"label\": " TEXT(                                                              \
                     "Permis") ", \"unit\": \"days\", \"value\": 4, \"better\": \"lower\"}]}"
#define SURVEY(from, until)                                                                        \
    "{\"kind\": \"survey\", \"title\": " TEXT(                                                     \
        "Titre") ",\n\"from\": \"" from "\","                                                      \
                 "\n\"until\": \"" until "\", \"questions\": [{\"label\": " TEXT(                  \
                     "Temps") ", \"shares\": [25, 25, 25, 25]}]}"
#define BUSY(first, day)                                                                           \
    "{\"kind\": \"busy\", \"title\": " TEXT(                                                       \
        "Titre") ", \"service\": \"a\", \"first_slot\": \"" first                                  \
                 "\",\n\"days\": [{\"day\": \"" day                                                \
                 "\", \"levels\": [10, 20, 30, 40, 50, 60, 70, 80]}]}"
#define PAST_ALERT(example)                                                                        \
    "{\"kind\": \"alert\", " example "\"headline\": " TEXT(                                        \
        "Alerte") ", \"from\": \"2026-11-01T08:00\",\n\"until\": \"2026-11-01T09:00\"}"

static const struct {
    const char *path, *text;
} good[] = {
    { "site.json", SITE "[\"fr\", \"en\", \"uk\"]}" },
    { "hours.json",
      "{\"services\": [{\"id\": \"a\", \"name\": " TEXT(
          "Accueil") ", \"weekly\": [{" WEEK ", \"opens\": \"09:00\", \"closes\": \"16:00\"}]}]}" },
    { "zones.json",
      ZONES(ZONE("A", "circle", "#1F6FE5", "bleu") ",\n" ZONE("B", "square", "#FFD21F", "jaune")) },
    { "playlist.json", "{\"items\": [{\"slide\": \"page\"}]}" },
    { "screens/hall.json", "{\"width_mm\": 1210, \"height_mm\": 680,\n"
                           "\"viewing_distance_mm\": 4000}" },
    { "slides/page.json", "{" NOTICE ", \"body\": " TEXT("Un mot.") "}" },
};

static char folder[64];

static void put(const char *path, const char *text)
{
    char full[128];
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void make_folder(void)
{
    char path[128];
    strcpy(folder, "/tmp/vestibule-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/slides", folder);
    assert_int_equal(mkdir(path, 0755), 0);
    snprintf(path, sizeof path, "%s/screens", folder);
    assert_int_equal(mkdir(path, 0755), 0);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        put(good[i].path, good[i].text);
    }
}

/* Returns the warnings, one a line, without the folder's name; errors fail the test. */
static const char *run(const char *at, int within, struct arena *arena)
{
    char command[128];
    struct report report = { 0 };
    struct screens screens;
    struct date date;
    int minute;
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, &report);
    assert_non_null(show);
    assert_true(moment_parse(at, &date, &minute));
    screens_load(show, NULL, &report, &screens);
    audit_show(&(struct audit){ .show = show,
                                .screens = &screens,
                                .metrics = &narrow_metrics,
                                .now = moment_at(moment_to_utc(date, minute), true),
                                .within_days = within,
                                .report = &report,
                                .file = show->files.site });
    const char *text = "";
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        text = arena_printf(arena, "%s%s%s:%d:%d: %s%s%s\n", text,
                            problem->severity == PROBLEM_ERROR ? "ERROR " : "",
                            problem->file + strlen(folder) + 1, problem->line, problem->column,
                            problem->where, problem->where[0] ? ": " : "", problem->message);
    }
    screens_finish(&screens);
    show_free(show);
    report_finish(&report);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    return text;
}

static const char now[] = "2026-11-24T10:24"; /* a Tuesday */

static const struct row {
    const char *path, *text, *expected;
    const char *path2, *text2;
} rows[] = {
    { "site.json", SITE "[\"fr\", \"en\", \"uk\"]}", "", NULL, NULL },

    /* languages */
    { "slides/page.json", "{" NOTICE ",\n\"body\": {\"fr\": \"Un mot.\", \"en\": \"One word.\"}}",
      "slides/page.json:2:9: body: this text is missing in \"uk\"\n", NULL, NULL },
    { "slides/page.json",
      "{\"kind\": \"notice\", \"title\": \"Avis\", \"headline\": \"Avis\",\n\"body\": \"Un mot.\", "
      "\"source\": \"Nous\"}",
      "slides/page.json:1:29: title: 4 texts of this file are missing in \"en\", from this one on\n"
      "slides/page.json:1:29: title: 4 texts of this file are missing in \"uk\", from this one on\n",
      NULL, NULL },
    { "slides/page.json", "{" NOTICE ", \"title_short\": \"A\", \"body\": " TEXT("Un mot.") "}", "",
      NULL, NULL },

    /* truth */
    { "slides/page.json", "{\"example\": true, " NOTICE ", \"body\": " TEXT("Un mot.") "}",
      "slides/page.json:1:13: example: these are example values: replace them, then take "
      "\"example\" out\n",
      NULL, NULL },
    { "slides/page.json",
      "{" NOTICE ",\n\"body\": {\"fr\": \"En zone C, puis zone A.\", \"en\": "
      "\"Go to zone B.\", \"uk\": \"В зоні D\"}}",
      "slides/page.json:2:16: body.fr: there is no zone \"C\" in zones.json\n"
      "slides/page.json:2:72: body.uk: there is no zone \"D\" in zones.json\n",
      NULL, NULL },
    { "slides/page.json",
      "{" NOTICE ",\n\"body\": {\"fr\": \"Zone G !\", \"en\": \"Zone A, zone Él\", \"uk\": \"B\"}}",
      "slides/page.json:2:16: body.fr: there is no zone \"G\" in zones.json\n", NULL, NULL },
    { "slides/page.json",
      "{" NOTICE ",\n\"body\": " TEXT("Une zone Calme, une zone. La zone à côté") "}", "", NULL,
      NULL },
    { "hours.json",
      "{\"services\": [{\"id\": \"a\", \"name\": " TEXT("Accueil") ", \"weekly\": []}], \"exceptions\": [\n{\"from\": \"2026-11-24\", \"reason\": " TEXT(
          "A") "},\n{\"from\": \"2026-11-22\", \"until\": \"2026-11-23\", \"reason\": " TEXT("A") "},\n{\"from\": \"2025-01-01\", \"reason\": " TEXT("A") "}]}",
      "hours.json:3:10: exceptions[1].from: 2 exceptions are over and can go, this one first\n",
      NULL, NULL },
    { "slides/page.json", BUSY("08:30", "monday"),
      "slides/page.json:2:9: days: the service opens at times this table has no slot for (tuesday, "
      "wednesday, thursday, friday): the page would show it closed then\n",
      NULL, NULL },
    { "slides/page.json", BUSY("09:30", "monday"),
      "slides/page.json:2:9: days: the service opens at times this table has no slot for (monday): "
      "the page would show it closed then\n",
      "hours.json",
      "{\"services\": [{\"id\": \"a\", \"name\": " TEXT(
          "Accueil") ", \"weekly\": [{\"days\": [\"monday\"], \"opens\": \"09:00\", \"closes\": \"16:00\"}]}]}" },

    /* colours */
    { "zones.json",
      ZONES(ZONE("A", "circle", "#C1121F", "rouge") ",\n" ZONE("B", "square", "#0B6E58", "vert")),
      "", NULL, NULL },
    { "zones.json",
      ZONES(ZONE("A", "circle", "#E3000F", "rouge") ",\n" ZONE("B", "square", "#7B5800", "brun")),
      "zones.json:3:45: zones[1].color: the colours of zones \"A\" and \"B\" look alike to people "
      "who see no red (protanopia): they differ by 2.2, at least 12 is needed\n",
      NULL, NULL },
    { "zones.json",
      ZONES(ZONE("A", "circle", "#1F6FE5", "bleu") ",\n" ZONE("B", "square", "#FFD21F", "bleu")),
      "zones.json:3:70: zones[1].color_name: zones \"A\" and \"B\" have the same colour name, "
      "\"bleu\"\n",
      NULL, NULL },
    { "zones.json", ZONES(ZONE("A", "circle", "#6A6AF4", "bleu")),
      "zones.json:2:45: zones[0].color: neither white nor black text can be read well on the "
      "colour of zone \"A\": contrast 4.3 to 1, at least 4.5 to 1 is needed\n",
      NULL, NULL },

    /* time */
    { "playlist.json", "{\"items\": [{\"slide\": \"page\", \"seconds\": 5}]}",
      "playlist.json:1:41: items[0].seconds: 5 s are too short to read \"page\", which takes 5.6 "
      "s; without \"seconds\" the program counts itself\n",
      NULL, NULL },
    { "playlist.json", "{\"items\": [{\"slide\": \"page\", \"seconds\": 6}]}", "", NULL, NULL },
    { "slides/page.json",
      "{" NOTICE
      ", \"body\": " TEXT("a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
                          "a a a a a a a") "}",
      "slides/page.json:1:10: kind: 41 words on a page; more than 40 are not read in a hall\n",
      NULL, NULL },
    { "slides/page.json",
      "{" NOTICE
      ", \"body\": " TEXT("a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
                          "a a a a a a") "}",
      "", NULL, NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\", \"seconds\": 100}, {\"slide\": \"page\", \"seconds\": 80}]}",
      "", NULL, NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\", \"seconds\": 100}, {\"slide\": \"page\", \"seconds\": 81, "
      "\"weekdays\": [\"friday\"]}]}",
      "playlist.json:1:11: items: on 2026-11-27 a page comes back only after 3 min 01 s; more than "
      "3 min is longer than visitors look: let some pages play on other days\n",
      NULL, NULL },

    /* freshness; the day is 2026-11-24, the days asked for are 30 */
    { "slides/page.json", INDICATORS("2026-Q3", "2027-01-31"), "", NULL, NULL },
    { "slides/page.json", INDICATORS("2025", "2027-01-31"), "", NULL, NULL },
    { "slides/page.json", INDICATORS("2026-Q2", "2027-01-31"),
      "slides/page.json:2:11: period: these figures are out of date: the period after theirs "
      "ended: 2026-09-30\n",
      NULL, NULL },
    { "slides/page.json", INDICATORS("2024", "2027-01-31"),
      "slides/page.json:2:11: period: these figures are out of date: the period after theirs "
      "ended: 2025-12-31\n",
      NULL, NULL },
    { "slides/page.json", INDICATORS("2024", "2026-11-23"),
      "slides/page.json:3:16: next_update: the next update was announced for a day that is over: "
      "2026-11-23\n",
      NULL, NULL },
    { "slides/page.json", INDICATORS("2026-Q3", "2026-12-23"),
      "slides/page.json:3:16: next_update: the next update is announced for soon: 2026-12-23\n",
      NULL, NULL },
    { "slides/page.json", INDICATORS("2026-Q3", "2026-12-24"), "", NULL, NULL },
    { "slides/page.json", SURVEY("2999-12-30", "2999-12-31"), "", NULL, NULL },
    { "slides/page.json", SURVEY("2025-10-01", "2025-10-31"),
      "slides/page.json:3:10: until: this survey will soon be older than 13 months, after: "
      "2026-11-30\n",
      NULL, NULL },
    { "slides/page.json",
      "{" NOTICE ", \"body\": " TEXT("Un mot.") ",\n\"review\": \"2026-11-23\"}",
      "slides/page.json:2:11: review: the day to read this file again is over: 2026-11-23\n", NULL,
      NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\"},\n{\"slide\": \"page\", \"until\": "
      "\"2026-11-23\"}]}",
      "playlist.json:2:28: items[1].until: this page never plays again: its last day was: "
      "2026-11-23\n",
      NULL, NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\"},\n{\"slide\": \"page\", \"until\": "
      "\"2026-11-24\"}]}",
      "playlist.json:2:28: items[1].until: this page soon plays for the last time: 2026-11-24\n",
      NULL, NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\"},\n{\"slide\": \"page\", \"from\": \"2026-11-25\", "
      "\"until\": \"2026-11-26\"}]}",
      "", NULL, NULL },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\"},\n{\"slide\": \"page\", \"from\": \"2026-11-24\", "
      "\"until\": \"2026-11-26\"}]}",
      "playlist.json:2:50: items[1].until: this page soon plays for the last time: 2026-11-26\n",
      NULL, NULL },
    { "zones.json", "{}",
      "slides/page.json:1:34: title: this text is missing in \"en\"\n"
      "slides/page.json:1:34: title: this text is missing in \"uk\"\n"
      "ERROR zones.json:1:1: the key \"floors\" is missing\n"
      "ERROR zones.json:1:1: the key \"zones\" is missing\n",
      "slides/page.json", "{\"kind\": \"orientation\", \"title\": \"Z\"}" },
    { "playlist.json",
      "{\"items\": [{\"slide\": \"page\", \"from\": \"2027-02-01\", \"until\": \"2027-02-03\", "
      "\"weekdays\": [\"sunday\"]}]}",
      "playlist.json:1:87: items[0].weekdays: this page never plays: none of these weekdays lies "
      "between \"from\" and \"until\"\n",
      NULL, NULL },
    { "slides/over.json", PAST_ALERT(""),
      "slides/over.json:2:10: until: this alert is over and never plays again; mark it as an "
      "\"example\" to keep it as a model\n",
      NULL, NULL },
    { "slides/over.json", PAST_ALERT("\"example\": true, "), "", NULL, NULL },

    /* pages */
    { "screens/hall.json", "{\"width_mm\": 1210}",
      "screens/hall.json:0:0: without \"width_mm\", \"height_mm\" and \"viewing_distance_mm\" "
      "nobody can tell whether texts are large enough here\n",
      NULL, NULL },
    { "slides/page.json",
      "{" NOTICE ",\n\"title_short\": \"Avis\", \"body\": " TEXT("Un mot.") ", \"source\": " TEXT(
          "Une source bien trop longue pour tenir dans la seule ligne qu'elle a "
          "au pied de la page, car elle ne finit jamais, jamais, jamais, jamais, "
          "jamais, jamais, jamais, jamais, jamais, jamais") "}",
      "slides/page.json:2:102: source.fr: \"Une source bien trop longue pour tenir d…\" is too "
      "long and is cut; write it shorter (screen \"hall\")\n",
      NULL, NULL },
    { "slides/page.json",
      "{\"kind\": \"notice\", \"title\": {\"fr\": \"Un titre qui est un peu trop long pour la ligne "
      "qu'il a\",\n\"en\": \"This one fits\", \"uk\": \"A\"}, \"headline\": " TEXT(
          "Avis") ", \"body\": " TEXT("Un mot.") "}",
      "slides/page.json:1:36: title.fr: \"Un titre qui est un peu trop long pour l…\" is too long: it is "
      "set at 87 % of its size; write it shorter (screen \"hall\", with \"en\")\n",
      NULL, NULL },
    { "screens/hall.json",
      "{\"width_mm\": 952, \"height_mm\": 535,\n\"viewing_distance_mm\": 6000}",
      "screens/hall.json:2:24: viewing_distance_mm: from 6.0 m, 1 page has text too small to read: "
      "the capitals of \"Avis\" in \"page\" are 12.8 mm high and need 17.4 mm; that reads up to 4.4 "
      "m\n",
      NULL, NULL },
    { "slides/page.json",
      "{\"kind\": \"links\", \"title\": " TEXT("Sites") ", \"offline\": " TEXT(
          "Accueil") ", \"links\": [\n"
                     "{\"label\": " TEXT(
                         "Site") ",\n\"url\": \"https://a.gouv.fr/"
                                 "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
                                 "1234567890\"}]}",
      "slides/page.json:3:8: links[0].url: the QR code of "
      "\"https://a.gouv.fr/1234567890123456789012…\" has version 7; above 6 it is hard to scan, use a "
      "shorter address\n",
      NULL, NULL },
};

static void every_rule_fires_and_only_then(void **state)
{
    (void)state;

    int bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        make_folder();
        put(rows[i].path, rows[i].text);
        if (rows[i].path2) {
            put(rows[i].path2, rows[i].text2);
        }
        const char *messages = run(now, 30, &arena);
        if (strcmp(messages, rows[i].expected) != 0) {
            fprintf(stderr, "row %zu (%s):\n%s---\n%s", i, rows[i].path, messages,
                    rows[i].expected);
            bad++;
        }
        arena_finish(&arena);
    }
    assert_int_equal(bad, 0);
}

/* A site in two languages keeps to French and one other: the law wants two others. */
static void one_foreign_language_is_too_few(void **state)
{
    (void)state;
    static const struct {
        const char *languages, *expected;
    } sites[] = {
        { "[\"fr\"]", "" },
        { "[\"fr\", \"en\"]",
          "site.json:1:84: languages: a public body that translates does so into two foreign "
          "languages at least (law 94-665 of 4 August 1994, article 4), not only into \"en\"\n" },
    };
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        struct arena arena = { 0 };
        char site[200], path[128];
        make_folder();
        snprintf(site, sizeof site,
                 "{\"name\": {\"fr\": \"Mairie\"%s}, \"time_zone\": "
                 "\"Europe/Paris\",%s \"languages\": %s}",
                 i ? ", \"en\": \"Hall\"" : "", i ? "" : " ", sites[i].languages);
        put("site.json", site);
        put("slides/page.json",
            "{\"kind\": \"alert\", \"headline\": \"A\", \"example\": true, \"from\": "
            "\"2020-01-01T08:00\", \"until\": \"2020-01-02T08:00\"}");
        put("playlist.json", "{\"items\": []}");
        for (int file = 0; file < 2; file++) {
            snprintf(path, sizeof path, "%s/%s", folder, file ? "hours.json" : "zones.json");
            assert_int_equal(unlink(path), 0);
        }
        assert_string_equal(run(now, 30, &arena), sites[i].expected);
        arena_finish(&arena);
    }
}

static void days_ahead_are_chosen(void **state)
{
    (void)state;
    static const struct {
        int within;
        const char *expected;
    } days[] = {
        { 0, "" },
        { 6, "" },
        { 7, "playlist.json:1:39: items[0].until: this page soon plays for the last time: "
             "2026-11-30\n" },
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct arena arena = { 0 };
        make_folder();
        put("playlist.json", "{\"items\": [{\"slide\": \"page\", \"until\": \"2026-11-30\"}]}");
        assert_string_equal(run(now, days[i].within, &arena), days[i].expected);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_fires_and_only_then),
        cmocka_unit_test(one_foreign_language_is_too_few),
        cmocka_unit_test(days_ahead_are_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
