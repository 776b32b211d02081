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

/* How far something listed, or an alert, gets towards the screen at a moment. Ordered: what stands
 * later got further, and PLAYS got there. */
enum standing {
    STANDING_UNREADABLE, /* its file holds an error */
    STANDING_UNLISTED,   /* playlist.json does not name it (no item has this standing) */
    STANDING_EMPTY,      /* this content has nothing for it to show */
    STANDING_AFTER,      /* its last day, or the alert, is over */
    STANDING_BEFORE,     /* its first day, or the alert, has not come */
    STANDING_WEEKDAY,    /* not on this day of the week */
    STANDING_HOUR,       /* on this day, but not now */
    STANDING_UNTRUSTED,  /* it is dated, and the clock may be wrong */
    STANDING_PRIORITY,   /* an item of higher priority plays */
    STANDING_ALERT,      /* an alert replaces everything */
    STANDING_PLAYS,
};

/* What outranks what at a moment. */
struct ranks {
    const struct slide *alert;       /* the first that is valid, or NULL */
    const struct playlist_item *top; /* the first of the highest priority that may play, or NULL */
};

struct ranks rotation_ranks(const struct show *show, struct moment moment);

/* Each returns where an item of the playlist, or an alert, stands. rotation_at asks these same two,
 * so that what is explained is what plays. */
enum standing rotation_item_standing(const struct show *show, const struct ranks *ranks,
                                     const struct playlist_item *item, struct moment moment);
enum standing rotation_alert_standing(const struct slide *alert, struct moment moment);

/* Returns what may play at the moment: the valid alerts if there are any, else the playlist's
 * active items of the highest priority, each page of a slide as one turn. */
struct rotation rotation_at(const struct show *show, struct moment moment, struct arena *arena);

/* Fills the scene for the turn that plays at slot; lang is the second language wanted (an index),
 * or -1 for the site's other languages in turn, one per pass; -2 for none. */
void rotation_scene(const struct show *show, const struct rotation *rotation, struct slot slot,
                    struct moment moment, int lang, struct scene *scene);

/* Describes the page shown when no slide can play: name, clock, and the hours if readable. */
void rotation_draw_fallback(const struct scene *scene, struct picture *picture);

/* Returns whether the language of that index is ever shown by slides: the main one, and those that
 * stand on their second lines (all others unless site.json names some). */
bool rotation_shows(const struct show *show, int language);
