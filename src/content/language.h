/* The words visitors read that are not content: states, months, headings. One file per language in
 * assets/languages, in which every word is required. */
#pragma once
#include "calendar/hours.h"
#include "content/field.h"

enum plural { PLURAL_FRENCH, PLURAL_ENGLISH, PLURAL_SLAVIC, PLURAL_ARABIC };

struct plural_words {
    const char *one, *few, *many;
};

struct language {
    const char *code; /* "fr" */
    const char *name; /* in itself: "Français" */
    int plural;
    struct strings weekdays, weekdays_short, months, months_alone, quarters, holidays;
    const char *date, *date_no_year, *day_month, *first_day, *month_year, *date_range_same_month,
        *date_range;
    const char *time, *time_whole, *time_range, *decimal, *comma, *percent, *year_period;
    /* states and hours */
    const char *open, *closes_soon, *closed, *closes_at, *opens_at, *opens_tomorrow, *opens_on;
    struct strings opens_weekday; /* within a week, from Monday */
    const char *today, *today_is, *this_week, *closed_day, *next_closure, *special_hours,
        *public_holiday, *next_opening, *by_appointment, *walk_in, *opening_hours;
    /* busy times */
    const char *calm, *moderate, *busy, *now, *advised, *best_time, *until_today, *until_day, *week,
        *hour;
    /* indicators */
    const char *target, *trend, *trend_year, *stable, *next_update, *update_pending, *days_short,
        *minutes_short;
    struct plural_words days, minutes;
    /* survey and actions */
    const char *overall_score, *very_satisfied, *satisfied, *not_very_satisfied, *not_satisfied,
        *you_said, *we_do, *done, *in_progress, *planned;
    struct plural_words replies;
    /* links, commitments, frame */
    const char *scan, *scan_short, *edition, *example, *shown_until, *information;
    /* the kiosk */
    const char *touch_screen, *question, *buttons_below, *larger_text, *contrast, *lower_buttons,
        *read_aloud, *read_aloud_short, *louder, *softer, *access, *access_short, *more_languages,
        *choose_language, *back, *finish, *go_on, *put_aside, *still_there, *home_in, *cleaning,
        *touches_in, *you_are_here, *stairs, *lift, *by_stairs, *by_lift, *zone, *look,
        *follow_line, *take_away, *on_your_phone, *documents, *documents_short, *without_internet,
        *not_here, *plan, *enlarge_plan, *plan_of;
    struct strings shapes; /* same order as enum zone_shape */
    struct plural_words seconds;
};

extern const struct record language_record;

/* Reads assets/languages/<code>.json (assets is a descriptor of the assets folder), typography set.
 * Returns false after reporting what is missing or wrong: a word, or a {name} in a pattern. */
bool language_load(int assets, const char *code, struct arena *arena, struct report *report,
                   struct language *out);

/* Writes into the arena what a pattern says with its {name} replaced by value; further pairs follow
 * (8 at most), ended by NULL: words_fill(arena, "{h} h {mm}", "h", "9", "mm", "05", NULL). A {name}
 * that is not given stays as it is. */
const char *words_fill(struct arena *arena, const char *pattern, ...) __attribute__((sentinel));

/* Each returns words in the language, owned by the arena (or the language); a day is first_day when
 * it is the first of its month. */
const char *words_time(const struct language *language, int minute,
                       struct arena *arena); /* 9 h 00; 24 h 00 for 1440 */
const char *words_time_short(const struct language *language, int minute,
                             struct arena *arena); /* 9 h, 9 h 30 */
const char *words_span(const struct language *language, struct span span, bool brief,
                       struct arena *arena); /* 9 h 00 – 12 h 00 */
const char *words_date(const struct language *language, struct date date,
                       struct arena *arena); /* mardi 23 mai 2023 */
const char *words_date_no_year(const struct language *language, struct date date,
                               struct arena *arena); /* mardi 23 mai */
const char *words_day_month(const struct language *language, struct date date,
                            struct arena *arena); /* 23 mai */
const char *words_month_year(const struct language *language, struct date date,
                             struct arena *arena); /* juillet 2023 */
const char *words_dates(const struct language *language, struct date from, struct date until,
                        struct arena *arena); /* du 2 au 30 mars 2022; 2 mars 2022 for one day */
const char *words_period(const struct language *language, struct period period,
                         struct arena *arena); /* 1er trimestre 2023; année 2022; "" for none */
const char *words_number(const struct language *language, double number, int decimals,
                         struct arena *arena); /* −13,75; trailing zeros dropped, not grouped */
const char *words_percent(const struct language *language, double number, int decimals,
                          struct arena *arena); /* 13,75 % */

/* Returns the word that goes with number as it is shown, by the language's CLDR rule; fractions in
 * slavic languages take few ("1,5 дня"). In Arabic, where a figure replaces the dual, 2 and whole
 * hundreds take one ("2 يوم", "100 يوم"), 3 to 10 few, 11 to 99 many. */
const char *words_plural(const struct language *language, const struct plural_words *words,
                         double number);

/* Returns "12 secondes", as it is counted down; owned by the arena. */
const char *words_seconds(const struct language *language, int seconds, struct arena *arena);
