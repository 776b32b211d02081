/* Fonts for tests: every character is half its size wide. */
#pragma once
#include "picture/picture.h"

extern const struct metrics fake_metrics;
