/* Chunks in every order and with every value that a PNG must not have, each with a right CRC so
 * that nothing else refuses it. */
#include "base/alloc.h"
#include "base/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAMAGED "is damaged: the PNG holds impossible values"
#define ORDER   "is damaged: the parts of the PNG are in the wrong order"
#define CUT     "is cut short: the end of the PNG is missing"
#define NO_SIZE "has no size: width and height must be more than 0"
#define SIDE    "is more than 20000 pixels wide or high"
#define PIXELS  "has more than 40 million pixels"

struct header {
    uint32_t width, height;
    unsigned char depth, color, compression, filter, interlace;
};

struct row {
    const char *chunks; /* types; a digit before one is the length of its body */
    struct header header;
    const char *reason; /* NULL: accepted */
};

struct file {
    unsigned char bytes[8192];
    size_t size;
};

static void put_u32(struct file *file, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        file->bytes[file->size++] = (unsigned char)(value >> shift);
    }
}

/* Bit by bit, as the standard writes it down: not the way of the code under test. */
static uint32_t crc(const unsigned char *bytes, size_t size)
{
    uint32_t value = 0xffffffff;
    for (size_t i = 0; i < size * 8; i++) {
        uint32_t bit = (value ^ (uint32_t)bytes[i / 8] >> i % 8) & 1;
        value = value >> 1 ^ (bit ? 0xedb88320 : 0);
    }
    return ~value;
}

static void put_chunk(struct file *file, const char *type, const void *body, size_t length)
{
    put_u32(file, (uint32_t)length);
    size_t start = file->size;
    memcpy(file->bytes + start, type, 4);
    memcpy(file->bytes + start + 4, body, length);
    file->size += 4 + length;
    put_u32(file, crc(file->bytes + start, 4 + length));
}

static void put_header(struct file *file, const struct header *header, size_t length)
{
    struct file body = { .size = 0 };
    put_u32(&body, header->width);
    put_u32(&body, header->height);
    const unsigned char rest[] = { header->depth, header->color, header->compression,
                                   header->filter, header->interlace };
    memcpy(body.bytes + body.size, rest, sizeof rest);
    put_chunk(file, "IHDR", body.bytes, length);
}

static void build(struct file *file, const struct row *row)
{
    static const unsigned char zeros[3 * 257];
    memcpy(file->bytes, "\x89PNG\r\n\x1a\n", 8);
    file->size = 8;
    for (const char *at = row->chunks; *at;) {
        size_t length = 0;
        bool given = *at >= '0' && *at <= '9';
        while (*at >= '0' && *at <= '9') {
            length = length * 10 + (size_t)(*at++ - '0');
        }
        if (memcmp(at, "IHDR", 4) == 0) {
            put_header(file, &row->header, given ? length : 13);
        } else {
            bool end = memcmp(at, "IEND", 4) == 0;
            put_chunk(file, at, zeros, given ? length : end ? 0 : 6);
        }
        at += 4;
        at += *at == ' ';
    }
}

/* Checks a copy of the exact length: a sanitizer sees any look past its end. */
static const char *check(const struct file *file, struct image_info *info)
{
    const char *reason = NULL;
    char *copy = memcpy(xcalloc(file->size, 1), file->bytes, file->size);
    bool accepted = image_check(copy, file->size, info, &reason);
    free(copy);
    assert_int_equal(accepted, reason == NULL);
    return reason ? reason : "accepted";
}

#define RGB                                                                                        \
    {                                                                                              \
        3, 2, 8, 2, 0, 0, 0                                                                        \
    }
#define INDEXED                                                                                    \
    {                                                                                              \
        3, 2, 8, 3, 0, 0, 0                                                                        \
    }
#define WHOLE "IHDR IDAT IEND"

static const struct row rows[] = {
    /* order */
    { WHOLE, RGB, NULL },
    { "IHDR tEXt PLTE gAMA IDAT IDAT tIME IEND", RGB, NULL },
    { "IHDR acTL fcTL IDAT fcTL fdAT IEND", RGB, NULL },
    { "IHDR 0IDAT IDAT IEND", RGB, NULL },
    { "IHDR IDAT IEND IDAT", RGB, NULL },
    { "IHDR PLTE tRNS IDAT IEND", INDEXED, NULL },
    { "IHDR 768PLTE IDAT IEND", INDEXED, NULL },
    { "IDAT IEND", RGB, ORDER },
    { "tEXt IHDR IDAT IEND", RGB, ORDER },
    { "IHDR IHDR IDAT IEND", RGB, ORDER },
    { "IHDR IDAT IHDR IEND", RGB, ORDER },
    { "IHDR IDAT tEXt IDAT IEND", RGB, ORDER },
    { "IHDR IDAT PLTE IEND", INDEXED, "is damaged: the PNG has no palette" },
    { "IHDR IDAT PLTE IEND", RGB, ORDER },
    { "IHDR PLTE PLTE IDAT IEND", INDEXED, ORDER },
    { "IHDR IDAT IEND", INDEXED, "is damaged: the PNG has no palette" },
    { "IHDR IEND", RGB, "is damaged: the PNG holds no picture data" },
    { "IHDR PLTE IEND", INDEXED, "is damaged: the PNG holds no picture data" },
    { "IHDR IDAT", RGB, CUT },
    { "", RGB, CUT },
    /* lengths and types */
    { "12IHDR IDAT IEND", RGB, DAMAGED },
    { "14IHDR IDAT IEND", RGB, DAMAGED },
    { "IHDR IDAT 1IEND", RGB, DAMAGED },
    { "IHDR 0PLTE IDAT IEND", INDEXED, DAMAGED },
    { "IHDR 7PLTE IDAT IEND", INDEXED, DAMAGED },
    { "IHDR 771PLTE IDAT IEND", INDEXED, DAMAGED },
    { "IHDR PLTE IDAT IEND", { 3, 2, 8, 0, 0, 0, 0 }, DAMAGED },
    { "IHDR PLTE IDAT IEND", { 3, 2, 8, 4, 0, 0, 0 }, DAMAGED },
    { "IHDR XYZW IDAT IEND", RGB, DAMAGED },
    { "IHDR te@t IDAT IEND", RGB, DAMAGED },
    { "IHDR te{t IDAT IEND", RGB, DAMAGED },
    { "IHDR `ExT IDAT IEND", RGB, DAMAGED },
    { "IHDR {ExT IDAT IEND", RGB, DAMAGED },
    { "IHDR zTXt azAZ IDAT IEND", RGB, NULL },
    { "IHDR te\xc3t IDAT IEND", RGB, DAMAGED },
    /* the header's other values */
    { WHOLE, { 3, 2, 8, 2, 1, 0, 0 }, DAMAGED },
    { WHOLE, { 3, 2, 8, 2, 0, 1, 0 }, DAMAGED },
    { WHOLE, { 3, 2, 8, 2, 0, 0, 1 }, NULL },
    { WHOLE, { 3, 2, 8, 2, 0, 0, 2 }, DAMAGED },
    /* sizes */
    { WHOLE, { 0, 2, 8, 2, 0, 0, 0 }, NO_SIZE },
    { WHOLE, { 3, 0, 8, 2, 0, 0, 0 }, NO_SIZE },
    { WHOLE, { 20000, 2000, 1, 0, 0, 0, 0 }, NULL },
    { WHOLE, { 2000, 20000, 1, 0, 0, 0, 0 }, NULL },
    { WHOLE, { 20001, 1, 1, 0, 0, 0, 0 }, SIDE },
    { WHOLE, { 1, 20001, 1, 0, 0, 0, 0 }, SIDE },
    { WHOLE, { 20000, 2001, 1, 0, 0, 0, 0 }, PIXELS },
    { WHOLE, { 6325, 6325, 1, 0, 0, 0, 0 }, PIXELS },
    { WHOLE, { 30000, 30000, 1, 0, 0, 0, 0 }, SIDE },
    { WHOLE, { 65000, 65000, 1, 0, 0, 0, 0 }, SIDE },
    { WHOLE, { 0xffffffff, 0xffffffff, 1, 0, 0, 0, 0 }, SIDE },
    { WHOLE, { 0x10000, 0x10000, 1, 0, 0, 0, 0 }, SIDE },
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct file file;
        struct image_info info;
        build(&file, &rows[i]);
        const char *said = check(&file, &info);
        if (strcmp(said, rows[i].reason ? rows[i].reason : "accepted") != 0) {
            fail_msg("row %zu (%s): %s", i, rows[i].chunks, said);
        }
        if (!rows[i].reason) {
            assert_int_equal(info.width, rows[i].header.width);
            assert_int_equal(info.height, rows[i].header.height);
        }
    }
}

/* The 15 pairs of the standard's table 11.1, and none of the other 65521. */
static void test_depths_and_colors(void **state)
{
    (void)state;
    static const char *const legal[256] = {
        [0] = "1 2 4 8 16 ", [2] = "8 16 ", [3] = "1 2 4 8 ", [4] = "8 16 ", [6] = "8 16 "
    };
    int count = 0;
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        struct row row = { "IHDR IDAT IEND", { 1, 1, pair & 255, pair >> 8, 0, 0, 0 }, NULL };
        char depth[8];
        snprintf(depth, sizeof depth, "%u ", pair & 255);
        const char *list = legal[pair >> 8];
        const char *found = list ? strstr(list, depth) : NULL;
        bool expected = found && (found == list || found[-1] == ' ');
        row.chunks = row.header.color == 3 ? "IHDR PLTE IDAT IEND" : row.chunks;
        struct file file;
        struct image_info info;
        build(&file, &row);
        const char *said = check(&file, &info);
        assert_string_equal(said, expected ? "accepted" : DAMAGED);
        count += expected;
    }
    assert_int_equal(count, 15);
}

static void test_wrong_bytes(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        unsigned char value;
        const char *reason;
    } changes[] = {
        { 4, '\n', "is damaged: this PNG was copied as if it were text" },
        { 8, 0x80, CUT }, /* lengths beyond the file, up to 4 GiB */
        { 10, 0xff, CUT },
        { 20, 1, "is damaged: a checksum inside the PNG is wrong" },
        { 29, 1, "is damaged: a checksum inside the PNG is wrong" },
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct file file;
        struct image_info info;
        build(&file, &(struct row){ WHOLE, RGB, NULL });
        file.bytes[changes[i].at] ^= changes[i].value;
        assert_string_equal(check(&file, &info), changes[i].reason);
    }
}

/* However much is missing, and whatever lies behind it in memory: it is told as missing. */
static void test_truncations(void **state)
{
    (void)state;
    struct file file;
    build(&file, &(struct row){ "IHDR tEXt PLTE IDAT IDAT IEND", RGB, NULL });
    for (size_t size = 4; size < file.size; size++) {
        struct image_info info;
        const char *reason = NULL;
        assert_false(image_check((const char *)file.bytes, size, &info, &reason));
        assert_string_equal(reason, CUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_depths_and_colors),
        cmocka_unit_test(test_wrong_bytes),
        cmocka_unit_test(test_truncations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
