/* What image_check is made of: one check per format, each called when the first bytes say so. All
 * return as image_check does. */
#pragma once
#include "base/image.h"

/* PNG (W3C PNG 3, ISO/IEC 15948): chunk lengths, order and CRCs; animation is tolerated. */
bool image_check_png(const unsigned char *bytes, size_t size, struct image_info *out,
                     const char **reason);

/* JPEG (ITU-T T.81): baseline, extended and progressive, 8 bits, gray or three colours. */
bool image_check_jpeg(const unsigned char *bytes, size_t size, struct image_info *out,
                      const char **reason);

/* SVG, as far as the renderer (nanosvg) draws it as meant, and free of anything active. */
bool image_check_svg(const char *bytes, size_t size, struct image_info *out, const char **reason);

/* Sets the size, rounded up, or refuses one outside IMAGE_SIDE_MAX and IMAGE_PIXELS_MAX. */
bool image_set_size(struct image_info *out, double width, double height, const char **reason);

/* Sets *reason and returns false, so that a refusal is one line. */
static inline bool image_refuse(const char **reason, const char *text)
{
    *reason = text;
    return false;
}
