/* SDL does not tell which devices it reads, so they are looked for among what this process has
 * open, once a second. SDL opens one that is plugged in when it looks after udev has dealt with it,
 * which is a moment after the kernel told: so it looks often for a while. */
#include "stage/doze.h"

#include "base/log.h"
#include "machine/opened.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int SDLCALL notice(void *data, SDL_Event *event)
{
    const struct doze *doze = data;
    (void)event;
    if (SDL_ThreadID() != doze->thread) {
        eventfd_write(doze->wake, 1); /* fails only when it is full: then it wakes as well */
    }
    return 0;
}

bool doze_start(struct doze *doze)
{
    *doze = (struct doze){ .thread = SDL_ThreadID(), .listed_ms = INT64_MIN / 2 };
    doze->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (doze->wake < 0) {
        log_line(LOG_ERROR, "cannot wait for events: %s", strerror(errno));
        return false;
    }
    SDL_AddEventWatch(notice, doze);
    return true;
}

void doze_finish(struct doze *doze)
{
    if (doze->wake >= 0) {
        SDL_DelEventWatch(notice, doze);
        close(doze->wake);
        doze->wake = -1;
    }
}

/* A device that has gone is readable for ever: it is left out until they are looked for again. */
static void leave_out_gone(struct doze *doze, const struct pollfd *inputs)
{
    int kept = 0;
    for (int i = 0; i < doze->count; i++) {
        if ((inputs[i].revents & (POLLERR | POLLHUP | POLLNVAL)) == 0) {
            doze->inputs[kept++] = doze->inputs[i];
        }
    }
    doze->count = kept;
}

/* Returns whether something woke it before the time. */
static bool wait_for_any(struct doze *doze, int other, int ms, int64_t now_ms)
{
    enum { STIR_MS = 3000 };
    struct pollfd sources[2 + DOZE_INPUTS_MAX] = { { .fd = doze->wake, .events = POLLIN },
                                                   { .fd = other, .events = POLLIN } };
    eventfd_t count;
    for (int i = 0; i < doze->count; i++) {
        sources[2 + i] = (struct pollfd){ .fd = doze->inputs[i], .events = POLLIN };
    }
    int woken = poll(sources, (nfds_t)(2 + doze->count), ms);
    if (woken > 0) {
        eventfd_read(doze->wake, &count);
        doze->stir_ms = sources[1].revents ? now_ms + STIR_MS : doze->stir_ms;
        leave_out_gone(doze, sources + 2);
    }
    return woken != 0; /* a signal, too */
}

/* Another thread's event is in SDL's queue a moment after that was noticed, and what woke it may
 * be nothing to SDL: then it is looked for a little later, and nothing spins. */
bool doze(struct doze *doze, int other, int ms, int64_t now_ms, SDL_Event *event)
{
    enum { MOMENT_MS = 8, STIRRED_MS = 50 };
    bool woken = false, stirred = now_ms < doze->stir_ms;
    ms = stirred && ms > STIRRED_MS ? STIRRED_MS : ms;
    if (stirred || now_ms - doze->listed_ms >= DOZE_LIST_MS) {
        doze->count = opened_find("/dev/input/event", doze->inputs, DOZE_INPUTS_MAX);
        doze->listed_ms = now_ms;
    }
    if (doze->restless) {
        SDL_Delay((Uint32)(ms < MOMENT_MS ? ms : MOMENT_MS));
    } else {
        woken = wait_for_any(doze, other, ms, now_ms);
    }
    bool seen = SDL_PollEvent(event);
    doze->restless = woken && !seen;
    return seen;
}
