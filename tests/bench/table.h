/* What a benchmark found: one row per figure, its samples, its goal. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SAMPLES_MAX = 128, FINDINGS_MAX = 16 };

/* Measurements of one figure; those after the first SAMPLES_MAX are left out. */
struct samples {
    double values[SAMPLES_MAX];
    size_t count;
};

void samples_add(struct samples *samples, double value);

/* Returns the median, the smallest or the largest; 0 of none. */
double samples_median(const struct samples *samples);
double samples_min(const struct samples *samples);
double samples_max(const struct samples *samples);

enum goal_kind { GOAL_NONE, GOAL_AT_MOST, GOAL_AT_LEAST };

struct goal {
    enum goal_kind kind;
    double value;
};

struct row {
    char group[16], name[72], unit[12];
    struct samples samples;
    struct goal goal;
};

/* All zero is an empty table. */
struct table {
    struct row *rows;
    size_t count;
    char **notes;
    size_t note_count;
    struct finding {
        const char *part, *text;
    } findings[FINDINGS_MAX];
    size_t finding_count;
};

/* Adds a row; without samples it says "not measured" and is neither met nor missed. */
void table_add(struct table *table, const char *group, const char *name, const char *unit,
               const struct samples *samples, struct goal goal);

/* Adds a sentence that stands below the table. */
void table_note(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was found where a goal is missed; printed below the table when a row whose name has that
 * part in it is missed. The text is borrowed. */
void table_explain(struct table *table, const char *part, const char *text);

/* Writes the table for people, and for programs. */
void table_print(const struct table *table, FILE *stream);
void table_print_json(const struct table *table, FILE *stream);

void table_finish(struct table *table);
