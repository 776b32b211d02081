/* Fingers and keys. One finger counts; what it presses acts when it is let go there, so that
 * sliding off takes a touch back. Everything a finger can do, keys can do, and so can a single
 * switch. */
#include "kiosk/session_parts.h"

/* Returns whether a press counts, not being the second of a trembling hand. */
static bool press_counts(struct session *session, int64_t now_ms)
{
    bool counts = now_ms - session->pressed_ms >= TWICE_MS;
    session->pressed_ms = counts ? now_ms : session->pressed_ms;
    return counts;
}

/* Somebody is there: whatever the page, the countdowns start anew. */
static void notice(struct session *session, int64_t now_ms)
{
    session->touched_ms = now_ms;
    session->asked_ms = session->asking ? now_ms : session->asked_ms;
    session->fresh = session->fresh && session->page != PAGE_HOME;
}

static bool is_finger(struct kiosk_event event, int64_t finger)
{
    return event.finger == finger || event.finger == EVERY_FINGER;
}

static void hold_corner(struct session *session, struct kiosk_event event, int64_t now_ms)
{
    bool before = session_corners_held(session);
    for (int i = 0; i < HELD_MAX; i++) {
        if (session->held[i].corner && is_finger(event, session->held[i].finger)) {
            session->held[i].corner = 0;
        }
    }
    for (int i = 0; event.corner >= 1 && event.corner <= 4 && i < HELD_MAX; i++) {
        if (!session->held[i].corner) {
            session->held[i].finger = event.finger;
            session->held[i].corner = event.corner;
            break;
        }
    }
    if (session_corners_held(session) && !before) {
        session->held_ms = now_ms;
        session->pressed = TARGET_NONE; /* this is no visitor's touch */
        session->inside = false;
    }
}

static void handle_down(struct session *session, const struct kiosk_world *world,
                        struct kiosk_event event, int64_t now_ms)
{
    bool other = session->down && event.finger != session->finger &&
                 now_ms - session->down_ms < LOST_MS;
    notice(session, now_ms);
    if (other || !press_counts(session, now_ms)) {
        return;
    }
    session->down = true;
    session->finger = event.finger;
    session->down_ms = now_ms;
    session->pressed = TARGET_NONE;
    session->inside = session->scanning = false;
    session->focus = TARGET_NONE;
    if (session->page == PAGE_ROTATION) {
        if (session_works(world)) {
            session_wake(session, world, now_ms);
        }
    } else if (session_has(session, world, event.target)) {
        session->pressed = event.target;
        session->inside = true;
    }
}

static void handle_move(struct session *session, struct kiosk_event event, int64_t now_ms)
{
    if (session->down && event.finger == session->finger) {
        notice(session, now_ms);
        session->down_ms = now_ms;
        session->inside = session->pressed && event.target == session->pressed;
    }
}

static void handle_up(struct session *session, const struct kiosk_world *world,
                      struct kiosk_event event, int64_t now_ms)
{
    if (!session->down || event.finger != session->finger) {
        return;
    }
    int target = session->pressed && event.target == session->pressed ? session->pressed
                                                                      : TARGET_NONE;
    session_let_go(session);
    notice(session, now_ms);
    if (session->asking && target != TARGET_LEAVE) {
        target = TARGET_STAY; /* any touch extends */
    }
    session_act(session, world, target, now_ms);
}

void session_touch(struct session *session, const struct kiosk_world *world,
                   struct kiosk_event event, int64_t now_ms)
{
    event.corner = event.type == EVENT_DOWN || event.type == EVENT_MOVE ? event.corner : 0;
    hold_corner(session, event, now_ms);
    if (session->page == PAGE_CLEANING) {
        return;
    }
    if (event.type == EVENT_DOWN) {
        handle_down(session, world, event, now_ms);
    } else if (event.type == EVENT_MOVE) {
        handle_move(session, event, now_ms);
    } else if (event.type == EVENT_UP) {
        handle_up(session, world, event, now_ms);
    } else if (is_finger(event, session->finger)) {
        session_let_go(session);
    }
}

static void handle_enter(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (!press_counts(session, now_ms)) {
        return;
    }
    if (session->focus == TARGET_NONE && !session->asking) {
        session_show_focus(session, world, true);
    } else {
        session_act(session, world,
                    session->asking && !session->focus ? TARGET_STAY : session->focus, now_ms);
    }
}

static void handle_switch(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (session->scanning) {
        handle_enter(session, world, now_ms);
    } else if (press_counts(session, now_ms)) {
        session_toggle(session, &session->scanning);
        session_show_focus(session, world, true);
    }
    session->scanned_ms = now_ms;
}

static void handle_back(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (session->asking) {
        session_act(session, world, TARGET_STAY, now_ms);
    } else if (session->page == PAGE_ALERT) {
        session_act(session, world, TARGET_PUT_ASIDE, now_ms);
    } else {
        session_act(session, world, TARGET_BACK, now_ms);
    }
}

void session_key(struct session *session, const struct kiosk_world *world, struct kiosk_event event,
                 int64_t now_ms)
{
    if (event.type == EVENT_SILENT) {
        session->aloud = false; /* who takes the headset along may have left: nobody is noticed */
        return;
    }
    notice(session, now_ms);
    if (session->page == PAGE_ROTATION) {
        if (!session_works(world)) {
            return;
        }
        session_wake(session, world, now_ms);
        session_show_focus(session, world, event.type != EVENT_SWITCH);
        if (event.type != EVENT_SWITCH && event.type != EVENT_ALOUD) {
            session->pressed_ms = now_ms;
            return;
        }
    }
    switch (event.type) {
    case EVENT_NEXT:
        session_move_focus(session, world, 1);
        break;
    case EVENT_PREVIOUS:
        session_move_focus(session, world, session->focus ? -1 : 0);
        break;
    case EVENT_FOCUS:
        session->focus = session_has(session, world, event.target) ? event.target : session->focus;
        break;
    case EVENT_ENTER:
        handle_enter(session, world, now_ms);
        break;
    case EVENT_BACK:
        handle_back(session, world, now_ms);
        break;
    case EVENT_SWITCH:
        handle_switch(session, world, now_ms);
        break;
    case EVENT_ALOUD:
        if (world->speech && !session->aloud) {
            session_toggle(session, &session->aloud);
        }
        break;
    case EVENT_REPEAT:
        session->utterance++;
        break;
    default:
        break;
    }
}
