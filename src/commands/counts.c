/* Bars are as long as the terminal leaves room for. */
#include "commands/counts.h"

#include "base/utf8.h"
#include "commands/terminal.h"

#include <stdio.h>
#include <string.h>

static bool read_format(const char *text, enum counts_format *format)
{
    static const char *const words[] = { "text", "csv", "json" };
    for (int i = 0; i < 3; i++) {
        if (strcmp(words[i], text) == 0) {
            *format = (enum counts_format)i;
            return true;
        }
    }
    return false;
}

bool counts_option(struct counts *counts, int option, const char *value)
{
    switch (option) {
    case COUNTS_FROM:
        return date_parse(value, &counts->from);
    case COUNTS_TO:
        return date_parse(value, &counts->to);
    default:
        return read_format(value, &counts->format);
    }
}

bool counts_has(const struct counts *counts, int day)
{
    return (date_none(counts->from) || day >= date_to_days(counts->from)) &&
           (date_none(counts->to) || day <= date_to_days(counts->to));
}

const char *counts_day(int day, struct arena *arena)
{
    struct date date = date_from_days(day);
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* RFC 4180; what a spreadsheet could take for a formula gets a quote before it. */
void counts_csv(const char *text)
{
    putchar('"');
    if (text[0] && strchr("=+-@", text[0])) {
        putchar('\'');
    }
    for (const char *at = text; *at; at++) {
        printf(*at == '"' ? "\"\"" : "%c", *at);
    }
    putchar('"');
}

static void put_bar(double value, double most, int width)
{
    int length = most > 0 ? (int)(value / most * width * 8 + 0.5) : 0;
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    for (int i = 0; i < length / 8; i++) {
        fputs("█", stdout);
    }
    fputs(eighths[length % 8], stdout);
}

static void put_padded(const char *text, size_t width)
{
    size_t length = utf8_length(text);
    fputs(text, stdout);
    for (; length < width; length++) {
        putchar(' ');
    }
}

void counts_chart(const char *title, const struct counts_row *rows, size_t count)
{
    enum { LABEL_MAX = 34, LABEL_MIN = 12, BAR_MIN = 10, BAR_MAX = 40 };
    size_t widest = LABEL_MIN;
    double most = 0;
    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        size_t length = utf8_length(rows[i].label);
        widest = length > widest ? length : widest;
        most = rows[i].value > most ? rows[i].value : most;
    }
    widest = widest < LABEL_MAX ? widest : LABEL_MAX;
    int room = terminal_on(stdout).width - (int)widest - (int)utf8_length(rows[0].text) - 6;
    printf("\n%s\n", title);
    for (size_t i = 0; i < count; i++) {
        fputs("  ", stdout);
        put_padded(rows[i].label, widest);
        printf(" %s ", rows[i].text);
        put_bar(rows[i].value, most, room < BAR_MIN ? BAR_MIN : room > BAR_MAX ? BAR_MAX : room);
        putchar('\n');
    }
}
