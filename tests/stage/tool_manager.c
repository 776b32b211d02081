/* Stands in for the service manager: tool_manager COMMAND… runs it with NOTIFY_SOCKET set, prints
 * each message it sends, one line a message, and leaves with its exit code. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what)
{
    perror(what);
    exit(99);
}

static void print_messages(int end)
{
    char message[512];
    for (ssize_t length; (length = recv(end, message, sizeof message - 1, MSG_DONTWAIT)) >= 0;) {
        message[length] = '\0';
        for (char *line; (line = strchr(message, '\n'));) {
            *line = ' ';
        }
        puts(message);
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/vestibule-manager-XXXXXX";
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int end = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (argc < 2 || end < 0 || !mkdtemp(folder)) {
        fail("tool_manager");
    }
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", folder);
    if (bind(end, (struct sockaddr *)&address, sizeof address) != 0 ||
        setenv("NOTIFY_SOCKET", address.sun_path, 1) != 0) {
        fail("socket");
    }
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[1], argv + 1);
        fail(argv[1]);
    }
    int status = 0;
    pid_t ended = 0;
    while (child > 0 && ended == 0) {
        struct pollfd poll_end = { .fd = end, .events = POLLIN };
        if (poll(&poll_end, 1, 100) < 0 && errno != EINTR) {
            fail("poll");
        }
        print_messages(end);
        ended = waitpid(child, &status, WNOHANG);
    }
    print_messages(end);
    unlink(address.sun_path);
    rmdir(folder);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
