/* Reads the files of a content folder in the order they need each other: the site says the
 * languages, the hours say the services, the slides refer to both, the playlist names the slides.
 * A file that is broken is read again from its last good version where the source has one, which
 * must hold together with the files read before it; else it is left out alone. */
#include "content/show.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/message.h"
#include "content/closest.h"
#include "content/french.h"
#include "content/records.h"
#include "content/walk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1024 * 1024, SLIDES_MAX = 10000, ICONS_MAX = 1000, GUESSES_MAX = 20 };

/* What is known while a show is being read. */
struct loading {
    struct show *show;
    struct source *source;
    struct report *report;
    const struct show_options *options;
    int assets;
    struct reader reader;             /* copied for each file */
    struct arena trees, slide_tree;   /* what json_parse makes besides texts: for a while only */
    struct arena *tree;               /* which of them is used now, or that of the show */
    struct slide *slides;             /* room for all */
    const struct json *zones;         /* to tell which of its texts the kiosk lacks */
    bool hopeless, playlist_was_read; /* no words at all; the playlist is a playlist */
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
    const char *name = staff_path(loading, path);
    struct blob blob;
    const char *reason;
    if (!must_exist && !source_has(loading->source, path)) {
        return NULL;
    }
    if (!source_read(loading->source, path, FILE_BYTES_MAX, loading->tree, &blob, &reason)) {
        report_add(loading->report, PROBLEM_ERROR, name, 0, 0, "", "%s", reason);
        return NULL;
    }
    return json_parse_apart(blob.bytes, blob.size, name, loading->tree, &loading->show->arena,
                            loading->report);
}

/* Reads one file into out, which it empties first; returns whether it held no error. */
typedef bool try_file(struct loading *loading, const char *path, void *out);

/* Makes an attempt of which staff hear nothing. */
static bool attempt_quietly(struct loading *loading, const char *path, try_file *attempt, void *out)
{
    struct report quiet = { 0 }, *told = loading->report;
    loading->report = loading->reader.report = &quiet;
    bool good = attempt(loading, path, out);
    loading->report = loading->reader.report = told;
    report_finish(&quiet);
    return good;
}

/* Reads a file as it is or, when that is broken, as it last was good. When neither is good, out is
 * what could be had of the first. */
static bool read_file(struct loading *loading, const char *path, try_file *attempt, void *out)
{
    if (attempt(loading, path, out)) {
        source_approve(loading->source, path);
        return true;
    }
    if (!source_fall_back(loading->source, path)) {
        return false;
    }
    if (attempt_quietly(loading, path, attempt, out)) {
        return true;
    }
    source_return(loading->source, path);
    attempt_quietly(loading, path, attempt, out);
    return false;
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
static bool load_languages(struct loading *loading, const struct json *site)
{
    struct show *show = loading->show;
    int assets = loading->assets;
    const struct json *codes = json_get(site, "languages");
    struct reader reader = loading->reader;
    show->language_count = 0;
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
        loading->hopeless = true;
        return false;
    }
    const char **names = arena_alloc(&show->arena, sizeof *names * LANGUAGES_MAX);
    for (int i = 0; i < show->language_count; i++) {
        names[i] = show->languages[i].code;
    }
    loading->reader.languages = names;
    loading->reader.language_count = (size_t)show->language_count;
    return reader.errors == 0;
}

static void load_icons(struct loading *loading)
{
    struct file_names names = { 0 };
    const char *reason;
    struct arena *arena = &loading->show->arena;
    if (!file_list(loading->assets, "icons", ".svg", ICONS_MAX, arena, &names, &reason)) {
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
static bool attempt_site(struct loading *loading, const char *path, void *out)
{
    struct site *site = out;
    const struct json *json = read_json(loading, path, true);
    bool good = load_languages(loading, json);
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, path);
    memset(site, 0, sizeof *site);
    good = json && record_read(&site_record, json, &reader, site) && good;
    if (!site->time_zone || !moment_zone_known(site->time_zone)) {
        site->time_zone = "Europe/Paris";
    }
    if (site->allowed_hosts.count == 0) {
        static const char *hosts[] = { ".gouv.fr", ".service-public.fr" };
        site->allowed_hosts = (struct strings){ hosts, 2 };
    }
    return good;
}

static void load_site(struct loading *loading)
{
    struct site *site = &loading->show->site;
    read_file(loading, "site.json", attempt_site, site);
    loading->reader.hosts = site->allowed_hosts.items;
    loading->reader.host_count = site->allowed_hosts.count;
}

/* Files without which a show can be: all zero when it is missing. */
static bool attempt_optional(struct loading *loading, const char *path, const struct record *record,
                             void *out)
{
    memset(out, 0, record->size);
    bool there = source_has(loading->source, path);
    return !there || read_record(loading, path, read_json(loading, path, true), record, out);
}

static bool attempt_hours(struct loading *loading, const char *path, void *out)
{
    return attempt_optional(loading, path, &hours_record, out);
}

static bool attempt_zones(struct loading *loading, const char *path, void *out)
{
    memset(out, 0, zones_record.size);
    loading->zones = source_has(loading->source, path) ? read_json(loading, path, true) : NULL;
    return !source_has(loading->source, path) ||
           read_record(loading, path, loading->zones, &zones_record, out);
}

static bool attempt_screen(struct loading *loading, const char *path, void *out)
{
    return read_record(loading, path, read_json(loading, path, true), &screen_record, out);
}

static void load_hours(struct loading *loading)
{
    struct show *show = loading->show;
    size_t errors = loading->report->errors;
    read_file(loading, "hours.json", attempt_hours, &show->hours);
    loading->reader.hours_told = loading->report->errors > errors;
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
    const char *written = kind->type == JSON_STRING ? kind->string : "";
    const char *meant = french_meant(written, names, count);
    const char *near = meant ? meant : closest_word(written, names, count);
    report_add(loading->report, PROBLEM_ERROR, file, kind->line, kind->column, "kind",
               near ? _("must be one of the known kinds (%s), not %s; did you mean \"%s\"?")
                    : _("must be one of the known kinds (%s), not %s"),
               list, kind->source, near);
    report_detail(loading->report, json_span(kind),
                  near ? arena_printf(&loading->trees, "\"%s\"", near) : NULL);
    return NULL;
}

static bool attempt_slide(struct loading *loading, const char *path, void *out)
{
    struct show *show = loading->show;
    struct arena *tree = loading->tree;
    if (tree == &loading->trees) {
        arena_reset(&loading->slide_tree);
        loading->tree = &loading->slide_tree;
    }
    const struct json *json = read_json(loading, path, true);
    loading->tree = tree;
    if (!json) {
        return false;
    }
    const char *file = staff_path(loading, path), *name = path + strlen("slides/");
    const struct record *kind = find_kind(loading, json, file);
    if (!kind) {
        return false;
    }
    void *data = arena_alloc(&show->arena, kind->size);
    struct slide *slide = out;
    *slide = (struct slide){
        .name = arena_copy(&show->arena, name, strlen(name) - strlen(".json")),
        .file = file,
        .kind = kind,
        .head = data,
    };
    bool good = read_record(loading, path, json, kind, data);
    slide->words = good ? record_words(kind, data) : 0;
    return good;
}

static void load_slide(struct loading *loading, const char *name)
{
    const char *path = arena_printf(&loading->trees, "slides/%s", name);
    if (read_file(loading, path, attempt_slide, &loading->slides[loading->show->slide_count])) {
        loading->show->slide_count++;
    }
}

static int compare_slides(const void *a, const void *b)
{
    return strcmp(((const struct slide *)a)->name, ((const struct slide *)b)->name);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void load_slides(struct loading *loading)
{
    struct show *show = loading->show;
    struct file_names files = { 0 };
    const char *reason;
    if (!source_list(loading->source, "slides", ".json", SLIDES_MAX, &loading->trees, &files,
                     &reason)) {
        report_add(loading->report, PROBLEM_ERROR, staff_path(loading, "slides"), 0, 0, "", "%s",
                   reason);
        return;
    }
    const char **names = arena_alloc(&show->arena, sizeof *names * files.count);
    loading->slides = arena_alloc(&show->arena, sizeof *loading->slides * files.count);
    for (size_t i = 0; i < files.count; i++) {
        names[i] = arena_copy(&show->arena, files.names[i],
                              strlen(files.names[i]) - strlen(".json"));
        load_slide(loading, files.names[i]);
    }
    /* "a-b.json" stands before "a.json", but "a" before "a-b" */
    qsort(names, files.count, sizeof *names, compare_texts);
    qsort(loading->slides, (size_t)show->slide_count, sizeof *loading->slides, compare_slides);
    show->slide_names = (struct strings){ names, files.count };
    show->slides = loading->slides;
}

static bool is_slide_name(const struct strings *names, const char *name)
{
    return names->count &&
           bsearch(&name, names->items, names->count, sizeof *names->items, compare_texts);
}

/* Reports a name that is written with .json, or whose file has one ending too many, as Windows
 * adds and hides it; false when it is neither. */
static bool report_ending(struct loading *loading, const char *name, const struct json *json,
                          struct reader *reader)
{
    struct arena *arena = loading->tree;
    size_t length = strlen(name), ending = strlen(".json");
    const char *bare = length > ending && strcmp(name + length - ending, ".json") == 0
                           ? arena_copy(arena, name, length - ending)
                           : name;
    const char *file = arena_printf(arena, "slides/%s.json.txt", bare);
    if (bare != name && is_slide_name(&loading->show->slide_names, bare)) {
        reader_error(reader, json, _("the name of a slide stands without .json, not %s"),
                     json->source);
    } else if (source_has(loading->source, file)) {
        reader_error(reader, json, _("there is %s, which must be renamed slides/%s.json"), file,
                     bare);
    } else {
        return false;
    }
    if (bare != name) {
        reader_suggest(reader, bare);
    }
    return true;
}

/* Reports a playlist item whose slide has no file and returns true; one whose file is broken has
 * its own message. What was meant is guessed for the first few only: it takes long. */
static bool report_unknown_slide(struct loading *loading, const struct playlist_item *item,
                                 const struct json *json, struct reader *reader)
{
    const struct strings *names = &loading->show->slide_names;
    bool guess = reader->errors < GUESSES_MAX;
    if (is_slide_name(names, item->slide_name)) {
        return false;
    }
    if (guess && report_ending(loading, item->slide_name, json, reader)) {
        return true;
    }
    const char *near = guess ? closest_word(item->slide_name, names->items, names->count) : NULL;
    if (near) {
        reader_error(reader, json, _("there is no slides/%s.json; did you mean \"%s\"?"),
                     item->slide_name, near);
        reader_suggest(reader, near);
    } else {
        reader_error(reader, json, _("there is no slides/%s.json"), item->slide_name);
    }
    return true;
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

/* Finds the item's slide; false when there is no such file. */
static bool find_slide(struct loading *loading, struct playlist_item *item, const struct json *json,
                       struct reader *reader)
{
    item->slide = show_slide(loading->show, item->slide_name);
    if (!item->slide) {
        return !report_unknown_slide(loading, item, json, reader);
    }
    if (slide_is_alert(item->slide)) {
        report_add(loading->report, PROBLEM_WARNING, reader->file, json->line, json->column, "",
                   _("\"%s\" is an alert: it plays by itself while it is valid"), item->slide_name);
        item->slide = NULL;
    }
    return true;
}

static bool attempt_playlist(struct loading *loading, const char *path, void *out)
{
    struct playlist *playlist = out;
    const struct json *json = read_json(loading, path, true);
    memset(playlist, 0, sizeof *playlist);
    loading->playlist_was_read = read_record(loading, path, json, &playlist_record, playlist);
    if (!loading->playlist_was_read) {
        return false;
    }
    struct reader reader = loading->reader;
    struct playlist_item *items = playlist->items.items;
    const struct json *item = json_get(json, "items")->first;
    bool good = true;
    reader.file = staff_path(loading, path);
    for (size_t i = 0; i < playlist->items.count; i++, item = item->next) {
        good = find_slide(loading, &items[i], json_get(item, "slide"), &reader) && good;
    }
    return good;
}

/* Warns of the slides that no item names. */
static void warn_unnamed(struct loading *loading)
{
    const struct show *show = loading->show;
    const struct playlist_item *items = show->playlist.items.items;
    bool *named = arena_alloc(&loading->trees, sizeof *named * (size_t)(show->slide_count + 1));
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (items[i].slide) {
            named[items[i].slide - show->slides] = true;
        }
    }
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i]) && !named[i]) {
            report_add(loading->report, PROBLEM_WARNING, show->slides[i].file, 0, 0, "",
                       _("playlist.json does not name this slide: it never plays"));
        }
    }
}

static void load_playlist(struct loading *loading)
{
    read_file(loading, "playlist.json", attempt_playlist, &loading->show->playlist);
    if (loading->playlist_was_read) {
        warn_unnamed(loading);
    } else {
        play_all(loading->show);
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
        if (wanted || source_has(loading->source, path)) {
            read_file(loading, path, attempt_screen, &show->screen);
            break;
        }
    }
    if (show->screen.display == 0) {
        show->screen.display = 1;
    }
}

/* A kiosk speaks only languages in which nothing is missing, so staff are told what is. */
static void warn_unwritten(struct loading *loading, const char *path, const struct record *record,
                           const void *data, const struct json *json)
{
    struct reader reader = loading->reader;
    reader.file = staff_path(loading, path);
    if (json) {
        record_warn_unwritten(record, data, json, &reader);
    }
}

static bool attempt_plan(struct loading *loading, const char *path, void *out)
{
    memset(out, 0, plan_record.size);
    if (!source_has(loading->source, path)) {
        return true;
    }
    struct reader reader = loading->reader;
    const struct json *json = read_json(loading, path, true);
    reader.file = staff_path(loading, path);
    if (!read_record(loading, path, json, &plan_record, out) ||
        !plan_file_finish(loading->show, json, &reader)) {
        memset(out, 0, plan_record.size);
        return false;
    }
    warn_unwritten(loading, path, &plan_record, out, json);
    return true;
}

static bool attempt_kiosk(struct loading *loading, const char *path, void *out)
{
    memset(out, 0, kiosk_record.size);
    if (!source_has(loading->source, path)) {
        return true;
    }
    struct reader reader = loading->reader;
    const struct json *json = read_json(loading, path, true);
    reader.file = staff_path(loading, path);
    kiosk_check_depth(json, &reader);
    if (!read_record(loading, path, json, &kiosk_record, out) ||
        !kiosk_file_finish(loading->show, json, &reader)) {
        memset(out, 0, kiosk_record.size);
        return false;
    }
    warn_unwritten(loading, path, &kiosk_record, out, json);
    warn_unwritten(loading, "zones.json", &zones_record, &loading->show->zones, loading->zones);
    loading->show->kiosk.languages = kiosk_languages(loading->show);
    return true;
}

static void load(struct loading *loading)
{
    struct show *show = loading->show;
    load_icons(loading);
    load_site(loading);
    if (loading->hopeless) {
        return;
    }
    load_hours(loading);
    read_file(loading, "zones.json", attempt_zones, &show->zones);
    load_slides(loading);
    load_playlist(loading);
    load_screen(loading);
    read_file(loading, "plan.json", attempt_plan, &show->plan);
    read_file(loading, "kiosk.json", attempt_kiosk, &show->kiosk);
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

const struct slide *show_slide(const struct show *show, const char *name)
{
    const struct slide wanted = { .name = name };
    return show->slide_count ? bsearch(&wanted, show->slides, (size_t)show->slide_count,
                                       sizeof wanted, compare_slides)
                             : NULL;
}
