/* White shapes out of SVG, anti-aliased by SDL_image, ready to be tinted. */
#pragma once
#include "base/arena.h"
#include "render/ink.h"

#include <SDL.h>

/* Returns the SVG text of an asset, which fills a width x height box from its middle at its own
 * proportions, on a canvas that is margin pixels larger on every side; with edge > 0 its outline
 * grows by that many pixels all around. NULL when source has no <svg> with a viewBox. Owned by the
 * arena. */
const char *svg_asset(struct arena *arena, const char *source, int width, int height, int margin,
                      float edge);

/* Returns the SVG text of path data in pixels of a width x height canvas, filled, or with stroke >
 * 0 drawn as a line that many pixels wide with round ends and joins. Owned by the arena. */
const char *svg_path(struct arena *arena, const char *data, int width, int height, float stroke);

/* Returns the SVG text of a disc that fills a square canvas. Owned by the arena. */
const char *svg_disc(struct arena *arena, int diameter);

/* Returns what the SVG text paints as white ARGB8888 of that alpha, exactly width x height, owned
 * by the caller; NULL with SDL_GetError set. */
SDL_Surface *svg_white(const char *text, int width, int height);

/* Returns the same as ink, owned by the caller (free). */
struct ink *svg_ink(const char *text, int width, int height);
