/* A display that comes and goes, in simulated time: what is done, and how often at most. */
#include "stage/replug.h"
#include "support/cmocka_all.h"

enum { TV = 7, OTHER_TV = 8, SECOND = 1000, MINUTE = 60000 };

/* Looks once a second for that long, the window opening each time it should; returns how often. */
static int watch(struct replug *replug, uint64_t plugged, int seconds, int64_t *now)
{
    int opened = 0;
    for (int i = 0; i < seconds; i++, *now += SECOND) {
        if (replug_look(replug, plugged, false, *now) == REPLUG_OPEN) {
            replug_opened(replug, plugged, *now);
            opened++;
        }
    }
    return opened;
}

static void a_display_that_stays_is_left_alone(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    assert_int_equal(watch(&replug, TV, 24 * 3600, &now), 0);
}

static void it_is_opened_once_when_it_is_back(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    assert_int_equal(replug_look(&replug, 0, false, now += SECOND), REPLUG_REST);
    assert_true(replug.absent);
    for (int i = 0; i < 3600; i++) {
        assert_int_equal(replug_look(&replug, 0, true, now += SECOND), REPLUG_STAY);
    }
    assert_int_equal(replug_look(&replug, TV, true, now += SECOND), REPLUG_OPEN);
    replug_opened(&replug, TV, now);
    assert_false(replug.absent);
    assert_int_equal(watch(&replug, TV, 3600, &now), 0);
}

/* Another size, another socket: the number is another. */
static void another_one_is_opened_too(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    assert_int_equal(replug_look(&replug, OTHER_TV, false, now += SECOND), REPLUG_OPEN);
    replug_opened(&replug, OTHER_TV, now);
    assert_int_equal(watch(&replug, OTHER_TV, 3600, &now), 0);
}

/* What opening makes the kernel say is no reason to open again. */
static void a_hint_counts_only_later(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    assert_int_equal(replug_look(&replug, TV, true, now += SECOND), REPLUG_OPEN);
    replug_opened(&replug, TV, now);
    assert_int_equal(replug_look(&replug, TV, true, now += SECOND), REPLUG_STAY);
    assert_int_equal(replug_look(&replug, TV, true, now += SECOND), REPLUG_STAY);
    assert_int_equal(replug_look(&replug, TV, true, now += 2 * SECOND), REPLUG_OPEN);
}

/* A loose cable: gone and back every second, for an hour. */
static void a_loose_cable_is_bounded_and_told_once(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    int opened = 0, told = 0, in_last_minute = 0;
    for (int i = 0; i < 3600; i++) {
        enum replug_act act = replug_look(&replug, i % 2 ? TV : 0, false, now += SECOND);
        told += act == REPLUG_LIMIT;
        if (act == REPLUG_OPEN) {
            replug_opened(&replug, TV, now);
            opened++;
            in_last_minute += i >= 3540;
        }
    }
    assert_int_equal(told, 1);
    assert_int_equal(in_last_minute, 30); /* each time it is back, it shows */
    assert_int_equal(opened, 1799);       /* once it was told of instead */
    /* it comes back for good, */
    assert_int_equal(watch(&replug, TV, 240, &now), 0);
    /* and all is forgiven */
    replug_look(&replug, 0, false, now += SECOND);
    assert_int_equal(replug_look(&replug, TV, false, now += SECOND), REPLUG_OPEN);
    assert_int_equal(replug.pause_ms, REPLUG_PAUSE_MS);
}

/* Told of again and again while it stays: each opening would blacken it. */
static void a_nervous_display_is_opened_less_and_less(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    int opened = 0, told = 0;
    for (int i = 0; i < 3600; i++) {
        enum replug_act act = replug_look(&replug, i % 2 ? TV : OTHER_TV, false, now += SECOND);
        told += act == REPLUG_LIMIT;
        if (act == REPLUG_OPEN) {
            replug_opened(&replug, i % 2 ? TV : OTHER_TV, now);
            opened++;
        }
    }
    assert_int_equal(told, 1);
    assert_in_range(opened, 60, 3 * 60 + 6);
}

/* Somebody who tries cables: every five seconds is never too often. */
static void patient_hands_are_followed_each_time(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(replug_look(&replug, 0, false, now += 2 * SECOND), REPLUG_REST);
        assert_int_equal(replug_look(&replug, TV, false, now += 2 * SECOND), REPLUG_OPEN);
        replug_opened(&replug, TV, now);
    }
    assert_int_equal(replug.opened, 200);
}

static void a_window_that_cannot_be_opened_is_given_up(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    int tries = 0;
    replug_look(&replug, 0, false, now += SECOND);
    enum replug_act act = REPLUG_STAY;
    for (int i = 0; i < 100 && act != REPLUG_GIVE_UP; i++) {
        act = replug_look(&replug, TV, false, now += SECOND);
        if (act == REPLUG_OPEN) {
            replug_failed(&replug, now);
            tries++;
        }
    }
    assert_int_equal(act, REPLUG_GIVE_UP);
    assert_int_equal(tries, REPLUG_FAILURES);
    assert_in_range(now, 15 * SECOND, 30 * SECOND);
    /* a display that goes meanwhile is no failure of the window's */
    assert_int_equal(replug_look(&replug, 0, false, now += SECOND), REPLUG_REST);
    assert_int_equal(replug_look(&replug, TV, false, now += MINUTE), REPLUG_OPEN);
}

static void what_was_shown_is_no_failure(void **state)
{
    (void)state;
    int64_t now = 0;
    struct replug replug = replug_start(TV, now);
    for (int i = 0; i < 50; i++) {
        replug_failed(&replug, now);
        assert_int_equal(replug_look(&replug, TV, false, now += 20 * SECOND), REPLUG_OPEN);
        replug_opened(&replug, TV, now);
        replug_shown(&replug);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_display_that_stays_is_left_alone),
        cmocka_unit_test(it_is_opened_once_when_it_is_back),
        cmocka_unit_test(another_one_is_opened_too),
        cmocka_unit_test(a_hint_counts_only_later),
        cmocka_unit_test(a_loose_cable_is_bounded_and_told_once),
        cmocka_unit_test(a_nervous_display_is_opened_less_and_less),
        cmocka_unit_test(patient_hands_are_followed_each_time),
        cmocka_unit_test(a_window_that_cannot_be_opened_is_given_up),
        cmocka_unit_test(what_was_shown_is_no_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
