/* The search for the next time a slide plays. The content names finitely many dates; after each of
 * them the weeks repeat until the next, so a week and a day (a window may reach past midnight) say
 * all about what follows. The days of the clock change hold no minute that other days lack. */
#include "slides/timetable.h"

#include "base/alloc.h"

#include <limits.h>
#include <stdlib.h>

enum { DAYS_TOLD = WEEKDAYS + 1 };

/* About two seconds' worth of asking: reached only by content that nobody wrote by hand. */
static const int64_t ASKED_MAX = 50 * 1000 * 1000;

/* Notes where the slide stands at the moment; returns whether it plays. */
static bool plays(const struct show *show, struct moment moment, struct outcome *farthest)
{
    struct ranks ranks = rotation_ranks(show, moment);
    if (slide_is_alert(farthest->slide)) {
        timetable_note(show, &ranks, NULL, moment, farthest);
        return farthest->standing == STANDING_PLAYS;
    }
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (items[i].slide == farthest->slide) {
            timetable_note(show, &ranks, &items[i], moment, farthest);
        }
    }
    return farthest->standing == STANDING_PLAYS;
}

static int compare_days(const void *a, const void *b)
{
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

struct days {
    int *at; /* since 1970 */
    size_t count;
};

static void add_date(struct days *days, struct date date, int after)
{
    if (!date_none(date)) {
        days->at[days->count++] = date_to_days(date) + after;
    }
}

/* The days on which something about the rotation may be unlike the week before, sorted; today is
 * one. Owned by the caller (free days.at). */
static struct days dates_of(const struct show *show, struct date today)
{
    const struct playlist_item *items = show->playlist.items.items;
    size_t room = 1 + 2 * (show->playlist.items.count + (size_t)show->slide_count);
    struct days days = { .at = xcalloc(room, sizeof *days.at) };
    add_date(&days, today, 0);
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        add_date(&days, items[i].schedule.from, 0);
        add_date(&days, items[i].schedule.until, 1);
    }
    for (int i = 0; i < show->slide_count; i++) {
        if (slide_is_alert(&show->slides[i])) {
            add_date(&days, show->slides[i].head->from.date, 0);
            add_date(&days, show->slides[i].head->until.date, 0);
        }
    }
    qsort(days.at, days.count, sizeof *days.at, compare_days);
    return days;
}

struct search {
    const struct show *show;
    const struct edges *edges;
    int64_t asked;
    struct next_play next;
};

/* Looks from the moment to the end of its day; returns whether the search is over. */
static bool search_day(struct search *search, struct moment moment)
{
    const struct show *show = search->show;
    struct date today = moment.date;
    while (date_compare(moment.date, today) == 0) {
        search->next.moment = moment;
        search->next.found = plays(show, moment, &search->next.farthest);
        search->asked += (int64_t)show->playlist.items.count + show->slide_count;
        search->next.given_up = !search->next.found && search->asked > ASKED_MAX;
        if (search->next.found || search->next.given_up) {
            return true;
        }
        moment = timetable_next_edge(search->edges, moment);
    }
    return false;
}

struct next_play timetable_next(const struct show *show, const struct edges *edges,
                                const struct slide *slide, struct moment from)
{
    struct search search = { .show = show,
                             .edges = edges,
                             .next.farthest = timetable_outcome(slide->name, slide) };
    int today = date_to_days(from.date), searched = today;
    bool over = search_day(&search, from);
    struct days days = dates_of(show, from.date);
    for (size_t i = 0; i < days.count && !over; i++) {
        int last = days.at[i] + DAYS_TOLD;
        for (int day = days.at[i]; day <= last && !over; day++) {
            if (day > searched) {
                struct date date = date_from_days(day);
                over = search_day(&search, moment_at(moment_to_utc(date, 0), true));
                searched = day;
            }
        }
    }
    free(days.at);
    return search.next;
}
