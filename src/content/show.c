/* Reads the files of a content folder in the order they need each other: the site says the
 * languages, the hours say the services, the slides refer to both, the playlist names the slides.
 * Each file that is broken is left out alone. */
#include "content/show.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/message.h"
#include "content/closest.h"
#include "content/records.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1024 * 1024, SLIDES_MAX = 500, ICONS_MAX = 1000 };

/* What is known while a show is being read. */
struct loading {
    struct show *show;
    struct report *report;
    const struct show_options *options;
    struct reader reader; /* copied for each file */
};

const char *show_path(const struct show *show, const char *path, struct arena *arena)
{
    size_t length = strlen(show->folder);
    bool slash = length > 0 && show->folder[length - 1] == '/';
    return arena_printf(arena, "%s%s%s", show->folder, slash ? "" : "/", path);
}

static const char *staff_path(struct loading *loading, const char *path)
{
    return show_path(loading->show, path, &loading->show->arena);
}

/* Returns the file's JSON, or NULL after reporting why there is none; a file that does not exist is
 * only a problem when it must. */
static const struct json *read_json(struct loading *loading, const char *path, bool must_exist)
{
    struct arena *arena = &loading->show->arena;
    const char *name = staff_path(loading, path);
    struct blob blob;
    const char *reason;
    if (!must_exist && faccessat(loading->show->root, path, F_OK, 0) != 0 && errno == ENOENT) {
        return NULL;
    }
    if (!file_read(loading->show->root, path, FILE_BYTES_MAX, arena, &blob, &reason)) {
        report_add(loading->report, PROBLEM_ERROR, name, 0, 0, "", "%s", reason);
        return NULL;
    }
    return json_parse(blob.bytes, blob.size, name, arena, loading->report);
}

/* Reads one record; out is all zero again when the file held an error. */
static bool read_record(struct loading *loading, const char *path, const struct json *json,
                        const struct record *record, void *out)
{
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, path);
    if (json && record_read(record, json, &reader, out)) {
        return true;
    }
    memset(out, 0, record->size);
    return false;
}

/* Loads the words of one language and makes it the next of the show. */
static bool add_language(struct loading *loading, int assets, const char *code)
{
    struct show *show = loading->show;
    if (show->language_count == LANGUAGES_MAX ||
        !language_load(assets, code, &show->arena, loading->report,
                       &show->languages[show->language_count])) {
        return false;
    }
    show->language_count++;
    return true;
}

/* The languages are needed to read any text, so they are looked up before site.json is read as a
 * record (which reports what is wrong with the list itself). */
static bool load_languages(struct loading *loading, int assets, const struct json *site)
{
    struct show *show = loading->show;
    const struct json *codes = json_get(site, "languages");
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, "site.json");
    for (const struct json *code = codes ? codes->first : NULL; code; code = code->next) {
        if (code->type != JSON_STRING || !code->string[0] || strchr(code->string, '/')) {
            continue;
        }
        const char *path = arena_printf(&show->arena, "languages/%s.json", code->string);
        if (faccessat(assets, path, F_OK, 0) != 0) {
            reader_error(&reader, code,
                         _("there are no words for the language \"%s\": assets/%s is missing"),
                         code->string, path);
        } else {
            add_language(loading, assets, code->string);
        }
    }
    if (show->language_count == 0 && !add_language(loading, assets, "fr")) {
        return false;
    }
    const char **names = arena_alloc(&show->arena, sizeof *names * LANGUAGES_MAX);
    for (int i = 0; i < show->language_count; i++) {
        names[i] = show->languages[i].code;
    }
    loading->reader.languages = names;
    loading->reader.language_count = (size_t)show->language_count;
    return true;
}

static void load_icons(struct loading *loading, int assets)
{
    struct file_names names = { 0 };
    const char *reason;
    struct arena *arena = &loading->show->arena;
    if (!file_list(assets, "icons", ".svg", ICONS_MAX, arena, &names, &reason)) {
        report_add(loading->report, PROBLEM_ERROR, "icons", 0, 0, "", "%s", reason);
        return;
    }
    for (size_t i = 0; i < names.count; i++) {
        names.names[i] = arena_copy(arena, names.names[i], strlen(names.names[i]) - 4);
    }
    loading->reader.icons = names.names;
    loading->reader.icon_count = names.count;
}

/* Of a site with a mistake the rest is kept: a hall without its name would help nobody. */
static void load_site(struct loading *loading, const struct json *json)
{
    struct show *show = loading->show;
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, "site.json");
    bool good = json && record_read(&site_record, json, &reader, &show->site);
    if (!good && (!show->site.time_zone || !moment_zone_known(show->site.time_zone))) {
        show->site.time_zone = "Europe/Paris";
    }
    if (show->site.allowed_hosts.count == 0) {
        static const char *hosts[] = { ".gouv.fr", ".service-public.fr" };
        show->site.allowed_hosts = (struct strings){ hosts, 2 };
    }
    loading->reader.hosts = show->site.allowed_hosts.items;
    loading->reader.host_count = show->site.allowed_hosts.count;
}

static void load_hours(struct loading *loading)
{
    struct show *show = loading->show;
    read_record(loading, "hours.json", read_json(loading, "hours.json", false), &hours_record,
                &show->hours);
    hours_file_finish(&show->hours, &show->arena);
    const struct service *services = show->hours.services.items;
    const char **ids = arena_alloc(&show->arena, sizeof *ids * (show->hours.services.count + 1));
    for (size_t i = 0; i < show->hours.services.count; i++) {
        ids[i] = services[i].id;
    }
    loading->reader.services = ids;
    loading->reader.service_count = show->hours.services.count;
}

static const struct record *find_kind(struct loading *loading, const struct json *json,
                                      const char *file)
{
    const char *names[64];
    size_t count = 0;
    const struct json *kind = json_get(json, "kind");
    for (const struct record *const *record = loading->options->kinds; *record; record++) {
        if (kind && kind->type == JSON_STRING && strcmp((*record)->name, kind->string) == 0) {
            return *record;
        }
        if (count < sizeof names / sizeof *names) {
            names[count++] = (*record)->name;
        }
    }
    char list[400] = "";
    for (size_t i = 0; i < count && strlen(list) + strlen(names[i]) + 3 < sizeof list; i++) {
        strcat(strcat(list, i ? ", " : ""), names[i]);
    }
    if (!kind) {
        report_add(loading->report, PROBLEM_ERROR, file, json->line, json->column, "",
                   _("the key \"kind\" is missing (%s)"), list);
        return NULL;
    }
    const char *near = kind->type == JSON_STRING ? closest_word(kind->string, names, count) : NULL;
    report_add(loading->report, PROBLEM_ERROR, file, kind->line, kind->column, "kind",
               near ? _("must be one of the known kinds (%s), not %s; did you mean \"%s\"?")
                    : _("must be one of the known kinds (%s), not %s"),
               list, kind->source, near);
    return NULL;
}

static void load_slide(struct loading *loading, const char *name, struct slide *slides)
{
    struct show *show = loading->show;
    const char *path = arena_printf(&show->arena, "slides/%s", name);
    const struct json *json = read_json(loading, path, true);
    if (!json) {
        return;
    }
    const char *file = staff_path(loading, path);
    const struct record *kind = find_kind(loading, json, file);
    if (!kind) {
        return;
    }
    void *data = arena_alloc(&show->arena, kind->size);
    if (read_record(loading, path, json, kind, data)) {
        slides[show->slide_count++] = (struct slide){
            .name = arena_copy(&show->arena, name, strlen(name) - strlen(".json")),
            .file = file,
            .kind = kind,
            .head = data,
        };
    }
}

static void load_slides(struct loading *loading)
{
    struct show *show = loading->show;
    struct file_names files = { 0 };
    const char *reason;
    if (!file_list(show->root, "slides", ".json", SLIDES_MAX, &show->arena, &files, &reason)) {
        report_add(loading->report, PROBLEM_ERROR, staff_path(loading, "slides"), 0, 0, "", "%s",
                   reason);
        return;
    }
    struct slide *slides = arena_alloc(&show->arena, sizeof *slides * files.count);
    const char **names = arena_alloc(&show->arena, sizeof *names * files.count);
    for (size_t i = 0; i < files.count; i++) {
        names[i] = arena_copy(&show->arena, files.names[i],
                              strlen(files.names[i]) - strlen(".json"));
        load_slide(loading, files.names[i], slides);
    }
    show->slide_names = (struct strings){ names, files.count };
    show->slides = slides;
}

/* Reports a playlist item whose slide has no file; one whose file is broken has its own message. */
static void report_unknown_slide(struct loading *loading, const struct playlist_item *item,
                                 const struct json *json)
{
    const struct strings *names = &loading->show->slide_names;
    for (size_t i = 0; i < names->count; i++) {
        if (strcmp(names->items[i], item->slide_name) == 0) {
            return;
        }
    }
    const char *near = closest_word(item->slide_name, names->items, names->count);
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, "playlist.json");
    if (near) {
        reader_error(&reader, json, _("there is no slides/%s.json; did you mean \"%s\"?"),
                     item->slide_name, near);
    } else {
        reader_error(&reader, json, _("there is no slides/%s.json"), item->slide_name);
    }
}

static bool in_playlist(const struct show *show, const struct slide *slide)
{
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (items[i].slide == slide) {
            return true;
        }
    }
    return false;
}

/* Without a playlist that can be read, every slide plays in the order of the names. */
static void play_all(struct show *show)
{
    struct playlist_item *items = arena_alloc(&show->arena,
                                              sizeof *items * (size_t)(show->slide_count + 1));
    struct list *list = &show->playlist.items;
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i])) {
            items[list->count++] = (struct playlist_item){ .slide_name = show->slides[i].name,
                                                           .slide = &show->slides[i] };
        }
    }
    list->items = items;
}

static void load_playlist(struct loading *loading)
{
    struct show *show = loading->show;
    const struct json *json = read_json(loading, "playlist.json", true);
    if (!read_record(loading, "playlist.json", json, &playlist_record, &show->playlist)) {
        play_all(show);
        return;
    }
    struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        items[i].slide = show_slide(show, items[i].slide_name);
        const struct json *item = json_get(json_at(json_get(json, "items"), i), "slide");
        if (!items[i].slide) {
            report_unknown_slide(loading, &items[i], item);
        } else if (slide_is_alert(items[i].slide)) {
            report_add(loading->report, PROBLEM_WARNING, staff_path(loading, "playlist.json"),
                       item->line, item->column, "",
                       _("\"%s\" is an alert: it plays by itself while it is valid"),
                       items[i].slide_name);
            items[i].slide = NULL;
        }
    }
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i]) && !in_playlist(show, &show->slides[i])) {
            report_add(loading->report, PROBLEM_WARNING, show->slides[i].file, 0, 0, "",
                       _("playlist.json does not name this slide: it never plays"));
        }
    }
}

static void load_screen(struct loading *loading)
{
    struct show *show = loading->show;
    const char *wanted = loading->options->screen;
    const char *names[] = { wanted ? wanted : loading->options->host, wanted ? NULL : "default" };
    for (size_t i = 0; i < 2; i++) {
        if (!names[i] || strchr(names[i], '/')) {
            continue;
        }
        const char *path = arena_printf(&show->arena, "screens/%s.json", names[i]);
        const struct json *json = read_json(loading, path, wanted != NULL);
        if (json) {
            read_record(loading, path, json, &screen_record, &show->screen);
            break;
        }
    }
    if (show->screen.display == 0) {
        show->screen.display = 1;
    }
}

static bool load(struct loading *loading, int assets)
{
    const struct json *site = read_json(loading, "site.json", true);
    if (!load_languages(loading, assets, site)) {
        return false;
    }
    load_icons(loading, assets);
    load_site(loading, site);
    load_hours(loading);
    read_record(loading, "zones.json", read_json(loading, "zones.json", false), &zones_record,
                &loading->show->zones);
    load_slides(loading);
    load_playlist(loading);
    load_screen(loading);
    return true;
}

struct show *show_load(const char *folder, const struct show_options *options,
                       struct report *report)
{
    int assets = file_open_root(options->assets);
    int root = file_open_root(folder);
    struct show *show = NULL;
    if (assets < 0 || root < 0) {
        report_add(report, PROBLEM_ERROR, assets < 0 ? options->assets : folder, 0, 0, "",
                   _("the folder cannot be opened: %s"), strerror(errno));
    } else {
        show = xcalloc(1, sizeof *show);
        show->root = root;
        show->folder = arena_copy(&show->arena, folder, strlen(folder));
        show->files = (struct show_files){
            .site = show_path(show, "site.json", &show->arena),
            .hours = show_path(show, "hours.json", &show->arena),
            .zones = show_path(show, "zones.json", &show->arena),
            .playlist = show_path(show, "playlist.json", &show->arena),
        };
        struct loading loading = {
            .show = show,
            .report = report,
            .options = options,
            .reader = { .arena = &show->arena,
                        .report = report,
                        .root = root,
                        .covered = options->covered,
                        .fonts = options->fonts,
                        .places = &show->places },
        };
        root = -1;
        if (!load(&loading, assets)) {
            show_free(show);
            show = NULL;
        }
    }
    if (assets >= 0) {
        close(assets);
    }
    if (root >= 0) {
        close(root);
    }
    report_sort(report);
    if (show) {
        places_sort(&show->places);
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
        close(show->root);
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

bool slide_is_alert(const struct slide *slide)
{
    return !date_none(slide->head->until.date);
}

const struct slide *show_slide(const struct show *show, const char *name)
{
    for (int i = 0; i < show->slide_count; i++) {
        if (strcmp(show->slides[i].name, name) == 0) {
            return &show->slides[i];
        }
    }
    return NULL;
}
