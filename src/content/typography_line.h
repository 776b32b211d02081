/* A text as an array of code points, and the kinds of characters that typography tells apart; for
 * typography.c, typography_french.c and typography_bidi.c only. */
#pragma once
#include "base/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    NO_BREAK = 0xa0,
    NARROW = 0x202f, /* no-break too */
    OPEN = 0xab,
    CLOSE = 0xbb,
    APOSTROPHE = 0x2019,
    ELLIPSIS = 0x2026,
    MINUS = 0x2212
};

/* Marks each character of a web address, which so equals no sign. */
static const uint32_t ADDRESS = 0x80000000;

struct line {
    uint32_t *codes;
    size_t count;
};

/* Copies line to out, which has room for twice as many characters, with the spaces French wants. */
void french_set_spaces(const struct line *line, struct line *out);

/* Copies line to out, which has room for twice as many characters, with the marks of direction that
 * a text in a language from right to left (rtl) or from left to right wants. */
void bidi_set_marks(const struct line *line, bool rtl, struct line *out);

/* Returns 0 outside the line; an index before its start wraps round to one far behind its end. */
static inline uint32_t line_at(const struct line *line, size_t index)
{
    return index < line->count ? line->codes[index] : 0;
}

static inline void line_push(struct line *line, uint32_t code)
{
    line->codes[line->count++] = code;
}

static inline bool one_of(uint32_t code, const char *set)
{
    for (uint32_t member; (member = utf8_next(&set)) != 0;) {
        if (member == code) {
            return true;
        }
    }
    return false;
}

static inline bool is_space(uint32_t code)
{
    return code == ' ' || code == NO_BREAK || code == NARROW;
}

static inline bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static inline bool is_letter(uint32_t code)
{
    code &= ~ADDRESS;
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xc0 && code < 0x2000 && code != 0xd7 && code != 0xf7);
}

static inline bool is_word(uint32_t code)
{
    return is_letter(code) || is_digit(code & ~ADDRESS);
}
