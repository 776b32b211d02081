/* The session is a value: each step replaces it, and what it told is counted at once, so that
 * nothing about a visitor outlives the session but the counts. */
#include "kiosk/visit.h"

#include "base/log.h"

#include <errno.h>
#include <string.h>

static bool same_choices(const struct list *a, const struct list *b)
{
    const struct kiosk_choice *left = a->items, *right = b->items;
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(left[i].id, right[i].id) != 0 ||
            !same_choices(&left[i].choices, &right[i].choices)) {
            return false;
        }
    }
    return true;
}

static bool same_kiosk(const struct show *a, const struct show *b)
{
    bool same = a->language_count == b->language_count &&
                same_choices(&a->kiosk.choices, &b->kiosk.choices);
    for (int i = 0; same && i < a->language_count; i++) {
        same = strcmp(a->languages[i].code, b->languages[i].code) == 0;
    }
    return same;
}

static bool is_kiosk(const struct show *show)
{
    return show->screen.touch && show->kiosk.choices.count > 0;
}

void visit_start(struct visit *visit, const struct show *show, bool speech, const char *usage_path,
                 int64_t now_ms)
{
    size_t strange = 0;
    *visit = (struct visit){ .works = is_kiosk(show),
                             .world = { .show = show, .speech = speech },
                             .session = session_start(now_ms),
                             .usage_path = usage_path };
    /* Also where there is no kiosk now: the content may make one of it, and counts add up. */
    if (usage_path && !usage_read(&visit->usage, usage_path, &strange) && errno != ENOENT) {
        log_line(LOG_WARNING, "cannot read %s: %s", usage_path, strerror(errno));
    }
}

void visit_finish(struct visit *visit)
{
    if (visit->usage_path && !usage_keep(&visit->usage, visit->usage_path, INT64_MAX)) {
        log_line(LOG_WARNING, "cannot write %s: %s", visit->usage_path, strerror(errno));
    }
    usage_finish(&visit->usage);
}

void visit_change(struct visit *visit, const struct show *show, int64_t now_ms)
{
    bool stays = visit->works && is_kiosk(show) && same_kiosk(visit->world.show, show);
    visit->works = is_kiosk(show);
    visit->world.show = show;
    visit->world.alert = 0;
    visit->alert = NULL;
    if (!stays) {
        visit->session = session_start(now_ms);
    }
}

/* Takes a step and counts what it told. */
static void step(struct visit *visit, struct kiosk_event event, struct moment moment,
                 int64_t now_ms)
{
    visit->session = session_step(visit->session, &visit->world, event, now_ms);
    if (moment.trusted) {
        usage_observe(&visit->usage, moment.date, &visit->session);
    }
}

void visit_alert(struct visit *visit, const struct slide *alert, struct moment moment,
                 int64_t now_ms)
{
    if (alert != visit->alert) {
        visit->alert = alert;
        visit->world.alert = alert ? (int)(alert - visit->world.show->slides) + 1 : 0;
        visit->world.closed = alert && alert->head->closes_kiosk;
        step(visit, (struct kiosk_event){ .type = EVENT_TICK }, moment, now_ms);
    }
}

void visit_act(struct visit *visit, const struct picture *shown, struct visit_act act,
               struct moment moment, int64_t now_ms)
{
    if (!visit->works) {
        return;
    }
    if (act.touches) {
        act.event.target = picture_hit(shown, act.x, act.y);
        act.event.corner = kiosk_corner(shown, act.x, act.y);
    }
    if (act.steers) {
        act.event.target = kiosk_neighbour(shown, visit->session.focus, act.direction);
        act.event.type = EVENT_FOCUS;
    }
    step(visit, act.event, moment, now_ms);
}

void visit_pass(struct visit *visit, struct moment moment, int64_t now_ms)
{
    if (visit->works) {
        step(visit, (struct kiosk_event){ .type = EVENT_TICK }, moment, now_ms);
    }
    if (visit->usage_path && usage_due(&visit->usage) <= now_ms &&
        !usage_keep(&visit->usage, visit->usage_path, now_ms)) {
        log_line(LOG_WARNING, "cannot write %s: %s", visit->usage_path, strerror(errno));
    }
}

int64_t visit_due(const struct visit *visit, int64_t now_ms)
{
    int64_t due = visit->works ? session_due(&visit->session, &visit->world, now_ms) : INT64_MAX;
    int64_t keep = visit->usage_path ? usage_due(&visit->usage) : INT64_MAX;
    return due < keep ? due : keep;
}

bool visit_shows_page(const struct visit *visit)
{
    return visit->works && visit->session.page != PAGE_ROTATION;
}

void visit_draw(const struct visit *visit, struct moment moment, int64_t now_ms,
                struct picture *picture)
{
    const struct kiosk_view view = { .world = &visit->world,
                                     .session = &visit->session,
                                     .moment = moment,
                                     .now_ms = now_ms,
                                     .alert = visit->alert };
    if (visit->works) {
        kiosk_draw(&view, picture);
    }
}

bool visit_foresee(const struct visit *visit, int index, int64_t now_ms, struct session *next)
{
    enum { STEADY_MS = 1000 }; /* long enough after what was done for a press to count */
    int targets[TARGETS_MAX];
    bool rotates = visit->session.page == PAGE_ROTATION;
    int count = rotates ? 1 : session_targets(&visit->session, &visit->world, targets);
    if (!visit->works || index >= count) {
        return false;
    }
    struct kiosk_event event = { .type = EVENT_DOWN, .target = rotates ? 0 : targets[index] };
    *next = session_step(visit->session, &visit->world, event, now_ms + STEADY_MS);
    event.type = EVENT_UP;
    *next = session_step(*next, &visit->world, event, now_ms + STEADY_MS);
    next->news_count = 0;
    return true;
}
