/* The one frame that pages are painted on before they come onto the screen, which the presenter
 * keeps. */
#pragma once
#include "render/raster.h"

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

/* All zero is a canvas without a size. */
struct canvas {
    SDL_Surface *surface;
    uint64_t hash; /* of the picture that is on it, in part or as a whole */
    struct painting painting;
    bool whole;
    double paint_ms; /* how long that picture took */
};

/* Gives it the size of the screen; what was on it is forgotten. False after logging. */
bool canvas_resize(struct canvas *canvas, int width, int height);
void canvas_finish(struct canvas *canvas);

/* Whether the picture with that hash is painted as a whole. */
bool canvas_holds(const struct canvas *canvas, uint64_t hash);

/* Forgets what is on it. */
void canvas_forget(struct canvas *canvas);

/* Paints on: a small part, or all that is left. Returns whether it is whole now; false also while
 * the picture's images are being decoded. */
bool canvas_paint(struct canvas *canvas, struct raster *raster, const struct picture *picture,
                  uint64_t hash, bool all);
