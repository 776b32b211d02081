/* The fonts of the program: Source Sans 3 in three weights, Noto Sans Arabic, and DejaVu Sans for
 * Hebrew and the signs the others lack. Lines are in logical order, as they are read. */
#pragma once
#include "base/color.h"
#include "picture/style.h"
#include "render/cache.h"

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fonts;

/* Reads the fonts beneath that folder of assets (borrowed). Returns NULL after logging what failed;
 * owned by the caller (fonts_close, null-safe). */
struct fonts *fonts_open(int assets);
void fonts_close(struct fonts *fonts);

/* Returns the advance in pixels of length bytes of text; 0 for none. */
int fonts_width(struct fonts *fonts, enum weight weight, int size_px, const char *text,
                size_t length);

/* Returns whether some font draws every character of text, in every weight; else *missing is the
 * first without. Of the scripts from right to left only Arabic and Hebrew can be set. */
bool fonts_cover(struct fonts *fonts, const char *text, uint32_t *missing);

struct line {
    enum weight weight;
    int size_px;
    const char *text;
    struct color color;
    int x, baseline; /* where its left end and its baseline come on the surface */
};

/* Returns the use of the cache of lines, which takes at most 6 MiB. */
struct cache_use fonts_use(const struct fonts *fonts);

/* Paints one line. Returns false after logging when some of it could not be drawn. */
bool fonts_draw(struct fonts *fonts, const struct line *line, SDL_Surface *surface);
