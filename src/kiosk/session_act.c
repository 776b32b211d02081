/* What each target does. */
#include "kiosk/session_parts.h"

static void open_choice(struct session *session, const struct kiosk_world *world, int index)
{
    if (session->page == PAGE_HOME) {
        session->choice = index;
        session->inner = -1;
    } else {
        session->inner = index;
    }
    const struct kiosk_choice *choice = session_choice(session, world);
    enum choice_kind kind = kiosk_choice_kind(choice);
    session_tell(session, NEWS_CHOICE, choice->id);
    if (kind == CHOICE_ZONE) {
        session_tell(session, NEWS_ZONE, choice->zone->letter);
    }
    session->answered = session->answered || kind != CHOICE_LIST;
    session_go(session, world,
               kind == CHOICE_LIST   ? PAGE_LIST
               : kind == CHOICE_ZONE ? PAGE_RESULT
                                     : PAGE_ANSWER);
}

static void go_back(struct session *session, const struct kiosk_world *world)
{
    switch (session->page) {
    case PAGE_RESULT:
    case PAGE_ANSWER:
        if (session->inner >= 0) {
            session->inner = -1;
            session_go(session, world, PAGE_LIST);
            break;
        }
        session->choice = -1;
        session_go(session, world, PAGE_HOME);
        break;
    case PAGE_LIST:
        session->choice = -1;
        session_go(session, world, PAGE_HOME);
        break;
    case PAGE_PLAN:
    case PAGE_DOCUMENTS:
        session_go(session, world, PAGE_RESULT);
        break;
    case PAGE_LANGUAGES:
    case PAGE_ACCESS:
        session_go(session, world, session->before);
        break;
    default:
        break;
    }
}

static void go_aside(struct session *session, const struct kiosk_world *world, enum kiosk_page page)
{
    session->before = session->page;
    session_go(session, world, page);
}

static void put_alert_aside(struct session *session, const struct kiosk_world *world)
{
    session->alert_seen = world->alert;
    session->fresh = false;
    session_go(session, world, session->before == PAGE_ROTATION ? PAGE_HOME : session->before);
}

static void set_language(struct session *session, const struct kiosk_world *world, int language)
{
    session->language = language;
    if (session->page == PAGE_LANGUAGES) {
        session_go(session, world, session->before);
    }
}

void session_toggle(struct session *session, bool *mode)
{
    *mode = !*mode;
    session->used |= (session->larger ? 1u : 0) | (session->contrast ? 2u : 0) |
                     (session->lowered ? 4u : 0) | (session->aloud ? 8u : 0) |
                     (session->scanning ? 16u : 0);
}

static void set_volume(struct session *session, int volume)
{
    session->volume = volume < 1 ? 1 : volume > VOLUME_MAX ? VOLUME_MAX : volume;
    session->utterance++;
}

void session_act(struct session *session, const struct kiosk_world *world, int target,
                 int64_t now_ms)
{
    if (!session_has(session, world, target)) {
        return;
    }
    if (target >= TARGET_LANGUAGE) {
        set_language(session, world, target - TARGET_LANGUAGE);
        return;
    }
    if (target >= TARGET_CHOICE) {
        open_choice(session, world, target - TARGET_CHOICE);
        return;
    }
    switch (target) {
    case TARGET_BACK:
        go_back(session, world);
        break;
    case TARGET_FINISH:
    case TARGET_LEAVE:
        session_reset(session, world, now_ms);
        break;
    case TARGET_STAY:
        session->asking = false;
        session_show_focus(session, world, session->focus != TARGET_NONE);
        break;
    case TARGET_LARGER:
        session_toggle(session, &session->larger);
        break;
    case TARGET_CONTRAST:
        session_toggle(session, &session->contrast);
        break;
    case TARGET_LOWERED:
        session_toggle(session, &session->lowered);
        break;
    case TARGET_ALOUD:
        session_toggle(session, &session->aloud);
        break;
    case TARGET_LOUDER:
        set_volume(session, session->volume + 1);
        break;
    case TARGET_SOFTER:
        set_volume(session, session->volume - 1);
        break;
    case TARGET_ACCESS:
        go_aside(session, world, PAGE_ACCESS);
        break;
    case TARGET_MORE_LANGUAGES:
        go_aside(session, world, PAGE_LANGUAGES);
        break;
    case TARGET_PLAN:
        session_go(session, world, PAGE_PLAN);
        break;
    case TARGET_DOCUMENTS:
        session_go(session, world, PAGE_DOCUMENTS);
        break;
    case TARGET_PUT_ASIDE:
        put_alert_aside(session, world);
        break;
    default:
        break;
    }
}
