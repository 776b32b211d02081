/* Numbers are read by hand, since strtod expects the decimal sign of the staff's locale. */
#include "base/image_svg_text.h"

#include <math.h>
#include <string.h>

bool span_is_space(char character)
{
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

struct span span_skip(struct span span, size_t count)
{
    return (struct span){ span.text + count, span.length - count };
}

struct span span_trim_start(struct span span)
{
    while (span.length && span_is_space(span.text[0])) {
        span = span_skip(span, 1);
    }
    return span;
}

struct span span_trim(struct span span)
{
    span = span_trim_start(span);
    while (span.length && span_is_space(span.text[span.length - 1])) {
        span.length--;
    }
    return span;
}

bool span_blank(struct span span)
{
    return span_trim(span).length == 0;
}

static char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

bool span_starts(struct span span, const char *text)
{
    size_t i = 0;
    while (i < span.length && text[i] && lower(span.text[i]) == text[i]) {
        i++;
    }
    return !text[i];
}

bool span_equal(struct span span, const char *text)
{
    return span.length == strlen(text) && memcmp(span.text, text, span.length) == 0;
}

bool span_find(struct span span, const char *text, size_t *at)
{
    for (*at = 0; *at < span.length; ++*at) {
        if (span_starts(span_skip(span, *at), text)) {
            return true;
        }
    }
    return false;
}

struct span span_local(struct span name)
{
    const char *colon = memchr(name.text, ':', name.length);
    return colon ? span_skip(name, (size_t)(colon + 1 - name.text)) : name;
}

static bool starts_with_digit(struct span span)
{
    return span.length && span.text[0] >= '0' && span.text[0] <= '9';
}

/* Moves *rest past digits; returns value with them appended, and in *count how many there were. */
static double take_digits(struct span *rest, double value, int *count)
{
    for (*count = 0; starts_with_digit(*rest); ++*count) {
        value = value * 10 + (rest->text[0] - '0');
        *rest = span_skip(*rest, 1);
    }
    return value;
}

static bool take_sign(struct span *rest)
{
    bool minus = rest->length && rest->text[0] == '-';
    if (minus || (rest->length && rest->text[0] == '+')) {
        *rest = span_skip(*rest, 1);
    }
    return minus;
}

/* Returns the power of ten that follows, 0 when none does ("10em" is a unit, no power). */
static double take_power(struct span *rest)
{
    struct span ahead = *rest;
    if (!ahead.length || lower(ahead.text[0]) != 'e') {
        return 0;
    }
    ahead = span_skip(ahead, 1);
    bool minus = take_sign(&ahead);
    int digits;
    double power = take_digits(&ahead, 0, &digits);
    if (digits) {
        *rest = ahead;
    }
    return minus ? -power : power;
}

static bool take_number(struct span *rest, double *number)
{
    struct span ahead = span_trim(*rest);
    bool minus = take_sign(&ahead);
    int whole, decimals = 0;
    double value = take_digits(&ahead, 0, &whole);
    if (ahead.length && ahead.text[0] == '.') {
        ahead = span_skip(ahead, 1);
        value = take_digits(&ahead, value, &decimals);
    }
    if (whole + decimals == 0) {
        return false;
    }
    value *= pow(10, take_power(&ahead) - decimals);
    *number = minus ? -value : value;
    *rest = ahead;
    return true;
}

double span_length(struct span value)
{
    static const struct {
        const char *name;
        double pixels;
    } units[] = {
        { "", 1 },    { "px", 1 },         { "mm", 96 / 25.4 }, { "cm", 96 / 2.54 },
        { "in", 96 }, { "pt", 96.0 / 72 }, { "pc", 96.0 / 6 },
    };
    double number;
    if (!take_number(&value, &number)) {
        return 0;
    }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (span_equal(span_trim(value), units[i].name)) {
            return (float)(number * units[i].pixels); /* or 25.4 mm would be a little over 96 */
        }
    }
    return 0;
}

bool span_view(struct span value, double *width, double *height)
{
    double numbers[4];
    for (int i = 0; i < 4; i++) {
        if (!take_number(&value, &numbers[i])) {
            return false;
        }
        value = span_trim(value);
        if (value.length && value.text[0] == ',') {
            value = span_skip(value, 1);
        }
    }
    *width = numbers[2];
    *height = numbers[3];
    return true;
}
