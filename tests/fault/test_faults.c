/* Every call that can fail does, one after the other, once and from then on, in a life of its own
 * (fault/life.h): no crash of ours, nothing lost, and after the fault the right picture. In `make
 * test` a sample of the calls; TORTURE, seconds for each kind of calls, asks for as many as there
 * is time for, spread over all. */
#include "fault/faults.h"
#include "fault/life.h"

#include "base/log.h"
#include "support/cmocka_all.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLE_S = 2, LIFE_S = 20, VARIANTS = 6, TOLD_MAX = 40, LANDMARKS_MAX = 128 };

/* FAULT_CALL=N tries call N alone and says from where it came. */

/* What the process that lives tells of itself. */
struct told {
    struct life_facts facts;
    unsigned long calls;
    char what[128];
    bool in_library;
    unsigned long landmarks[LANDMARKS_MAX];
    int landmark_count;
};

static struct life_place place;
static struct told *told;
static uint64_t right; /* the frame at the end of a life without faults */

struct tally {
    unsigned long lives, survived, left, library, untold, wrong;
    unsigned long tried; /* calls */
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_allowed(void)
{
    const char *torture = getenv("TORTURE");
    return torture ? strtod(torture, NULL) : SAMPLE_S;
}

static _Noreturn void live(struct fault fault)
{
    char log[96];
    snprintf(log, sizeof log, "%s/log", place.folder);
    if (!freopen(log, "w", stderr)) {
        abort();
    }
    setvbuf(stderr, NULL, _IONBF, 0);
    faults_catch_crashes(LIFE_S);
    faults_arm(fault);
    enum life_end end = life_live(&place, &told->facts);
    told->calls = faults_calls();
    told->landmark_count = faults_landmarks(told->landmarks, LANDMARKS_MAX);
    told->in_library = faults_in_library();
    snprintf(told->what, sizeof told->what, "%s", faults_what() ? faults_what() : "");
    _exit(end == LIFE_WHOLE ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Returns the status of waitpid. */
static int live_and_wait(struct fault fault)
{
    int status = 0;
    life_place_reset(&place);
    memset(told, 0, sizeof *told);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        live(fault);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void tell(const struct fault *fault, const char *wrong, int lines)
{
    char log[128];
    snprintf(log, sizeof log, "tail -n 40 %s/log | head -n %d", place.folder, lines);
    printf("area %d call %lu%s variant %d (%s): %s\n", fault->area, fault->at,
           fault->lasts ? " and all after" : "", fault->variant, told->what, wrong);
    fflush(stdout);
    if (system(log) != 0) {
        printf("(no log)\n");
    }
}

/* Returns what was wrong with a life, NULL for nothing. */
static const char *judge(int status, const struct fault *fault, struct tally *tally)
{
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == EXIT_NO_VARIANT) {
        return NULL;
    }
    tally->lives++;
    tally->survived += code == EXIT_SUCCESS;
    tally->left += code == EXIT_FAILURE;
    if (code == EXIT_CRASH_LIBRARY) {
        tally->library++;
        tell(fault, "a crash in a library", 1);
    }
    bool known = code == EXIT_SUCCESS || code == EXIT_FAILURE || code == EXIT_CRASH_LIBRARY;
    if (!known) {
        return code == EXIT_CRASH_OURS ? "a crash" : code == EXIT_HANG ? "a hang" : "a strange end";
    }
    bool differs = code == EXIT_SUCCESS && told->facts.frame != right;
    if (differs && told->in_library) {
        tally->untold++; /* such as letters that HarfBuzz shaped as if nothing was wrong */
    } else if (differs) {
        return "the wrong picture long after the fault";
    }
    if (code == EXIT_SUCCESS && told->facts.files != 0) {
        return "descriptors were left open";
    }
    return life_wrong(&place);
}

static void try(struct fault fault, struct tally *tally)
{
    const char *wrong = judge(live_and_wait(fault), &fault, tally);
    if (wrong && tally->wrong++ < TOLD_MAX) {
        tell(&fault, wrong, 40);
    }
}

/* Calls in an order in which any number of the first are spread over all: steps of the golden
 * section. */
static unsigned long call_number(unsigned long step, unsigned long calls)
{
    double place_of = (double)step * 0.6180339887498949;
    return 1 + (unsigned long)((place_of - (double)(unsigned long)place_of) * (double)calls);
}

/* Fails the call in all ways. */
static void try_all(enum fault_area area, unsigned long at, int variants, struct tally *tally)
{
    for (int variant = 0; variant < variants; variant++) {
        for (int lasts = 0; lasts < 2; lasts++) {
            try((struct fault){ area, at, lasts, variant, false }, tally);
        }
    }
}

/* Fails the first and last call of each function, then as many others as there is time for. */
static void try_calls(enum fault_area area, int variants, const struct told *dry,
                      struct tally *tally)
{
    double end = now_s() + seconds_allowed();
    unsigned long landmarks = (unsigned long)dry->landmark_count;
    for (; tally->tried < landmarks + dry->calls && now_s() < end; tally->tried++) {
        /* last calls first: they come from a screen that plays, first calls from one that starts */
        unsigned long number = tally->tried, half = landmarks / 2;
        unsigned long other = number < half ? 2 * number + 1 : 2 * (number - half);
        try_all(area,
                number < landmarks ? dry->landmarks[other]
                                   : call_number(number - landmarks, dry->calls),
                variants, tally);
    }
}

static void sweep(const char *name, enum fault_area area, int variants)
{
    struct tally tally = { 0 };
    const char *only = getenv("FAULT_CALL");
    assert_int_equal(live_and_wait((struct fault){ .area = area }), 0);
    struct told dry = *told;
    right = dry.facts.frame;
    assert_true(right != 0);
    assert_null(life_wrong(&place));
    if (only) {
        try_all(area, strtoul(only, NULL, 10), variants, &tally);
    } else {
        try_calls(area, variants, &dry, &tally);
    }
    printf("figure: %s that fail: %lu of %lu calls in %lu lives: %lu went on, %lu left cleanly, "
           "%lu crashed in a library, %lu times one failed and told nobody, %lu wrong (goal: 0 "
           "wrong)\n",
           name, tally.tried, dry.calls, tally.lives, tally.survived, tally.left, tally.library,
           tally.untold, tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

static void allocations(void **state)
{
    (void)state;
    sweep("allocations", FAULT_MEMORY, 1);
}

static void file_operations(void **state)
{
    (void)state;
    sweep("file operations", FAULT_FILES, VARIANTS);
}

static void library_calls(void **state)
{
    (void)state;
    sweep("calls of SDL, TTF, IMG, QR", FAULT_LIBRARIES, 1);
}

/* Killed before each call on files, and after half of each write. */
static void deaths(void **state)
{
    (void)state;
    struct tally tally = { 0 };
    assert_int_equal(live_and_wait((struct fault){ .area = FAULT_FILES }), 0);
    unsigned long calls = told->calls, step = 0;
    double end = now_s() + seconds_allowed();
    for (; step < calls && now_s() < end; step++) {
        struct fault fault = { .area = FAULT_FILES, .at = call_number(step, calls), .dies = true };
        int status = live_and_wait(fault);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        const char *wrong = life_wrong(&place);
        if (wrong && tally.wrong++ < TOLD_MAX) {
            tell(&fault, wrong, 40);
        }
    }
    printf("figure: killed at a file operation: %lu of %lu, %lu wrong (goal: 0)\n", step, calls,
           tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

/* Killed at random moments, also while a page is painted or a file is half read. */
static void kills(void **state)
{
    enum { SAMPLE = 20, ALL = 2000 };
    (void)state;
    struct tally tally = { 0 };
    const char *seed = getenv("SEED");
    unsigned random = seed ? (unsigned)strtoul(seed, NULL, 10) : 1;
    double start = now_s();
    assert_int_equal(live_and_wait((struct fault){ .area = FAULT_NOTHING }), 0);
    double life_s = now_s() - start;
    int count = getenv("TORTURE") ? ALL : SAMPLE;
    for (int i = 0; i < count; i++) {
        int status;
        life_place_reset(&place);
        fflush(NULL);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            live((struct fault){ .area = FAULT_NOTHING });
        }
        random = random * 1664525 + 1013904223;
        double left = life_s * (random >> 8) / (1 << 24);
        nanosleep(&(struct timespec){ .tv_sec = (time_t)left,
                                      .tv_nsec = (long)((left - (double)(time_t)left) * 1e9) },
                  NULL);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &status, 0), child);
        const char *wrong = life_wrong(&place);
        if (wrong && tally.wrong++ < TOLD_MAX) {
            printf("killed after %.3f s of %.3f: %s\n", left, life_s, wrong);
        }
    }
    printf("figure: killed at a random moment: %d times, %lu wrong (goal: 0 of 2000)\n", count,
           tally.wrong);
    assert_int_equal(tally.wrong, 0);
}

static int set_up(void **state)
{
    (void)state;
    log_set_level(LOG_ERROR);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(told != MAP_FAILED);
    pid_t child = fork();
    if (child == 0) {
        life_place_make((struct life_place *)told->what, NULL);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    memcpy(&place, told->what, sizeof place);
    return status;
}

static int tear_down(void **state)
{
    (void)state;
    life_place_remove(&place);
    return 0;
}

/* usage: test_faults [name of one test] */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations),   cmocka_unit_test(file_operations),
        cmocka_unit_test(library_calls), cmocka_unit_test(deaths),
        cmocka_unit_test(kills),
    };
    cmocka_set_test_filter(argc > 1 ? argv[1] : NULL);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
