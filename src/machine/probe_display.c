/* From sysfs alone, so that it works while the screen plays and from a remote shell. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/connector.h"
#include "machine/sysfile.h"

#include <string.h>

static const char display[] = N_("display");

void probe_model(const char *root, struct findings *findings)
{
    char model[128];
    if (sysfile_read(root, "/proc/device-tree/model", model, sizeof model) ||
        sysfile_read(root, "/sys/class/dmi/id/product_name", model, sizeof model)) {
        finding_add(findings, FINDING_OK, N_("machine"), NULL, "%s", model);
    }
}

static void tell_connected(const struct connector *connector, struct findings *findings)
{
    if (connector->width > 0) {
        finding_add(findings, FINDING_OK, display, NULL,
                    message_plural("%s: %d x %d, %d mode", "%s: %d x %d, %d modes",
                                   (unsigned long)connector->modes),
                    connector_socket(connector), connector->width, connector->height,
                    connector->modes);
    } else {
        finding_add(findings, FINDING_WARNING, display,
                    _("try another cable or adapter; video=NAME:1920x1080@60D on the kernel's "
                      "command line forces a size"),
                    _("%s: something is plugged in but tells no size"),
                    connector_socket(connector));
    }
}

/* Names the sockets, for they are all empty. */
static void tell_unplugged(const struct connector *connectors, int count, struct findings *findings)
{
    const char *names = connector_socket(&connectors[0]);
    for (int i = 1; i < count; i++) {
        names = arena_printf(&findings->arena, "%s, %s", names, connector_socket(&connectors[i]));
    }
    finding_add(findings, FINDING_FAULT, display,
                _("switch the screen on, check its mains and the cable at both ends; vestibule "
                  "starts by itself when it comes"),
                _("nothing is plugged into %s"), names);
}

void probe_display(const char *root, struct findings *findings)
{
    struct connector connectors[CONNECTORS_MAX];
    int count = connectors_read(root, connectors);
    if (count == 0) {
        finding_add(findings, FINDING_FAULT, display,
                    _("on a Raspberry Pi config.txt needs dtoverlay=vc4-kms-v3d; elsewhere the "
                      "graphics firmware may be missing (dmesg tells)"),
                    _("the kernel knows no display socket"));
        return;
    }
    if (connectors_unplugged(root)) {
        tell_unplugged(connectors, count, findings);
        return;
    }
    for (int i = 0; i < count; i++) {
        if (connectors[i].connected) {
            tell_connected(&connectors[i], findings);
        }
    }
}
