/* A colour as sRGB bytes. */
#pragma once
#include <stdint.h>

struct color {
    uint8_t r, g, b;
};

/* Returns the linear light, 0 to 1, of one sRGB byte (IEC 61966-2-1). */
double color_linear(uint8_t byte);
