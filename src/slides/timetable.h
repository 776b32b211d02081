/* When things play: days cut where the rotation changes, what each slide comes to, when it plays
 * next. Nothing is decided here: rotation.h is asked at each instant at which its answer may
 * change. The clock is taken to be right. */
#pragma once
#include "slides/rotation.h"

/* The minutes of the wall clock at which a window or an alert begins or ends. */
struct edges {
    bool at[MINUTES_PER_DAY];
};

struct edges timetable_edges(const struct show *show);

/* Returns the first moment after this one at which the rotation may be another: at an edge, at
 * midnight, or where the clock is changed. */
struct moment timetable_next_edge(const struct edges *edges, struct moment moment);

/* A part of a day in which the rotation stays the same. */
struct timetable_row {
    int from, to; /* minutes the wall clock shows, to exclusive; 1440 ends the day */
    struct rotation rotation;
};

struct timetable_day {
    struct date date;
    int minutes; /* 1440, or as many as the day has when the clock is changed */
    struct timetable_row *rows;
    int count; /* at least 1 */
};

/* Returns the rows of a day, owned by the arena. */
struct timetable_day timetable_day(const struct show *show, const struct edges *edges,
                                   struct date date, struct arena *arena);

/* Returns whether the same plays at the same times on both. */
bool timetable_same(const struct timetable_day *a, const struct timetable_day *b);

/* What one slide comes to in a span of days. */
struct outcome {
    const char *name;                 /* of its file, without .json */
    const struct slide *slide;        /* NULL: it cannot be read */
    enum standing standing;           /* the farthest it gets */
    const struct playlist_item *item; /* the one that gets there; NULL for an alert or when none */
    struct ranks ranks;               /* what outranks it there */
};

/* Returns the outcomes, sorted by name, of all files in slides/ and of all that playlist.json names
 * besides, over the days from to until (both included). Owned by the arena. */
struct outcome *timetable_outcomes(const struct show *show, const struct edges *edges,
                                   struct date from, struct date until, struct arena *arena,
                                   size_t *count);

/* Starts the outcome of one slide (NULL: it cannot be read), before anything is asked. */
struct outcome timetable_outcome(const char *name, const struct slide *slide);

/* Asks where an item of the slide's stands at the moment (NULL: an alert itself) and keeps it when
 * it is the farthest so far. */
void timetable_note(const struct show *show, const struct ranks *ranks,
                    const struct playlist_item *item, struct moment moment,
                    struct outcome *outcome);

struct next_play {
    bool found;
    bool given_up;           /* the search was cut short at the moment; nothing before it */
    struct moment moment;    /* when it plays first, from the moment asked about on */
    struct outcome farthest; /* how far it gets until then */
};

/* Returns when the slide plays next. Beyond the last date of the content all weeks are alike, so
 * "never" is proved by looking at eight days after each date. */
struct next_play timetable_next(const struct show *show, const struct edges *edges,
                                const struct slide *slide, struct moment from);
