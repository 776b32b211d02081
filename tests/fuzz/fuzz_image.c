/* Picture files: what is proven whole has a size that can be borne and never harms its decoder.
 * The mutator sets the checksums of a PNG right again, since nothing gets past them otherwise. */
#include "base/image.h"
#include "fuzz/fuzz.h"
#include "render/decode.h"

#include <string.h>

enum { PIXELS_MAX = 256 * 256 };

static void decode(const uint8_t *data, size_t size, const struct image_info *info)
{
    static const int places[][3] = { { 23, 17, 0 }, { 40, 5, 2 } };
    const char *folder = fuzz_folder(), *reason = NULL;
    fuzz_put(folder, "picture", data, size);
    struct source *source = source_open(folder, NULL, NULL);
    struct arena arena = { 0 };
    MUST(source_picture(source, "picture", 1 << 25, &arena, &reason));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct decode_request request = { source, "picture", places[i][0], places[i][1],
                                                places[i][2] };
        reason = NULL;
        SDL_Surface *picture = decode_picture(&request, &arena, &reason);
        MUST(picture || (reason && reason[0]));
        MUST(!picture || (picture->w == request.width && picture->h == request.height));
        SDL_FreeSurface(picture);
        arena_reset(&arena);
    }
    (void)info;
    source_release(source);
    arena_finish(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct image_info info;
    const char *reason = NULL;
    if (!image_check((const char *)data, size, &info, &reason)) {
        MUST(reason && reason[0]);
        return 0;
    }
    MUST(info.width >= 1 && info.width <= IMAGE_SIDE_MAX);
    MUST(info.height >= 1 && info.height <= IMAGE_SIDE_MAX);
    MUST((int64_t)info.width * info.height <= IMAGE_PIXELS_MAX);
    if (info.width * info.height <= PIXELS_MAX || info.type == IMAGE_SVG) {
        decode(data, size, &info);
    }
    return 0;
}

#ifdef FUZZING
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

static uint32_t crc(const uint8_t *bytes, size_t size)
{
    uint32_t value = 0xffffffff;
    for (size_t i = 0; i < size * 8; i++) {
        uint32_t bit = (value ^ (uint32_t)bytes[i / 8] >> i % 8) & 1;
        value = value >> 1 ^ (bit ? 0xedb88320 : 0);
    }
    return ~value;
}

/* Sets the checksum of each chunk right, as far as the lengths lead. */
static void repair_png(uint8_t *data, size_t size)
{
    for (size_t at = 8; at + 12 <= size;) {
        size_t length = (size_t)data[at] << 24 | (size_t)data[at + 1] << 16 |
                        (size_t)data[at + 2] << 8 | data[at + 3];
        if (length > size - at - 12) {
            return;
        }
        uint32_t sum = crc(data + at + 4, length + 4);
        for (size_t i = 0; i < 4; i++) {
            data[at + 8 + length + i] = (uint8_t)(sum >> (24 - 8 * i));
        }
        at += length + 12;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max);
    if (size > 8 && memcmp(data, "\x89PNG", 4) == 0 && seed % 8 != 0) {
        repair_png(data, size);
    }
    return size;
}
#endif
