/* Drawing an SVG in a process of its own. nanosvg has no bounds: 30,000 circles, which are 1 MB,
 * keep it busy for minutes, thick lines of many points take all memory there is and then crash it
 * (all tried). So it gets some memory and some time, and what it does with more is its own end. */
#pragma once
#include <SDL.h>
#include <stddef.h>

/* What a screen has for a drawing. */
enum { SVG_MS_MAX = 4000, SVG_BYTES_MAX = 192 * 1024 * 1024, SVG_PIXELS_MAX = 40000000 };

struct apart_limits {
    int ms;        /* of the processor's time; it may wait for that for as long again */
    size_t bytes;  /* of memory, besides what this process has */
    size_t pixels; /* that the drawing may have */
};

/* Returns the SVG in these bytes scaled to a width or a height, of which one is 0; owned by the
 * caller, ARGB8888. NULL with SDL_GetError set when it cannot be drawn, or not within the limits.
 * Safe to call on any thread. */
SDL_Surface *apart_draw_svg(const char *bytes, size_t size, int width, int height,
                            const struct apart_limits *limits);
