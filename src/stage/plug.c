/* SDL finds no KMS display at all while nothing is plugged in, and then draws to nothing. The
 * kernel says in sysfs when that changes. */
#include "stage/plug.h"

#include "base/log.h"
#include "machine/connector.h"
#include "stage/notify.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0];
}

bool plug_is_ours(void)
{
    const char *driver = getenv("SDL_VIDEODRIVER");
    if (driver && driver[0]) {
        return SDL_strcasecmp(driver, "kmsdrm") == 0;
    }
    return !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY");
}

void plug_wait(const char *root, int poll_ms)
{
    bool waited = false;
    while (connectors_unplugged(root)) {
        if (!waited) {
            log_line(LOG_WARNING, "no display is connected; waiting for one");
        }
        waited = true;
        notify_send("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=waiting for a display");
        SDL_Delay((Uint32)poll_ms);
    }
    if (waited) {
        log_line(LOG_NOTICE, "a display is connected");
    }
}
