/* Two ways to the screen behind one interface, each of which keeps what is on the screen, so that
 * no second copy is needed. Without a GPU that is the window surface: our own kernel blends in
 * place and only damaged rectangles are sent. With one both frames are textures, each uploaded
 * once, and the fade is alpha modulation. This room opens the window and knows where it is. */
#include "stage/presenter_parts.h"

#include "base/alloc.h"
#include "base/log.h"
#include "machine/kms.h"
#include "stage/display.h"

#include <SDL_syswm.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool presenter_fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

struct turn presenter_panel(const struct presenter *presenter)
{
    int width, height;
    SDL_GetWindowSizeInPixels(presenter->window, &width, &height);
    if (presenter->gpu.renderer) {
        SDL_GetRendererOutputSize(presenter->gpu.renderer, &width, &height);
    }
    return turn_for_panel(presenter->degrees, width, height);
}

static bool open_gpu(struct presenter *presenter, bool must)
{
    struct gpu *gpu = &presenter->gpu;
    SDL_RendererInfo info;
    if (!gpu_open(gpu, presenter->window, presenter->options.texture_max, must)) {
        return false;
    }
    struct turn turn = presenter_panel(presenter);
    if (!gpu_resize(gpu, &turn) || SDL_GetRendererInfo(gpu->renderer, &info) != 0) {
        gpu_close(gpu);
        return false;
    }
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
        if (open_gpu(presenter, must)) {
            return true;
        }
        if (must) {
            return false;
        }
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (!SDL_GetWindowSurface(presenter->window)) {
        return presenter_fail("cannot draw into the window");
    }
    snprintf(presenter->name, sizeof presenter->name, "surface (%s)", driver);
    return true;
}

/* With KMS a picture that could not be shown is only told to SDL's log: SDL_RenderPresent returns
 * nothing, and SDL_GetError stays empty (SDL 2.26). */
static void handle_log(void *data, int category, SDL_LogPriority priority, const char *message)
{
    struct presenter *presenter = data;
    if (category != SDL_LOG_CATEGORY_VIDEO || priority < SDL_LOG_PRIORITY_ERROR) {
        presenter->log(presenter->log_data, category, priority, message);
    } else if (presenter->relighting) {
        return; /* it also tries to bring back what the console showed, which is often gone */
    } else if (presenter->complaints++ == 0 || presenter->stats.refused_in_a_row == 0) {
        log_line(LOG_WARNING, "the display did not take a picture: %s", message);
    }
}

/* SDL's KMSDRM driver (2.26) sets the mode and makes the window's buffers with the first picture
 * after the window was made or has changed, and that picture is lost: it was drawn into the buffers
 * before. So one of nothing goes ahead; the next is really shown. */
static void make_buffers(struct presenter *presenter)
{
    presenter->relighting = true;
    SDL_RenderPresent(presenter->gpu.renderer);
    presenter->relighting = false;
}

static bool open_window(struct presenter *presenter)
{
    const struct presenter_options *options = &presenter->options;
    presenter->gpu = (struct gpu){ 0 };
    presenter->blank = true;
    presenter->settled = options->windowed || options->headless;
    presenter->stats.refused_in_a_row = 0;
    if (!display_start(options) || !(presenter->window = display_open(options)) ||
        !open_presenting(presenter, options)) {
        return false;
    }
    if (presenter->gpu.renderer && presenter_card(presenter) >= 0) {
        make_buffers(presenter);
    }
    return true;
}

static void close_window(struct presenter *presenter)
{
    gpu_close(&presenter->gpu);
    fade_finish(&presenter->fade);
    SDL_FreeSurface(presenter->shadow);
    presenter->shadow = NULL;
    if (presenter->window) {
        SDL_DestroyWindow(presenter->window);
        presenter->window = NULL;
    }
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

struct presenter *presenter_open(const struct presenter_options *options)
{
    struct presenter *presenter = xcalloc(1, sizeof *presenter);
    presenter->options = *options;
    presenter->degrees = options->degrees;
    SDL_LogGetOutputFunction(&presenter->log, &presenter->log_data);
    SDL_LogSetOutputFunction(handle_log, presenter);
    SDL_LogSetPriority(SDL_LOG_CATEGORY_VIDEO, SDL_LOG_PRIORITY_ERROR);
    if (!open_window(presenter)) {
        presenter_close(presenter);
        return NULL;
    }
    return presenter;
}

void presenter_close(struct presenter *presenter)
{
    if (presenter) {
        close_window(presenter);
        SDL_LogSetOutputFunction(presenter->log, presenter->log_data);
        free(presenter);
    }
}

bool presenter_reopen(struct presenter *presenter)
{
    close_window(presenter);
    if (!open_window(presenter)) {
        close_window(presenter);
        return false;
    }
    return true;
}

int presenter_card(const struct presenter *presenter)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    bool told = presenter->window && SDL_GetWindowWMInfo(presenter->window, &info);
    return told && info.subsystem == SDL_SYSWM_KMSDRM ? info.info.kmsdrm.drm_fd : -1;
}

void presenter_settle(struct presenter *presenter)
{
    if (!presenter->settled) {
        presenter->settled = true;
        display_take_whole(presenter->window);
    }
}

void presenter_size(const struct presenter *presenter, int *width, int *height)
{
    struct turn turn = presenter_panel(presenter);
    *width = turn.width;
    *height = turn.height;
}

SDL_Point presenter_point(const struct presenter *presenter, float x, float y)
{
    struct turn turn = presenter_panel(presenter);
    SDL_Rect panel = turn_rect(&turn, (SDL_Rect){ 0, 0, turn.width, turn.height });
    return turn_back(&turn, (SDL_Point){ (int)SDL_floorf(x * (float)panel.w),
                                         (int)SDL_floorf(y * (float)panel.h) });
}

void presenter_turn(struct presenter *presenter, int degrees)
{
    presenter->degrees = degrees;
    presenter->blank = true;
}

int presenter_degrees(const struct presenter *presenter)
{
    return presenter->degrees;
}

void presenter_choose_display(struct presenter *presenter, int display)
{
    presenter->options.display = display;
}

void presenter_guard(struct presenter *presenter, bool guarded)
{
    presenter->options.guarded = guarded;
    if (presenter->window) {
        display_guard(presenter->window, &presenter->options);
    }
}

/* Leaving the full screen and coming back is a change of the window, after which SDL makes the
 * buffers anew. A link is only set up anew when it was down. */
bool presenter_relight(struct presenter *presenter, bool faded)
{
    SDL_Window *window = presenter->window;
    if (!presenter->gpu.renderer) {
        return false;
    }
    Uint32 whole = SDL_GetWindowFlags(window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    int card = presenter_card(presenter);
    if (card >= 0 && !kms_power(card, false)) {
        log_line(LOG_DETAIL, "the display's link cannot be set up anew: %s", strerror(errno));
    }
    presenter->relighting = true;
    bool good = !whole || (SDL_SetWindowFullscreen(window, 0) == 0 &&
                           SDL_SetWindowFullscreen(window, whole) == 0);
    make_buffers(presenter);
    presenter->gpu.front ^= faded;
    return good && presenter_render(presenter, 0) && presenter->stats.refused_in_a_row == 0;
}

const char *presenter_name(const struct presenter *presenter)
{
    return presenter->name;
}

const struct presenter_stats *presenter_statistics(const struct presenter *presenter)
{
    return &presenter->stats;
}
