/* A word goes onto the next line when it would pass the right edge. Every character counts as one
 * column, which holds for names of files and for our own messages. */
#include "commands/terminal.h"

#include "base/report.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, USUAL = 80, WIDEST = 1000 };

static int width_of(FILE *stream)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    int width = columns ? (int)strtol(columns, NULL, 10) : 0;
    if (width <= 0 && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0) {
        width = size.ws_col;
    }
    width = width > 0 ? width : USUAL;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

struct terminal terminal_on(FILE *stream)
{
    const char *type = getenv("TERM"), *plain = getenv("NO_COLOR");
    return (struct terminal){
        .stream = stream,
        .width = width_of(stream),
        .color = isatty(fileno(stream)) && !(plain && plain[0]) && type && type[0] &&
                 strcmp(type, "dumb") != 0,
    };
}

static void write_text(struct terminal *terminal, enum tone tone, const char *text, size_t length)
{
    static const char *const starts[] = { "", "\033[1m", "\033[2m", "\033[1;31m" };
    bool dressed = terminal->color && tone != TONE_PLAIN;
    char *copy = strndup(text, length);
    if (copy) {
        fputs(dressed ? starts[tone] : "", terminal->stream);
        report_plain(copy, terminal->stream);
        fputs(dressed ? "\033[0m" : "", terminal->stream);
        terminal->column += (int)utf8_length(copy);
        free(copy);
    }
}

static void move_to(struct terminal *terminal, int column)
{
    for (; terminal->column < column; terminal->column++) {
        fputc(' ', terminal->stream);
    }
}

void terminal_line(struct terminal *terminal, enum tone tone, int column, const char *text,
                   int indent)
{
    move_to(terminal, column);
    write_text(terminal, tone, text, strlen(text));
    if (terminal->column >= indent && indent > column) { /* too long for its column */
        terminal_end(terminal);
    }
    terminal->indent = indent;
    move_to(terminal, indent);
}

static void write_word(struct terminal *terminal, enum tone tone, const char *word, size_t length)
{
    size_t columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += ((unsigned char)word[i] & 0xc0) != 0x80; /* bytes that begin a character */
    }
    bool first = terminal->column <= terminal->indent;
    if (!first && terminal->column + 1 + (int)columns > terminal->width) {
        terminal_end(terminal);
        first = true;
    }
    move_to(terminal, first ? terminal->indent : terminal->column + 1);
    write_text(terminal, tone, word, length);
}

void terminal_words(struct terminal *terminal, enum tone tone, const char *text)
{
    while (*text) {
        size_t length = strcspn(text, " ");
        if (length > 0) {
            write_word(terminal, tone, text, length);
        }
        text += length + (text[length] == ' ');
    }
}

void terminal_unbroken(struct terminal *terminal, enum tone tone, const char *text)
{
    write_word(terminal, tone, text, strlen(text));
}

void terminal_end(struct terminal *terminal)
{
    fputc('\n', terminal->stream);
    terminal->column = 0;
}
