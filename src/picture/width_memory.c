/* A table of fixed size in which a newer text takes the place of an older one with the same slot.
 * A text is known by 64 bits of FNV-1a over its bytes, weight and size: two that share them are not
 * to be met with. */
#include "picture/width_memory.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { SLOTS = 1 << 14 };

struct width_memory {
    const struct metrics *real;
    struct metrics metrics;
    uint64_t keys[SLOTS]; /* 0: empty */
    int widths[SLOTS];
};

static int remembered_width(void *fonts, enum weight weight, int size_px, const char *text,
                            size_t length)
{
    struct width_memory *memory = fonts;
    uint64_t key = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++) {
        key = (key ^ (unsigned char)text[i]) * 0x100000001b3u;
    }
    key = (key ^ (uint64_t)weight) * 0x100000001b3u;
    key = (key ^ (uint64_t)size_px) * 0x100000001b3u;
    size_t slot = (key ^ key >> 32) % SLOTS;
    if (memory->keys[slot] != key) {
        memory->keys[slot] = key;
        memory->widths[slot] = memory->real->width(memory->real->fonts, weight, size_px, text,
                                                   length);
    }
    return memory->widths[slot];
}

struct width_memory *width_memory_create(const struct metrics *metrics)
{
    struct width_memory *memory = xcalloc(1, sizeof *memory);
    memory->real = metrics;
    memory->metrics = (struct metrics){ .fonts = memory, .width = remembered_width };
    return memory;
}

void width_memory_destroy(struct width_memory *memory)
{
    free(memory);
}

const struct metrics *width_memory_metrics(const struct width_memory *memory)
{
    return &memory->metrics;
}
