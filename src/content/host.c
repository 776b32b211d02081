/* One look at each character: the parts are counted as they end. */
#include "content/host.h"

#include <ctype.h>
#include <stdbool.h>

size_t host_parts(const char *host, size_t length)
{
    size_t parts = 0, part = 0;
    for (size_t i = 0; i < length; i++) {
        bool letter = isalnum((unsigned char)host[i]) || host[i] == '-';
        if (!letter && (host[i] != '.' || part == 0)) {
            return 0;
        }
        part = letter ? part + 1 : 0;
        parts += part == 1;
    }
    return part > 0 ? parts : 0;
}
