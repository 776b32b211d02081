/* The fade is alpha modulation of the second texture over the first. When it is over the second is
 * what is on the screen, and stays in the GPU's memory: a slide is uploaded once. Tiles meet at
 * whole pixels and nothing is scaled, so that their seams cannot be seen. */
#include "stage/gpu.h"

#include "base/log.h"
#include "stage/display.h"

static bool fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

static void drop_textures(struct gpu *gpu)
{
    for (int i = 0; i < gpu->tile_count; i++) {
        for (int side = 0; side < 2; side++) {
            if (gpu->textures[side][i]) {
                SDL_DestroyTexture(gpu->textures[side][i]);
                gpu->textures[side][i] = NULL;
            }
        }
    }
    gpu->tile_count = 0;
}

/* A Raspberry Pi 3 has textures of 2048 pixels, a Pi 4 of 4096, and one that is too large may draw
 * nothing without an error. Tiles cost nothing, so none is ever larger than is safe everywhere.
 * SDL's software renderer has no limit and says 0. */
static int find_texture_max(SDL_Renderer *renderer, int asked)
{
    enum { SAFE = 2048, NO_LIMIT = 1 << 20 };
    SDL_RendererInfo info;
    int most = SAFE;
    if (SDL_GetRendererInfo(renderer, &info) == 0) {
        bool software = !(info.flags & SDL_RENDERER_ACCELERATED);
        int reported = info.max_texture_width < info.max_texture_height ? info.max_texture_width
                                                                        : info.max_texture_height;
        most = software ? NO_LIMIT : reported > 0 && reported < SAFE ? reported : SAFE;
    }
    return asked > 0 && asked < most ? asked : most;
}

/* Returns whether what is copied to the renderer can be read back from it. SDL 2.26 opens "opengl"
 * on the kernel's display with a context of OpenGL ES: each call fails, none says so, and the
 * screen stays black. */
static bool draws(SDL_Renderer *renderer)
{
    enum { SIDE = 4, COLOR = 0x2a7fd4 };
    const SDL_Rect corner = { 0, 0, SIDE, SIDE }, middle = { 1, 1, 1, 1 };
    Uint32 pixels[SIDE * SIDE], seen = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        pixels[i] = COLOR;
    }
    SDL_Texture *texture = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_RGB888,
                                             SDL_TEXTUREACCESS_STREAMING, SIDE, SIDE);
    bool good = texture && SDL_UpdateTexture(texture, NULL, pixels, SIDE * sizeof *pixels) == 0 &&
                SDL_RenderCopy(renderer, texture, NULL, &corner) == 0 &&
                SDL_RenderReadPixels(renderer, &middle, SDL_PIXELFORMAT_RGB888, &seen,
                                     sizeof seen) == 0 &&
                (seen & 0xffffff) == COLOR;
    SDL_DestroyTexture(texture);
    return good;
}

static SDL_Renderer *try_renderer(SDL_Window *window, int driver, Uint32 flags)
{
    SDL_RendererInfo info;
    SDL_Renderer *renderer = SDL_CreateRenderer(window, driver, flags);
    if (renderer && !draws(renderer)) {
        log_line(LOG_NOTICE, "the renderer \"%s\" draws nothing here; trying another",
                 SDL_GetRendererInfo(renderer, &info) == 0 ? info.name : "?");
        SDL_DestroyRenderer(renderer);
        renderer = NULL;
    }
    return renderer;
}

/* Returns the first renderer that really draws: SDL's choice, else each it has. */
static SDL_Renderer *find_renderer(SDL_Window *window, Uint32 flags)
{
    SDL_Renderer *renderer = try_renderer(window, -1, flags);
    for (int i = 0; !renderer && i < SDL_GetNumRenderDrivers(); i++) {
        SDL_RendererInfo info;
        if (SDL_GetRenderDriverInfo(i, &info) == 0 && (info.flags & flags) == flags) {
            renderer = try_renderer(window, i, flags);
        }
    }
    return renderer;
}

bool gpu_open(struct gpu *gpu, SDL_Window *window, int texture_max, bool must)
{
    gpu->renderer = find_renderer(window, SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!gpu->renderer && must) {
        gpu->renderer = find_renderer(window, 0);
    }
    if (!gpu->renderer) {
        return must ? fail("cannot open a renderer") : false;
    }
    if (!must && !display_is_real_gpu(gpu->renderer)) {
        gpu_close(gpu);
        return false;
    }
    gpu->texture_max = find_texture_max(gpu->renderer, texture_max);
    return true;
}

void gpu_close(struct gpu *gpu)
{
    drop_textures(gpu);
    if (gpu->renderer) {
        SDL_DestroyRenderer(gpu->renderer);
        gpu->renderer = NULL;
    }
}

/* Cuts a frame into tiles; false when there would be too many. */
static bool cut_tiles(struct gpu *gpu, int width, int height)
{
    const int side = gpu->texture_max;
    gpu->tile_count = 0;
    for (int y = 0; y < height; y += side) {
        for (int x = 0; x < width; x += side) {
            if (gpu->tile_count == TILES_MAX) {
                log_line(LOG_ERROR, "%d x %d is too large to be drawn in textures of %d pixels",
                         width, height, side);
                gpu->tile_count = 0;
                return false;
            }
            gpu->tiles[gpu->tile_count++] = (SDL_Rect){ x, y, width - x < side ? width - x : side,
                                                        height - y < side ? height - y : side };
        }
    }
    return true;
}

bool gpu_resize(struct gpu *gpu, const struct turn *turn)
{
    drop_textures(gpu);
    if (!cut_tiles(gpu, turn->width, turn->height)) {
        return false;
    }
    for (int i = 0; i < 2 * gpu->tile_count; i++) {
        const SDL_Rect *tile = &gpu->tiles[i / 2];
        SDL_Texture **texture = &gpu->textures[i % 2][i / 2];
        *texture = SDL_CreateTexture(gpu->renderer, SDL_PIXELFORMAT_RGB888,
                                     SDL_TEXTUREACCESS_STREAMING, tile->w, tile->h);
        if (!*texture) {
            return fail("cannot make a texture for the screen");
        }
    }
    return true;
}

bool gpu_upload(struct gpu *gpu, bool next, const SDL_Surface *frame, const SDL_Rect *part)
{
    SDL_Texture **textures = gpu->textures[next ? 1 - gpu->front : gpu->front];
    for (int i = 0; i < gpu->tile_count; i++) {
        const SDL_Rect *tile = &gpu->tiles[i];
        SDL_Rect from = *tile;
        if (part && !SDL_IntersectRect(part, tile, &from)) {
            continue;
        }
        const char *pixels = (const char *)frame->pixels + (size_t)from.y * (size_t)frame->pitch +
                             (size_t)from.x * 4;
        SDL_Rect to = { from.x - tile->x, from.y - tile->y, from.w, from.h };
        if (SDL_UpdateTexture(textures[i], &to, pixels, frame->pitch) != 0) {
            return fail("cannot upload the frame");
        }
    }
    return true;
}

/* Draws one tile where it lies on the panel, turned about its middle. */
static bool draw_tile(const struct gpu *gpu, const struct turn *turn, int texture, int tile,
                      unsigned alpha)
{
    SDL_Texture *what = gpu->textures[texture][tile];
    SDL_Rect size = gpu->tiles[tile], panel = turn_rect(turn, size);
    const SDL_FRect to = { (float)panel.x + (float)(panel.w - size.w) / 2,
                           (float)panel.y + (float)(panel.h - size.h) / 2, (float)size.w,
                           (float)size.h };
    SDL_BlendMode mode = alpha < 255 ? SDL_BLENDMODE_BLEND : SDL_BLENDMODE_NONE;
    return (SDL_SetTextureAlphaMod(what, (Uint8)alpha) == 0 &&
            SDL_SetTextureBlendMode(what, mode) == 0 &&
            SDL_RenderCopyExF(gpu->renderer, what, NULL, &to, turn->degrees, NULL, SDL_FLIP_NONE) ==
                0) ||
           fail("cannot draw the frame");
}

static bool draw(const struct gpu *gpu, const struct turn *turn, int texture, unsigned alpha)
{
    bool good = true;
    for (int i = 0; good && i < gpu->tile_count; i++) {
        good = draw_tile(gpu, turn, texture, i, alpha);
    }
    return good;
}

static bool draw_mix(const struct gpu *gpu, const struct turn *turn, unsigned amount)
{
    return (amount > 254 || draw(gpu, turn, gpu->front, 255)) &&
           (amount == 0 || draw(gpu, turn, 1 - gpu->front, amount > 255 ? 255 : amount));
}

/* After a present the back buffer holds nothing that may be relied on, so it is drawn anew. */
bool gpu_read(struct gpu *gpu, const struct turn *turn, unsigned amount, SDL_Surface *panel)
{
    return draw_mix(gpu, turn, amount) &&
           (SDL_RenderReadPixels(gpu->renderer, NULL, panel->format->format, panel->pixels,
                                 panel->pitch) == 0 ||
            fail("cannot read the screen"));
}

bool gpu_render(struct gpu *gpu, const struct turn *turn, unsigned amount)
{
    bool good = draw_mix(gpu, turn, amount);
    if (good) {
        SDL_RenderPresent(gpu->renderer);
    }
    if (amount == 256) {
        gpu->front = 1 - gpu->front;
    }
    return good;
}
