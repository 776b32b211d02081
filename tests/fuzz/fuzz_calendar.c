/* Dates, zones, opening hours and schedules, each against the slowest way to know better: looking
 * at every day, or every minute, one after the other. */
#include "calendar/schedule.h"
#include "fuzz/fuzz.h"

#include <string.h>

static const char *const zones[] = {
    "Europe/Paris",  "America/Martinique",  "Indian/Reunion", "Pacific/Noumea",
    "Pacific/Apia",  "America/St_Johns",    "Asia/Kathmandu", "Africa/Casablanca",
    "Europe/Dublin", "Australia/Lord_Howe", "America/Nuuk",   "UTC"
};

/* Returns an instant near something: the ends of years, the nights when clocks change, any. */
static int64_t take_instant(struct input *input)
{
    static const char *const nights[] = { "2026-12-31", "2027-03-28", "2026-10-25", "2028-02-29",
                                          "2038-01-19", "2011-12-30", "1900-01-01", "2999-12-31" };
    struct date date;
    int choice = (int)input_number(input, 0, 15);
    if (choice >= 8) {
        return input_number(input, -2000000000000, 30000000000000);
    }
    MUST(date_parse(nights[choice], &date));
    return moment_to_utc(date, 0) + input_number(input, -100000000, 100000000);
}

static void look_at_dates(struct date date)
{
    MUST(date_compare(date_from_days(date_to_days(date)), date) == 0);
    MUST(date_weekday(date_add(date, 1)) == (date_weekday(date) + 1) % WEEKDAYS);
    MUST(date_to_days(date_add(date, 1)) == date_to_days(date) + 1);
}

static void look_at_moment(struct moment moment)
{
    MUST(moment.minute >= 0 && moment.minute < MINUTES_PER_DAY);
    MUST(moment.second >= 0 && moment.second < 60);
    MUST(moment.date.month >= 1 && moment.date.month <= 12);
    MUST(moment.date.day >= 1 && moment.date.day <= 31);
    look_at_dates(moment.date);
    /* The wall clock shows that minute first at an instant no later than this one. */
    int64_t first = moment_to_utc(moment.date, moment.minute);
    MUST(first <= moment.utc_ms);
    struct moment again = moment_at(first, true);
    MUST(date_compare(again.date, moment.date) == 0 && again.minute == moment.minute);
}

static struct opening take_opening(struct input *input)
{
    struct opening opening = { .count = (int)input_number(input, 0, SPANS_MAX) };
    int from = 0;
    for (int i = 0; i < opening.count; i++) {
        if (from >= MINUTES_PER_DAY) {
            opening.count = i;
            break;
        }
        opening.spans[i].from = (int)input_number(input, from, MINUTES_PER_DAY - 1);
        opening.spans[i].to = (int)input_number(input, opening.spans[i].from + 1, MINUTES_PER_DAY);
        from = opening.spans[i].to;
    }
    return opening;
}

static bool open_at(const struct opening_rules *rules, struct date date, int minute)
{
    if (minute == MINUTES_PER_DAY) {
        return open_at(rules, date_add(date, 1), 0);
    }
    struct opening opening = hours_on(rules, date).opening;
    for (int i = 0; i < opening.count; i++) {
        if (opening.spans[i].from <= minute && minute < opening.spans[i].to) {
            return true;
        }
    }
    return false;
}

/* Goes on minute by minute for three days: nothing changes before the change that was told. */
static void look_at_hours(const struct opening_rules *rules, struct moment moment, int soon)
{
    struct hours_state state = hours_state_at(rules, moment, soon);
    bool open = state.state != STATE_CLOSED;
    MUST(open == open_at(rules, moment.date, moment.minute));
    struct date date = moment.date;
    int minute = moment.minute;
    for (int i = 0; i < 3 * MINUTES_PER_DAY; i++) {
        minute++;
        bool changes = state.changes && state.minute == minute &&
                       date_compare(state.date, date) == 0;
        if (minute == MINUTES_PER_DAY && !changes) {
            date = date_add(date, 1);
            minute = 0;
            changes = state.changes && state.minute == 0 && date_compare(state.date, date) == 0;
        }
        MUST(changes == (open_at(rules, date, minute) != open));
        if (changes) {
            MUST((state.state == STATE_CLOSING_SOON) == (open && i + 1 <= soon));
            return;
        }
    }
    MUST(state.state != STATE_CLOSING_SOON || soon > 3 * MINUTES_PER_DAY);
}

static void look_at_special(const struct opening_rules *rules, struct date from, int horizon)
{
    struct date first, last;
    struct day_hours cause;
    if (hours_next_special(rules, from, horizon, &first, &last, &cause)) {
        MUST(date_compare(from, first) <= 0 && date_compare(first, last) <= 0);
        MUST(date_compare(first, date_add(from, horizon)) <= 0);
        MUST(!opening_same(&cause.opening, &rules->week[date_weekday(first)]));
    }
}

static void look_at_schedule(struct input *input, struct moment moment)
{
    struct schedule schedule = { .weekdays = (unsigned)input_number(input, 0, 127),
                                 .window_count = (int)input_number(input, 0, WINDOWS_MAX) };
    schedule.from = date_add(moment.date, (int)input_number(input, -3, 3));
    schedule.until = date_add(schedule.from, (int)input_number(input, 0, 5));
    for (int i = 0; i < schedule.window_count; i++) {
        schedule.windows[i].from = (int)input_number(input, 0, MINUTES_PER_DAY);
        schedule.windows[i].to = (int)input_number(input, 0, MINUTES_PER_DAY);
    }
    MUST(schedule_active(&schedule, moment) ==
         (schedule_permission(&schedule, moment) == SCHEDULE_HOLDS));
    moment.trusted = false;
    MUST(!schedule_active(&schedule, moment));
    MUST(schedule_active(&(struct schedule){ 0 }, moment));
}

static void look_at_slots(struct input *input, int64_t utc_ms)
{
    int durations[8], count = (int)input_number(input, 1, 8);
    for (int i = 0; i < count; i++) {
        durations[i] = (int)input_number(input, 1, 3600000);
    }
    struct slot slot = schedule_slot(durations, count, utc_ms);
    MUST(slot.index >= 0 && slot.index < count && slot.elapsed_ms >= 0 && slot.remaining_ms >= 1);
    MUST(slot.elapsed_ms + slot.remaining_ms == durations[slot.index]);
    struct slot next = schedule_slot(durations, count, utc_ms + slot.remaining_ms);
    MUST(next.index == (slot.index + 1) % count && next.elapsed_ms == 0);
    MUST(next.pass == slot.pass + (next.index == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = { data, size };
    size_t zone = (size_t)input_number(&input, 0, sizeof zones / sizeof *zones - 1);
    MUST(moment_set_zone(zones[zone]));
    int64_t utc_ms = take_instant(&input);
    struct moment moment = moment_at(utc_ms, true);
    look_at_moment(moment);
    struct hours_exception exceptions[3];
    struct opening_rules rules = { .exceptions = exceptions,
                                   .exception_count = (size_t)input_number(&input, 0, 3),
                                   .open_holidays = (unsigned)input_number(&input, 0, 2047) };
    for (int day = 0; day < WEEKDAYS; day++) {
        rules.week[day] = take_opening(&input);
    }
    for (size_t i = 0; i < rules.exception_count; i++) {
        exceptions[i].from = date_add(moment.date, (int)input_number(&input, -3, 3));
        exceptions[i].until = date_add(exceptions[i].from, (int)input_number(&input, 0, 400));
        exceptions[i].opening = take_opening(&input);
    }
    look_at_hours(&rules, moment, (int)input_number(&input, 0, 300));
    look_at_special(&rules, moment.date, (int)input_number(&input, 0, 60));
    look_at_schedule(&input, moment);
    look_at_slots(&input, utc_ms);
    struct arena arena = { 0 };
    struct date date;
    int minute;
    const char *text = input_rest(&input, &arena);
    MUST(!date_parse(text, &date) || date_valid(date));
    MUST(!time_parse(text, &minute) || (minute >= 0 && minute <= MINUTES_PER_DAY));
    MUST(!moment_parse(text, &date, &minute) || (date_valid(date) && minute < MINUTES_PER_DAY));
    MUST(!moment_zone_known(text) || (text[0] != '/' && !strstr(text, "..")));
    arena_finish(&arena);
    return 0;
}
