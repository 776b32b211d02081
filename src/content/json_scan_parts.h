/* What the parts of the scan share: json_scan.c walks the structure, json_token.c texts, numbers
 * and words, json_bracket.c explains brackets, json_quote.c quotes of other kinds, json_encoding.c
 * bytes, json_mistake.c the rest, and finds where to go on. Private to them. */
#pragma once
#include "content/json.h"
#include "content/json_scan.h"

struct spot {
    size_t at;
    int line, column;
    size_t line_start;
};

/* A bracket that is open. */
struct bracket {
    char open, close;
    struct spot spot;
    int indent; /* columns before the first character of its line */
};

/* Where indentation first says something else than the brackets. */
struct suspicion {
    struct spot spot;
    struct bracket bracket;
    bool set;
};

struct scan {
    const char *text;
    size_t size;
    struct spot here;
    struct spot last; /* just after the last token: where a missing comma belongs */
    const char *file;
    struct report *report;
    struct json_places *places;
    struct bracket brackets[JSON_DEPTH_MAX];
    int depth;
    int mistakes;
    bool over;      /* too much is wrong to go on */
    bool separated; /* the comma before the next element has been read already */
    struct suspicion unclosed, closed_early;
};

int scan_peek(const struct scan *scan);                  /* the byte here, -1 at the end */
bool scan_at(const struct scan *scan, const char *word); /* whether word stands here */
void scan_advance(struct scan *scan);                    /* by one byte */
void scan_skip_space(struct scan *scan);                 /* and comments, after telling them */

/* Tell a mistake; mistake_detail adds the length in characters and what to type instead. */
void mistake(struct scan *scan, struct spot spot, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void mistake_detail(struct scan *scan, int span, const char *fix);

/* Tells what is wrong with a character that cannot stand where something was expected, and goes
 * past what it began: a text in wrong quotes, a word, one character. */
void mistake_character(struct scan *scan, const char *expected);

/* Tells, when it is so, that a text here begins (and ends) with quotes of another kind, and goes
 * past it. */
bool mistake_opening_wrong(struct scan *scan);

/* Tells, when it is so, that the text whose first straight quote stands here ends with a quote of
 * another kind, and goes past that. */
bool mistake_closing_wrong(struct scan *scan);

/* Tells, when it is so, that a time of day without quotes stands here, and goes past it. */
bool mistake_bare_time(struct scan *scan);

/* Goes to the end of a value that is no JSON: before the next comma, bracket or line end. */
void mistake_skip_value(struct scan *scan);

/* Goes to the end of the line, but before a comma that ends it. */
void mistake_skip_line(struct scan *scan);

/* Tells, when it is so, that a text is followed by more text and a quote: quotes inside a text. */
bool mistake_inner_quotes(struct scan *scan);

/* Tells, when it is so, that a value here lacks its first quote: 08:30". */
bool mistake_opening_quote(struct scan *scan);

/* Tells the first byte that is not UTF-8, naming the character when it looks like Windows-1252. */
void mistake_encoding(struct scan *scan);

/* Returns the columns before the first character of this line. */
int bracket_indent(const struct scan *scan);

/* Remembers where a line is indented as if the container had been closed above it. */
void bracket_watch_indent(struct scan *scan, const struct bracket *bracket, bool closing);

/* Returns whether a closing bracket stands here and the brackets of the rest match. */
bool bracket_closes(const struct scan *scan);

/* What a key that stands in a list says was forgotten before it. */
enum forgotten { FORGOTTEN_NONE, FORGOTTEN_CLOSING, FORGOTTEN_OPENING };

/* Returns which bracket was forgotten before the key that stands here in a list: the list's end,
 * the beginning of an object, or none: then the list holds keys. */
enum forgotten bracket_before_key(const struct scan *scan);

/* Tells, at spot, that the bracket is not closed. */
void bracket_tell_unclosed(struct scan *scan, struct spot spot, const struct bracket *bracket);

/* At a closing bracket of the other kind: tells which is wrong. Returns whether the container of
 * bracket goes on. */
bool bracket_wrong_closing(struct scan *scan, const struct bracket *bracket);

/* At the end of the file inside a container. */
void bracket_tell_end(struct scan *scan, const struct bracket *bracket);

/* After the one value of the file: tells what else stands there. */
void bracket_check_after(struct scan *scan);

void scan_string(struct scan *scan); /* here is at its first quote */
void scan_number(struct scan *scan);
void scan_word(struct scan *scan);
