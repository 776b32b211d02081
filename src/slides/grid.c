/* Lines only, in two colours that no page uses: magenta for where things go (frame.c decides),
 * cyan for where text really stands. */
#include "slides/grid.h"

#include "slides/frame.h"

#include <math.h>

#define PLACE COLOR(0xE6007E)
#define TEXT  COLOR(0x00A0C6)

enum { RULER_U = 10 };

static void horizontal(struct picture *picture, float x, float y, float width, struct color color)
{
    picture_rule(picture, x, y, width, 0.1f * picture->unit, color);
}

static void vertical(struct picture *picture, float x, float y, float height, struct color color)
{
    float width = fmaxf(roundf(0.1f * picture->unit), 1);
    picture_fill(picture, (struct box){ roundf(x), y, width, height }, color);
}

static void draw_frame(struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    float left = frame_left(picture), right = frame_right(picture);
    vertical(picture, left, 0, height, PLACE);
    vertical(picture, right, 0, height, PLACE);
    vertical(picture, frame_edge(picture), 0, height, PLACE);
    vertical(picture, width - frame_edge(picture), 0, height, PLACE);
    const float baselines[] = { FRAME_SITE_U * unit, FRAME_TITLE_U * unit,
                                height - FRAME_SOURCE_U * unit };
    for (size_t i = 0; i < sizeof baselines / sizeof *baselines; i++) {
        horizontal(picture, left, baselines[i], right - left, PLACE);
    }
}

/* Ticks every 10u from the block's top left corner, longer every 50u. */
static void draw_ruler(struct picture *picture, struct box block)
{
    float unit = picture->unit;
    for (int u = RULER_U; (float)u * unit <= block.w; u += RULER_U) {
        float length = (u % 50 == 0 ? 2.0f : 1.0f) * unit;
        vertical(picture, block.x + (float)u * unit, block.y, length, PLACE);
    }
    for (int u = RULER_U; (float)u * unit <= block.h; u += RULER_U) {
        float length = (u % 50 == 0 ? 2.0f : 1.0f) * unit;
        horizontal(picture, block.x, block.y + (float)u * unit, length, PLACE);
    }
}

static void draw_block(struct picture *picture)
{
    struct box block = frame_block(picture);
    horizontal(picture, block.x, block.y, block.w, PLACE);
    horizontal(picture, block.x, box_bottom(block), block.w, PLACE);
    vertical(picture, block.x + block.w / 2, block.y, block.h, PLACE);
    draw_ruler(picture, block);
}

static void draw_baselines(struct picture *picture)
{
    size_t count = picture->count; /* of the page: lines are added behind it */
    for (size_t i = 0; i < count; i++) {
        struct mark mark = picture->marks[i];
        if (mark.type == MARK_TEXT) {
            float baseline = (float)mark.box.y + ceilf(FONT_ASCENT * (float)mark.size_px);
            horizontal(picture, (float)mark.box.x, baseline, (float)mark.box.w, TEXT);
        }
    }
}

void grid_draw(struct picture *picture)
{
    draw_baselines(picture);
    draw_frame(picture);
    draw_block(picture);
}
