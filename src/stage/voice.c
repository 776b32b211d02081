/* The session says when: its utterance counts what is to be said, its focus what a key has reached.
 */
#include "stage/voice.h"

#include "base/log.h"
#include "kiosk/spoken.h"

bool voice_find(struct voice *voice, int64_t now_ms)
{
    enum { AGAIN_MS = 60000 };
    if (voice->speech || now_ms < voice->look_ms) {
        return false;
    }
    voice->look_ms = now_ms + AGAIN_MS;
    voice->speech = speech_open();
    if (!voice->speech && !voice->told) {
        log_line(LOG_NOTICE, "no voice: speech-dispatcher does not answer");
    }
    voice->told = !voice->speech;
    return voice->speech != NULL;
}

static bool say(struct voice *voice, const struct visit *visit, const char *text)
{
    const struct session *session = &visit->session;
    const char *language = visit->world.show->languages[session->language].code;
    voice->speaking = true;
    if (speech_say(voice->speech, language, text, session->volume)) {
        return true;
    }
    speech_close(voice->speech);
    voice->speech = NULL;
    return false;
}

bool voice_follow(struct voice *voice, const struct visit *visit, const struct picture *picture)
{
    const struct session *session = &visit->session;
    bool page = session->aloud && session->utterance != voice->utterance;
    bool focus = session->aloud && session->focus && session->focus != voice->focus;
    voice->utterance = session->utterance;
    voice->focus = session->focus;
    if (!voice->speech) {
        return true;
    }
    if (!session->aloud && voice->speaking) {
        voice->speaking = false;
        speech_stop(voice->speech);
    }
    if (page) {
        struct arena arena = { 0 };
        bool good = say(voice, visit, kiosk_spoken(picture, &arena));
        arena_finish(&arena);
        return good;
    }
    return !focus || say(voice, visit, kiosk_spoken_target(picture, session->focus));
}
