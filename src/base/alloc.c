/* Allocation helpers that never return NULL: a screen without memory cannot draw anything useful,
 * and a restart from the last good content takes less than a second. The process ends at once, with
 * nothing cleaned up: other threads run on, and what libraries do at exit needs memory too. */
#include "base/alloc.h"

#include "base/log.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static atomic_ulong calls;

void alloc_settle(void)
{
#ifdef __GLIBC__
    enum { LARGE_BYTES = 256 * 1024 };
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

unsigned long alloc_count(void)
{
    return atomic_load_explicit(&calls, memory_order_relaxed);
}

static void note_call(void)
{
    atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
}

static _Noreturn void give_up(size_t count, size_t size)
{
    log_line(LOG_ERROR, "out of memory: %zu x %zu bytes", count, size);
    _exit(EXIT_FAILURE);
}

void *xcalloc(size_t count, size_t size)
{
    note_call();
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory) {
        give_up(count, size);
    }
    return memory;
}

void *xrealloc(void *memory, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        give_up(count, size);
    }
    note_call();
    void *grown = realloc(memory, count && size ? count * size : 1);
    if (!grown) {
        give_up(count, size);
    }
    return grown;
}

char *xstrdup(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(xcalloc(size, 1), text, size);
}
