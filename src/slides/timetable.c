/* A rotation depends on the wall clock's date and minute, and on instants for alerts. So it can
 * only change at midnight, at the minutes the content names, and where the clock is changed; in
 * between nothing needs to be asked. */
#include "slides/timetable.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTE_MS = 60 * 1000 };

struct edges timetable_edges(const struct show *show)
{
    struct edges edges = { .at = { true } };
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        for (int w = 0; w < items[i].schedule.window_count; w++) {
            edges.at[items[i].schedule.windows[w].from % MINUTES_PER_DAY] = true;
            edges.at[items[i].schedule.windows[w].to % MINUTES_PER_DAY] = true;
        }
    }
    for (int i = 0; i < show->slide_count; i++) {
        if (slide_is_alert(&show->slides[i])) {
            edges.at[show->slides[i].head->from.minute] = true;
            edges.at[show->slides[i].head->until.minute] = true;
        }
    }
    return edges;
}

/* Minute by minute to the next edge, or over the change of the clock. */
static struct moment walk(const struct edges *edges, struct moment moment)
{
    for (;;) {
        struct moment next = moment_at(moment.utc_ms + MINUTE_MS, true);
        bool jump = next.minute != (moment.minute + 1) % MINUTES_PER_DAY;
        if (jump || edges->at[next.minute]) {
            return next;
        }
        moment = next;
    }
}

struct moment timetable_next_edge(const struct edges *edges, struct moment moment)
{
    int minute = moment.minute + 1;
    while (minute < MINUTES_PER_DAY && !edges->at[minute]) {
        minute++;
    }
    moment = moment_at(moment.utc_ms - moment.utc_ms % MINUTE_MS, true);
    struct moment next = moment_at(moment.utc_ms + (int64_t)(minute - moment.minute) * MINUTE_MS,
                                   true);
    bool same_clock = next.minute == minute % MINUTES_PER_DAY;
    return same_clock ? next : walk(edges, moment);
}

static bool same_rotation(const struct rotation *a, const struct rotation *b)
{
    if (a->count != b->count || a->alert != b->alert) {
        return false;
    }
    for (int i = 0; i < a->count; i++) {
        if (a->turns[i].slide != b->turns[i].slide || a->turns[i].page != b->turns[i].page ||
            a->durations_ms[i] != b->durations_ms[i]) {
            return false;
        }
    }
    return true;
}

static struct rotation copy_rotation(const struct rotation *rotation, struct arena *arena)
{
    struct rotation copy = *rotation;
    size_t count = (size_t)rotation->count;
    copy.turns = arena_alloc(arena, (count + 1) * sizeof *copy.turns);
    copy.durations_ms = arena_alloc(arena, (count + 1) * sizeof *copy.durations_ms);
    memcpy(copy.turns, rotation->turns, count * sizeof *copy.turns);
    memcpy(copy.durations_ms, rotation->durations_ms, count * sizeof *copy.durations_ms);
    return copy;
}

static struct moment midnight(struct date date)
{
    return moment_at(moment_to_utc(date, 0), true);
}

struct timetable_day timetable_day(const struct show *show, const struct edges *edges,
                                   struct date date, struct arena *arena)
{
    struct arena scratch = { 0 };
    struct moment moment = midnight(date);
    int64_t end = midnight(date_add(date, 1)).utc_ms;
    struct timetable_day day = { .date = date,
                                 .minutes = (int)((end - moment.utc_ms) / MINUTE_MS) };
    struct timetable_row *rows = NULL;
    for (; moment.utc_ms < end; moment = timetable_next_edge(edges, moment)) {
        arena_reset(&scratch);
        struct rotation rotation = rotation_at(show, moment, &scratch);
        if (day.count > 0 && same_rotation(&rows[day.count - 1].rotation, &rotation)) {
            continue;
        }
        rows = xrealloc(rows, (size_t)day.count + 1, sizeof *rows);
        rows[day.count++] = (struct timetable_row){ .from = moment.minute,
                                                    .rotation = copy_rotation(&rotation, arena) };
    }
    for (int i = 0; i < day.count; i++) {
        rows[i].to = i + 1 < day.count ? rows[i + 1].from : MINUTES_PER_DAY;
    }
    day.rows = arena_alloc(arena, (size_t)day.count * sizeof *rows);
    if (rows) { /* a day that the time zone leaves out has none: 30 December 2011 in Apia */
        memcpy(day.rows, rows, (size_t)day.count * sizeof *rows);
    }
    free(rows);
    arena_finish(&scratch);
    return day;
}

bool timetable_same(const struct timetable_day *a, const struct timetable_day *b)
{
    bool same = a->minutes == b->minutes && a->count == b->count;
    for (int i = 0; i < a->count && same; i++) {
        same = a->rows[i].from == b->rows[i].from && a->rows[i].to == b->rows[i].to &&
               same_rotation(&a->rows[i].rotation, &b->rows[i].rotation);
    }
    return same;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct outcome *)a)->name, ((const struct outcome *)b)->name);
}

static struct outcome *find(struct outcome *outcomes, size_t count, const char *name)
{
    return bsearch(&(struct outcome){ .name = name }, outcomes, count, sizeof *outcomes,
                   compare_names);
}

struct outcome timetable_outcome(const char *name, const struct slide *slide)
{
    return (struct outcome){ .name = name,
                             .slide = slide,
                             .standing = slide ? STANDING_UNLISTED : STANDING_UNREADABLE };
}

/* One outcome for each name, with where it stands before any item is asked. */
static struct outcome *name_all(const struct show *show, struct arena *arena, size_t *count)
{
    const struct strings *files = &show->slide_names;
    const struct playlist_item *items = show->playlist.items.items;
    size_t room = files->count + show->playlist.items.count, names = 0;
    struct outcome *all = arena_alloc(arena, (room + 1) * sizeof *all);
    for (size_t i = 0; i < room; i++) {
        all[i].name = i < files->count ? files->items[i] : items[i - files->count].slide_name;
    }
    qsort(all, room, sizeof *all, compare_names);
    for (size_t i = 0; i < room; i++) {
        if (i == 0 || strcmp(all[i].name, all[names - 1].name) != 0) {
            all[names++] = timetable_outcome(all[i].name, show_slide(show, all[i].name));
        }
    }
    *count = names;
    return all;
}

/* Whether an item that gets no farther than the best so far says more: the last to end, the first
 * to begin. */
static bool tells_more(enum standing standing, const struct schedule *a, const struct schedule *b)
{
    return (standing == STANDING_AFTER && date_compare(a->until, b->until) > 0) ||
           (standing == STANDING_BEFORE && date_compare(a->from, b->from) < 0);
}

void timetable_note(const struct show *show, const struct ranks *ranks,
                    const struct playlist_item *item, struct moment moment, struct outcome *outcome)
{
    enum standing standing = item ? rotation_item_standing(show, ranks, item, moment)
                                  : rotation_alert_standing(outcome->slide, moment);
    bool first = item && !outcome->item;
    bool same = standing == outcome->standing && item && !first;
    if (first || standing > outcome->standing ||
        (same && tells_more(standing, &item->schedule, &outcome->item->schedule))) {
        outcome->standing = standing;
        outcome->item = item;
        outcome->ranks = *ranks;
    }
}

static bool is_alert(const struct outcome *outcome)
{
    return outcome->slide && slide_is_alert(outcome->slide);
}

static void note_all(const struct show *show, struct moment moment, struct outcome *outcomes,
                     size_t count, struct outcome *const *of_items)
{
    struct ranks ranks = rotation_ranks(show, moment);
    const struct playlist_item *items = show->playlist.items.items;
    for (size_t i = 0; i < count; i++) {
        if (is_alert(&outcomes[i])) {
            timetable_note(show, &ranks, NULL, moment, &outcomes[i]);
        }
    }
    for (size_t i = 0; i < show->playlist.items.count; i++) {
        if (!is_alert(of_items[i])) { /* an alert plays by itself, whatever the playlist says */
            timetable_note(show, &ranks, &items[i], moment, of_items[i]);
        }
    }
}

struct outcome *timetable_outcomes(const struct show *show, const struct edges *edges,
                                   struct date from, struct date until, struct arena *arena,
                                   size_t *count)
{
    struct outcome *outcomes = name_all(show, arena, count);
    const struct playlist_item *items = show->playlist.items.items;
    size_t item_count = show->playlist.items.count;
    struct outcome **of_items = arena_alloc(arena, (item_count + 1) * sizeof(struct outcome *));
    for (size_t i = 0; i < item_count; i++) {
        of_items[i] = find(outcomes, *count, items[i].slide_name);
    }
    int64_t end = midnight(date_add(until, 1)).utc_ms;
    for (struct moment moment = midnight(from); moment.utc_ms < end;
         moment = timetable_next_edge(edges, moment)) {
        note_all(show, moment, outcomes, *count, of_items);
    }
    return outcomes;
}
