/* Every step first lets the time that has passed do what it does (ask, reset, rotate, end the
 * cleaning), then makes sure that the page still exists in this content, then lets the event act.
 * So a late event never acts on a page that should be gone. */
#include "kiosk/session_parts.h"

static bool in_session(const struct session *session)
{
    return !session->fresh && session->page != PAGE_ROTATION && session->page != PAGE_CLEANING &&
           !(session->page == PAGE_ALERT && session->before == PAGE_ROTATION);
}

static int64_t quiet_ms(const struct session *session)
{
    bool access = session->larger || session->contrast || session->lowered || session->aloud ||
                  session->scanning;
    return access ? QUIET_ACCESS_MS : QUIET_MS;
}

static void pass_cleaning(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (session->page == PAGE_CLEANING) {
        if (now_ms - session->cleaned_ms >= CLEANING_MS) {
            session_reset(session, world, now_ms);
        }
    } else if (session_corners_held(session) && now_ms - session->held_ms >= HOLD_MS) {
        session_reset(session, world, now_ms);
        session->page = PAGE_CLEANING;
        session->cleaned_ms = now_ms;
    }
}

static void pass_alert(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    bool shown = world->alert && (world->closed || world->alert != session->alert_seen);
    if (session->page == PAGE_CLEANING) {
        return;
    }
    if (shown && world->closed && in_session(session)) {
        session_reset(session, world, now_ms); /* nobody can go on */
    }
    if (shown && session->page != PAGE_ALERT) {
        session->before = in_session(session) ? session->page : PAGE_ROTATION;
        session->asking = false;
        session_let_go(session);
        session_go(session, world, PAGE_ALERT);
    } else if (!shown && session->page == PAGE_ALERT) {
        session_let_go(session);
        if (session->before == PAGE_ROTATION) {
            session_reset(session, world, now_ms); /* reading aloud may have begun on that page */
            session->page = PAGE_ROTATION;
            return;
        }
        session_go(session, world, session->before);
    }
}

static void pass_quiet(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (session->asking && now_ms - session->asked_ms >= ASKING_MS) {
        session_reset(session, world, now_ms);
    } else if (!session->asking && in_session(session) &&
               now_ms - session->touched_ms >= quiet_ms(session)) {
        session->asking = true;
        session->asked_ms = now_ms;
        session_let_go(session);
        session_show_focus(session, world, session->focus != TARGET_NONE);
    } else if (session->fresh && session->page == PAGE_HOME &&
               now_ms - session->touched_ms >= RESTING_MS) {
        session->page = PAGE_ROTATION;
        session->focus = TARGET_NONE;
    }
}

static void pass_scan(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    if (session->scanning && now_ms - session->scanned_ms >= SCAN_MS) {
        session_move_focus(session, world, 1);
        session->scanned_ms = now_ms;
    }
}

/* The content may have changed since the last step. */
static void keep_valid(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    static const int kinds[PAGE_COUNT] = {
        [PAGE_LIST] = CHOICE_LIST + 1,        [PAGE_RESULT] = CHOICE_ZONE + 1,
        [PAGE_DOCUMENTS] = CHOICE_ZONE + 1,   [PAGE_PLAN] = CHOICE_ZONE + 1,
        [PAGE_ANSWER] = CHOICE_ELSEWHERE + 1,
    };
    const struct kiosk_choice *choice = session_choice(session, world);
    enum kiosk_page page = session->page == PAGE_ACCESS || session->page == PAGE_LANGUAGES ||
                                   session->page == PAGE_ALERT
                               ? session->before
                               : session->page;
    bool gone = kinds[page] && (!choice || (int)kiosk_choice_kind(choice) + 1 != kinds[page]);
    bool unspoken = session->language >= world->show->language_count ||
                    (session->language > 0 &&
                     !(world->show->kiosk.languages & 1u << session->language));
    if (!session_works(world)) {
        bool idle = session->page == PAGE_ROTATION || session->page == PAGE_CLEANING;
        if (!idle && (session->page != PAGE_ALERT || session->before != PAGE_ROTATION)) {
            session_reset(session, world, now_ms);
            session->page = PAGE_ROTATION;
        }
    } else if (gone || (page == PAGE_PLAN && session_trip(session, world).legs == 0) ||
               (page == PAGE_DOCUMENTS && choice->documents.count == 0)) {
        session->choice = session->inner = -1;
        session->before = PAGE_HOME;
        session->page = session->page == PAGE_ALERT ? PAGE_ALERT : PAGE_HOME;
        session->asking = false;
        session_let_go(session);
    }
    session->language = unspoken ? 0 : session->language;
    session->aloud = session->aloud && world->speech;
}

/* What is gone from the page is neither in focus nor pressed. */
static void keep_targets(struct session *session, const struct kiosk_world *world)
{
    if (session->focus && !session_has(session, world, session->focus)) {
        session_show_focus(session, world, true);
    }
    if (session->pressed && !session_has(session, world, session->pressed)) {
        session->pressed = TARGET_NONE;
        session->inside = false;
    }
}

static void pass_time(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    keep_valid(session, world, now_ms);
    pass_cleaning(session, world, now_ms);
    pass_quiet(session, world, now_ms);
    pass_alert(session, world, now_ms);
    keep_valid(session, world, now_ms);
    keep_targets(session, world);
    pass_scan(session, world, now_ms);
}

/* What is on the page is said when it is another page, or when reading begins. */
static bool says_anew(const struct session *old, const struct session *session)
{
    return session->aloud && (!old->aloud || old->page != session->page ||
                              old->choice != session->choice || old->inner != session->inner ||
                              old->language != session->language || old->asking != session->asking);
}

struct session session_step(struct session session, const struct kiosk_world *world,
                            struct kiosk_event event, int64_t now_ms)
{
    session.news_count = 0;
    struct session old = session;
    pass_time(&session, world, now_ms);
    bool touch = event.type == EVENT_DOWN || event.type == EVENT_MOVE || event.type == EVENT_UP ||
                 event.type == EVENT_CANCEL;
    if (touch) {
        session_touch(&session, world, event, now_ms);
    } else if (event.type != EVENT_TICK && session.page != PAGE_CLEANING) {
        session_key(&session, world, event, now_ms);
    }
    pass_alert(&session, world, now_ms);
    keep_targets(&session, world);
    session.utterance += says_anew(&old, &session);
    return session;
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* A countdown is drawn anew each second. */
static int64_t next_second(int64_t from_ms, int64_t now_ms)
{
    return from_ms + ((now_ms - from_ms) / 1000 + 1) * 1000;
}

int session_seconds(const struct session *session, int64_t now_ms)
{
    bool cleaning = session->page == PAGE_CLEANING;
    int64_t from = cleaning ? session->cleaned_ms : session->asked_ms;
    int64_t left = from + (cleaning ? CLEANING_MS : ASKING_MS) - now_ms;
    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

int64_t session_due(const struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    int64_t due = INT64_MAX;
    if (world->alert && session->page == PAGE_ROTATION) {
        return now_ms;
    }
    if (session->page == PAGE_CLEANING) {
        return next_second(session->cleaned_ms, now_ms);
    }
    if (session_corners_held(session)) {
        due = sooner(due, session->held_ms + HOLD_MS);
    }
    if (session->asking) {
        due = sooner(due, next_second(session->asked_ms, now_ms));
    } else if (in_session(session)) {
        due = sooner(due, session->touched_ms + quiet_ms(session));
    } else if (session->fresh && session->page == PAGE_HOME) {
        due = sooner(due, session->touched_ms + RESTING_MS);
    }
    if (session->scanning) {
        due = sooner(due, session->scanned_ms + SCAN_MS);
    }
    return due;
}
