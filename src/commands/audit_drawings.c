/* A drawing may be right to the letter and still be too much to draw (render/apart.h), which only
 * drawing it shows. Each is drawn once, at half the size of a usual screen and in a quarter of the
 * time that a screen has for it, which may be four times as slow as the machine that checks. PNG
 * and JPEG files were proven whole when the content was read. */
#include "commands/audit_drawings.h"

#include "base/image.h"
#include "base/message.h"
#include "base/source.h"
#include "render/apart.h"

#include <string.h>

struct drawn {
    const char *path;
    const struct drawn *next;
};

struct drawing {
    struct source *source;
    struct arena arena;
    const struct drawn *drawn;
};

/* Returns whether it was not drawn yet, and notes it. */
static bool is_new(struct drawing *drawing, const char *path)
{
    for (const struct drawn *drawn = drawing->drawn; drawn; drawn = drawn->next) {
        if (strcmp(drawn->path, path) == 0) {
            return false;
        }
    }
    struct drawn *drawn = arena_alloc(&drawing->arena, sizeof *drawn);
    *drawn = (struct drawn){ path, drawing->drawn };
    drawing->drawn = drawn;
    return true;
}

/* What cannot be read was told when the content was. */
static bool read_drawing(struct drawing *drawing, const char *path, struct blob *out)
{
    struct image_info info;
    const char *reason;
    return source_read_same(drawing->source, path, IMAGE_BYTES_MAX, &drawing->arena, out,
                            &reason) &&
           image_check(out->bytes, out->size, &info, &reason) && info.type == IMAGE_SVG;
}

static void draw(void *context, const struct audit *about, const struct field *field,
                 const void *value)
{
    static const struct apart_limits limits = { SVG_MS_MAX / 4, SVG_BYTES_MAX, SVG_PIXELS_MAX };
    struct drawing *drawing = context;
    const char *path = field->type == FIELD_IMAGE ? *(const char *const *)value : NULL;
    struct blob file;
    if (!path || !is_new(drawing, path) || !read_drawing(drawing, path, &file)) {
        return;
    }
    SDL_Surface *picture = apart_draw_svg(file.bytes, file.size, 960, 0, &limits);
    if (!picture) {
        audit_warn(about, value, _("the picture \"%s\" cannot be shown: %s"), path, SDL_GetError());
    }
    SDL_FreeSurface(picture);
}

void audit_drawings(const struct audit *audit)
{
    struct drawing drawing = { .source = source_of(audit->show->root) };
    audit_walk(audit, draw, &drawing);
    source_release(drawing.source);
    arena_finish(&drawing.arena);
}
