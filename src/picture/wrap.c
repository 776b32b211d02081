/* A text is cut into words where it may break; widths of words are measured once per size, then
 * lines are filled greedily and balanced by looking for the smallest width that needs no further
 * line. Lines are cut in logical order, whichever way they flow. */
#include "picture/wrap.h"

#include "base/bidi.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

static bool breaks_after(const char *at, bool address)
{
    return address ? (*at == '.' || *at == '/') && at[1] != '\0' && at[1] != '/' : *at == ' ';
}

void wrap_split(const char *text, bool address, struct words *words)
{
    words->count = 0;
    words->address = address;
    while (*text && words->count < WORDS_MAX) {
        while (!address && *text == ' ') {
            text++;
        }
        const char *end = text;
        while (*end && !breaks_after(end, address)) {
            end++;
        }
        if (address && *end) {
            end++;
        }
        if (end > text) {
            words->starts[words->count] = text;
            words->lengths[words->count++] = (size_t)(end - text);
        }
        text = end;
    }
    words->goes_on = text[strspn(text, " ")] != '\0';
}

void wrap_measure(const struct picture *picture, struct style style, struct words *words)
{
    const struct metrics *metrics = picture->metrics;
    int size = (int)lroundf(style.size * picture->unit);
    size = size > 1 ? size : 1;
    words->space = words->address
                       ? 0
                       : (float)metrics->width(metrics->fonts, style.weight, size, " ", 1);
    for (int i = 0; i < words->count; i++) {
        words->widths[i] = (float)metrics->width(metrics->fonts, style.weight, size,
                                                 words->starts[i], words->lengths[i]);
    }
}

/* A word of one or two letters (de, la, à, of) belongs to the one after it. */
static bool clings(const struct words *words, int word)
{
    const char *at = words->starts[word], *end = at + words->lengths[word];
    int letters = 0;
    while (at < end && letters < 3) {
        utf8_next(&at);
        letters++;
    }
    return !words->address && letters <= 2;
}

/* Fills lines of at most width; ends[i] is the word after line i. When tidy, no line ends in a word
 * that clings to the next. Returns how many lines that takes, or more than limit when they do not
 * suffice, a word is too wide or the text goes on. */
static int fill_lines(const struct words *words, float width, int limit, bool tidy,
                      int ends[LINES_MAX])
{
    int lines = 0, word = 0;
    if (words->goes_on) {
        return limit + 1;
    }
    while (word < words->count) {
        if (lines == limit || words->widths[word] > width) {
            return limit + 1;
        }
        int first = word;
        float used = words->widths[word++];
        while (word < words->count && used + words->space + words->widths[word] <= width) {
            used += words->space + words->widths[word++];
        }
        while (tidy && word < words->count && word - first > 1 && clings(words, word - 1)) {
            word--;
        }
        ends[lines++] = word;
    }
    return lines;
}

/* Finds the smallest width, to half a pixel, that needs no more lines than width does. */
static float balance(const struct words *words, float width, int lines, bool tidy)
{
    int ends[LINES_MAX];
    float low = 0, high = width;
    while (lines > 1 && high - low > 0.5f) {
        float middle = (low + high) / 2;
        if (fill_lines(words, middle, lines, tidy, ends) <= lines) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

int wrap_fill(const struct words *words, float width, int limit, int ends[LINES_MAX])
{
    bool tidy = true;
    int lines = fill_lines(words, width, limit, tidy, ends);
    if (lines > limit) {
        tidy = false;
        lines = fill_lines(words, width, limit, tidy, ends);
    }
    if (lines <= limit) {
        fill_lines(words, balance(words, width, lines, tidy), lines, tidy, ends);
    }
    return lines;
}

bool wrap_may_fit(const struct words *words, float part, float width, int limit)
{
    const float sure = 0.97f * part, rounded_px = 2;
    struct words least = *words;
    int ends[LINES_MAX];
    least.space = fmaxf(0, words->space * sure - rounded_px);
    for (int i = 0; i < least.count; i++) {
        least.widths[i] = fmaxf(0, words->widths[i] * sure - rounded_px);
    }
    return fill_lines(&least, width, limit, false, ends) <= limit;
}

const char *wrap_join(struct picture *picture, const struct words *words, int from, int to,
                      const char *tail)
{
    const char *start = words->starts[from], *before, *after;
    const char *end = words->starts[to - 1] + words->lengths[to - 1];
    bidi_edges(words->starts[0], start, end, &before, &after);
    return picture_printf(picture, "%s%.*s%s%s", before, (int)(end - start), start, after, tail);
}
