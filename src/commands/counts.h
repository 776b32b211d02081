/* What the commands share that print counts of days: which days, in which format, bars. */
#pragma once
#include "base/arena.h"
#include "calendar/date.h"

#include <stdbool.h>
#include <stddef.h>

enum counts_format { COUNTS_TEXT, COUNTS_CSV, COUNTS_JSON };

struct counts {
    struct date from, to; /* none: no bound */
    enum counts_format format;
};

/* Their options, for getopt_long. */
enum { COUNTS_FROM = 512, COUNTS_TO, COUNTS_FORMAT };
#define COUNTS_OPTIONS                                                                             \
    { "from", required_argument, NULL, COUNTS_FROM },                                              \
        { "to", required_argument, NULL, COUNTS_TO },                                              \
    {                                                                                              \
        "format", required_argument, NULL, COUNTS_FORMAT                                           \
    }

/* Reads the value of one of them; false when it cannot be used. */
bool counts_option(struct counts *counts, int option, const char *value);

/* Returns whether the day (since 1970-01-01) was asked for; its text, owned by the arena. */
bool counts_has(const struct counts *counts, int day);
const char *counts_day(int day, struct arena *arena);

/* Prints a field of CSV, quoted. */
void counts_csv(const char *text);

/* One line of a chart. */
struct counts_row {
    const char *label, *text; /* text: the count as people read it, of one width in all rows */
    double value;
};

/* Prints the rows with bars under a title; nothing when there are none. */
void counts_chart(const char *title, const struct counts_row *rows, size_t count);
