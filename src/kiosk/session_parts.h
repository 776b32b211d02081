/* What the parts of the session share; nobody else includes it. */
#pragma once
#include "kiosk/session.h"

enum {
    QUIET_MS = 45000,        /* without a touch, until the visitor is asked */
    QUIET_ACCESS_MS = 60000, /* with an access mode on */
    ASKING_MS = ASKING_SECONDS * 1000,
    RESTING_MS = 15000, /* on a home page nobody touches, until the rotation */
    HOLD_MS = 3000,     /* two opposite corners, until cleaning */
    CLEANING_MS = CLEANING_SECONDS * 1000,
    TWICE_MS = 300,  /* a second press so soon is a trembling hand */
    SCAN_MS = 1500,  /* the focus moves on by itself */
    LOST_MS = 10000, /* a finger that has not moved for so long counts as lost */
};

/* Notes something worth counting. */
void session_tell(struct session *session, enum news_type type, const char *name);

/* Returns whether this content has a kiosk at all. */
bool session_works(const struct kiosk_world *world);

/* Forgets all of the visitor, after telling what is to be counted, and shows a fresh home page. */
void session_reset(struct session *session, const struct kiosk_world *world, int64_t now_ms);

/* Returns whether the target is on the page. */
bool session_has(const struct session *session, const struct kiosk_world *world, int target);

/* Puts the focus at the page's first target, or hides it. */
void session_show_focus(struct session *session, const struct kiosk_world *world, bool shown);

/* Moves the focus on by that many targets, or to the first when there was none. */
void session_move_focus(struct session *session, const struct kiosk_world *world, int step);

/* Forgets the finger that is down: it presses nothing. */
void session_let_go(struct session *session);

/* Shows a page. */
void session_go(struct session *session, const struct kiosk_world *world, enum kiosk_page page);

/* Leaves the rotation for the home page. */
void session_wake(struct session *session, const struct kiosk_world *world, int64_t now_ms);

/* Returns whether two opposite corners are held. */
bool session_corners_held(const struct session *session);

/* Switches an access mode and remembers that it was used. */
void session_toggle(struct session *session, bool *mode);

/* Does what the target does, if it is on the page. */
void session_act(struct session *session, const struct kiosk_world *world, int target,
                 int64_t now_ms);

/* Handles a finger or a key. */
void session_touch(struct session *session, const struct kiosk_world *world,
                   struct kiosk_event event, int64_t now_ms);
void session_key(struct session *session, const struct kiosk_world *world, struct kiosk_event event,
                 int64_t now_ms);
