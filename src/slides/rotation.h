/* What plays: the loop that a show makes at a moment, and where in it the clock stands. Pure: two
 * screens with the same content and a right clock agree without talking to each other. */
#pragma once
#include "slides/slide.h"

/* One page in the loop. */
struct turn {
    const struct slide *slide;
    int page, pages;
    int duration_ms;
};

struct rotation {
    struct turn *turns; /* owned by the arena given */
    int *durations_ms;  /* the same, for schedule_slot */
    int count;          /* 0: nothing may play now */
    bool alert;         /* turns are alerts, which replace everything else */
};

/* Returns what may play at the moment: the valid alerts if there are any, else the playlist's
 * active items of the highest priority, each page of a slide as one turn. */
struct rotation rotation_at(const struct show *show, struct moment moment, struct arena *arena);

/* Fills the scene for the turn that plays at slot; lang is the second language wanted (an index),
 * or -1 for the site's other languages in turn, one per pass; -2 for none. */
void rotation_scene(const struct show *show, const struct rotation *rotation, struct slot slot,
                    struct moment moment, int lang, struct scene *scene);

/* Describes the page shown when no slide can play: name, clock, and the hours if readable. */
void rotation_draw_fallback(const struct scene *scene, struct picture *picture);
