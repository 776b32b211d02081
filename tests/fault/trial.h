/* A trial is one life (life.h) with one fault, in a process of its own, and what is held against
 * it. Many are shared out among workers, each a process with a place of its own. */
#pragma once
#include "fault/faults.h"
#include "fault/life.h"

#include <stdint.h>

enum { WORKERS_MAX = 16 };

/* What the process that lived told of itself. */
struct told {
    struct life_facts facts;
    unsigned long calls;
    char what[128];
    bool in_library;
    uint64_t stack;                    /* of the first call that failed; 0: none did */
    struct faults_landmarks landmarks; /* of a life without a fault */
};

struct tally {
    unsigned long tried, lives;
    unsigned long survived, left, library, untold, wrong; /* lives */
};

/* Makes a place for each of that many workers, and removes them. */
bool trials_open(int workers);
void trials_close(void);

/* Lives in a new place, or when kept in the last as it was left; returns the status of waitpid.
 * trial_told then tells what the life told. */
int trial_live(struct fault fault, bool kept);
const struct told *trial_told(void);

/* Begins a life without faults, and returns its process. */
int trial_begin(void);

/* Counts a life that ended with that status, and tells what was wrong with it; right is the frame
 * that must be seen at its end. */
void trial_judge(int status, const struct fault *fault, uint64_t right, struct tally *tally);

/* Holds against a process that was killed what it left behind. */
void trial_judge_remains(const struct fault *fault, struct tally *tally);

/* Lets the workers do what has the numbers from first to before count, in that order, for that many
 * seconds; returns what they counted together. */
typedef void do_trial(unsigned long number, struct tally *tally, const void *data);
struct tally trials_share(unsigned long first, unsigned long count, double seconds, do_trial *one,
                          const void *data);

/* Returns how many of these stacks the faults of all lives since trials_share began have struck. */
int trials_struck(const struct faults_landmarks *landmarks);
