/* Which script a character belongs to, as far as setting it right needs to know. */
#pragma once
#include <stdint.h>

enum script {
    SCRIPT_ANY,    /* signs, digits and all scripts from left to right */
    SCRIPT_ARABIC, /* letters join: HarfBuzz must be told */
    SCRIPT_HEBREW,
    SCRIPT_UNKNOWN, /* from right to left, but none of these: no font here can set it */
};

enum script script_of(uint32_t code);

/* Returns the ISO 15924 code that HarfBuzz wants: "Arab"; "Zzzz" for SCRIPT_ANY. */
const char *script_name(enum script script);
