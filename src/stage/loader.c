/* The thread sleeps in one poll: for inotify, for the signal, for the end, or until the feed is
 * due. Editions wait in a box of one. */
#include "stage/loader.h"

#include "base/alloc.h"
#include "base/log.h"
#include "stage/clock.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LEAVING_MS = 2000 };

struct loader {
    struct feed *feed;
    struct edition *box;
    SDL_Thread *thread;
    SDL_mutex *lock;
    SDL_cond *ended;
    bool leaving, left;
    int wake, signals; /* descriptors; -1: none */
    Uint32 event;
};

static void lock(struct loader *loader)
{
    int failed = SDL_LockMutex(loader->lock);
    assert(!failed);
    (void)failed;
}

static void unlock(struct loader *loader)
{
    int failed = SDL_UnlockMutex(loader->lock);
    assert(!failed);
    (void)failed;
}

/* Puts an edition into the box; what was there goes, but for a show when the new has none. */
static void deliver(struct loader *loader, struct edition *edition)
{
    lock(loader);
    struct edition *before = loader->box;
    if (before && !edition->show) {
        edition->show = before->show;
        before->show = NULL;
    }
    loader->box = edition;
    unlock(loader);
    edition_free(before);
    SDL_PushEvent(&(SDL_Event){ .user.type = loader->event });
}

static bool is_leaving(struct loader *loader)
{
    lock(loader);
    bool leaving = loader->leaving;
    unlock(loader);
    return leaving;
}

static void wait_for_feed(struct loader *loader, int64_t due_ms)
{
    struct pollfd sources[] = { { .fd = loader->wake, .events = POLLIN },
                                { .fd = loader->signals, .events = POLLIN },
                                { .fd = feed_descriptor(loader->feed), .events = POLLIN } };
    int64_t left = due_ms - clock_monotonic_ms();
    poll(sources, 3, left < 0 ? 0 : left < INT_MAX ? (int)left : INT_MAX);
    struct signalfd_siginfo signal;
    if (sources[1].revents && read(loader->signals, &signal, sizeof signal) == sizeof signal) {
        feed_ask(loader->feed);
    }
}

static int run_thread(void *data)
{
    struct loader *loader = data;
    while (!is_leaving(loader)) {
        int64_t due = feed_step(loader->feed, clock_monotonic_ms(), clock_utc_ms());
        struct edition *edition = feed_take(loader->feed);
        if (edition) {
            deliver(loader, edition);
        }
        wait_for_feed(loader, due);
    }
    lock(loader);
    loader->left = true;
    SDL_CondSignal(loader->ended);
    unlock(loader);
    return 0;
}

static void finish(struct loader *loader)
{
    edition_free(loader->box);
    SDL_DestroyCond(loader->ended);
    SDL_DestroyMutex(loader->lock);
    if (loader->wake >= 0) {
        close(loader->wake);
    }
    if (loader->signals >= 0) {
        close(loader->signals);
    }
    free(loader);
}

struct loader *loader_start(struct feed *feed)
{
    struct loader *loader = xcalloc(1, sizeof *loader);
    sigset_t hangup;
    sigemptyset(&hangup);
    sigaddset(&hangup, SIGHUP);
    loader->feed = feed;
    loader->event = SDL_RegisterEvents(1);
    loader->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    loader->signals = signalfd(-1, &hangup, SFD_CLOEXEC | SFD_NONBLOCK);
    loader->lock = SDL_CreateMutex();
    loader->ended = SDL_CreateCond();
    bool ready = loader->wake >= 0 && loader->lock && loader->ended;
    loader->thread = ready ? SDL_CreateThread(run_thread, "content", loader) : NULL;
    if (!loader->thread) {
        log_line(LOG_ERROR, "cannot watch the content: %s",
                 loader->wake < 0 ? strerror(errno) : SDL_GetError());
        finish(loader);
        return NULL;
    }
    return loader;
}

void loader_stop(struct loader *loader)
{
    if (!loader) {
        return;
    }
    const uint64_t one = 1;
    lock(loader);
    loader->leaving = true;
    bool woken = write(loader->wake, &one, sizeof one) == sizeof one;
    while (woken && !loader->left &&
           SDL_CondWaitTimeout(loader->ended, loader->lock, LEAVING_MS) == 0) {
    }
    bool left = loader->left;
    unlock(loader);
    if (!left) {
        log_line(LOG_WARNING, "the content folder does not answer");
        SDL_DetachThread(loader->thread);
        return;
    }
    SDL_WaitThread(loader->thread, NULL);
    feed_close(loader->feed);
    finish(loader);
}

struct edition *loader_take(struct loader *loader)
{
    lock(loader);
    struct edition *edition = loader->box;
    loader->box = NULL;
    unlock(loader);
    return edition;
}

Uint32 loader_event(const struct loader *loader)
{
    return loader->event;
}
