/* Puts frames on the screen: through the window surface where there is no real GPU (SDL's renderers
 * cost 15 times more there, measured), through two textures where there is one. */
#pragma once
#include "stage/damage.h"

#include <SDL.h>
#include <stdbool.h>

enum presenting { PRESENT_AUTO, PRESENT_SURFACE, PRESENT_RENDERER };

struct presenter_options {
    int display;       /* from 0 */
    int width, height; /* of the window; 0: the display's (full screen) or 1280x720 (windowed) */
    int degrees;       /* how far the picture is turned on the panel, clockwise: 0, 90, 180, 270 */
    bool windowed, headless;
    bool guarded; /* full screen in public: no key and no window manager leads out of it */
    bool hidden;  /* nothing will be shown: only to learn how it would be */
    enum presenting presenting;
    int texture_max; /* no texture may be larger, pixels; 0: as the GPU can */
};

struct presenter_stats {
    unsigned long presents, pixels, blended; /* blended: pixels mixed, of all fades */
    unsigned long uploads;                   /* of whole frames to the GPU */
    unsigned long refused; /* presents of which SDL's video driver said that they failed */
    unsigned long refused_in_a_row;
};

struct presenter;

/* Opens the window (SDL video is initialised here). Returns NULL after logging what failed, among
 * them a driver that draws to nothing when not headless. Owned by the caller (presenter_close,
 * null-safe). */
struct presenter *presenter_open(const struct presenter_options *options);
void presenter_close(struct presenter *presenter);

/* Closes the window and opens it anew for the display as it is now; what was shown is gone, and
 * presenter_refresh must follow. Returns false after logging; then nothing but presenter_reopen,
 * presenter_name, presenter_statistics and presenter_close may be called. */
bool presenter_reopen(struct presenter *presenter);

/* For the same display back in its socket: makes it and the window's buffers start anew, keeps all
 * else, and shows what was shown. faded: what a fade led to instead. Returns false when it cannot
 * (without a GPU never), and presenter_reopen must follow. */
bool presenter_relight(struct presenter *presenter, bool faded);

/* Returns the descriptor of the kernel's display that is drawn to, owned by SDL and another after
 * presenter_reopen; -1 where something else is drawn to. */
int presenter_card(const struct presenter *presenter);

/* Returns the size of frames to be painted, pixels: of the panel, as it is turned. */
void presenter_size(const struct presenter *presenter, int *width, int *height);

/* Returns the point of the frame that is seen at that part of the window's width and height (0 to
 * 1, as touch screens tell it); outside the frame when it is outside the window. */
SDL_Point presenter_point(const struct presenter *presenter, float x, float y);

/* Turns the picture from now on; presenter_refresh must follow. presenter_degrees returns how it
 * is turned. */
void presenter_turn(struct presenter *presenter, int degrees);
int presenter_degrees(const struct presenter *presenter);

/* Which display the window is opened on from the next time on, from 0. */
void presenter_choose_display(struct presenter *presenter, int display);

/* Whether no key leads out of a window that is full screen, from now on. */
void presenter_guard(struct presenter *presenter, bool guarded);

/* Finds where the frame differs from what is on the screen; false when there is no screen. */
bool presenter_compare(struct presenter *presenter, SDL_Surface *frame, struct damage *out);

/* Shows those rectangles of the frame at once; damage NULL means all of it. What is on the screen
 * is kept by the presenter: nobody else needs to. */
bool presenter_show(struct presenter *presenter, SDL_Surface *frame, const struct damage *damage);

/* Prepares a fade from what is on the screen to a frame that differs from it only in the damage.
 * The frame must stay as it is until the fade has reached 256. */
bool presenter_start_fade(struct presenter *presenter, SDL_Surface *to,
                          const struct damage *damage);

/* Shows what was there and the new frame mixed, amount 0 to 256; with 256 the fade ends. */
bool presenter_fade(struct presenter *presenter, unsigned amount);

/* Tells the presenter that the window changed its size or lost its contents, and shows again what
 * was there. *lost: that is gone, and must be painted anew. Returns false when it cannot go on. */
bool presenter_refresh(struct presenter *presenter, bool *lost);

/* Takes the whole screen for good, once the first frame is up: without a window manager SDL waits a
 * tenth of a second for one to agree. Does nothing in a window, or the second time. */
void presenter_settle(struct presenter *presenter);

/* Returns "surface" or "renderer (name)", for --stats and status. */
const char *presenter_name(const struct presenter *presenter);
const struct presenter_stats *presenter_statistics(const struct presenter *presenter);

/* Draws over what is on the screen, until the next full presenter_show: outlines of the damage and
 * a small picture in the lower left corner (staff's d key). Only the window surface shows it. */
void presenter_overlay(struct presenter *presenter, const struct damage *damage, SDL_Surface *note);

/* Returns a copy of what is on the screen now, as people see it: upright, in the middle of a fade
 * as it is. NULL after logging when that cannot be read. Owned by the caller (SDL_FreeSurface). */
SDL_Surface *presenter_capture(struct presenter *presenter);
