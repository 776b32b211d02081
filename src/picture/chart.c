/* Arcs are SVG paths (rasterised by the same library as everything round); a whole turn is two
 * halves because an SVG arc cannot end where it starts. */
#include "picture/chart.h"

#include <math.h>

static const float TURN = 6.28318530718f;

void chart_ring(struct picture *picture, float x, float y, float radius, float thickness,
                float from, float to, struct color color)
{
    if (to - from >= 1) {
        chart_ring(picture, x, y, radius, thickness, from, from + 0.5f, color);
        chart_ring(picture, x, y, radius, thickness, from + 0.5f, from + 0.99999f, color);
        return;
    }
    if (to <= from) {
        return;
    }
    struct box box = { floorf(x - radius), floorf(y - radius), 2 * radius + 2, 2 * radius + 2 };
    float cx = x - box.x, cy = y - box.y, inner = radius - thickness;
    float sin_from = sinf(from * TURN), cos_from = cosf(from * TURN);
    float sin_to = sinf(to * TURN), cos_to = cosf(to * TURN);
    int large = to - from > 0.5f;
    picture_path(picture, box,
                 picture_printf(picture,
                                "M%.2f %.2fA%.2f %.2f 0 %d 1 %.2f %.2fL%.2f %.2f"
                                "A%.2f %.2f 0 %d 0 %.2f %.2fZ",
                                (double)(cx + radius * sin_from), (double)(cy - radius * cos_from),
                                (double)radius, (double)radius, large,
                                (double)(cx + radius * sin_to), (double)(cy - radius * cos_to),
                                (double)(cx + inner * sin_to), (double)(cy - inner * cos_to),
                                (double)inner, (double)inner, large,
                                (double)(cx + inner * sin_from), (double)(cy - inner * cos_from)),
                 color);
}

void chart_tick(struct picture *picture, float x, float y, float inner, float outer, float turn,
                float thickness, struct color color)
{
    float reach = outer + thickness;
    struct box box = { floorf(x - reach), floorf(y - reach), 2 * reach + 2, 2 * reach + 2 };
    float s = sinf(turn * TURN), c = cosf(turn * TURN), cx = x - box.x, cy = y - box.y;
    picture_stroke(picture, box,
                   picture_printf(picture, "M%.2f %.2fL%.2f %.2f", (double)(cx + inner * s),
                                  (double)(cy - inner * c), (double)(cx + outer * s),
                                  (double)(cy - outer * c)),
                   color, thickness);
}
