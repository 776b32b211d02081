/* What an input device can do stands in sysfs (Documentation/input/event-codes). */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <stdio.h>
#include <string.h>

enum { ABS_MT_POSITION_X = 0x35, ABS_X = 0x00, PROP_DIRECT = 0x01, KEY_A = 30, KEY_SPACE = 57 };

static bool can(const char *root, const char *event, const char *file, int bit)
{
    char path[SYSFILE_PATH_MAX];
    snprintf(path, sizeof path, "/sys/class/input/%s/device/%s", event, file);
    return sysfile_bit(root, path, bit);
}

static const char *name_of(const char *root, const char *event, struct arena *arena)
{
    char path[SYSFILE_PATH_MAX], name[128];
    snprintf(path, sizeof path, "/sys/class/input/%s/device/name", event);
    return sysfile_read(root, path, name, sizeof name) ? arena_copy(arena, name, strlen(name))
                                                       : event;
}

/* Returns whether fingers are told in the display's own places: a touch screen, not a touch pad. */
static bool is_touch_screen(const char *root, const char *event)
{
    bool places = can(root, event, "capabilities/abs", ABS_MT_POSITION_X) ||
                  can(root, event, "capabilities/abs", ABS_X);
    return places && can(root, event, "properties", PROP_DIRECT);
}

static bool is_keyboard(const char *root, const char *event)
{
    return can(root, event, "capabilities/key", KEY_A) &&
           can(root, event, "capabilities/key", KEY_SPACE);
}

int probe_touch_screens(const char *root)
{
    struct arena arena = { 0 };
    const char *const *events = sysfile_names(root, "/sys/class/input", "event", &arena);
    int count = 0;
    for (size_t i = 0; events[i]; i++) {
        count += is_touch_screen(root, events[i]);
    }
    arena_finish(&arena);
    return count;
}

void probe_input(const char *root, struct findings *findings)
{
    static const char touch[] = N_("touch");
    const char *const *events = sysfile_names(root, "/sys/class/input", "event", &findings->arena);
    for (size_t i = 0; events[i]; i++) {
        const char *name = name_of(root, events[i], &findings->arena);
        if (is_touch_screen(root, events[i])) {
            finding_add(findings, FINDING_OK, touch, NULL, _("%s (%s), over the whole picture"),
                        name, events[i]);
        } else if (is_keyboard(root, events[i])) {
            finding_add(findings, FINDING_WARNING, N_("keyboard"),
                        _("unplug it when you leave: in a hall everybody can reach it"),
                        _("%s (%s) is plugged in"), name, events[i]);
        }
    }
    if (probe_touch_screens(root) == 0) {
        finding_add(findings, FINDING_OK, touch, NULL,
                    _("no touch screen (a hall screen needs none)"));
    }
}
