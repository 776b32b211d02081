/* One slide explained: its file, each line of playlist.json that names it and what that says now,
 * when it plays in the days asked about, and when next. */
#include "base/message.h"
#include "commands/plan.h"
#include "commands/terminal.h"

#include <string.h>

enum { COLUMN = 2 };

static void say(struct terminal *terminal, enum tone tone, const char *text)
{
    terminal_line(terminal, tone, COLUMN, "", COLUMN);
    terminal_words(terminal, tone, text);
    terminal_end(terminal);
}

/* "4:14: ", "" when the whole file is meant. */
static const char *problem_place(struct plan *plan, const struct problem *problem)
{
    return problem->line ? arena_printf(&plan->arena, "%d:%d: ", problem->line, problem->column)
                         : "";
}

static void print_file(struct plan *plan, struct terminal *terminal, const struct outcome *outcome)
{
    const struct show *show = plan->loaded.show;
    const struct report *report = &plan->loaded.report;
    const char *file = plan_file(plan, arena_printf(&plan->arena, "slides/%s.json", outcome->name));
    terminal_line(terminal, TONE_STRONG, 0, file, 0);
    terminal_end(terminal);
    if (outcome->slide) {
        int pages = slide_pages(outcome->slide, show);
        say(terminal, TONE_PLAIN,
            arena_printf(&plan->arena,
                         message_plural("%s, %d page, by itself %s",
                                        "%s, %d pages, by itself %s each", (unsigned long)pages),
                         outcome->slide->kind->name, pages,
                         plan_duration(plan, slide_duration_ms(outcome->slide, show))));
    }
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        if (strcmp(problem->file, file) == 0) {
            say(terminal, problem->severity == PROBLEM_ERROR ? TONE_ALERT : TONE_PLAIN,
                arena_printf(&plan->arena, "%s%s%s%s", problem_place(plan, problem), problem->where,
                             problem->where[0] ? ": " : "", problem->message));
        }
    }
}

/* What the item, or the alert itself (NULL), comes to at the moment. */
static const char *now_text(struct plan *plan, const struct outcome *outcome,
                            const struct playlist_item *item)
{
    struct ranks ranks = rotation_ranks(plan->loaded.show, plan->now);
    struct outcome now = timetable_outcome(outcome->name, outcome->slide);
    timetable_note(plan->loaded.show, &ranks, item, plan->now, &now);
    const char *reason = plan_reason(plan, &now, &plan->now.date);
    return arena_printf(&plan->arena, _("%s %s: %s"), plan_day(plan, plan->now.date),
                        plan_time(plan, plan->now.minute), reason);
}

static void print_items(struct plan *plan, struct terminal *terminal, const struct outcome *outcome)
{
    const struct list *list = &plan->loaded.show->playlist.items;
    const struct playlist_item *items = list->items;
    bool alert = outcome->slide && slide_is_alert(outcome->slide);
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(items[i].slide_name, outcome->name) != 0) {
            continue;
        }
        const char *file = plan_file(plan, "playlist.json");
        terminal_line(terminal, TONE_STRONG, 0,
                      items[i].line ? arena_printf(&plan->arena, "%s:%d", file, items[i].line)
                                    : arena_printf(&plan->arena,
                                                   _("%s cannot be read: "
                                                     "every slide plays"),
                                                   file),
                      0);
        terminal_end(terminal);
        if (alert) {
            say(terminal, TONE_PLAIN, _("without effect: an alert plays by itself"));
            continue;
        }
        say(terminal, TONE_PLAIN, plan_conditions(plan, &items[i]));
        if (outcome->slide && !plan->asked) {
            say(terminal, TONE_PLAIN, now_text(plan, outcome, &items[i]));
        }
    }
}

static void print_alert(struct plan *plan, struct terminal *terminal, const struct outcome *outcome)
{
    const struct slide_head *head = outcome->slide->head;
    say(terminal, TONE_PLAIN,
        arena_printf(&plan->arena, _("alert from %s until %s: it replaces everything else"),
                     plan_date_time(plan, head->from), plan_date_time(plan, head->until)));
    if (!plan->asked) {
        say(terminal, TONE_PLAIN, now_text(plan, outcome, NULL));
    }
}

/* The times of a day, rows that meet as one. */
static const char *times_on(struct plan *plan, const struct timetable_day *day,
                            const struct slide *slide)
{
    const char *text = "";
    for (int i = 0; i < day->count; i++) {
        if (!plan_row_has(&day->rows[i], slide)) {
            continue;
        }
        int from = day->rows[i].from;
        while (i + 1 < day->count && plan_row_has(&day->rows[i + 1], slide)) {
            i++;
        }
        text = arena_printf(&plan->arena, "%s%s%s–%s", text, text[0] ? ", " : "",
                            plan_time(plan, from), plan_time(plan, day->rows[i].to));
    }
    return text;
}

/* Of one day also why the slide does not play on it. */
static void print_days(struct plan *plan, struct terminal *terminal, const struct outcome *outcome)
{
    const struct slide *slide = outcome->slide;
    const char *silent = plan->asked && plan_only_day(plan)
                             ? plan_reason(plan, outcome, plan_only_day(plan))
                             : _("does not play");
    for (int i = 0, count; i < plan->day_count; i += count) {
        const char *times = times_on(plan, &plan->days[i], slide);
        for (count = 1; i + count < plan->day_count &&
                        strcmp(times_on(plan, &plan->days[i + count], slide), times) == 0;
             count++) {
        }
        const char *days = plan_day(plan, plan->days[i].date);
        if (count > 1) {
            days = arena_printf(&plan->arena, "%s – %s", days,
                                plan_day(plan, plan->days[i + count - 1].date));
        }
        say(terminal, TONE_PLAIN,
            arena_printf(&plan->arena, _("%s: %s"), days, times[0] ? times : silent));
    }
}

static const char *next_text(struct plan *plan, const struct outcome *outcome)
{
    if (!outcome->slide) {
        return arena_printf(&plan->arena, _("Never plays: %s"), plan_reason(plan, outcome, NULL));
    }
    struct next_play next = timetable_next(plan->loaded.show, &plan->edges, outcome->slide,
                                           plan->now);
    const char *when = arena_printf(&plan->arena, "%s %s", plan_day(plan, next.moment.date),
                                    plan_time(plan, next.moment.minute));
    if (next.found) {
        return next.moment.utc_ms == plan->now.utc_ms
                   ? arena_printf(&plan->arena, _("Plays now (%s)"), when)
                   : arena_printf(&plan->arena, _("Plays next: %s"), when);
    }
    const char *reason = plan_reason(plan, &next.farthest, NULL);
    return next.given_up
               ? arena_printf(&plan->arena, _("Does not play before %s: %s"), when, reason)
               : arena_printf(&plan->arena, _("Never plays again: %s"), reason);
}

void plan_explain_text(struct plan *plan, const struct outcome *outcome)
{
    struct terminal terminal = terminal_on(stdout);
    print_file(plan, &terminal, outcome);
    if (outcome->slide && plan->asked) {
        print_days(plan, &terminal, outcome);
    }
    if (outcome->slide && slide_is_alert(outcome->slide)) {
        print_alert(plan, &terminal, outcome);
    }
    print_items(plan, &terminal, outcome);
    if (outcome->slide && !plan->asked) {
        terminal_line(&terminal, TONE_STRONG, 0, _("Plays"), 0);
        terminal_end(&terminal);
        print_days(plan, &terminal, outcome);
    }
    terminal_line(&terminal, TONE_STRONG, 0, "", 0);
    terminal_words(&terminal, TONE_STRONG, next_text(plan, outcome));
    terminal_end(&terminal);
}
