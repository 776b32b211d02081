/* A visitor who does anything at any time: the session never leaves its states, offers only what
 * can be touched, and goes back to the hall's slides when it is left alone. */
#include "fuzz/fuzz.h"
#include "kiosk/visit.h"
#include "support/fake_metrics.h"
#include "support/kiosk.h"

#include <stdlib.h>

static struct show *show;

static void free_show(void)
{
    show_free(show);
}

static bool is_offered(const struct session *session, const struct kiosk_world *world, int target)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    MUST(count >= 0 && count <= TARGETS_MAX);
    for (int i = 0; i < count; i++) {
        MUST(targets[i] > 0);
        if (targets[i] == target) {
            return true;
        }
    }
    return false;
}

static void look_at(const struct session *session, const struct kiosk_world *world, int64_t now)
{
    MUST(session->page >= 0 && session->page < PAGE_COUNT);
    MUST(session->language >= 0 && session->language < show->language_count);
    MUST(session->volume >= 0 && session->volume <= VOLUME_MAX);
    MUST(session->news_count >= 0 && session->news_count <= NEWS_MAX);
    MUST(session_due(session, world, now) > now);
    MUST(session->focus == 0 || is_offered(session, world, session->focus));
    bool needs_choice = session->page == PAGE_RESULT || session->page == PAGE_DOCUMENTS ||
                        session->page == PAGE_ANSWER || session->page == PAGE_PLAN;
    MUST(!needs_choice || session_choice(session, world));
    int seconds = session_seconds(session, now);
    MUST(seconds >= 0 && seconds <= CLEANING_SECONDS);
}

static void draw(const struct session *session, const struct kiosk_world *world, int64_t now,
                 struct picture *picture)
{
    const struct kiosk_view view = {
        .world = world, .session = session, .moment = moment_at(1800000000000, true), .now_ms = now
    };
    picture_start(picture, 1080, 1920, &narrow_metrics);
    kiosk_draw(&view, picture);
}

static struct kiosk_event take_event(struct input *input, const struct session *session,
                                     const struct kiosk_world *world)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    struct kiosk_event event = { .type = (enum kiosk_event_type)input_number(input, 0,
                                                                             EVENT_TYPES - 1),
                                 .finger = input_number(input, 0, 3) };
    int which = input_byte(input);
    event.target = which >= 128 ? which - 128 : count > 0 ? targets[which % count] : 0;
    event.corner = event.type == EVENT_DOWN ? (int)input_number(input, 0, 15) : 0;
    event.corner = event.corner > 4 ? 0 : event.corner;
    return event;
}

static void leave_alone(struct session session, const struct kiosk_world *world, int64_t now)
{
    const struct kiosk_event lifted[] = {
        { .type = EVENT_CANCEL, .finger = session.finger },
        { .type = EVENT_CANCEL, .finger = session.held[0].finger },
        { .type = EVENT_CANCEL, .finger = session.held[1].finger }
    };
    for (size_t i = 0; i < sizeof lifted / sizeof *lifted; i++) {
        session = session_step(session, world, lifted[i], now);
    }
    for (int steps = 0; session.page != PAGE_ROTATION && !world->alert; steps++) {
        MUST(steps < 1000);
        int64_t due = session_due(&session, world, now);
        MUST(due > now && due - now < 600000);
        now = due;
        session = session_step(session, world, (struct kiosk_event){ .type = EVENT_TICK }, now);
    }
    MUST(world->alert || (session.language == 0 && !session.larger && !session.aloud));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!show) {
        show = kiosk_show();
        show_set_zone(show);
        atexit(free_show);
    }
    struct input input = { data, size < 2048 ? size : 2048 };
    struct picture picture = { 0 };
    struct kiosk_world world = kiosk_world_of(show);
    int64_t now = input_number(&input, 0, 100000);
    struct session session = session_start(now);
    while (input.size > 0) {
        int what = input_byte(&input);
        world.alert = what >= 250 ? what - 249 : what >= 245 ? 0 : world.alert;
        world.closed = world.alert > 3;
        now += what % 4 == 0 ? input_number(&input, 0, 200000) : input_number(&input, 0, 255);
        session = session_step(session, &world, take_event(&input, &session, &world), now);
        if (session_due(&session, &world, now) <= now) { /* an alert that waited for the event */
            session = session_step(session, &world, (struct kiosk_event){ .type = EVENT_TICK },
                                   now);
        }
        look_at(&session, &world, now);
        if (what % 16 == 3) {
            draw(&session, &world, now, &picture);
        }
    }
    draw(&session, &world, now, &picture);
    leave_alone(session, &world, now);
    picture_finish(&picture);
    return 0;
}
