/* The display under the stage while it plays: follows what is plugged in, opens the window anew
 * when that is another screen or the same one back, and gives up when nothing helps. Under a
 * desktop, which looks after its displays itself, only a window that cannot be drawn to is opened
 * anew. */
#pragma once
#include "machine/connector.h"
#include "stage/replug.h"
#include "stage/stage.h"

enum glass_state {
    GLASS_LIT,       /* the picture is sent to it, see glass_shows */
    GLASS_UNPLUGGED, /* there is nothing to send it to */
    GLASS_CLOSED,    /* the window could not be opened yet */
};

struct glass {
    const char *root; /* of the machine, "" outside tests; NULL: a desktop looks after it */
    struct replug replug;
    enum replug_act due;
    int hotplug; /* see hotplug_listen */
    bool open;   /* there is a window, */
    bool shows;  /* in which something was shown */
    int64_t look_ms;
    unsigned long presents;
    struct connector socket; /* what is plugged in, or was last */
};

/* Starts with an open window. root: see struct glass. glass_finish ends it. */
void glass_start(struct glass *glass, const char *root, int64_t now_ms);
void glass_finish(struct glass *glass);

/* Looks at what is plugged in when the kernel's messages can be read (hotplug) or a second has
 * passed since the last look; returns whether glass_step has something to do. Costs a few small
 * files; may be called as often as one likes. */
bool glass_look(struct glass *glass, int64_t now_ms);

/* Takes a step of the stage when the display is lit, and does what is due to the display. Returns
 * when the next step is due, in the time of the stage, or -1 when the display must be given up,
 * after logging. now_ms: monotonic, at the pace of the world. */
int64_t glass_step(struct glass *glass, struct presenter *presenter, struct stage *stage,
                   struct stage_time time, int64_t now_ms);

/* Returns how it is. */
enum glass_state glass_state(const struct glass *glass);

/* Returns whether it is lit and something was shown since the window was opened. */
bool glass_shows(const struct glass *glass);

/* Asks for the window to be opened anew within a second, whatever is plugged in: it is to be on
 * another display, or cannot be drawn to. Nothing is drawn until then. */
void glass_ask(struct glass *glass);
