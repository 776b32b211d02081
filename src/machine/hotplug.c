/* A television that is switched off and on again within a second stays "connected" all the while,
 * but may want to be sent a picture anew; only the kernel's messages tell. They come through
 * netlink, which is no network. */
#include "machine/hotplug.h"

#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int hotplug_listen(void)
{
    struct sockaddr_nl kernel = { .nl_family = AF_NETLINK, .nl_groups = 1 /* the kernel's own */ };
    int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK,
                            NETLINK_KOBJECT_UEVENT);
    if (descriptor >= 0 && bind(descriptor, (struct sockaddr *)&kernel, sizeof kernel) != 0) {
        close(descriptor);
        return -1;
    }
    return descriptor;
}

bool hotplug_is_display(const char *message, size_t size)
{
    bool drm = false, plug = false;
    for (size_t at = 0; at < size;) {
        size_t length = strnlen(message + at, size - at);
        drm = drm || (length == 13 && memcmp(message + at, "SUBSYSTEM=drm", 13) == 0);
        plug = plug || (length == 9 && memcmp(message + at, "HOTPLUG=1", 9) == 0);
        at += length + 1;
    }
    return drm && plug;
}

bool hotplug_heard(int descriptor)
{
    char message[4096];
    bool heard = false;
    if (descriptor < 0) {
        return false;
    }
    for (;;) {
        struct sockaddr_nl sender = { 0 };
        socklen_t length = sizeof sender;
        ssize_t size = recvfrom(descriptor, message, sizeof message, 0, (struct sockaddr *)&sender,
                                &length);
        if (size <= 0) {
            return heard;
        }
        bool kernel = sender.nl_pid == 0; /* any program may send to the group */
        heard = heard || (kernel && hotplug_is_display(message, (size_t)size));
    }
}
