/* Fonts for tests: every character is half its size wide, or two fifths of it, which is nearer to
 * what Source Sans 3 takes for whole pages. */
#pragma once
#include "picture/picture.h"

extern const struct metrics fake_metrics, narrow_metrics;
