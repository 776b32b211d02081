/* A walk over the segments and, between them, over the coded data, up to the end marker. The data
 * itself is not decoded, but everything a scan refers to must have come before it, and every colour
 * must have been in a scan, so a picture that was cut and closed again is mostly found out too. */
#include "base/image_formats.h"

#include "base/message.h"

#include <string.h>

/* Markers, T.81 table B.1 */
enum { SOF0 = 0xc0, SOF1, SOF2, DHT = 0xc4, SOF15 = 0xcf, RST0 = 0xd0, RST7 = 0xd7, EOI = 0xd9 };
enum { SOS = 0xda, DQT = 0xdb, DNL = 0xdc, DRI = 0xdd, APP0 = 0xe0, APP15 = 0xef, COM = 0xfe };

enum { COLORS_MAX = 3, BLOCKS_MAX = 10, AC_TABLES = 4 };

/* Progressive files have about ten scans. Each costs a pass over all pixels, so a small file with
 * thousands of them would keep the decoder busy for minutes. */
enum { SCANS_MAX = 100 };

struct color {
    unsigned char id, horizontal, vertical, quant;
    bool scanned;
};

struct jpeg {
    const unsigned char *bytes;
    size_t size, at;
    struct image_info *info;
    const char **reason;
    struct color colors[COLORS_MAX];
    size_t color_count; /* 0 until the frame header */
    bool progressive;
    unsigned quant_tables, huffman_tables; /* bit sets; AC tables from bit AC_TABLES on */
    bool restarts;
    int scans;
};

struct segment {
    const unsigned char *body;
    size_t length;
};

static bool refuse_cut(const struct jpeg *jpeg)
{
    return image_refuse(jpeg->reason, _("is cut short: the end of the JPEG is missing"));
}

static bool refuse_values(const struct jpeg *jpeg)
{
    return image_refuse(jpeg->reason, _("is damaged: the JPEG holds impossible values"));
}

static unsigned read_u16(const unsigned char *bytes)
{
    return (unsigned)bytes[0] << 8 | bytes[1];
}

static bool next_marker(struct jpeg *jpeg, unsigned *marker)
{
    if (jpeg->at < jpeg->size && jpeg->bytes[jpeg->at] != 0xff) {
        return refuse_values(jpeg);
    }
    while (jpeg->at < jpeg->size && jpeg->bytes[jpeg->at] == 0xff) {
        jpeg->at++;
    }
    if (jpeg->at == jpeg->size) {
        return refuse_cut(jpeg);
    }
    *marker = jpeg->bytes[jpeg->at++];
    return true;
}

static bool next_segment(struct jpeg *jpeg, struct segment *segment)
{
    size_t left = jpeg->size - jpeg->at;
    if (left < 2) {
        return refuse_cut(jpeg);
    }
    size_t length = read_u16(jpeg->bytes + jpeg->at);
    if (length < 2) {
        return refuse_values(jpeg);
    }
    if (length > left) {
        return refuse_cut(jpeg);
    }
    *segment = (struct segment){ jpeg->bytes + jpeg->at + 2, length - 2 };
    jpeg->at += length;
    return true;
}

static bool check_color(struct jpeg *jpeg, const unsigned char *row)
{
    struct color color = { row[0], row[1] >> 4, row[1] & 15, row[2], false };
    bool legal = color.horizontal >= 1 && color.horizontal <= 4 && color.vertical >= 1 &&
                 color.vertical <= 4 && color.quant <= 3;
    jpeg->colors[jpeg->color_count++] = color;
    return legal || refuse_values(jpeg);
}

static bool check_frame(struct jpeg *jpeg, const struct segment *segment)
{
    const unsigned char *body = segment->body;
    if (jpeg->color_count || segment->length < 6 || segment->length != 6 + 3u * body[5]) {
        return refuse_values(jpeg);
    }
    if (body[0] != 8) {
        return image_refuse(jpeg->reason, _("has more than 8 bits per colour: save it with 8"));
    }
    if (body[5] == 4) {
        return image_refuse(jpeg->reason, _("is in CMYK, the colours of printers: save it as RGB"));
    }
    if (body[5] != 1 && body[5] != COLORS_MAX) {
        return refuse_values(jpeg);
    }
    for (size_t i = 0; i < body[5]; i++) {
        if (!check_color(jpeg, body + 6 + 3 * i)) {
            return false;
        }
    }
    return image_set_size(jpeg->info, read_u16(body + 3), read_u16(body + 1), jpeg->reason);
}

static bool check_quant(struct jpeg *jpeg, const struct segment *segment)
{
    for (size_t at = 0; at < segment->length;) {
        unsigned precision = segment->body[at] >> 4, table = segment->body[at] & 15;
        at += 1 + 64 * (1 + (size_t)precision);
        if (precision > 1 || table > 3 || at > segment->length) {
            return refuse_values(jpeg);
        }
        jpeg->quant_tables |= 1u << table;
    }
    return true;
}

static bool check_huffman(struct jpeg *jpeg, const struct segment *segment)
{
    for (size_t at = 0; at < segment->length;) {
        unsigned class = segment->body[at] >> 4, table = segment->body[at] & 15;
        if (class > 1 || table > 3 || segment->length - at < 17) {
            return refuse_values(jpeg);
        }
        size_t codes = 0;
        for (size_t i = 1; i <= 16; i++) {
            codes += segment->body[at + i];
        }
        at += 17 + codes;
        if (codes > 256 || at > segment->length) {
            return refuse_values(jpeg);
        }
        jpeg->huffman_tables |= 1u << (class * AC_TABLES + table);
    }
    return true;
}

static struct color *find_color(struct jpeg *jpeg, unsigned id)
{
    for (size_t i = 0; i < jpeg->color_count; i++) {
        if (jpeg->colors[i].id == id) {
            return &jpeg->colors[i];
        }
    }
    return NULL;
}

/* The last three bytes of a progressive scan's header: which coefficients, and which of their bits
 * (T.81 table B.3). Sequential files carry constants there, which decoders ignore. */
static bool check_progression(const struct jpeg *jpeg, const unsigned char *bytes, size_t count)
{
    unsigned first = bytes[0], last = bytes[1], high = bytes[2] >> 4, low = bytes[2] & 15;
    bool band = first == 0 ? last == 0 : first <= last && last <= 63 && count == 1;
    bool bits = low <= 13 && (high == 0 || high == low + 1);
    return !jpeg->progressive || (band && bits);
}

/* Tells whether the Huffman tables that a scan of one colour needs have been defined. */
static bool tables_ready(const struct jpeg *jpeg, unsigned tables, const unsigned char *bytes)
{
    unsigned dc = tables >> 4, ac = tables & 15, refining = bytes[2] >> 4;
    bool needs_dc = !jpeg->progressive || (bytes[0] == 0 && !refining);
    bool needs_ac = !jpeg->progressive || bytes[0] > 0;
    return dc <= 3 && ac <= 3 && (!needs_dc || jpeg->huffman_tables >> dc & 1) &&
           (!needs_ac || jpeg->huffman_tables >> (AC_TABLES + ac) & 1);
}

static bool check_scan(struct jpeg *jpeg, const struct segment *segment)
{
    const unsigned char *body = segment->body;
    size_t count = segment->length ? body[0] : 0;
    if (count < 1 || count > jpeg->color_count || segment->length != 4 + 2 * count ||
        !check_progression(jpeg, body + 1 + 2 * count, count)) {
        return refuse_values(jpeg);
    }
    unsigned blocks = 0;
    for (size_t i = 0; i < count; i++) {
        struct color *color = find_color(jpeg, body[1 + 2 * i]);
        if (!color || !(jpeg->quant_tables >> color->quant & 1) ||
            !tables_ready(jpeg, body[2 + 2 * i], body + 1 + 2 * count)) {
            return refuse_values(jpeg);
        }
        blocks += (unsigned)color->horizontal * color->vertical;
        color->scanned = true;
    }
    if (++jpeg->scans > SCANS_MAX) {
        return image_refuse(jpeg->reason, _("has too many scans: save the JPEG again"));
    }
    return count == 1 || blocks <= BLOCKS_MAX || refuse_values(jpeg);
}

/* Moves past the coded data to the marker that ends it; restart markers in it must count up. */
static bool skip_data(struct jpeg *jpeg)
{
    size_t start = jpeg->at;
    for (unsigned restart = RST0;;) {
        const unsigned char *from = jpeg->bytes + jpeg->at;
        const unsigned char *found = memchr(from, 0xff, jpeg->size - jpeg->at);
        if (!found || found + 1 == jpeg->bytes + jpeg->size) {
            return refuse_cut(jpeg);
        }
        jpeg->at = (size_t)(found - jpeg->bytes);
        unsigned next = found[1];
        if (next >= RST0 && next <= RST7) {
            if (!jpeg->restarts || next != restart) {
                return refuse_values(jpeg);
            }
            restart = restart == RST7 ? RST0 : restart + 1;
        } else if (next != 0 && next != 0xff) {
            return jpeg->at > start || refuse_values(jpeg);
        }
        jpeg->at += next == 0xff ? 1 : 2;
    }
}

static bool check_segment(struct jpeg *jpeg, unsigned marker)
{
    struct segment segment;
    bool passive = (marker >= APP0 && marker <= APP15) || marker == COM || marker == DNL;
    if (!passive && marker != DQT && marker != DRI && marker != SOS &&
        (marker < SOF0 || marker > SOF15)) {
        return refuse_values(jpeg);
    }
    if (!next_segment(jpeg, &segment)) {
        return false;
    }
    switch (marker) {
    case SOF0:
    case SOF1:
    case SOF2:
        jpeg->progressive = marker == SOF2;
        return check_frame(jpeg, &segment);
    case DQT:
        return check_quant(jpeg, &segment);
    case DHT:
        return check_huffman(jpeg, &segment);
    case DRI:
        jpeg->restarts = segment.length == 2 && read_u16(segment.body);
        return segment.length == 2 || refuse_values(jpeg);
    case SOS:
        return check_scan(jpeg, &segment) && skip_data(jpeg);
    default:
        return passive ||
               image_refuse(jpeg->reason, _("is a rare kind of JPEG: save it as an ordinary one"));
    }
}

static bool check_end(const struct jpeg *jpeg)
{
    bool whole = jpeg->color_count > 0;
    for (size_t i = 0; i < jpeg->color_count; i++) {
        whole = whole && jpeg->colors[i].scanned;
    }
    return whole || image_refuse(jpeg->reason, _("is damaged: the JPEG lacks picture data"));
}

bool image_check_jpeg(const unsigned char *bytes, size_t size, struct image_info *out,
                      const char **reason)
{
    struct jpeg jpeg = { .bytes = bytes, .size = size, .info = out, .reason = reason };
    jpeg.at = 2; /* past SOI, which the caller has seen */
    for (;;) {
        unsigned marker;
        if (!next_marker(&jpeg, &marker)) {
            return false;
        }
        if (marker == EOI) {
            return check_end(&jpeg);
        }
        if (!check_segment(&jpeg, marker)) {
            return false;
        }
    }
}
