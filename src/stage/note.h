/* Staff's note about redrawing, shown with the d key. */
#pragma once
#include "content/show.h"
#include "render/raster.h"
#include "stage/damage.h"

/* Returns a small picture saying what was redrawn last and how long it took to paint, owned by the
 * caller (SDL_FreeSurface), or NULL after logging. */
SDL_Surface *note_paint(struct raster *raster, const struct slide *slide,
                        const struct damage *damage, double paint_ms);
