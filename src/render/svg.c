/* The canvas is always written in pixels of the target, so that the rasteriser's own scaling, which
 * rounds the size, has nothing to do. Assets are our own files: one root element with a viewBox,
 * attributes in double quotes. */
#include "render/svg.h"

#include <SDL_image.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct root {
    const char *attributes, *end; /* between "<svg" and ">" */
};

static bool find_root(const char *source, struct root *root)
{
    const char *start = strstr(source, "<svg");
    const char *end = start ? strchr(start, '>') : NULL;
    if (!end) {
        return false;
    }
    *root = (struct root){ start + strlen("<svg"), end };
    return true;
}

struct attribute {
    const char *name, *value;
    size_t name_length, value_length;
};

/* Takes the next name="value" of the root; false after the last. */
static bool next_attribute(struct root *root, struct attribute *attribute)
{
    const char *name = root->attributes + strspn(root->attributes, " \t\r\n");
    const char *equals = strchr(name, '=');
    const char *quote = equals && equals < root->end ? strchr(equals, '"') : NULL;
    const char *close = quote && quote < root->end ? strchr(quote + 1, '"') : NULL;
    if (!close || close >= root->end) {
        return false;
    }
    *attribute = (struct attribute){ name, quote + 1, (size_t)(equals - name),
                                     (size_t)(close - quote - 1) };
    root->attributes = close + 1;
    return true;
}

static bool is_named(const struct attribute *attribute, const char *name)
{
    return attribute->name_length == strlen(name) &&
           memcmp(attribute->name, name, attribute->name_length) == 0;
}

struct view {
    double x, y, width, height;
};

static bool parse_view(const struct attribute *attribute, struct view *view)
{
    double numbers[4];
    const char *at = attribute->value;
    for (int i = 0; i < 4; i++) {
        char *end;
        numbers[i] = strtod(at, &end);
        if (end == at) {
            return false;
        }
        at = end;
    }
    *view = (struct view){ numbers[0], numbers[1], numbers[2], numbers[3] };
    return view->width > 0 && view->height > 0;
}

static bool find_view(struct root root, struct view *view)
{
    for (struct attribute attribute; next_attribute(&root, &attribute);) {
        if (is_named(&attribute, "viewBox")) {
            return parse_view(&attribute, view);
        }
    }
    return false;
}

/* Returns the root's attributes except those about its size. A drawing made of lines gets its edge
 * here, by wider lines. */
static const char *root_style(struct arena *arena, struct root root, double wider, bool *lines)
{
    const char *style = "";
    for (struct attribute attribute; next_attribute(&root, &attribute);) {
        if (is_named(&attribute, "width") || is_named(&attribute, "height") ||
            is_named(&attribute, "viewBox")) {
            continue;
        }
        if (is_named(&attribute, "stroke-width")) {
            *lines = true;
            style = arena_printf(arena, "%s stroke-width=\"%.4f\"", style,
                                 strtod(attribute.value, NULL) + wider);
            continue;
        }
        style = arena_printf(arena, "%s %.*s=\"%.*s\"", style, (int)attribute.name_length,
                             attribute.name, (int)attribute.value_length, attribute.value);
    }
    return style;
}

/* Returns body with each white area also outlined in white. */
static const char *outline_areas(struct arena *arena, const char *body, double stroke)
{
    static const char area[] = "fill=\"#FFFFFF\"";
    const char *outlined = "";
    for (const char *found; (found = strstr(body, area)) != NULL; body = found + strlen(area)) {
        outlined = arena_printf(arena,
                                "%s%.*s%s stroke=\"#FFFFFF\" stroke-width=\"%.4f\" "
                                "stroke-linejoin=\"miter\"",
                                outlined, (int)(found - body), body, area, stroke);
    }
    return arena_printf(arena, "%s%s", outlined, body);
}

const char *svg_asset(struct arena *arena, const char *source, int width, int height, int margin,
                      float edge)
{
    struct root root;
    struct view view;
    if (!find_root(source, &root) || !find_view(root, &view)) {
        return NULL;
    }
    double across = width / view.width, down = height / view.height;
    double scale = across < down ? across : down;
    double canvas_width = (width + 2 * margin) / scale;
    double canvas_height = (height + 2 * margin) / scale;
    double stroke = 2 * (double)edge / scale; /* half of a stroke falls inside the shape */
    bool lines = false;
    const char *style = root_style(arena, root, stroke, &lines);
    const char *body = root.end;
    if (edge > 0 && !lines) {
        style = outline_areas(arena, style, stroke);
        body = outline_areas(arena, body, stroke);
    }
    return arena_printf(
        arena, "<svg width=\"%d\" height=\"%d\" viewBox=\"%.4f %.4f %.4f %.4f\"%s%s",
        width + 2 * margin, height + 2 * margin, view.x + (view.width - canvas_width) / 2,
        view.y + (view.height - canvas_height) / 2, canvas_width, canvas_height, style, body);
}

const char *svg_path(struct arena *arena, const char *data, int width, int height, float stroke)
{
    const char *paint = "fill=\"#FFFFFF\"";
    if (stroke > 0) {
        paint = arena_printf(arena,
                             "fill=\"none\" stroke=\"#FFFFFF\" stroke-width=\"%.3f\" "
                             "stroke-linecap=\"round\" stroke-linejoin=\"round\"",
                             (double)stroke);
    }
    return arena_printf(arena,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">"
                        "<path d=\"%s\" %s/></svg>",
                        width, height, data, paint);
}

const char *svg_disc(struct arena *arena, int diameter)
{
    double radius = diameter / 2.0;
    return arena_printf(arena,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">"
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#FFFFFF\"/></svg>",
                        diameter, diameter, radius, radius, radius);
}

/* Edges come out a little grey (the rasteriser divides by a small alpha): only alpha is kept. */
static void whiten(SDL_Surface *surface)
{
    for (int y = 0; y < surface->h; y++) {
        uint32_t *row = (uint32_t *)(void *)((char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < surface->w; x++) {
            row[x] |= 0xffffff;
        }
    }
}

/* Returns what the text paints, whatever its format; NULL with SDL_GetError set. */
static SDL_Surface *draw(const char *text, int width, int height)
{
    SDL_RWops *stream = SDL_RWFromConstMem(text, (int)strlen(text));
    SDL_Surface *drawn = stream ? IMG_LoadSizedSVG_RW(stream, width, height) : NULL;
    if (stream) {
        SDL_RWclose(stream);
    }
    if (drawn && (drawn->w != width || drawn->h != height)) {
        SDL_SetError("the rasteriser made %d x %d out of %d x %d", drawn->w, drawn->h, width,
                     height);
        SDL_FreeSurface(drawn);
        return NULL;
    }
    return drawn;
}

static SDL_Surface *to_argb(SDL_Surface *drawn)
{
    SDL_Surface *argb = drawn ? SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0) : NULL;
    SDL_FreeSurface(drawn);
    return argb;
}

SDL_Surface *svg_white(const char *text, int width, int height)
{
    SDL_Surface *white = to_argb(draw(text, width, height));
    if (white) {
        whiten(white);
    }
    return white;
}

struct ink *svg_ink(const char *text, int width, int height)
{
    SDL_Surface *drawn = draw(text, width, height);
    if (drawn && drawn->format->Amask != 0xff000000) {
        drawn = to_argb(drawn);
    }
    struct ink *ink = drawn ? ink_make(drawn) : NULL;
    SDL_FreeSurface(drawn);
    return ink;
}
