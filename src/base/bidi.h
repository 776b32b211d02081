/* Text that flows from right to left, by the Unicode bidirectional algorithm (UAX #9; FriBidi). The
 * direction of a text is in the text: that of its first strong character (rules P2 and P3), so
 * measuring, painting and reading it aloud agree without being told. Where that character would
 * mislead, an invisible mark stands before it (see typography_set and bidi_lead). */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of a line in which all characters flow one way. */
struct bidi_run {
    const char *text; /* borrowed from the line */
    size_t length;    /* bytes, at least 1 */
    bool rtl;
};

/* Returns whether anything in text flows from right to left; cheap when nothing does. */
bool bidi_mixed(const char *text);

/* Returns whether text is read from right to left, as a paragraph; false for none. */
bool bidi_is_rtl(const char *text);

/* Splits a line into runs in the order in which they stand on the page, the leftmost first; returns
 * how many. The array is owned by the arena. What is beyond 4096 characters goes along with the
 * last of these. */
size_t bidi_runs(struct arena *arena, const char *line, struct bidi_run **runs);

/* For a line taken out of a paragraph, from start to end (both in it): sets the marks that go
 * before and after it so that it flows by itself as it does there; both are often "". Brackets that
 * open on one line and close on another are no longer seen as a pair. */
void bidi_edges(const char *paragraph, const char *start, const char *end, const char **before,
                const char **after);

enum bidi_class {
    BIDI_OTHER, /* flows as what surrounds it */
    BIDI_LEFT,  /* Latin, Cyrillic, … and the mark U+200E */
    BIDI_RIGHT, /* Hebrew and the mark U+200F */
    BIDI_ARABIC /* Arabic and the mark U+061C: changes the numbers after it */
};

/* Returns the class of a character: UAX #9's L, R, AL; all others are BIDI_OTHER. */
enum bidi_class bidi_class(uint32_t code);
