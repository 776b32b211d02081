/* What the files of the stage share: its state and the steps between them. Private to them. */
#pragma once
#include "slides/light.h"
#include "slides/rotation.h"
#include "stage/canvas.h"
#include "stage/stage.h"

enum {
    FADE_MS = 600,
    QUICK_FADE_MS = 300,
    KIOSK_FADE_MS = 150, /* between two pages that a visitor chose */
    PREPARE_BEFORE_MS = 2000,
    FRAME_MS = 16,
    RETRY_MS = 100,
    PART_MS = 2,     /* between two parts of a page */
    FORESEE_MS = 10, /* between two parts of a page that may be touched next */
    TOLERANCE_MS = 250,
    MINUTE_MS = 60000,
};

/* A page on or for the screen. */
struct page {
    struct picture picture;
    uint64_t hash;
    const struct slide *slide; /* NULL: fallback */
    int number;
    int64_t pass; /* of the loop: it says the second language */
    bool kiosk;   /* a page of the kiosk: no slide, no fallback */
    bool black;   /* nothing: the screen is off */
    const struct kiosk_choice *choice;
    enum kiosk_page chosen;
};

struct stage {
    struct presenter *presenter;
    struct raster *raster;
    const struct show *show, *next_show; /* next: comes as soon as no fade runs */
    int lang, next_lang;
    bool trouble;         /* staff have something to repair */
    bool pinned;          /* the page stays until its turn ends, whatever the new loop says */
    struct canvas canvas; /* of the page that comes next */
    struct page pages[2];
    int front;          /* which of them is on the screen */
    bool shown;         /* something is */
    struct arena arena; /* of the rotation */
    struct rotation rotation;
    int pace_ms;          /* every page this long; 0: as the playlist says */
    int64_t skew_ms;      /* staff moved the loop by this */
    int64_t held_loop_ms; /* where the loop stands while held */
    int64_t turn_end, minute_end, prepare_at, renew_at; /* monotonic */
    int64_t turn_end_utc;
    struct stage_time last;      /* of the last step */
    int64_t fade_start, fade_ms; /* fade_ms 0: no fade runs */
    bool held, dirty, notes;
    bool preparing;       /* the next page is described and being painted in parts */
    bool behind;          /* what should be on the screen cannot be painted yet */
    struct damage damage; /* of the last change */
    struct visit visit;
    bool visited; /* something happened to the visit since its page was described */
    struct {
        struct picture picture;
        struct painting painting;
        int next; /* target whose page comes next, -1: all are prepared */
        bool begun;
    } foreseen;       /* pages that may be touched next, painted for nobody while nothing happens */
    Uint64 acted;     /* when a visitor did what is not yet on the screen, SDL's counter; 0: no */
    int64_t visit_at; /* when the visit has something to do by itself; monotonic */
    int64_t alert_at; /* when it is to be seen next whether an alert holds; monotonic */
    struct light light; /* what the hours of the screen say */
    bool dark;          /* it is to be off: neither they nor a visitor light it */
    int64_t light_at;   /* when that is to be seen next; monotonic */
    struct stage_stats stats;
};

/* Return the page on the screen and the one that comes. */
struct page *stage_front(struct stage *stage);
struct page *stage_back(struct stage *stage);

/* Returns the loop's time, whose modulo says which page plays. */
int64_t stage_loop_time(const struct stage *stage, int64_t utc_ms);

/* Returns the rotation at that moment, at the pace that was asked for. */
struct rotation stage_rotate(const struct stage *stage, struct moment moment, struct arena *arena);

/* Returns the place of a page in the rotation, -1 when it does not play. */
int stage_turn_of(const struct rotation *rotation, const struct slide *slide, int number);

/* Returns the slot of the page that plays at that wall-clock time. */
struct slot stage_find_slot(struct stage *stage, struct moment moment, bool pinned);

/* Adds staff's sign that something is to be repaired. */
void stage_draw_badge(const struct stage *stage, struct picture *picture);

/* Describes the page that plays then into page, or when pinned the one on the screen; returns its
 * slot. */
struct slot stage_describe(struct stage *stage, struct page *page, int64_t utc_ms, bool trusted,
                           bool pinned);

/* Paints the page if it is not yet, in part or all that is left; false when it is not whole. */
bool stage_paint(struct stage *stage, struct page *page, bool all);

/* Shows staff's notes about what was redrawn. */
void stage_show_notes(struct stage *stage);

/* Puts the back page on the screen: at once, or in a fade. */
bool stage_cut(struct stage *stage);
bool stage_start_fade(struct stage *stage, int64_t now, int duration_ms);

/* Go on with the fade; end it now. */
bool stage_step_fade(struct stage *stage, int64_t now);
void stage_finish_fade(struct stage *stage);

/* Begins a turn: the page that plays now comes onto the screen. */
bool stage_begin_turn(struct stage *stage, struct stage_time time);

/* Shows the page on the screen as the show now has it: fades to what changed, or moves nothing. */
bool stage_renew_page(struct stage *stage, struct stage_time time);

/* Lets the next show replace this one. */
bool stage_take_show(struct stage *stage, struct stage_time time);

/* Sees whether an alert holds, which a kiosk shows whatever a visitor does. */
void stage_watch_alert(struct stage *stage, struct stage_time time);

/* Lets the time pass for the visit. */
void stage_pass_visit(struct stage *stage, struct stage_time time);

/* Shows the page of the kiosk as it is now. */
bool stage_show_visit(struct stage *stage, struct stage_time time);

/* Cares for the panel: moves the picture a little each hour, darkens it at night, as the screen
 * asks.
 */
void stage_care(const struct stage *stage, int64_t utc_ms, bool trusted, struct picture *picture);

/* Gives the pixels by which the picture is moved in that hour. */
void stage_care_offset(int64_t utc_ms, float unit, int *dx, int *dy);

/* Sees whether the screen is to be lit. */
void stage_watch_light(struct stage *stage, struct stage_time time);

/* While it is not: makes it black, and then does nothing. */
bool stage_stay_dark(struct stage *stage, struct stage_time time);

/* After a step: notes how long a visitor waited, when what was done is on the screen now (the first
 * frame of its fade counts). */
void stage_note_shown(struct stage *stage);

/* Prepares in small steps what a visitor may touch next; stage_foresee_due says when the next step
 * is due, INT64_MAX: all is prepared. */
void stage_foresee(struct stage *stage, struct stage_time time);
int64_t stage_foresee_due(const struct stage *stage, int64_t now);

/* Returns whether what the visit shows is not what is on the screen. */
bool stage_visit_is_due(struct stage *stage, int64_t now);
