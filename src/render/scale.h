/* Fits a picture into a box: cropped about its middle to cover it. */
#pragma once
#include <SDL.h>
#include <stdbool.h>

/* Returns a new ARGB8888 surface of that size, owned by the caller: each pixel is the average of
 * the source pixels it covers, or when enlarging the mixture of the four nearest. NULL with
 * SDL_GetError set. */
SDL_Surface *scale_cover(SDL_Surface *source, int width, int height);

/* Returns whether every pixel of the ARGB8888 surface is opaque. */
bool scale_is_opaque(const SDL_Surface *surface);
