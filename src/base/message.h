/* Messages for staff: English in the source, translated when they are shown from a catalogue that
 * gettext's tools made. _ translates, N_ marks one that stands in a table and is translated later,
 * by _ where it is used. */
#pragma once
#include <stdbool.h>

#define _(text)  message(text)
#define N_(text) text

/* Returns the translation of text, or text itself when the open catalogue has none. Lives until the
 * catalogue is closed; safe from any thread while none opens or closes. */
const char *message(const char *text) __attribute__((format_arg(1)));

/* The same for a message that has one wording for a single thing and one for several, chosen by
 * count with the rule of the catalogue's language. */
const char *message_plural(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* Translates from then on with the compiled catalogue at path (GNU gettext's .mo). Returns false,
 * and leaves the messages in English, when it is missing or damaged. */
bool message_open(const char *path);

/* Returns to English and frees the catalogue. */
void message_close(void);
