/* QR codes, painted by whole pixels so that no module is wider than another. */
#pragma once
#include "picture/picture.h"

#include <SDL.h>
#include <stdbool.h>

/* Paints the mark's box white and its code in the middle, black. Returns false after logging when
 * there is no code or not the one that was asked for. */
bool qrcode_paint(const struct mark *mark, SDL_Surface *surface);
