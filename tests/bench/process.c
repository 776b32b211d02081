/* Descendants are found by their parents in /proc; this program is their subreaper, so those whose
 * parent ended (browsers do that) become its own children and are found as well. */
#define _GNU_SOURCE
#include "bench/process.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void seconds_sleep(double seconds)
{
    struct timespec time = { (time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9) };
    nanosleep(&time, NULL);
}

static void become(const char *const argv[], const char *log)
{
    int none = open("/dev/null", O_RDONLY);
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    setsid();
    dup2(none, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

struct identity {
    int parent, session;
    unsigned long long born; /* ticks since boot */
};

/* Returns false when there is no such process. */
static bool identify(pid_t pid, struct identity *identity)
{
    char path[64], line[1024];
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (file) {
        const char *end = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
        found = end && sscanf(end,
                              ") %*c %d %*d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d "
                              "%*d %*d %llu",
                              &identity->parent, &identity->session, &identity->born) == 3;
        fclose(file);
    }
    return found;
}

bool family_start(struct family *family, const char *const argv[], const char *log)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        become(argv, log);
    }
    struct identity who = { 0 };
    *family = (struct family){ .root = child };
    if (child > 0 && identify(child, &who)) {
        family->members[0] = child;
        family->born[0] = who.born;
        family->count = 1;
    }
    return child > 0;
}

static int find(const struct family *family, pid_t pid)
{
    for (int i = 0; i < family->count; i++) {
        if (family->members[i] == pid) {
            return i;
        }
    }
    return -1;
}

static bool add_relatives(struct family *family)
{
    bool added = false;
    DIR *folder = opendir("/proc");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        pid_t pid = isdigit((unsigned char)entry->d_name[0]) ? atoi(entry->d_name) : 0;
        struct identity who;
        if (pid <= 0 || find(family, pid) >= 0 || family->count == PROCESSES_MAX ||
            !identify(pid, &who)) {
            continue;
        }
        if (find(family, who.parent) >= 0 ||
            (who.parent == getpid() && who.session == family->root)) {
            family->members[family->count] = pid;
            family->born[family->count] = who.born;
            family->cpu_s[family->count++] = 0;
            added = true;
        }
    }
    if (folder) {
        closedir(folder);
    }
    return added;
}

void family_update(struct family *family)
{
    while (add_relatives(family)) {
    }
}

double family_cpu(struct family *family)
{
    double sum = 0;
    for (int i = 0; i < family->count; i++) {
        clockid_t clock;
        struct timespec time;
        if (clock_getcpuclockid(family->members[i], &clock) == 0 &&
            clock_gettime(clock, &time) == 0) {
            family->cpu_s[i] = (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
        }
        sum += family->cpu_s[i];
    }
    return sum;
}

/* Returns the number behind key in the file, 0 when it is not there. */
static unsigned long read_number(const char *path, const char *key)
{
    char line[256];
    unsigned long number = 0;
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, key, strlen(key)) == 0) {
            number = strtoul(line + strlen(key), NULL, 10);
        }
    }
    if (file) {
        fclose(file);
    }
    return number;
}

static unsigned long wakes_of(pid_t pid)
{
    char path[384];
    unsigned long sum = 0;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, entry->d_name);
        sum += read_number(path, "voluntary_ctxt_switches:");
    }
    if (folder) {
        closedir(folder);
    }
    return sum;
}

unsigned long family_wakes(const struct family *family)
{
    unsigned long sum = 0;
    for (int i = 0; i < family->count; i++) {
        sum += wakes_of(family->members[i]);
    }
    return sum;
}

double family_pss(const struct family *family)
{
    unsigned long sum = 0;
    for (int i = 0; i < family->count; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)family->members[i]);
        sum += read_number(path, "Pss:");
    }
    return (double)sum / 1024;
}

bool family_alive(const struct family *family)
{
    siginfo_t info = { 0 };
    return waitid(P_PID, (id_t)family->root, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0;
}

int family_wait(struct family *family)
{
    int status = 0;
    if (waitpid(family->root, &status, 0) != family->root) {
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Ends a member that still runs; returns whether it did. */
static bool end_member(const struct family *family, int index, int signal)
{
    struct identity who;
    pid_t pid = family->members[index];
    waitpid(pid, NULL, WNOHANG);
    if (!identify(pid, &who) || who.born != family->born[index]) {
        return false;
    }
    kill(pid, signal);
    return true;
}

void family_stop(struct family *family)
{
    enum { POLITE = 40, PATIENCE = 200 };
    bool all = family->count == 0;
    for (int turn = 0; turn < PATIENCE && !all; turn++) {
        family_update(family);
        all = true;
        for (int i = 0; i < family->count; i++) {
            all = !end_member(family, i, turn < POLITE ? SIGTERM : SIGKILL) && all;
        }
        if (!all) {
            seconds_sleep(0.05);
        }
    }
    family->count = 0;
}
