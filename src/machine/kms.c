/* The property is the old one and not the atomic "ACTIVE": SDL draws by the old calls, and whoever
 * asks for the new ones no longer may use them. */
#include "machine/kms.h"

#include <errno.h>
#include <string.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

bool kms_probe(int card)
{
    drmModeRes *all = drmModeGetResources(card);
    if (!all) {
        return false;
    }
    for (int i = 0; i < all->count_connectors; i++) {
        drmModeFreeConnector(drmModeGetConnector(card, all->connectors[i])); /* null-safe */
    }
    drmModeFreeResources(all);
    return true;
}

/* Returns the number of the connector's property of that name, 0: it has none. */
static uint32_t find_property(int card, const drmModeConnector *connector, const char *name)
{
    uint32_t found = 0;
    for (int i = 0; !found && i < connector->count_props; i++) {
        drmModePropertyRes *property = drmModeGetProperty(card, connector->props[i]);
        if (property && strcmp(property->name, name) == 0) {
            found = property->prop_id;
        }
        drmModeFreeProperty(property);
    }
    return found;
}

/* Returns 0 or what errno would be. */
static int power(int card, const drmModeConnector *connector, bool on)
{
    uint32_t property = find_property(card, connector, "DPMS");
    if (!property) {
        return EOPNOTSUPP;
    }
    int result = drmModeConnectorSetProperty(card, connector->connector_id, property,
                                             on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
    return result < 0 ? -result : 0;
}

bool kms_power(int card, bool on)
{
    int error = ENODEV, count = 0;
    drmModeRes *all = drmModeGetResources(card);
    if (!all) {
        return false;
    }
    for (int i = 0; i < all->count_connectors; i++) {
        drmModeConnector *connector = drmModeGetConnectorCurrent(card, all->connectors[i]);
        if (connector && connector->connection == DRM_MODE_CONNECTED) {
            int one = power(card, connector, on);
            error = count++ == 0 || one ? one : error;
        }
        drmModeFreeConnector(connector);
    }
    drmModeFreeResources(all);
    errno = error;
    return error == 0;
}
