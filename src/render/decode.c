/* No decoder sees a file that base/image.h has not proven whole, and each is told what the file
 * is: SDL_image would try all it knows. A PNG is reduced to the chunks that make its pixels,
 * because libpng writes a line to standard error for each other chunk it does not like. */
#include "render/decode.h"

#include "base/file.h"
#include "base/image.h"
#include "base/message.h"
#include "render/apart.h"
#include "render/orient.h"
#include "render/scale.h"
#include "render/svg.h"

#include <SDL_image.h>
#include <stdbool.h>
#include <string.h>

static const struct apart_limits svg_limits = { SVG_MS_MAX, SVG_BYTES_MAX, SVG_PIXELS_MAX };

enum { PNG_SIGNATURE = 8, PNG_FRAME = 12 /* length, type and checksum of a chunk */ };

static size_t chunk_length(const char *chunk)
{
    const unsigned char *bytes = (const unsigned char *)chunk;
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

/* Returns a copy of the PNG with its critical chunks (a capital first letter; PNG 1.2, 3.3) and its
 * first tRNS. */
static struct blob reduce_png(struct blob png, struct arena *arena)
{
    char *kept = arena_alloc(arena, png.size);
    size_t used = PNG_SIGNATURE;
    bool transparency = false;
    memcpy(kept, png.bytes, PNG_SIGNATURE);
    for (size_t at = PNG_SIGNATURE; at + PNG_FRAME <= png.size;) {
        const char *chunk = png.bytes + at, *type = chunk + 4;
        size_t size = chunk_length(chunk) + PNG_FRAME;
        bool is_transparency = memcmp(type, "tRNS", 4) == 0;
        if (size > png.size - at) {
            break;
        }
        if ((type[0] & 0x20) == 0 || (is_transparency && !transparency)) {
            memcpy(kept + used, chunk, size);
            used += size;
        }
        transparency = transparency || is_transparency;
        at += size;
    }
    return (struct blob){ kept, used };
}

/* Returns the picture at its own size, or an SVG at the least size that covers the place. */
static SDL_Surface *load(struct blob file, const struct image_info *info, int width, int height)
{
    if (info->type == IMAGE_SVG) {
        /* One pixel more, because the other side follows from it and is rounded. */
        bool wide = (double)width * info->height >= (double)height * info->width;
        return apart_draw_svg(file.bytes, file.size, wide ? width + 1 : 0, wide ? 0 : height + 1,
                              &svg_limits);
    }
    SDL_RWops *stream = SDL_RWFromConstMem(file.bytes, (int)file.size);
    if (!stream) {
        return NULL;
    }
    SDL_Surface *loaded = info->type == IMAGE_PNG ? IMG_LoadPNG_RW(stream) : IMG_LoadJPG_RW(stream);
    SDL_RWclose(stream);
    return loaded;
}

/* An SVG much longer than wide would be rasterised far beyond its place. */
static bool is_out_of_shape(const struct image_info *info, int width, int height)
{
    double across = (double)(width + 1) / info->width, down = (double)(height + 1) / info->height;
    double scale = across > down ? across : down;
    return info->type == IMAGE_SVG && scale * info->width * scale * info->height > SVG_PIXELS_MAX;
}

/* Cuts the middle out of a surface that is at least that large. */
static SDL_Surface *crop(SDL_Surface *source, int width, int height)
{
    SDL_Rect middle = { (source->w - width) / 2, (source->h - height) / 2, width, height };
    SDL_Surface *part = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                       SDL_PIXELFORMAT_ARGB8888);
    if (part && (SDL_SetSurfaceBlendMode(source, SDL_BLENDMODE_NONE) != 0 ||
                 SDL_BlitSurface(source, &middle, part, NULL) != 0)) {
        SDL_FreeSurface(part);
        return NULL;
    }
    return part;
}

/* Takes the alpha of each corner times that of a disc. */
static void round_corners(SDL_Surface *surface, const SDL_Surface *disc)
{
    int radius = disc->w / 2;
    for (int y = 0; y < disc->h; y++) {
        int target_y = y < radius ? y : surface->h - disc->h + y;
        const char *disc_row = (const char *)disc->pixels + y * disc->pitch;
        char *row = (char *)surface->pixels + target_y * surface->pitch;
        for (int x = 0; x < disc->w; x++) {
            int target_x = x < radius ? x : surface->w - disc->w + x;
            uint32_t cover = ((const uint32_t *)(const void *)disc_row)[x] >> 24;
            uint32_t *pixel = &((uint32_t *)(void *)row)[target_x];
            *pixel = (*pixel & 0xffffff) | ((*pixel >> 24) * cover + 127) / 255 << 24;
        }
    }
}

static bool finish(SDL_Surface *picture, int radius, struct arena *arena)
{
    SDL_BlendMode mode = scale_is_opaque(picture) ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND;
    if (radius > 0) {
        SDL_Surface *disc = svg_white(svg_disc(arena, 2 * radius), 2 * radius, 2 * radius);
        if (!disc) {
            return false;
        }
        round_corners(picture, disc);
        SDL_FreeSurface(disc);
        mode = SDL_BLENDMODE_BLEND;
    }
    return SDL_SetSurfaceBlendMode(picture, mode) == 0;
}

/* Scales a picture that lies in any way into an upright place. */
static SDL_Surface *fit_photo(SDL_Surface *loaded, const struct decode_request *request,
                              int orientation)
{
    bool sideways = orientation >= 5;
    SDL_Surface *scaled = scale_cover(loaded, sideways ? request->height : request->width,
                                      sideways ? request->width : request->height);
    if (!scaled || orientation == 1) {
        return scaled;
    }
    SDL_Surface *upright = orient_turn(scaled, orientation);
    SDL_FreeSurface(scaled);
    return upright;
}

static SDL_Surface *fit_drawing(SDL_Surface *loaded, const struct decode_request *request)
{
    if (loaded->w < request->width || loaded->h < request->height) {
        SDL_SetError("%d x %d does not cover %d x %d", loaded->w, loaded->h, request->width,
                     request->height);
        return NULL;
    }
    return crop(loaded, request->width, request->height);
}

static SDL_Surface *fit(SDL_Surface *loaded, struct blob file, enum image_type type,
                        const struct decode_request *request, struct arena *arena)
{
    int orientation = type == IMAGE_JPEG ? orient_read(file.bytes, file.size) : 1;
    SDL_Surface *fitted = type == IMAGE_SVG ? fit_drawing(loaded, request)
                                            : fit_photo(loaded, request, orientation);
    if (fitted && !finish(fitted, request->radius, arena)) {
        SDL_FreeSurface(fitted);
        return NULL;
    }
    return fitted;
}

SDL_Surface *decode_picture(const struct decode_request *request, struct arena *arena,
                            const char **reason)
{
    struct blob file;
    struct image_info info;
    if (!source_read_same(request->source, request->path, IMAGE_BYTES_MAX, arena, &file, reason) ||
        !image_check(file.bytes, file.size, &info, reason)) {
        return NULL;
    }
    if (is_out_of_shape(&info, request->width, request->height)) {
        *reason = _("is much too long or too wide for its place");
        return NULL;
    }
    if (info.type == IMAGE_PNG) {
        file = reduce_png(file, arena);
    }
    SDL_Surface *loaded = load(file, &info, request->width, request->height);
    SDL_Surface *fitted = loaded ? fit(loaded, file, info.type, request, arena) : NULL;
    if (!fitted) {
        *reason = arena_printf(
            arena, loaded ? _("cannot be fitted: %s") : _("cannot be decoded: %s"), SDL_GetError());
    }
    SDL_FreeSurface(loaded);
    return fitted;
}
