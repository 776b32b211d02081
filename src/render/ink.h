/* What a shape or a line of text covers, and how much, without a colour: a mask coded in runs. Most
 * of it is nothing or everything, so it takes a tenth of a surface's memory and paints faster. */
#pragma once
#include "base/color.h"

#include <SDL.h>
#include <stddef.h>

struct ink {
    int width, height;
    size_t bytes; /* of all of it */
};

/* Returns the alpha of a 32-bit surface as ink, owned by the caller (free). The alpha is the
 * highest byte of a pixel, and the sides are at most INK_SIDE_MAX. */
struct ink *ink_make(const SDL_Surface *surface);

enum { INK_SIDE_MAX = 16384 };

/* Paints that part of the ink in color on a 32-bit XRGB surface, with the part's top left corner at
 * x, y; what lies outside is left out. */
void ink_paint(const struct ink *ink, SDL_Rect part, struct color color, int x, int y,
               SDL_Surface *surface);
