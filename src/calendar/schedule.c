/* A schedule is asked about a day and a minute of the wall clock; a window past midnight is asked
 * twice, about today's start and about yesterday's. The loop of slots has no memory: where it
 * stands follows from the instant alone. */
#include "calendar/schedule.h"

#include <assert.h>

static bool says_nothing(const struct schedule *schedule)
{
    return date_none(schedule->from) && date_none(schedule->until) && schedule->weekdays == 0 &&
           schedule->window_count == 0;
}

static enum permission day_permission(const struct schedule *schedule, struct date date)
{
    if (!date_none(schedule->from) && date_compare(date, schedule->from) < 0) {
        return SCHEDULE_BEFORE;
    }
    if (!date_none(schedule->until) && date_compare(date, schedule->until) > 0) {
        return SCHEDULE_AFTER;
    }
    bool on_weekday = schedule->weekdays == 0 ||
                      (schedule->weekdays & 1u << date_weekday(date)) != 0;
    return on_weekday ? SCHEDULE_HOLDS : SCHEDULE_WEEKDAY;
}

static bool window_holds(const struct schedule *schedule, struct span window, struct moment moment)
{
    bool past_midnight = window.to <= window.from;
    bool in_start_day = moment.minute >= window.from &&
                        (past_midnight || moment.minute < window.to);
    if (in_start_day && day_permission(schedule, moment.date) == SCHEDULE_HOLDS) {
        return true;
    }
    return past_midnight && moment.minute < window.to &&
           day_permission(schedule, date_add(moment.date, -1)) == SCHEDULE_HOLDS;
}

enum permission schedule_permission(const struct schedule *schedule, struct moment moment)
{
    if (says_nothing(schedule)) {
        return SCHEDULE_HOLDS;
    }
    if (!moment.trusted) {
        return SCHEDULE_UNTRUSTED;
    }
    for (int i = 0; i < schedule->window_count; i++) {
        if (window_holds(schedule, schedule->windows[i], moment)) {
            return SCHEDULE_HOLDS;
        }
    }
    enum permission day = day_permission(schedule, moment.date);
    return day == SCHEDULE_HOLDS && schedule->window_count > 0 ? SCHEDULE_HOUR : day;
}

bool schedule_active(const struct schedule *schedule, struct moment moment)
{
    return schedule_permission(schedule, moment) == SCHEDULE_HOLDS;
}

struct slot schedule_slot(const int *durations_ms, int count, int64_t utc_ms)
{
    int64_t loop_ms = 0;
    for (int i = 0; i < count; i++) {
        assert(durations_ms[i] > 0);
        loop_ms += durations_ms[i];
    }
    assert(loop_ms > 0);
    int64_t rest_ms = utc_ms % loop_ms;
    bool before_1970 = rest_ms < 0; /* division has rounded up: step back one whole loop */
    struct slot slot = { .elapsed_ms = before_1970 ? rest_ms + loop_ms : rest_ms,
                         .pass = utc_ms / loop_ms - before_1970 };
    while (slot.elapsed_ms >= durations_ms[slot.index]) {
        slot.elapsed_ms -= durations_ms[slot.index++];
    }
    slot.remaining_ms = durations_ms[slot.index] - slot.elapsed_ms;
    return slot;
}
