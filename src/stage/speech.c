/* One connection, one priority: whatever is said last is what is heard, so the thread is handed a
 * box of one wish. Built without libspeechd there is no voice, and the kiosk then has no button for
 * it. */
#include "stage/speech.h"

#include <stddef.h>

#ifdef HAVE_SPEECHD

#include "base/alloc.h"
#include "base/log.h"

#include <SDL.h>
#include <errno.h>
#include <libspeechd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

enum { LEAVING_MS = 2000, FIRST_AGAIN_MS = 2000 };
enum wish { WISH_NOTHING, WISH_SAY, WISH_SILENCE };

struct speech {
    SPDConnection *connection; /* the thread's; NULL: none */
    SDL_Thread *thread;
    SDL_mutex *lock;
    SDL_cond *changed;
    int again_ms;
    Uint32 event;
    /* under the lock */
    enum wish wish;
    char *text, language[16];
    int volume;
    bool there, busy, leaving, left;
};

static void lock(struct speech *speech)
{
    if (SDL_LockMutex(speech->lock) != 0) {
        abort(); /* only a broken program gets here */
    }
}

/* After a change: whoever waits looks again. */
static void unlock(struct speech *speech)
{
    SDL_CondBroadcast(speech->changed);
    SDL_UnlockMutex(speech->lock);
}

/* Called with the lock. */
static void set_there(struct speech *speech, bool there)
{
    if (speech->there != there) {
        speech->there = there;
        SDL_PushEvent(&(SDL_Event){ .user.type = speech->event });
    }
}

/* speech-dispatcher goes from -100 to 100; five steps of loudness from 20 to 100 are all audible.
 */
static bool say(SPDConnection *connection, const char *language, const char *text, int volume)
{
    return spd_cancel(connection) == 0 && spd_set_language(connection, language) == 0 &&
           spd_set_volume(connection, volume * 20) == 0 && spd_say(connection, SPD_TEXT, text) >= 0;
}

/* Called with the lock, which is not held while speech-dispatcher is talked to. */
static void fulfil(struct speech *speech)
{
    enum wish wish = speech->wish;
    char *text = speech->text, language[sizeof speech->language];
    int volume = speech->volume;
    memcpy(language, speech->language, sizeof language);
    speech->wish = WISH_NOTHING;
    speech->text = NULL;
    speech->busy = true;
    unlock(speech);
    bool good = wish == WISH_SAY ? say(speech->connection, language, text, volume)
                                 : spd_cancel(speech->connection) == 0;
    free(text);
    if (!good) {
        log_line(LOG_WARNING, "the voice has gone: speech-dispatcher no longer answers");
        spd_close(speech->connection);
        speech->connection = NULL;
    }
    lock(speech);
    speech->busy = false;
    set_there(speech, good);
}

/* One that hangs counts as gone. */
static void lose_patience(int socket)
{
    const struct timeval patience = { .tv_sec = 2 };
    if (setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0) {
        log_line(LOG_WARNING, "cannot tell a voice that hangs: %s", strerror(errno));
    }
}

/* Called with the lock. Where SPEECHD_ADDRESS says whom to ask, no program is started. Returns
 * whether it is worth looking again later. */
static bool connect_voice(struct speech *speech, bool before)
{
    char *reason = NULL;
    bool told_whom = getenv("SPEECHD_ADDRESS") != NULL;
    unlock(speech);
    speech->connection = spd_open2("vestibule", "kiosk", NULL, SPD_MODE_SINGLE, NULL, !told_whom,
                                   &reason);
    free(reason);
    if (speech->connection) {
        lose_patience(speech->connection->socket);
    } else if (!before) {
        log_line(LOG_NOTICE, "no voice: speech-dispatcher does not answer");
    }
    lock(speech);
    set_there(speech, speech->connection != NULL);
    return speech->connection || before || told_whom;
}

/* Called with the lock. A voice that starts with the screen takes a few seconds longer; one that is
 * not there is looked for less and less often. */
static bool look_again(struct speech *speech, int *pause_ms)
{
    int longer = *pause_ms * 2;
    SDL_CondWaitTimeout(speech->changed, speech->lock, (Uint32)*pause_ms);
    bool works = speech->leaving || connect_voice(speech, true);
    *pause_ms = speech->connection ? FIRST_AGAIN_MS : longer;
    *pause_ms = *pause_ms < speech->again_ms ? *pause_ms : speech->again_ms;
    return works;
}

static int run_thread(void *data)
{
    struct speech *speech = data;
    int pause_ms = FIRST_AGAIN_MS < speech->again_ms ? FIRST_AGAIN_MS : speech->again_ms;
    lock(speech);
    bool works = connect_voice(speech, false);
    while (works && !speech->leaving) {
        if (!speech->connection) {
            works = look_again(speech, &pause_ms);
        } else if (speech->wish != WISH_NOTHING) {
            fulfil(speech);
        } else {
            SDL_CondWait(speech->changed, speech->lock);
        }
        SDL_CondBroadcast(speech->changed);
    }
    if (speech->connection) {
        spd_cancel(speech->connection);
        spd_close(speech->connection);
    }
    speech->left = true;
    unlock(speech);
    return 0;
}

static void finish(struct speech *speech)
{
    free(speech->text);
    SDL_DestroyCond(speech->changed);
    SDL_DestroyMutex(speech->lock);
    free(speech);
}

struct speech *speech_open(int again_ms)
{
    struct speech *speech = xcalloc(1, sizeof *speech);
    speech->again_ms = again_ms;
    speech->event = SDL_RegisterEvents(1);
    speech->lock = SDL_CreateMutex();
    speech->changed = SDL_CreateCond();
    /* libspeechd writes to a socket whose other end may have died */
    bool ready = speech->lock && speech->changed && signal(SIGPIPE, SIG_IGN) != SIG_ERR;
    speech->thread = ready ? SDL_CreateThread(run_thread, "speech", speech) : NULL;
    if (!speech->thread) {
        log_line(LOG_WARNING, "no speech: %s", SDL_GetError());
        finish(speech);
        return NULL;
    }
    return speech;
}

/* Waits with the lock until `done` holds, for ms at most. */
static bool wait_for(struct speech *speech, bool (*done)(const struct speech *), int ms)
{
    Uint64 end = SDL_GetTicks64() + (Uint64)ms, now;
    while (!done(speech) && (now = SDL_GetTicks64()) < end) {
        SDL_CondWaitTimeout(speech->changed, speech->lock, (Uint32)(end - now));
    }
    return done(speech);
}

static bool has_left(const struct speech *speech)
{
    return speech->left;
}

static bool is_quiet(const struct speech *speech)
{
    return speech->left || !speech->there || (speech->wish == WISH_NOTHING && !speech->busy);
}

bool speech_wait(struct speech *speech, int ms)
{
    lock(speech);
    bool done = wait_for(speech, is_quiet, ms);
    unlock(speech);
    return done;
}

void speech_close(struct speech *speech)
{
    if (!speech) {
        return;
    }
    lock(speech);
    speech->leaving = true;
    SDL_CondBroadcast(speech->changed);
    bool left = wait_for(speech, has_left, LEAVING_MS);
    unlock(speech);
    if (!left) {
        log_line(LOG_WARNING, "speech-dispatcher does not answer");
        SDL_DetachThread(speech->thread);
        return;
    }
    SDL_WaitThread(speech->thread, NULL);
    finish(speech);
}

bool speech_there(struct speech *speech)
{
    if (!speech) {
        return false;
    }
    lock(speech);
    bool there = speech->there;
    SDL_UnlockMutex(speech->lock); /* nothing changed: the thread sleeps on */
    return there;
}

static void ask(struct speech *speech, enum wish wish, const char *language, const char *text,
                int volume)
{
    lock(speech);
    free(speech->text);
    speech->text = text ? xstrdup(text) : NULL;
    SDL_strlcpy(speech->language, language, sizeof speech->language);
    speech->volume = volume;
    speech->wish = speech->there ? wish : WISH_NOTHING;
    unlock(speech);
}

void speech_say(struct speech *speech, const char *language, const char *text, int volume)
{
    if (speech && text[0]) {
        ask(speech, WISH_SAY, language, text, volume);
    }
}

void speech_stop(struct speech *speech)
{
    if (speech) {
        ask(speech, WISH_SILENCE, "", NULL, 0);
    }
}

#else

struct speech *speech_open(int again_ms)
{
    (void)again_ms;
    return NULL;
}

void speech_close(struct speech *speech)
{
    (void)speech;
}

bool speech_there(struct speech *speech)
{
    (void)speech;
    return false;
}

void speech_say(struct speech *speech, const char *language, const char *text, int volume)
{
    (void)speech;
    (void)language;
    (void)text;
    (void)volume;
}

void speech_stop(struct speech *speech)
{
    (void)speech;
}

bool speech_wait(struct speech *speech, int ms)
{
    (void)speech;
    (void)ms;
    return true;
}

#endif
