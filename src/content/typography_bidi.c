/* Two invisible marks make a text flow as it is meant to. U+200F (or U+200E) comes first in a text
 * that begins with a word of the other direction: it gives the whole its direction. U+200E comes
 * before a number that the bidirectional algorithm would take apart: it orders "+33 4 76" by its
 * parts, the last one leftmost, and moves the number of a street behind its name. A number alone
 * has no direction but that of its language. */
#include "base/bidi.h"
#include "content/typography_line.h"

#include <string.h>

enum { LEFT_MARK = 0x200e, RIGHT_MARK = 0x200f };

static enum bidi_class class_at(const struct line *line, size_t index)
{
    return bidi_class(line_at(line, index) & ~ADDRESS);
}

static bool flows_right_to_left(enum bidi_class class)
{
    return class == BIDI_RIGHT || class == BIDI_ARABIC;
}

/* Returns the index of the first letter that flows that way, or the line's count. */
static size_t find_letter(const struct line *line, bool rtl)
{
    size_t i = 0;
    while (i < line->count &&
           (class_at(line, i) == BIDI_OTHER || flows_right_to_left(class_at(line, i)) != rtl)) {
        i++;
    }
    return i;
}

static bool is_sign(uint32_t code)
{
    return code == '+' || code == '-' || code == MINUS;
}

/* Returns the end of the group of digits and what stands inside numbers that begins at start. */
static size_t digits_end(const struct line *line, size_t start)
{
    size_t end = start;
    while (is_digit(line_at(line, end)) ||
           (one_of(line_at(line, end), ".,:/") && is_digit(line_at(line, end + 1)))) {
        end++;
    }
    return end;
}

/* Returns whether the number that begins at start has a sign or several groups, or is followed by a
 * Latin word; *end is where it ends. */
static bool comes_apart(const struct line *line, size_t start, size_t *end)
{
    bool several = is_sign(line_at(line, start));
    *end = digits_end(line, start + several);
    for (uint32_t gap; is_space(gap = line_at(line, *end)) || is_sign(gap); several = true) {
        if (!is_digit(line_at(line, *end + 1))) {
            return several || (is_space(gap) && class_at(line, *end + 1) == BIDI_LEFT);
        }
        *end = digits_end(line, *end + 1);
    }
    return several;
}

static bool begins_number(const struct line *line, size_t i)
{
    uint32_t before = line_at(line, i - 1) & ~ADDRESS;
    bool apart = !is_word(before) && !is_sign(before);
    return apart && (is_digit(line_at(line, i)) ||
                     (is_sign(line_at(line, i)) && is_digit(line_at(line, i + 1))));
}

static void copy_with_marks(const struct line *line, struct line *out)
{
    for (size_t i = 0; i < line->count;) {
        size_t end = i + 1;
        if (begins_number(line, i) && comes_apart(line, i, &end)) {
            if (line_at(line, i - 1) != LEFT_MARK) {
                line_push(out, LEFT_MARK);
            }
        }
        while (i < end) {
            line_push(out, line->codes[i++]);
        }
    }
}

static bool has_digit(const struct line *line)
{
    size_t i = 0;
    while (i < line->count && !is_digit(line->codes[i])) {
        i++;
    }
    return i < line->count;
}

void bidi_set_marks(const struct line *line, bool rtl, struct line *out)
{
    size_t count = line->count;
    bool own = find_letter(line, rtl) < count, other = find_letter(line, !rtl) < count;
    out->count = 1; /* its place is kept free for the first mark */
    out->codes[0] = 0;
    bool alone = rtl && !own && !other && has_digit(line);
    if (alone || (rtl && own)) {
        copy_with_marks(line, out);
    } else {
        memcpy(out->codes + 1, line->codes, sizeof *line->codes * count);
        out->count += count;
    }
    if (alone || (own && find_letter(out, !rtl) < find_letter(out, rtl))) {
        out->codes[0] = rtl ? RIGHT_MARK : LEFT_MARK;
    } else {
        memmove(out->codes, out->codes + 1, sizeof *out->codes * --out->count);
    }
}
