/* Text as JSON wants it (RFC 8259, section 7), for all that write JSON. */
#pragma once
#include <stdbool.h>

enum { JSON_PIECE = 8 };

/* Writes the next character of *text, escaped where it must be, into piece, with a NUL after it,
 * and moves *text past it; false at the end. A byte that is no UTF-8, as a file name may hold,
 * becomes U+FFFD: whoever reads the JSON would refuse the whole of it otherwise. */
bool json_escape(const char **text, char piece[JSON_PIECE]);
