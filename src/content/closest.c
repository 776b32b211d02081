/* Optimal string alignment: the fewest insertions, deletions, substitutions and swaps of
 * neighbours. Three rows of the table are enough. Bytes are compared, so an accent counts as two.
 */
#include "content/closest.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FARTHEST = 3 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t width = b_length + 1;
    size_t *cells = xcalloc(3 * width, sizeof *cells);
    size_t *before = cells, *last = cells + width, *row = cells + 2 * width;
    for (size_t j = 0; j < width; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
        row[0] = i;
        for (size_t j = 1; j < width; j++) {
            char here = lower(a[i - 1]), there = lower(b[j - 1]);
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (here != there));
            if (i > 1 && j > 1 && here == lower(b[j - 2]) && lower(a[i - 2]) == there) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
    }
    size_t result = row[b_length];
    free(cells);
    return result;
}

/* How far a slip may lead away from a word of that length; always less than the whole word. */
static size_t reach(size_t length)
{
    size_t most = length <= 4 ? 1 : length <= 8 ? 2 : FARTHEST;
    return length > most ? most : length - (length > 0);
}

const char *closest_word(const char *typed, const char *const *words, size_t count)
{
    const char *closest = NULL;
    size_t shortest = FARTHEST + 1, length = strlen(typed);
    for (size_t i = 0; i < count; i++) {
        size_t word_length = strlen(words[i]), limit = reach(word_length);
        if (length > word_length + limit || word_length > length + limit) {
            continue; /* also bounds the table, however long a hostile key is */
        }
        size_t steps = distance(typed, length, words[i], word_length);
        if (steps <= limit && steps < shortest) {
            shortest = steps;
            closest = words[i];
        }
    }
    return closest;
}
