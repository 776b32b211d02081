/* The few ways pixels get onto a surface. Each returns false after logging. */
#pragma once
#include "base/color.h"
#include "picture/picture.h"

#include <SDL.h>
#include <stdbool.h>

/* Returns the colour as a pixel of an XRGB8888 surface. */
uint32_t paint_pixel(struct color color);

/* Fills a box. */
bool paint_box(SDL_Surface *surface, struct rect box, struct color color);

/* Mixes color into all of a box of an XRGB8888 surface, in the share opacity of 255. */
bool paint_over(SDL_Surface *surface, struct rect box, struct color color, int opacity);
