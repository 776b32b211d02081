/* Which call is to fail is decided here; what stands before the calls asks (calls_*.c). Real ones
 * are found with dlsym. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults_parts.h"
#include "fault/stacks.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { FRAMES_MAX = 64, REAL_MAX = 256 };

struct fault faults_armed;
static atomic_bool paused;
static atomic_ulong calls;
static char what[128];
static bool struck; /* one failed */

void faults_pause(void)
{
    paused = true;
}

void faults_go_on(void)
{
    paused = false;
}

void faults_disarm(void)
{
    faults_armed.area = FAULT_NOTHING;
}

unsigned long faults_calls(void)
{
    return calls;
}

const char *faults_what(void)
{
    return what[0] ? what : NULL;
}

/* FAULT_CALL, with which one call is looked into, asks from where. */
void faults_note(const char *name, const char *error)
{
    if (!what[0]) {
        void *frames[FRAMES_MAX];
        if (getenv("FAULT_CALL")) {
            backtrace_symbols_fd(frames, backtrace(frames, FRAMES_MAX), STDERR_FILENO);
        }
        snprintf(what, sizeof what, "%s%s%s", name, error ? ": " : "", error ? error : "");
    }
}

/* Is killed, now or a little later. */
static void die(void)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
    struct itimerspec when = { .it_value.tv_nsec = (long)faults_armed.delay_us * 1000 };
    timer_t timer;
    bool later = faults_armed.delay_us > 0 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 &&
                 timer_settime(timer, 0, &when, NULL) == 0;
    if (!later) {
        raise(SIGKILL);
    }
}

bool faults_due(enum fault_area area, const char *name)
{
    if (faults_armed.area != area || paused || stacks_looking()) {
        return false;
    }
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    bool due = faults_armed.at &&
               (faults_armed.lasts ? call >= faults_armed.at : call == faults_armed.at);
    if (!faults_armed.at || (due && !struck)) {
        struct stack stack = stacks_above();
        struck = due;
        if (!due) {
            stacks_remember(name, call, stack);
        } else if (faults_armed.stack) {
            *faults_armed.stack = stack.whole;
        }
    }
    if (due && faults_armed.dies) {
        die();
        return false;
    }
    return due;
}

/* Names are literals. Looking one up takes longer than most calls. */
void *faults_real(const char *name)
{
    static _Thread_local struct {
        const char *name;
        void *found;
    } known[REAL_MAX], *place;
    place = &known[(uintptr_t)name / 4 % REAL_MAX];
    if (place->name != name) {
        place->name = name;
        place->found = dlsym(RTLD_NEXT, name);
    }
    if (!place->found) {
        fprintf(stderr, "no %s to stand before\n", name);
        abort();
    }
    return place->found;
}

void faults_arm(struct fault fault)
{
    faults_start_memory();
    faults_start_files();
    faults_start_threads();
    calls = 0;
    what[0] = '\0';
    struck = false;
    paused = false;
    stacks_start();
    faults_armed = fault;
}
