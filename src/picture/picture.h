/* A picture: the flat list of marks that a page is made of, in pixels of the target size, in the
 * order they are painted. Slides describe pictures; render/ replays them; tests read them as text.
 */
#pragma once
#include "base/arena.h"
#include "base/color.h"
#include "picture/box.h"
#include "picture/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How wide text is in real fonts; render/ provides it. */
struct metrics {
    void *fonts;
    /* Returns the advance in pixels of length bytes of text. */
    int (*width)(void *fonts, enum weight weight, int size_px, const char *text, size_t length);
};

enum mark_type {
    MARK_FILL,  /* box in color */
    MARK_ROUND, /* box with corners of radius, in color; stroke inside its edge when stroke_width >
                   0 */
    MARK_SHAPE, /* asset "icons/check" or "shapes/circle" in color, stroke around it likewise */
    MARK_PATH,  /* SVG path data, pixels relative to the box; filled with color when filled, stroked
                   with round caps when stroke_width > 0 */
    MARK_TEXT,  /* one line, baseline at box.y + ascent */
    MARK_IMAGE, /* content picture, cropped to cover the box, corners of radius */
    MARK_QR,    /* QR code of text, of that version, level M, whole pixels per module, centred */
    MARK_VEIL,  /* box in color over all before it, as opaque as opacity says (0 to 255) */
    MARK_TOUCH, /* paints nothing: touching the box, or reach pixels around it, means id */
};

/* How a text came to fit; anything above FIT_SHORTER is worth a warning to staff. */
enum fit { FIT_AS_IS, FIT_SHORTER, FIT_SHRUNK, FIT_CUT, FIT_DROPPED };

struct rect {
    int x, y, w, h;
};

struct mark {
    enum mark_type type;
    struct rect box; /* of a text: its advance wide, its line from ascent to descent high */
    struct color color, stroke;
    float stroke_width; /* px */
    int radius;         /* px */
    bool filled;        /* MARK_PATH */
    const char *text;   /* what is read, the asset's or picture's name, path data or address */
    int size_px;        /* MARK_TEXT */
    enum weight weight; /* MARK_TEXT */
    enum role role;     /* MARK_TEXT */
    enum fit fit;       /* MARK_TEXT */
    int wanted_px;      /* MARK_TEXT: the size of its style, before anything shrank it */
    bool led;           /* MARK_TEXT: its size only follows that of a neighbour */
    const char *origin; /* MARK_TEXT, MARK_QR: the text as it was handed in, by its address; lives
                           no longer than what it was handed in from */
    int version;        /* MARK_QR */
    int opacity;        /* MARK_VEIL */
    int id, reach;      /* MARK_TOUCH; text is what it is called */
};

enum { STILL_MAX = 8, LOST_MAX = 32 };

struct picture {
    struct arena arena;
    struct mark *marks;
    size_t count, capacity;
    int width, height;
    float unit;    /* pixels per u */
    bool portrait; /* taller than wide */
    const struct metrics *metrics;
    struct rect still[STILL_MAX]; /* areas that change at once when the page fades */
    int still_count;
    int foot; /* y under which no text may go that is added after framed marks; 0: none */
    size_t framed;
    const char *lost[LOST_MAX]; /* texts that found no room at all, as they were handed in */
    int lost_count;
    bool urgent; /* an alert: appears in 300 ms */
    int state;   /* of what is shown (open, closed…): when it changes the same page fades, else it
                    cuts */
    struct color ground; /* what the whole page is filled with first */
};

/* Empties the picture and sets its size (all zero is a valid start). */
void picture_start(struct picture *picture, int width, int height, const struct metrics *metrics);

/* Frees everything; null-safe. */
void picture_finish(struct picture *picture);

/* Returns a copy of the size and all marks' order-sensitive content as a 64-bit FNV-1a hash: equal
 * pictures look equal. Touch areas, which nobody sees, are left out. */
uint64_t picture_hash(const struct picture *picture);

/* Returns the picture as text, one mark a line, for tests and people; owned by the arena. */
const char *picture_dump(const struct picture *picture, struct arena *arena);

/* Each adds one mark. Boxes are rounded to whole pixels edge by edge, at least 1 px each way. */
void picture_fill(struct picture *picture, struct box box, struct color color);
void picture_round(struct picture *picture, struct box box, float radius, struct color color);
void picture_outline(struct picture *picture, struct box box, float radius, struct color fill,
                     struct color stroke, float stroke_width);
void picture_shape(struct picture *picture, struct box box, const char *asset, struct color color);
void picture_shape_edged(struct picture *picture, struct box box, const char *asset,
                         struct color color, struct color stroke, float stroke_width);
void picture_path(struct picture *picture, struct box box, const char *data, struct color color);
void picture_stroke(struct picture *picture, struct box box, const char *data, struct color stroke,
                    float stroke_width);
void picture_image(struct picture *picture, struct box box, float radius, const char *path);
void picture_qr(struct picture *picture, struct box box, const char *text, int version);

void picture_veil(struct picture *picture, struct box box, struct color color, int opacity);

/* Says that touching the box means id, which is above 0; label is what a person is told it does.
 * reach is half the gap to its neighbours in pixels: that far outside still counts. */
void picture_touch(struct picture *picture, struct box box, float reach, int id, const char *label);

/* Returns the id of the topmost touch area at the point, 0 when there is none. */
int picture_hit(const struct picture *picture, int x, int y);

/* Adds a horizontal rule of that thickness whose top is at y. */
void picture_rule(struct picture *picture, float x, float y, float width, float thickness,
                  struct color color);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* Adds one line of text as it is, with its left end, middle or right end at x; returns its width in
 * pixels. Text that might not fit goes through paragraph.h instead. */
float picture_text(struct picture *picture, struct style style, enum align align, float x,
                   float baseline, const char *text);

/* Returns the width in pixels that picture_text would return. */
float picture_text_width(const struct picture *picture, struct style style, const char *text);

/* Says that there was no room for this text. */
void picture_lose(struct picture *picture, const char *text);

/* Says that this area changes at once, without the cross-fade. */
void picture_keep_still(struct picture *picture, struct box box);

/* Moves everything by whole pixels; what touches the border of the picture still does. */
void picture_shift(struct picture *picture, int dx, int dy);

/* Says that the page's foot begins at y: all that is added from now on stays above it. */
void picture_set_foot(struct picture *picture, float y);

/* Returns a printf-formatted text owned by the picture. */
const char *picture_printf(struct picture *picture, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Distances from the baseline of Source Sans 3, in em (measured): ascent 1.024, descent 0.400, cap
 * height 0.66. */
#define FONT_ASCENT  1.024f
#define FONT_DESCENT 0.400f
#define FONT_CAP     0.660f
