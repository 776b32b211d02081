/* What has a date and is over it: figures, pages, promises to look again. The same rules tell what
 * will be over within the days asked for. */
#include "content/walk.h"
#include "slides/audit.h"

#include <string.h>

static struct date last_of_month(int year, int month)
{
    struct date next = { month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1 };
    return date_add(next, -1);
}

/* Figures of a quarter hold until the end of the next quarter, those of a year to the end of the
 * next year. */
static struct date last_of_period(struct period period)
{
    if (period.quarter == 0) {
        return last_of_month(period.year + 1, 12);
    }
    return period.quarter == 4 ? last_of_month(period.year + 1, 3)
                               : last_of_month(period.year, 3 * period.quarter + 3);
}

/* The figures of one file: its oldest period, unless an overdue update says as much. */
struct figures {
    struct audit about;
    const struct period *oldest;
    bool overdue;
};

static void tell_figures(const struct figures *figures)
{
    if (figures->oldest && !figures->overdue) {
        audit_due(&figures->about, figures->oldest, last_of_period(*figures->oldest),
                  _("these figures are out of date: the period after theirs ended"),
                  _("these figures will be out of date: the period after theirs ends"));
    }
}

static void find_date(struct figures *figures, const struct field *field, const struct date *date)
{
    const struct audit *about = &figures->about;
    if (date_none(*date)) {
        return;
    }
    if (strcmp(field->key, "next_update") == 0) {
        figures->overdue = date_compare(about->now.date, *date) > 0;
        audit_due(about, date, *date, _("the next update was announced for a day that is over"),
                  _("the next update is announced for soon"));
    } else if (strcmp(field->key, "review") == 0) {
        audit_due(about, date, *date, _("the day to read this file again is over"),
                  _("soon comes the day to read this file again"));
    }
}

static void find_period(struct figures *figures, const struct period *period)
{
    if (period->year > 0 &&
        (!figures->oldest ||
         date_compare(last_of_period(*period), last_of_period(*figures->oldest)) < 0)) {
        figures->oldest = period;
    }
}

static void visit_figures(void *context, const struct audit *about, const struct field *field,
                          const void *value)
{
    struct figures *figures = context;
    if (strcmp(figures->about.file, about->file) != 0) {
        tell_figures(figures);
        *figures = (struct figures){ 0 };
    }
    figures->about = *about;
    if (field->type == FIELD_DATE) {
        find_date(figures, field, value);
    } else if (field->type == FIELD_PERIOD) {
        find_period(figures, value);
    }
}

/* Whether its weekdays leave the item a day from today on. */
static bool has_day(const struct audit *audit, const struct playlist_item *item)
{
    bool later = !date_none(item->from) && date_compare(item->from, audit->now.date) > 0;
    struct date first = later ? item->from : audit->now.date;
    for (int day = 0; day < WEEKDAYS; day++) {
        struct date date = date_add(first, day);
        bool over = !date_none(item->until) && date_compare(date, item->until) > 0;
        if (!over && (item->weekdays == 0 || item->weekdays & 1u << date_weekday(date))) {
            return true;
        }
    }
    return false;
}

static void audit_item(const struct audit *audit, const struct playlist_item *item)
{
    bool over = !date_none(item->until) && date_compare(item->until, audit->now.date) < 0;
    bool later = !date_none(item->from) && date_compare(item->from, audit->now.date) > 0;
    if (!date_none(item->until)) {
        audit_due(audit, &item->until, item->until,
                  _("this page never plays again: its last day was"),
                  later ? NULL : _("this page soon plays for the last time"));
    }
    if (!over && !has_day(audit, item)) {
        audit_warn(audit, &item->weekdays,
                   _("this page never plays: none of these weekdays lies between \"from\" and "
                     "\"until\""));
    }
    bool whole = audit->report->errors == 0; /* else what it shows may stand in a broken file */
    if (!over && whole && slide_pages(item->slide, audit->show) == 0) {
        audit_warn(audit, &item->slide_name,
                   _("this page never plays: there is nothing for it to show"));
    }
}

static void audit_alerts(const struct audit *audit)
{
    for (int i = 0; i < audit->show->slide_count; i++) {
        const struct slide *slide = &audit->show->slides[i];
        if (slide_is_alert(slide) && !slide->head->example && !audit_plays(audit, slide)) {
            const struct audit about = audit_about(audit, slide->file);
            audit_warn(&about, &slide->head->until,
                       _("this alert is over and never plays again; mark it as an \"example\" to "
                         "keep it as a model"));
        }
    }
}

void audit_freshness(const struct audit *audit)
{
    const struct audit playlist = audit_about(audit, audit->show->files.playlist);
    const struct playlist_item *items = audit->show->playlist.items.items;
    struct figures figures = { .about = playlist };
    audit_walk(audit, visit_figures, &figures);
    tell_figures(&figures);
    for (size_t i = 0; i < audit->show->playlist.items.count; i++) {
        if (items[i].slide) {
            audit_item(&playlist, &items[i]);
        }
    }
    audit_alerts(audit);
}
