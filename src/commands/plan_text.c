/* The plan as a timetable: days that are alike under one heading, the loop of each row, then what
 * does not play and why. */
#include "commands/plan.h"

#include "base/message.h"
#include "commands/terminal.h"

#include <string.h>

enum { ROW_COLUMN = 2, ROW_INDENT = 15, NAME_WIDEST = 28 };

static void print_heading(struct plan *plan, struct terminal *terminal, int index, int count)
{
    const struct timetable_day *day = &plan->days[index];
    const char *text = plan_day(plan, day->date);
    if (count > 1) {
        text = arena_printf(&plan->arena, "%s – %s", text,
                            plan_day(plan, plan->days[index + count - 1].date));
    }
    terminal_line(terminal, TONE_STRONG, 0, text, 0);
    if (day->minutes != MINUTES_PER_DAY) {
        bool forward = day->minutes < MINUTES_PER_DAY;
        const char *hours = day->minutes % 60 ? arena_printf(&plan->arena, "%d:%02d",
                                                             day->minutes / 60, day->minutes % 60)
                                              : arena_printf(&plan->arena, "%d", day->minutes / 60);
        terminal_words(
            terminal, TONE_PLAIN,
            forward ? arena_printf(&plan->arena,
                                   _("(the clock goes forward: this day has %s hours)"), hours)
                    : arena_printf(&plan->arena, _("(the clock goes back: this day has %s hours)"),
                                   hours));
    }
    terminal_end(terminal);
}

/* When the screen is lit, where it has hours. */
static void print_lit(const struct plan *plan, struct terminal *terminal, int index)
{
    const struct screen_hours *hours = &plan->loaded.show->screen.hours;
    const char *lit = plan->lit[index];
    if (hours->given) {
        terminal_line(terminal, TONE_PLAIN, ROW_COLUMN, _("Screen on"), ROW_INDENT);
        terminal_words(terminal, TONE_PLAIN, lit[0] ? lit : _("not on this day"));
        if (hours->alerts) {
            terminal_words(terminal, TONE_SOFT, _("(alerts light it, too)"));
        }
        terminal_end(terminal);
    }
}

/* "hours 16 s", or "links 2 × 20 s" for a slide whose pages follow each other. Returns the index of
 * the next turn that is not part of it. */
static int turn_text(struct plan *plan, const struct rotation *rotation, int index,
                     const char **text)
{
    const struct turn *turn = &rotation->turns[index];
    int next = index + 1;
    while (next < rotation->count && rotation->turns[next].slide == turn->slide &&
           rotation->turns[next].page == rotation->turns[next - 1].page + 1) {
        next++;
    }
    const char *seconds = plan_duration(plan, turn->duration_ms);
    *text = next - index > 1
                ? arena_printf(&plan->arena, "%s %d × %s", turn->slide->name, next - index, seconds)
                : arena_printf(&plan->arena, "%s %s", turn->slide->name, seconds);
    return next;
}

static void print_row(struct plan *plan, struct terminal *terminal, const struct timetable_row *row)
{
    const struct rotation *rotation = &row->rotation;
    struct arena *arena = &plan->arena;
    const char *times = arena_printf(arena, "%s–%s", plan_time(plan, row->from),
                                     plan_time(plan, row->to));
    terminal_line(terminal, rotation->alert ? TONE_ALERT : TONE_PLAIN, ROW_COLUMN, times,
                  ROW_INDENT);
    if (rotation->count == 0) {
        terminal_words(terminal, TONE_PLAIN,
                       _("nothing may play: the screen shows the name, the clock and the hours"));
        terminal_end(terminal);
        return;
    }
    const char *pages = arena_printf(arena,
                                     message_plural("%d page, loop of %s", "%d pages, loop of %s",
                                                    (unsigned long)rotation->count),
                                     rotation->count, plan_duration(plan, plan_loop_ms(rotation)));
    terminal_words(terminal, TONE_SOFT,
                   rotation->alert ? arena_printf(arena, _("alert; %s"), pages) : pages);
    terminal_end(terminal);
    for (int i = 0; i < rotation->count;) {
        const char *text;
        i = turn_text(plan, rotation, i, &text);
        terminal_unbroken(terminal, TONE_PLAIN,
                          i < rotation->count ? arena_printf(arena, "%s,", text) : text);
    }
    terminal_end(terminal);
}

static int widest_silent(const struct plan *plan)
{
    size_t widest = 0;
    for (size_t i = 0; i < plan->outcome_count; i++) {
        size_t length = strlen(plan->outcomes[i].name);
        if (plan->outcomes[i].standing != STANDING_PLAYS && length > widest) {
            widest = length;
        }
    }
    return (int)(widest < NAME_WIDEST ? widest : NAME_WIDEST);
}

static void print_silent(struct plan *plan, struct terminal *terminal)
{
    int indent = ROW_COLUMN + widest_silent(plan) + 2;
    bool headed = false;
    for (size_t i = 0; i < plan->outcome_count; i++) {
        const struct outcome *outcome = &plan->outcomes[i];
        if (outcome->standing == STANDING_PLAYS) {
            continue;
        }
        if (!headed) {
            terminal_end(terminal);
            terminal_line(terminal, TONE_STRONG, 0, _("Does not play"), 0);
            terminal_end(terminal);
            headed = true;
        }
        terminal_line(terminal, TONE_PLAIN, ROW_COLUMN, outcome->name, indent);
        terminal_words(terminal, TONE_PLAIN, plan_reason(plan, outcome, plan_only_day(plan)));
        terminal_end(terminal);
    }
}

void plan_print_text(struct plan *plan)
{
    struct terminal terminal = terminal_on(stdout);
    for (int i = 0, count; i < plan->day_count; i += count) {
        count = plan_fold(plan, i);
        if (i > 0) {
            terminal_end(&terminal);
        }
        print_heading(plan, &terminal, i, count);
        print_lit(plan, &terminal, i);
        for (int row = 0; row < plan->days[i].count; row++) {
            print_row(plan, &terminal, &plan->days[i].rows[row]);
        }
    }
    print_silent(plan, &terminal);
}
