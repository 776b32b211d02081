/* See escape.h. */
#include "base/escape.h"

#include "base/utf8.h"

#include <stdio.h>

bool json_escape(const char **text, char piece[JSON_PIECE])
{
    if (**text == '\0') {
        return false;
    }
    uint32_t code = utf8_next(text);
    if (code == '"' || code == '\\') {
        snprintf(piece, JSON_PIECE, "\\%c", (char)code);
    } else if (code == '\n') {
        snprintf(piece, JSON_PIECE, "\\n");
    } else if (code < 0x20 || code == 0x7f) {
        snprintf(piece, JSON_PIECE, "\\u%04x", (unsigned)code);
    } else {
        piece[utf8_put(piece, code)] = '\0';
    }
    return true;
}
