/* French spacing is one question asked between every two characters: which space belongs here?
 * Every rule looks through the spaces it may itself put in, so its answer is the same once they are
 * there. */
#include "content/typography_line.h"

/* French words that stay with the number before them. */
static const char *const units[] = {
    "h",    "heure",   "heures",  "min",       "minute",  "minutes",  "s",
    "j",    "jour",    "jours",   "mois",      "an",      "ans",      "m",
    "km",   "°C",      "janvier", "février",   "mars",    "avril",    "mai",
    "juin", "juillet", "août",    "septembre", "octobre", "novembre", "décembre",
};

/* French abbreviations that stay with what follows. */
static const char *const before_number[] = { "n°", "N°", "art.", "p." };
static const char *const before_name[] = { "M.", "MM.", "Mme", "Mmes", "Mlle" };

static bool is_capital(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0xde && code != 0xd7);
}

/* A digit, or the end of a {name} that a number will replace. */
static bool ends_number(uint32_t code)
{
    return is_digit(code) || code == '}';
}

static bool ends_word(uint32_t code)
{
    return !is_word(code) && code != APOSTROPHE;
}

/* Returns how many characters of word are at index: all of them, or 0. */
static size_t match(const struct line *line, size_t index, const char *word)
{
    size_t length = 0;
    for (uint32_t code; (code = utf8_next(&word)) != 0; length++) {
        if (line_at(line, index + length) != code) {
            return 0;
        }
    }
    return length;
}

static size_t digits_before(const struct line *line, size_t end)
{
    size_t count = 0;
    while (is_digit(line_at(line, end - 1 - count))) {
        count++;
    }
    return count;
}

/* Two digits or a {name} after an "h"; not in "8 h 10 h", where the digits are the next hour. */
static bool is_minutes(const struct line *line, size_t index)
{
    if (line_at(line, index) == '{') {
        return true;
    }
    uint32_t end = line_at(line, index + 2);
    size_t next = index + 2 + is_space(end);
    bool hour = line_at(line, next) == 'h' && !is_letter(line_at(line, next + 1));
    return is_digit(line_at(line, index)) && is_digit(line_at(line, index + 1)) && !is_word(end) &&
           !hour;
}

/* The "h" of a time of day or a short duration: 9 h, 9h30, {h} h {mm}. */
static bool is_hour_mark(const struct line *line, size_t index)
{
    if (line_at(line, index) != 'h' ||
        !(ends_word(line_at(line, index + 1)) || is_minutes(line, index + 1))) {
        return false;
    }
    size_t end = index - is_space(line_at(line, index - 1)); /* of the number */
    size_t digits = digits_before(line, end);
    uint32_t before = line_at(line, end - 1 - digits);
    return line_at(line, end - 1) == '}' ||
           ((digits == 1 || digits == 2) && !is_word(before) && before != '.');
}

static bool is_unit(const struct line *line, size_t index)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = match(line, index, units[i]);
        if (length > 0 && ends_word(line_at(line, index + length))) {
            return true;
        }
    }
    return false;
}

/* The space of "1 234", in a number that ends before end, between groups of digits. */
static bool is_thousands(const struct line *line, size_t end, size_t next)
{
    size_t digits = digits_before(line, end);
    size_t start = end - digits;
    uint32_t before = line_at(line, start - 1);
    bool minutes = is_hour_mark(line, start - 1 - is_space(before));
    return digits >= 1 && digits <= 3 && !is_word(before) && !one_of(before, ".,/:-") && !minutes &&
           is_digit(line_at(line, next)) && is_digit(line_at(line, next + 1)) &&
           is_digit(line_at(line, next + 2)) && !is_word(line_at(line, next + 3));
}

static bool ends_with_one(const struct line *line, size_t end, const char *const *words,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = utf8_length(words[i]);
        if (match(line, end - length, words[i]) && !is_word(line_at(line, end - length - 1))) {
            return true;
        }
    }
    return false;
}

static bool stays_together(const struct line *line, size_t end, size_t next)
{
    uint32_t right = line->codes[next];
    size_t numbers = sizeof before_number / sizeof *before_number;
    size_t names = sizeof before_name / sizeof *before_name;
    static const char *const first_day[] = { "1er" };
    return ((ends_number(line_at(line, end - 1)) || ends_with_one(line, end, first_day, 1)) &&
            is_unit(line, next)) ||
           (is_digit(right) && ends_with_one(line, end, before_number, numbers)) ||
           (is_capital(right) && ends_with_one(line, end, before_name, names));
}

/* Returns the space before the sign at next, 0 when none of the rules for signs speaks. */
static uint32_t before_sign(const struct line *line, uint32_t left, size_t next, bool typed)
{
    uint32_t sign = line->codes[next], after = line_at(line, next + 1);
    bool touches = is_word(left) || one_of(left, "»”)]%€°…");
    bool ends = after == 0 || is_space(after) || one_of(after, "\n»");
    if (sign == ':') {
        return typed || (touches && ends) ? NO_BREAK : 0;
    }
    ends = ends || one_of(after, ";!?,.…)]”");
    return one_of(sign, ";!?") && (typed || (touches && ends)) ? NARROW : 0;
}

/* Returns which space belongs before the character at next, 0 for none; typed is the one there. */
static uint32_t french_space(const struct line *line, size_t next, uint32_t typed)
{
    size_t end = next - (typed != 0); /* of what comes before the space */
    uint32_t left = line_at(line, end - 1), right = line->codes[next];
    if (left == 0 || left == '\n' || right == '\n') {
        return typed;
    }
    if (left == OPEN || right == CLOSE) {
        return NO_BREAK;
    }
    uint32_t sign = before_sign(line, left, next, typed != 0);
    if (sign) {
        return sign;
    }
    bool time = is_hour_mark(line, next) || (is_hour_mark(line, end - 1) && is_minutes(line, next));
    if (time || (ends_number(left) && one_of(right, "%€"))) {
        return NO_BREAK;
    }
    if (typed && is_thousands(line, end, next)) {
        return NARROW;
    }
    return typed && stays_together(line, end, next) ? NO_BREAK : typed;
}

void french_set_spaces(const struct line *line, struct line *out)
{
    uint32_t typed = 0;
    for (size_t i = 0; i < line->count; i++) {
        uint32_t code = line->codes[i];
        if (is_space(code)) {
            typed = code;
            continue;
        }
        uint32_t space = french_space(line, i, typed);
        if (space) {
            line_push(out, space);
        }
        line_push(out, code);
        typed = 0;
    }
    if (typed) {
        line_push(out, typed);
    }
}
