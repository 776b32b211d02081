/* A headset at a made-up machine becomes an event that the player hands to the visitor. */
#include "stage/listener.h"

#include "support/cmocka_all.h"
#include "support/root.h"

#include <fcntl.h>
#include <linux/input.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void plug(int file, int in)
{
    const struct input_event event = { .type = EV_SW, .code = SW_HEADPHONE_INSERT, .value = in };
    assert_int_equal(write(file, &event, sizeof event), (ssize_t)sizeof event);
}

static void await(const struct listener *listener, enum kiosk_event_type expected)
{
    enum { LONG_MS = 20000 };
    SDL_Event event;
    struct visit_act act;
    assert_true(SDL_WaitEventTimeout(&event, LONG_MS));
    assert_true(listener_act(listener, &event, &act));
    assert_int_equal(act.event.type, expected);
    assert_false(act.touches || act.steers);
}

static void a_headset_is_an_event(void **state)
{
    (void)state;
    char path[256];
    struct visit_act act;
    const char *root = root_make();
    root_put("/sys/class/input/event0/device/capabilities/sw", "4\n");
    root_put("/dev/input/mice", "");
    snprintf(path, sizeof path, "%s/dev/input/event0", root);
    assert_int_equal(mkfifo(path, 0644), 0);
    struct listener *listener = listener_start(headset_open(root, headset_ask));
    assert_non_null(listener);
    int jack = open(path, O_WRONLY);
    plug(jack, 1);
    await(listener, EVENT_ALOUD);
    plug(jack, 0);
    await(listener, EVENT_SILENT);
    SDL_Event other = { .type = SDL_KEYDOWN };
    assert_false(listener_act(listener, &other, &act));
    assert_false(listener_act(NULL, &other, &act));
    listener_stop(listener);
    close(jack);
    root_remove();
}

static void nothing_to_hear_is_no_fault(void **state)
{
    (void)state;
    assert_null(listener_start(NULL));
    listener_stop(NULL);
}

int main(void)
{
    assert_int_equal(SDL_Init(SDL_INIT_EVENTS), 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_headset_is_an_event),
        cmocka_unit_test(nothing_to_hear_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
