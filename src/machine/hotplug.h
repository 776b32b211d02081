/* What the kernel tells the moment it happens: something was plugged into a display socket or
 * pulled out of one. It names no socket and may be lost: a hint to look, sooner than the next look.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Returns a descriptor to give to hotplug_heard and to close, -1 when the kernel cannot be listened
 * to. */
int hotplug_listen(void);

/* Reads what has come since and returns whether a display was among it. */
bool hotplug_heard(int descriptor);

/* Returns whether a message of the kernel ("change@/devices/…", then "KEY=value", each ending in
 * NUL; Documentation/ABI/testing/sysfs-uevent) is about what is plugged into a display socket. */
bool hotplug_is_display(const char *message, size_t size);
