/* Every call that can fail does, one after the other, once and from then on, in a life of its own
 * (fault/life.h): no crash of ours, nothing lost, and after the fault the right picture.
 *
 * In `make test` a sample of the calls. TORTURE, some seconds for each kind of fault, asks for the
 * last call of each function and for one on every way through our own code; then for the first from
 * every whole stack in every event of a life; then for the last from each; and then for as many
 * others as there is time for, spread over all. TORTURE=all: up to the first from every stack,
 * however long that takes; TORTURE=each: every call there is. What was struck is told by the stacks
 * the faults saw.
 *
 * JOBS workers share them. FAULT_FROM=N goes on where another run ended; FAULT_CALL=N tries call N
 * alone and says from where it came.
 */
#include "fault/trial.h"

#include "base/log.h"
#include "support/cmocka_all.h"

#include <ctype.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SAMPLE_S = 2,
    VARIANTS = 6,
    CALLS_MAX = 1 << 17,
    KILLS = 2000,
    KILLS_SAMPLE = 20,
    KILL_MAX_US = 2000
};

static bool tortures(void)
{
    return getenv("TORTURE") != NULL;
}

/* Parts: how much of the time a kind of fault needs that all its stacks are tried (of two workers
 * on quiet cores, at 60 s each). */
static double seconds_allowed(double parts)
{
    const char *torture = getenv("TORTURE");
    return !torture ? SAMPLE_S : isalpha(torture[0]) ? HUGE_VAL : parts * strtod(torture, NULL);
}

static bool tortures_all(void)
{
    return tortures() && strcmp(getenv("TORTURE"), "all") == 0;
}

/* What is to be tried, in that order: what stands for all ways, then for all stacks, then the rest.
 */
struct sweep {
    enum fault_area area;
    int variants;
    struct told dry; /* a life without faults */
    unsigned long calls[CALLS_MAX];
    unsigned long ways, stacks, count; /* up to where */
};

/* Calls in an order in which any number of the first are spread over all: steps of a stride near
 * the golden section of all that has no divisor in common with them. */
static unsigned long call_number(unsigned long step, unsigned long calls)
{
    unsigned long stride = (unsigned long)((double)calls * 0.6180339887498949);
    unsigned long rest = 0;
    for (stride = stride ? stride : 1; rest != 1; stride++) {
        unsigned long a = calls, b = stride;
        while (b) {
            rest = a % b;
            a = b;
            b = rest;
        }
        rest = a;
    }
    return 1 + step * (stride - 1) % calls;
}

/* Adds a call unless it is there already. */
static void add_call(struct sweep *sweep, unsigned long call)
{
    static const struct sweep *filled;
    static bool added[CALLS_MAX + 1];
    if (filled != sweep || sweep->count == 0) {
        memset(added, 0, sizeof added);
        filled = sweep;
    }
    if (!added[call]) {
        added[call] = true;
        sweep->calls[sweep->count++] = call;
    }
}

static int compare_calls(const void *a, const void *b)
{
    const unsigned long *one = a, *other = b;
    return (*one > *other) - (*one < *other);
}

/* Adds those of these calls that are not there yet: any number of the first are spread over a life.
 */
static void add_calls(struct sweep *sweep, const unsigned long *calls, int count)
{
    static unsigned long sorted[CALLS_MAX];
    unsigned long *added = sweep->calls + sweep->count, from = sweep->count;
    for (int i = 0; i < count; i++) {
        add_call(sweep, calls[i]);
    }
    unsigned long more = sweep->count - from;
    memcpy(sorted, added, more * sizeof *sorted);
    qsort(sorted, more, sizeof *sorted, compare_calls);
    for (unsigned long i = 0; i < more; i++) {
        added[i] = sorted[call_number(i, more) - 1];
    }
}

static void order_calls(struct sweep *sweep)
{
    const struct faults_landmarks *landmarks = &sweep->dry.landmarks;
    unsigned long calls = sweep->dry.calls;
    assert_in_range(calls, 1, CALLS_MAX);
    assert_true(landmarks->way_count < WAYS_MAX && landmarks->stack_count < STACKS_MAX);
    sweep->count = 0;
    add_calls(sweep, landmarks->ways, landmarks->way_count);
    sweep->ways = sweep->count;
    add_calls(sweep, landmarks->firsts, landmarks->stack_count);
    sweep->stacks = sweep->count;
    add_calls(sweep, landmarks->lasts, landmarks->stack_count);
    for (unsigned long step = 0; step < calls; step++) {
        add_call(sweep, call_number(step, calls));
    }
}

/* Fails the call in all ways. */
static void try_call(unsigned long number, struct tally *tally, const void *data)
{
    const struct sweep *sweep = data;
    for (int variant = 0; variant < sweep->variants; variant++) {
        for (int lasts = 0; lasts < 2; lasts++) {
            struct fault fault = {
                .area = sweep->area, .at = sweep->calls[number], .lasts = lasts, .variant = variant
            };
            trial_judge(trial_live(fault, false), &fault, sweep->dry.facts.frame, tally);
        }
    }
}

/* Lives once without a fault. */
static struct sweep *start_sweep(enum fault_area area, int variants)
{
    static struct sweep sweep;
    struct tally tally = { 0 };
    struct fault none = { .area = area };
    sweep.area = area;
    sweep.variants = variants;
    assert_int_equal(trial_live(none, false), 0);
    sweep.dry = *trial_told();
    order_calls(&sweep);
    assert_true(sweep.dry.facts.frame != 0);
    trial_judge_remains(&none, &tally);
    assert_int_equal(tally.wrong, 0);
    return &sweep;
}

static unsigned long less(unsigned long one, unsigned long other)
{
    return one < other ? one : other;
}

static void sweep_area(const char *name, enum fault_area area, int variants, double parts)
{
    const struct sweep *sweep = start_sweep(area, variants);
    const struct told *dry = &sweep->dry;
    unsigned long count = tortures_all() ? sweep->stacks : sweep->count;
    const char *only = getenv("FAULT_CALL"), *from = getenv("FAULT_FROM");
    unsigned long first = from ? strtoul(from, NULL, 10) : 0;
    struct tally tally = { 0 };
    if (only) {
        static struct sweep one;
        one = *sweep;
        one.calls[0] = strtoul(only, NULL, 10);
        try_call(0, &tally, &one);
    } else {
        tally = trials_share(first, count, seconds_allowed(parts), try_call, sweep);
    }
    unsigned long tried = first + tally.tried;
    printf(
        "figure: %s that fail: on %lu of %lu ways, %d of %d stacks in an event, %lu of %lu calls "
        "(%lu stand for all), %lu lives: %lu went on, %lu left cleanly, %lu crashed in a library, "
        "%lu times one failed and told nobody, %lu wrong (goal: every stack, 0 wrong)\n",
        name, less(tried, sweep->ways), sweep->ways, trials_struck(&dry->landmarks),
        dry->landmarks.stack_count, tried, dry->calls, sweep->stacks, tally.lives, tally.survived,
        tally.left, tally.library, tally.untold, tally.wrong);
    assert_int_equal(tally.wrong, 0);
    assert_true(only || tally.tried == 0 || trials_struck(&dry->landmarks) > 0);
}

static void allocations(void **state)
{
    (void)state;
    sweep_area("allocations", FAULT_MEMORY, 1, 10);
}

static void file_operations(void **state)
{
    (void)state;
    sweep_area("file operations", FAULT_FILES, VARIANTS, 3);
}

static void library_calls(void **state)
{
    (void)state;
    sweep_area("calls of SDL, TTF, IMG, QR", FAULT_LIBRARIES, 1, 2);
}

static bool was_killed(int status)
{
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void kill_at_call(unsigned long number, struct tally *tally, const void *data)
{
    const struct sweep *sweep = data;
    struct fault fault = { .area = FAULT_FILES,
                           .at = call_number(number, sweep->dry.calls),
                           .dies = true };
    int status = trial_live(fault, false);
    tally->lives += was_killed(status);
    tally->wrong += !was_killed(status);
    trial_judge_remains(&fault, tally);
}

/* Killed before each call on files, and after half of each write. */
static void deaths(void **state)
{
    (void)state;
    const struct sweep *sweep = start_sweep(FAULT_FILES, VARIANTS);
    struct tally tally = trials_share(0, sweep->dry.calls, seconds_allowed(2), kill_at_call, sweep);
    printf("figure: killed at a file operation: %lu of %lu, %lu wrong (goal: each, 0 wrong)\n",
           tally.lives, sweep->dry.calls, tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

static unsigned next_random(unsigned *random)
{
    *random = *random * 1664525 + 1013904223;
    return *random >> 8;
}

static unsigned start_random(unsigned long number)
{
    const char *seed = getenv("SEED");
    unsigned random = (unsigned)(number * 2654435761u) + (seed ? (unsigned)atoi(seed) : 1);
    next_random(&random);
    return random;
}

/* While files are read or written: within two milliseconds after one of their operations. */
static void kill_near_call(unsigned long number, struct tally *tally, const void *data)
{
    const struct sweep *sweep = data;
    unsigned random = start_random(number);
    struct fault fault = { .area = FAULT_FILES,
                           .at = 1 + next_random(&random) % sweep->dry.calls,
                           .dies = true,
                           .delay_us = 1 + next_random(&random) % KILL_MAX_US };
    tally->lives += was_killed(trial_live(fault, false));
    trial_judge_remains(&fault, tally);
}

static double life_s; /* how long one lasts */

static void sleep_s(double seconds)
{
    double whole = floor(seconds);
    nanosleep(&(struct timespec){ (time_t)whole, (long)((seconds - whole) * 1e9) }, NULL);
}

/* At any moment, also while a page is painted. */
static void kill_anywhere(unsigned long number, struct tally *tally)
{
    unsigned random = start_random(number);
    const struct fault none = { .area = FAULT_NOTHING, .dies = true };
    int status = 0;
    pid_t child = trial_begin();
    sleep_s(life_s * next_random(&random) / (1 << 24));
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    tally->lives += was_killed(status);
    trial_judge_remains(&none, tally);
}

static void kill_at_random(unsigned long number, struct tally *tally, const void *data)
{
    if (number % 2) {
        kill_anywhere(number, tally);
    } else {
        kill_near_call(number, tally, data);
    }
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void kills(void **state)
{
    (void)state;
    const struct sweep *sweep = start_sweep(FAULT_FILES, 1);
    double start = now_s();
    assert_int_equal(trial_live((struct fault){ .area = FAULT_NOTHING }, false), 0);
    life_s = now_s() - start;
    /* some lives are over before they are killed */
    unsigned long count = tortures() ? KILLS + KILLS / 4 : KILLS_SAMPLE;
    struct tally tally = trials_share(0, count, HUGE_VAL, kill_at_random, sweep);
    printf("figure: killed at a random moment: %lu times, %lu wrong (goal: 0 wrong of 2000)\n",
           tally.lives, tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

/* What was killed at a file operation starts again, and then one of all calls fails. */
static void try_pair(unsigned long number, struct tally *tally, const void *data)
{
    static const enum fault_area areas[] = { FAULT_MEMORY, FAULT_FILES, FAULT_LIBRARIES };
    const struct sweep *sweeps = data;
    unsigned random = start_random(number);
    const struct sweep *second = &sweeps[next_random(&random) % 3];
    struct fault death = { .area = FAULT_FILES,
                           .at = 1 + next_random(&random) % sweeps[1].dry.calls,
                           .dies = true };
    struct fault fault = { .area = areas[second - sweeps],
                           .at = 1 + next_random(&random) % second->dry.calls,
                           .lasts = next_random(&random) % 2,
                           .variant = (int)(next_random(&random) % VARIANTS) };
    trial_live(death, false);
    trial_judge(trial_live(fault, true), &fault, sweeps[1].dry.facts.frame, tally);
}

static void pairs(void **state)
{
    enum { ALL = 10000 };
    static struct sweep sweeps[3];
    (void)state;
    for (int i = 0; i < 3; i++) {
        sweeps[i] = *start_sweep(FAULT_MEMORY + i, VARIANTS);
    }
    struct tally tally = trials_share(0, ALL, seconds_allowed(2), try_pair, sweeps);
    printf("figure: killed, started again and then a call fails: %lu pairs, %lu went on, %lu left "
           "cleanly, %lu crashed in a library, %lu wrong (goal: 0 wrong of 10000)\n",
           tally.lives, tally.survived, tally.left, tally.library, tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

static int set_up(void **state)
{
    const char *jobs = getenv("JOBS");
    (void)state;
    log_set_level(LOG_ERROR);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    return trials_open(jobs ? atoi(jobs) : 1) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    trials_close();
    return 0;
}

/* usage: test_faults [name of one test] */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations),   cmocka_unit_test(file_operations),
        cmocka_unit_test(library_calls), cmocka_unit_test(deaths),
        cmocka_unit_test(kills),         cmocka_unit_test(pairs),
    };
    cmocka_set_test_filter(argc > 1 ? argv[1] : NULL);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
