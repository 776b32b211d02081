/* The list of marks. Every float is rounded to whole pixels here and nowhere else, edge by edge, so
 * that boxes that touch in the layout touch on the screen. */
#include "picture/picture.h"

#include "base/alloc.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void picture_start(struct picture *picture, int width, int height, const struct metrics *metrics)
{
    float shorter = (float)(width < height ? width : height);
    float longer = (float)(width < height ? height : width);
    float by_short = shorter / 100, by_long = longer / 177.78f;
    arena_reset(&picture->arena);
    picture->count = 0;
    picture->width = width;
    picture->height = height;
    picture->unit = by_short < by_long ? by_short : by_long;
    picture->portrait = height > width;
    picture->metrics = metrics;
    picture->still_count = 0;
    picture->foot = 0;
    picture->lost_count = 0;
    picture->urgent = false;
    picture->state = 0;
    picture->ground = WHITE;
}

void picture_finish(struct picture *picture)
{
    if (picture) {
        arena_finish(&picture->arena);
        free(picture->marks);
        *picture = (struct picture){ 0 };
    }
}

static struct rect round_box(struct box box)
{
    int left = (int)lroundf(box.x), top = (int)lroundf(box.y);
    int right = (int)lroundf(box.x + box.w), bottom = (int)lroundf(box.y + box.h);
    return (struct rect){ left, top, right > left ? right - left : 1,
                          bottom > top ? bottom - top : 1 };
}

static struct mark *add(struct picture *picture, enum mark_type type, struct rect box,
                        struct color color)
{
    if (picture->count == picture->capacity) {
        picture->capacity = picture->capacity ? picture->capacity * 2 : 128;
        picture->marks = xrealloc(picture->marks, picture->capacity, sizeof *picture->marks);
    }
    struct mark *mark = &picture->marks[picture->count++];
    memset(mark, 0, sizeof *mark);
    mark->type = type;
    mark->box = box;
    mark->color = color;
    mark->text = "";
    return mark;
}

static const char *keep(struct picture *picture, const char *text)
{
    return arena_copy(&picture->arena, text, strlen(text));
}

static float at_least_a_pixel(float width)
{
    return width > 0 && width < 1 ? 1 : width;
}

void picture_fill(struct picture *picture, struct box box, struct color color)
{
    add(picture, MARK_FILL, round_box(box), color);
}

static int clamp_radius(struct rect box, float radius)
{
    int shorter = box.w < box.h ? box.w : box.h;
    int wanted = (int)lroundf(radius);
    return wanted > shorter / 2 ? shorter / 2 : wanted;
}

void picture_round(struct picture *picture, struct box box, float radius, struct color color)
{
    struct mark *mark = add(picture, MARK_ROUND, round_box(box), color);
    mark->radius = clamp_radius(mark->box, radius);
}

void picture_outline(struct picture *picture, struct box box, float radius, struct color fill,
                     struct color stroke, float stroke_width)
{
    struct mark *mark = add(picture, MARK_ROUND, round_box(box), fill);
    mark->radius = clamp_radius(mark->box, radius);
    mark->stroke = stroke;
    mark->stroke_width = roundf(at_least_a_pixel(stroke_width));
}

void picture_shape_edged(struct picture *picture, struct box box, const char *asset,
                         struct color color, struct color stroke, float stroke_width)
{
    struct mark *mark = add(picture, MARK_SHAPE, round_box(box), color);
    mark->text = keep(picture, asset);
    mark->stroke = stroke;
    mark->stroke_width = at_least_a_pixel(stroke_width);
}

void picture_shape(struct picture *picture, struct box box, const char *asset, struct color color)
{
    picture_shape_edged(picture, box, asset, color, color, 0);
}

void picture_path(struct picture *picture, struct box box, const char *data, struct color color)
{
    struct mark *mark = add(picture, MARK_PATH, round_box(box), color);
    mark->text = keep(picture, data);
    mark->filled = true;
}

void picture_stroke(struct picture *picture, struct box box, const char *data, struct color stroke,
                    float stroke_width)
{
    struct mark *mark = add(picture, MARK_PATH, round_box(box), stroke);
    mark->text = keep(picture, data);
    mark->stroke = stroke;
    mark->stroke_width = at_least_a_pixel(stroke_width);
}

void picture_image(struct picture *picture, struct box box, float radius, const char *path)
{
    struct mark *mark = add(picture, MARK_IMAGE, round_box(box), BLEU_950);
    mark->radius = clamp_radius(mark->box, radius);
    mark->text = keep(picture, path);
}

void picture_qr(struct picture *picture, struct box box, const char *text, int version)
{
    struct mark *mark = add(picture, MARK_QR, round_box(box), COLOR(0x000000));
    mark->text = keep(picture, text);
    mark->origin = text;
    mark->version = version;
}

void picture_veil(struct picture *picture, struct box box, struct color color, int opacity)
{
    add(picture, MARK_VEIL, round_box(box), color)->opacity = opacity;
}

void picture_touch(struct picture *picture, struct box box, float reach, int id, const char *label)
{
    struct mark *mark = add(picture, MARK_TOUCH, round_box(box), WHITE);
    mark->text = keep(picture, label);
    mark->id = id;
    mark->reach = (int)reach;
}

int picture_hit(const struct picture *picture, int x, int y)
{
    for (size_t i = picture->count; i-- > 0;) {
        const struct mark *mark = &picture->marks[i];
        if (mark->type == MARK_TOUCH && x >= mark->box.x - mark->reach &&
            y >= mark->box.y - mark->reach && x < mark->box.x + mark->box.w + mark->reach &&
            y < mark->box.y + mark->box.h + mark->reach) {
            return mark->id;
        }
    }
    return 0;
}

void picture_rule(struct picture *picture, float x, float y, float width, float thickness,
                  struct color color)
{
    float whole = roundf(at_least_a_pixel(thickness));
    picture_fill(picture, (struct box){ x, roundf(y), width, whole }, color);
}

static int size_in_pixels(const struct picture *picture, struct style style)
{
    int size = (int)lroundf(style.size * picture->unit);
    return size > 1 ? size : 1;
}

float picture_text_width(const struct picture *picture, struct style style, const char *text)
{
    if (!text || !text[0]) {
        return 0;
    }
    return (float)picture->metrics->width(picture->metrics->fonts, style.weight,
                                          size_in_pixels(picture, style), text, strlen(text));
}

float picture_text(struct picture *picture, struct style style, enum align align, float x,
                   float baseline, const char *text)
{
    float width = picture_text_width(picture, style, text);
    if (width <= 0) {
        return 0;
    }
    int size = size_in_pixels(picture, style);
    float left = align == ALIGN_LEFT ? x : align == ALIGN_RIGHT ? x - width : x - width / 2;
    int ascent = (int)ceilf(FONT_ASCENT * (float)size);
    struct rect box = { (int)lroundf(left), (int)lroundf(baseline) - ascent, (int)width,
                        ascent + (int)ceilf(FONT_DESCENT * (float)size) };
    struct mark *mark = add(picture, MARK_TEXT, box, style.color);
    mark->text = keep(picture, text);
    mark->origin = text;
    mark->size_px = mark->wanted_px = size;
    mark->weight = style.weight;
    mark->role = style.role;
    return width;
}

void picture_lose(struct picture *picture, const char *text)
{
    if (picture->lost_count < LOST_MAX) {
        picture->lost[picture->lost_count++] = text;
    }
}

void picture_set_foot(struct picture *picture, float y)
{
    picture->foot = (int)roundf(y);
    picture->framed = picture->count;
}

void picture_keep_still(struct picture *picture, struct box box)
{
    if (picture->still_count < STILL_MAX) {
        picture->still[picture->still_count++] = round_box(box);
    }
}

const char *picture_printf(struct picture *picture, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(&picture->arena, format, arguments);
    va_end(arguments);
    return text;
}

static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ at[i]) * 0x100000001b3u;
    }
    return hash;
}

uint64_t picture_hash(const struct picture *picture)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = hash_bytes(hash, &picture->width, sizeof picture->width);
    hash = hash_bytes(hash, &picture->height, sizeof picture->height);
    hash = hash_bytes(hash, &picture->ground, sizeof picture->ground);
    for (size_t i = 0; i < picture->count; i++) {
        const struct mark *mark = &picture->marks[i];
        if (mark->type == MARK_TOUCH) {
            continue;
        }
        const int numbers[] = {
            (int)mark->type,   mark->box.x,   mark->box.y,   mark->box.w,
            mark->box.h,       mark->radius,  mark->filled,  mark->size_px,
            (int)mark->weight, mark->version, mark->opacity, (int)lroundf(mark->stroke_width * 64)
        };
        hash = hash_bytes(hash, numbers, sizeof numbers);
        hash = hash_bytes(hash, &mark->color, sizeof mark->color);
        hash = hash_bytes(hash, &mark->stroke, sizeof mark->stroke);
        hash = hash_bytes(hash, mark->text, strlen(mark->text) + 1);
    }
    return hash;
}

static const char *dump_mark(const struct mark *mark, struct arena *arena)
{
    static const char *const types[] = { "fill",  "round", "shape", "path", "text",
                                         "image", "qr",    "veil",  "touch" };
    static const char *const fits[] = { "", " shorter", " shrunk", " cut", " dropped" };
    const char *place = arena_printf(arena, "%-5s %d,%d %dx%d #%02X%02X%02X", types[mark->type],
                                     mark->box.x, mark->box.y, mark->box.w, mark->box.h,
                                     mark->color.r, mark->color.g, mark->color.b);
    if (mark->type == MARK_TEXT) {
        return arena_printf(arena, "%s %dpx w%d%s \"%s\"\n", place, mark->size_px,
                            400 + 200 * (mark->weight > 0) + 100 * (mark->weight > 1),
                            fits[mark->fit], mark->text);
    }
    if (mark->type == MARK_QR) {
        return arena_printf(arena, "%s v%d \"%s\"\n", place, mark->version, mark->text);
    }
    if (mark->type == MARK_TOUCH) {
        return arena_printf(arena, "touch %d,%d %dx%d +%d #%d \"%s\"\n", mark->box.x, mark->box.y,
                            mark->box.w, mark->box.h, mark->reach, mark->id, mark->text);
    }
    if (mark->type == MARK_VEIL) {
        return arena_printf(arena, "%s %d/255\n", place, mark->opacity);
    }
    return arena_printf(
        arena, "%s%s%s%s%s\n", place, mark->radius ? arena_printf(arena, " r%d", mark->radius) : "",
        mark->stroke_width > 0
            ? arena_printf(arena, " edge %.1f #%02X%02X%02X", (double)mark->stroke_width,
                           mark->stroke.r, mark->stroke.g, mark->stroke.b)
            : "",
        mark->text[0] ? " " : "", mark->text);
}

const char *picture_dump(const struct picture *picture, struct arena *arena)
{
    size_t size = 0;
    const char **lines = arena_alloc(arena, sizeof *lines * (picture->count + 1));
    for (size_t i = 0; i < picture->count; i++) {
        lines[i] = dump_mark(&picture->marks[i], arena);
        size += strlen(lines[i]);
    }
    char *text = arena_alloc(arena, size + 1), *at = text;
    for (size_t i = 0; i < picture->count; i++) {
        size_t length = strlen(lines[i]);
        memcpy(at, lines[i], length);
        at += length;
    }
    return text;
}
