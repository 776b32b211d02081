/* A walk over the chunks: every length must fit, every CRC must match, and the chunks must come in
 * the order the standard demands, up to IEND. Pixels are not unpacked; a picture whose chunks are
 * whole makes libpng either succeed or stop with an error, never read on past the end. */
#include "base/image_formats.h"

#include "base/message.h"

#include <stdint.h>
#include <string.h>

enum { SIGNATURE_BYTES = 8, HEADER_BYTES = 13, FRAME_BYTES = 12, PALETTE_MAX = 256 };
enum { GRAY = 0, RGB = 2, INDEXED = 3, GRAY_ALPHA = 4, RGB_ALPHA = 6, COLOR_TYPES };

struct chunk {
    const unsigned char *type, *body;
    uint32_t length;
};

struct png {
    const unsigned char *bytes;
    size_t size, at;
    struct image_info *info;
    const char **reason;
    unsigned color;
    bool header, palette, data, data_over, end;
};

static uint32_t read_u32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* CRC-32 of ISO 3309, four bits at a time: the table is the remainders of the 16 half bytes. */
static uint32_t crc(const unsigned char *bytes, size_t size)
{
    static const uint32_t rest[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    uint32_t value = 0xffffffff;
    for (size_t i = 0; i < size; i++) {
        value ^= bytes[i];
        value = value >> 4 ^ rest[value & 15];
        value = value >> 4 ^ rest[value & 15];
    }
    return ~value;
}

static bool is_type(const struct chunk *chunk, const char *type)
{
    return memcmp(chunk->type, type, 4) == 0;
}

static bool refuse_order(const struct png *png)
{
    return image_refuse(png->reason, _("is damaged: the parts of the PNG are in the wrong order"));
}

static bool refuse_values(const struct png *png)
{
    return image_refuse(png->reason, _("is damaged: the PNG holds impossible values"));
}

static bool next_chunk(struct png *png, struct chunk *chunk)
{
    size_t left = png->size - png->at;
    const unsigned char *start = png->bytes + png->at;
    if (left < FRAME_BYTES || read_u32(start) > left - FRAME_BYTES) {
        return image_refuse(png->reason, _("is cut short: the end of the PNG is missing"));
    }
    *chunk = (struct chunk){ .type = start + 4, .body = start + 8, .length = read_u32(start) };
    for (int i = 0; i < 4; i++) {
        unsigned letter = chunk->type[i] | 0x20u;
        if (letter < 'a' || letter > 'z') {
            return refuse_values(png);
        }
    }
    if (crc(chunk->type, 4 + (size_t)chunk->length) != read_u32(chunk->body + chunk->length)) {
        return image_refuse(png->reason, _("is damaged: a checksum inside the PNG is wrong"));
    }
    png->at += FRAME_BYTES + (size_t)chunk->length;
    return true;
}

static bool check_header(struct png *png, const struct chunk *chunk)
{
    /* depths are powers of two, so their sum is a set */
    static const unsigned depths[COLOR_TYPES + 1] = {
        [GRAY] = 1 | 2 | 4 | 8 | 16, [RGB] = 8 | 16,       [INDEXED] = 1 | 2 | 4 | 8,
        [GRAY_ALPHA] = 8 | 16,       [RGB_ALPHA] = 8 | 16,
    };
    if (png->header || !is_type(chunk, "IHDR")) {
        return refuse_order(png);
    }
    const unsigned char *body = chunk->body;
    if (chunk->length != HEADER_BYTES || body[9] >= COLOR_TYPES) {
        return refuse_values(png);
    }
    unsigned depth = body[8];
    bool one_bit = depth && !(depth & (depth - 1));
    bool legal = one_bit && (depths[body[9]] & depth);
    if (!legal || body[10] != 0 || body[11] != 0 || body[12] > 1) {
        return refuse_values(png);
    }
    png->header = true;
    png->color = body[9];
    return image_set_size(png->info, read_u32(body), read_u32(body + 4), png->reason);
}

static bool check_palette(struct png *png, const struct chunk *chunk)
{
    if (png->palette || png->data) {
        return refuse_order(png);
    }
    bool gray = png->color == GRAY || png->color == GRAY_ALPHA;
    if (gray || chunk->length == 0 || chunk->length % 3 || chunk->length > 3 * PALETTE_MAX) {
        return refuse_values(png);
    }
    png->palette = true;
    return true;
}

static bool check_data(struct png *png)
{
    if (png->data_over) {
        return refuse_order(png);
    }
    if (png->color == INDEXED && !png->palette) {
        return image_refuse(png->reason, _("is damaged: the PNG has no palette"));
    }
    png->data = true;
    return true;
}

static bool check_end(struct png *png, const struct chunk *chunk)
{
    if (!png->data) {
        return image_refuse(png->reason, _("is damaged: the PNG holds no picture data"));
    }
    png->end = true;
    return chunk->length == 0 || refuse_values(png);
}

static bool check_chunk(struct png *png, const struct chunk *chunk)
{
    if (!png->header || is_type(chunk, "IHDR")) {
        return check_header(png, chunk);
    }
    if (is_type(chunk, "IDAT")) {
        return check_data(png);
    }
    png->data_over = png->data;
    if (is_type(chunk, "PLTE")) {
        return check_palette(png, chunk);
    }
    if (is_type(chunk, "IEND")) {
        return check_end(png, chunk);
    }
    bool optional = chunk->type[0] & 0x20;
    return optional || refuse_values(png);
}

bool image_check_png(const unsigned char *bytes, size_t size, struct image_info *out,
                     const char **reason)
{
    static const unsigned char signature[SIGNATURE_BYTES] = { 0x89, 'P',  'N',  'G',
                                                              '\r', '\n', 0x1a, '\n' };
    struct png png = { .bytes = bytes, .size = size, .info = out, .reason = reason };
    if (size < SIGNATURE_BYTES) {
        return image_refuse(reason, _("is cut short: the end of the PNG is missing"));
    }
    if (memcmp(bytes, signature, SIGNATURE_BYTES) != 0) {
        return image_refuse(reason, _("is damaged: this PNG was copied as if it were text"));
    }
    png.at = SIGNATURE_BYTES;
    while (!png.end) {
        struct chunk chunk;
        if (!next_chunk(&png, &chunk) || !check_chunk(&png, &chunk)) {
            return false;
        }
    }
    return true;
}
