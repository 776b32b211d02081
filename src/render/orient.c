/* Exif is a TIFF inside one of the segments before the picture; only its first directory is looked
 * at, and every offset is checked, because nothing has proven this part of the file. */
#include "render/orient.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct tiff {
    const unsigned char *bytes;
    size_t size;
    bool little;
};

static unsigned read16(const struct tiff *tiff, size_t at)
{
    const unsigned char *bytes = tiff->bytes + at;
    return tiff->little ? bytes[0] | (unsigned)bytes[1] << 8 : (unsigned)bytes[0] << 8 | bytes[1];
}

static size_t read32(const struct tiff *tiff, size_t at)
{
    size_t first = read16(tiff, at), second = read16(tiff, at + 2);
    return tiff->little ? first | second << 16 : first << 16 | second;
}

static int find_orientation(const struct tiff *tiff)
{
    enum { ENTRY = 12, TAG = 0x0112, SHORT = 3 };
    size_t directory = tiff->size >= 8 ? read32(tiff, 4) : tiff->size;
    if (directory > tiff->size || tiff->size - directory < 2) {
        return 1;
    }
    size_t count = read16(tiff, directory), at = directory + 2;
    for (size_t i = 0; i < count && tiff->size - at >= ENTRY; i++, at += ENTRY) {
        if (read16(tiff, at) == TAG && read16(tiff, at + 2) == SHORT) {
            unsigned value = read16(tiff, at + 8);
            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

int orient_read(const char *bytes, size_t size)
{
    enum { SOI_SIZE = 2, HEAD = 4, APP1 = 0xe1, SOS = 0xda };
    static const char exif[] = "Exif\0"; /* and the NUL that ends the array */
    struct tiff file = { (const unsigned char *)bytes, size, false };
    for (size_t at = SOI_SIZE; at + HEAD <= size && file.bytes[at] == 0xff;) {
        int marker = file.bytes[at + 1];
        size_t length = read16(&file, at + 2);
        const char *body = bytes + at + HEAD;
        if (marker == SOS || length < 2 || length > size - at - 2) {
            break;
        }
        if (marker == APP1 && length >= 2 + sizeof exif && memcmp(body, exif, sizeof exif) == 0) {
            const char *start = body + sizeof exif;
            struct tiff tiff = { (const unsigned char *)start, length - 2 - sizeof exif, false };
            tiff.little = tiff.size > 0 && start[0] == 'I';
            return find_orientation(&tiff);
        }
        at += 2 + length;
    }
    return 1;
}

static uint32_t pixel(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return ((const uint32_t *)(const void *)row)[x];
}

SDL_Surface *orient_turn(const SDL_Surface *source, int orientation)
{
    bool sideways = orientation >= 5;
    bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    bool flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    SDL_Surface *turned = SDL_CreateRGBSurfaceWithFormat(0, sideways ? source->h : source->w,
                                                         sideways ? source->w : source->h, 32,
                                                         source->format->format);
    if (!turned) {
        return NULL;
    }
    for (int y = 0; y < turned->h; y++) {
        uint32_t *row = (uint32_t *)(void *)((char *)turned->pixels + y * turned->pitch);
        for (int x = 0; x < turned->w; x++) {
            int column = sideways ? y : x, line = sideways ? x : y;
            row[x] = pixel(source, mirrored ? source->w - 1 - column : column,
                           flipped ? source->h - 1 - line : line);
        }
    }
    return turned;
}
