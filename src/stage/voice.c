/* The session says when: its utterance counts what is to be said, its focus what a key has reached.
 */
#include "stage/voice.h"

#include "kiosk/spoken.h"

static void say(struct voice *voice, const struct visit *visit, const char *text)
{
    const struct session *session = &visit->session;
    const char *language = visit->world.show->languages[session->language].code;
    voice->speaking = true;
    speech_say(voice->speech, language, text, session->volume);
}

void voice_follow(struct voice *voice, const struct visit *visit, const struct picture *picture)
{
    const struct session *session = &visit->session;
    bool page = session->aloud && session->utterance != voice->utterance;
    bool focus = session->aloud && session->focus && session->focus != voice->focus;
    voice->utterance = session->utterance;
    voice->focus = session->focus;
    if (!session->aloud && voice->speaking) {
        voice->speaking = false;
        speech_stop(voice->speech);
    }
    if (page) {
        struct arena arena = { 0 };
        say(voice, visit, kiosk_spoken(picture, &arena));
        arena_finish(&arena);
    } else if (focus) {
        say(voice, visit, kiosk_spoken_target(picture, session->focus));
    }
}
