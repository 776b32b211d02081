/* Splits a line into runs, each in the first font of a chain that has its characters. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chain {
    int count; /* fonts, the preferred one first */
    bool (*has)(void *context, int font, uint32_t code);
    void *context;
};

struct run {
    const char *text; /* borrowed from the line */
    size_t length;    /* bytes, at least 1 */
    int font;         /* place in the chain; 0 also when no font has the characters */
};

/* Takes the next run, of at most limit characters, from *text (NUL-terminated UTF-8) and moves
 * *text past it; false at the end. Spaces and characters without a glyph of their own (joiners,
 * variation selectors, soft hyphens) never begin a run of another font (at the start of a line
 * they go with what follows), and marks stay with their letter. */
bool run_next(const struct chain *chain, const char **text, int limit, struct run *run);

/* Returns whether the character is never drawn by itself, so that no font needs to have it. */
bool run_ignores(uint32_t code);

/* Returns whether the character is a space, breaking or not. */
bool run_is_space(uint32_t code);
