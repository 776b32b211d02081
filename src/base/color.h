/* A colour as sRGB bytes. */
#pragma once
#include <stdint.h>

struct color {
    uint8_t r, g, b;
};
