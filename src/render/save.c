/* The one place that writes what SDL_image encodes. */
#include "render/save.h"

#include <SDL_image.h>

bool save_png(SDL_Surface *surface, const char *path)
{
    return IMG_SavePNG(surface, path) == 0;
}
