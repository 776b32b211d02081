/* Reads the files of a content folder in the order they need each other: the site says the
 * languages, the hours say the services, the slides refer to both, the playlist names the slides.
 * A file that is broken is left out alone. */
#include "content/show.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/message.h"
#include "content/loading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *show_path(const struct show *show, const char *path, struct arena *arena)
{
    size_t length = strlen(show->folder);
    bool slash = length > 0 && show->folder[length - 1] == '/';
    return arena_printf(arena, "%s%s%s", show->folder, slash ? "" : "/", path);
}

static void load(struct loading *loading)
{
    loading_icons(loading);
    loading_site(loading);
    if (loading->hopeless) {
        return;
    }
    loading_hours(loading);
    loading_zones(loading);
    loading_slides(loading);
    loading_playlist(loading);
    loading_screen(loading);
    loading_kiosk(loading);
}

/* As show_read; with placed the show knows where its values stand, for which all JSON is kept. */
static struct show *read_show(struct source *source, const char *folder,
                              const struct show_options *options, bool placed,
                              struct report *report)
{
    int assets = file_open_root(options->assets);
    if (assets < 0) {
        report_add(report, PROBLEM_ERROR, options->assets, 0, 0, "",
                   _("the folder cannot be opened: %s"), strerror(errno));
        return NULL;
    }
    struct show *show = xcalloc(1, sizeof *show);
    show->root = -1;
    show->source = source_hold(source);
    show->folder = arena_copy(&show->arena, folder, strlen(folder));
    show->files = (struct show_files){
        .site = show_path(show, "site.json", &show->arena),
        .hours = show_path(show, "hours.json", &show->arena),
        .zones = show_path(show, "zones.json", &show->arena),
        .plan = show_path(show, "plan.json", &show->arena),
        .kiosk = show_path(show, "kiosk.json", &show->arena),
        .playlist = show_path(show, "playlist.json", &show->arena),
    };
    struct loading loading = {
        .show = show,
        .source = source,
        .report = report,
        .options = options,
        .assets = assets,
        .reader = { .arena = &show->arena,
                    .report = report,
                    .source = source,
                    .covered = options->covered,
                    .fonts = options->fonts,
                    .places = placed ? &show->places : NULL },
    };
    loading.tree = placed ? &show->arena : &loading.trees;
    load(&loading);
    arena_finish(&loading.trees);
    arena_finish(&loading.slide_tree);
    close(assets);
    report_sort(report);
    places_sort(&show->places);
    if (loading.hopeless) {
        show_free(show);
        show = NULL;
    }
    return show;
}

struct show *show_read(struct source *source, const char *folder,
                       const struct show_options *options, struct report *report)
{
    return read_show(source, folder, options, false, report);
}

struct show *show_load(const char *folder, const struct show_options *options,
                       struct report *report)
{
    struct show *show = NULL;
    int root = file_open_root(folder);
    if (root < 0) {
        report_add(report, PROBLEM_ERROR, folder, 0, 0, "", _("the folder cannot be opened: %s"),
                   strerror(errno));
        return NULL;
    }
    struct source *source = source_open(folder, NULL, NULL);
    show = read_show(source, folder, options, true, report);
    source_rest(source);
    source_release(source);
    if (show) {
        show->root = root;
    } else {
        close(root);
    }
    return show;
}

void show_set_zone(const struct show *show)
{
    moment_set_zone(show->site.time_zone);
}

void show_free(struct show *show)
{
    if (show) {
        if (show->root >= 0) {
            close(show->root);
        }
        source_release(show->source);
        places_finish(&show->places);
        arena_finish(&show->arena);
        free(show);
    }
}

const struct service *show_service(const struct show *show, const char *id)
{
    const struct service *services = show->hours.services.items;
    for (size_t i = 0; i < show->hours.services.count; i++) {
        if (strcmp(services[i].id, id) == 0) {
            return &services[i];
        }
    }
    return NULL;
}

const struct building_floor *show_floor(const struct show *show, int number)
{
    const struct building_floor *floors = show->zones.floors.items;
    for (size_t i = 0; i < show->zones.floors.count; i++) {
        if (floors[i].number == number) {
            return &floors[i];
        }
    }
    return NULL;
}

const struct zone *show_zone(const struct show *show, const char *letter)
{
    const struct zone *zones = show->zones.zones.items;
    for (size_t i = 0; i < show->zones.zones.count; i++) {
        if (strcmp(zones[i].letter, letter) == 0) {
            return &zones[i];
        }
    }
    return NULL;
}

bool slide_is_alert(const struct slide *slide)
{
    return !date_none(slide->head->until.date);
}
