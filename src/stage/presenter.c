/* Two ways to the screen behind one interface. The window surface is blended by our own kernel and
 * only damaged rectangles are sent. With a GPU both frames are textures and the fade is alpha
 * modulation. */
#include "stage/presenter.h"

#include "base/alloc.h"
#include "base/log.h"
#include "render/raster.h"
#include "stage/blend.h"
#include "stage/display.h"
#include "stage/turn.h"

#include <stdlib.h>
#include <string.h>

struct presenter {
    SDL_Window *window;
    SDL_Renderer *renderer;   /* NULL: window surface */
    SDL_Texture *textures[2]; /* front, and the one that fades in */
    SDL_Surface *from, *to;   /* of the running fade, borrowed */
    struct damage fade;
    int degrees;        /* the picture is turned by that, clockwise */
    SDL_Surface *mixed; /* upright, of a fade that is turned on its way to the window */
    struct presenter_stats stats;
    char name[64];
};

static bool fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

static void close_renderer(struct presenter *presenter)
{
    for (int i = 0; i < 2; i++) {
        if (presenter->textures[i]) {
            SDL_DestroyTexture(presenter->textures[i]);
            presenter->textures[i] = NULL;
        }
    }
    if (presenter->renderer) {
        SDL_DestroyRenderer(presenter->renderer);
        presenter->renderer = NULL;
    }
}

static bool make_textures(struct presenter *presenter)
{
    int width, height;
    presenter_size(presenter, &width, &height);
    for (int i = 0; i < 2; i++) {
        if (presenter->textures[i]) {
            SDL_DestroyTexture(presenter->textures[i]);
        }
        presenter->textures[i] = SDL_CreateTexture(presenter->renderer, SDL_PIXELFORMAT_RGB888,
                                                   SDL_TEXTUREACCESS_STREAMING, width, height);
        if (!presenter->textures[i] ||
            SDL_SetTextureBlendMode(presenter->textures[i], SDL_BLENDMODE_BLEND) != 0) {
            return fail("cannot make a texture of the screen's size");
        }
    }
    return true;
}

static bool open_renderer(struct presenter *presenter, bool must)
{
    presenter->renderer = SDL_CreateRenderer(presenter->window, -1,
                                             SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!presenter->renderer && must) {
        presenter->renderer = SDL_CreateRenderer(presenter->window, -1, 0);
    }
    if (!presenter->renderer) {
        return must ? fail("cannot open a renderer") : false;
    }
    if ((!must && !display_is_real_gpu(presenter->renderer)) || !make_textures(presenter)) {
        close_renderer(presenter);
        return false;
    }
    SDL_RendererInfo info;
    SDL_GetRendererInfo(presenter->renderer, &info);
    snprintf(presenter->name, sizeof presenter->name, "renderer (%s)", info.name);
    return true;
}

static bool open_presenting(struct presenter *presenter, const struct presenter_options *options)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool must = options->presenting == PRESENT_RENDERER ||
                (options->presenting == PRESENT_AUTO && strcmp(driver, "KMSDRM") == 0);
    if (must ||
        (options->presenting == PRESENT_AUTO && !options->headless && display_may_have_gpu())) {
        if (open_renderer(presenter, must)) {
            return true;
        }
        if (must) {
            return false;
        }
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (!SDL_GetWindowSurface(presenter->window)) {
        return fail("cannot draw into the window");
    }
    snprintf(presenter->name, sizeof presenter->name, "surface (%s)", driver);
    return true;
}

struct presenter *presenter_open(const struct presenter_options *options)
{
    struct presenter *presenter = xcalloc(1, sizeof *presenter);
    presenter->degrees = options->degrees;
    if (!display_start(options) || !(presenter->window = display_open(options)) ||
        !open_presenting(presenter, options)) {
        presenter_close(presenter);
        return NULL;
    }
    return presenter;
}

void presenter_close(struct presenter *presenter)
{
    if (presenter) {
        close_renderer(presenter);
        SDL_FreeSurface(presenter->mixed);
        if (presenter->window) {
            SDL_DestroyWindow(presenter->window);
        }
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        free(presenter);
    }
}

static struct turn turn_of(const struct presenter *presenter)
{
    int width, height;
    SDL_GetWindowSizeInPixels(presenter->window, &width, &height);
    if (presenter->renderer) {
        SDL_GetRendererOutputSize(presenter->renderer, &width, &height);
    }
    return turn_for_panel(presenter->degrees, width, height);
}

void presenter_size(const struct presenter *presenter, int *width, int *height)
{
    struct turn turn = turn_of(presenter);
    *width = turn.width;
    *height = turn.height;
}

SDL_Point presenter_point(const struct presenter *presenter, float x, float y)
{
    struct turn turn = turn_of(presenter);
    SDL_Rect panel = turn_rect(&turn, (SDL_Rect){ 0, 0, turn.width, turn.height });
    return turn_back(&turn, (SDL_Point){ (int)SDL_floorf(x * (float)panel.w),
                                         (int)SDL_floorf(y * (float)panel.h) });
}

void presenter_turn(struct presenter *presenter, int degrees)
{
    presenter->degrees = degrees;
}

static struct damage whole(const SDL_Surface *frame)
{
    return (struct damage){ .rects = { { 0, 0, frame->w, frame->h } }, .count = 1 };
}

static bool send(struct presenter *presenter, const struct damage *damage)
{
    struct turn turn = turn_of(presenter);
    struct damage turned = { .count = damage->count };
    for (int i = 0; i < damage->count; i++) {
        turned.rects[i] = turn_rect(&turn, damage->rects[i]);
    }
    if (SDL_UpdateWindowSurfaceRects(presenter->window, turned.rects, turned.count) != 0) {
        return fail("cannot show the frame");
    }
    presenter->stats.presents++;
    presenter->stats.pixels += (unsigned long)damage_area(damage);
    return true;
}

static void copy_turned(const struct presenter *presenter, const SDL_Surface *frame,
                        const struct damage *damage, SDL_Surface *window)
{
    struct turn turn = turn_of(presenter);
    for (int i = 0; i < damage->count; i++) {
        turn_copy(&turn, frame, damage->rects[i], damage->rects[i].x, damage->rects[i].y, window);
    }
}

static bool copy_to_window(struct presenter *presenter, SDL_Surface *frame,
                           const struct damage *damage)
{
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return fail("cannot draw into the window");
    }
    if (presenter->degrees != 0) {
        copy_turned(presenter, frame, damage, window);
        return true;
    }
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect to = damage->rects[i];
        if (SDL_BlitSurface(frame, &damage->rects[i], window, &to) != 0) {
            return fail("cannot copy the frame");
        }
    }
    return true;
}

static bool upload(struct presenter *presenter, int texture, SDL_Surface *frame)
{
    if (SDL_UpdateTexture(presenter->textures[texture], NULL, frame->pixels, frame->pitch) != 0) {
        return fail("cannot upload the frame");
    }
    presenter->stats.uploads++;
    return true;
}

/* Draws a texture over the whole panel, turned about its middle. */
static int draw_texture(const struct presenter *presenter, int texture)
{
    struct turn turn = turn_of(presenter);
    SDL_Rect panel = turn_rect(&turn, (SDL_Rect){ 0, 0, turn.width, turn.height });
    const SDL_FRect to = { (float)(panel.w - turn.width) / 2, (float)(panel.h - turn.height) / 2,
                           (float)turn.width, (float)turn.height };
    return SDL_RenderCopyExF(presenter->renderer, presenter->textures[texture], NULL, &to,
                             turn.degrees, NULL, SDL_FLIP_NONE);
}

static bool render(struct presenter *presenter, unsigned amount)
{
    SDL_SetTextureAlphaMod(presenter->textures[0], 255);
    if (draw_texture(presenter, 0) != 0) {
        return fail("cannot draw the frame");
    }
    if (amount > 0) {
        SDL_SetTextureAlphaMod(presenter->textures[1], (Uint8)(amount > 255 ? 255 : amount));
        if (draw_texture(presenter, 1) != 0) {
            return fail("cannot draw the frame");
        }
    }
    SDL_RenderPresent(presenter->renderer);
    presenter->stats.presents++;
    return true;
}

bool presenter_show(struct presenter *presenter, SDL_Surface *frame, const struct damage *damage)
{
    if (presenter->renderer) {
        return upload(presenter, 0, frame) && render(presenter, 0);
    }
    struct damage all = whole(frame);
    const struct damage *what = damage ? damage : &all;
    return what->count == 0 || (copy_to_window(presenter, frame, what) && send(presenter, what));
}

/* Makes the surface in which a turned fade is mixed as large as its frames. */
static bool match_mixed(struct presenter *presenter, const SDL_Surface *frame)
{
    if (presenter->mixed && presenter->mixed->w == frame->w && presenter->mixed->h == frame->h) {
        return true;
    }
    SDL_FreeSurface(presenter->mixed);
    presenter->mixed = raster_surface(frame->w, frame->h);
    return presenter->mixed || fail("cannot make a frame");
}

bool presenter_start_fade(struct presenter *presenter, SDL_Surface *from, SDL_Surface *to,
                          const struct damage *damage)
{
    presenter->from = from;
    presenter->to = to;
    presenter->fade = *damage;
    if (presenter->degrees != 0 && !presenter->renderer && !match_mixed(presenter, from)) {
        return false;
    }
    return !presenter->renderer || (upload(presenter, 0, from) && upload(presenter, 1, to));
}

static Uint32 *row_of(SDL_Surface *surface, int x, int y)
{
    return (Uint32 *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch) + x;
}

bool presenter_fade(struct presenter *presenter, unsigned amount)
{
    if (presenter->renderer) {
        return render(presenter, amount);
    }
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return fail("cannot draw into the window");
    }
    SDL_Surface *out = presenter->degrees != 0 ? presenter->mixed : window;
    if (!out || out->format->format != presenter->from->format->format ||
        window->format->format != out->format->format || out->w != presenter->from->w ||
        out->h != presenter->from->h) {
        return amount < 256 || presenter_show(presenter, presenter->to, NULL);
    }
    for (int i = 0; i < presenter->fade.count; i++) {
        SDL_Rect rect = presenter->fade.rects[i];
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            blend_row(row_of(out, rect.x, y), row_of(presenter->from, rect.x, y),
                      row_of(presenter->to, rect.x, y), (size_t)rect.w, amount);
        }
    }
    if (presenter->degrees != 0) {
        copy_turned(presenter, out, &presenter->fade, window);
    }
    return send(presenter, &presenter->fade);
}

bool presenter_refresh(struct presenter *presenter)
{
    return !presenter->renderer || make_textures(presenter);
}

const char *presenter_name(const struct presenter *presenter)
{
    return presenter->name;
}

const struct presenter_stats *presenter_statistics(const struct presenter *presenter)
{
    return &presenter->stats;
}

void presenter_overlay(struct presenter *presenter, const struct damage *damage, SDL_Surface *note)
{
    SDL_Surface *window = presenter->renderer ? NULL : SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return;
    }
    struct turn turn = turn_of(presenter);
    Uint32 color = SDL_MapRGB(window->format, 0xE1, 0x00, 0x0F);
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect box = turn_rect(&turn, damage->rects[i]);
        const SDL_Rect sides[] = { { box.x, box.y, box.w, 2 },
                                   { box.x, box.y + box.h - 2, box.w, 2 },
                                   { box.x, box.y, 2, box.h },
                                   { box.x + box.w - 2, box.y, 2, box.h } };
        SDL_FillRects(window, sides, 4, color);
    }
    turn_copy(&turn, note, (SDL_Rect){ 0, 0, note->w, note->h }, 0, turn.height - note->h, window);
    struct damage all = { .rects = { { 0, 0, turn.width, turn.height } }, .count = 1 };
    send(presenter, &all);
}
