/* SDL finds no KMS display at all while nothing is plugged in, and then draws to nothing. The
 * kernel says in sysfs when that changes. */
#include "stage/plug.h"

#include "base/log.h"
#include "machine/connector.h"
#include "machine/sysfile.h"
#include "stage/notify.h"

#include <SDL.h>
#include <stdio.h>
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

/* Counts card0, card1… and not their connectors. */
static int count_cards(const char *root)
{
    struct arena arena = { 0 };
    const char *const *names = sysfile_names(root, "/sys/class/drm", "card", &arena);
    int count = 0;
    for (size_t i = 0; names[i]; i++) {
        count += strchr(names[i], '-') == NULL;
    }
    arena_finish(&arena);
    return count;
}

/* Where there is one card SDL's own search is better: it also finds out whether another program
 * holds it. */
void plug_choose_card(const char *root)
{
    struct connector connectors[CONNECTORS_MAX];
    int count = connectors_read(root, connectors);
    const struct connector *chosen = connectors_chosen(connectors, count);
    if (chosen && count_cards(root) > 1) {
        char number[16];
        snprintf(number, sizeof number, "%d", connector_card(chosen));
        SDL_SetHint(SDL_HINT_KMSDRM_DEVICE_INDEX, number);
    }
}

void plug_wait(const char *root, int poll_ms, void (*meanwhile)(void *context), void *context)
{
    bool waited = false;
    while (connectors_unplugged(root)) {
        if (meanwhile) {
            meanwhile(context);
        }
        if (!waited) {
            log_line(LOG_WARNING, "no display is connected; waiting for one");
        }
        waited = true;
        notify_send("EXTEND_TIMEOUT_USEC=30000000\nSTATUS=waiting for a display");
        SDL_Delay((Uint32)poll_ms);
    }
    if (waited) {
        notify_send(
            "EXTEND_TIMEOUT_USEC=60000000"); /* what is left of the start has all its time */
        log_line(LOG_NOTICE, "a display is connected");
    }
}
