/* What ends at the border of the picture ends there afterwards, too: grounds, strips and pictures
 * that bleed are stretched or cut by the few pixels, so that no gap opens. */
#include "picture/picture.h"

static void move(int *from, int *size, int by, int end)
{
    int begin = *from, stop = *from + *size;
    begin += begin > 0 ? by : 0;
    stop += stop < end ? by : 0;
    *from = begin;
    *size = stop > begin ? stop - begin : 1;
}

static void move_rect(struct rect *rect, int dx, int dy, const struct picture *picture)
{
    move(&rect->x, &rect->w, dx, picture->width);
    move(&rect->y, &rect->h, dy, picture->height);
}

void picture_shift(struct picture *picture, int dx, int dy)
{
    for (size_t i = 0; i < picture->count; i++) {
        struct mark *mark = &picture->marks[i];
        bool drawn = mark->type == MARK_TEXT || mark->type == MARK_SHAPE ||
                     mark->type == MARK_PATH || mark->type == MARK_QR;
        if (drawn) { /* its size is its shape */
            mark->box.x += dx;
            mark->box.y += dy;
        } else {
            move_rect(&mark->box, dx, dy, picture);
        }
    }
    for (int i = 0; i < picture->still_count; i++) {
        move_rect(&picture->still[i], dx, dy, picture);
    }
}
