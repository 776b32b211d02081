/* What all parts of the audit share: telling something at its place, and going through what is
 * shown. */
#include "slides/audit.h"

#include "content/records.h"
#include "content/walk.h"

#include <stdarg.h>
#include <string.h>

/* Whether the file holds an error, so that what the show has in its place is not what it says. */
static bool is_broken(const struct audit *audit, const char *file)
{
    for (size_t i = 0; i < audit->report->count; i++) {
        const struct problem *problem = &audit->report->problems[i];
        if (problem->severity == PROBLEM_ERROR && strcmp(problem->file, file) == 0) {
            return true;
        }
    }
    return false;
}

void audit_warn(const struct audit *audit, const void *value, const char *format, ...)
{
    struct arena arena = { 0 };
    const struct place *place = places_find(&audit->show->places, value);
    if (!place) {
        place = places_find(&audit->screens->places, value);
    }
    if (is_broken(audit, place ? place->file : audit->file)) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    if (place) {
        report_vadd(audit->report, PROBLEM_WARNING, place->file, place->json->line,
                    place->json->column, json_path(place->json, &arena), format, arguments);
        report_detail(audit->report, json_span(place->json), NULL);
    } else {
        report_vadd(audit->report, PROBLEM_WARNING, audit->file, 0, 0, "", format, arguments);
    }
    va_end(arguments);
    arena_finish(&arena);
}

void audit_due(const struct audit *audit, const void *value, struct date last, const char *past,
               const char *soon)
{
    bool over = date_compare(audit->now.date, last) > 0;
    if (over || (soon && date_compare(date_add(audit->now.date, audit->within_days), last) > 0)) {
        audit_warn(audit, value, _("%s: %04d-%02d-%02d"), over ? past : soon, last.year, last.month,
                   last.day);
    }
}

struct audit audit_about(const struct audit *audit, const char *file)
{
    struct audit about = *audit;
    about.file = file;
    return about;
}

static bool item_plays(const struct audit *audit, const struct playlist_item *item)
{
    return date_none(item->until) || date_compare(item->until, audit->now.date) >= 0;
}

bool audit_plays(const struct audit *audit, const struct slide *slide)
{
    const struct playlist_item *items = audit->show->playlist.items.items;
    if (slide_is_alert(slide)) {
        const struct date_time *until = &slide->head->until;
        return moment_to_utc(until->date, until->minute) > audit->now.utc_ms;
    }
    for (size_t i = 0; i < audit->show->playlist.items.count; i++) {
        if (items[i].slide == slide && item_plays(audit, &items[i])) {
            return true;
        }
    }
    return false;
}

struct visiting {
    struct audit about;
    audit_visit *visit;
    void *context;
};

static void visit_value(void *context, const struct field *field, const void *value)
{
    struct visiting *visiting = context;
    visiting->visit(visiting->context, &visiting->about, field, value);
}

static void walk_file(const struct audit *audit, const char *file, const struct record *record,
                      const void *data, audit_visit *visit, void *context)
{
    struct visiting visiting = { audit_about(audit, file), visit, context };
    record_walk(record, data, visit_value, &visiting);
}

void audit_walk(const struct audit *audit, audit_visit *visit, void *context)
{
    const struct show *show = audit->show;
    const struct show_files *files = &show->files;
    walk_file(audit, files->site, &site_record, &show->site, visit, context);
    walk_file(audit, files->hours, &hours_record, &show->hours, visit, context);
    walk_file(audit, files->zones, &zones_record, &show->zones, visit, context);
    walk_file(audit, files->plan, &plan_record, &show->plan, visit, context);
    walk_file(audit, files->kiosk, &kiosk_record, &show->kiosk, visit, context);
    for (int i = 0; i < show->slide_count; i++) {
        const struct slide *slide = &show->slides[i];
        if (audit_plays(audit, slide)) {
            walk_file(audit, slide->file, slide->kind, slide->head, visit, context);
        }
    }
}

void audit_show(const struct audit *audit)
{
    audit_pages(audit);
    audit_time(audit);
    audit_colors(audit);
    audit_languages(audit);
    audit_truth(audit);
    audit_freshness(audit);
    audit_light(audit);
    report_sort(audit->report);
}
