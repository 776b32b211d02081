/* The thread sleeps in a poll for a connection or the end. An event wakes the loop from its wait;
 * the picture waits in a box of one. Requests are answered one after the other. */
#include "stage/capture.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/log.h"
#include "render/save.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct capture {
    struct arena arena; /* of the names */
    const char *socket_path, *path, *beside;
    int listener, wake; /* descriptors; -1: none */
    Uint32 event;
    SDL_Thread *thread;
    SDL_mutex *lock;
    SDL_cond *served;
    /* under the lock */
    bool leaving, asked;
    SDL_Surface *picture; /* handed over */
    char reason[CAPTURE_REPLY_MAX];
};

/* Returns the picture that the loop hands over, NULL with a reason. Waits for it. */
static SDL_Surface *ask_loop(struct capture *capture, char reason[CAPTURE_REPLY_MAX])
{
    Uint32 end = SDL_GetTicks() + CAPTURE_WAIT_MS;
    SDL_LockMutex(capture->lock);
    capture->asked = true;
    SDL_PushEvent(&(SDL_Event){ .user.type = capture->event });
    for (Sint32 left;
         capture->asked && !capture->leaving && (left = (Sint32)(end - SDL_GetTicks())) > 0;) {
        SDL_CondWaitTimeout(capture->served, capture->lock, (Uint32)left);
    }
    SDL_Surface *picture = capture->picture;
    snprintf(reason, CAPTURE_REPLY_MAX, "%s",
             capture->asked ? "the program did not answer within a second" : capture->reason);
    capture->picture = NULL;
    capture->asked = false;
    SDL_UnlockMutex(capture->lock);
    return picture;
}

/* Returns false with a reason. */
static bool write_picture(const struct capture *capture, SDL_Surface *picture,
                          char reason[CAPTURE_REPLY_MAX])
{
    if (!save_png(picture, capture->beside)) {
        snprintf(reason, CAPTURE_REPLY_MAX, "the picture cannot be written: %s", SDL_GetError());
    } else if (rename(capture->beside, capture->path) != 0) {
        snprintf(reason, CAPTURE_REPLY_MAX, "the picture cannot be written: %s", strerror(errno));
    } else {
        return true;
    }
    unlink(capture->beside);
    return false;
}

static void answer(struct capture *capture, int client)
{
    char reason[CAPTURE_REPLY_MAX];
    SDL_Surface *picture = ask_loop(capture, reason);
    bool good = picture && write_picture(capture, picture, reason);
    const char *reply = good ? "ok" : reason;
    if (!good) {
        log_line(LOG_WARNING, "no screenshot: %s", reason);
    }
    SDL_FreeSurface(picture);
    /* A client that left, or does not read, is no concern of ours. */
    (void)!send(client, reply, strlen(reply), MSG_NOSIGNAL | MSG_DONTWAIT);
}

static bool is_leaving(struct capture *capture)
{
    SDL_LockMutex(capture->lock);
    bool leaving = capture->leaving;
    SDL_UnlockMutex(capture->lock);
    return leaving;
}

static int run_thread(void *data)
{
    struct capture *capture = data;
    SDL_SetThreadPriority(SDL_THREAD_PRIORITY_LOW);
    while (!is_leaving(capture)) {
        struct pollfd sources[] = { { .fd = capture->wake, .events = POLLIN },
                                    { .fd = capture->listener, .events = POLLIN } };
        poll(sources, 2, -1);
        int client = sources[1].revents ? accept(capture->listener, NULL, NULL) : -1;
        if (client >= 0) {
            answer(capture, client);
            close(client);
        }
    }
    return 0;
}

/* Returns a listening socket, or -1 with errno set. */
static int listen_at(const char *path)
{
    enum { WAITING = 4 };
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(path); /* of a program that was killed */
    if (listener >= 0 && (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
                          chmod(path, 0660) != 0 || listen(listener, WAITING) != 0)) {
        int error = errno;
        close(listener);
        errno = error;
        return -1;
    }
    return listener;
}

static void finish(struct capture *capture)
{
    if (capture->listener >= 0) {
        unlink(capture->socket_path);
        unlink(capture->path);
        close(capture->listener);
    }
    if (capture->wake >= 0) {
        close(capture->wake);
    }
    SDL_FreeSurface(capture->picture);
    SDL_DestroyCond(capture->served);
    SDL_DestroyMutex(capture->lock);
    arena_finish(&capture->arena);
    free(capture);
}

struct capture *capture_start(const char *folder)
{
    struct capture *capture = xcalloc(1, sizeof *capture);
    capture->socket_path = arena_printf(&capture->arena, "%s/" CAPTURE_SOCKET, folder);
    capture->path = arena_printf(&capture->arena, "%s/" CAPTURE_FILE, folder);
    capture->beside = arena_printf(&capture->arena, "%s/." CAPTURE_FILE ".new", folder);
    capture->event = SDL_RegisterEvents(1);
    capture->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    capture->lock = SDL_CreateMutex();
    capture->served = SDL_CreateCond();
    capture->listener = listen_at(capture->socket_path);
    int error = errno;
    bool ready = capture->listener >= 0 && capture->wake >= 0 && capture->lock && capture->served;
    capture->thread = ready ? SDL_CreateThread(run_thread, "screenshot", capture) : NULL;
    if (!capture->thread) {
        log_line(LOG_WARNING, "screenshots cannot be asked for: %s: %s", capture->socket_path,
                 ready ? SDL_GetError() : strerror(error));
        finish(capture);
        return NULL;
    }
    return capture;
}

void capture_stop(struct capture *capture)
{
    const uint64_t one = 1;
    if (!capture) {
        return;
    }
    SDL_LockMutex(capture->lock);
    capture->leaving = true;
    SDL_CondSignal(capture->served);
    SDL_UnlockMutex(capture->lock);
    if (write(capture->wake, &one, sizeof one) == sizeof one) {
        SDL_WaitThread(capture->thread, NULL);
        finish(capture);
    }
}

void capture_serve(struct capture *capture, struct presenter *presenter, const char *dark)
{
    if (!capture) {
        return;
    }
    SDL_LockMutex(capture->lock);
    if (capture->asked) {
        capture->picture = presenter ? presenter_capture(presenter) : NULL;
        snprintf(capture->reason, sizeof capture->reason, "%s",
                 presenter ? "what is on the screen cannot be read" : dark);
        capture->asked = false;
        SDL_CondSignal(capture->served);
    }
    SDL_UnlockMutex(capture->lock);
}
