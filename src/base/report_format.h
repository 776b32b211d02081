/* The report as people and programs want it: with the line quoted and a caret under the spot, as
 * JSON, or as one line a problem for editors. */
#pragma once
#include "base/report.h"

#include <stdbool.h>

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_GCC };

struct report_style {
    enum report_format format;
    bool colour; /* only for text */
    int columns; /* of the terminal, for text; lines longer than that are quoted around the spot */
};

/* Writes every problem. Text has warnings first and errors last, where a terminal stands, and
 * quotes the line from the file as it is now, when it can be read; a warning that stands at several
 * places is written once, with the other places below it. JSON is one array of objects
 * {severity, file, line, column, where, message, span, fix}, its messages in the language of the
 * messages; gcc is "file:line:column: error: where: message". */
void report_write(const struct report *report, const struct report_style *style, FILE *stream);
