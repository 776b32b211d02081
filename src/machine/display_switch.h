/* Switches the display itself on and off, by the programs of display.conf, and says so again every
 * ten minutes: a television that somebody switched on, or a restart at night, does not light the
 * hall. What fails is logged once and tried again; the screen is black meanwhile all the same. */
#pragma once
#include "machine/child.h"
#include "machine/display_conf.h"

enum switched { SWITCHED_UNKNOWN, SWITCHED_ON, SWITCHED_OFF };

struct display_switch {
    const char *path; /* of display.conf; NULL: nothing is ever switched */
    uid_t owner;      /* 0; see display_conf_read */
    /* Switches the kernel's display; returns 0 or what errno would be, ENODEV: none is there, which
     * is dark. NULL: the player does not draw to it. */
    int (*kms)(void *context, bool on);
    void *context;
    bool by_kms; /* it was, last */
    enum switched wanted;
    int64_t due_ms; /* when that is to be said next; INT64_MAX: no more */
    bool runs;      /* a program of conf does */
    struct display_conf conf;
    int call; /* which */
    struct child child;
    int failures; /* in a row */
    bool told;    /* of what is wrong */
    unsigned long said, failed;
};

/* Goes on: starts, follows and ends what is due. on: how the display is to be; keep: say so again
 * every ten minutes (else only once). The clock is monotonic. */
void display_switch_step(struct display_switch *display, bool on, bool keep, int64_t now_ms);

/* The display was opened anew, which lights it: what the kernel itself was told is due again. */
void display_switch_opened(struct display_switch *display);

/* Returns when the next step is due, monotonic; INT64_MAX: none is until something else is wanted.
 */
int64_t display_switch_due(const struct display_switch *display, int64_t now_ms);

/* Ends it; a program that runs is stopped. */
void display_switch_finish(struct display_switch *display);
