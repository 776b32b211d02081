/* Opening hours decide what is open, the table only how busy it is: a slot that the service does
 * not open in is closed whatever number stands there. */
#include "slides/attendance.h"

int attendance_slots(const struct attendance *attendance)
{
    const struct attendance_day *days = attendance->days.items;
    return attendance->days.count ? (int)days[0].levels.count : 0;
}

double attendance_value(const struct attendance *attendance, int weekday, int slot)
{
    const struct attendance_day *days = attendance->days.items;
    for (size_t i = 0; i < attendance->days.count; i++) {
        if (days[i].day == weekday && slot < (int)days[i].levels.count) {
            return days[i].levels.items[slot];
        }
    }
    return -1;
}

struct span attendance_open(const struct attendance *attendance, const struct opening *opening,
                            int slot)
{
    int from = attendance->first_slot + slot * attendance->slot_minutes;
    int to = from + attendance->slot_minutes;
    for (int i = 0; i < opening->count; i++) {
        int opens = opening->spans[i].from > from ? opening->spans[i].from : from;
        int closes = opening->spans[i].to < to ? opening->spans[i].to : to;
        if (opens < closes) {
            return (struct span){ opens, closes };
        }
    }
    return (struct span){ from, from };
}

enum level attendance_level(const struct attendance *attendance, const struct opening *opening,
                            int weekday, int slot)
{
    struct span open = attendance_open(attendance, opening, slot);
    double value = attendance_value(attendance, weekday, slot);
    if (open.from == open.to || value < 0) {
        return LEVEL_CLOSED;
    }
    return value < 40 ? LEVEL_CALM : value < 70 ? LEVEL_MODERATE : LEVEL_BUSY;
}

static struct advice advise_day(const struct attendance *attendance,
                                const struct opening_rules *rules, struct date date, int after)
{
    struct opening opening = hours_on(rules, date).opening;
    struct advice advice = { .date = date };
    int weekday = date_weekday(date), slots = attendance_slots(attendance);
    enum level best = LEVEL_CLOSED;
    for (int slot = 0; slot < slots; slot++) {
        enum level level = attendance_level(attendance, &opening, weekday, slot);
        struct span span = attendance_open(attendance, &opening, slot);
        if (level == LEVEL_CLOSED || span.from <= after) {
            continue;
        }
        bool follows = advice.found && advice.last == slot - 1 && advice.span.to == span.from;
        if (!advice.found || level < best) {
            best = level;
            advice = (struct advice){ true, date, span, slot, slot };
        } else if (level == best && follows) {
            advice.span.to = span.to;
            advice.last = slot;
        }
    }
    return advice;
}

struct advice attendance_advise(const struct attendance *attendance,
                                const struct opening_rules *rules, struct moment moment)
{
    struct advice advice = advise_day(attendance, rules, moment.date, moment.minute);
    for (int day = 1; !advice.found && day <= WEEKDAYS; day++) {
        advice = advise_day(attendance, rules, date_add(moment.date, day), -1);
    }
    return advice;
}
