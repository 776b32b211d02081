/* Open addressing in a table that is never more than half full, and no larger than that needs: it
 * is asked about each letter's edge, so it should stay in the processor's nearest memory. */
#include "stage/pairs.h"

#include "base/alloc.h"
#include "stage/blend.h"

#include <stdlib.h>

enum { FIRST_BITS = 12 };

/* Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, 6.4. */
static size_t slot_of(const struct pairs *pairs, uint32_t from, uint32_t to)
{
    uint64_t both = (uint64_t)from << 32 | to;
    return (size_t)((both ^ both >> 29) * 0x9e3779b97f4a7c15u >> (64 - pairs->slot_bits));
}

/* Returns the slot of a pair, or the empty one where it would be. */
static uint16_t *find(const struct pairs *pairs, uint32_t from, uint32_t to)
{
    size_t mask = ((size_t)1 << pairs->slot_bits) - 1, slot = slot_of(pairs, from, to);
    for (; pairs->slots[slot]; slot = (slot + 1) & mask) {
        unsigned known = pairs->slots[slot] - 1u;
        if (pairs->from[known] == from && pairs->to[known] == to) {
            break;
        }
    }
    return &pairs->slots[slot];
}

static void grow(struct pairs *pairs)
{
    pairs->slot_bits = pairs->slot_bits ? pairs->slot_bits + 1 : FIRST_BITS;
    pairs->capacity = (size_t)1 << (pairs->slot_bits - 1);
    pairs->from = xrealloc(pairs->from, pairs->capacity, sizeof *pairs->from);
    pairs->to = xrealloc(pairs->to, pairs->capacity, sizeof *pairs->to);
    pairs->mixed = xrealloc(pairs->mixed, pairs->capacity, sizeof *pairs->mixed);
    free(pairs->slots);
    pairs->slots = xcalloc(pairs->capacity * 2, sizeof *pairs->slots);
    for (size_t i = 0; i < pairs->count; i++) {
        *find(pairs, pairs->from[i], pairs->to[i]) = (uint16_t)(i + 1);
    }
}

bool pairs_index(struct pairs *pairs, uint32_t from, uint32_t to, size_t max, uint16_t *index)
{
    if (pairs->count == pairs->capacity && pairs->count < PAIRS_MAX) {
        grow(pairs);
    }
    uint16_t *slot = find(pairs, from, to);
    if (*slot == 0) {
        if (pairs->count >= max) {
            return false;
        }
        pairs->from[pairs->count] = from;
        pairs->to[pairs->count] = to;
        *slot = (uint16_t)++pairs->count;
    }
    *index = (uint16_t)(*slot - 1);
    return true;
}

void pairs_mix(const struct pairs *pairs, unsigned amount)
{
    if (pairs->count > 0) {
        blend_row(pairs->mixed, pairs->from, pairs->to, pairs->count, amount);
    }
}

void pairs_finish(struct pairs *pairs)
{
    free(pairs->from);
    free(pairs->to);
    free(pairs->mixed);
    free(pairs->slots);
    *pairs = (struct pairs){ 0 };
}
