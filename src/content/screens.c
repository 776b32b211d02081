/* Every file of screens/ is read like the one the show plays on; a broken one is left out. */
#include "content/screens.h"

#include "base/file.h"
#include "content/records.h"

#include <string.h>

enum { SCREENS_MAX = 100, SCREEN_BYTES_MAX = 64 * 1024 };

static bool is_reported(const struct report *report, const char *file)
{
    for (size_t i = 0; i < report->count; i++) {
        if (strcmp(report->problems[i].file, file) == 0) {
            return true;
        }
    }
    return false;
}

/* Returns the ids of the services a screen may follow. */
static const char *const *service_ids(const struct show *show, struct arena *arena)
{
    const struct service *services = show->hours.services.items;
    const char **ids = arena_alloc(arena, (show->hours.services.count + 1) * sizeof *ids);
    for (size_t i = 0; i < show->hours.services.count; i++) {
        ids[i] = services[i].id;
    }
    return ids;
}

static bool read_screen(const struct show *show, const char *path, struct report *report,
                        struct screens *screens, struct named_screen *screen)
{
    struct blob blob;
    const char *reason;
    struct reader reader = { .arena = &screens->arena,
                             .report = report,
                             .file = screen->file,
                             .places = &screens->places,
                             .services = service_ids(show, &screens->arena),
                             .service_count = show->hours.services.count,
                             .hours_told = is_reported(report, show->files.hours) };
    if (!file_read(show->root, path, SCREEN_BYTES_MAX, &screens->arena, &blob, &reason)) {
        report_add(report, PROBLEM_ERROR, screen->file, 0, 0, "", "%s", reason);
        return false;
    }
    const struct json *json = json_parse(blob.bytes, blob.size, screen->file, &screens->arena,
                                         report);
    return json && record_read(&screen_record, json, &reader, &screen->screen);
}

void screens_load(const struct show *show, const char *only, struct report *report,
                  struct screens *out)
{
    struct file_names names = { 0 };
    const char *reason;
    *out = (struct screens){ 0 };
    if (!file_list(show->root, "screens", ".json", SCREENS_MAX, &out->arena, &names, &reason)) {
        report_add(report, PROBLEM_ERROR, show_path(show, "screens", &out->arena), 0, 0, "", "%s",
                   reason);
        return;
    }
    out->items = arena_alloc(&out->arena, (names.count + 1) * sizeof *out->items);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = arena_printf(&out->arena, "screens/%s", names.names[i]);
        struct named_screen *screen = &out->items[out->count];
        *screen = (struct named_screen){ .name = arena_copy(&out->arena, names.names[i],
                                                            strlen(names.names[i]) - 5),
                                         .file = show_path(show, path, &out->arena) };
        struct report again = { 0 };
        bool told = is_reported(report, screen->file);
        if ((!only || strcmp(only, screen->name) == 0) &&
            read_screen(show, path, told ? &again : report, out, screen)) {
            out->count++;
        }
        report_finish(&again);
    }
    places_sort(&out->places);
}

void screens_finish(struct screens *screens)
{
    places_finish(&screens->places);
    arena_finish(&screens->arena);
    *screens = (struct screens){ 0 };
}
