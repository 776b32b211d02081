/* Finding out what there is to draw to. */
#pragma once
#include "stage/presenter.h"

/* Starts SDL's video. Returns false after logging why: among the reasons a driver that draws to
 * nothing, when not headless. What runs already is not started again. */
bool display_start(const struct presenter_options *options);

/* Returns the window, owned by the caller (SDL_DestroyWindow), or NULL after logging why. */
SDL_Window *display_open(const struct presenter_options *options);

/* Keeps the keyboard to a window that is full screen in public, or lets it go, as the options now
 * say. */
void display_guard(SDL_Window *window, const struct presenter_options *options);

/* Makes a window that display_open made as large as the screen full screen, if it is not yet: on
 * X11 SDL waits up to a tenth of a second for a window manager to agree, so it comes after the
 * first frame. */
void display_take_whole(SDL_Window *window);

/* Returns whether a GPU draws: neither a software rasteriser of Mesa's nor SDL's own. */
bool display_is_real_gpu(SDL_Renderer *renderer);

/* Returns whether asking for a GPU is worth a try: without a render node there is none, and trying
 * would load a software rasteriser for nothing. KMSDRM has no window surface at all. */
bool display_may_have_gpu(void);
