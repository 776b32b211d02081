/* The running screen as a machine without a clock of its own: each step is told what time it is,
 * does what is due and says when it wants to be called again. Tests drive it through simulated
 * days. */
#pragma once
#include "content/show.h"
#include "kiosk/visit.h"
#include "render/raster.h"
#include "slides/light.h"
#include "stage/presenter.h"

#include <stdbool.h>
#include <stdint.h>

struct stage_stats {
    unsigned long wakes, layouts, rasters, fades, fade_frames, turns;
    unsigned long foreseen; /* pages prepared because a visitor may touch them next */
    unsigned long acts;     /* of visitors */
    double act_worst_ms;    /* from an act to the first frame that shows what it did */
};

struct stage_time {
    int64_t utc_ms;       /* wall clock */
    int64_t monotonic_ms; /* never jumps; dwell and fades run on it */
    bool trusted;         /* whether the wall clock can be believed */
};

struct stage;

/* Creates a stage; presenter, raster and show are borrowed. lang: see rotation_scene. NULL after
 * logging when no frame of the screen's size can be had. Owned by the caller (stage_free,
 * null-safe). */
struct stage *stage_create(struct presenter *presenter, struct raster *raster,
                           const struct show *show, int lang);
void stage_free(struct stage *stage);

/* Lets every page stay that many seconds, whatever the playlist says; 0 undoes it. */
void stage_set_pace(struct stage *stage, int seconds);

/* Lets visitors touch the screen, when it is a kiosk; speech and usage_path: see visit_start. */
void stage_welcome(struct stage *stage, bool speech, const char *usage_path,
                   struct stage_time time);

/* Lets a visitor do something; what follows is shown by the next step. */
void stage_act(struct stage *stage, struct visit_act act, struct stage_time time);

/* Says whether something can read aloud now. */
void stage_tell_speech(struct stage *stage, bool speech);

/* Returns the visit at this screen, and the picture that is on it or is fading in. */
const struct visit *stage_visit(const struct stage *stage);
const struct picture *stage_picture(const struct stage *stage);

/* Does what is due at that time and returns the monotonic time in ms at which the next thing is
 * due, or -1 when the screen cannot be drawn to any more. */
int64_t stage_step(struct stage *stage, struct stage_time time);

/* Puts show in the place of the one that plays, at a step at which no fade runs. A page that the
 * new show has too stays for its turn, and fades only if it looks different now. Both shows are
 * borrowed until stage_showing returns the new one. */
void stage_show(struct stage *stage, const struct show *show, int lang);

/* Returns the show that plays. */
const struct show *stage_showing(const struct stage *stage);

/* Tells whether staff have something to repair; the screen says so only if site.json asks. */
void stage_tell_trouble(struct stage *stage, bool trouble);

/* Staff's keys. stage_skip moves by that many pages; stage_hold stops and restarts the rotation;
 * stage_show_damage turns the notes about redrawing on and off. */
void stage_skip(struct stage *stage, int pages, struct stage_time time);
void stage_hold(struct stage *stage, struct stage_time time);
void stage_show_damage(struct stage *stage);

/* Tells that the window changed its size or lost what was shown: everything is painted anew. */
bool stage_refresh(struct stage *stage);

/* Turns the picture on its panel by that many degrees, clockwise; it comes back with the next step.
 * Returns false after logging. */
bool stage_turn(struct stage *stage, int degrees);

/* Opens the display anew, as large as it is now: the page that plays then comes back with the next
 * step. Returns false after logging; then no step may be taken before it has worked. */
bool stage_reopen(struct stage *stage);

/* The same display is back: shows at once what was shown on it when it went, and what is true now
 * with the next step. Returns false when that cannot be, and stage_reopen must follow. */
bool stage_relight(struct stage *stage, struct stage_time time);

/* Takes back what fingers are pressing: the touch screen may have gone with the display. */
void stage_let_go(struct stage *stage, struct stage_time time);

/* Returns whether the screen shows what it should: a page, or the fade to it. False while nothing
 * was shown yet or a page that is due waits for its images. */
bool stage_right(const struct stage *stage);

/* What visitors see. */
enum stage_sight {
    SIGHT_NOTHING, /* yet */
    SIGHT_SLIDE,
    SIGHT_ALERT,
    SIGHT_KIOSK,    /* a page of the kiosk, which somebody uses */
    SIGHT_FALLBACK, /* the page for when nothing can play */
    SIGHT_OFF,      /* nothing, on purpose */
    SIGHTS
};
enum stage_sight stage_sight(const struct stage *stage);

/* Returns its word in files: "nothing", "slide", "alert"… */
const char *stage_sight_word(enum stage_sight sight);

/* Sees whether the screen is to be lit, also while it cannot be drawn to; returns whether it is. */
bool stage_mind_light(struct stage *stage, struct stage_time time);

/* Returns whether the screen is off, as it should be: nothing but black is on it. *light says what
 * its hours say. */
bool stage_is_off(const struct stage *stage, struct light *light);

/* Returns the slide on the screen, NULL for the fallback page and while it is off; and the
 * counters. */
const struct slide *stage_slide(const struct stage *stage);
const struct stage_stats *stage_statistics(const struct stage *stage);
