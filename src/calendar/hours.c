/* One rule decides a day (hours_on: exception, holiday, week); every question about now, next and
 * special days walks forward over such days. The search for the next change ends after a year, so
 * that a service that never opens, or never closes, has an answer too. */
#include "calendar/hours.h"

#include <string.h>

enum { DAYS_AHEAD = 366 };

static bool covers(const struct hours_exception *exception, struct date date)
{
    return date_compare(exception->from, date) <= 0 && date_compare(date, exception->until) <= 0;
}

static const struct opening *week_on(const struct opening_rules *rules, struct date date)
{
    return &rules->week[date_weekday(date)];
}

struct day_hours hours_on(const struct opening_rules *rules, struct date date)
{
    for (size_t i = 0; i < rules->exception_count; i++) {
        const struct hours_exception *exception = &rules->exceptions[i];
        if (covers(exception, date)) {
            return (struct day_hours){ exception->opening, DAY_EXCEPTION, (int)i };
        }
    }
    unsigned closing = holiday_on(date) & ~rules->open_holidays;
    for (int i = 0; i < HOLIDAY_COUNT; i++) {
        if (closing & 1u << i) {
            return (struct day_hours){ .source = DAY_HOLIDAY, .index = i };
        }
    }
    return (struct day_hours){ .opening = *week_on(rules, date), .source = DAY_WEEK };
}

/* Returns when the spans that meet from minute on end; minute itself when it lies in none. */
static int open_until(const struct opening *opening, int minute)
{
    for (int i = 0; i < opening->count; i++) {
        const struct span *span = &opening->spans[i];
        if (span->from <= minute && minute < span->to) {
            minute = span->to;
        }
    }
    return minute;
}

static bool is_open(const struct opening_rules *rules, struct moment moment)
{
    struct opening today = hours_on(rules, moment.date).opening;
    return open_until(&today, moment.minute) > moment.minute;
}

static void set_change(struct hours_state *state, struct date date, int minute)
{
    state->changes = true;
    state->date = date;
    state->minute = minute;
}

static void find_closing(const struct opening_rules *rules, struct moment moment,
                         struct hours_state *state)
{
    for (int day = 0; day <= DAYS_AHEAD; day++) {
        struct date date = date_add(moment.date, day);
        struct opening opening = hours_on(rules, date).opening;
        int end = open_until(&opening, day == 0 ? moment.minute : 0);
        if (end == 0) { /* the day before was open until midnight, this one does not go on */
            set_change(state, date_add(date, -1), MINUTES_PER_DAY);
            return;
        }
        if (end < MINUTES_PER_DAY) {
            set_change(state, date, end);
            return;
        }
    }
}

static void find_opening(const struct opening_rules *rules, struct moment moment,
                         struct hours_state *state)
{
    for (int day = 0; day <= DAYS_AHEAD; day++) {
        struct date date = date_add(moment.date, day);
        struct opening opening = hours_on(rules, date).opening;
        for (int i = 0; i < opening.count; i++) {
            if (day > 0 || opening.spans[i].from > moment.minute) {
                set_change(state, date, opening.spans[i].from);
                return;
            }
        }
    }
}

static int minutes_until(struct moment moment, struct date date, int minute)
{
    int days = date_to_days(date) - date_to_days(moment.date);
    return days * MINUTES_PER_DAY + minute - moment.minute;
}

struct hours_state hours_state_at(const struct opening_rules *rules, struct moment moment,
                                  int soon_minutes)
{
    struct hours_state state = { .state = STATE_CLOSED };
    if (!is_open(rules, moment)) {
        find_opening(rules, moment, &state);
        return state;
    }
    state.state = STATE_OPEN;
    find_closing(rules, moment, &state);
    if (state.changes && minutes_until(moment, state.date, state.minute) <= soon_minutes) {
        state.state = STATE_CLOSING_SOON;
    }
    return state;
}

bool opening_same(const struct opening *a, const struct opening *b)
{
    return a->count == b->count &&
           memcmp(a->spans, b->spans, sizeof *a->spans * (size_t)a->count) == 0;
}

static bool same_cause(const struct day_hours *a, const struct day_hours *b)
{
    return a->source == b->source && a->index == b->index;
}

static bool is_special(const struct opening_rules *rules, struct date date,
                       const struct day_hours *hours)
{
    return !opening_same(&hours->opening, week_on(rules, date));
}

/* Returns the last special day of the run with this cause that begins on first. Weekends inside
 * belong to it, those at its end do not: they are no news. */
static struct date special_end(const struct opening_rules *rules, struct date first,
                               const struct day_hours *cause)
{
    struct date last = first;
    for (struct date date = date_add(first, 1);; date = date_add(date, 1)) {
        struct day_hours hours = hours_on(rules, date);
        if (!same_cause(&hours, cause)) {
            return last;
        }
        if (is_special(rules, date, &hours)) {
            last = date;
        }
    }
}

bool hours_next_special(const struct opening_rules *rules, struct date from, int horizon_days,
                        struct date *first, struct date *last, struct day_hours *cause)
{
    struct day_hours before = hours_on(rules, date_add(from, -1));
    for (int day = 0; day <= horizon_days; day++) {
        struct date date = date_add(from, day);
        struct day_hours hours = hours_on(rules, date);
        bool known = hours.opening.count > 0 && same_cause(&hours, &before);
        if (!known && is_special(rules, date, &hours)) {
            *first = date;
            *last = special_end(rules, date, &hours);
            *cause = hours;
            return true;
        }
    }
    return false;
}
