/* How a camera was held: telephones store pictures lying on their side and say so in Exif. */
#pragma once
#include <SDL.h>
#include <stddef.h>

/* Returns the orientation a JPEG states, 1 to 8 (Exif 2.32, tag 0x0112); 1, upright, when it states
 * none. 5 to 8 lie on their side. */
int orient_read(const char *bytes, size_t size);

/* Returns a new surface turned upright, owned by the caller, of the 32-bit surface source; NULL
 * with SDL_GetError set. */
SDL_Surface *orient_turn(const SDL_Surface *source, int orientation);
