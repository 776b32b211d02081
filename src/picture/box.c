/* Cutting boxes; a piece never leaves the box it is cut from. */
#include "picture/box.h"

static float at_most(float wanted, float available)
{
    return wanted < available ? wanted : available;
}

struct box box_cut_top(struct box *box, float height)
{
    struct box piece = { box->x, box->y, box->w, at_most(height, box->h) };
    box->y += piece.h;
    box->h -= piece.h;
    return piece;
}

struct box box_cut_bottom(struct box *box, float height)
{
    float taken = at_most(height, box->h);
    box->h -= taken;
    return (struct box){ box->x, box->y + box->h, box->w, taken };
}

struct box box_cut_left(struct box *box, float width)
{
    struct box piece = { box->x, box->y, at_most(width, box->w), box->h };
    box->x += piece.w;
    box->w -= piece.w;
    return piece;
}

struct box box_cut_right(struct box *box, float width)
{
    float taken = at_most(width, box->w);
    box->w -= taken;
    return (struct box){ box->x + box->w, box->y, taken, box->h };
}

struct box box_inset(struct box box, float dx, float dy)
{
    return (struct box){ box.x + dx, box.y + dy, box.w - 2 * dx, box.h - 2 * dy };
}

struct box box_column(struct box box, int index, int count, float gap)
{
    float width = (box.w - gap * (float)(count - 1)) / (float)count;
    return (struct box){ box.x + (width + gap) * (float)index, box.y, width, box.h };
}

struct box box_row(struct box box, int index, int count, float gap)
{
    float height = (box.h - gap * (float)(count - 1)) / (float)count;
    return (struct box){ box.x, box.y + (height + gap) * (float)index, box.w, height };
}

struct box box_centred(struct box box, float width, float height)
{
    return (struct box){ box.x + (box.w - width) / 2, box.y + (box.h - height) / 2, width, height };
}

float box_right(struct box box)
{
    return box.x + box.w;
}

float box_bottom(struct box box)
{
    return box.y + box.h;
}
