/* Reading aloud through speech-dispatcher, where it is: at build time (libspeechd) and at run time.
 * It is talked to on a thread of its own, so that a speech-dispatcher that is slow, hangs or dies
 * never holds the screen. */
#pragma once
#include <stdbool.h>

enum { SPEECH_AGAIN_MS = 60000 };

struct speech;

/* Begins to look for a voice; one that dies is looked for again after two seconds, then
 * later each time up to again_ms, and where SPEECHD_ADDRESS says whom to ask, one that is not there
 * yet. Returns NULL when this program was
 * built without one, or after logging. Owned by the caller (speech_close, null-safe). */
struct speech *speech_open(int again_ms);
void speech_close(struct speech *speech);

/* Returns whether there is a voice now; an SDL event is posted when that changes. Null-safe. */
bool speech_there(struct speech *speech);

/* Says the text in that language ("fr") instead of what is being said; volume 1 to 5. Null-safe. */
void speech_say(struct speech *speech, const char *language, const char *text, int volume);

/* Falls silent. Null-safe. */
void speech_stop(struct speech *speech);

/* Waits until all that was asked for was handed over, for ms at most; returns whether it was. */
bool speech_wait(struct speech *speech, int ms);
