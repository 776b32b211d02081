/* The thread sleeps in one poll: for the headset, or for the end. */
#include "stage/listener.h"

#include "base/alloc.h"
#include "base/log.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct listener {
    struct headset *headset;
    SDL_Thread *thread;
    int wake; /* descriptor; -1: none */
    Uint32 event;
};

static int run_thread(void *data)
{
    struct listener *listener = data;
    struct pollfd sources[] = { { .fd = listener->wake, .events = POLLIN },
                                { .fd = headset_descriptor(listener->headset), .events = POLLIN } };
    while (poll(sources, 2, -1) >= 0 || errno == EINTR) {
        if (sources[0].revents) {
            return 0;
        }
        enum headset_change change = headset_step(listener->headset);
        if (change != HEADSET_STAYS) {
            log_line(LOG_NOTICE,
                     change == HEADSET_IN ? "a headset is plugged in" : "the headset is unplugged");
            SDL_PushEvent(
                &(SDL_Event){ .user = { .type = listener->event, .code = (Sint32)change } });
        }
    }
    log_line(LOG_WARNING, "no longer hears of headsets: %s", strerror(errno));
    return 0;
}

struct listener *listener_start(struct headset *headset)
{
    if (!headset) {
        return NULL;
    }
    struct listener *listener = xcalloc(1, sizeof *listener);
    *listener = (struct listener){ .headset = headset,
                                   .wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
                                   .event = SDL_RegisterEvents(1) };
    listener->thread = listener->wake >= 0 ? SDL_CreateThread(run_thread, "headset", listener)
                                           : NULL;
    if (!listener->thread) {
        log_line(LOG_WARNING, "cannot hear of headsets: %s",
                 listener->wake < 0 ? strerror(errno) : SDL_GetError());
        listener_stop(listener);
        return NULL;
    }
    return listener;
}

void listener_stop(struct listener *listener)
{
    if (!listener) {
        return;
    }
    const uint64_t one = 1;
    if (listener->thread && write(listener->wake, &one, sizeof one) == sizeof one) {
        SDL_WaitThread(listener->thread, NULL);
    }
    if (listener->wake >= 0) {
        close(listener->wake);
    }
    headset_close(listener->headset);
    free(listener);
}

bool listener_act(const struct listener *listener, const SDL_Event *event, struct visit_act *act)
{
    if (!listener || event->type != listener->event) {
        return false;
    }
    bool in = event->user.code == HEADSET_IN;
    *act = (struct visit_act){ .event = { .type = in ? EVENT_ALOUD : EVENT_SILENT } };
    return true;
}
