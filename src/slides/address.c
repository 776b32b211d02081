/* https://www.isere.gouv.fr/ reads www.isere.gouv.fr. */
#include "slides/address.h"

#include <string.h>

const char *address_readable(struct picture *picture, const char *shown, const char *url)
{
    static const char scheme[] = "https://";
    if (shown || !url) {
        return shown;
    }
    const char *rest = strncmp(url, scheme, sizeof scheme - 1) == 0 ? url + sizeof scheme - 1 : url;
    size_t length = strlen(rest);
    length -= length > 0 && rest[length - 1] == '/';
    return picture_printf(picture, "%.*s", (int)length, rest);
}
