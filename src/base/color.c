/* The transfer curve of sRGB (IEC 61966-2-1). */
#include "base/color.h"

#include <math.h>

double color_linear(uint8_t byte)
{
    double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}
