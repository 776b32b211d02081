/* "Did you mean": the known word nearest to a mistyped one. */
#pragma once
#include <stddef.h>

/* Returns the word of count words nearest to typed by Damerau-Levenshtein distance (optimal string
 * alignment, case ignored), or NULL when none is near enough to be a likely slip. */
const char *closest_word(const char *typed, const char *const *words, size_t count);
