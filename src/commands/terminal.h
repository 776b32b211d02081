/* Text for people: wrapped to the width of the terminal, with colour only where one reads it. */
#pragma once
#include <stdbool.h>
#include <stdio.h>

enum tone { TONE_PLAIN, TONE_STRONG, TONE_SOFT, TONE_ALERT };

struct terminal {
    FILE *stream;
    int width;  /* columns */
    bool color; /* whether escape sequences are understood and wanted (https://no-color.org) */
    int column, indent;
};

/* Returns a terminal on the stream. The width is $COLUMNS, else the window's, else 80; at least 40.
 */
struct terminal terminal_on(FILE *stream);

/* Starts a line: text as it is at that column, then what follows wraps to indent. */
void terminal_line(struct terminal *terminal, enum tone tone, int column, const char *text,
                   int indent);

/* Writes words, breaking at spaces (never at no-break spaces), after a space unless the line is
 * empty. Control characters are written as spaces. */
void terminal_words(struct terminal *terminal, enum tone tone, const char *text);

/* Writes text that must not be broken, in the same way. */
void terminal_unbroken(struct terminal *terminal, enum tone tone, const char *text);

/* Ends the line. */
void terminal_end(struct terminal *terminal);
