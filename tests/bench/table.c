/* Medians, because on a shared machine one bad run says nothing; smallest and largest beside them,
 * because the median alone hides how much the runs disagree. */
#include "bench/table.h"

#include "base/alloc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void samples_add(struct samples *samples, double value)
{
    if (samples->count < SAMPLES_MAX) {
        samples->values[samples->count++] = value;
    }
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Returns the value a part (0 to 1) of the way through the sorted samples. */
static double quantile(const struct samples *samples, double part)
{
    struct samples sorted = *samples;
    if (sorted.count == 0) {
        return 0;
    }
    qsort(sorted.values, sorted.count, sizeof *sorted.values, compare);
    double place = part * (double)(sorted.count - 1);
    size_t below = (size_t)place, above = below + 1 < sorted.count ? below + 1 : below;
    return sorted.values[below] +
           (sorted.values[above] - sorted.values[below]) * (place - (double)below);
}

double samples_median(const struct samples *samples)
{
    return quantile(samples, 0.5);
}

double samples_min(const struct samples *samples)
{
    return quantile(samples, 0);
}

double samples_max(const struct samples *samples)
{
    return quantile(samples, 1);
}

void table_add(struct table *table, const char *group, const char *name, const char *unit,
               const struct samples *samples, struct goal goal)
{
    table->rows = xrealloc(table->rows, table->count + 1, sizeof *table->rows);
    struct row *row = &table->rows[table->count++];
    *row = (struct row){ .samples = *samples, .goal = goal };
    snprintf(row->group, sizeof row->group, "%s", group);
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->unit, sizeof row->unit, "%s", unit);
}

void table_note(struct table *table, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    table->notes = xrealloc(table->notes, table->note_count + 1, sizeof *table->notes);
    table->notes[table->note_count++] = xstrdup(text);
}

void table_explain(struct table *table, const char *part, const char *text)
{
    assert(table->finding_count < FINDINGS_MAX);
    table->findings[table->finding_count++] = (struct finding){ part, text };
}

static const char *verdict(const struct row *row)
{
    double median = samples_median(&row->samples);
    if (row->samples.count == 0) {
        return "not measured";
    }
    switch (row->goal.kind) {
    case GOAL_AT_MOST:
        return median <= row->goal.value ? "met" : "missed";
    case GOAL_AT_LEAST:
        return median >= row->goal.value ? "met" : "missed";
    case GOAL_NONE:
        break;
    }
    return "";
}

/* Four digits that mean something, whatever the size of the number. */
static void write_number(char out[16], double value)
{
    double size = value < 0 ? -value : value;
    int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 0.1 ? 3 : 5;
    snprintf(out, 16, "%.*f", size > 0 ? decimals : 0, value);
}

static void print_row(const struct row *row, FILE *stream)
{
    char median[16], least[16], most[16], goal[24] = "", bound[16];
    write_number(median, samples_median(&row->samples));
    write_number(least, samples_min(&row->samples));
    write_number(most, samples_max(&row->samples));
    if (row->goal.kind != GOAL_NONE) {
        write_number(bound, row->goal.value);
        snprintf(goal, sizeof goal, "%s %s", row->goal.kind == GOAL_AT_MOST ? "<=" : ">=", bound);
    }
    fprintf(stream, "%-58s %10s %10s %10s %-7s %3zu  %-11s %s\n", row->name,
            row->samples.count ? median : "-", row->samples.count ? least : "-",
            row->samples.count ? most : "-", row->unit, row->samples.count, goal, verdict(row));
}

/* Returns what was found about a row that misses its goal, NULL: nothing yet, or it does not. */
static const char *finding_of(const struct table *table, const struct row *row)
{
    for (size_t i = 0; i < table->finding_count && strcmp(verdict(row), "missed") == 0; i++) {
        if (strstr(row->name, table->findings[i].part)) {
            return table->findings[i].text;
        }
    }
    return NULL;
}

/* Each finding once, under the rows that it is about. */
static void print_missed(const struct table *table, FILE *stream)
{
    const char *told = NULL;
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        const char *found = finding_of(table, row);
        if (strcmp(verdict(row), "missed") == 0) {
            fprintf(stream, "missed: %s, %s\n", row->group, row->name);
            told = found && found != told ? (fprintf(stream, "    %s\n", found), found) : told;
        }
    }
}

void table_print(const struct table *table, FILE *stream)
{
    size_t met = 0, missed = 0;
    const char *group = "";
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        if (strcmp(group, row->group) != 0) {
            group = row->group;
            fprintf(stream, "\n%-58s %10s %10s %10s %-7s %3s  %-11s\n", group, "median", "min",
                    "max", "unit", "n", "goal");
        }
        print_row(row, stream);
        met += strcmp(verdict(row), "met") == 0;
        missed += strcmp(verdict(row), "missed") == 0;
    }
    fprintf(stream, "\n");
    for (size_t i = 0; i < table->note_count; i++) {
        fprintf(stream, "- %s\n", table->notes[i]);
    }
    print_missed(table, stream);
    fprintf(stream, "goals: %zu met, %zu missed\n", met, missed);
}

static void print_text(const char *text, FILE *stream)
{
    fputc('"', stream);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', stream);
        }
        fputc((unsigned char)*text < ' ' ? ' ' : *text, stream);
    }
    fputc('"', stream);
}

static void print_json_row(const struct table *table, const struct row *row, FILE *stream)
{
    const char *found = finding_of(table, row);
    fputs("    { \"group\": ", stream);
    print_text(row->group, stream);
    fputs(", \"name\": ", stream);
    print_text(row->name, stream);
    fputs(", \"unit\": ", stream);
    print_text(row->unit, stream);
    fprintf(stream, ", \"median\": %.6g, \"min\": %.6g, \"max\": %.6g, \"samples\": [",
            samples_median(&row->samples), samples_min(&row->samples), samples_max(&row->samples));
    for (size_t i = 0; i < row->samples.count; i++) {
        fprintf(stream, "%s%.6g", i ? ", " : "", row->samples.values[i]);
    }
    fputs("]", stream);
    if (row->goal.kind != GOAL_NONE) {
        fprintf(stream, ", \"%s\": %.6g", row->goal.kind == GOAL_AT_MOST ? "at_most" : "at_least",
                row->goal.value);
    }
    fputs(", \"verdict\": ", stream);
    print_text(verdict(row), stream);
    if (found) {
        fputs(", \"found\": ", stream);
        print_text(found, stream);
    }
    fputs(" }", stream);
}

void table_print_json(const struct table *table, FILE *stream)
{
    fputs("{\n  \"rows\": [\n", stream);
    for (size_t i = 0; i < table->count; i++) {
        print_json_row(table, &table->rows[i], stream);
        fputs(i + 1 < table->count ? ",\n" : "\n", stream);
    }
    fputs("  ],\n  \"notes\": [\n", stream);
    for (size_t i = 0; i < table->note_count; i++) {
        fputs("    ", stream);
        print_text(table->notes[i], stream);
        fputs(i + 1 < table->note_count ? ",\n" : "\n", stream);
    }
    fputs("  ]\n}\n", stream);
}

void table_finish(struct table *table)
{
    for (size_t i = 0; i < table->note_count; i++) {
        free(table->notes[i]);
    }
    free(table->notes);
    free(table->rows);
    *table = (struct table){ 0 };
}
