/* Files that are not UTF-8, as Windows still saves them. */
#include "base/message.h"
#include "base/utf8.h"
#include "content/json_scan_parts.h"

/* Returns the character that a byte is in Windows-1252, 0 when it is none. Source: Unicode's
 * MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT. */
static uint32_t windows_1252(unsigned char byte)
{
    static const uint16_t upper[32] = {
        0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
    };
    return byte >= 0xa0 ? byte : byte >= 0x80 ? upper[byte - 0x80] : 0;
}

void mistake_encoding(struct scan *scan)
{
    size_t bad;
    if (utf8_valid(scan->text, scan->size, &bad)) {
        return;
    }
    while (scan->here.at < bad) {
        scan_advance(scan);
    }
    unsigned char byte = (unsigned char)scan->text[bad];
    uint32_t code = windows_1252(byte);
    if (code) {
        char character[5] = { 0 };
        utf8_put(character, code);
        mistake(scan, scan->here,
                _("the file must be saved as UTF-8; this looks like \"%s\" saved as Windows-1252 "
                  "(in the editor: Save as, encoding UTF-8)"),
                character);
    } else {
        mistake(scan, scan->here, _("the file must be saved as UTF-8; byte 0x%02x is not"), byte);
    }
    scan->here = (struct spot){ 0, 1, 1, 0 };
}
