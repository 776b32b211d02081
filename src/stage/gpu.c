/* The fade is alpha modulation of the second texture over the first. When it is over the second is
 * what is on the screen, and stays in the GPU's memory: a slide is uploaded once. */
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
    for (int i = 0; i < 2; i++) {
        if (gpu->textures[i]) {
            SDL_DestroyTexture(gpu->textures[i]);
            gpu->textures[i] = NULL;
        }
    }
}

bool gpu_open(struct gpu *gpu, SDL_Window *window, bool must)
{
    gpu->renderer = SDL_CreateRenderer(window, -1,
                                       SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!gpu->renderer && must) {
        gpu->renderer = SDL_CreateRenderer(window, -1, 0);
    }
    if (!gpu->renderer) {
        return must ? fail("cannot open a renderer") : false;
    }
    if (!must && !display_is_real_gpu(gpu->renderer)) {
        gpu_close(gpu);
        return false;
    }
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

bool gpu_resize(struct gpu *gpu, const struct turn *turn)
{
    drop_textures(gpu);
    for (int i = 0; i < 2; i++) {
        gpu->textures[i] = SDL_CreateTexture(gpu->renderer, SDL_PIXELFORMAT_RGB888,
                                             SDL_TEXTUREACCESS_STREAMING, turn->width,
                                             turn->height);
        if (!gpu->textures[i] ||
            SDL_SetTextureBlendMode(gpu->textures[i], SDL_BLENDMODE_BLEND) != 0) {
            return fail("cannot make a texture of the screen's size");
        }
    }
    return true;
}

bool gpu_upload(struct gpu *gpu, bool next, const SDL_Surface *frame, const SDL_Rect *part)
{
    const char *pixels = frame->pixels;
    if (part) {
        pixels += (size_t)part->y * (size_t)frame->pitch + (size_t)part->x * 4;
    }
    SDL_Texture *texture = gpu->textures[next ? 1 - gpu->front : gpu->front];
    return SDL_UpdateTexture(texture, part, pixels, frame->pitch) == 0 ||
           fail("cannot upload the frame");
}

/* Draws a texture over the whole panel, turned about its middle. */
static bool draw(const struct gpu *gpu, const struct turn *turn, int texture, unsigned alpha)
{
    SDL_Rect panel = turn_rect(turn, (SDL_Rect){ 0, 0, turn->width, turn->height });
    const SDL_FRect to = { (float)(panel.w - turn->width) / 2, (float)(panel.h - turn->height) / 2,
                           (float)turn->width, (float)turn->height };
    return (SDL_SetTextureAlphaMod(gpu->textures[texture], (Uint8)alpha) == 0 &&
            SDL_RenderCopyExF(gpu->renderer, gpu->textures[texture], NULL, &to, turn->degrees, NULL,
                              SDL_FLIP_NONE) == 0) ||
           fail("cannot draw the frame");
}

bool gpu_render(struct gpu *gpu, const struct turn *turn, unsigned amount)
{
    bool good = draw(gpu, turn, gpu->front, 255) &&
                (amount == 0 || draw(gpu, turn, 1 - gpu->front, amount > 255 ? 255 : amount));
    if (good) {
        SDL_RenderPresent(gpu->renderer);
    }
    if (amount == 256) {
        gpu->front = 1 - gpu->front;
    }
    return good;
}
