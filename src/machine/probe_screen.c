/* What screens/NAME.json says of the screen, beside what is plugged in. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/connector.h"

static const char topic[] = N_("picture");

static void tell_turn(const struct connector *connector, const struct probe_screen *screen,
                      struct findings *findings)
{
    bool quarter = screen->rotation % 180 != 0;
    const char *size = "";
    if (connector && connector->width > 0) {
        int width = quarter ? connector->height : connector->width;
        int height = quarter ? connector->width : connector->height;
        size = arena_printf(&findings->arena, ", %d x %d", width, height);
    }
    if (screen->rotation == 0) {
        finding_add(findings, FINDING_OK, topic, NULL, _("the picture is upright%s"), size);
    } else {
        finding_add(findings, FINDING_OK, topic, NULL,
                    _("the picture is turned clockwise by %d degrees%s, and touches with it"),
                    screen->rotation, size);
    }
}

void probe_screen(const char *root, const struct probe_screen *screen, struct findings *findings)
{
    struct connector connectors[CONNECTORS_MAX];
    int count = connectors_read(root, connectors), connected = 0;
    for (int i = 0; i < count; i++) {
        connected += connectors[i].connected;
    }
    tell_turn(connectors_chosen(connectors, count), screen, findings);
    if (connected > 0 && screen->display > connected) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("plug it in, or correct \"display\" in screens/"),
                    message_plural("display %d is asked for, %d is connected: the first is used",
                                   "display %d is asked for, %d are connected: the first is used",
                                   (unsigned long)connected),
                    screen->display, connected);
    }
    if (screen->touch && probe_touch_screens(root) == 0) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("plug in its USB cable; play --touches prints where fingers go down"),
                    _("it is a kiosk, but no touch screen is plugged in"));
    }
}
