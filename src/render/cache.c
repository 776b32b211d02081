/* A few hundred entries at most, so an array searched from end to end by hash is fast enough and
 * cannot go wrong. An entry counts its key and itself too: failures are bounded like surfaces. */
#include "render/cache.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_text(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    }
    return hash;
}

const struct cache_entry *cache_find(struct cache *cache, const char *key)
{
    uint64_t hash = hash_text(key);
    for (size_t i = 0; i < cache->count; i++) {
        struct cache_entry *entry = &cache->entries[i];
        if (entry->hash == hash && strcmp(entry->key, key) == 0) {
            entry->used = ++cache->clock;
            cache->hits++;
            return entry;
        }
    }
    cache->misses++;
    return NULL;
}

void cache_pin(struct cache *cache)
{
    cache->pinned = ++cache->clock;
}

static void drop(struct cache *cache, size_t index)
{
    struct cache_entry *entry = &cache->entries[index];
    cache->bytes -= entry->bytes;
    free(entry->key);
    SDL_FreeSurface(entry->surface);
    free(entry->ink);
    *entry = cache->entries[--cache->count];
}

/* Drops the least recently used entry that is not pinned; returns false when there is none. */
static bool drop_oldest(struct cache *cache)
{
    size_t oldest = cache->count;
    for (size_t i = 0; i < cache->count; i++) {
        bool pinned = cache->pinned && cache->entries[i].used > cache->pinned;
        if (!pinned &&
            (oldest == cache->count || cache->entries[i].used < cache->entries[oldest].used)) {
            oldest = i;
        }
    }
    if (oldest == cache->count) {
        return false;
    }
    drop(cache, oldest);
    return true;
}

const struct cache_entry *cache_put(struct cache *cache, const char *key,
                                    const struct cached *cached)
{
    size_t bytes = sizeof(struct cache_entry) + strlen(key) + 1;
    if (cached->surface) {
        bytes += (size_t)cached->surface->pitch * (size_t)cached->surface->h;
    }
    bytes += cached->ink ? cached->ink->bytes : 0;
    while (cache->bytes + bytes > cache->limit && drop_oldest(cache)) {
    }
    if (cache->count == cache->capacity) {
        cache->capacity = cache->capacity ? cache->capacity * 2 : 32;
        cache->entries = xrealloc(cache->entries, cache->capacity, sizeof *cache->entries);
    }
    struct cache_entry *entry = &cache->entries[cache->count++];
    *entry = (struct cache_entry){ .key = xstrdup(key),
                                   .hash = hash_text(key),
                                   .surface = cached->surface,
                                   .ink = cached->ink,
                                   .x = cached->x,
                                   .y = cached->y,
                                   .advance = cached->advance,
                                   .given_up = cached->given_up,
                                   .bytes = bytes,
                                   .used = cache->pinned ? cache->pinned : ++cache->clock };
    cache->bytes += bytes;
    return entry;
}

struct cache_use cache_use(const struct cache *cache)
{
    return (struct cache_use){ cache->bytes, cache->hits, cache->misses };
}

void cache_forget_failures(struct cache *cache, bool all)
{
    for (size_t i = cache->count; i-- > 0;) {
        const struct cache_entry *entry = &cache->entries[i];
        if (!entry->surface && !entry->ink && (all || !entry->given_up)) {
            drop(cache, i);
        }
    }
}

void cache_finish(struct cache *cache)
{
    while (cache->count) {
        drop(cache, cache->count - 1);
    }
    free(cache->entries);
    *cache = (struct cache){ .limit = cache->limit };
}
