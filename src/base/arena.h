/* An arena: memory that is handed out piece by piece and freed in one call. A show, a picture and a
 * report each live in one. */
#pragma once
#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

/* All zero is a valid empty arena. */
struct arena {
    struct arena_chunk *chunks;
    size_t bytes; /* taken from the system so far */
};

/* Returns zeroed memory aligned for any type, owned by the arena. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* Returns a NUL-terminated copy of length bytes of text, owned by the arena. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* Returns the formatted text, owned by the arena. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* Empties the arena but keeps its newest chunk, for reuse without a new allocation. */
void arena_reset(struct arena *arena);

/* Frees everything; the arena is empty and usable again. */
void arena_finish(struct arena *arena);
