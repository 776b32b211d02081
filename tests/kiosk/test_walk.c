/* A million events at random, the same ones each time: from wherever they lead, home is two touches
 * away, every page was seen, and nothing of the state is out of its bounds. */
#include "support/cmocka_all.h"
#include "support/kiosk.h"

enum { EVENTS = 1000000, PROBE_EACH = 7 };

static uint32_t seed = 20261124;

/* xorshift32 (Marsaglia 2003) */
static uint32_t draw(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % below;
}

static int64_t some_time(void)
{
    switch (draw(20)) {
    case 0:
        return draw(70000);
    case 1:
        return 20000;
    case 2:
    case 3:
        return draw(4000);
    default:
        return draw(700);
    }
}

static struct kiosk_event some_event(const struct session *session, const struct kiosk_world *world)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    struct kiosk_event event = { .type = draw(4) ? EVENT_DOWN + draw(3) : draw(EVENT_TYPES),
                                 .finger = draw(10) ? 1 : 2,
                                 .corner = draw(40) ? 0 : (int)draw(5) };
    if (count > 0 && draw(8)) {
        event.target = event.type == EVENT_UP && session->pressed && draw(5)
                           ? session->pressed
                           : targets[draw((uint32_t)count)];
    } else {
        event.target = (int)draw(200) - 20; /* also what no page has */
    }
    return event;
}

static void change_world(struct kiosk_world *world)
{
    switch (draw(3000)) {
    case 0:
        world->alert = (int)draw(3);
        break;
    case 1:
        world->closed = draw(4) == 0;
        break;
    case 2:
        world->speech = draw(4) != 0;
        break;
    default:
        break;
    }
}

static void check_bounds(const struct session *session, const struct kiosk_world *world)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets);
    bool found = session->focus == 0, pressed = session->pressed == 0;
    for (int i = 0; i < count; i++) {
        found = found || targets[i] == session->focus;
        pressed = pressed || targets[i] == session->pressed;
    }
    assert_true(found && pressed && (session->pressed || !session->inside));
    assert_true(session->page < PAGE_COUNT && session->news_count <= NEWS_MAX);
    assert_true(session->volume >= 1 && session->volume <= VOLUME_MAX);
    assert_true(session->language >= 0 && session->language < world->show->language_count);
}

static int touch_towards_home(const struct session *session, const struct kiosk_world *world)
{
    int targets[TARGETS_MAX], count = session_targets(session, world, targets), best = 0;
    static const int ways[] = { TARGET_FINISH, TARGET_STAY, TARGET_PUT_ASIDE };
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < count && best == 0; j++) {
            best = targets[j] == ways[i] ? ways[i] : 0;
        }
    }
    return best;
}

/* Only the cleaning, which ends by itself, and an alert that closes the kiosk hold a visitor. */
static void check_home_is_near(struct session session, const struct kiosk_world *world, int64_t now)
{
    struct kiosk_world calm = *world;
    calm.alert = calm.alert == session.alert_seen || session.page == PAGE_ALERT ? calm.alert : 0;
    calm.closed = false;
    if (session.page == PAGE_CLEANING) {
        session = session_step(session, &calm, (struct kiosk_event){ 0 }, now += 30000);
        assert_int_not_equal(session.page, PAGE_CLEANING);
        return;
    }
    for (int64_t finger = 1; finger <= 2; finger++) { /* whoever held a corner lets go */
        struct kiosk_event lost = { EVENT_CANCEL, finger, 0, 0 };
        session = session_step(session, &calm, lost, now);
    }
    for (int touches = 0; touches < 2 && session.page != PAGE_HOME;) {
        session = session_step(session, &calm, (struct kiosk_event){ 0 }, now += 400);
        touches += !session.asking; /* saying that one is there is one more */
        int target = touch_towards_home(&session, &calm);
        session = session_step(session, &calm, (struct kiosk_event){ EVENT_DOWN, 3, target, 0 },
                               now);
        session = session_step(session, &calm, (struct kiosk_event){ EVENT_UP, 3, target, 0 }, now);
    }
    bool alert_again = session.page == PAGE_ALERT && session.before == PAGE_ROTATION;
    if (session.page != PAGE_HOME && !alert_again) {
        fail_msg("page %d is more than two touches from home", session.page);
    }
}

/* Sleeping until what session_due says misses nothing. */
static void check_sleep(struct session session, const struct kiosk_world *world, int64_t now)
{
    int64_t due = session_due(&session, world, now);
    int64_t wake = due == INT64_MAX ? now + 1000000 : due - 1;
    if (wake <= now) {
        return;
    }
    struct session later = session_step(session, world, (struct kiosk_event){ 0 }, wake);
    assert_true(later.page == session.page && later.asking == session.asking &&
                later.focus == session.focus && later.choice == session.choice &&
                later.language == session.language);
    if (later.asking || later.page == PAGE_CLEANING) {
        assert_int_equal(session_seconds(&later, wake), session_seconds(&session, now + 1));
    }
}

static void a_million_events(void **state)
{
    (void)state;
    struct show *show = kiosk_show();
    for (int i = 2; i < 6; i++) {
        show->languages[i] = show->languages[1];
    }
    show->language_count = 6;
    show->kiosk.languages = 0x3f;
    struct kiosk_world world = kiosk_world_of(show);
    struct session session = session_start(0);
    unsigned long seen[PAGE_COUNT] = { 0 }, asked = 0;
    int64_t now = 0;
    for (int i = 0; i < EVENTS; i++) {
        now += some_time();
        change_world(&world);
        session = session_step(session, &world, some_event(&session, &world), now);
        seen[session.page]++;
        asked += session.asking;
        check_bounds(&session, &world);
        if (i % PROBE_EACH == 0) {
            check_home_is_near(session, &world, now);
            check_sleep(session, &world, now);
        }
    }
    for (int page = 0; page < PAGE_COUNT; page++) {
        if (seen[page] == 0) {
            fail_msg("page %d was never reached", page);
        }
    }
    assert_true(asked > 100);
    show->language_count = 2;
    show_free(show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
