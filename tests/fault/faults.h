/* Makes one call after the other fail: of the allocator, of the files, of SDL and its friends. A
 * program that links this has its own malloc, open, SDL_FillRect…, which ask here first. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum fault_area { FAULT_NOTHING, FAULT_MEMORY, FAULT_FILES, FAULT_LIBRARIES };

struct fault {
    enum fault_area area;
    unsigned long at;  /* which call of the area, from 1; 0: none, they are only counted */
    bool lasts;        /* all calls from then on, not that one alone */
    int variant;       /* of files: which of the errors such a call can have */
    bool dies;         /* instead of failing, the process is killed: before the call, after half of
                          what a write writes */
    unsigned delay_us; /* with dies: it goes on, and is killed that much later, wherever it is */
    uint64_t *stack;   /* NULL, or where the hash of the stack of the first that fails is told */
};

/* Starts counting calls, and failing them. */
void faults_arm(struct fault fault);

/* Stops both; faults_pause does so until faults_go_on. */
void faults_disarm(void);
void faults_pause(void);
void faults_go_on(void);

/* Returns how many calls there were since faults_arm, and the first that failed, such as "openat:
 * Input/output error"; NULL: none did. */
unsigned long faults_calls(void);
const char *faults_what(void);

/* Says which part of the work begins (0 until then): the same stack counts as another in each. */
void faults_part(unsigned part);

/* Numbers of calls that stand for all, once they were counted with `at` 0: of each function the
 * last, and on each way through our own code the first; then of each whole stack of callers in each
 * part of the work the first and the last. Each stack's hash, with its part. */
enum { WAYS_MAX = 1 << 13, STACKS_MAX = 1 << 15 };
struct faults_landmarks {
    unsigned long ways[WAYS_MAX], firsts[STACKS_MAX], lasts[STACKS_MAX];
    uint64_t stacks[STACKS_MAX];
    int way_count, stack_count;
};
void faults_landmarks(struct faults_landmarks *out);

/* Returns whether it was a library, not our own code, that asked for the first memory it did not
 * get. */
bool faults_in_library(void);

/* Exit codes of a process that crashed, hung or was asked for a variant that the call has not.
 * Whose crash it is says the innermost frame that is not the C library's. */
enum { EXIT_CRASH_OURS = 90, EXIT_CRASH_LIBRARY, EXIT_HANG, EXIT_NO_VARIANT };

/* Ends the process with those codes when it crashes or runs for longer than that. */
void faults_catch_crashes(int seconds);
