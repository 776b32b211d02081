/* One connection, one priority: whatever is said last is what is heard. Built without libspeechd
 * there is no voice, and the kiosk then has no button for it. */
#include "stage/speech.h"

#include <stddef.h>

#ifdef HAVE_SPEECHD

#include "base/alloc.h"
#include "base/log.h"

#include <libspeechd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>

struct speech {
    SPDConnection *connection;
};

/* A daemon that hangs must not hang the screen. */
static void lose_patience(int socket)
{
    const struct timeval patience = { .tv_sec = 2 };
    if (setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0) {
        log_line(LOG_WARNING, "a voice that hangs would hang the screen");
    }
}

struct speech *speech_open(void)
{
    char *reason = NULL;
    bool told_whom = getenv("SPEECHD_ADDRESS") != NULL;
    SPDConnection *connection = spd_open2("vestibule", "kiosk", NULL, SPD_MODE_SINGLE, NULL,
                                          !told_whom, &reason);
    free(reason);
    if (!connection) {
        return NULL;
    }
    lose_patience(connection->socket);
    struct speech *speech = xcalloc(1, sizeof *speech);
    speech->connection = connection;
    return speech;
}

void speech_close(struct speech *speech)
{
    if (speech) {
        spd_cancel(speech->connection);
        spd_close(speech->connection);
        free(speech);
    }
}

bool speech_say(struct speech *speech, const char *language, const char *text, int volume)
{
    if (!speech || !text[0]) {
        return true;
    }
    /* speech-dispatcher goes from -100 to 100; 5 steps of loudness from 20 to 100 are all audible
     */
    bool good = spd_cancel(speech->connection) == 0 &&
                spd_set_language(speech->connection, language) == 0 &&
                spd_set_volume(speech->connection, volume * 20) == 0 &&
                spd_say(speech->connection, SPD_TEXT, text) >= 0;
    if (!good) {
        log_line(LOG_WARNING, "the voice has gone: speech-dispatcher no longer answers");
    }
    return good;
}

void speech_stop(struct speech *speech)
{
    if (speech) {
        spd_cancel(speech->connection);
    }
}

#else

struct speech *speech_open(void)
{
    return NULL;
}

void speech_close(struct speech *speech)
{
    (void)speech;
}

bool speech_say(struct speech *speech, const char *language, const char *text, int volume)
{
    (void)speech;
    (void)language;
    (void)text;
    (void)volume;
    return true;
}

void speech_stop(struct speech *speech)
{
    (void)speech;
}

#endif
