/* Two ways to the screen behind one interface, each of which keeps what is on the screen, so that
 * no second copy is needed. Without a GPU that is the window surface: our own kernel blends in
 * place and only damaged rectangles are sent. With one both frames are textures, each uploaded
 * once, and the fade is alpha modulation. */
#include "stage/presenter.h"

#include "base/alloc.h"
#include "base/log.h"
#include "machine/kms.h"
#include "render/raster.h"
#include "stage/display.h"
#include "stage/fade.h"
#include "stage/gpu.h"
#include "stage/turn.h"

#include <SDL_syswm.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct presenter {
    struct presenter_options options;
    SDL_Window *window;
    SDL_LogOutputFunction log; /* what SDL's messages went to before */
    void *log_data;
    unsigned long complaints; /* of the video driver */
    struct gpu gpu;
    SDL_Surface *shadow; /* what is on the screen, where the window's surface cannot be it */
    struct fade fade;
    struct damage damage; /* of the running fade */
    int degrees;          /* the picture is turned by that, clockwise */
    unsigned amount;      /* of the fade on the screen, where textures are mixed */
    bool blank;           /* what is on the screen is not a frame of ours */
    bool settled;         /* the window is as it shall stay */
    bool relighting;      /* the window's buffers are about to be made anew */
    struct presenter_stats stats;
    char name[64];
};

static bool fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

static struct turn turn_of(const struct presenter *presenter)
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
    struct turn turn = turn_of(presenter);
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
        return fail("cannot draw into the window");
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

static struct damage whole(const SDL_Surface *frame)
{
    return (struct damage){ .rects = { { 0, 0, frame->w, frame->h } }, .count = 1 };
}

static bool is_frame(const SDL_Surface *surface, int width, int height)
{
    return surface && surface->format->format == SDL_PIXELFORMAT_RGB888 && surface->w == width &&
           surface->h == height;
}

/* What is on the screen, as frames are. */
struct front {
    SDL_Surface *surface; /* the window's own, or the shadow when that is turned or of another
                             format */
    bool fresh;           /* it holds no frame yet: SDL makes another when the window changes */
};

/* Returns false after logging. The window's surface is known again by its userdata. */
static bool find_front(struct presenter *presenter, struct front *front)
{
    struct turn turn = turn_of(presenter);
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return fail("cannot draw into the window");
    }
    presenter->blank = presenter->blank || window->userdata != presenter;
    window->userdata = presenter;
    *front = (struct front){ window, presenter->blank };
    if (turn.degrees == 0 && is_frame(window, window->w, window->h)) {
        return true;
    }
    if (!is_frame(presenter->shadow, turn.width, turn.height)) {
        SDL_FreeSurface(presenter->shadow);
        presenter->shadow = raster_surface(turn.width, turn.height);
        presenter->blank = front->fresh = true;
    }
    front->surface = presenter->shadow;
    return front->surface != NULL;
}

/* Copies those rectangles from one surface to the other. */
static bool copy(SDL_Surface *from, SDL_Surface *to, const struct damage *damage)
{
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect place = damage->rects[i];
        if (SDL_BlitSurface(from, &damage->rects[i], to, &place) != 0) {
            return fail("cannot copy the frame");
        }
    }
    return true;
}

/* Brings the shadow into the window. */
static bool copy_shadow(const struct turn *turn, SDL_Surface *shadow, SDL_Surface *window,
                        const struct damage *damage)
{
    if (turn->degrees == 0) {
        return copy(shadow, window, damage);
    }
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect rect = damage->rects[i];
        turn_copy(turn, shadow, rect, rect.x, rect.y, window);
    }
    return true;
}

static bool send(struct presenter *presenter, SDL_Surface *front, const struct damage *damage)
{
    struct turn turn = turn_of(presenter);
    struct damage turned = { .count = damage->count };
    SDL_Surface *window = SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return fail("cannot draw into the window");
    }
    if (front != window && !copy_shadow(&turn, front, window, damage)) {
        return false;
    }
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

static bool render(struct presenter *presenter, unsigned amount)
{
    struct turn turn = turn_of(presenter);
    struct presenter_stats *stats = &presenter->stats;
    unsigned long complaints = presenter->complaints;
    presenter->amount = amount == 256 ? 0 : amount;
    stats->presents++;
    bool good = gpu_render(&presenter->gpu, &turn, amount);
    bool refused = presenter->complaints != complaints;
    stats->refused += refused;
    stats->refused_in_a_row = refused ? stats->refused_in_a_row + 1 : 0;
    return good;
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
    return good && render(presenter, 0) && presenter->stats.refused_in_a_row == 0;
}

/* Half of the screen or more goes to the GPU as a whole. */
static bool show_rendered(struct presenter *presenter, const SDL_Surface *frame,
                          const struct damage *damage)
{
    bool parts = damage && damage_area(damage) < (long)frame->w * frame->h / 2, good = true;
    for (int i = 0; parts && good && i < damage->count; i++) {
        good = gpu_upload(&presenter->gpu, false, frame, &damage->rects[i]);
    }
    if (!parts) {
        good = gpu_upload(&presenter->gpu, false, frame, NULL);
        presenter->stats.uploads++;
    }
    return good && render(presenter, 0);
}

bool presenter_compare(struct presenter *presenter, SDL_Surface *frame, struct damage *out)
{
    struct front front = { .fresh = true };
    bool good = presenter->gpu.renderer || find_front(presenter, &front);
    if (good && !front.fresh && is_frame(frame, front.surface->w, front.surface->h)) {
        damage_find(front.surface, frame, out);
    } else {
        *out = whole(frame);
    }
    return good;
}

bool presenter_show(struct presenter *presenter, SDL_Surface *frame, const struct damage *damage)
{
    struct front front;
    const struct damage all = whole(frame), *what = damage ? damage : &all;
    if (what->count == 0) {
        return true;
    }
    if (presenter->gpu.renderer) {
        return show_rendered(presenter, frame, damage);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    what = front.fresh ? &all : what;
    presenter->blank = false;
    return copy(frame, front.surface, what) && send(presenter, front.surface, what);
}

bool presenter_start_fade(struct presenter *presenter, SDL_Surface *to, const struct damage *damage)
{
    struct front front;
    presenter->damage = *damage;
    fade_finish(&presenter->fade);
    presenter->fade.to = to;
    if (presenter->gpu.renderer) {
        presenter->stats.uploads++;
        return gpu_upload(&presenter->gpu, true, to, NULL);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    if (!front.fresh && is_frame(to, front.surface->w, front.surface->h)) {
        fade_start(&presenter->fade, front.surface, to, damage);
    }
    return true;
}

bool presenter_fade(struct presenter *presenter, unsigned amount)
{
    struct fade *fade = &presenter->fade;
    struct front front;
    if (presenter->gpu.renderer) {
        return render(presenter, amount);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    SDL_Surface *to = fade->to;
    bool prepared = !front.fresh && fade->stretches &&
                    is_frame(to, front.surface->w, front.surface->h);
    if (prepared) {
        fade_mix(fade, front.surface, amount);
        presenter->stats.blended += fade->pixels;
    }
    if (amount == 256) {
        fade_finish(fade);
    }
    if (prepared) {
        return send(presenter, front.surface, &presenter->damage);
    }
    return amount < 256 || presenter_show(presenter, to, NULL);
}

bool presenter_refresh(struct presenter *presenter, bool *lost)
{
    struct front front;
    *lost = true;
    if (presenter->gpu.renderer) {
        struct turn turn = turn_of(presenter);
        return gpu_resize(&presenter->gpu, &turn);
    }
    if (!find_front(presenter, &front)) {
        return false;
    }
    struct damage all = whole(front.surface);
    *lost = front.fresh;
    return *lost || send(presenter, front.surface, &all);
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
    SDL_Surface *window = presenter->gpu.renderer ? NULL : SDL_GetWindowSurface(presenter->window);
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
    if (SDL_UpdateWindowSurface(presenter->window) != 0) {
        fail("cannot show the note");
    }
}

/* Returns a copy of the panel's pixels in the format of frames, NULL after logging. */
static SDL_Surface *copy_panel(struct presenter *presenter, const struct turn *turn)
{
    SDL_Rect size = turn_rect(turn, (SDL_Rect){ 0, 0, turn->width, turn->height });
    if (!presenter->gpu.renderer) {
        SDL_Surface *window = SDL_GetWindowSurface(presenter->window), *panel = NULL;
        if (window && window->userdata == presenter) { /* else a new one, with nothing on it */
            panel = SDL_ConvertSurfaceFormat(window, SDL_PIXELFORMAT_RGB888, 0);
        }
        if (!panel) {
            fail("cannot read the screen");
        }
        return panel;
    }
    SDL_Surface *panel = raster_surface(size.w, size.h);
    if (panel && !gpu_read(&presenter->gpu, turn, presenter->amount, panel)) {
        SDL_FreeSurface(panel);
        return NULL;
    }
    return panel;
}

SDL_Surface *presenter_capture(struct presenter *presenter)
{
    struct turn turn = turn_of(presenter);
    SDL_Surface *panel = copy_panel(presenter, &turn);
    if (!panel || turn.degrees == 0) {
        return panel;
    }
    const struct turn back = { 360 - turn.degrees, panel->w, panel->h };
    SDL_Surface *upright = raster_surface(turn.width, turn.height);
    if (upright) {
        turn_copy(&back, panel, (SDL_Rect){ 0, 0, panel->w, panel->h }, 0, 0, upright);
    }
    SDL_FreeSurface(panel);
    return upright;
}
