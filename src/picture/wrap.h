/* Breaking a text into lines; for paragraph.c only. */
#pragma once
#include "picture/paragraph.h"

enum { WORDS_MAX = 160 };

/* What stays on one line. */
struct words {
    const char *starts[WORDS_MAX]; /* borrowed from the text */
    size_t lengths[WORDS_MAX];
    float widths[WORDS_MAX];
    int count;
    bool goes_on; /* there is more text, which is not in these */
    float space;  /* between two words */
    bool address;
};

/* Cuts text into its words, as many as there is room for (far more than six lines show): at spaces,
 * or after the dots and slashes of an address. */
void wrap_split(const char *text, bool address, struct words *words);

/* Sets their widths and that of a space in that style, pixels. */
void wrap_measure(const struct picture *picture, struct style style, struct words *words);

/* Fills balanced lines of at most width, tidy ones (none ends in a short word that belongs to the
 * next) if that takes no more of them than limit; ends[i] is the word after line i. Returns how
 * many, or more than limit when they do not suffice, a word is too wide or the text goes on. */
int wrap_fill(const struct words *words, float width, int limit, int ends[LINES_MAX]);

/* Returns false when words that were measured at one size surely need more than limit lines of
 * width at the given part of that size: widths grow with the size, but for hinting and rounding. */
bool wrap_may_fit(const struct words *words, float part, float width, int limit);

/* Returns the line from word `from` to before word `to` with tail after it, owned by the picture;
 * with the marks it needs to flow as it does in the whole text. */
const char *wrap_join(struct picture *picture, const struct words *words, int from, int to,
                      const char *tail);
