/* The sockets a screen can be plugged into, as the kernel's display drivers list them in
 * /sys/class/drm (Documentation/gpu, "Connector properties"; one folder a connector). */
#pragma once
#include <stdbool.h>

enum { CONNECTORS_MAX = 16 };

struct connector {
    char name[64];     /* as in /sys/class/drm: "card1-HDMI-A-1" */
    bool connected;    /* something answers at its other end */
    bool enabled;      /* a picture is sent to it */
    int width, height; /* of the first mode, which is the preferred one; 0: none */
    int modes;
};

/* Reads the connectors below root ("" outside tests), sorted by name; those without a plug
 * (writeback) are left out. Returns how many. */
int connectors_read(const char *root, struct connector out[CONNECTORS_MAX]);

/* Returns whether there are connectors and nothing is plugged into any: a screen that is switched
 * off at its mains, or a cable that fell out. */
bool connectors_unplugged(const char *root);
