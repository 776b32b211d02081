/* Reading aloud through speech-dispatcher, where it is: at build time (libspeechd) and at run time.
 */
#pragma once
#include <stdbool.h>

struct speech;

/* Returns a voice, or NULL when nothing can speak here (now). Where SPEECHD_ADDRESS says whom to
 * ask, no program is started. Owned by the caller (speech_close, null-safe). */
struct speech *speech_open(void);
void speech_close(struct speech *speech);

/* Says the text in that language ("fr") instead of what is being said; volume 1 to 5. Null-safe.
 * Returns false when the voice has gone. */
bool speech_say(struct speech *speech, const char *language, const char *text, int volume);

/* Falls silent. Null-safe. */
void speech_stop(struct speech *speech);
