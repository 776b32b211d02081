/* From where a call comes: a hash of the stack above it. */
#pragma once
#include "fault/faults.h"

struct stack {
    uint64_t whole; /* with the part of the work */
    uint64_t way;   /* what of it is our own code */
};

/* Forgets all; what stands above the caller now is no part of any stack. */
void stacks_start(void);

/* Fills in the stack above the function that calls this, without that one. While it is looked at,
 * stacks_looking is true on this thread: whatever the unwinder asks for is not counted. */
struct stack stacks_above(void);
bool stacks_looking(void);

/* Remembers a call, its function's name (a literal) and its stack, for faults_landmarks. */
void stacks_remember(const char *name, unsigned long call, struct stack stack);
