/* A cross-fade in place: the frame that is on the screen turns into another one. Only the pixels
 * that differ are kept, read and written. */
#pragma once
#include "stage/damage.h"

#include <SDL.h>
#include <stddef.h>
#include <stdint.h>

struct span;

/* All zero is no fade. */
struct fade {
    SDL_Surface *to; /* borrowed */
    struct span *spans;
    size_t count, capacity;
    uint32_t *from_pixels, *to_pixels; /* of the spans that are not flat on that side */
    size_t pixels;                     /* that a frame of the fade writes */
    size_t kept;                       /* at most so many on each side */
};

/* Prepares to turn front into to, two 32-bit surfaces of the same size that differ only inside the
 * damage. Any fade before is forgotten. */
void fade_start(struct fade *fade, SDL_Surface *front, SDL_Surface *to,
                const struct damage *damage);

/* Writes the mixture, amount 0 to 256, into front. Allocates nothing. */
void fade_mix(const struct fade *fade, SDL_Surface *front, unsigned amount);

/* Gives the memory back; null-safe in all its parts. */
void fade_finish(struct fade *fade);
