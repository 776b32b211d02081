/* One datagram to the socket that NOTIFY_SOCKET names: a path, or a name in the abstract space of
 * Linux, written with @ for its leading NUL. */
#include "stage/notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Returns the number a variable holds, -1 when it is not set or holds something else. */
static long long number_of(const char *variable)
{
    const char *text = getenv(variable);
    char *end = NULL;
    errno = 0;
    long long number = text ? strtoll(text, &end, 10) : -1;
    return text && *text && *end == '\0' && errno == 0 ? number : -1;
}

enum { BEATS = 3, US_PER_MS = 1000 };

struct notify notify_start(void)
{
    long long period = number_of("WATCHDOG_USEC");
    bool ours = !getenv("WATCHDOG_PID") || number_of("WATCHDOG_PID") == getpid();
    bool asked = ours && period > 0 && getenv("NOTIFY_SOCKET");
    int64_t interval = period / US_PER_MS / BEATS;
    return (struct notify){ .interval_ms = !asked ? 0 : interval > 0 ? interval : 1 };
}

static void note_gap(struct notify *notify, int64_t now_ms)
{
    int64_t gap = notify->ready ? now_ms - notify->sent_ms : 0;
    notify->gap_ms = gap > notify->gap_ms ? gap : notify->gap_ms;
}

int64_t notify_margin(struct notify *notify, int64_t now_ms)
{
    note_gap(notify, now_ms);
    int64_t margin = notify->interval_ms * BEATS - notify->gap_ms;
    notify->gap_ms = 0;
    return notify->interval_ms == 0 ? -1 : margin > 0 ? margin : 0;
}

const char *notify_due(struct notify *notify, bool presented, bool right, int64_t now_ms)
{
    enum { PATIENCE_MS = 60000 };
    if (right) {
        notify->right_ms = now_ms;
    }
    if (!notify->ready && !(presented && right)) {
        return NULL;
    }
    if (notify->ready && (notify->interval_ms == 0 || now_ms < notify->beat_ms ||
                          now_ms - notify->right_ms > PATIENCE_MS)) {
        return NULL;
    }
    const char *message = notify->ready ? "WATCHDOG=1" : "READY=1\nWATCHDOG=1";
    note_gap(notify, now_ms);
    notify->ready = true;
    notify->sent_ms = now_ms;
    notify->beat_ms = now_ms + notify->interval_ms;
    return message;
}

int64_t notify_wake(const struct notify *notify, int64_t other_ms)
{
    bool beats = notify->ready && notify->interval_ms > 0;
    return beats && notify->beat_ms < other_ms ? notify->beat_ms : other_ms;
}

bool notify_send(const char *lines)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = path ? strlen(path) : 0;
    if (length < 2 || length >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return length == 0;
    }
    memcpy(address.sun_path, path, length);
    address.sun_path[0] = path[0] == '@' ? '\0' : path[0];
    int end = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    bool sent = end >= 0 && sendto(end, lines, strlen(lines), MSG_NOSIGNAL,
                                   (struct sockaddr *)&address, size) >= 0;
    int error = errno;
    if (end >= 0) {
        close(end);
    }
    errno = error;
    return sent;
}
