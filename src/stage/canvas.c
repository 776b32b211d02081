/* A picture's hash says what is on the canvas: another hash starts anew, the same goes on. */
#include "stage/canvas.h"

bool canvas_resize(struct canvas *canvas, int width, int height)
{
    canvas_finish(canvas);
    canvas->surface = raster_surface(width, height);
    return canvas->surface != NULL;
}

void canvas_finish(struct canvas *canvas)
{
    SDL_FreeSurface(canvas->surface);
    *canvas = (struct canvas){ 0 };
}

bool canvas_holds(const struct canvas *canvas, uint64_t hash)
{
    return canvas->whole && canvas->hash == hash;
}

void canvas_forget(struct canvas *canvas)
{
    canvas->painting = (struct painting){ 0 };
    canvas->whole = false;
    canvas->paint_ms = 0;
}

bool canvas_paint(struct canvas *canvas, struct raster *raster, const struct picture *picture,
                  uint64_t hash, bool all)
{
    if (canvas->hash != hash) {
        canvas_forget(canvas);
        canvas->hash = hash;
    }
    if (canvas->whole) {
        return true;
    }
    if (!raster_prepare(raster, picture, false)) {
        return false;
    }
    Uint64 start = SDL_GetPerformanceCounter();
    bool good = raster_part(raster, picture, canvas->surface, &canvas->painting, &canvas->whole);
    while (good && all && !canvas->whole) {
        good = raster_part(raster, picture, canvas->surface, &canvas->painting, &canvas->whole);
    }
    canvas->paint_ms += (double)(SDL_GetPerformanceCounter() - start) * 1000 /
                        (double)SDL_GetPerformanceFrequency();
    return canvas->whole;
}
