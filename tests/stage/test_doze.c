/* Nothing here waits: what wakes it is there already, or comes from a thread that is joined. */
#include "stage/doze.h"

#include "support/cmocka_all.h"

#include <unistd.h>

enum { LONG_MS = 600000, EVENT = SDL_USEREVENT };

static int push(void *data)
{
    (void)data;
    return SDL_PushEvent(&(SDL_Event){ .user.type = EVENT });
}

static void open_doze(struct doze *doze)
{
    assert_int_equal(SDL_Init(SDL_INIT_EVENTS), 0);
    assert_true(doze_start(doze));
}

static void close_doze(struct doze *doze)
{
    doze_finish(doze);
    SDL_Quit();
}

static void an_event_of_another_thread_wakes_it(void **state)
{
    (void)state;
    struct doze one;
    SDL_Event event;
    open_doze(&one);
    SDL_Thread *thread = SDL_CreateThread(push, "push", NULL);
    assert_non_null(thread);
    while (!doze(&one, -1, LONG_MS, 0, &event)) {
        assert_true(one.restless); /* noticed before it was in the queue */
    }
    assert_int_equal(event.type, EVENT);
    SDL_WaitThread(thread, NULL);
    close_doze(&one);
}

/* What is no event of SDL's must not make it spin. */
static void a_descriptor_wakes_it_once(void **state)
{
    (void)state;
    struct doze one;
    SDL_Event event;
    int ends[2];
    open_doze(&one);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    assert_false(doze(&one, ends[0], LONG_MS, 0, &event));
    assert_true(one.restless);
    assert_false(doze(&one, ends[0], LONG_MS, 0, &event)); /* a moment */
    assert_false(one.restless);
    char byte;
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_false(doze(&one, ends[0], LONG_MS, 1, &event)); /* a device may come: it looks soon */
    close(ends[0]);
    close(ends[1]);
    close_doze(&one);
}

/* SDL closed a device: its number is invalid until the inputs are listed anew. */
static void inputs_that_have_gone_are_left_out(void **state)
{
    (void)state;
    struct doze one;
    SDL_Event event;
    int ends[2];
    open_doze(&one);
    assert_false(doze(&one, -1, 0, 0, &event)); /* lists what there is */
    assert_int_equal(pipe(ends), 0);
    close(ends[1]);
    one.inputs[0] = ends[0]; /* hung up */
    one.inputs[1] = 1 << 20; /* closed */
    one.count = 2;
    assert_false(doze(&one, -1, LONG_MS, DOZE_LIST_MS - 1, &event));
    assert_int_equal(one.count, 0);
    close(ends[0]);
    close_doze(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_of_another_thread_wakes_it),
        cmocka_unit_test(a_descriptor_wakes_it_once),
        cmocka_unit_test(inputs_that_have_gone_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
