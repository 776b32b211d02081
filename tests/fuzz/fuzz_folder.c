/* A whole content folder: the input replaces files of a good one, each after a line "=== path".
 * Everything that is made of a show is made of it: pages, loop, kiosk, audit; and an error keeps
 * its file off the screen. */
#include "content/screens.h"
#include "fuzz/fuzz.h"
#include "kiosk/audit.h"
#include "kiosk/kiosk.h"
#include "slides/audit.h"
#include "slides/rotation.h"
#include "slides/timetable.h"
#include "support/fake_metrics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILES_MAX = 64 };

static const struct {
    const char *path, *text;
} base[] = {
    { "site.json", "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", "
                   "\"languages\": [\"fr\", \"en\"]}" },
    { "hours.json", "{\"services\": [{\"id\": \"accueil\", \"name\": \"Accueil\", \"weekly\": "
                    "[{\"days\": [\"monday\"], \"opens\": \"09:00\", \"closes\": \"12:00\"}]}]}" },
    { "playlist.json", "{\"items\": [{\"slide\": \"page\"}, {\"slide\": \"other\"}]}" },
    { "slides/other.json", "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"Un\", "
                           "\"body\": \"Texte\"}" },
};

static const char *paths[FILES_MAX]; /* of the files that the last input left */
static size_t path_count;

/* Paths stay in the folder; what they may do in it besides is for the program to bear. */
static bool may_write(const char *path)
{
    size_t length = strlen(path);
    const char *slash = strchr(path, '/');
    return length > 0 && length < 100 && path[0] != '/' && path[0] != '.' &&
           path[length - 1] != '/' && !strstr(path, "..") && !strstr(path, "//") &&
           !strstr(path, "/.") && (!slash || !strchr(slash + 1, '/')) &&
           (slash || strchr(path, '.'));
}

static void put_file(const char *path, const char *bytes, size_t size)
{
    struct stat status;
    char full[256];
    snprintf(full, sizeof full, "%s/content/%s", fuzz_folder(), path);
    bool is_folder = stat(full, &status) == 0 && S_ISDIR(status.st_mode);
    if (!is_folder && path_count < FILES_MAX) {
        char *kept = strdup(path);
        MUST(kept);
        paths[path_count++] = kept;
        snprintf(full, sizeof full, "%s/content", fuzz_folder());
        fuzz_put(full, path, bytes, size);
    }
}

/* Returns the next line that begins with "=== ", or NULL. */
static const char *next_file(const char *at, const char *end)
{
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        if (end - at > 4 && memcmp(at, "=== ", 4) == 0) {
            return at;
        }
    }
    return NULL;
}

static void put_all(const char *text, size_t size, struct arena *arena)
{
    static const char mark[] = "=== ";
    const char *end = text + size, *at = text;
    while (at && (size_t)(end - at) > sizeof mark && memcmp(at, mark, sizeof mark - 1) == 0) {
        const char *name = at + sizeof mark - 1, *line = memchr(name, '\n', (size_t)(end - name));
        if (!line) {
            return;
        }
        const char *path = arena_copy(arena, name, (size_t)(line - name));
        const char *next = next_file(line, end), *stop = next ? next - 1 : end;
        if (may_write(path)) {
            put_file(path, line + 1, stop > line ? (size_t)(stop - line - 1) : 0);
        }
        at = next;
    }
}

static void remove_all(void)
{
    char full[256];
    while (path_count > 0) {
        snprintf(full, sizeof full, "%s/content/%s", fuzz_folder(), paths[--path_count]);
        unlink(full);
        free((void *)(uintptr_t)paths[path_count]);
    }
}

/* An error in a slide's file keeps it off the screen. */
static void look_at_errors(const struct show *show, const struct report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const char *slides = strstr(report->problems[i].file, "/slides/");
        size_t length = slides ? strlen(slides + 8) : 0;
        if (report->problems[i].severity == PROBLEM_ERROR && length > 5 &&
            !strstr(report->problems[i].message, "cannot be shown")) {
            char name[256];
            snprintf(name, sizeof name, "%.*s", (int)length - 5, slides + 8);
            MUST(!show_slide(show, name));
        }
    }
}

static void draw_slides(const struct show *show, struct moment moment, struct picture *picture)
{
    static const int sizes[][2] = { { 1920, 1080 }, { 1080, 1920 }, { 320, 180 } };
    for (int i = 0; i < show->slide_count; i++) {
        struct scene scene;
        int pages = slide_pages(&show->slides[i], show);
        MUST(pages >= 0 && slide_duration_ms(&show->slides[i], show) > 0);
        for (int page = 0; page < pages && page < 8; page++) {
            rotation_scene(show, &(struct rotation){ 0 }, (struct slot){ 0 }, moment,
                           page % 2 ? -2 : -1, &scene);
            scene.page = page;
            scene.pages = pages;
            const int *size = sizes[(i + page) % 3];
            picture_start(picture, size[0], size[1], &narrow_metrics);
            slide_draw(&show->slides[i], &scene, picture);
            MUST(picture_hash(picture) != 0);
        }
    }
}

static void look_at_loop(const struct show *show, struct moment moment, struct arena *arena)
{
    struct rotation rotation = rotation_at(show, moment, arena);
    MUST(rotation.count >= 0);
    for (int i = 0; i < rotation.count; i++) {
        MUST(rotation.turns[i].slide && rotation.durations_ms[i] > 0);
    }
    if (rotation.count > 0) {
        struct slot slot = schedule_slot(rotation.durations_ms, rotation.count, moment.utc_ms);
        MUST(slot.index < rotation.count);
    }
    struct edges edges = timetable_edges(show);
    struct timetable_day day = timetable_day(show, &edges, moment.date, arena);
    MUST(day.count >= 1 && day.rows[0].from == 0 && day.rows[day.count - 1].to == MINUTES_PER_DAY);
}

struct kiosk_drawing {
    const struct kiosk_world *world;
    struct moment moment;
    struct picture *picture;
    int pages;
};

static void draw_kiosk_page(void *context, const char *name, const struct session *session)
{
    struct kiosk_drawing *drawing = context;
    const struct kiosk_view view = {
        .world = drawing->world, .session = session, .moment = drawing->moment, .now_ms = 8000
    };
    MUST(name && name[0]);
    if (drawing->pages++ < 12) {
        picture_start(drawing->picture, 1080, 1920, &narrow_metrics);
        kiosk_draw(&view, drawing->picture);
    }
}

static void draw_kiosk(const struct show *show, struct moment moment, struct picture *picture)
{
    const struct kiosk_world world = { .show = show, .speech = true };
    struct kiosk_drawing drawing = { &world, moment, picture, 0 };
    struct session session = session_start(0);
    if (show->kiosk.choices.count > 0) {
        kiosk_each_page(&world, &session, draw_kiosk_page, &drawing);
    }
}

static void audit(const struct show *show, struct moment moment, struct report *report)
{
    struct screens screens;
    screens_load(show, NULL, report, &screens);
    const struct audit audit = { .show = show,
                                 .screens = &screens,
                                 .metrics = &narrow_metrics,
                                 .now = moment,
                                 .within_days = 30,
                                 .report = report,
                                 .file = show->files.site };
    audit_show(&audit);
    kiosk_audit(&audit);
    screens_finish(&screens);
}

static void look_at(const struct show *show, struct report *report, struct arena *arena)
{
    struct picture picture = { 0 };
    show_set_zone(show);
    struct moment moment = moment_at(1795600000000, true); /* a Tuesday at noon in 2026 */
    look_at_errors(show, report);
    draw_slides(show, moment, &picture);
    look_at_loop(show, moment, arena);
    draw_kiosk(show, moment, &picture);
    audit(show, moment, report);
    picture_finish(&picture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = { 0 };
    struct report report = { 0 };
    char folder[128];
    snprintf(folder, sizeof folder, "%s/content", fuzz_folder());
    for (size_t i = 0; i < sizeof base / sizeof *base; i++) {
        put_file(base[i].path, base[i].text, strlen(base[i].text));
    }
    put_all((const char *)data, size, &arena);
    const struct show_options options = { .assets = "assets", .kinds = slide_records };
    struct show *show = show_load(folder, &options, &report);
    MUST(show);
    look_at(show, &report, &arena);
    fuzz_report(&report);
    show_free(show);
    report_finish(&report);
    arena_finish(&arena);
    remove_all();
    return 0;
}
