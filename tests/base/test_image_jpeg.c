/* A small JPEG, piece by piece; each row exchanges one piece for something a JPEG must not have, or
 * for something that it may. The pieces are structure only: no decoder would draw them. */
#include "base/alloc.h"
#include "base/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DAMAGED "is damaged: the JPEG holds impossible values"
#define CUT     "is cut short: the end of the JPEG is missing"
#define LACKING "is damaged: the JPEG lacks picture data"
#define RARE    "is a rare kind of JPEG: save it as an ordinary one"
#define NO_SIZE "has no size: width and height must be more than 0"
#define SIDE    "is more than 20000 pixels wide or high"
#define PIXELS  "has more than 40 million pixels"

enum piece { START, EXTRA, QUANT, FRAME, HUFFMAN, SCAN, DATA, LATER, END, PIECES };

struct bytes {
    const char *bytes;
    size_t size;
};

/* clang-format off */
#define BYTES(literal) { literal, sizeof literal - 1 }
#define ONES_8         "\1\1\1\1\1\1\1\1"
#define ONES_64        ONES_8 ONES_8 ONES_8 ONES_8 ONES_8 ONES_8 ONES_8 ONES_8
#define ZEROS_16       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

#define SOI            "\xff\xd8"
#define EOI            "\xff\xd9"
#define DQT            "\xff\xdb\0\x43\0" ONES_64
#define DC             "\xff\xc4\0\x13\0" ZEROS_16
#define AC             "\xff\xc4\0\x13\x10" ZEROS_16
#define SIZE_37x29     "\0\x1d\0\x25" /* height first */
#define SOF(type, size) "\xff" type "\0\x0b\x08" size "\1\1\x11\0"
#define SOF_3(rows)    "\xff\xc0\0\x11\x08" SIZE_37x29 "\3" rows
#define COLORS         "\1\x22\0" "\2\x11\0" "\3\x11\0"
#define SOS            "\xff\xda\0\x08\1\1\0\0\x3f\0"
#define SOS_3          "\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0"
#define SOS_P(progress) "\xff\xda\0\x08\1\1\0" progress
#define THUMBNAIL      "\xff\xe1\0\x0a" SOI "\xff\xfe\0\2" EOI

static const struct bytes whole[PIECES] = {
    [START] = BYTES(SOI),       [QUANT] = BYTES(DQT), [FRAME] = BYTES(SOF("\xc0", SIZE_37x29)),
    [HUFFMAN] = BYTES(DC AC),   [SCAN] = BYTES(SOS),  [DATA] = BYTES("\x12\xff\0\x34"),
    [END] = BYTES(EOI),         [EXTRA] = BYTES(""),  [LATER] = BYTES(""),
};

static const struct {
    enum piece piece;
    struct bytes bytes;
    const char *reason; /* NULL: accepted */
} rows[] = {
    { START, BYTES(SOI), NULL },
    { EXTRA, BYTES("\xff\xe0\0\x04\1\2" "\xff\xfe\0\x03x"), NULL },
    { EXTRA, BYTES(THUMBNAIL), NULL },
    { EXTRA, BYTES("\xff\xff\xff\xfe\0\2"), NULL }, /* fill bytes */
    { EXTRA, BYTES("\xff\xef\0\2"), NULL },
    { EXTRA, BYTES("\xff\xe0\0\1"), DAMAGED },
    { EXTRA, BYTES("\xff\xe0\xff\xff"), CUT },
    { EXTRA, BYTES("x"), DAMAGED },
    { EXTRA, BYTES(SOI), DAMAGED },
    { EXTRA, BYTES(EOI), LACKING },
    { EXTRA, BYTES("\xff\xd0"), DAMAGED },
    { EXTRA, BYTES("\xff\1"), DAMAGED },
    { EXTRA, BYTES("\xff\x02\0\2"), DAMAGED },
    { EXTRA, BYTES("\xff\xf0\0\2"), DAMAGED },
    { EXTRA, BYTES(SOS), DAMAGED }, /* before the frame */
    { EXTRA, BYTES(SOF("\xc0", SIZE_37x29)), DAMAGED }, /* a second one */
    { EXTRA, BYTES("\xff\xdd\0\x04\0\5"), NULL },
    { EXTRA, BYTES("\xff\xdd\0\x05\0\5\0"), DAMAGED },
    { EXTRA, BYTES("\xff\xcc\0\x04\0\0"), RARE }, /* arithmetic */
    /* tables */
    { QUANT, BYTES(""), DAMAGED },
    { QUANT, BYTES("\xff\xdb\0\x84\1" ONES_64 "\0" ONES_64), NULL },
    { QUANT, BYTES("\xff\xdb\0\x83\x10" ONES_64 ONES_64), NULL },
    { QUANT, BYTES("\xff\xdb\0\x43\1" ONES_64), DAMAGED }, /* not the one that is needed */
    { QUANT, BYTES("\xff\xdb\0\x43\4" ONES_64), DAMAGED },
    { QUANT, BYTES("\xff\xdb\0\x43\x20" ONES_64), DAMAGED },
    { QUANT, BYTES("\xff\xdb\0\x43\x10" ONES_64), DAMAGED },
    { QUANT, BYTES("\xff\xdb\0\x42\0\1\1\1" ONES_8 ONES_8 ONES_8 ONES_8 ONES_8 ONES_8 ONES_8
                   "\1\1\1\1"), DAMAGED },
    { QUANT, BYTES(DQT "\xff\xdb\0\x43\4" ONES_64), DAMAGED },
    { QUANT, BYTES(DQT "\xff\xdb\0\xc3\x20" ONES_64 ONES_64 ONES_64), DAMAGED },
    { HUFFMAN, BYTES(DC), DAMAGED },
    { HUFFMAN, BYTES(AC), DAMAGED },
    { HUFFMAN, BYTES("\xff\xc4\0\x25\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5\x10" ZEROS_16), NULL },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x13\x20" ZEROS_16), DAMAGED },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1x"), NULL }, /* 16 bits */
    { HUFFMAN, BYTES(DC AC "\xff\xc4\1\x13\0\0\0\0\0\0\0\0\xff\1\0\0\0\0\0\0\0"
                     ONES_64 ONES_64 ONES_64 ONES_64), NULL }, /* 256 codes are the most */
    { HUFFMAN, BYTES(DC AC "\xff\xc4\1\x14\0\0\0\0\0\0\0\0\xff\2\0\0\0\0\0\0\0"
                     ONES_64 ONES_64 ONES_64 ONES_64 "\1"), DAMAGED },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x1d\0" ZEROS_16 "\x10" "\0\0\0\0\0\0\0\0\0"), DAMAGED },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x13\4" ZEROS_16), DAMAGED },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x12\0" "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), DAMAGED },
    { HUFFMAN, BYTES(DC AC "\xff\xc4\0\x13\0" "\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), DAMAGED },
    /* frame */
    { FRAME, BYTES(""), DAMAGED },
    { FRAME, BYTES(SOF("\xc1", SIZE_37x29)), NULL },
    { FRAME, BYTES(SOF("\xc3", SIZE_37x29)), RARE },
    { FRAME, BYTES(SOF("\xc5", SIZE_37x29)), RARE },
    { FRAME, BYTES(SOF("\xc8", SIZE_37x29)), RARE },
    { FRAME, BYTES(SOF("\xc9", SIZE_37x29)), RARE },
    { FRAME, BYTES(SOF("\xcf", SIZE_37x29)), RARE },
    { FRAME, BYTES(SOF("\xc0", "\0\0\0\x25")), NO_SIZE },
    { FRAME, BYTES(SOF("\xc0", "\0\x1d\0\0")), NO_SIZE },
    { FRAME, BYTES(SOF("\xc0", "\0\1\x4e\x21")), SIDE }, /* 20001 x 1 */
    { FRAME, BYTES(SOF("\xc0", "\xff\xff\xff\xff")), SIDE },
    { FRAME, BYTES(SOF("\xc0", "\x07\xd1\x4e\x20")), PIXELS }, /* 20000 x 2001 */
    { FRAME, BYTES("\xff\xc1\0\x0b\x0c" SIZE_37x29 "\1\1\x11\0"),
      "has more than 8 bits per colour: save it with 8" },
    { FRAME, BYTES("\xff\xc0\0\x14\x08" SIZE_37x29 "\4\1\x11\0\2\x11\0\3\x11\0\4\x11\0"),
      "is in CMYK, the colours of printers: save it as RGB" },
    { FRAME, BYTES("\xff\xc0\0\x0e\x08" SIZE_37x29 "\2\1\x11\0\2\x11\0"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x08\x08" SIZE_37x29 "\0"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x07\x08" SIZE_37x29), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x0c\x08" SIZE_37x29 "\1\1\x11\0x"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x01\0"), DAMAGED }, /* sampling 0 */
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x10\0"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x51\0"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x15\0"), DAMAGED },
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x11\4"), DAMAGED }, /* table 4 */
    { FRAME, BYTES("\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\7\x11\0"), DAMAGED }, /* no scan of it */
    { FRAME, BYTES("\xff\xdb\0\x43\3" ONES_64 "\xff\xc0\0\x0b\x08" SIZE_37x29 "\1\1\x44\3"), NULL },
    { FRAME, BYTES(SOF_3(COLORS)), LACKING }, /* only the first colour has a scan */
    /* scans */
    { SCAN, BYTES(""), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x02"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x06\0\0\x3f\0"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x09\1\1\0\0\x3f\0x"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x0a\2\1\0\1\0\0\x3f\0"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x08\1\2\0\0\x3f\0"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x08\1\0\0\0\x3f\0"), DAMAGED }, /* colour 0 is none of its own */
    { SCAN, BYTES("\xff\xda\0\x08\1\1\x40\0\x3f\0"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x08\1\1\x04\0\x3f\0"), DAMAGED },
    { SCAN, BYTES("\xff\xda\0\x08\1\1\x10\0\x3f\0"), DAMAGED }, /* table not defined */
    /* coded data */
    { DATA, BYTES(""), DAMAGED },
    { DATA, BYTES("\xff\0\xff\0"), NULL },
    { DATA, BYTES("1\xff\0"), NULL }, /* a stuffed byte, then the marker */
    { DATA, BYTES("1\xff\xff\xff"), NULL }, /* fill bytes before the marker */
    { DATA, BYTES("1\xff\xd0" "2"), DAMAGED }, /* no interval was set */
    { DATA, BYTES("1\xff\xd8" "2"), DAMAGED },
    { LATER, BYTES("\xff\xfe\0\2" "\xff\xdc\0\4\0\x1d" SOS "3"), NULL },
    { LATER, BYTES(SOS), DAMAGED },
    { END, BYTES(""), CUT },
    { END, BYTES("\xff"), CUT },
    { END, BYTES("\xff\xd9 and what telephones add"), NULL },
};

/* Frame, restart interval, tables, scan and data at once. */
static const struct {
    struct bytes frame, scan, data;
    const char *reason;
} scans[] = {
#define P SOF("\xc2", SIZE_37x29)
#define D "\xff\xdd\0\x04\0\1"
#define B SOF("\xc0", SIZE_37x29) D
#define RESTARTS_0_TO_7 "\xff\xd0" "2\xff\xd1" "3\xff\xd2" "4\xff\xd3" "5\xff\xd4" "6\xff\xd5" \
                        "7\xff\xd6" "8\xff\xd7" "9"
#define TABLES_3 "\xff\xc4\0\x13\3" ZEROS_16 "\xff\xc4\0\x13\x13" ZEROS_16
    { BYTES(SOF_3(COLORS)), BYTES(SOS_3), BYTES("1"), NULL },
    { BYTES(SOF_3("\1\x24\0" "\2\x11\0" "\3\x11\0")), BYTES(SOS_3), BYTES("1"), NULL },
    { BYTES(SOF_3("\1\x33\0" "\2\x11\0" "\3\x11\0")), BYTES(SOS_3), BYTES("1"), DAMAGED },
    { BYTES(SOF_3("\1\x44\0" "\2\x11\0" "\3\x11\0")), BYTES(SOS_3), BYTES("1"), DAMAGED },
    { BYTES(SOF_3("\1\x22\0" "\2\x11\0" "\2\x11\0")), BYTES(SOS_3), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES(SOS_P("\0\0\0")), BYTES("1"), NULL },
    { BYTES(P), BYTES(SOS_P("\1\x3f\x21")), BYTES("1"), NULL },
    { BYTES(P), BYTES(SOS_P("\7\7\x0d")), BYTES("1"), NULL },
    { BYTES(P), BYTES(SOS_P("\0\x3f\0")), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES(SOS_P("\5\4\0")), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES(SOS_P("\1\x40\0")), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES(SOS_P("\1\x3f\x0e")), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES(SOS_P("\1\x3f\x20")), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x10\1\x3f\0"), BYTES("1"), NULL }, /* needs no DC */
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x01\1\x3f\0"), BYTES("1"), DAMAGED }, /* nor AC 1 */
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x01\0\0\0"), BYTES("1"), NULL },
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x10\0\0\0"), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x10\0\0\x10"), BYTES("1"), NULL }, /* refining DC */
    { BYTES(SOF_3(COLORS) D), BYTES(SOS_3), BYTES("1\xff\xd0" "2\xff\xd1" "3"), NULL },
    { BYTES(B), BYTES(SOS), BYTES("1\xff\xd0" "2\xff\xd1" "3" SOS "4\xff\xd0" "5"), NULL },
    { BYTES(B), BYTES(SOS), BYTES("1\xff\xd1" "2"), DAMAGED },
    { BYTES(B), BYTES(SOS), BYTES("1\xff\xd0" "2\xff\xd0" "3"), DAMAGED },
    { BYTES(B), BYTES(SOS), BYTES("1\xff\xd0" "2\xff\xd2" "3"), DAMAGED },
    { BYTES(B "\xff\xdd\0\x04\0\0"), BYTES(SOS), BYTES("1\xff\xd0" "2"), DAMAGED },
    { BYTES(B), BYTES(SOS), BYTES("1" RESTARTS_0_TO_7 "\xff\xd0" "9"), NULL },
    { BYTES(B), BYTES(SOS), BYTES("1" RESTARTS_0_TO_7 "\xff\xd1" "9"), DAMAGED },
    /* tables 3, which are the last that there can be */
    { BYTES(B), BYTES(TABLES_3 "\xff\xda\0\x08\1\1\x33\0\x3f\0"), BYTES("1"), NULL },
    { BYTES(B), BYTES(TABLES_3 "\xff\xda\0\x08\1\1\x03\0\x3f\0"), BYTES("1"), NULL },
    { BYTES(B), BYTES(TABLES_3 "\xff\xda\0\x08\1\1\x31\0\x3f\0"), BYTES("1"), DAMAGED },
    { BYTES(B), BYTES(TABLES_3 "\xff\xda\0\x08\1\1\x13\0\x3f\0"), BYTES("1"), DAMAGED },
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x04\0\0\0"), BYTES("1"), DAMAGED }, /* not even unused */
    { BYTES(P), BYTES("\xff\xda\0\x08\1\1\x40\1\x3f\0"), BYTES("1"), DAMAGED },
    /* every colour must have been in a scan, the first and the last too */
    { BYTES(SOF_3(COLORS)), BYTES("\xff\xda\0\x0a\2\2\0\3\0\0\x3f\0"), BYTES("1"), LACKING },
    { BYTES(SOF_3(COLORS)), BYTES("\xff\xda\0\x0a\2\1\0\2\0\0\x3f\0"), BYTES("1"), LACKING },
};
/* clang-format on */

static char file[4096];

static size_t put_together(const struct bytes pieces[PIECES])
{
    size_t size = 0;
    for (int i = 0; i < PIECES; i++) {
        assert_true(size + pieces[i].size <= sizeof file);
        memcpy(file + size, pieces[i].bytes, pieces[i].size);
        size += pieces[i].size;
    }
    return size;
}

/* Checks a copy of the exact length: a sanitizer sees any look past its end. */
static const char *check(const struct bytes pieces[PIECES], struct image_info *info)
{
    size_t size = put_together(pieces);
    char *copy = memcpy(xcalloc(size, 1), file, size);
    const char *reason = NULL;
    bool accepted = image_check(copy, size, info, &reason);
    free(copy);
    assert_int_equal(accepted, reason == NULL);
    return reason ? reason : "accepted";
}

static void test_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes pieces[PIECES];
        struct image_info info;
        memcpy(pieces, whole, sizeof pieces);
        pieces[rows[i].piece] = rows[i].bytes;
        const char *said = check(pieces, &info);
        if (strcmp(said, rows[i].reason ? rows[i].reason : "accepted") != 0) {
            fail_msg("row %zu: %s", i, said);
        }
        if (!rows[i].reason) {
            assert_int_equal(info.width, 37);
            assert_int_equal(info.height, 29);
        }
    }
}

static void test_scans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
        struct bytes pieces[PIECES];
        struct image_info info;
        memcpy(pieces, whole, sizeof pieces);
        pieces[FRAME] = scans[i].frame;
        pieces[SCAN] = scans[i].scan;
        pieces[DATA] = scans[i].data;
        const char *said = check(pieces, &info);
        if (strcmp(said, scans[i].reason ? scans[i].reason : "accepted") != 0) {
            fail_msg("row %zu: %s", i, said);
        }
    }
}

/* Scans by the thousand are how a small file keeps a decoder busy for minutes. */
static void test_many_scans(void **state)
{
    (void)state;
    static const char scan[] = SOS "1";
    char many[100 * (sizeof scan - 1)];
    for (size_t i = 0; i < sizeof many; i++) {
        many[i] = scan[i % (sizeof scan - 1)];
    }
    struct bytes pieces[PIECES];
    struct image_info info;
    memcpy(pieces, whole, sizeof pieces);
    pieces[LATER] = (struct bytes){ many, 99 * (sizeof scan - 1) };
    assert_string_equal(check(pieces, &info), "accepted");
    pieces[LATER].size = sizeof many;
    assert_string_equal(check(pieces, &info), "has too many scans: save the JPEG again");
}

/* However much is missing, and whatever lies behind it in memory: it is told as missing. */
static void test_truncations(void **state)
{
    (void)state;
    static const char behind[] = { 0, 'x', '\xff', '\xd9' };
    size_t whole_size = put_together(whole);
    for (size_t i = 0; i <= sizeof behind; i++) { /* last: what was cut off lies behind */
        for (size_t size = 2; size < whole_size; size++) {
            struct image_info info;
            const char *reason = NULL;
            put_together(whole);
            if (i < sizeof behind) {
                memset(file + size, behind[i], sizeof file - size);
            }
            assert_false(image_check(file, size, &info, &reason));
            assert_string_equal(reason, CUT);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_scans),
        cmocka_unit_test(test_many_scans),
        cmocka_unit_test(test_truncations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
