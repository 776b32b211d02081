/* One background thread that does jobs in order. What takes too long is given up: the caller gets
 * its job back as failed, and the thread is left to itself and replaced. */
#pragma once
#include "base/source.h"

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

struct job {
    struct job *next;
    char *key, *path;      /* owned */
    struct source *source; /* the content folder, held */
    int width, height, radius;
    SDL_Surface *surface; /* the result, owned, or NULL with reason */
    char *reason;         /* owned */
    bool late;            /* it failed because it took too long */
    Uint64 started;       /* SDL_GetTicks64, while it is being done */
};

/* Does one job on the worker's thread: sets surface or reason. */
typedef void job_do(struct job *job);

struct worker;

/* limit_ms is how long one job may take. Owned by the caller (worker_close, null-safe). Never NULL.
 */
struct worker *worker_open(job_do *work, Uint32 limit_ms);
void worker_close(struct worker *worker);

/* Hands a job over. Returns false when there is no place in the queue now, or no thread can be had
 * (*hopeless, with SDL_GetError set); the job then stays the caller's. */
bool worker_submit(struct worker *worker, struct job *job, bool *hopeless);

/* Returns whether a job with that key is waiting, being done or done. */
bool worker_has(struct worker *worker, const char *key);

/* Returns a job that is done or given up, owned by the caller (job_free), or NULL: with wait only
 * when there is nothing to wait for, else when none is done yet. */
struct job *worker_take(struct worker *worker, bool wait);

/* Frees a job with all it owns; null-safe. */
void job_free(struct job *job);
