/* Caller and thread share a line of jobs under one lock. A thread cannot be ended from outside, so
 * when its job takes too long it is detached together with its line, which it frees if it ever
 * comes back; the jobs still waiting move to a new line. A few such threads are borne, not
 * endlessly many. */
#include "render/worker.h"

#include "base/alloc.h"
#include "base/message.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { WAITING_MAX = 32, ABANDONED_MAX = 3 };

struct line {
    SDL_mutex *lock;
    SDL_cond *changed;
    struct job *waiting, *running, *done;
    bool closing, abandoned;
    job_do *work;
};

struct worker {
    struct line *line; /* NULL until the first job */
    SDL_Thread *thread;
    job_do *work;
    Uint32 limit_ms;
    int abandoned;
};

void job_free(struct job *job)
{
    if (job) {
        SDL_FreeSurface(job->surface);
        source_release(job->source);
        free(job->key);
        free(job->path);
        free(job->reason);
        free(job);
    }
}

static void jobs_free(struct job *job)
{
    while (job) {
        struct job *next = job->next;
        job_free(job);
        job = next;
    }
}

static void append(struct job **list, struct job *job)
{
    while (*list) {
        list = &(*list)->next;
    }
    job->next = NULL;
    *list = job;
}

static struct job *take_first(struct job **list)
{
    struct job *first = *list;
    if (first) {
        *list = first->next;
        first->next = NULL;
    }
    return first;
}

static void line_free(struct line *line)
{
    if (line) {
        jobs_free(line->waiting);
        jobs_free(line->done);
        SDL_DestroyCond(line->changed);
        SDL_DestroyMutex(line->lock);
        free(line);
    }
}

/* SDL's mutexes fail only when they are misused, which is ours to find in tests. */
static void lock(struct line *line)
{
    int failed = SDL_LockMutex(line->lock);
    assert(!failed);
    (void)failed;
}

static void unlock(struct line *line)
{
    int failed = SDL_UnlockMutex(line->lock);
    assert(!failed);
    (void)failed;
}

static int run_thread(void *data)
{
    struct line *line = data;
    /* SDL keeps each thread's error apart. Where it cannot have the memory for the first, SDL 2.26
     * says so by an error, without end; so it has it now. */
    SDL_ClearError();
    lock(line);
    while (!line->closing) {
        line->running = take_first(&line->waiting);
        if (!line->running) {
            SDL_CondWait(line->changed, line->lock);
            continue;
        }
        line->running->started = SDL_GetTicks64();
        unlock(line);
        line->work(line->running);
        lock(line);
        append(&line->done, line->running);
        line->running = NULL;
        SDL_CondBroadcast(line->changed);
    }
    bool abandoned = line->abandoned;
    unlock(line);
    if (abandoned) {
        line_free(line);
    }
    return 0;
}

/* Returns false with SDL_GetError set. */
static bool start(struct worker *worker)
{
    if (worker->abandoned >= ABANDONED_MAX) {
        SDL_SetError("%d decoding threads hang already", worker->abandoned);
        return false;
    }
    struct line *line = xcalloc(1, sizeof *line);
    line->work = worker->work;
    line->lock = SDL_CreateMutex();
    line->changed = line->lock ? SDL_CreateCond() : NULL;
    worker->thread = line->changed ? SDL_CreateThread(run_thread, "pictures", line) : NULL;
    if (!worker->thread) {
        line_free(line);
        return false;
    }
    worker->line = line;
    return true;
}

struct worker *worker_open(job_do *work, Uint32 limit_ms)
{
    struct worker *worker = xcalloc(1, sizeof *worker);
    worker->work = work;
    worker->limit_ms = limit_ms;
    return worker;
}

static size_t count_jobs(const struct job *job)
{
    size_t count = 0;
    for (; job; job = job->next) {
        count++;
    }
    return count;
}

bool worker_submit(struct worker *worker, struct job *job, bool *hopeless)
{
    *hopeless = !worker->line && !start(worker);
    if (*hopeless) {
        return false;
    }
    struct line *line = worker->line;
    lock(line);
    bool room = count_jobs(line->waiting) < WAITING_MAX;
    if (room) {
        append(&line->waiting, job);
        SDL_CondBroadcast(line->changed);
    }
    unlock(line);
    return room;
}

static bool list_has(const struct job *job, const char *key)
{
    for (; job; job = job->next) {
        if (strcmp(job->key, key) == 0) {
            return true;
        }
    }
    return false;
}

bool worker_has(struct worker *worker, const char *key)
{
    struct line *line = worker->line;
    if (!line) {
        return false;
    }
    lock(line);
    bool has = list_has(line->waiting, key) || list_has(line->running, key) ||
               list_has(line->done, key);
    unlock(line);
    return has;
}

/* Returns what is left of the running job's time, the whole limit when none runs. Locked. */
static Uint32 time_left(const struct worker *worker)
{
    const struct job *running = worker->line->running;
    Uint64 spent = running ? SDL_GetTicks64() - running->started : 0;
    return spent < worker->limit_ms ? worker->limit_ms - (Uint32)spent : 0;
}

/* Leaves the thread and its line to themselves. Locked, and unlocked on return. */
static struct job *abandon(struct worker *worker)
{
    struct line *line = worker->line;
    struct job *failed = xcalloc(1, sizeof *failed), *waiting = line->waiting;
    failed->key = xstrdup(line->running->key);
    failed->path = xstrdup(line->running->path);
    failed->reason = xstrdup(_("takes too long to decode"));
    failed->late = true;
    line->waiting = NULL;
    line->closing = line->abandoned = true;
    unlock(line);
    SDL_DetachThread(worker->thread);
    worker->abandoned++;
    worker->thread = NULL;
    worker->line = NULL;
    bool hopeless;
    for (struct job *job; (job = take_first(&waiting)) != NULL;) {
        if (!worker_submit(worker, job, &hopeless)) {
            job_free(job); /* asked for again by whoever needs it */
        }
    }
    return failed;
}

struct job *worker_take(struct worker *worker, bool wait)
{
    struct line *line = worker->line;
    if (!line) {
        return NULL;
    }
    lock(line);
    while (!line->done) {
        if (line->running && time_left(worker) == 0) {
            return abandon(worker);
        }
        if (!wait || (!line->running && !line->waiting)) {
            break;
        }
        SDL_CondWaitTimeout(line->changed, line->lock, time_left(worker));
    }
    struct job *job = take_first(&line->done);
    unlock(line);
    return job;
}

void worker_close(struct worker *worker)
{
    if (!worker) {
        return;
    }
    struct line *line = worker->line;
    if (line) {
        lock(line);
        line->closing = true;
        jobs_free(line->waiting);
        line->waiting = NULL;
        SDL_CondBroadcast(line->changed);
        while (line->running && time_left(worker) > 0) {
            SDL_CondWaitTimeout(line->changed, line->lock, time_left(worker));
        }
        if (line->running) {
            job_free(abandon(worker));
        } else {
            unlock(line);
            SDL_WaitThread(worker->thread, NULL);
            line_free(line);
        }
    }
    free(worker);
}
