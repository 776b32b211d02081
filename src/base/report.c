/* Problems are kept in the order they were found and printed sorted by place, so that staff can
 * work down a file. */
#include "base/report.h"

#include "base/alloc.h"
#include "base/message.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PROBLEMS_MAX = 1000, FILE_ERRORS_MAX = 100, TEXT_MAX = 1000 /* bytes */ };

static struct problem *last_warning(const struct report *report)
{
    for (size_t i = report->count; i > 0; i--) {
        if (report->problems[i - 1].severity == PROBLEM_WARNING) {
            return &report->problems[i - 1];
        }
    }
    return NULL;
}

/* Returns where the next problem goes, or NULL when the list is full: nobody reads further, but an
 * error then takes the place of a warning, so that no file is refused without a reason. */
static struct problem *next_place(struct report *report, enum severity severity)
{
    if (report->count == PROBLEMS_MAX) {
        return severity == PROBLEM_ERROR ? last_warning(report) : NULL;
    }
    if (report->count == report->capacity) {
        report->capacity = report->capacity ? report->capacity * 2 : 16;
        report->problems = xrealloc(report->problems, report->capacity, sizeof *report->problems);
    }
    return &report->problems[report->count++];
}

/* Messages quote files that may not be UTF-8, and whoever reads them must not stumble over that:
 * each byte that is none becomes U+FFFD. Nor over a key of a million characters. */
static const char *clean(struct report *report, const char *text)
{
    char *clean = arena_alloc(&report->arena, 3 * strnlen(text, TEXT_MAX) + sizeof "…" + 4);
    char *to = clean;
    const char *at = text;
    while (*at && at - text < TEXT_MAX) {
        to += utf8_put(to, utf8_next(&at));
    }
    strcpy(to, *at ? "…" : "");
    return clean;
}

/* Returns whether the file has had more errors in a row than are listed. */
static bool is_flood(struct report *report, const char *file)
{
    if (!report->file || strcmp(report->file, file) != 0) {
        report->file = arena_copy(&report->arena, file, strlen(file));
        report->file_errors = 0;
    }
    return report->file_errors++ > FILE_ERRORS_MAX;
}

void report_vadd(struct report *report, enum severity severity, const char *file, int line,
                 int column, const char *where, const char *format, va_list arguments)
{
    bool error = severity == PROBLEM_ERROR, flood = error && is_flood(report, file);
    report->errors += error;
    report->warnings += !error;
    struct problem *problem = flood ? NULL : next_place(report, severity);
    report->newest = problem;
    if (!problem) {
        return;
    }
    *problem = (struct problem){ .severity = severity,
                                 .file = arena_copy(&report->arena, file, strlen(file)),
                                 .line = line,
                                 .column = column,
                                 .span = 1 };
    if (error && report->file_errors > FILE_ERRORS_MAX) {
        problem->where = "";
        problem->message = _("further mistakes of this file are not listed");
        report->newest = NULL;
        return;
    }
    problem->where = clean(report, where);
    problem->message = clean(report, arena_vprintf(&report->arena, format, arguments));
}

void report_add(struct report *report, enum severity severity, const char *file, int line,
                int column, const char *where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(report, severity, file, line, column, where, format, arguments);
    va_end(arguments);
}

void report_detail(struct report *report, int span, const char *fix)
{
    struct problem *problem = report->newest;
    if (problem) {
        problem->span = span > 1 ? span : 1;
        problem->fix = fix ? clean(report, fix) : NULL;
    }
}

static int compare_places(const struct problem *a, const struct problem *b)
{
    int order = strcmp(a->file, b->file);
    if (order == 0) {
        order = (a->line > b->line) - (a->line < b->line);
    }
    if (order == 0) {
        order = (a->column > b->column) - (a->column < b->column);
    }
    return order;
}

/* Merges two sorted halves, the first kept before the second at one place, so that the order is
 * stable. */
static void merge_sort(struct problem *problems, struct problem *spare, size_t count)
{
    if (count < 2) {
        return;
    }
    size_t half = count / 2, a = 0, b = half, to = 0;
    merge_sort(problems, spare, half);
    merge_sort(problems + half, spare, count - half);
    while (a < half && b < count) {
        bool first = compare_places(&problems[a], &problems[b]) <= 0;
        spare[to++] = problems[first ? a++ : b++];
    }
    memcpy(spare + to, problems + a, (half - a) * sizeof *problems);
    memcpy(problems, spare, (to + half - a) * sizeof *problems);
}

void report_sort(struct report *report)
{
    struct problem *spare = xrealloc(NULL, report->count + 1, sizeof *spare);
    merge_sort(report->problems, spare, report->count);
    free(spare);
    report->newest = NULL;
}

void report_plain(const char *text, FILE *stream)
{
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        bool control = code < 0x20 || (code >= 0x7f && code < 0xa0) || utf8_steers(code);
        char bytes[4];
        fwrite(bytes, 1, utf8_put(bytes, control ? ' ' : code), stream);
    }
}

void report_print(const struct report *report, FILE *stream)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        report_plain(problem->file, stream);
        if (problem->line) {
            fprintf(stream, ":%d:%d", problem->line, problem->column);
        }
        fputs(problem->severity == PROBLEM_WARNING ? _(": warning: ") : ": ", stream);
        if (problem->where[0]) {
            report_plain(problem->where, stream);
            fputs(": ", stream);
        }
        report_plain(problem->message, stream);
        fputc('\n', stream);
    }
}

void report_finish(struct report *report)
{
    arena_finish(&report->arena);
    free(report->problems);
    *report = (struct report){ 0 };
}
