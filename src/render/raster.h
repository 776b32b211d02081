/* Replays a picture onto an SDL surface. The only users of SDL_ttf, SDL_image and libqrencode are
 * in this folder. */
#pragma once
#include "base/source.h"
#include "picture/picture.h"
#include "render/cache.h"

#include <SDL.h>
#include <stdbool.h>

struct raster;

struct raster_stats {
    unsigned long pictures; /* replayed whole */
    unsigned long glyph_lines, shapes_made, images_decoded, codes_made;
    struct cache_use lines, shapes, images;
    size_t cache_bytes; /* of all three */
};

/* Opens the fonts and caches; assets is the folder of the program's assets. Returns NULL after
 * logging what failed. Owned by the caller (raster_close, null-safe). Needs no SDL video. */
struct raster *raster_open(const char *assets);
void raster_close(struct raster *raster);

/* Says beneath which content folder pictures are looked for from now on (a descriptor that the
 * raster duplicates; -1 for none). Cached pictures whose file has not changed stay. */
void raster_set_content(struct raster *raster, int root);

/* The same for a source (held, NULL for none), which also says what the pictures must hold. */
void raster_set_source(struct raster *raster, struct source *source);

/* Returns picture_hash together with what the content pictures of the page hold. */
uint64_t raster_hash(const struct raster *raster, const struct picture *picture);

/* Returns how wide text is in these fonts; borrowed, valid as long as the raster. */
const struct metrics *raster_metrics(struct raster *raster);

/* Returns whether a font here draws every character of text; else *missing is the first without.
 * May be called on another thread. fonts is a struct raster (see text_covered in content/field.h).
 */
bool raster_covers(void *raster, const char *text, uint32_t *missing);

/* Lets pictures that could not be decoded be tried again with the next raster_prepare. */
void raster_try_again(struct raster *raster);

/* Starts decoding the picture's images in the background; returns whether all that can be had are
 * ready, so that raster_picture will not wait. With wait it returns only when they are (at most 10
 * s each: what takes longer is given up and logged). */
bool raster_prepare(struct raster *raster, const struct picture *picture, bool wait);

/* Paints the picture onto the surface (32-bit XRGB of the picture's size). An image that is missing
 * or broken leaves its place in BLEU_950. Returns false after logging when the surface cannot be
 * used. */
bool raster_picture(struct raster *raster, const struct picture *picture, SDL_Surface *surface);

/* How far a picture has been painted; all zero: not at all. */
struct painting {
    size_t marks, images;
};

/* Paints on from there, a part that takes a few milliseconds at most, so that a touch or a frame of
 * a fade does not wait for the rest. Call it until *whole; picture and surface must stay the same
 * until then. False as raster_picture. */
bool raster_part(struct raster *raster, const struct picture *picture, SDL_Surface *surface,
                 struct painting *painting, bool *whole);

/* Goes through a picture as raster_part does, but paints it nowhere: what is left is in the caches,
 * so that the same picture is painted faster afterwards. */
bool raster_rehearse(struct raster *raster, const struct picture *picture,
                     struct painting *painting, bool *whole);

/* Returns a new 32-bit XRGB surface, owned by the caller (SDL_FreeSurface), or NULL after logging.
 */
SDL_Surface *raster_surface(int width, int height);

const struct raster_stats *raster_statistics(const struct raster *raster);

/* Paints the whole of from, area-averaged, into the rectangle `to` of another 32-bit XRGB surface;
 * false with SDL's error set when either cannot be used. */
bool raster_shrink(SDL_Surface *from, SDL_Surface *onto, SDL_Rect to);
