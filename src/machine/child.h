/* One program run beside ours: called without a shell, given nothing to read and a few variables,
 * stopped when it takes too long. Nothing here waits. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { CHILD_TEXT_MAX = 240 };

/* All zero: none runs. */
struct child {
    pid_t pid;
    int output; /* what it prints arrives here */
    int64_t deadline_ms;
    bool late;                     /* it was stopped */
    char text[CHILD_TEXT_MAX + 1]; /* the beginning of what it printed, on one line */
    size_t length;
};

enum child_state { CHILD_RUNS, CHILD_DONE, CHILD_FAILED };

/* Starts words[0], a whole path, with those words; false with errno set when it cannot be. The
 * clock is monotonic. */
bool child_start(struct child *child, const char *const *words, int64_t now_ms, int timeout_ms);

/* Returns how the child does; once it is over *code is its exit code, or 128 and the signal that
 * ended it, and none runs any more. */
enum child_state child_poll(struct child *child, int64_t now_ms, int *code);

/* Stops the child, if one runs. */
void child_stop(struct child *child);
