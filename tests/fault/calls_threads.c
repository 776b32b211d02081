/* Threads of a life take turns: one that the life's own thread wakes works until it waits again or
 * ends, and only then the life goes on. So the calls of a life come in the same order each time,
 * and the number of one is the same call in all of them. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults_parts.h"

#include <SDL.h>
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>

enum { THREADS_MAX = 16, STACK_BYTES = 65536 };

static _Thread_local bool is_life;
static atomic_bool woken; /* and not yet at rest again */
static sem_t rested;

static struct begun {
    SDL_ThreadFunction work;
    void *data;
    char stack[STACK_BYTES]; /* for when its own has overflowed */
} begun[THREADS_MAX];
static int begun_count;

void faults_start_threads(void)
{
    is_life = true;
    woken = false;
    begun_count = 0;
    sem_init(&rested, 0, 0);
}

static void rest(void)
{
    if (!is_life && atomic_exchange(&woken, false)) {
        sem_post(&rested);
    }
}

static int run_thread(void *data)
{
    struct begun *thread = data;
    stack_t before;
    sigaltstack(&(stack_t){ .ss_sp = thread->stack, .ss_size = STACK_BYTES }, &before);
    int code = thread->work(thread->data);
    sigaltstack(&before, NULL); /* the sanitizer's own */
    rest();
    return code;
}

/* SDL_CreateThread is a macro on some systems. */
#undef SDL_CreateThread
SDL_Thread *SDL_CreateThread(SDL_ThreadFunction work, const char *name, void *data)
{
    bool room = begun_count < THREADS_MAX;
    struct begun *thread = &begun[room ? begun_count++ : 0];
    if (!room || faults_library_due("SDL_CreateThread")) {
        return NULL;
    }
    thread->work = work;
    thread->data = data;
    return REAL(SDL_CreateThread)(run_thread, name, thread);
}

int SDL_CondWait(SDL_cond *changed, SDL_mutex *lock)
{
    rest();
    return REAL(SDL_CondWait)(changed, lock);
}

int SDL_CondBroadcast(SDL_cond *changed)
{
    woken = woken || is_life;
    return REAL(SDL_CondBroadcast)(changed);
}

int SDL_UnlockMutex(SDL_mutex *lock)
{
    int failed = REAL(SDL_UnlockMutex)(lock);
    if (is_life && woken) {
        while (sem_wait(&rested) != 0 && errno == EINTR) {
        }
    }
    return failed;
}
