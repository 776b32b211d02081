/* A least-recently-used cache of surfaces and inks, bounded in bytes. Keys are texts. */
#pragma once
#include "render/ink.h"

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cache_entry {
    char *key;
    uint64_t hash;
    SDL_Surface *surface; /* this or ink; both NULL: could not be made, which is remembered */
    struct ink *ink;
    int x, y;    /* where the ink belongs, from where its line of text begins, pixels */
    int advance; /* of a line of text, pixels */
    bool given_up;
    size_t bytes;
    unsigned long used;
};

/* All zero but for limit is a valid empty cache. */
struct cache {
    struct cache_entry *entries;
    size_t count, capacity;
    size_t bytes, limit;
    unsigned long clock, pinned;
    unsigned long hits, misses;
};

/* Returns the entry, now the most recently used, or NULL; borrowed until the next cache_put. */
const struct cache_entry *cache_find(struct cache *cache, const char *key);

/* Keeps what cache_find returns from now on, until the next call of this, even above the limit: all
 * pictures of one page must be there at the same time. */
void cache_pin(struct cache *cache);

/* What is put into a cache, which owns surface and ink from then on. */
struct cached {
    SDL_Surface *surface;
    struct ink *ink;
    int x, y, advance;
    bool given_up; /* neither can be made, and trying again would do harm */
};

/* Puts that under a key that is not in the cache yet, after making room for it. Returns the entry,
 * as cache_find does. */
const struct cache_entry *cache_put(struct cache *cache, const char *key,
                                    const struct cached *cached);

/* How full a cache is, and how often something was there or not. */
struct cache_use {
    size_t bytes;
    unsigned long hits, misses;
};
struct cache_use cache_use(const struct cache *cache);

/* Forgets what could not be made, so that it is tried again; what was given up too, if all is set.
 */
void cache_forget_failures(struct cache *cache, bool all);

/* Frees everything; the cache is empty and usable again. */
void cache_finish(struct cache *cache);
