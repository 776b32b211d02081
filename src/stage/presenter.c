/* Two ways to the screen behind one interface. The window surface is blended by our own kernel and
 * only damaged rectangles are sent. With a GPU both frames are textures and the fade is alpha
 * modulation. */
#include "stage/presenter.h"

#include "base/alloc.h"
#include "base/log.h"
#include "render/raster.h"
#include "stage/blend.h"

#include <stdlib.h>
#include <string.h>

struct presenter {
    SDL_Window *window;
    SDL_Renderer *renderer;   /* NULL: window surface */
    SDL_Texture *textures[2]; /* front, and the one that fades in */
    SDL_Surface *from, *to;   /* of the running fade, borrowed */
    struct damage fade;
    struct presenter_stats stats;
    char name[64];
};

static bool draws_to_nothing(const char *driver)
{
    return !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0 ||
           strcmp(driver, "evdev") == 0;
}

static bool fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

/* Without a display and without SDL_VIDEODRIVER SDL falls silently to "offscreen" (SDL 2.26), so
 * the driver in use is looked at, not trusted. */
static bool start_video(const struct presenter_options *options)
{
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    if (options->headless && !getenv("SDL_VIDEODRIVER")) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    }
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        return fail("cannot open a display");
    }
    if (!options->headless && draws_to_nothing(SDL_GetCurrentVideoDriver())) {
        log_line(
            LOG_ERROR,
            "there is no display here (SDL offers only the driver \"%s\", which draws to nothing); "
            "use --headless to play anyway, or vestibule export for pictures",
            SDL_GetCurrentVideoDriver());
        return false;
    }
    return true;
}

static bool open_window(struct presenter *presenter, const struct presenter_options *options)
{
    int displays = SDL_GetNumVideoDisplays(), display = options->display;
    if (display >= displays) {
        log_line(LOG_WARNING, "display %d is not there (%d connected), using the first",
                 display + 1, displays);
        display = 0;
    }
    SDL_DisplayMode mode = { .w = 1920, .h = 1080 };
    if (SDL_GetDesktopDisplayMode(display, &mode) != 0) {
        log_line(LOG_WARNING, "cannot tell the display's size: %s", SDL_GetError());
    }
    bool sized = options->width > 0;
    bool full = !options->windowed && !options->headless;
    int width = sized ? options->width : options->windowed ? 1280 : mode.w;
    int height = sized ? options->height : options->windowed ? 720 : mode.h;
    Uint32 flags = SDL_WINDOW_SHOWN | SDL_WINDOW_ALLOW_HIGHDPI;
    flags |= full ? SDL_WINDOW_FULLSCREEN_DESKTOP : options->windowed ? SDL_WINDOW_RESIZABLE : 0;
    int place = full ? (int)SDL_WINDOWPOS_UNDEFINED_DISPLAY(display)
                     : (int)SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    presenter->window = SDL_CreateWindow("Vestibule", place, place, width, height, flags);
    if (!presenter->window) {
        return fail("cannot open a window");
    }
    if (full) {
        SDL_ShowCursor(SDL_DISABLE);
    }
    return true;
}

/* A GPU is real when its driver is neither a software rasteriser nor SDL's own. */
static bool is_real_gpu(SDL_Renderer *renderer)
{
    SDL_RendererInfo info;
    if (SDL_GetRendererInfo(renderer, &info) != 0 || !(info.flags & SDL_RENDERER_ACCELERATED)) {
        return false;
    }
    const unsigned char *(*get_string)(unsigned) = NULL;
    void *symbol = SDL_GL_GetProcAddress("glGetString");
    memcpy(&get_string, &symbol, sizeof get_string);
    const char *gl = get_string ? (const char *)get_string(0x1F01 /* GL_RENDERER */) : NULL;
    return gl && !strstr(gl, "llvmpipe") && !strstr(gl, "softpipe") && !strstr(gl, "swrast") &&
           !strstr(gl, "SWR");
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
    if ((!must && !is_real_gpu(presenter->renderer)) || !make_textures(presenter)) {
        close_renderer(presenter);
        return false;
    }
    SDL_RendererInfo info;
    SDL_GetRendererInfo(presenter->renderer, &info);
    snprintf(presenter->name, sizeof presenter->name, "renderer (%s)", info.name);
    return true;
}

/* Returns whether asking for a GPU is worth a try: without a render node there is none, and trying
 * would load a software rasteriser for nothing. KMSDRM has no window surface at all. */
static bool gpu_possible(void)
{
    SDL_RWops *node = SDL_RWFromFile("/dev/dri/renderD128", "r");
    if (node) {
        SDL_RWclose(node);
    }
    return node != NULL;
}

static bool open_presenting(struct presenter *presenter, const struct presenter_options *options)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool must = options->presenting == PRESENT_RENDERER ||
                (options->presenting == PRESENT_AUTO && strcmp(driver, "KMSDRM") == 0);
    if (must || (options->presenting == PRESENT_AUTO && !options->headless && gpu_possible())) {
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
    if (!start_video(options) || !open_window(presenter, options) ||
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
        if (presenter->window) {
            SDL_DestroyWindow(presenter->window);
        }
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        free(presenter);
    }
}

void presenter_size(const struct presenter *presenter, int *width, int *height)
{
    SDL_GetWindowSizeInPixels(presenter->window, width, height);
    if (presenter->renderer) {
        SDL_GetRendererOutputSize(presenter->renderer, width, height);
    }
}

static struct damage whole(const SDL_Surface *frame)
{
    return (struct damage){ .rects = { { 0, 0, frame->w, frame->h } }, .count = 1 };
}

static bool send(struct presenter *presenter, const struct damage *damage)
{
    if (SDL_UpdateWindowSurfaceRects(presenter->window, damage->rects, damage->count) != 0) {
        return fail("cannot show the frame");
    }
    presenter->stats.presents++;
    presenter->stats.pixels += (unsigned long)damage_area(damage);
    return true;
}

static bool copy_to_window(struct presenter *presenter, SDL_Surface *frame,
                           const struct damage *damage)
{
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return fail("cannot draw into the window");
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

static bool render(struct presenter *presenter, unsigned amount)
{
    SDL_SetTextureAlphaMod(presenter->textures[0], 255);
    if (SDL_RenderCopy(presenter->renderer, presenter->textures[0], NULL, NULL) != 0) {
        return fail("cannot draw the frame");
    }
    if (amount > 0) {
        SDL_SetTextureAlphaMod(presenter->textures[1], (Uint8)(amount > 255 ? 255 : amount));
        if (SDL_RenderCopy(presenter->renderer, presenter->textures[1], NULL, NULL) != 0) {
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

bool presenter_start_fade(struct presenter *presenter, SDL_Surface *from, SDL_Surface *to,
                          const struct damage *damage)
{
    presenter->from = from;
    presenter->to = to;
    presenter->fade = *damage;
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
    if (window->format->format != presenter->from->format->format ||
        window->w != presenter->from->w || window->h != presenter->from->h) {
        return amount < 256 || presenter_show(presenter, presenter->to, NULL);
    }
    for (int i = 0; i < presenter->fade.count; i++) {
        SDL_Rect rect = presenter->fade.rects[i];
        for (int y = rect.y; y < rect.y + rect.h; y++) {
            blend_row(row_of(window, rect.x, y), row_of(presenter->from, rect.x, y),
                      row_of(presenter->to, rect.x, y), (size_t)rect.w, amount);
        }
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
    Uint32 color = SDL_MapRGB(window->format, 0xE1, 0x00, 0x0F);
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect box = damage->rects[i];
        const SDL_Rect sides[] = { { box.x, box.y, box.w, 2 },
                                   { box.x, box.y + box.h - 2, box.w, 2 },
                                   { box.x, box.y, 2, box.h },
                                   { box.x + box.w - 2, box.y, 2, box.h } };
        SDL_FillRects(window, sides, 4, color);
    }
    SDL_Rect corner = { 0, window->h - note->h, note->w, note->h };
    if (SDL_BlitSurface(note, NULL, window, &corner) != 0) {
        fail("cannot draw the note");
    }
    struct damage all = whole(window);
    send(presenter, &all);
}
