/* The child leads a process group of its own, so that stopping it stops what it started. What it
 * prints is always taken, or it would wait for us; only the beginning is kept. */
#include "machine/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VARIABLES_MAX = 8, VARIABLE_SIZE = 256 };

/* What a program that talks to a compositor needs to find it, and nothing that comes from content.
 */
static void fill_environment(char texts[VARIABLES_MAX][VARIABLE_SIZE], char *out[VARIABLES_MAX + 1])
{
    static const char *const names[] = { "XDG_RUNTIME_DIR", "WAYLAND_DISPLAY", "DISPLAY",
                                         "XAUTHORITY", "HOME" };
    int count = 0;
    snprintf(texts[count], VARIABLE_SIZE, "PATH=/usr/bin:/bin");
    out[count] = texts[count];
    count++;
    snprintf(texts[count], VARIABLE_SIZE, "LC_ALL=C.UTF-8");
    out[count] = texts[count];
    count++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value &&
            snprintf(texts[count], VARIABLE_SIZE, "%s=%s", names[i], value) < VARIABLE_SIZE) {
            out[count] = texts[count];
            count++;
        }
    }
    out[count] = NULL;
}

/* Signals as a program expects them, whatever we block and ignore. */
static int fill_attributes(posix_spawnattr_t *attributes)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    error = error ? error : posix_spawnattr_setsigdefault(attributes, &all);
    error = error ? error : posix_spawnattr_setpgroup(attributes, 0);
    return error ? error
                 : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK |
                                                            POSIX_SPAWN_SETSIGDEF |
                                                            POSIX_SPAWN_SETPGROUP);
}

static int fill_actions(posix_spawn_file_actions_t *actions, int output)
{
    int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    error = error ? error : posix_spawn_file_actions_adddup2(actions, output, 1);
    return error ? error : posix_spawn_file_actions_adddup2(actions, output, 2);
}

static int spawn(pid_t *pid, const char *const *words, int output)
{
    char texts[VARIABLES_MAX][VARIABLE_SIZE], *environment[VARIABLES_MAX + 1];
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    union { /* posix_spawn changes none of them, but its type does not say so */
        const char *const *given;
        char *const *taken;
    } arguments = { .given = words };
    fill_environment(texts, environment);
    int error = posix_spawnattr_init(&attributes);
    if (error) {
        return error;
    }
    error = posix_spawn_file_actions_init(&actions);
    if (!error) {
        error = fill_attributes(&attributes);
        error = error ? error : fill_actions(&actions, output);
        error = error ? error
                      : posix_spawn(pid, words[0], &actions, &attributes, arguments.taken,
                                    environment);
        posix_spawn_file_actions_destroy(&actions);
    }
    posix_spawnattr_destroy(&attributes);
    return error;
}

bool child_start(struct child *child, const char *const *words, int64_t now_ms, int timeout_ms)
{
    int ends[2];
    *child = (struct child){ .deadline_ms = now_ms + timeout_ms };
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    int error = spawn(&child->pid, words, ends[1]);
    close(ends[1]);
    child->output = ends[0];
    if (!error) {
        /* Also from here: where posix_spawn does not wait (qemu-user) the group may not be there
         * yet when it is to be stopped. */
        setpgid(child->pid, child->pid);
    }
    if (error) {
        close(ends[0]);
        *child = (struct child){ 0 };
        errno = error;
    }
    return error == 0;
}

/* Line ends and other control characters become spaces. */
static void take_output(struct child *child)
{
    enum { AT_ONCE = 64 }; /* one that prints for ever does not hold us */
    char bytes[512];
    ssize_t got = 1;
    for (int reads = 0; reads < AT_ONCE && got > 0; reads++) {
        got = read(child->output, bytes, sizeof bytes);
        for (ssize_t i = 0; i < got && child->length < CHILD_TEXT_MAX; i++) {
            unsigned char byte = (unsigned char)bytes[i];
            child->text[child->length++] = byte < ' ' || byte == 0x7f ? ' ' : bytes[i];
        }
    }
    while (child->length > 0 && child->text[child->length - 1] == ' ') {
        child->length--;
    }
    child->text[child->length] = '\0';
}

enum child_state child_poll(struct child *child, int64_t now_ms, int *code)
{
    int status;
    take_output(child);
    pid_t over = waitpid(child->pid, &status, WNOHANG);
    if (over == 0 && now_ms >= child->deadline_ms && !child->late) {
        child->late = true;
        kill(-child->pid, SIGKILL);
    }
    if (over == 0 || (over < 0 && errno == EINTR)) {
        return CHILD_RUNS;
    }
    take_output(child);
    close(child->output);
    child->pid = 0;
    *code = over < 0 ? 1 : WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return *code == 0 ? CHILD_DONE : CHILD_FAILED;
}

void child_stop(struct child *child)
{
    if (child->pid > 0) {
        kill(-child->pid, SIGKILL);
        while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) {
        }
        close(child->output);
        child->pid = 0;
    }
}
