/* A cross-fade in place: the frame that is on the screen turns into another one. Only the pixels
 * that differ are kept, read and written. */
#pragma once
#include "stage/damage.h"
#include "stage/pairs.h"

#include <SDL.h>
#include <stddef.h>
#include <stdint.h>

struct stretch;

/* All zero is no fade. */
struct fade {
    SDL_Surface *to; /* borrowed */
    struct stretch *stretches;
    size_t count, capacity;
    struct pairs pairs;
    uint16_t *listed; /* pixels that differ from their neighbours: which pair */
    size_t listed_count, listed_capacity;
    uint32_t *from_pixels, *to_pixels; /* those for whose pairs there was no room */
    size_t kept, kept_capacity;
    size_t pixels; /* that a frame of the fade writes */
};

/* Prepares to turn front into to, two 32-bit surfaces of the same size that differ only inside the
 * damage. Any fade before is forgotten. */
void fade_start(struct fade *fade, SDL_Surface *front, SDL_Surface *to,
                const struct damage *damage);

/* Writes the mixture, amount 0 to 256, into front, the very surface it was started with. Allocates
 * nothing. */
void fade_mix(const struct fade *fade, SDL_Surface *front, unsigned amount);

/* Gives the memory back; null-safe in all its parts. */
void fade_finish(struct fade *fade);
