/* Everything with a curved outline: assets, paths and round corners. White, tinted when painted. */
#pragma once
#include "picture/picture.h"

#include <SDL.h>
#include <stdbool.h>

struct shapes;

/* Reads assets beneath that folder (borrowed); made counts the shapes rasterised. Owned by the
 * caller (shapes_close, null-safe). Never NULL. */
struct shapes *shapes_open(int assets, unsigned long *made);
void shapes_close(struct shapes *shapes);

/* Returns the bytes of the cached shapes, at most 8 MiB. */
size_t shapes_bytes(const struct shapes *shapes);

/* Each paints one mark of its type. Returns false after logging what could not be drawn. */
bool shapes_round(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
bool shapes_asset(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
bool shapes_path(struct shapes *shapes, const struct mark *mark, SDL_Surface *surface);
