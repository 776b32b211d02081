/* UTF-8 (RFC 3629): validation and stepping through code points. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns whether length bytes are valid UTF-8 (no overlong form, no surrogate, nothing above
 * U+10FFFF); if not, *bad is the offset of the first byte that breaks the rule. */
bool utf8_valid(const char *text, size_t length, size_t *bad);

/* Returns the code point at *text and moves *text past it; 0 at the end without moving; an invalid
 * byte counts as U+FFFD and one byte. */
uint32_t utf8_next(const char **text);

/* Writes code as UTF-8 to out and returns how many bytes that took (1 to 4). */
size_t utf8_put(char out[4], uint32_t code);

/* Returns the number of code points in text. */
size_t utf8_length(const char *text);

/* Returns whether code embeds, overrides or isolates a direction of writing (UAX #9, 2.1 to 2.5):
 * it shows the characters around it in another order than they are in. */
bool utf8_steers(uint32_t code);

/* Copies text into room bytes as one line that people may read: control characters become '?', and
 * what does not fit is cut, not in the middle of a character. */
void utf8_label(char *to, size_t room, const char *text);
