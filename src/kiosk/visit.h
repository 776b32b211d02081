/* A visitor at one touch screen: what fingers and keys mean on the page that is shown, what
 * follows, and what is counted of it. The stage tells it what happens and asks it for pages. */
#pragma once
#include "kiosk/kiosk.h"
#include "kiosk/usage.h"

struct visit_act {
    struct kiosk_event event; /* target and corner are found from the point */
    bool touches;             /* at (x, y), pixels of the picture */
    int x, y;
    bool steers; /* an arrow key, in that direction */
    enum kiosk_direction direction;
};

struct visit {
    bool works; /* the screen is to be touched and the content has choices for it */
    struct kiosk_world world;
    struct session session;
    const struct slide *alert; /* that holds now, or NULL */
    struct usage usage;
    const char *usage_path; /* where it is kept, borrowed; NULL: nowhere */
};

/* Starts on a show (borrowed); speech: something can read aloud. usage_path: see struct visit.
 * visit_finish frees it. */
void visit_start(struct visit *visit, const struct show *show, bool speech, const char *usage_path,
                 int64_t now_ms);
void visit_finish(struct visit *visit);

/* Goes on with another show. A visitor keeps what is on the screen when both shows offer the same
 * choices, and begins anew otherwise. */
void visit_change(struct visit *visit, const struct show *show, int64_t now_ms);

/* Says which alert holds now, NULL for none. */
void visit_alert(struct visit *visit, const struct slide *alert, struct moment moment,
                 int64_t now_ms);

/* Lets something happen on the picture that is shown. Counts only on days that can be trusted. */
void visit_act(struct visit *visit, const struct picture *shown, struct visit_act act,
               struct moment moment, int64_t now_ms);

/* Lets the time pass that has passed. */
void visit_pass(struct visit *visit, struct moment moment, int64_t now_ms);

/* Returns when visit_pass has something to do next, later than now_ms; INT64_MAX: nothing. */
int64_t visit_due(const struct visit *visit, int64_t now_ms);

/* Returns whether a page of the kiosk is to be shown, not the hall's slides. */
bool visit_shows_page(const struct visit *visit);

/* Describes what is to be shown; of the hall's slides, which must be there already, it adds the
 * invitation to touch. */
void visit_draw(const struct visit *visit, struct moment moment, int64_t now_ms,
                struct picture *picture);

/* Foresees what a visitor may touch next: returns the session after touching target `index` (0, 1…)
 * of what is shown, in *next; false when there are not so many targets. */
bool visit_foresee(const struct visit *visit, int index, int64_t now_ms, struct session *next);
