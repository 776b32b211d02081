/* An X server of our own whose framebuffer is a file: what is on its screen is read from memory,
 * without asking it or anybody else. */
#pragma once
#include "bench/process.h"

#include <stddef.h>
#include <stdint.h>

enum { PROBES_MAX = 40000 };

struct xscreen {
    struct family server;
    char folder[128]; /* of the framebuffer and the log */
    const uint8_t *memory;
    size_t size, pixels; /* bytes of the file, and where the pixels begin in it */
    int width, height, pitch;
    size_t probes[PROBES_MAX]; /* offsets of the pixels that are looked at */
    size_t probe_count;
    uint32_t seen[PROBES_MAX]; /* what they were last */
};

/* Starts Xvfb of that size, its files in folder (made), and sets DISPLAY. Returns false after
 * printing what failed. */
bool screen_open(struct xscreen *screen, const char *folder, int width, int height);
void screen_close(struct xscreen *screen);

/* Returns how many of the looked-at pixels differ from the last time this was called. */
size_t screen_changes(struct xscreen *screen);

/* Returns whether the screen shows more than a few colours: a page, not an empty window. */
bool screen_has_page(const struct xscreen *screen);
