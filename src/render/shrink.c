/* Thumbnails for the contact sheet: the same averaging that content pictures go through. */
#include "render/raster.h"
#include "render/scale.h"

bool raster_shrink(SDL_Surface *from, SDL_Surface *onto, SDL_Rect to)
{
    SDL_Surface *converted = SDL_ConvertSurfaceFormat(from, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_Surface *small = converted ? scale_cover(converted, to.w, to.h) : NULL;
    bool good = small && SDL_SetSurfaceBlendMode(small, SDL_BLENDMODE_NONE) == 0 &&
                SDL_BlitSurface(small, NULL, onto, &to) == 0;
    SDL_FreeSurface(small);
    SDL_FreeSurface(converted);
    return good;
}
