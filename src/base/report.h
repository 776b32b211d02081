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
    int span;            /* characters of the line that are meant, from column; at least 1 */
    const char *fix;     /* what could stand there instead, as it would be typed, or NULL */
};

/* All zero is a valid empty report. */
struct report {
    struct arena arena;
    struct problem *problems;
    size_t count, capacity;
    size_t errors, warnings; /* all there were, also those that are not in the list */
    struct problem *newest;  /* NULL when the newest was left out: the list is full */
    const char *file;        /* of the newest error, and how many it has had in a row */
    size_t file_errors;
};

/* Adds one problem; every text is copied. At most 1000 are kept, and of one file 100 errors, so
 * that it does not hide what is wrong with the others. */
void report_add(struct report *report, enum severity severity, const char *file, int line,
                int column, const char *where, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
void report_vadd(struct report *report, enum severity severity, const char *file, int line,
                 int column, const char *where, const char *format, va_list arguments)
    __attribute__((format(printf, 7, 0)));

/* Says more about the problem that was added last: how many characters it is about, and what could
 * stand there instead (copied; NULL when nobody knows). */
void report_detail(struct report *report, int span, const char *fix);

/* Sorts the problems by file, line and column, keeping the order of those at one place. */
void report_sort(struct report *report);

/* Writes each problem as one line "file:line:column: where: message". To show the line of the file
 * as well, or for programs, see report_format.h. */
void report_print(const struct report *report, FILE *stream);

/* Writes text that came from outside: a line break in a file name would forge a line, and an escape
 * sequence would reach the terminal, so control characters become spaces. */
void report_plain(const char *text, FILE *stream);

/* Frees the problems; the report is empty and usable again. */
void report_finish(struct report *report);
