/* The font files: read into memory once, opened per size, and which of them draw a weight. */
#pragma once
#include "base/arena.h"
#include "picture/style.h"

#include <SDL_ttf.h>
#include <stdbool.h>
#include <stdint.h>

struct faces;

/* Fonts that draw one weight, the preferred one first. */
enum { FACES_PER_WEIGHT = 4 };

/* Reads the fonts of Source Sans 3 beneath that folder of assets (borrowed), the others when they
 * are needed. Returns NULL after logging what failed; owned by the caller (faces_close, null-safe).
 */
struct faces *faces_open(int assets);
void faces_close(struct faces *faces);

/* Returns whether font number place (0 to FACES_PER_WEIGHT - 1) of that weight draws code. */
bool faces_have(struct faces *faces, enum weight weight, int place, uint32_t code);

/* Returns false while one of the fonts that were needed could not be loaded: what is measured then
 * is measured with others. */
bool faces_whole(const struct faces *faces);

/* Returns that font at that size, or NULL after logging; borrowed until the next call. */
TTF_Font *faces_sized(struct faces *faces, enum weight weight, int place, int size_px);

/* Closes a font that faces_sized returned, which is opened anew when it is next needed. */
void faces_drop(struct faces *faces, const TTF_Font *font);
