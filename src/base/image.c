/* The first bytes decide what a file is; its name decides nothing. Formats that staff often have at
 * hand, but that the screen does not read, are told apart so that the message can say what to do.
 */
#include "base/image.h"

#include "base/image_formats.h"
#include "base/message.h"

#include <math.h>
#include <string.h>

struct foreign {
    size_t offset;
    const char *magic;
    size_t length;
    const char *message;
};

static const struct foreign foreigners[] = {
    { 0, "GIF8", 4, N_("is a GIF picture: save it as PNG") },
    { 8, "WEBP", 4, N_("is a WebP picture: save it as PNG or JPEG") },
    { 4, "ftyp", 4, N_("is a HEIC or AVIF picture (or a film): save it as JPEG") },
    { 0, "BM", 2, N_("is a BMP picture: save it as PNG") },
    { 0, "II*\0", 4, N_("is a TIFF picture: save it as PNG or JPEG") },
    { 0, "MM\0*", 4, N_("is a TIFF picture: save it as PNG or JPEG") },
    { 0, "8BPS", 4, N_("is a Photoshop file: save it as PNG or JPEG") },
    { 0, "%PDF", 4, N_("is a PDF: export the page as PNG or SVG") },
    { 0, "PK\3\4", 4, N_("is an archive or an office document, not a picture") },
    { 0, "\x1f\x8b", 2, N_("is compressed: unpack it first (SVGZ is to be saved as plain SVG)") },
    { 0, "\xff\xfe", 2, N_("is text in UTF-16: save the SVG as UTF-8") },
    { 0, "\xfe\xff", 2, N_("is text in UTF-16: save the SVG as UTF-8") },
};

static bool holds(const char *bytes, size_t size, size_t offset, const char *magic, size_t length)
{
    return size >= offset + length && memcmp(bytes + offset, magic, length) == 0;
}

static bool looks_like_markup(const char *bytes, size_t size)
{
    size_t at = holds(bytes, size, 0, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (at < size && strchr(" \t\r\n", bytes[at]) && bytes[at]) {
        at++;
    }
    return at < size && bytes[at] == '<';
}

static bool refuse_foreign(const char *bytes, size_t size, const char **reason)
{
    for (size_t i = 0; i < sizeof foreigners / sizeof *foreigners; i++) {
        const struct foreign *row = &foreigners[i];
        if (holds(bytes, size, row->offset, row->magic, row->length)) {
            return image_refuse(reason, _(row->message));
        }
    }
    return image_refuse(reason, size ? _("is not a PNG, JPEG or SVG picture") : _("is empty"));
}

bool image_set_size(struct image_info *out, double width, double height, const char **reason)
{
    if (!(width > 0 && height > 0)) {
        return image_refuse(reason, _("has no size: width and height must be more than 0"));
    }
    if (width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX) {
        return image_refuse(reason, _("is more than 20000 pixels wide or high"));
    }
    out->width = (int)ceil(width);
    out->height = (int)ceil(height);
    if ((double)out->width * out->height > IMAGE_PIXELS_MAX) {
        return image_refuse(reason, _("has more than 40 million pixels"));
    }
    return true;
}

bool image_check(const char *bytes, size_t size, struct image_info *out, const char **reason)
{
    const unsigned char *raw = (const unsigned char *)bytes;
    *out = (struct image_info){ 0 };
    if (holds(bytes, size, 0, "\x89PNG", 4)) {
        out->type = IMAGE_PNG;
        return image_check_png(raw, size, out, reason);
    }
    if (holds(bytes, size, 0, "\xff\xd8", 2)) {
        out->type = IMAGE_JPEG;
        return image_check_jpeg(raw, size, out, reason);
    }
    if (looks_like_markup(bytes, size)) {
        out->type = IMAGE_SVG;
        return image_check_svg(bytes, size, out, reason);
    }
    return refuse_foreign(bytes, size, reason);
}
