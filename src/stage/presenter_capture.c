/* What is on the screen, read back, and the marks that --damage puts over it. */
#include "stage/presenter_parts.h"

#include "render/raster.h"

void presenter_overlay(struct presenter *presenter, const struct damage *damage, SDL_Surface *note)
{
    SDL_Surface *window = presenter->gpu.renderer ? NULL : SDL_GetWindowSurface(presenter->window);
    if (!window) {
        return;
    }
    struct turn turn = presenter_panel(presenter);
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
        presenter_fail("cannot show the note");
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
            presenter_fail("cannot read the screen");
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
    struct turn turn = presenter_panel(presenter);
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
