/* By Unicode's blocks: the two scripts that fonts here have, and the rest of what flows from right
 * to left. Marks of direction and joiners belong to every script. */
#include "render/script.h"

#include <stddef.h>

static const struct {
    uint32_t first, last;
    enum script script;
} blocks[] = {
    { 0x0590, 0x05ff, SCRIPT_HEBREW },    { 0x0600, 0x061b, SCRIPT_ARABIC },
    { 0x061c, 0x061c, SCRIPT_ANY },       { 0x061d, 0x06ff, SCRIPT_ARABIC },
    { 0x0700, 0x074f, SCRIPT_UNKNOWN },   { 0x0750, 0x077f, SCRIPT_ARABIC },
    { 0x0780, 0x086f, SCRIPT_UNKNOWN },   { 0x0870, 0x08ff, SCRIPT_ARABIC },
    { 0xfb1d, 0xfb4f, SCRIPT_HEBREW },    { 0xfb50, 0xfdff, SCRIPT_ARABIC },
    { 0xfe70, 0xfefe, SCRIPT_ARABIC },    { 0x10800, 0x10fff, SCRIPT_UNKNOWN },
    { 0x1e800, 0x1efff, SCRIPT_UNKNOWN },
};

enum script script_of(uint32_t code)
{
    for (size_t i = 0; code >= blocks[0].first && i < sizeof blocks / sizeof *blocks; i++) {
        if (code >= blocks[i].first && code <= blocks[i].last) {
            return blocks[i].script;
        }
    }
    return SCRIPT_ANY;
}

const char *script_name(enum script script)
{
    static const char *const names[] = { "Zzzz", "Arab", "Hebr", "Zzzz" };
    return names[script];
}
