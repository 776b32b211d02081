/* What the command plan has found out, and its two ways to tell it. */
#pragma once
#include "commands/command.h"
#include "slides/timetable.h"

struct plan {
    struct loaded loaded;
    struct moment now;
    struct date first, last; /* the days asked about */
    bool asked;              /* about a day that was named, not about now */
    struct edges edges;
    struct timetable_day *days; /* from first to last */
    const char **lit;           /* of each day: when the screen is lit, "" not at all */
    int day_count;
    struct outcome *outcomes;
    size_t outcome_count;
    struct arena arena;
};

/* Print the whole plan. */
void plan_print_text(struct plan *plan);
void plan_print_json(struct plan *plan);

/* Explain one slide. */
void plan_explain_text(struct plan *plan, const struct outcome *outcome);
void plan_explain_json(struct plan *plan, const struct outcome *outcome);

/* Each returns words for staff, owned by the plan or the program. */

/* "no valid data: content/slides/x.json:4"; on one day "inactive: not on Tuesdays", else (day NULL)
 * "inactive: only on Monday". */
const char *plan_reason(struct plan *plan, const struct outcome *outcome, const struct date *day);

/* Returns the only day asked about, NULL when there are several. */
const struct date *plan_only_day(const struct plan *plan);

/* "until", "weekday": the same as a word for programs. */
const char *plan_standing_word(enum standing standing);

/* "from 2026-11-01; only on Tuesday; priority 3", "always" */
const char *plan_conditions(struct plan *plan, const struct playlist_item *item);

/* "Tuesday 2026-11-24"; "2026-11-24"; "09:05" (24:00 at the end of a day); "3 min 05 s" */
const char *plan_day(struct plan *plan, struct date date);
const char *plan_date(struct plan *plan, struct date date);
const char *plan_time(struct plan *plan, int minute);
const char *plan_duration(struct plan *plan, int64_t ms);

/* "2026-11-24 10:30" */
const char *plan_date_time(struct plan *plan, struct date_time when);

/* "content/playlist.json" as staff know it; other files of the folder likewise. */
const char *plan_file(struct plan *plan, const char *path);

/* Returns whether slide plays in the row. */
bool plan_row_has(const struct timetable_row *row, const struct slide *slide);

/* Returns how many days from index on are alike, at least 1. */
int plan_fold(const struct plan *plan, int index);

/* Returns how long one pass of the loop takes. */
int64_t plan_loop_ms(const struct rotation *rotation);
