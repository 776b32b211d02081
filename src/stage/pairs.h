/* The pairs of colours of a fade: a page has few colours, so that few pairs of one before and one
 * after stand for millions of pixels, and each needs to be mixed only once a frame. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAIRS_MAX = 65535 }; /* an index and one more have 16 bits */

/* All zero is no pair. */
struct pairs {
    uint32_t *from, *to, *mixed; /* pixels, count of each */
    size_t count, capacity;
    uint16_t *slots; /* index + 1 by hash, 0 where none is */
    unsigned slot_bits;
};

/* Writes the pair's index, which stays the same until pairs_finish; false when it is not known yet
 * and there are max others already, at most PAIRS_MAX. */
bool pairs_index(struct pairs *pairs, uint32_t from, uint32_t to, size_t max, uint16_t *index);

/* Writes to mixed, for each pair, what blend_row makes of it; amount 0 to 256. Allocates nothing.
 */
void pairs_mix(const struct pairs *pairs, unsigned amount);

/* Gives the memory back; null-safe in all its parts. */
void pairs_finish(struct pairs *pairs);
