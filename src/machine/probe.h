/* Looking at the machine under the screen. Each function adds what it finds; root is "" outside
 * tests. Nothing here changes the machine. */
#pragma once
#include "machine/finding.h"

#include <stdbool.h>
#include <stdint.h>

/* What computer this is. */
void probe_model(const char *root, struct findings *findings);

/* The display's sockets, what is plugged in, its modes. */
void probe_display(const char *root, struct findings *findings);

/* Touch screens, and keyboards that should not be there. */
void probe_input(const char *root, struct findings *findings);

/* Returns how many touch screens are plugged in. */
int probe_touch_screens(const char *root);

/* What a file in screens/ says: which display (1: the first), degrees clockwise, whether a kiosk.
 */
struct probe_screen {
    int display, rotation;
    bool touch;
};

/* How the picture lies on the display, and whether what the file asks for is plugged in. */
void probe_screen(const char *root, const struct probe_screen *screen, struct findings *findings);

/* Whether the user the service runs as may draw and be touched. */
void probe_user(const char *root, const char *user, struct findings *findings);

/* The disk that holds a folder: room left, and whether it can be written when it must be. what is
 * what the folder is for, translated. */
void probe_disk(const char *root, const char *folder, const char *what, bool must_write,
                struct findings *findings);

/* The folder in which last good versions are kept: a folder for each content folder, in it a file
 * for each of its files. */
void probe_state(const char *root, const char *folder, struct findings *findings);

/* What a player tells others, in the first of those folders (NULL at the end) that has it. plays:
 * whether the service does. now_s: the wall clock, by which files are dated. */
void probe_status(const char *root, const char *const *folders, bool plays, int64_t now_s,
                  struct findings *findings);

/* Too little voltage and too much heat. throttled is what `vcgencmd get_throttled` printed, or
 * NULL: it is asked only where the kernel's own file for it (root/sys/…) is missing. */
void probe_power(const char *root, const char *throttled, struct findings *findings);

/* Whether the kernel has that file, so that vcgencmd need not be asked. */
bool probe_power_known(const char *root);

/* The service. shown is what `systemctl show` printed of it ("Key=value" lines) with at least
 * LoadState, ActiveState, SubState, Result, NRestarts, StatusText and UnitFileState; "" when there
 * is no systemd. */
void probe_service(const char *root, const char *shown, struct findings *findings);

/* The watchdog of the processor, which restarts a machine that hangs, where there is one. shown is
 * what `systemctl show` printed of the manager with at least RuntimeWatchdogUSec. */
void probe_watchdog(const char *root, const char *shown, struct findings *findings);

/* Returns the value of a key of such lines, "" when it has none; owned by the arena. */
const char *probe_value(const char *shown, const char *key, struct arena *arena);
