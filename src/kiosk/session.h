/* The visitor's session at the kiosk as a pure state machine: state + event + now gives the next
 * state. It knows what is on each page and in which order, not where; it keeps nothing of a visitor
 * once the session has ended. Times are milliseconds of a clock that only goes forward. */
#pragma once
#include "content/show.h"

enum kiosk_page {
    PAGE_ROTATION, /* the hall's slides, until someone touches */
    PAGE_HOME,
    PAGE_LIST,
    PAGE_RESULT,
    PAGE_DOCUMENTS, /* what to bring */
    PAGE_ANSWER,    /* not here */
    PAGE_PLAN,
    PAGE_LANGUAGES,
    PAGE_ACCESS, /* display and sound */
    PAGE_ALERT,
    PAGE_CLEANING,
    PAGE_COUNT
};

/* What can be touched: the ids of touch areas. */
enum kiosk_target {
    TARGET_NONE,
    TARGET_BACK,
    TARGET_FINISH,
    TARGET_LARGER,
    TARGET_CONTRAST,
    TARGET_LOWERED,
    TARGET_ALOUD,
    TARGET_LOUDER,
    TARGET_SOFTER,
    TARGET_ACCESS,
    TARGET_MORE_LANGUAGES,
    TARGET_PLAN,
    TARGET_DOCUMENTS,
    TARGET_PUT_ASIDE, /* the alert */
    TARGET_LEAVE,     /* of "are you still there?" */
    TARGET_STAY,
    TARGET_CHOICE = 32,   /* + index */
    TARGET_LANGUAGE = 64, /* + index */
    TARGETS_MAX = 32      /* on one page */
};

enum kiosk_event_type {
    EVENT_TICK,
    EVENT_DOWN, /* finger on `target`; a mouse is a finger */
    EVENT_MOVE,
    EVENT_UP,
    EVENT_CANCEL,   /* the finger was lost, or EVERY_FINGER */
    EVENT_NEXT,     /* Tab, arrow keys without a place to go */
    EVENT_PREVIOUS, /* Shift-Tab */
    EVENT_FOCUS,    /* to `target` (arrow keys) */
    EVENT_ENTER,
    EVENT_BACK,
    EVENT_SWITCH, /* the only key of somebody who has one */
    EVENT_ALOUD,  /* a headset was plugged in, or a key of a keypad for the blind */
    EVENT_REPEAT, /* say it again */
    EVENT_SILENT, /* the headset was unplugged */
    EVENT_TYPES
};

#define EVERY_FINGER INT64_MIN

struct kiosk_event {
    enum kiosk_event_type type;
    int64_t finger; /* which, when several may be down */
    int target;     /* what is under it */
    int corner;     /* 1 to 4, clockwise from the top left, when it is in one; else 0 */
};

/* All that the session depends on besides its own state. */
struct kiosk_world {
    const struct show *show;
    bool speech; /* something can read aloud */
    int alert;   /* which alert holds now, 0: none */
    bool closed; /* and it closes the kiosk */
};

/* What is worth counting; of the step that was just taken only. */
enum news_type {
    NEWS_CHOICE,    /* name: its id */
    NEWS_ZONE,      /* name: its letter */
    NEWS_SESSION,   /* one ended; name "" */
    NEWS_ABANDONED, /* it had not come to an answer; name "" */
    NEWS_LANGUAGE,  /* that it ended in; name: its code */
    NEWS_ACCESS,    /* used during it; name: "larger", "contrast", "lowered", "aloud", "switch" */
    NEWS_TYPES
};

enum { NEWS_MAX = 12, VOLUME_MAX = 5, VOLUME_DEFAULT = 3, HELD_MAX = 2 };

struct session {
    enum kiosk_page page;
    enum kiosk_page before; /* where languages, access and alert go back to */
    int choice, inner;      /* indexes, -1: none */
    int language;           /* index */
    bool larger, contrast, lowered, aloud, scanning;
    int volume;
    bool asking;        /* "are you still there?" lies over the page */
    int focus;          /* target with the focus ring, 0: not shown */
    int pressed;        /* target the finger went down on, 0: none */
    bool inside;        /* the finger is on it now: it is drawn pressed */
    unsigned utterance; /* changes when what is on the page is to be said (while aloud) */
    struct {
        enum news_type type;
        const char *name; /* borrowed from the show, or static */
    } news[NEWS_MAX];
    int news_count;
    /* only session.c looks at what follows */
    bool fresh;    /* nobody has touched since all was reset */
    bool answered; /* came to a result or an answer */
    unsigned used; /* access modes that were on at any time */
    bool down;     /* a finger is down, and it is `finger` */
    int64_t finger, down_ms, touched_ms, asked_ms, pressed_ms, scanned_ms, cleaned_ms, held_ms;
    struct {
        int64_t finger;
        int corner; /* 0: not held */
    } held[HELD_MAX];
    int alert_seen;
};

/* Returns the state a kiosk starts in: the rotation. */
struct session session_start(int64_t now_ms);

/* Returns the state after the event. */
struct session session_step(struct session session, const struct kiosk_world *world,
                            struct kiosk_event event, int64_t now_ms);

/* Returns when the next EVENT_TICK will change something (a countdown each second), INT64_MAX when
 * none will. */
int64_t session_due(const struct session *session, const struct kiosk_world *world, int64_t now_ms);

/* Returns the seconds left of the countdown on the page ("are you still there?" or cleaning). */
int session_seconds(const struct session *session, int64_t now_ms);
enum { ASKING_SECONDS = 20, CLEANING_SECONDS = 30 };

/* Fills targets with what can be touched in this state, in reading order; returns how many. */
int session_targets(const struct session *session, const struct kiosk_world *world,
                    int targets[TARGETS_MAX]);

/* Returns the choice the session is at (the inner one if there is one), or NULL. */
const struct kiosk_choice *session_choice(const struct session *session,
                                          const struct kiosk_world *world);

/* Returns the way to the zone of that choice, by the lift when the controls are lowered. */
struct plan_trip session_trip(const struct session *session, const struct kiosk_world *world);

/* Fills languages with the indexes of those that are offered; returns how many. */
int session_languages(const struct kiosk_world *world, int languages[LANGUAGES_MAX]);

/* How many languages the home page shows itself; with more, the last place leads to the others. */
enum { HOME_LANGUAGES = 4 };
