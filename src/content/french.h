/* What French-speaking staff write where an English word is expected. */
#pragma once
#include <stddef.h>

/* Returns the one of count words that the French word most likely stands for, case and accents
 * ignored, or NULL when it is none that is known here. */
const char *french_meant(const char *written, const char *const *words, size_t count);
