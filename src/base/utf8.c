/* One decoder that both validation and stepping use: the table of RFC 3629 section 4, as code. */
#include "base/utf8.h"

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        return 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        return 4;
    }
    return 0;
}

/* Returns the length of the valid sequence at bytes, of which there is at least one, or 0. */
static size_t decode(const unsigned char *bytes, size_t room, uint32_t *code)
{
    size_t length = sequence_length(bytes[0]);
    if (length == 0 || length > room) {
        return 0;
    }
    static const uint32_t lead_mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    uint32_t value = bytes[0] & lead_mask[length];
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80) {
            return 0;
        }
        value = value << 6 | (bytes[i] & 0x3f);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
        return 0;
    }
    *code = value;
    return length;
}

bool utf8_valid(const char *text, size_t length, size_t *bad)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t code;
    for (size_t at = 0; at < length;) {
        size_t step = decode(bytes + at, length - at, &code);
        if (step == 0) {
            *bad = at;
            return false;
        }
        at += step;
    }
    return true;
}

uint32_t utf8_next(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    if (bytes[0] == 0) {
        return 0;
    }
    uint32_t code = 0xfffd;
    size_t step = decode(bytes, 4, &code); /* the NUL at the end continues no sequence */
    *text += step ? step : 1;
    return code;
}

size_t utf8_put(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3f));
    out[2] = (char)(0x80 | (code >> 6 & 0x3f));
    out[3] = (char)(0x80 | (code & 0x3f));
    return 4;
}

size_t utf8_length(const char *text)
{
    size_t count = 0;
    while (utf8_next(&text)) {
        count++;
    }
    return count;
}

bool utf8_steers(uint32_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

void utf8_label(char *to, size_t room, const char *text)
{
    size_t length = 0;
    for (; text[length] && length < room - 1; length++) {
        unsigned char character = (unsigned char)text[length];
        to[length] = (char)(character < ' ' || character == 127 ? '?' : character);
    }
    while (text[length] && length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80) {
        length--;
    }
    to[length] = '\0';
}
