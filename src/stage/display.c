/* The display that is really there: SDL draws to nothing, or through a rasteriser that costs more
 * than it gives, without saying so. */
#include "stage/display.h"

#include "base/log.h"
#include "stage/plug.h"

#include <stdlib.h>
#include <string.h>

static bool fail(const char *what)
{
    log_line(LOG_ERROR, "%s: %s", what, SDL_GetError());
    return false;
}

static bool draws_to_nothing(const char *driver)
{
    return !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0 ||
           strcmp(driver, "evdev") == 0;
}

/* Without a display and without SDL_VIDEODRIVER SDL falls silently to "offscreen" (SDL 2.26), so
 * the driver in use is looked at, not trusted. */
bool display_start(const struct presenter_options *options)
{
    /* Where there is no session bus, D-Bus would start a daemon only for SDL to ask it about the
     * screen saver. */
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:runtime=yes", 0);
    /* Nobody types here: reading how letters are composed takes an eighth of the time to the first
     * page. */
    setenv("XCOMPOSEFILE", "/dev/null", 0);
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");  /* the first touch counts, too */
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); /* the player decides */
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    if (options->headless && !getenv("SDL_VIDEODRIVER")) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    }
    if (!options->headless && plug_is_ours()) {
        /* SDL would take "opengl" first, which draws nothing there; see gpu.c. */
        SDL_SetHintWithPriority(SDL_HINT_RENDER_DRIVER, "opengles2", SDL_HINT_DEFAULT);
        plug_choose_card("");
    }
    if (!SDL_WasInit(SDL_INIT_VIDEO) && SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
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

static bool is_full(const struct presenter_options *options)
{
    return !options->windowed && !options->headless && !options->hidden;
}

SDL_Window *display_open(const struct presenter_options *options)
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
    bool full = is_full(options);
    int width = sized ? options->width : options->windowed ? 1280 : mode.w;
    int height = sized ? options->height : options->windowed ? 720 : mode.h;
    Uint32 flags = options->hidden ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN;
    flags |= SDL_WINDOW_ALLOW_HIGHDPI;
    if (full) {
        bool later = strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0;
        flags |= later ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_FULLSCREEN_DESKTOP;
    } else if (options->windowed) {
        flags |= SDL_WINDOW_RESIZABLE;
    }
    /* Nothing here is in front of anything: a depth buffer, SDL's default, would be as large as
     * half a picture, and Mesa's rasteriser loses one each time the window's buffers are made anew.
     */
    if (SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0) != 0) {
        log_line(LOG_NOTICE, "the window gets a depth buffer: %s", SDL_GetError());
    }
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    SDL_Window *window = SDL_CreateWindow("Vestibule", place, place, width, height, flags);
    if (!window) {
        fail("cannot open a window");
        return NULL;
    }
    if (full) {
        SDL_ShowCursor(SDL_DISABLE);
        display_guard(window, options);
    }
    return window;
}

void display_guard(SDL_Window *window, const struct presenter_options *options)
{
    SDL_SetWindowKeyboardGrab(window, is_full(options) && options->guarded ? SDL_TRUE : SDL_FALSE);
}

void display_take_whole(SDL_Window *window)
{
    bool whole = SDL_GetWindowFlags(window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (!whole && SDL_SetWindowFullscreen(window, SDL_WINDOW_FULLSCREEN_DESKTOP) != 0) {
        log_line(LOG_WARNING, "cannot take the whole screen: %s", SDL_GetError());
    }
}

bool display_is_real_gpu(SDL_Renderer *renderer)
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

bool display_may_have_gpu(void)
{
    SDL_RWops *node = SDL_RWFromFile("/dev/dri/renderD128", "r");
    if (node) {
        SDL_RWclose(node);
    }
    return node != NULL;
}
