/* The program sets addresses of public sites, so ten versions (213 bytes) are more than enough. */
#include "picture/qr.h"

int qr_version(size_t length)
{
    static const size_t capacity[] = { 14, 26, 42, 62, 84, 106, 122, 152, 180, 213 };
    for (int i = 0; i < (int)(sizeof capacity / sizeof *capacity); i++) {
        if (length <= capacity[i]) {
            return i + 1;
        }
    }
    return 0;
}

int qr_modules(int version)
{
    return 17 + 4 * version;
}
