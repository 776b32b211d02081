/* The pictures of the content folder, decoded in the background for the places they have on pages.
 */
#pragma once
#include "picture/picture.h"
#include "render/cache.h"
#include "render/worker.h"

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

struct images;

/* decode does one job on a thread (images_decode but in tests), at most limit_ms long each; done
 * counts the pictures decoded. Owned by the caller (images_close, null-safe). Never NULL. */
struct images *images_open(job_do *decode, Uint32 limit_ms, unsigned long *done);
void images_close(struct images *images);

/* The job_do that reads the picture of job->source. */
void images_decode(struct job *job);

/* Looks beneath this folder from now on; the descriptor is duplicated, -1 is none. */
void images_set_root(struct images *images, int root);

/* Looks there from now on; the source is held, NULL is none. */
void images_set_source(struct images *images, struct source *source);

/* Lets pictures that could not be decoded be tried again when they are asked for next; but for
 * those that took too long, which only another source brings back. */
void images_try_again(struct images *images);

/* Returns a hash of the bytes of the picture's images, as far as they are known. */
uint64_t images_hash(const struct images *images, const struct picture *picture);

/* Asks for all images of the picture. Returns whether all are ready or known to be broken; with
 * wait it returns only then. */
bool images_prepare(struct images *images, const struct picture *picture, bool wait);

/* Paints the image mark that is number index among the image marks of the picture prepared last,
 * and returns whether it was there to be painted. */
bool images_paint(struct images *images, size_t index, const struct mark *mark,
                  SDL_Surface *surface);

/* Returns the use of the cache of images: at most 16 MiB, or what one page needs if that is more.
 */
struct cache_use images_use(const struct images *images);
