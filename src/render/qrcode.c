/* The box of a mark is the code without its quiet zone, which the page keeps free around it. A text
 * that needs a larger version than the page reckoned with is drawn all the same: a finer code that
 * can be scanned serves a visitor better than a white square. */
#include "render/qrcode.h"

#include "base/log.h"
#include "render/paint.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

static bool is_dark(const QRcode *code, int row, int column)
{
    return code->data[row * code->width + column] & 1;
}

/* Paints one row of modules, neighbours together. */
static bool paint_row(const QRcode *code, int row, SDL_Rect area, int module, SDL_Surface *surface)
{
    const struct color black = { 0, 0, 0 };
    bool done = true;
    for (int column = 0; column < code->width;) {
        int first = column;
        while (column < code->width && is_dark(code, row, column)) {
            column++;
        }
        struct rect dark = { area.x + first * module, area.y + row * module,
                             (column - first) * module, module };
        done = paint_box(surface, dark, black) && done;
        column += column == first;
    }
    return done;
}

static bool paint_code(const QRcode *code, struct rect box, SDL_Surface *surface)
{
    int module = (box.w < box.h ? box.w : box.h) / code->width;
    int side = module * code->width;
    SDL_Rect area = { box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side };
    bool done = true;
    for (int row = 0; row < code->width; row++) {
        done = paint_row(code, row, area, module, surface) && done;
    }
    return done;
}

bool qrcode_paint(const struct mark *mark, SDL_Surface *surface)
{
    const struct color white = { 255, 255, 255 };
    bool done = paint_box(surface, mark->box, white);
    QRcode *code = QRcode_encodeData((int)strlen(mark->text), (const unsigned char *)mark->text,
                                     mark->version, QR_ECLEVEL_M);
    if (!code) {
        log_line(LOG_ERROR, "cannot make a QR code of \"%s\": %s", mark->text, strerror(errno));
        return false;
    }
    if (code->version != mark->version) {
        log_line(LOG_WARNING, "QR code of \"%s\": needs version %d, the page reckoned with %d",
                 mark->text, code->version, mark->version);
        done = false;
    }
    if (code->width > mark->box.w || code->width > mark->box.h) {
        log_line(LOG_ERROR, "QR code of \"%s\": %d modules do not fit into %d x %d pixels",
                 mark->text, code->width, mark->box.w, mark->box.h);
        done = false;
    }
    done = paint_code(code, mark->box, surface) && done;
    QRcode_free(code);
    return done;
}
