/* A crash is told apart by whose code it is in, for which the stack of what crashed is walked. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FRAMES_MAX = 64, STACK_BYTES = 65536 };

static bool is_of_c_library(const char *module)
{
    return strstr(module, "/libc.so") || strstr(module, "/libc-") || strstr(module, "/ld-linux") ||
           strstr(module, "libasan") || strstr(module, "/libpthread");
}

static void handle_crash(int signal)
{
    void *frames[FRAMES_MAX];
    Dl_info ours, info;
    faults_disarm();
    int count = backtrace(frames, FRAMES_MAX);
    int code = EXIT_CRASH_OURS;
    const char *module = "?", *function = "?";
    dladdr((void *)(intptr_t)handle_crash, &ours);
    /* Above this function and where signals return to; an overflow is whose frames fill the stack.
     */
    for (int i = count == FRAMES_MAX ? count - 1 : 2; i < count; i++) {
        if (dladdr(frames[i], &info) && info.dli_fname && !is_of_c_library(info.dli_fname)) {
            code = strcmp(info.dli_fname, ours.dli_fname) == 0 ? EXIT_CRASH_OURS
                                                               : EXIT_CRASH_LIBRARY;
            module = info.dli_fname;
            function = info.dli_sname ? info.dli_sname : "?";
            break;
        }
    }
    char line[512];
    int length = snprintf(line, sizeof line, "%s in %s (%s) after %s\n",
                          signal == SIGALRM ? "hang" : strsignal(signal), module, function,
                          faults_what() ? faults_what() : "?");
    if (write(STDERR_FILENO, line, (size_t)length) == length) {
        backtrace_symbols_fd(frames, count, STDERR_FILENO);
    }
    _exit(signal == SIGALRM ? EXIT_HANG : code);
}

void faults_catch_crashes(int seconds)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGALRM };
    static char stack[STACK_BYTES]; /* for when the other has overflowed */
    sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, NULL);
    void *frame;
    backtrace(&frame, 1); /* loads what it needs while there is memory */
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action = { .sa_handler = handle_crash, .sa_flags = SA_ONSTACK };
        sigaction(signals[i], &action, NULL);
    }
    alarm((unsigned)seconds);
}
