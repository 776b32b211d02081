/* The cache belongs to the caller's thread; the worker sees only its job. A key names the place and
 * the very bytes, by the hash under which the source proved them, or where it proved nothing the
 * very file (device, inode, size, time): a picture that was replaced is simply another key. What
 * failed is cached too, without a surface, until it is to be tried again: there may have been no
 * memory, no descriptor or no thread for it. */
#include "render/images.h"

#include "base/alloc.h"
#include "base/log.h"
#include "render/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CACHE_BYTES = 16 * 1024 * 1024 };

struct images {
    struct cache cache;
    struct worker *worker;
    struct source *source; /* held */
    int root;              /* of a source that proves nothing; -1: none */
    unsigned long *done;
    struct arena arena; /* the keys */
    const char **keys;  /* one for each image mark of the picture prepared last */
    size_t key_count;
};

struct images *images_open(job_do *decode, Uint32 limit_ms, unsigned long *done)
{
    struct images *images = xcalloc(1, sizeof *images);
    images->cache.limit = CACHE_BYTES;
    images->worker = worker_open(decode, limit_ms);
    images->root = -1;
    images->done = done;
    return images;
}

void images_close(struct images *images)
{
    if (images) {
        worker_close(images->worker);
        cache_finish(&images->cache);
        arena_finish(&images->arena);
        source_release(images->source);
        if (images->root >= 0) {
            close(images->root);
        }
        free(images);
    }
}

void images_decode(struct job *job)
{
    struct arena arena = { 0 };
    const struct decode_request request = { job->source, job->path, job->width, job->height,
                                            job->radius };
    const char *reason = "";
    job->surface = decode_picture(&request, &arena, &reason);
    if (!job->surface) {
        job->reason = xstrdup(reason);
    }
    arena_finish(&arena);
}

static int duplicate(int root)
{
    int copy = root >= 0 ? fcntl(root, F_DUPFD_CLOEXEC, 0) : -1;
    if (root >= 0 && copy < 0) {
        log_line(LOG_ERROR, "cannot keep the content folder open: %s", strerror(errno));
    }
    return copy;
}

static void set_source(struct images *images, struct source *source, int root)
{
    source_release(images->source);
    if (images->root >= 0) {
        close(images->root);
    }
    images->source = source;
    images->root = root;
    cache_forget_failures(&images->cache, true);
}

void images_try_again(struct images *images)
{
    cache_forget_failures(&images->cache, false);
}

void images_set_root(struct images *images, int root)
{
    int copy = duplicate(root);
    set_source(images, copy < 0 ? NULL : source_of(copy), copy);
}

void images_set_source(struct images *images, struct source *source)
{
    set_source(images, source_hold(source), -1);
}

static const char *make_key(struct images *images, const struct mark *mark)
{
    struct stat file;
    uint64_t proven = source_hash(images->source, mark->text);
    if (proven) {
        return arena_printf(&images->arena, "%s %016" PRIx64 " %dx%d r%d", mark->text, proven,
                            mark->box.w, mark->box.h, mark->radius);
    }
    if (images->root < 0 || fstatat(images->root, mark->text, &file, 0) != 0) {
        memset(&file, 0, sizeof file); /* the reader will say what is wrong */
    }
    return arena_printf(&images->arena, "%s %jd:%jd %jd %jd.%09ld %dx%d r%d", mark->text,
                        (intmax_t)file.st_dev, (intmax_t)file.st_ino, (intmax_t)file.st_size,
                        (intmax_t)file.st_mtim.tv_sec, file.st_mtim.tv_nsec, mark->box.w,
                        mark->box.h, mark->radius);
}

static void list_keys(struct images *images, const struct picture *picture)
{
    arena_reset(&images->arena);
    images->keys = arena_alloc(&images->arena, (picture->count + 1) * sizeof *images->keys);
    images->key_count = 0;
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type == MARK_IMAGE) {
            images->keys[images->key_count++] = make_key(images, &picture->marks[i]);
        }
    }
}

/* Moves a job's result into the cache, unless it got there in the meantime. */
static void settle(struct images *images, struct job *job)
{
    if (job->surface) {
        ++*images->done;
    } else {
        log_line(LOG_WARNING, "picture %s: %s", job->path, job->reason);
    }
    if (!cache_find(&images->cache, job->key)) {
        cache_put(&images->cache, job->key,
                  &(struct cached){ .surface = job->surface, .given_up = job->late });
        job->surface = NULL;
    }
    job_free(job);
}

static void submit(struct images *images, const char *key, const struct mark *mark)
{
    struct job *job = xcalloc(1, sizeof *job);
    job->key = xstrdup(key);
    job->path = xstrdup(mark->text);
    job->source = source_hold(images->source);
    job->width = mark->box.w;
    job->height = mark->box.h;
    job->radius = mark->radius;
    bool hopeless;
    if (worker_submit(images->worker, job, &hopeless)) {
        return;
    }
    if (hopeless) {
        const char *reason = SDL_GetError(); /* NULL where its text could not be had */
        job->reason = xstrdup(reason ? reason : "");
        settle(images, job);
        return;
    }
    job_free(job); /* the queue is full: asked for again */
}

/* Asks for what is neither cached nor under way; returns whether everything is cached. */
static bool request_all(struct images *images, const struct picture *picture)
{
    bool ready = true;
    size_t index = 0;
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type != MARK_IMAGE) {
            continue;
        }
        const char *key = images->keys[index++];
        if (!cache_find(&images->cache, key)) {
            ready = false;
            if (!worker_has(images->worker, key)) {
                submit(images, key, &picture->marks[i]);
            }
        }
    }
    return ready;
}

bool images_prepare(struct images *images, const struct picture *picture, bool wait)
{
    list_keys(images, picture);
    if (!images->source) {
        return true;
    }
    cache_pin(&images->cache);
    while (!request_all(images, picture)) {
        struct job *job = worker_take(images->worker, wait);
        if (!job && !wait) {
            return false;
        }
        if (job) {
            settle(images, job);
        }
    }
    return true;
}

bool images_paint(struct images *images, size_t index, const struct mark *mark,
                  SDL_Surface *surface)
{
    SDL_Rect place = { mark->box.x, mark->box.y, 0, 0 };
    const struct cache_entry *image = index < images->key_count
                                          ? cache_find(&images->cache, images->keys[index])
                                          : NULL;
    if (!image || !image->surface) {
        return false;
    }
    if (SDL_BlitSurface(image->surface, NULL, surface, &place) != 0) {
        log_line(LOG_ERROR, "cannot paint picture %s: %s", mark->text, SDL_GetError());
        return false;
    }
    return true;
}

struct cache_use images_use(const struct images *images)
{
    return cache_use(&images->cache);
}

uint64_t images_hash(const struct images *images, const struct picture *picture)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type == MARK_IMAGE) {
            hash = hash * 31 + source_hash(images->source, picture->marks[i].text);
        }
    }
    return hash;
}
