/* Surfaces as picture files. */
#pragma once
#include <SDL.h>
#include <stdbool.h>

/* Writes the surface as PNG; false with SDL's error set. */
bool save_png(SDL_Surface *surface, const char *path);
