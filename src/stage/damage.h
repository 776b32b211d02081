/* Which parts of the screen differ between two frames, so that only those are blended and
 * presented. */
#pragma once
#include <SDL.h>
#include <stdbool.h>

enum { DAMAGE_MAX = 64 };

struct damage {
    SDL_Rect rects[DAMAGE_MAX]; /* they do not overlap */
    int count;
};

/* Finds the rectangles in which two 32-bit surfaces of the same size differ, in steps of 64 x 16
 * pixels, coarser where there would be too many rectangles. */
void damage_find(SDL_Surface *a, SDL_Surface *b, struct damage *out);

/* Returns the number of pixels the rectangles cover. */
long damage_area(const struct damage *damage);
