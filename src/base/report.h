/* The list of what is wrong with the content. Every reader adds to one report; none stops at its
 * first problem. An error keeps a file off the screen, a warning does not. */
#pragma once
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

enum severity { PROBLEM_ERROR, PROBLEM_WARNING };

struct problem {
    enum severity severity;
    const char *file;    /* path as staff know it, such as "content/hours.json" */
    int line, column;    /* from 1, in characters; 0 when the whole file is meant */
    const char *where;   /* path inside the file, such as "weekly[3].opens"; "" at its top */
    const char *message; /* what would be right, then what was there */
};

/* All zero is a valid empty report. */
struct report {
    struct arena arena;
    struct problem *problems;
    size_t count, capacity;
    size_t errors;
};

/* Adds one problem; every text is copied. */
void report_add(struct report *report, enum severity severity, const char *file, int line,
                int column, const char *where, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
void report_vadd(struct report *report, enum severity severity, const char *file, int line,
                 int column, const char *where, const char *format, va_list arguments)
    __attribute__((format(printf, 7, 0)));

/* Sorts the problems by file, line and column, keeping the order of those at one place. */
void report_sort(struct report *report);

/* Writes each problem as one line "file:line:column: where: message". */
void report_print(const struct report *report, FILE *stream);

/* Frees the problems; the report is empty and usable again. */
void report_finish(struct report *report);
