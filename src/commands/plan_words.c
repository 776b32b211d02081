/* The words of the plan: every standing of the rotation has one sentence, with the date, day or
 * rival it is about. */
#include "commands/plan.h"

#include "base/message.h"

#include <string.h>

static const char *const weekday_names[] = {
    N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
    N_("Friday"), N_("Saturday"), N_("Sunday"),
};

static const char *const month_names[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December"),
};

static const char *const not_on[] = {
    N_("inactive: not on Mondays"),    N_("inactive: not on Tuesdays"),
    N_("inactive: not on Wednesdays"), N_("inactive: not on Thursdays"),
    N_("inactive: not on Fridays"),    N_("inactive: not on Saturdays"),
    N_("inactive: not on Sundays"),
};

const char *plan_standing_word(enum standing standing)
{
    static const char *const words[] = {
        [STANDING_UNREADABLE] = "unreadable",
        [STANDING_UNLISTED] = "unlisted",
        [STANDING_EMPTY] = "empty",
        [STANDING_AFTER] = "until",
        [STANDING_BEFORE] = "from",
        [STANDING_WEEKDAY] = "weekday",
        [STANDING_HOUR] = "hours",
        [STANDING_UNTRUSTED] = "clock",
        [STANDING_PRIORITY] = "priority",
        [STANDING_ALERT] = "alert",
        [STANDING_PLAYS] = "plays",
    };
    return words[standing];
}

const char *plan_date(struct plan *plan, struct date date)
{
    return arena_printf(&plan->arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Writes a date by a pattern of the catalogue: %A the weekday, %d and %e the day, %m and %B the
 * month, %Y the year. */
static const char *date_by(struct plan *plan, const char *pattern, struct date date)
{
    struct arena *arena = &plan->arena;
    const char *text = "";
    for (; *pattern; pattern++) {
        const char *part = NULL;
        switch (*pattern == '%' ? pattern[1] : '\0') {
        case 'A':
            part = _(weekday_names[date_weekday(date)]);
            break;
        case 'd':
            part = arena_printf(arena, "%02d", date.day);
            break;
        case 'e':
            part = date.day == 1 ? _("1st") : arena_printf(arena, "%d", date.day);
            break;
        case 'm':
            part = arena_printf(arena, "%02d", date.month);
            break;
        case 'B':
            part = _(month_names[date.month - 1]);
            break;
        case 'Y':
            part = arena_printf(arena, "%04d", date.year);
            break;
        }
        text = part ? arena_printf(arena, "%s%s", text, part)
                    : arena_printf(arena, "%s%c", text, *pattern);
        pattern += part != NULL;
    }
    return text;
}

const char *plan_day(struct plan *plan, struct date date)
{
    /* Translators: %A weekday, %d or %e day, %m or %B month, %Y year, in any order. */
    return date_by(plan, _("%A %Y-%m-%d"), date);
}

/* As it stands in a sentence. */
static const char *spoken_date(struct plan *plan, struct date date)
{
    /* Translators: as above; with the weekday where sentences have it. */
    return date_by(plan, _("%Y-%m-%d"), date);
}

const char *plan_time(struct plan *plan, int minute)
{
    return arena_printf(&plan->arena, "%02d:%02d", minute / 60, minute % 60);
}

const char *plan_duration(struct plan *plan, int64_t ms)
{
    int seconds = (int)((ms + 500) / 1000);
    return seconds < 60
               ? arena_printf(&plan->arena, _("%d s"), seconds)
               : arena_printf(&plan->arena, _("%d min %02d s"), seconds / 60, seconds % 60);
}

const char *plan_file(struct plan *plan, const char *path)
{
    const char *folder = plan->loaded.show->folder;
    size_t length = strlen(folder);
    bool slash = length > 0 && folder[length - 1] == '/';
    return arena_printf(&plan->arena, "%s%s%s", folder, slash ? "" : "/", path);
}

static const char *weekdays(struct plan *plan, unsigned set)
{
    const char *text = "";
    for (int day = MONDAY; day < WEEKDAYS; day++) {
        if (set & 1u << day) {
            const char *name = _(weekday_names[day]);
            /* Translators: weekdays of a list, after "only on". */
            text = text[0] ? arena_printf(&plan->arena, _("%s, %s"), text, name) : name;
        }
    }
    return text;
}

static const char *windows(struct plan *plan, const struct schedule *schedule)
{
    const char *text = "";
    for (int i = 0; i < schedule->window_count; i++) {
        text = arena_printf(&plan->arena, "%s%s%s–%s", text, i ? ", " : "",
                            plan_time(plan, schedule->windows[i].from),
                            plan_time(plan, schedule->windows[i].to));
    }
    return text;
}

const char *plan_date_time(struct plan *plan, struct date_time when)
{
    /* Translators: date and time. */
    return arena_printf(&plan->arena, _("%s %s"), spoken_date(plan, when.date),
                        plan_time(plan, when.minute));
}

/* The day of an item, the minute of an alert. */
static const char *bound(struct plan *plan, const struct outcome *outcome)
{
    bool after = outcome->standing == STANDING_AFTER;
    if (outcome->item) {
        return spoken_date(plan,
                           after ? outcome->item->schedule.until : outcome->item->schedule.from);
    }
    const struct slide_head *head = outcome->slide->head;
    return plan_date_time(plan, after ? head->until : head->from);
}

static bool file_listed(const struct show *show, const char *name)
{
    for (size_t i = 0; i < show->slide_names.count; i++) {
        if (strcmp(show->slide_names.items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* Where the first error of the slide's file stands. */
static const char *unreadable(struct plan *plan, const struct outcome *outcome)
{
    const struct report *report = &plan->loaded.report;
    const char *path = arena_printf(&plan->arena, "slides/%s.json", outcome->name);
    const char *file = plan_file(plan, path);
    if (!file_listed(plan->loaded.show, outcome->name)) {
        return arena_printf(&plan->arena, _("there is no file %s"), file);
    }
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        if (problem->severity == PROBLEM_ERROR && problem->line > 0 &&
            strcmp(problem->file, file) == 0) {
            return arena_printf(&plan->arena, _("no valid data: %s:%d"), file, problem->line);
        }
    }
    return arena_printf(&plan->arena, _("no valid data: %s"), file);
}

const char *plan_reason(struct plan *plan, const struct outcome *outcome, const struct date *day)
{
    struct arena *arena = &plan->arena;
    const struct playlist_item *item = outcome->item;
    switch (outcome->standing) {
    case STANDING_UNREADABLE:
        return unreadable(plan, outcome);
    case STANDING_UNLISTED:
        return _("not in playlist.json");
    case STANDING_EMPTY:
        return _("no valid data: this content has nothing for it to show");
    case STANDING_AFTER:
        return arena_printf(arena, _("inactive: until %s"), bound(plan, outcome));
    case STANDING_BEFORE:
        return arena_printf(arena, _("inactive: from %s"), bound(plan, outcome));
    case STANDING_WEEKDAY:
        return day ? _(not_on[date_weekday(*day)])
                   : arena_printf(arena, _("inactive: only on %s"),
                                  weekdays(plan, item->schedule.weekdays));
    case STANDING_HOUR:
        return arena_printf(arena, _("inactive: only %s"), windows(plan, &item->schedule));
    case STANDING_UNTRUSTED:
        return _("inactive: it is dated and the clock may be wrong");
    case STANDING_PRIORITY:
        return arena_printf(arena, _("outranked by \"%s\", priority %d"),
                            outcome->ranks.top->slide_name, outcome->ranks.top->priority);
    case STANDING_ALERT:
        return arena_printf(arena, _("outranked by alert \"%s\""), outcome->ranks.alert->name);
    default:
        return _("plays");
    }
}

static const char *join(struct plan *plan, const char *text, const char *more)
{
    return arena_printf(&plan->arena, "%s%s%s", text, text[0] ? _("; ") : "", more);
}

const char *plan_conditions(struct plan *plan, const struct playlist_item *item)
{
    const struct schedule *schedule = &item->schedule;
    struct arena *arena = &plan->arena;
    const char *text = "";
    if (!date_none(schedule->from)) {
        text = join(plan, text,
                    arena_printf(arena, _("from %s"), spoken_date(plan, schedule->from)));
    }
    if (!date_none(schedule->until)) {
        text = join(plan, text,
                    arena_printf(arena, _("until %s"), spoken_date(plan, schedule->until)));
    }
    if (schedule->weekdays) {
        text = join(plan, text,
                    arena_printf(arena, _("only on %s"), weekdays(plan, schedule->weekdays)));
    }
    if (schedule->window_count > 0) {
        text = join(plan, text, arena_printf(arena, _("only %s"), windows(plan, schedule)));
    }
    if (item->priority > 0) {
        text = join(plan, text, arena_printf(arena, _("priority %d"), item->priority));
    }
    return text[0] ? text : _("always");
}
