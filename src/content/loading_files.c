/* The files of which a folder holds one: site, hours, zones, screen, plan and kiosk. */
#include "content/loading.h"

#include "base/file.h"
#include "base/message.h"
#include "content/walk.h"

#include <string.h>
#include <unistd.h>

enum { ICONS_MAX = 1000 };

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
    reader.file = loading_path(loading, "site.json");
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

void loading_icons(struct loading *loading)
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
    const struct json *json = loading_json(loading, path, true);
    bool good = load_languages(loading, json);
    struct reader reader = loading->reader;
    reader.file = loading_path(loading, path);
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

void loading_site(struct loading *loading)
{
    struct site *site = &loading->show->site;
    loading_file(loading, "site.json", attempt_site, site);
    loading->reader.hosts = site->allowed_hosts.items;
    loading->reader.host_count = site->allowed_hosts.count;
}

/* Files without which a show can be: all zero when it is missing. */
static bool attempt_optional(struct loading *loading, const char *path, const struct record *record,
                             void *out)
{
    memset(out, 0, record->size);
    bool there = source_has(loading->source, path);
    return !there || loading_record(loading, path, loading_json(loading, path, true), record, out);
}

static bool attempt_hours(struct loading *loading, const char *path, void *out)
{
    return attempt_optional(loading, path, &hours_record, out);
}

static bool attempt_zones(struct loading *loading, const char *path, void *out)
{
    memset(out, 0, zones_record.size);
    loading->zones = source_has(loading->source, path) ? loading_json(loading, path, true) : NULL;
    return !source_has(loading->source, path) ||
           loading_record(loading, path, loading->zones, &zones_record, out);
}

static bool attempt_screen(struct loading *loading, const char *path, void *out)
{
    return loading_record(loading, path, loading_json(loading, path, true), &screen_record, out);
}

void loading_hours(struct loading *loading)
{
    struct show *show = loading->show;
    size_t errors = loading->report->errors;
    loading_file(loading, "hours.json", attempt_hours, &show->hours);
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

void loading_screen(struct loading *loading)
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
            loading_file(loading, path, attempt_screen, &show->screen);
            break;
        }
    }
    if (show->screen.display == 0) { /* no file, or a broken one */
        show->screen = (struct screen){ .display = 1, .pixel_shift = true };
    }
}

/* A kiosk speaks only languages in which nothing is missing, so staff are told what is. */
static void warn_unwritten(struct loading *loading, const char *path, const struct record *record,
                           const void *data, const struct json *json)
{
    struct reader reader = loading->reader;
    reader.file = loading_path(loading, path);
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
    const struct json *json = loading_json(loading, path, true);
    reader.file = loading_path(loading, path);
    if (!loading_record(loading, path, json, &plan_record, out) ||
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
    const struct json *json = loading_json(loading, path, true);
    reader.file = loading_path(loading, path);
    kiosk_check_depth(json, &reader);
    if (!loading_record(loading, path, json, &kiosk_record, out) ||
        !kiosk_file_finish(loading->show, json, &reader)) {
        memset(out, 0, kiosk_record.size);
        return false;
    }
    warn_unwritten(loading, path, &kiosk_record, out, json);
    warn_unwritten(loading, "zones.json", &zones_record, &loading->show->zones, loading->zones);
    loading->show->kiosk.languages = kiosk_languages(loading->show);
    return true;
}

void loading_zones(struct loading *loading)
{
    loading_file(loading, "zones.json", attempt_zones, &loading->show->zones);
}

void loading_kiosk(struct loading *loading)
{
    loading_file(loading, "plan.json", attempt_plan, &loading->show->plan);
    loading_file(loading, "kiosk.json", attempt_kiosk, &loading->show->kiosk);
}
