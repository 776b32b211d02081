/* A program that was started to be measured, with every process it starts in turn. */
#pragma once
#include <stdbool.h>
#include <sys/types.h>

enum { PROCESSES_MAX = 256 };

struct family {
    pid_t root;
    pid_t members[PROCESSES_MAX];
    unsigned long long born[PROCESSES_MAX]; /* so that a number given again is not mistaken */
    double cpu_s[PROCESSES_MAX]; /* of each, as last seen: a process that ended keeps its last */
    int count;
};

/* Starts argv (NULL at the end) in a session of its own, its output going to the file log. Returns
 * false with errno set. */
bool family_start(struct family *family, const char *const argv[], const char *log);

/* Looks for processes that the family has started since. */
void family_update(struct family *family);

/* Returns the processor time of all of them so far, seconds (nanosecond clock). */
double family_cpu(struct family *family);

/* Returns how often their threads went to sleep so far, which is how often they were woken. */
unsigned long family_wakes(const struct family *family);

/* Returns their proportional set size, MiB. */
double family_pss(const struct family *family);

/* Returns whether the program itself still runs. */
bool family_alive(const struct family *family);

/* Waits for the program's own end; returns its exit code, 128 and more when a signal ended it. */
int family_wait(struct family *family);

/* Ends all of them, and waits for them. */
void family_stop(struct family *family);

/* Returns the seconds of the monotonic clock; and lets that many pass. */
double seconds_now(void);
void seconds_sleep(double seconds);
