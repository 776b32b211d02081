/* Every span and opening of a day is a period between two instants. What holds now and what comes
 * next are found among the periods that begin on days near the instant; one question walks all. */
#include "calendar/lighting.h"

enum { DAYS_AHEAD = 366, DAYS_BACK = 2 };
#define DAY_MS (24 * 60 * INT64_C(60000))

/* What is looked for: how far the periods that hold at `at` reach (no further than `at` when none
 * does), and when the next begins. */
struct search {
    int64_t at, until, next;
};

/* The minutes may lie outside the day. */
static void consider(struct search *search, struct date date, int from, int to)
{
    int64_t begin = moment_to_utc(date, from), end = moment_to_utc(date, to);
    if (begin <= search->at && end > search->until) {
        search->until = end;
    }
    if (begin > search->at && begin < end && begin < search->next) {
        search->next = begin;
    }
}

static void consider_day(const struct lighting *lighting, struct date date, struct search *search)
{
    for (int i = 0; i < lighting->span_count; i++) {
        const struct lit_span *span = &lighting->spans[i];
        bool begins = span->weekdays == 0 || span->weekdays & 1u << date_weekday(date);
        if (begins) {
            bool past_midnight = span->to <= span->from;
            consider(search, date, span->from,
                     past_midnight ? span->to + MINUTES_PER_DAY : span->to);
        }
    }
    for (int i = 0; i < lighting->opening_count; i++) {
        struct opening opening = hours_on(lighting->openings[i], date).opening;
        for (int span = 0; span < opening.count; span++) {
            consider(search, date, opening.spans[span].from - lighting->before,
                     opening.spans[span].to + lighting->after);
        }
    }
}

/* Returns how far the periods that hold at that instant reach; the instant itself when none does.
 */
static int64_t reach(const struct lighting *lighting, int64_t utc_ms)
{
    struct search search = { .at = utc_ms, .until = utc_ms, .next = INT64_MAX };
    struct date today = moment_at(utc_ms, true).date;
    for (int day = -DAYS_BACK; day <= 1; day++) {
        consider_day(lighting, date_add(today, day), &search);
    }
    return search.until;
}

static struct lit find_end(const struct lighting *lighting, int64_t utc_ms, int64_t until)
{
    for (int64_t next; until - utc_ms < DAYS_AHEAD * DAY_MS; until = next) {
        next = reach(lighting, until);
        if (next == until) {
            return (struct lit){ .on = true, .changes = true, .change_utc_ms = until };
        }
    }
    return (struct lit){ .on = true };
}

/* A period may begin on the day before the one it belongs to, so after the first that is found one
 * day more is looked at. */
static struct lit find_begin(const struct lighting *lighting, struct moment moment)
{
    struct search search = { .at = moment.utc_ms, .until = moment.utc_ms, .next = INT64_MAX };
    bool found = false;
    for (int day = -DAYS_BACK; day <= DAYS_AHEAD && !found; day++) {
        found = search.next < INT64_MAX;
        consider_day(lighting, date_add(moment.date, day), &search);
    }
    return search.next < INT64_MAX ? (struct lit){ .changes = true, .change_utc_ms = search.next }
                                   : (struct lit){ .changes = false };
}

struct lit lighting_at(const struct lighting *lighting, struct moment moment)
{
    if (lighting->span_count == 0 && lighting->opening_count == 0) {
        return (struct lit){ .on = true };
    }
    int64_t until = reach(lighting, moment.utc_ms);
    return until > moment.utc_ms ? find_end(lighting, moment.utc_ms, until)
                                 : find_begin(lighting, moment);
}
