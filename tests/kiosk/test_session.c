/* Every page and every event, every target, every countdown. */
#include "support/cmocka_all.h"
#include "support/kiosk.h"

#include <stdio.h>
#include <string.h>

enum { START = 1000000 };

static struct show *show;
static struct kiosk_world world;
static int64_t now;

static int setup(void **state)
{
    (void)state;
    show = kiosk_show();
    world = kiosk_world_of(show);
    now = START;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    show_free(show);
    return 0;
}

static struct session send(struct session session, enum kiosk_event_type type, int target)
{
    return session_step(session, &world, (struct kiosk_event){ .type = type, .target = target },
                        now);
}

/* Presses and lets go on a target, long enough after the last press to count. */
static struct session touch(struct session session, int target)
{
    now += 400;
    session = send(session, EVENT_DOWN, target);
    now += 80;
    return send(session, EVENT_UP, target);
}

static struct session wait(struct session session, int64_t ms)
{
    now += ms;
    return send(session, EVENT_TICK, 0);
}

static struct session home(void)
{
    struct session session = touch(session_start(now), 0);
    assert_int_equal(session.page, PAGE_HOME);
    return session;
}

static struct session reach(enum kiosk_page page)
{
    world = kiosk_world_of(show);
    struct session session = home();
    switch (page) {
    case PAGE_ROTATION:
        session = session_start(now);
        break;
    case PAGE_LIST:
        session = touch(session, TARGET_CHOICE + 3);
        break;
    case PAGE_RESULT:
        session = touch(session, TARGET_CHOICE + 1);
        break;
    case PAGE_DOCUMENTS:
        session = touch(touch(session, TARGET_CHOICE + 1), TARGET_DOCUMENTS);
        break;
    case PAGE_PLAN:
        session = touch(touch(session, TARGET_CHOICE + 1), TARGET_PLAN);
        break;
    case PAGE_ANSWER:
        session = touch(session, TARGET_CHOICE + 2);
        break;
    case PAGE_ACCESS:
        session = touch(touch(session, TARGET_CHOICE + 1), TARGET_ACCESS);
        break;
    case PAGE_LANGUAGES: /* with two languages no button leads there */
        session.before = PAGE_HOME;
        session.page = PAGE_LANGUAGES;
        break;
    case PAGE_ALERT:
        world.alert = 7;
        session = send(session, EVENT_TICK, 0);
        break;
    case PAGE_CLEANING:
        session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 1, 0, 1 }, now);
        session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 1, 0, 1 }, now);
        session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 2, 0, 3 }, now);
        session = wait(session, 3000);
        break;
    default:
        break;
    }
    assert_int_equal(session.page, page);
    return session;
}

static void every_page_and_every_event(void **state)
{
    (void)state;
    enum { ROT = PAGE_ROTATION, HOM = PAGE_HOME, SAME = -1 };
    /* The page each event leads to when nothing in particular is under the finger. Fingers and keys
     * wake the rotation; Back goes up; all else stays. */
    static const int expected[PAGE_COUNT][EVENT_TYPES] = {
        /* tick, down, move, up, cancel, next, previous, focus, enter, back, switch, aloud, repeat,
         * silent */
        [PAGE_ROTATION] = { SAME, HOM, SAME, SAME, SAME, HOM, HOM, HOM, HOM, HOM, HOM, HOM, HOM,
                            SAME },
        [PAGE_HOME] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME,
                        SAME, SAME },
        [PAGE_LIST] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, HOM, SAME, SAME, SAME,
                        SAME },
        [PAGE_RESULT] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, HOM, SAME, SAME,
                          SAME, SAME },
        [PAGE_DOCUMENTS] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, PAGE_RESULT,
                             SAME, SAME, SAME, SAME },
        [PAGE_ANSWER] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, HOM, SAME, SAME,
                          SAME, SAME },
        [PAGE_PLAN] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, PAGE_RESULT, SAME,
                        SAME, SAME, SAME },
        [PAGE_LANGUAGES] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, HOM, SAME, SAME,
                             SAME, SAME },
        [PAGE_ACCESS] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, PAGE_RESULT, SAME,
                          SAME, SAME, SAME },
        [PAGE_ALERT] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, HOM, SAME, SAME,
                         SAME, SAME },
        [PAGE_CLEANING] = { SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME, SAME,
                            SAME, SAME },
    };
    for (int page = 0; page < PAGE_COUNT; page++) {
        for (int event = 0; event < EVENT_TYPES; event++) {
            struct session session = reach(page);
            now += 400;
            session = send(session, (enum kiosk_event_type)event, 0);
            int wanted = expected[page][event] == SAME ? page : expected[page][event];
            if ((int)session.page != wanted) {
                fail_msg("page %d, event %d: page %d, not %d", page, event, session.page, wanted);
            }
        }
    }
}

static void every_target_leads_where_it_should(void **state)
{
    (void)state;
    enum { SAME = -1 };
    static const struct {
        enum kiosk_page page;
        int target, expected;
    } rows[] = {
        { PAGE_HOME, TARGET_CHOICE + 0, PAGE_RESULT },
        { PAGE_HOME, TARGET_CHOICE + 1, PAGE_RESULT },
        { PAGE_HOME, TARGET_CHOICE + 2, PAGE_ANSWER },
        { PAGE_HOME, TARGET_CHOICE + 3, PAGE_LIST },
        { PAGE_HOME, TARGET_CHOICE + 4, PAGE_RESULT },
        { PAGE_HOME, TARGET_CHOICE + 5, SAME }, /* there is none */
        { PAGE_HOME, TARGET_LANGUAGE + 1, SAME },
        { PAGE_HOME, TARGET_LARGER, SAME },
        { PAGE_HOME, TARGET_BACK, SAME }, /* not on this page */
        { PAGE_HOME, TARGET_FINISH, SAME },
        { PAGE_LIST, TARGET_CHOICE + 0, PAGE_RESULT },
        { PAGE_LIST, TARGET_CHOICE + 2, PAGE_ANSWER },
        { PAGE_LIST, TARGET_CHOICE + 3, SAME },
        { PAGE_LIST, TARGET_BACK, PAGE_HOME },
        { PAGE_LIST, TARGET_FINISH, PAGE_HOME },
        { PAGE_LIST, TARGET_ACCESS, PAGE_ACCESS },
        { PAGE_RESULT, TARGET_PLAN, PAGE_PLAN },
        { PAGE_RESULT, TARGET_DOCUMENTS, PAGE_DOCUMENTS },
        { PAGE_RESULT, TARGET_BACK, PAGE_HOME },
        { PAGE_RESULT, TARGET_ACCESS, PAGE_ACCESS },
        { PAGE_RESULT, TARGET_FINISH, PAGE_HOME },
        { PAGE_ANSWER, TARGET_PLAN, SAME },
        { PAGE_ANSWER, TARGET_FINISH, PAGE_HOME },
        { PAGE_PLAN, TARGET_BACK, PAGE_RESULT },
        { PAGE_DOCUMENTS, TARGET_BACK, PAGE_RESULT },
        { PAGE_ACCESS, TARGET_LOWERED, SAME },
        { PAGE_ACCESS, TARGET_BACK, PAGE_RESULT },
        { PAGE_ACCESS, TARGET_FINISH, PAGE_HOME },
        { PAGE_LANGUAGES, TARGET_BACK, PAGE_HOME },
        { PAGE_ALERT, TARGET_PUT_ASIDE, PAGE_HOME },
        { PAGE_CLEANING, TARGET_FINISH, SAME },
        { PAGE_ROTATION, TARGET_CHOICE + 2, PAGE_HOME }, /* waking presses nothing */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session = touch(reach(rows[i].page), rows[i].target);
        int wanted = rows[i].expected == SAME ? (int)rows[i].page : rows[i].expected;
        if ((int)session.page != wanted) {
            fail_msg("row %zu: page %d, not %d", i, session.page, wanted);
        }
    }
}

static void back_from_an_inner_choice_goes_to_its_list(void **state)
{
    (void)state;
    struct session session = touch(reach(PAGE_LIST), TARGET_CHOICE + 1);
    assert_int_equal(session.page, PAGE_RESULT);
    assert_string_equal(session_choice(&session, &world)->id, "deux");
    session = touch(session, TARGET_BACK);
    assert_int_equal(session.page, PAGE_LIST);
    assert_string_equal(session_choice(&session, &world)->id, "autres");
    session = touch(touch(session, TARGET_CHOICE + 2), TARGET_BACK);
    assert_int_equal(session.page, PAGE_LIST);
}

static void a_touch_acts_when_it_is_let_go_inside(void **state)
{
    (void)state;
    const int choice = TARGET_CHOICE + 2;
    struct session session = home();
    now += 400;
    session = send(session, EVENT_DOWN, choice);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.pressed, choice);
    assert_true(session.inside);
    session = send(session, EVENT_MOVE, 0); /* slides off */
    assert_false(session.inside);
    session = send(session, EVENT_UP, 0);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.pressed, 0);
    now += 400;
    session = send(session, EVENT_DOWN, choice); /* slides off and back on */
    session = send(send(session, EVENT_MOVE, TARGET_CHOICE), EVENT_MOVE, choice);
    assert_true(session.inside);
    session = send(session, EVENT_UP, choice);
    assert_int_equal(session.page, PAGE_ANSWER);
    session = home();
    now += 400;
    session = send(send(session, EVENT_DOWN, choice), EVENT_UP, TARGET_CHOICE + 1);
    assert_int_equal(session.page, PAGE_HOME); /* let go on another button */
    now += 400;
    session = send(send(session, EVENT_DOWN, choice), EVENT_CANCEL, 0);
    session = send(session, EVENT_UP, choice);
    assert_int_equal(session.page, PAGE_HOME);
}

static struct session finger(struct session session, enum kiosk_event_type type, int which,
                             int target)
{
    return session_step(session, &world,
                        (struct kiosk_event){ .type = type, .finger = which, .target = target },
                        now);
}

static void one_finger_counts(void **state)
{
    (void)state;
    struct session session = home();
    now += 400;
    session = finger(session, EVENT_DOWN, 1, TARGET_CHOICE + 2);
    now += 400;
    session = finger(session, EVENT_DOWN, 2, TARGET_CHOICE + 1);
    assert_int_equal(session.pressed, TARGET_CHOICE + 2);
    session = finger(session, EVENT_MOVE, 2, 0);
    session = finger(session, EVENT_CANCEL, 2, 0);
    session = finger(session, EVENT_UP, 2, TARGET_CHOICE + 1);
    assert_int_equal(session.page, PAGE_HOME);
    session = finger(session, EVENT_UP, 1, TARGET_CHOICE + 2);
    assert_int_equal(session.page, PAGE_ANSWER);
    /* all fingers are taken back at once, those that hold corners too */
    session = home();
    now += 400;
    session = finger(session, EVENT_DOWN, 1, TARGET_CHOICE + 2);
    session.held[1].finger = 5;
    session.held[1].corner = 3;
    session = session_step(
        session, &world, (struct kiosk_event){ .type = EVENT_CANCEL, .finger = EVERY_FINGER }, now);
    assert_int_equal(session.held[1].corner, 0);
    assert_int_equal(session.pressed, 0);
    session = finger(session, EVENT_UP, 1, TARGET_CHOICE + 2);
    assert_int_equal(session.page, PAGE_HOME);
    /* a finger whose end was never told does not lock the kiosk */
    session = home();
    now += 400;
    session = finger(session, EVENT_DOWN, 1, 0);
    now += 10000;
    session = finger(session, EVENT_DOWN, 2, TARGET_CHOICE + 2);
    session = finger(session, EVENT_UP, 2, TARGET_CHOICE + 2);
    assert_int_equal(session.page, PAGE_ANSWER);
}

static void a_second_press_so_soon_is_ignored(void **state)
{
    (void)state;
    static const struct {
        int64_t after;
        enum kiosk_page expected;
    } rows[] = { { 100, PAGE_LIST }, { 299, PAGE_LIST }, { 300, PAGE_RESULT } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session = home();
        now += 400;
        session = send(session, EVENT_DOWN, TARGET_CHOICE + 3);
        session = send(session, EVENT_UP, TARGET_CHOICE + 3);
        assert_int_equal(session.page, PAGE_LIST);
        now += rows[i].after;
        session = send(session, EVENT_DOWN, TARGET_CHOICE + 0);
        session = send(session, EVENT_UP, TARGET_CHOICE + 0);
        assert_int_equal(session.page, rows[i].expected);
    }
}

static void quiet_visitors_are_asked_and_forgotten(void **state)
{
    (void)state;
    for (int access = 0; access < 2; access++) {
        int64_t quiet = access ? 60000 : 45000;
        struct session session = home();
        session = touch(session, TARGET_LANGUAGE + 1);
        if (access) {
            session = touch(session, TARGET_LARGER);
            session = touch(session, TARGET_CONTRAST);
            session = touch(session, TARGET_LOWERED);
        }
        session = touch(session, TARGET_CHOICE + 1);
        assert_int_equal(session_due(&session, &world, now), now + quiet);
        session = wait(session, quiet - 1);
        assert_false(session.asking);
        session = wait(session, 1);
        assert_true(session.asking);
        assert_int_equal(session.page, PAGE_RESULT);
        assert_int_equal(session_seconds(&session, now), 20);
        assert_int_equal(session_due(&session, &world, now), now + 1000);
        session = wait(session, 19999);
        assert_true(session.asking);
        assert_int_equal(session_seconds(&session, now), 1);
        session = wait(session, 1);
        assert_int_equal(session.page, PAGE_HOME);
        assert_false(session.asking || session.larger || session.contrast || session.lowered);
        assert_int_equal(session.language, 0);
        assert_int_equal(session.choice, -1);
        assert_int_equal(session.volume, VOLUME_DEFAULT);
        session = wait(session, 14999);
        assert_int_equal(session.page, PAGE_HOME);
        session = wait(session, 1);
        assert_int_equal(session.page, PAGE_ROTATION);
        assert_true(session_due(&session, &world, now) == INT64_MAX);
    }
}

static void any_touch_extends_without_limit(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_CHOICE + 1);
    for (int i = 0; i < 50; i++) {
        session = wait(session, 45000);
        assert_true(session.asking);
        session = wait(session, 15000);
        session = i % 3 == 0   ? touch(session, 0)
                  : i % 3 == 1 ? touch(session, TARGET_STAY)
                               : send(session, EVENT_ENTER, 0);
        assert_false(session.asking);
        assert_int_equal(session.page, PAGE_RESULT);
    }
    session = wait(session, 45000);
    now += 10000;
    session = send(session, EVENT_DOWN, TARGET_LEAVE); /* the countdown starts anew at once */
    assert_int_equal(session_seconds(&session, now), 20);
    session = send(session, EVENT_MOVE, 0); /* slid off: the visitor stays */
    session = send(session, EVENT_UP, 0);
    assert_false(session.asking);
    session = wait(session, 45000);
    session = touch(session, TARGET_LEAVE);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.choice, -1);
}

static void keys_do_what_fingers_do(void **state)
{
    (void)state;
    struct session session = session_start(now);
    session = send(session, EVENT_NEXT, 0);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.focus, TARGET_LANGUAGE); /* the first in reading order */
    int targets[TARGETS_MAX], count = session_targets(&session, &world, targets);
    for (int i = 1; i <= count; i++) {
        session = send(session, EVENT_NEXT, 0);
        assert_int_equal(session.focus, targets[i % count]);
    }
    session = send(session, EVENT_PREVIOUS, 0);
    assert_int_equal(session.focus, targets[count - 1]);
    session = send(session, EVENT_FOCUS, TARGET_CHOICE + 1);
    assert_int_equal(session.focus, TARGET_CHOICE + 1);
    session = send(session, EVENT_FOCUS, TARGET_BACK); /* not on this page */
    assert_int_equal(session.focus, TARGET_CHOICE + 1);
    now += 400;
    session = send(session, EVENT_ENTER, 0);
    assert_int_equal(session.page, PAGE_RESULT);
    assert_int_equal(session.focus, TARGET_PLAN);
    now += 100;
    session = send(session, EVENT_ENTER, 0); /* too soon */
    assert_int_equal(session.page, PAGE_RESULT);
    session = send(session, EVENT_BACK, 0);
    assert_int_equal(session.page, PAGE_HOME);
    session = touch(session, 0); /* a finger hides the focus */
    assert_int_equal(session.focus, 0);
    session = send(session, EVENT_NEXT, 0);
    session = wait(session, 45000);
    assert_int_equal(session.focus, TARGET_STAY);
    session = send(session, EVENT_PREVIOUS, 0);
    assert_int_equal(session.focus, TARGET_LEAVE);
    now += 400;
    session = send(session, EVENT_ENTER, 0);
    assert_int_equal(session.choice, -1);
    assert_true(session.page == PAGE_HOME && !session.asking);
}

static void one_switch_is_enough(void **state)
{
    (void)state;
    struct session session = session_start(now);
    now += 1000;
    session = send(session, EVENT_SWITCH, 0);
    assert_true(session.scanning);
    assert_int_equal(session.focus, TARGET_LANGUAGE);
    assert_int_equal(session_due(&session, &world, now), now + 1500);
    session = wait(wait(session, 1500), 1500);
    assert_int_equal(session.focus, TARGET_CHOICE);
    session = wait(wait(session, 1500), 1500);
    assert_int_equal(session.focus, TARGET_CHOICE + 2);
    session = send(session, EVENT_SWITCH, 0);
    assert_int_equal(session.page, PAGE_ANSWER);
    assert_int_equal(session.focus, TARGET_BACK);
    for (int i = 0; i < 3; i++) { /* past read aloud and display to finish */
        session = wait(session, 1500);
    }
    assert_int_equal(session.focus, TARGET_FINISH);
    session = send(session, EVENT_SWITCH, 0);
    assert_int_equal(session.page, PAGE_HOME);
    assert_false(session.scanning); /* the next visitor may have fingers */
}

static void two_opposite_corners_start_the_cleaning(void **state)
{
    (void)state;
    static const struct {
        int a, b;
        int64_t held;
        bool expected;
    } rows[] = {
        { 1, 3, 3000, true },  { 2, 4, 3000, true },  { 4, 2, 3000, true },  { 1, 3, 2999, false },
        { 1, 2, 9000, false }, { 2, 3, 9000, false }, { 1, 1, 9000, false }, { 1, 0, 9000, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session = touch(home(), TARGET_LANGUAGE + 1);
        now += 400;
        session = session_step(
            session, &world, (struct kiosk_event){ EVENT_DOWN, 1, TARGET_LARGER, rows[i].a }, now);
        now += 50;
        session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 2, 0, rows[i].b },
                               now);
        session = wait(session, rows[i].held);
        assert_int_equal(session.page == PAGE_CLEANING, rows[i].expected);
        if (!rows[i].expected) {
            continue;
        }
        assert_int_equal(session_seconds(&session, now), 30);
        session = touch(session, TARGET_CHOICE);
        assert_int_equal(session.page, PAGE_CLEANING);
        session = wait(session, 29000);
        assert_int_equal(session_seconds(&session, now), 1);
        session = wait(session, 1000);
        assert_int_equal(session.page, PAGE_HOME);
        assert_false(session.larger);
        assert_int_equal(session.language, 0);
    }
    struct session session = home();
    now += 400;
    session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 1, 0, 1 }, now);
    session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 2, 0, 3 }, now);
    now += 2000;
    session = session_step(session, &world, (struct kiosk_event){ EVENT_UP, 2, 0, 3 }, now);
    session = wait(session, 5000);
    assert_int_equal(session.page, PAGE_HOME); /* let go too soon */
}

static void alerts_interrupt_and_can_be_put_aside(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_CHOICE + 1);
    world.alert = 3;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ALERT);
    session = touch(session, TARGET_PUT_ASIDE);
    assert_int_equal(session.page, PAGE_RESULT); /* where the visitor was */
    session = wait(session, 1000);
    assert_int_equal(session.page, PAGE_RESULT);
    world.alert = 4; /* another one */
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ALERT);
    world.alert = 0;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_RESULT);
    world.alert = 5; /* nobody answers */
    session = wait(send(session, EVENT_TICK, 0), 45000);
    assert_true(session.asking && session.page == PAGE_ALERT);
    session = wait(session, 20000);
    assert_true(session.page == PAGE_ALERT && session.before == PAGE_ROTATION);
    session = touch(session, TARGET_PUT_ASIDE);
    assert_int_equal(session.page, PAGE_HOME);
    session = touch(touch(session, TARGET_CHOICE), TARGET_FINISH);
    assert_int_equal(session.page, PAGE_ALERT); /* for the next visitor */
    world.alert = 0;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ROTATION);
}

static void staff_can_close_the_kiosk(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_CHOICE + 1);
    world.alert = 3;
    world.closed = true;
    session = send(session, EVENT_TICK, 0);
    int targets[TARGETS_MAX];
    assert_int_equal(session_targets(&session, &world, targets), 0);
    session = touch(session, TARGET_PUT_ASIDE);
    session = send(session, EVENT_BACK, 0);
    session = wait(session, 100000);
    assert_true(session.page == PAGE_ALERT && session.choice == -1);
    world.speech = true;
    session = send(session, EVENT_ALOUD, 0);
    session = send(session, EVENT_SWITCH, 0);
    assert_true(session.aloud && session.scanning);
    world = kiosk_world_of(show);
    world.speech = true;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ROTATION);
    assert_false(session.aloud || session.scanning); /* who stood there left with the alert */
}

static void new_content_leaves_no_page_behind(void **state)
{
    (void)state;
    struct session session = touch(touch(home(), TARGET_LANGUAGE + 1), TARGET_CHOICE + 1);
    size_t count = show->kiosk.choices.count;
    show->kiosk.choices.count = 1;
    show->kiosk.languages = 1;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.language, 0);
    show->kiosk.choices.count = 0; /* no kiosk any more */
    session = touch(send(session, EVENT_TICK, 0), 0);
    assert_int_equal(session.page, PAGE_ROTATION);
    session = send(session, EVENT_ENTER, 0);
    assert_int_equal(session.page, PAGE_ROTATION);
    show->kiosk.choices.count = count;
}

static bool has_news(const struct session *session, enum news_type type, const char *name)
{
    for (int i = 0; i < session->news_count; i++) {
        if (session->news[i].type == type && strcmp(session->news[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void what_is_counted_is_told(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_LANGUAGE + 1);
    assert_int_equal(session.news_count, 0);
    session = touch(session, TARGET_LARGER);
    session = touch(session, TARGET_LARGER); /* off again: it was used all the same */
    session = touch(session, TARGET_CHOICE + 3);
    assert_true(has_news(&session, NEWS_CHOICE, "autres"));
    assert_int_equal(session.news_count, 1);
    session = touch(session, TARGET_CHOICE + 1);
    assert_true(has_news(&session, NEWS_CHOICE, "deux"));
    assert_true(has_news(&session, NEWS_ZONE, "C"));
    session = touch(session, TARGET_FINISH);
    assert_true(has_news(&session, NEWS_SESSION, ""));
    assert_true(has_news(&session, NEWS_LANGUAGE, "en"));
    assert_true(has_news(&session, NEWS_ACCESS, "larger"));
    assert_false(has_news(&session, NEWS_ACCESS, "contrast"));
    assert_false(has_news(&session, NEWS_ABANDONED, ""));
    session = wait(session, 15000); /* nobody came: nothing to count */
    assert_int_equal(session.news_count, 0);
    session = wait(wait(touch(session, 0), 45000), 20000);
    assert_true(has_news(&session, NEWS_ABANDONED, ""));
    assert_true(has_news(&session, NEWS_LANGUAGE, "fr"));
}

static void speech_follows_the_page(void **state)
{
    (void)state;
    struct session session = session_start(now);
    now += 1000;
    session = send(session, EVENT_ALOUD, 0); /* a headset */
    assert_true(session.aloud && session.page == PAGE_HOME);
    unsigned said = session.utterance;
    assert_true(said > 0);
    session = wait(session, 1000);
    assert_int_equal(session.utterance, said);
    session = touch(session, TARGET_CHOICE + 1);
    assert_int_equal(session.utterance, said + 1);
    session = send(session, EVENT_REPEAT, 0);
    assert_int_equal(session.utterance, said + 2);
    session = touch(touch(session, TARGET_ACCESS), TARGET_LOUDER);
    assert_int_equal(session.volume, VOLUME_DEFAULT + 1);
    for (int i = 0; i < 9; i++) {
        session = touch(session, TARGET_SOFTER);
    }
    assert_int_equal(session.volume, 1);
    session = touch(session, TARGET_ALOUD);
    assert_false(session.aloud);
    session = send(session, EVENT_ALOUD, 0);
    assert_true(session.aloud);
    now += 44000;
    session = send(session, EVENT_SILENT, 0); /* unplugged: it is not read to the whole hall */
    assert_false(session.aloud);
    session = wait(session, 1000);
    assert_true(session.asking); /* and who took the headset along is not there any more */
    session = send(session_start(now), EVENT_SILENT, 0);
    assert_int_equal(session.page, PAGE_ROTATION);
    world.speech = false;
    session = send(home(), EVENT_ALOUD, 0);
    assert_false(session.aloud);
    int targets[TARGETS_MAX], count = session_targets(&session, &world, targets);
    for (int i = 0; i < count; i++) {
        assert_int_not_equal(targets[i], TARGET_ALOUD);
    }
}

static void more_languages_than_places_have_their_page(void **state)
{
    (void)state;
    for (int i = 2; i < 6; i++) {
        show->languages[i] = show->languages[1];
    }
    show->language_count = 6;
    show->kiosk.languages = 0x3f;
    struct session session = touch(home(), TARGET_MORE_LANGUAGES);
    assert_int_equal(session.page, PAGE_LANGUAGES);
    session = touch(session, TARGET_LANGUAGE + 5);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session.language, 5);
    show->language_count = 2;
    show->kiosk.languages = 3;
}

/* Who needs one of the access modes needs more time; each of them alone gives it. */
static void each_access_mode_gives_more_time(void **state)
{
    (void)state;
    for (int mode = 0; mode < 6; mode++) {
        struct session session = touch(home(), TARGET_CHOICE + 1);
        session.larger = mode == 1;
        session.contrast = mode == 2;
        session.lowered = mode == 3;
        session.aloud = mode == 4;
        session.scanning = mode == 5;
        int64_t quiet = mode ? 60000 : 45000;
        session.scanned_ms = now + quiet; /* the focus does not move on meanwhile */
        assert_int_equal(session_due(&session, &world, now), now + quiet);
        session = wait(session, quiet - 1);
        assert_false(session.asking);
        session = wait(session, 1);
        assert_true(session.asking);
    }
}

static void the_focus_moves_on_every_second_and_a_half(void **state)
{
    (void)state;
    struct session session = session_start(now);
    now += 1000;
    session = send(session, EVENT_SWITCH, 0);
    int targets[TARGETS_MAX], count = session_targets(&session, &world, targets);
    for (int i = 1; i <= count; i++) {
        assert_int_equal(session_due(&session, &world, now), now + 1500);
        session = wait(session, 1499);
        assert_int_equal(session.focus, targets[i - 1]);
        assert_int_equal(session_due(&session, &world, now), now + 1);
        session = wait(session, 1);
        assert_int_equal(session.focus, targets[i % count]);
    }
}

/* A countdown changes at each second and ends at 0, whenever it is looked at. */
static void countdowns_change_at_each_second(void **state)
{
    (void)state;
    static const struct {
        enum kiosk_page page;
        int64_t after;
        int seconds;
        int64_t due; /* after the countdown began */
    } rows[] = {
        { PAGE_CLEANING, 0, 30, 1000 },     { PAGE_CLEANING, 1, 30, 1000 },
        { PAGE_CLEANING, 999, 30, 1000 },   { PAGE_CLEANING, 1000, 29, 2000 },
        { PAGE_CLEANING, 1001, 29, 2000 },  { PAGE_CLEANING, 28999, 2, 29000 },
        { PAGE_CLEANING, 29000, 1, 30000 }, { PAGE_CLEANING, 29999, 1, 30000 },
        { PAGE_RESULT, 0, 20, 1000 },       { PAGE_RESULT, 1, 20, 1000 },
        { PAGE_RESULT, 999, 20, 1000 },     { PAGE_RESULT, 1000, 19, 2000 },
        { PAGE_RESULT, 19000, 1, 20000 },   { PAGE_RESULT, 19999, 1, 20000 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session = reach(rows[i].page);
        if (rows[i].page == PAGE_RESULT) {
            session = wait(session, 45000);
            assert_true(session.asking);
        }
        int64_t begun = now;
        session = wait(session, rows[i].after);
        assert_int_equal(session.page, rows[i].page);
        assert_int_equal(session_seconds(&session, now), rows[i].seconds);
        if (session_due(&session, &world, now) != begun + rows[i].due) {
            fail_msg("row %zu: due after %lld", i,
                     (long long)(session_due(&session, &world, now) - begun));
        }
    }
    struct session session = reach(PAGE_CLEANING);
    session = wait(session, 30000);
    assert_int_equal(session.page, PAGE_HOME);
    assert_int_equal(session_seconds(&session, session.asked_ms + 100000), 0); /* long over */
}

/* When the next tick is due, in every state that waits for one. */
static void ticks_are_due_when_something_changes(void **state)
{
    (void)state;
    struct session session = session_start(now);
    assert_true(session_due(&session, &world, now) == INT64_MAX);
    world.alert = 7;
    assert_int_equal(session_due(&session, &world, now), now); /* it is shown at once */
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ALERT);
    assert_true(session_due(&session, &world, now) == INT64_MAX); /* nobody is asked anything */
    world.alert = 0;
    session = wait(session, 10);
    assert_int_equal(session.page, PAGE_ROTATION);

    session = touch(touch(home(), TARGET_CHOICE), TARGET_FINISH);
    assert_int_equal(session_due(&session, &world, now), now + 15000); /* back to the rotation */

    session = home();
    now += 400;
    int64_t held = now;
    session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 1, 0, 1 }, now);
    assert_int_equal(session_due(&session, &world, now), now + 45000);
    now += 100;
    session = session_step(session, &world, (struct kiosk_event){ EVENT_DOWN, 2, 0, 3 }, now);
    assert_int_equal(session_due(&session, &world, now), held + 100 + 3000); /* the corners */
    session = wait(session, 2999);
    assert_int_equal(session.page, PAGE_HOME);
    session = wait(session, 1);
    assert_int_equal(session.page, PAGE_CLEANING);
    session = wait(session, 29999);
    assert_int_equal(session.page, PAGE_CLEANING);
    session = wait(session, 1);
    assert_int_equal(session.page, PAGE_HOME);
}

/* An alert waits until staff have cleaned the glass. */
static void an_alert_does_not_end_the_cleaning(void **state)
{
    (void)state;
    struct session session = reach(PAGE_CLEANING);
    world.alert = 7;
    session = wait(session, 29999);
    assert_int_equal(session.page, PAGE_CLEANING);
    session = wait(session, 1);
    assert_int_equal(session.page, PAGE_ALERT);
    assert_int_equal(session.before, PAGE_ROTATION);
    world.alert = 0;
}

/* What a page shows may be gone from new content while it is shown, or while display, languages or
 * an alert lie over it. */
static void a_page_whose_content_is_gone_gives_way(void **state)
{
    (void)state;
    enum { NOTHING, ALL_CHOICES_BUT_ONE, KIND, DOCUMENTS, WAY, KIOSK };
    static const struct {
        enum kiosk_page page;
        int gone;
        enum kiosk_page then;
    } rows[] = {
        { PAGE_LIST, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_RESULT, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_DOCUMENTS, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_PLAN, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_ANSWER, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_ACCESS, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_LIST, KIND, PAGE_HOME },
        { PAGE_RESULT, KIND, PAGE_HOME },
        { PAGE_DOCUMENTS, KIND, PAGE_HOME },
        { PAGE_ANSWER, KIND, PAGE_HOME },
        { PAGE_PLAN, KIND, PAGE_HOME },
        { PAGE_DOCUMENTS, DOCUMENTS, PAGE_HOME },
        { PAGE_RESULT, DOCUMENTS, PAGE_RESULT },
        { PAGE_PLAN, WAY, PAGE_HOME },
        { PAGE_RESULT, WAY, PAGE_RESULT },
        { PAGE_HOME, ALL_CHOICES_BUT_ONE, PAGE_HOME },
        { PAGE_ROTATION, KIOSK, PAGE_ROTATION },
        { PAGE_HOME, KIOSK, PAGE_ROTATION },
        { PAGE_RESULT, KIOSK, PAGE_ROTATION },
        { PAGE_ACCESS, KIOSK, PAGE_ROTATION },
        { PAGE_CLEANING, KIOSK, PAGE_CLEANING },
        { PAGE_LIST, NOTHING, PAGE_LIST },
        { PAGE_PLAN, NOTHING, PAGE_PLAN },
        { PAGE_DOCUMENTS, NOTHING, PAGE_DOCUMENTS },
        { PAGE_ANSWER, NOTHING, PAGE_ANSWER },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int alert = 0; alert < 2; alert++) {
            struct session session = reach(rows[i].page);
            if (alert && (rows[i].page == PAGE_ROTATION || rows[i].page == PAGE_CLEANING ||
                          rows[i].page == PAGE_ACCESS || rows[i].gone == KIOSK)) {
                continue;
            }
            if (alert) { /* it covers the page while the content changes */
                world.alert = 7;
                session = send(session, EVENT_TICK, 0);
                assert_int_equal(session.page, PAGE_ALERT);
            }
            struct kiosk_choice *choices = show->kiosk.choices.items;
            struct kiosk_choice kept[4];
            memcpy(kept, choices, sizeof kept);
            size_t count = show->kiosk.choices.count;
            struct kiosk_choice other = rows[i].page == PAGE_ANSWER ? kept[0] : kept[2];
            for (int choice = 0; choice < 4; choice++) {
                if (rows[i].gone == KIND) {
                    choices[choice] = other;
                } else if (rows[i].gone == DOCUMENTS) {
                    choices[choice].documents.count = 0;
                } else if (rows[i].gone == WAY) {
                    show->screen.here.given = false;
                }
            }
            show->kiosk.choices.count = rows[i].gone == ALL_CHOICES_BUT_ONE ? 1
                                        : rows[i].gone == KIOSK             ? 0
                                                                            : count;
            session = send(session, EVENT_TICK, 0);
            if (alert) {
                assert_int_equal(session.page, PAGE_ALERT);
                world.alert = 0;
                session = send(session, EVENT_TICK, 0);
            }
            memcpy(choices, kept, sizeof kept);
            show->kiosk.choices.count = count;
            show->screen.here.given = true;
            if (session.page != rows[i].then) {
                fail_msg("row %zu%s: page %d", i, alert ? " under an alert" : "",
                         (int)session.page);
            }
            if (session.page == PAGE_HOME) {
                assert_true(session.choice == -1 && session.inner == -1 && !session.asking);
            }
        }
    }
}

/* The kiosk is closed by new content while an alert lies over a visitor's page: nothing of the
 * visitor is kept for when the alert ends. */
static void a_kiosk_that_is_gone_forgets_under_an_alert(void **state)
{
    (void)state;
    struct session session = reach(PAGE_RESULT);
    world.alert = 7;
    session = send(session, EVENT_TICK, 0);
    assert_true(session.page == PAGE_ALERT && session.before == PAGE_RESULT);
    size_t count = show->kiosk.choices.count;
    show->kiosk.choices.count = 0;
    session = send(session, EVENT_TICK, 0);
    assert_true(session.page == PAGE_ALERT && session.before == PAGE_ROTATION);
    assert_int_equal(session.choice, -1);
    session = wait(session, 1000);
    assert_true(session.page == PAGE_ALERT && session.before == PAGE_ROTATION);
    world.alert = 0;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.page, PAGE_ROTATION);
    show->kiosk.choices.count = count;
}

/* A language is spoken as long as the content offers it. */
static void a_language_that_is_gone_gives_way_to_the_first(void **state)
{
    (void)state;
    static const struct {
        int languages;
        unsigned offered;
        int then; /* of language 1 */
    } rows[] = { { 2, 3, 1 }, { 1, 3, 0 }, { 2, 1, 0 }, { 2, 2, 1 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session = touch(home(), TARGET_LANGUAGE + 1);
        assert_int_equal(session.language, 1);
        show->language_count = rows[i].languages;
        show->kiosk.languages = rows[i].offered;
        session = send(session, EVENT_TICK, 0);
        show->language_count = 2;
        show->kiosk.languages = 3;
        assert_int_equal(session.language, rows[i].then);
    }
    show->kiosk.languages = 2; /* the first is spoken whatever is offered */
    struct session session = send(home(), EVENT_TICK, 0);
    show->kiosk.languages = 3;
    assert_int_equal(session.language, 0);
}

/* A button that is gone is neither in focus nor pressed. */
static void what_is_gone_cannot_be_pressed(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_CHOICE + 1);
    session = send(session, EVENT_FOCUS, TARGET_DOCUMENTS);
    now += 400;
    session = send(session, EVENT_DOWN, TARGET_DOCUMENTS);
    session.focus = TARGET_DOCUMENTS;
    assert_int_equal(session.pressed, TARGET_DOCUMENTS);
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.pressed, TARGET_DOCUMENTS);
    assert_int_equal(session.focus, TARGET_DOCUMENTS);
    struct kiosk_choice *choice = (struct kiosk_choice *)show->kiosk.choices.items + 1;
    size_t documents = choice->documents.count;
    choice->documents.count = 0;
    session = send(session, EVENT_TICK, 0);
    assert_int_equal(session.pressed, 0);
    assert_false(session.inside);
    assert_int_equal(session.focus, TARGET_PLAN); /* the first that is there */
    session = send(session, EVENT_UP, TARGET_DOCUMENTS);
    assert_int_equal(session.page, PAGE_RESULT);
    choice->documents.count = documents;
}

/* What is on the page is said once when it becomes another, for whatever reason. */
static void each_change_of_the_page_is_said_once(void **state)
{
    (void)state;
    struct session session = touch(home(), TARGET_CHOICE + 3);
    unsigned said = session.utterance;
    session = touch(session, TARGET_ACCESS);
    session = send(session, EVENT_BACK, 0);
    assert_int_equal(session.utterance, said); /* nobody listens */
    session = send(session, EVENT_ALOUD, 0);
    assert_int_equal(session.utterance, ++said); /* reading begins */
    session = touch(session, TARGET_CHOICE + 1);
    assert_int_equal(session.utterance, ++said); /* another page */
    session = wait(session, 1000);
    assert_int_equal(session.utterance, said);
    session = touch(session, TARGET_FINISH);
    assert_false(session.aloud); /* the next visitor may have no headset */

    session = send(touch(home(), TARGET_CHOICE), EVENT_ALOUD, 0);
    said = session.utterance;
    session = wait(session, 60000);
    assert_true(session.asking);
    assert_int_equal(session.utterance, said + 1); /* the question lies over the page */
    session = touch(session, TARGET_STAY);
    assert_false(session.asking);
    assert_int_equal(session.utterance, said + 2); /* and has gone */

    session = send(home(), EVENT_ALOUD, 0);
    said = session.utterance;
    session = touch(session, TARGET_LANGUAGE + 1);
    assert_int_equal(session.utterance, said + 1); /* in another language */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_page_and_every_event),
        TEST(every_target_leads_where_it_should),
        TEST(back_from_an_inner_choice_goes_to_its_list),
        TEST(a_touch_acts_when_it_is_let_go_inside),
        TEST(one_finger_counts),
        TEST(a_second_press_so_soon_is_ignored),
        TEST(quiet_visitors_are_asked_and_forgotten),
        TEST(any_touch_extends_without_limit),
        TEST(keys_do_what_fingers_do),
        TEST(one_switch_is_enough),
        TEST(two_opposite_corners_start_the_cleaning),
        TEST(alerts_interrupt_and_can_be_put_aside),
        TEST(staff_can_close_the_kiosk),
        TEST(new_content_leaves_no_page_behind),
        TEST(what_is_counted_is_told),
        TEST(speech_follows_the_page),
        TEST(each_access_mode_gives_more_time),
        TEST(the_focus_moves_on_every_second_and_a_half),
        TEST(countdowns_change_at_each_second),
        TEST(ticks_are_due_when_something_changes),
        TEST(an_alert_does_not_end_the_cleaning),
        TEST(a_page_whose_content_is_gone_gives_way),
        TEST(a_kiosk_that_is_gone_forgets_under_an_alert),
        TEST(a_language_that_is_gone_gives_way_to_the_first),
        TEST(what_is_gone_cannot_be_pressed),
        TEST(each_change_of_the_page_is_said_once),
        TEST(more_languages_than_places_have_their_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
