/* What a number, a time or a date is called: the patterns of the language file with their {names}
 * filled in. Dates pass through typography again, because only a filled one shows "29 mai". */
#include "content/language.h"
#include "content/typography.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS_MAX = 8 };

struct pairs {
    const char *names[PAIRS_MAX], *values[PAIRS_MAX];
    size_t count;
};

static const char *find_value(const struct pairs *pairs, const char *name, size_t length)
{
    for (size_t i = 0; i < pairs->count; i++) {
        if (strlen(pairs->names[i]) == length && strncmp(pairs->names[i], name, length) == 0) {
            return pairs->values[i];
        }
    }
    return NULL;
}

/* Writes the filled pattern to out, unless NULL, and returns its length. */
static size_t fill(const char *pattern, const struct pairs *pairs, char *out)
{
    size_t total = 0;
    while (*pattern) {
        const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
        const char *piece = end ? find_value(pairs, pattern + 1, (size_t)(end - pattern - 1))
                                : NULL;
        size_t length = piece ? strlen(piece) : 1;
        if (out) {
            memcpy(out + total, piece ? piece : pattern, length);
        }
        total += length;
        pattern = piece ? end + 1 : pattern + 1;
    }
    return total;
}

const char *words_fill(struct arena *arena, const char *pattern, ...)
{
    struct pairs pairs = { .count = 0 };
    va_list arguments;
    va_start(arguments, pattern);
    for (const char *name; (name = va_arg(arguments, const char *)) != NULL;) {
        assert(pairs.count < PAIRS_MAX);
        pairs.names[pairs.count] = name;
        pairs.values[pairs.count++] = va_arg(arguments, const char *);
    }
    va_end(arguments);
    char *text = arena_alloc(arena, fill(pattern, &pairs, NULL) + 1);
    fill(pattern, &pairs, text);
    return text;
}

const char *words_time(const struct language *language, int minute, struct arena *arena)
{
    return words_fill(arena, language->time, "h", arena_printf(arena, "%d", minute / 60), "mm",
                      arena_printf(arena, "%02d", minute % 60), NULL);
}

const char *words_time_short(const struct language *language, int minute, struct arena *arena)
{
    if (minute % 60 != 0) {
        return words_time(language, minute, arena);
    }
    return words_fill(arena, language->time_whole, "h", arena_printf(arena, "%d", minute / 60),
                      NULL);
}

const char *words_span(const struct language *language, struct span span, bool brief,
                       struct arena *arena)
{
    const char *(*time)(const struct language *, int, struct arena *) = brief ? words_time_short
                                                                              : words_time;
    return words_fill(arena, language->time_range, "from", time(language, span.from, arena), "to",
                      time(language, span.to, arena), NULL);
}

static const char *day_number(const struct language *language, int day, struct arena *arena)
{
    return day == 1 ? language->first_day : arena_printf(arena, "%d", day);
}

static const char *fill_date(const struct language *language, const char *pattern,
                             const char *weekday, struct date date, struct arena *arena)
{
    const char *text = words_fill(
        arena, pattern, "weekday", weekday, "day", day_number(language, date.day, arena), "month",
        language->months.items[date.month - 1], "year", arena_printf(arena, "%d", date.year), NULL);
    return typography_set(text, language->code, arena);
}

static const char *weekday_of(const struct language *language, struct date date)
{
    return language->weekdays.items[date_weekday(date)];
}

const char *words_date(const struct language *language, struct date date, struct arena *arena)
{
    return fill_date(language, language->date, weekday_of(language, date), date, arena);
}

const char *words_date_no_year(const struct language *language, struct date date,
                               struct arena *arena)
{
    return fill_date(language, language->date_no_year, weekday_of(language, date), date, arena);
}

const char *words_day_month(const struct language *language, struct date date, struct arena *arena)
{
    return fill_date(language, language->day_month, "", date, arena);
}

const char *words_month_year(const struct language *language, struct date date, struct arena *arena)
{
    return words_fill(arena, language->month_year, "month",
                      language->months_alone.items[date.month - 1], "year",
                      arena_printf(arena, "%d", date.year), NULL);
}

/* The date's pattern without its weekday and what set that apart, at either end. */
static const char *full_date(const struct language *language, struct date date, struct arena *arena)
{
    const char *text = fill_date(language, language->date, "", date, arena);
    text += strspn(text, ", ");
    size_t length = strlen(text);
    while (length > 0 && strchr(", ", text[length - 1])) {
        length--;
    }
    return arena_copy(arena, text, length);
}

const char *words_dates(const struct language *language, struct date from, struct date until,
                        struct arena *arena)
{
    if (date_compare(from, until) == 0) {
        return full_date(language, from, arena);
    }
    if (from.year != until.year || from.month != until.month) {
        return words_fill(arena, language->date_range, "from", full_date(language, from, arena),
                          "until", full_date(language, until, arena), NULL);
    }
    const char *text = words_fill(
        arena, language->date_range_same_month, "from_day", day_number(language, from.day, arena),
        "until_day", day_number(language, until.day, arena), "month",
        language->months.items[from.month - 1], "year", arena_printf(arena, "%d", from.year), NULL);
    return typography_set(text, language->code, arena);
}

const char *words_period(const struct language *language, struct period period, struct arena *arena)
{
    if (period.year == 0) {
        return "";
    }
    assert(period.quarter >= 0 && period.quarter <= 4);
    const char *pattern = period.quarter == 0 ? language->year_period
                                              : language->quarters.items[period.quarter - 1];
    return words_fill(arena, pattern, "year", arena_printf(arena, "%d", period.year), NULL);
}

const char *words_number(const struct language *language, double number, int decimals,
                         struct arena *arena)
{
    /* printf alone would round 2.5 to 2: halves go away from zero, as visitors learnt it. */
    double scale = pow(10, decimals), size = fabs(number);
    double rounded = size < 1e15 / scale ? round(size * scale) / scale : size;
    char *digits = arena_printf(arena, "%.*f", decimals, rounded);
    size_t whole = strspn(digits, "0123456789"), length = strlen(digits);
    while (length > whole && !strchr("123456789", digits[length - 1])) {
        length--;
    }
    bool fraction = length > whole;
    /* U+200E keeps the sign on its side in a line from right to left. */
    const char *minus = typography_is_rtl(language->code) ? "\u200e−" : "−";
    return arena_printf(arena, "%s%.*s%s%.*s", number < 0 && rounded > 0 ? minus : "", (int)whole,
                        digits, fraction ? language->decimal : "",
                        fraction ? (int)(length - whole - 1) : 0, digits + whole + fraction);
}

const char *words_percent(const struct language *language, double number, int decimals,
                          struct arena *arena)
{
    return words_fill(arena, language->percent, "n",
                      words_number(language, number, decimals, arena), NULL);
}

const char *words_plural(const struct language *language, const struct plural_words *words,
                         double number)
{
    double size = fabs(number);
    if (language->plural == PLURAL_FRENCH) {
        return size < 2 ? words->one : words->many;
    }
    if (language->plural == PLURAL_ENGLISH) {
        return size == 1 ? words->one : words->many;
    }
    int ones = (int)fmod(size, 10), tens = (int)fmod(size, 100);
    if (language->plural == PLURAL_ARABIC) {
        bool alone = size != floor(size) || tens < 3;
        return alone ? words->one : tens <= 10 ? words->few : words->many;
    }
    if (size != floor(size) || (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14))) {
        return words->few;
    }
    return ones == 1 && tens != 11 ? words->one : words->many;
}

const char *words_seconds(const struct language *language, int seconds, struct arena *arena)
{
    const char *text = arena_printf(arena, "%d %s", seconds,
                                    words_plural(language, &language->seconds, seconds));
    return typography_set(text, language->code, arena);
}
