/* What the rooms of the presenter share: the window (presenter.c), what is shown in it
 * (presenter_show.c) and what is read back from it (presenter_capture.c). */
#pragma once
#include "stage/fade.h"
#include "stage/gpu.h"
#include "stage/presenter.h"
#include "stage/turn.h"

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

/* Logs what failed with SDL's reason; returns false. */
bool presenter_fail(const char *what);

/* Returns how frames lie on the panel, which is the window's pixels. */
struct turn presenter_panel(const struct presenter *presenter);

/* Shows both textures mixed by amount of 256, where there is a GPU. Returns false after logging;
 * what the display refuses is counted. */
bool presenter_render(struct presenter *presenter, unsigned amount);
