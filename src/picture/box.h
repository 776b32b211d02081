/* Boxes: layout is cutting a page into pieces. All in pixels of the target, as floats until a mark
 * is made. */
#pragma once

struct box {
    float x, y, w, h;
};

/* Each cuts a piece of that many pixels off the box and returns it; the box keeps the rest. */
struct box box_cut_top(struct box *box, float height);
struct box box_cut_bottom(struct box *box, float height);
struct box box_cut_left(struct box *box, float width);
struct box box_cut_right(struct box *box, float width);

/* Returns the box smaller by dx on the left and right and by dy at the top and bottom. */
struct box box_inset(struct box box, float dx, float dy);

/* Returns piece index of count equal columns (or rows) with that gap between them. */
struct box box_column(struct box box, int index, int count, float gap);
struct box box_row(struct box box, int index, int count, float gap);

/* Returns a box of that size centred in the box. */
struct box box_centred(struct box box, float width, float height);

/* Returns the right and bottom edges. */
float box_right(struct box box);
float box_bottom(struct box box);
