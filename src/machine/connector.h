/* The sockets a screen can be plugged into, as the kernel's display drivers list them in
 * /sys/class/drm (Documentation/gpu, "Connector properties"; one folder a connector). */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum { CONNECTORS_MAX = 16 };

struct connector {
    char name[64];     /* as in /sys/class/drm: "card1-HDMI-A-1" */
    bool connected;    /* something answers at its other end */
    bool enabled;      /* a picture is sent to it */
    int width, height; /* of the first mode, which is the preferred one; 0: none */
    int modes;
    uint64_t offer; /* hash of its modes and of what the screen says of itself (EDID) */
};

/* Reads the connectors below root ("" outside tests), sorted by name; those without a plug
 * (writeback) are left out. Returns how many. */
int connectors_read(const char *root, struct connector out[CONNECTORS_MAX]);

/* Returns whether there are connectors and nothing is plugged into any: a screen that is switched
 * off at its mains, or a cable that fell out. */
bool connectors_unplugged(const char *root);

/* Returns a number for what is plugged in, which another screen, another socket or other modes
 * change; 0: nothing is. Whether a picture is sent there is no part of it. */
uint64_t connectors_fingerprint(const struct connector *connectors, int count);

/* Returns the first that is connected, one that tells its size before one that does not; NULL when
 * there is none. */
const struct connector *connectors_chosen(const struct connector *connectors, int count);

/* Returns the number N of its /dev/dri/cardN. It changes from one start of a Raspberry Pi 5 to the
 * next. */
int connector_card(const struct connector *connector);

/* Returns "HDMI-A-1" of "card1-HDMI-A-1", as it is written beside the socket and in boot options.
 */
const char *connector_socket(const struct connector *connector);
