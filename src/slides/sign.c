/* Letters sit where the eye expects them in each shape: centre and size as fractions of the box. */
#include "slides/sign.h"

static const struct {
    const char *asset;
    float centre, size;
} shapes[] = {
    [SHAPE_CIRCLE] = { "shapes/circle", 0.50f, 0.66f },
    [SHAPE_SQUARE] = { "shapes/square", 0.50f, 0.70f },
    [SHAPE_TRIANGLE] = { "shapes/triangle", 0.645f, 0.56f },
    [SHAPE_DIAMOND] = { "shapes/diamond", 0.50f, 0.62f },
    [SHAPE_CROSS] = { "shapes/cross", 0.50f, 0.66f },
    [SHAPE_ARCH] = { "shapes/arch", 0.545f, 0.66f },
    [SHAPE_HEXAGON] = { "shapes/hexagon", 0.50f, 0.64f },
    [SHAPE_STAR] = { "shapes/star", 0.53f, 0.50f },
};

bool sign_needs_edge(struct color color, struct color ground)
{
    return color_contrast(color, ground) < 3;
}

void sign_draw(struct picture *picture, const struct zone *zone, struct box box, struct color fill,
               struct color letter, struct color ground, bool halo)
{
    float unit = picture->unit, edge = 0;
    const char *asset = shapes[zone->shape].asset;
    if (sign_needs_edge(fill, ground)) {
        edge = 0.25f * unit;
        box = box_inset(box, edge, edge);
    }
    if (halo) {
        picture_shape_edged(picture, box, asset, ground, ground, 0.7f * unit + edge);
    }
    if (edge > 0) {
        picture_shape_edged(picture, box, asset, fill, INK, edge);
    } else {
        picture_shape(picture, box, asset, fill);
    }
    float size = shapes[zone->shape].size * box.h / unit;
    struct style style = { size, WEIGHT_BOLD, letter, ROLE_SIGN };
    float width = picture_text_width(picture, style, zone->letter);
    if (width > 0.8f * box.w) { /* two letters */
        style.size = size = size * 0.8f * box.w / width;
    }
    float baseline = box.y + shapes[zone->shape].centre * box.h + 0.33f * size * unit;
    picture_text(picture, style, ALIGN_CENTRE, box.x + box.w / 2, baseline, zone->letter);
}
