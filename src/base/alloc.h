/* The one seam for memory: every allocation of ours goes through here, so that tests can count or
 * fail them. On exhaustion these log and exit; the service manager restarts the screen. */
#pragma once
#include <stddef.h>

/* Returns zeroed memory for count elements of size bytes, owned by the caller (free). Never NULL.
 */
void *xcalloc(size_t count, size_t size);

/* Returns memory resized to count elements of size bytes, owned by the caller. Never NULL. */
void *xrealloc(void *memory, size_t count, size_t size);

/* Returns a copy of text, owned by the caller. */
char *xstrdup(const char *text);

/* Makes the program give memory back that it no longer uses, for years on end: large blocks go to
 * the system when they are freed, instead of staying in a heap that grows to its worst moment, and
 * threads share one heap. Call it first. Elsewhere than with the GNU library it does nothing. */
void alloc_settle(void);

/* Returns how many of these calls there have been, on all threads. */
unsigned long alloc_count(void);
