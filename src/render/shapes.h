/* Everything with a curved outline: assets, paths and round corners. Inks, coloured when painted.
 */
#pragma once
#include "picture/picture.h"
#include "render/cache.h"

#include <SDL.h>
#include <stdbool.h>

struct shapes;

/* Reads assets beneath that folder (borrowed); made counts the shapes rasterised. Owned by the
 * caller (shapes_close, null-safe). Never NULL. */
struct shapes *shapes_open(int assets, unsigned long *made);
void shapes_close(struct shapes *shapes);

/* Returns the use of the cache of shapes, which takes at most 2 MiB. */
struct cache_use shapes_use(const struct shapes *shapes);

/* Each paints one mark of its type. Returns false after logging what could not be drawn. */
bool shapes_round(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
bool shapes_asset(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
bool shapes_path(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
