/* Proves that a picture file is whole before any decoder sees it: decoders have looped for ever,
 * written out of bounds and shown half a picture when a file was cut short or lied about its size.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum image_type { IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG };

struct image_info {
    enum image_type type;
    int width, height; /* in pixels, from 1; for SVG the size it asks for, rounded up */
};

enum {
    IMAGE_SIDE_MAX = 20000,
    IMAGE_PIXELS_MAX = 40000000,
    IMAGE_BYTES_MAX = 32 * 1024 * 1024 /* of a file that is read at all */
};

/* Checks the structure of a whole picture file held in memory; what it is, PNG, JPEG or SVG, is
 * decided by its content. Returns false with *reason, a translated sentence fragment for staff that
 * follows the file's name, such as "is cut short: the end of the PNG is missing" (static, never
 * freed); *out then means nothing. Bytes after the end of a PNG or JPEG are tolerated: telephones
 * put more data there, and decoders stop before it. */
bool image_check(const char *bytes, size_t size, struct image_info *out, const char **reason);
