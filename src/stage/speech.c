/* One connection, one priority: whatever is said last is what is heard. Built without libspeechd
 * there is no voice, and the kiosk then has no button for it. */
#include "stage/speech.h"

#include <stddef.h>

#ifdef HAVE_SPEECHD

#include "base/alloc.h"
#include "base/log.h"

#include <libspeechd.h>
#include <stdlib.h>

struct speech {
    SPDConnection *connection;
};

struct speech *speech_open(void)
{
    SPDConnection *connection = spd_open("vestibule", "kiosk", NULL, SPD_MODE_SINGLE);
    if (!connection) {
        log_line(LOG_NOTICE, "no speech: speech-dispatcher does not answer");
        return NULL;
    }
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
