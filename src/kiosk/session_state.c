/* What changes the session's state, for all that does: resetting it, showing a page, the focus. */
#include "kiosk/session_parts.h"

struct session session_start(int64_t now_ms)
{
    return (struct session){ .page = PAGE_ROTATION,
                             .choice = -1,
                             .inner = -1,
                             .volume = VOLUME_DEFAULT,
                             .fresh = true,
                             .touched_ms = now_ms,
                             .pressed_ms = now_ms - TWICE_MS };
}

void session_tell(struct session *session, enum news_type type, const char *name)
{
    if (session->news_count < NEWS_MAX) {
        session->news[session->news_count].type = type;
        session->news[session->news_count++].name = name;
    }
}

bool session_works(const struct kiosk_world *world)
{
    return world->show->kiosk.choices.count > 0;
}

/* Forgets all of the visitor; what is to be counted is told first. */
void session_reset(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    static const char *const modes[] = { "larger", "contrast", "lowered", "aloud", "switch" };
    struct session clean = session_start(now_ms);
    if (!session->fresh) {
        session_tell(session, NEWS_SESSION, "");
        if (!session->answered) {
            session_tell(session, NEWS_ABANDONED, "");
        }
        if (session->language < world->show->language_count) {
            session_tell(session, NEWS_LANGUAGE, world->show->languages[session->language].code);
        }
        for (int i = 0; i < 5; i++) {
            if (session->used & 1u << i) {
                session_tell(session, NEWS_ACCESS, modes[i]);
            }
        }
    }
    clean.page = PAGE_HOME;
    clean.utterance = session->utterance;
    clean.news_count = session->news_count;
    for (int i = 0; i < session->news_count; i++) {
        clean.news[i] = session->news[i];
    }
    *session = clean;
}

bool session_has(const struct session *session, const struct kiosk_world *world, int target)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    for (int i = 0; i < count; i++) {
        if (targets[i] == target) {
            return true;
        }
    }
    return false;
}

/* Puts the focus at the page's first target, or hides it. */
void session_show_focus(struct session *session, const struct kiosk_world *world, bool shown)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    session->focus = !shown || count == 0 ? TARGET_NONE
                     : session->asking    ? TARGET_STAY
                                          : targets[0];
}

void session_let_go(struct session *session)
{
    session->down = session->inside = false;
    session->pressed = TARGET_NONE;
}

void session_go(struct session *session, const struct kiosk_world *world, enum kiosk_page page)
{
    session->page = page;
    session_show_focus(session, world, session->focus != TARGET_NONE);
}

void session_wake(struct session *session, const struct kiosk_world *world, int64_t now_ms)
{
    session->page = PAGE_HOME;
    session->fresh = false;
    session->touched_ms = now_ms;
    session_show_focus(session, world, false);
}

void session_move_focus(struct session *session, const struct kiosk_world *world, int step)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets), at = -1;
    if (count == 0) {
        session->focus = TARGET_NONE;
        return;
    }
    for (int i = 0; i < count; i++) {
        at = targets[i] == session->focus ? i : at;
    }
    session->focus = at < 0 ? targets[0] : targets[(at + step + count) % count];
}

bool session_corners_held(const struct session *session)
{
    int a = session->held[0].corner, b = session->held[1].corner;
    return a && b && (a - b == 2 || b - a == 2);
}
