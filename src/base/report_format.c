/* Problems arrive sorted by place, so a file is read once and its lines are walked forwards. */
#include "base/report_format.h"

#include "base/escape.h"
#include "base/message.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MARGIN = 8, QUOTE_MIN = 40 }; /* "   12 | ", and the least that is worth quoting */

struct quoted_file {
    const char *name; /* NULL: none is open */
    FILE *stream;
    char *line;
    size_t capacity;
    int number; /* of the line that was read last */
};

static void close_quoted(struct quoted_file *file)
{
    if (file->stream) {
        fclose(file->stream);
    }
    free(file->line);
    *file = (struct quoted_file){ 0 };
}

/* Returns that line of the file without its end, or NULL when it cannot be had. */
static const char *quoted_line(struct quoted_file *file, const char *name, int number)
{
    if (!file->name || strcmp(file->name, name) != 0 || file->number > number) {
        close_quoted(file);
        file->name = name;
        file->stream = fopen(name, "r");
    }
    while (file->stream && file->number < number) {
        ssize_t length = getline(&file->line, &file->capacity, file->stream);
        if (length < 0) {
            fclose(file->stream);
            file->stream = NULL;
            return NULL;
        }
        file->line[strcspn(file->line, "\r\n")] = '\0';
        file->number++;
    }
    return file->stream ? file->line : NULL;
}

static const char *paint(const struct report_style *style, const char *code)
{
    return style->colour ? code : "";
}

static void print_times(const char *text, int times, FILE *stream)
{
    for (int i = 0; i < times; i++) {
        fputs(text, stream);
    }
}

/* Writes the characters from first on, count at most; a tab and what cannot be seen become one
 * space, so that the caret below stands right. */
static void print_characters(const char *text, int first, int count, FILE *stream)
{
    for (int i = 0; i < first; i++) {
        utf8_next(&text);
    }
    for (int i = 0; i < count; i++) {
        char bytes[5] = { 0 };
        uint32_t code = utf8_next(&text);
        utf8_put(bytes, code);
        report_plain(bytes, stream);
    }
}

static void print_quote(const struct problem *problem, const char *line,
                        const struct report_style *style, FILE *stream)
{
    int length = (int)utf8_length(line);
    int room = style->columns - MARGIN > QUOTE_MIN ? style->columns - MARGIN : QUOTE_MIN;
    int before = problem->column - 1 < length ? problem->column - 1 : length;
    int first = length > room && before > room / 2 ? before - room / 2 : 0;
    int shown = length - first < room ? length - first : room;
    int span = problem->span < first + shown - before ? problem->span : first + shown - before;
    fprintf(stream, "%s%5d |%s ", paint(style, "\033[2m"), problem->line, paint(style, "\033[0m"));
    print_characters(line, first, shown, stream);
    fprintf(stream, "\n%s      |%s ", paint(style, "\033[2m"), paint(style, "\033[0m"));
    print_times(" ", before - first, stream);
    fputs(paint(style, problem->severity == PROBLEM_WARNING ? "\033[1;35m" : "\033[1;31m"), stream);
    fputc('^', stream);
    print_times("~", span - 1, stream);
    if (problem->fix) {
        fprintf(stream, "\n%s      |%s ", paint(style, "\033[0;2m"), paint(style, "\033[0;32m"));
        print_times(" ", before - first, stream);
        report_plain(problem->fix, stream);
    }
    fprintf(stream, "%s\n", paint(style, "\033[0m"));
}

static void print_place(const struct problem *problem, const struct report_style *style,
                        FILE *stream)
{
    bool warning = problem->severity == PROBLEM_WARNING;
    fputs(paint(style, "\033[1m"), stream);
    report_plain(problem->file, stream);
    if (problem->line) {
        fprintf(stream, ":%d:%d", problem->line, problem->column);
    }
    fprintf(stream, "%s%s%s", paint(style, warning ? "\033[35m" : "\033[31m"),
            warning ? _(": warning: ") : ": ", paint(style, "\033[0m"));
    if (problem->where[0]) {
        report_plain(problem->where, stream);
        fputs(": ", stream);
    }
    report_plain(problem->message, stream);
    fputc('\n', stream);
}

static bool same_warning(const struct problem *a, const struct problem *b)
{
    return a->severity == PROBLEM_WARNING && b->severity == PROBLEM_WARNING &&
           strcmp(a->message, b->message) == 0 && strcmp(a->where, b->where) == 0;
}

/* Whether the report has told the same before problem. */
static bool is_repeated(const struct report *report, const struct problem *problem)
{
    for (const struct problem *other = report->problems; other < problem; other++) {
        if (same_warning(other, problem)) {
            return true;
        }
    }
    return false;
}

/* Names the other places of which the same is to be told. */
static void print_likewise(const struct report *report, const struct problem *problem,
                           const struct report_style *style, FILE *stream)
{
    const char *before = _("likewise: ");
    const struct problem *end = report->problems + report->count;
    for (const struct problem *other = problem + 1; other < end; other++) {
        if (!same_warning(problem, other)) {
            continue;
        }
        fprintf(stream, "%s%s", before[0] == ',' ? "" : paint(style, "\033[2m"), before);
        report_plain(other->file, stream);
        if (other->line) {
            fprintf(stream, ":%d", other->line);
        }
        before = ", ";
    }
    if (before[0] == ',') {
        fprintf(stream, "%s\n", paint(style, "\033[0m"));
    }
}

/* Errors come last: a terminal shows the end, and what keeps a page off the screen must be seen. */
static void print_text(const struct report *report, const struct report_style *style, FILE *stream)
{
    static const enum severity order[] = { PROBLEM_WARNING, PROBLEM_ERROR };
    struct quoted_file file = { 0 };
    for (size_t i = 0; i < 2 * report->count; i++) {
        const struct problem *problem = &report->problems[i % report->count];
        if (problem->severity != order[i / report->count] || is_repeated(report, problem)) {
            continue;
        }
        print_place(problem, style, stream);
        const char *line = problem->line ? quoted_line(&file, problem->file, problem->line) : NULL;
        if (line) {
            print_quote(problem, line, style, stream);
        }
        if (problem->severity == PROBLEM_WARNING) {
            print_likewise(report, problem, style, stream);
        }
    }
    close_quoted(&file);
}

static void print_json_string(const char *text, FILE *stream)
{
    char piece[JSON_PIECE];
    fputc('"', stream);
    while (json_escape(&text, piece)) {
        fputs(piece, stream);
    }
    fputc('"', stream);
}

static void print_json_member(const char *key, const char *text, FILE *stream)
{
    fprintf(stream, ", \"%s\": ", key);
    print_json_string(text, stream);
}

static void print_json(const struct report *report, FILE *stream)
{
    fputs("[", stream);
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        fprintf(stream, "%s\n  {\"severity\": \"%s\"", i ? "," : "",
                problem->severity == PROBLEM_WARNING ? "warning" : "error");
        print_json_member("file", problem->file, stream);
        fprintf(stream, ", \"line\": %d, \"column\": %d, \"span\": %d", problem->line,
                problem->column, problem->span);
        print_json_member("where", problem->where, stream);
        print_json_member("message", problem->message, stream);
        if (problem->fix) {
            print_json_member("fix", problem->fix, stream);
        }
        fputs("}", stream);
    }
    fputs(report->count ? "\n]\n" : "]\n", stream);
}

static void print_gcc(const struct report *report, FILE *stream)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct problem *problem = &report->problems[i];
        report_plain(problem->file, stream);
        fprintf(stream, ":%d:%d: %s: ", problem->line ? problem->line : 1,
                problem->column ? problem->column : 1,
                problem->severity == PROBLEM_WARNING ? "warning" : "error");
        if (problem->where[0]) {
            report_plain(problem->where, stream);
            fputs(": ", stream);
        }
        report_plain(problem->message, stream);
        fputc('\n', stream);
    }
}

void report_write(const struct report *report, const struct report_style *style, FILE *stream)
{
    switch (style->format) {
    case REPORT_JSON:
        print_json(report, stream);
        break;
    case REPORT_GCC:
        print_gcc(report, stream);
        break;
    case REPORT_TEXT:
        print_text(report, style, stream);
        break;
    }
}
