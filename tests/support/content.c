/* The folder lives in /tmp while it is read and no longer. */
#include "support/content.h"

#include "support/cmocka_all.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char site[] =
    "{\"name\": \"Mairie\", \"place\": \"Accueil\", \"time_zone\": \"Europe/Paris\","
    "\"languages\": [\"fr\", \"en\"]}";
static const char hours[] =
    "{\"example\": true, \"services\": [{\"id\": \"accueil\", \"name\": {\"fr\": \"Accueil général\","
    "\"en\": \"Information desk\"}, \"weekly\": ["
    "{\"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"],"
    "\"opens\": \"09:00\", \"closes\": \"12:00\"},"
    "{\"days\": [\"monday\", \"tuesday\", \"thursday\", \"friday\"],"
    "\"opens\": \"13:30\", \"closes\": \"15:30\"}]},"
    "{\"id\": \"sejour\", \"name\": \"Séjour\", \"access\": \"by_appointment\", \"weekly\": ["
    "{\"days\": [\"monday\"], \"opens\": \"08:00\", \"closes\": \"17:00\"}]}],"
    "\"exceptions\": [{\"from\": \"2026-12-31\", \"hours\": [{\"opens\": \"09:00\","
    "\"closes\": \"12:00\"}], \"reason\": {\"fr\": \"Saint-Sylvestre\", \"en\": \"New Year's Eve\"}},"
    "{\"from\": \"2026-12-10\", \"until\": \"2026-12-11\","
    "\"reason\": {\"fr\": \"Travaux\", \"en\": \"Works\"}}]}";
static const char zones[] =
    "{\"example\": true, \"floors\": [{\"number\": 0, \"name\": {\"fr\": \"Rez-de-chaussée\", \"en\":"
    "\"Ground floor\"}}, {\"number\": 1, \"name\": {\"fr\": \"1er étage\", \"en\": \"1st floor\"}}],"
    "\"zones\": [{\"letter\": \"A\", \"shape\": \"circle\", \"color\": \"#1F6FE5\", \"color_name\":"
    "\"bleu\", \"name\": {\"fr\": \"Accueil général\", \"en\": \"Information desk\"}, \"counters\":"
    "{\"fr\": \"Guichets 1 et 2\", \"en\": \"Desks 1–2\"}, \"floor\": 0},"
    "{\"letter\": \"C\", \"shape\": \"triangle\", \"color\": \"#0B6E58\", \"color_name\": \"vert\","
    "\"name\": \"Titres de séjour\", \"floor\": 1}]}";

static void put(const char *folder, const char *path, const char *text)
{
    char full[256];
    snprintf(full, sizeof full, "%s/%s", folder, path);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct show *load(const char *slide_json, struct report *report, char folder[64])
{
    char path[128], command[128];
    strcpy(folder, "/tmp/vestibule-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/slides", folder);
    assert_int_equal(mkdir(path, 0755), 0);
    put(folder, "site.json", site);
    put(folder, "hours.json", hours);
    put(folder, "zones.json", zones);
    put(folder, "playlist.json", "{\"items\": [{\"slide\": \"page\"}]}");
    put(folder, "slides/page.json", slide_json);
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, report);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    assert_non_null(show);
    show_set_zone(show);
    return show;
}

static void put_files(const char *folder, const struct extra_file *files)
{
    for (; files->path; files++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", folder, files->path);
        char *slash = strrchr(path, '/');
        *slash = '\0';
        mkdir(path, 0755);
        put(folder, files->path, files->text);
    }
}

struct show *content_with_files(const struct extra_file *files, struct report *report)
{
    char folder[64], path[128], command[128];
    struct report raw = { 0 };
    strcpy(folder, "/tmp/vestibule-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    put(folder, "site.json", site);
    put(folder, "hours.json", hours);
    put(folder, "zones.json", zones);
    put(folder, "playlist.json", "{\"items\": []}");
    put_files(folder, files);
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, &raw);
    for (size_t i = 0; i < raw.count; i++) {
        const struct problem *problem = &raw.problems[i];
        const char *file = strstr(problem->file, folder);
        snprintf(path, sizeof path, "%s", file ? file + strlen(folder) + 1 : problem->file);
        report_add(report, problem->severity, path, problem->line, problem->column, problem->where,
                   "%s", problem->message);
    }
    report_finish(&raw);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    assert_non_null(show);
    return show;
}

const char *content_problems(const struct report *report, struct arena *arena)
{
    const char *text = "";
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        text = arena_printf(arena, "%s%s:%d:%d: %s%s%s%s\n", text, problem->file, problem->line,
                            problem->column,
                            problem->severity == PROBLEM_WARNING ? "warning: " : "", problem->where,
                            problem->where[0] ? ": " : "", problem->message);
    }
    return text;
}

struct show *content_with_slide(const char *slide_json)
{
    char folder[64];
    struct report report = { 0 };
    struct show *show = load(slide_json, &report, folder);
    if (report.errors) {
        report_print(&report, stderr);
    }
    assert_int_equal(report.errors, 0);
    report_finish(&report);
    return show;
}

const char *content_messages(const char *slide_json, struct arena *arena)
{
    char folder[64];
    struct report report = { 0 };
    const char *text = "";
    show_free(load(slide_json, &report, folder));
    for (size_t i = 0; i < report.count; i++) {
        const struct problem *problem = &report.problems[i];
        const char *file = strstr(problem->file, "slides/");
        text = arena_printf(arena, "%s%s:%d:%d: %s%s%s\n", text, file ? file : problem->file,
                            problem->line, problem->column, problem->where,
                            problem->where[0] ? ": " : "", problem->message);
    }
    report_finish(&report);
    return text;
}

void content_free(struct show *show)
{
    show_free(show);
}

/* No-break spaces read as spaces, so that tests can be typed on any keyboard; test_typography.c
 * looks at them one by one. */
static const char *plain_spaces(const char *text, struct arena *arena)
{
    char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
    while (*text) {
        if (strncmp(text, "\u00a0", 2) == 0) {
            text += 2;
            *to++ = ' ';
        } else if (strncmp(text, "\u202f", 3) == 0) {
            text += 3;
            *to++ = ' ';
        } else {
            *to++ = *text++;
        }
    }
    return out;
}

const char *content_dump(const struct show *show, int width, int height, const char *at,
                         bool trusted, int page, struct arena *arena)
{
    struct date date;
    int minute;
    struct picture picture = { 0 };
    const struct slide *slide = show_slide(show, "page");
    assert_non_null(slide);
    assert_true(moment_parse(at, &date, &minute));
    struct scene scene = { .show = show,
                           .moment = moment_at(moment_to_utc(date, minute), trusted),
                           .words = &show->languages[0],
                           .other = &show->languages[1],
                           .second = 1,
                           .page = page,
                           .pages = slide_pages(slide, show) };
    picture_start(&picture, width, height, &narrow_metrics);
    slide_draw(slide, &scene, &picture);
    const char *dump = plain_spaces(picture_dump(&picture, arena), arena);
    picture_finish(&picture);
    return dump;
}
