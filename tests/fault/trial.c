/* What workers and their lives tell stands in memory they share. */
#include "fault/trial.h"

#include "fault/remains.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIFE_S = 20, TOLD_MAX = 40, LINES_MAX = 40, STRUCK_MAX = 1 << 18 };

static struct shared {
    struct life_place places[WORKERS_MAX];
    struct told told[WORKERS_MAX];
    struct tally tallies[WORKERS_MAX];
    atomic_ulong next;                    /* number that no worker has taken yet */
    _Atomic(uint64_t) struck[STRUCK_MAX]; /* hashes of stacks, open to the next free place */
} * shared;
static int workers, me;

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Returns whether a process ended with 0. */
static bool ended_well(pid_t process)
{
    int status;
    return process > 0 && waitpid(process, &status, 0) == process && status == 0;
}

bool trials_open(int count)
{
    bool good = true;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        return false;
    }
    for (workers = 0; workers < count && workers < WORKERS_MAX && good; workers++) {
        pid_t maker = fork(); /* what SDL starts is not inherited by the lives */
        if (maker == 0) {
            life_place_make(&shared->places[workers], NULL);
            _exit(0);
        }
        good = ended_well(maker);
    }
    return good;
}

void trials_close(void)
{
    for (int i = 0; i < workers; i++) {
        life_place_remove(&shared->places[i]);
    }
}

const struct told *trial_told(void)
{
    return &shared->told[me];
}

static _Noreturn void live(struct fault fault)
{
    struct told *told = &shared->told[me];
    char log[96];
    snprintf(log, sizeof log, "%s/log", shared->places[me].folder);
    if (!freopen(log, "w", stderr)) {
        abort();
    }
    setvbuf(stderr, NULL, _IONBF, 0);
    faults_catch_crashes(LIFE_S);
    fault.stack = &told->stack;
    faults_arm(fault);
    enum life_end end = life_live(&shared->places[me], &told->facts);
    told->calls = faults_calls();
    if (!fault.at) {
        faults_landmarks(&told->landmarks);
    }
    told->in_library = faults_in_library();
    snprintf(told->what, sizeof told->what, "%s", faults_what() ? faults_what() : "");
    _exit(end == LIFE_WHOLE ? EXIT_SUCCESS : EXIT_FAILURE);
}

/* Returns the place of a stack's hash among those struck, or where it would be. */
static size_t find_struck(uint64_t hash)
{
    size_t i = hash % STRUCK_MAX;
    for (uint64_t there; (there = shared->struck[i]) && there != hash;) {
        i = (i + 1) % STRUCK_MAX;
    }
    return i;
}

static pid_t begin(struct fault fault, bool kept)
{
    if (!kept) {
        life_place_reset(&shared->places[me]);
    }
    shared->told[me].what[0] = '\0';
    shared->told[me].stack = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        live(fault);
    }
    return child;
}

int trial_begin(void)
{
    return begin((struct fault){ .area = FAULT_NOTHING }, false);
}

int trial_live(struct fault fault, bool kept)
{
    int status = -1;
    pid_t child = begin(fault, kept);
    bool ended = child > 0 && waitpid(child, &status, 0) == child;
    if (shared->told[me].stack) {
        shared->struck[find_struck(shared->told[me].stack)] = shared->told[me].stack;
    }
    return ended ? status : -1;
}

static void tell(const struct fault *fault, const char *wrong, int lines)
{
    char log[128];
    snprintf(log, sizeof log, "tail -n 40 %s/log | head -n %d", shared->places[me].folder, lines);
    printf("area %d call %lu%s variant %d (%s): %s\n", fault->area, fault->at,
           fault->dies    ? " killed"
           : fault->lasts ? " and all after"
                          : "",
           fault->variant, shared->told[me].what, wrong);
    fflush(stdout);
    if (system(log) != 0) {
        printf("(no log)\n");
    }
}

/* Returns what was wrong with a life, NULL for nothing. */
static const char *judge(int status, const struct fault *fault, uint64_t right, struct tally *tally)
{
    const struct told *told = &shared->told[me];
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    static char strange[64];
    if (code == EXIT_NO_VARIANT) {
        return NULL;
    }
    tally->lives++;
    tally->survived += code == EXIT_SUCCESS;
    tally->left += code == EXIT_FAILURE;
    if (code == EXIT_CRASH_LIBRARY) {
        tally->library++;
        tell(fault, "a crash in a library", getenv("FAULT_CALL") ? LINES_MAX : 1);
    }
    bool known = code == EXIT_SUCCESS || code == EXIT_FAILURE || code == EXIT_CRASH_LIBRARY;
    if (!known) {
        snprintf(strange, sizeof strange, "a strange end, status %#x", (unsigned)status);
        return code == EXIT_CRASH_OURS ? "a crash" : code == EXIT_HANG ? "a hang" : strange;
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
    return remains_wrong(&shared->places[me]);
}

void trial_judge(int status, const struct fault *fault, uint64_t right, struct tally *tally)
{
    const char *wrong = judge(status, fault, right, tally);
    if (wrong && tally->wrong++ < TOLD_MAX) {
        tell(fault, wrong, LINES_MAX);
    }
}

void trial_judge_remains(const struct fault *fault, struct tally *tally)
{
    const char *wrong = remains_wrong(&shared->places[me]);
    if (wrong && tally->wrong++ < TOLD_MAX) {
        tell(fault, wrong, LINES_MAX);
    }
}

static _Noreturn void work(unsigned long count, double end, do_trial *one, const void *data)
{
    while (now_s() < end) {
        unsigned long number = atomic_fetch_add(&shared->next, 1);
        if (number >= count) {
            break;
        }
        one(number, &shared->tallies[me], data);
        shared->tallies[me].tried++;
    }
    fflush(NULL);
    _exit(0);
}

struct tally trials_share(unsigned long first, unsigned long count, double seconds, do_trial *one,
                          const void *data)
{
    struct tally sum = { 0 };
    pid_t processes[WORKERS_MAX];
    double end = now_s() + seconds;
    shared->next = first;
    memset(shared->struck, 0, sizeof shared->struck);
    fflush(NULL);
    for (int i = 0; i < workers; i++) {
        shared->tallies[i] = (struct tally){ 0 };
        processes[i] = fork();
        if (processes[i] == 0) {
            me = i;
            work(count, end, one, data);
        }
    }
    for (int i = 0; i < workers; i++) {
        const struct tally *tally = &shared->tallies[i];
        sum.wrong += !ended_well(processes[i]);
        sum.tried += tally->tried;
        sum.lives += tally->lives;
        sum.survived += tally->survived;
        sum.left += tally->left;
        sum.library += tally->library;
        sum.untold += tally->untold;
        sum.wrong += tally->wrong;
    }
    return sum;
}

int trials_struck(const struct faults_landmarks *landmarks)
{
    int count = 0;
    for (int i = 0; i < landmarks->stack_count; i++) {
        count += shared->struck[find_struck(landmarks->stacks[i])] != 0;
    }
    return count;
}
