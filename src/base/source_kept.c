/* The store is flat: a path becomes one name, with the bytes that a name cannot hold written as
 * %2F. */
#include "base/source.h"

#include <limits.h>
#include <string.h>

const char *source_kept_name(const char *path, struct arena *arena)
{
    static const char digits[] = "0123456789ABCDEF";
    char *name = arena_alloc(arena, 3 * strlen(path) + 1), *to = name;
    for (const char *at = path; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte == '/' || byte == '%' || byte < ' ' || (byte == '.' && at == path)) {
            *to++ = '%';
            *to++ = digits[byte >> 4];
            *to++ = digits[byte & 15];
        } else {
            *to++ = *at;
        }
    }
    return to - name <= NAME_MAX && to > name ? name : NULL;
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

const char *source_kept_path(const char *name, struct arena *arena)
{
    char *path = arena_alloc(arena, strlen(name) + 1), *to = path;
    while (*name) {
        if (*name != '%') {
            *to++ = *name++;
            continue;
        }
        int high = digit(name[1]), low = high < 0 ? -1 : digit(name[2]);
        if (low < 0 || (high == 0 && low == 0)) {
            return NULL;
        }
        *to++ = (char)(high << 4 | low);
        name += 3;
    }
    return path[0] && path[0] != '/' ? path : NULL;
}
