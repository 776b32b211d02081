/* A least-recently-used cache of surfaces, bounded in bytes. Keys are texts. */
#pragma once
#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cache_entry {
    char *key;
    uint64_t hash;
    SDL_Surface *surface; /* NULL: could not be made; kept so that it is not tried again */
    int x, y;             /* where in its box the surface belongs, pixels */
    size_t bytes;
    unsigned long used;
};

/* All zero but for limit is a valid empty cache. */
struct cache {
    struct cache_entry *entries;
    size_t count, capacity;
    size_t bytes, limit;
    unsigned long clock, pinned;
};

/* Returns the entry, now the most recently used, or NULL; borrowed until the next cache_put. */
const struct cache_entry *cache_find(struct cache *cache, const char *key);

/* Keeps what cache_find returns from now on, until the next call of this, even above the limit: all
 * pictures of one page must be there at the same time. */
void cache_pin(struct cache *cache);

/* Takes ownership of surface (may be NULL) under a key that is not in the cache yet, after making
 * room for it. Returns the entry, as cache_find does. */
const struct cache_entry *cache_put(struct cache *cache, const char *key, SDL_Surface *surface,
                                    int x, int y);

/* Forgets what could not be made, so that it is tried again. */
void cache_forget_failures(struct cache *cache);

/* Frees everything; the cache is empty and usable again. */
void cache_finish(struct cache *cache);
