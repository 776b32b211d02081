/* Makes one call after the other fail: of the allocator, of the files, of SDL and its friends. A
 * program that links this has its own malloc, open, SDL_FillRect…, which ask here first. */
#pragma once
#include <stdbool.h>

enum fault_area { FAULT_NOTHING, FAULT_MEMORY, FAULT_FILES, FAULT_LIBRARIES };

struct fault {
    enum fault_area area;
    unsigned long at;  /* which call of the area, from 1; 0: none, they are only counted */
    bool lasts;        /* all calls from then on, not that one alone */
    int variant;       /* of files: which of the errors such a call can have */
    bool dies;         /* instead of failing, the process is killed: before the call, after half of
                          what a write writes */
    unsigned delay_us; /* with dies: it goes on, and is killed that much later, wherever it is */
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

/* Fills in the numbers of calls that stand for all, once they were counted with `at` 0: of each
 * function the last, then the first of each way (the stack of callers) on which one came; returns
 * how many. */
int faults_landmarks(unsigned long *numbers, int max);

/* Returns whether it was a library, not our own code, that asked for the first memory it did not
 * get. */
bool faults_in_library(void);

/* Exit codes of a process that crashed, hung or was asked for a variant that the call has not.
 * Whose crash it is says the innermost frame that is not the C library's. */
enum { EXIT_CRASH_OURS = 90, EXIT_CRASH_LIBRARY, EXIT_HANG, EXIT_NO_VARIANT };

/* Ends the process with those codes when it crashes or runs for longer than that. */
void faults_catch_crashes(int seconds);
