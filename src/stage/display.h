/* Finding out what there is to draw to. */
#pragma once
#include "stage/presenter.h"

/* Starts SDL's video. Returns false after logging why: among the reasons a driver that draws to
 * nothing, when not headless. */
bool display_start(const struct presenter_options *options);

/* Returns the window, owned by the caller (SDL_DestroyWindow), or NULL after logging why. */
SDL_Window *display_open(const struct presenter_options *options);

/* Returns whether a GPU draws: neither a software rasteriser of Mesa's nor SDL's own. */
bool display_is_real_gpu(SDL_Renderer *renderer);

/* Returns whether asking for a GPU is worth a try: without a render node there is none, and trying
 * would load a software rasteriser for nothing. KMSDRM has no window surface at all. */
bool display_may_have_gpu(void);
