/* Frames as two textures: the one on the screen and the one that fades in, in turn. A frame that is
 * larger than a texture may be is laid out in tiles, each a texture. */
#pragma once
#include "stage/turn.h"

#include <SDL.h>
#include <stdbool.h>

enum { TILES_MAX = 64 };

/* All zero is no GPU. */
struct gpu {
    SDL_Renderer *renderer;
    int texture_max; /* of a texture's width and height, pixels */
    int tile_count;
    SDL_Rect tiles[TILES_MAX]; /* of the frame */
    SDL_Texture *textures[2][TILES_MAX];
    int front; /* which of them are on the screen */
};

/* Opens a renderer for the window. Without must only one that a real GPU draws. texture_max: no
 * texture is to be larger, 0: as the GPU can. Returns false, after logging when it must. */
bool gpu_open(struct gpu *gpu, SDL_Window *window, int texture_max, bool must);
void gpu_close(struct gpu *gpu);

/* Makes all textures anew for pictures turned like this; what was shown is gone. False after
 * logging. */
bool gpu_resize(struct gpu *gpu, const struct turn *turn);

/* Brings the frame, or only a part of it, into the texture on the screen or the next one. False
 * after logging. */
bool gpu_upload(struct gpu *gpu, bool next, const SDL_Surface *frame, const SDL_Rect *part);

/* Draws both mixed, amount 0 to 256, and shows that; with 256 they change places. False after
 * logging. */
bool gpu_render(struct gpu *gpu, const struct turn *turn, unsigned amount);

/* Reads what that mix looks like on the panel into a surface of its size, showing nothing new.
 * False after logging. */
bool gpu_read(struct gpu *gpu, const struct turn *turn, unsigned amount, SDL_Surface *panel);
