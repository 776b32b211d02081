/* Xvfb -fbdir keeps its framebuffer in a file of the X window dump format (XWDFile.h: header of
 * 32-bit big-endian words, colour map, pixels). Pixels are looked at on a coarse, skewed grid: a
 * letter's edge is on it anywhere on the page, and a look takes some 30 microseconds. */
#define _GNU_SOURCE
#include "bench/screen.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads the display's number that the server writes when it is ready. */
static bool read_display(int from, int *display)
{
    char text[16] = "";
    size_t length = 0;
    while (length < sizeof text - 1 && !strchr(text, '\n')) {
        ssize_t got = read(from, text + length, sizeof text - 1 - length);
        if (got <= 0) {
            return false;
        }
        length += (size_t)got;
        text[length] = '\0';
    }
    return sscanf(text, "%d", display) == 1;
}

static bool start_server(struct xscreen *screen, int width, int height)
{
    char size[32], number[16], log[160];
    int ends[2], display = -1;
    if (pipe(ends) != 0) {
        return false;
    }
    snprintf(size, sizeof size, "%dx%dx24", width, height);
    snprintf(number, sizeof number, "%d", ends[1]);
    snprintf(log, sizeof log, "%s/xvfb.log", screen->folder);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    const char *argv[] = { "Xvfb",      "-displayfd", number,     "-screen",
                           "0",         size,         "-fbdir",   screen->folder,
                           "-nolisten", "tcp",        "-noreset", "-nocursor",
                           NULL };
    bool good = family_start(&screen->server, argv, log);
    close(ends[1]);
    good = good && read_display(ends[0], &display);
    close(ends[0]);
    snprintf(number, sizeof number, ":%d", display);
    setenv("DISPLAY", number, 1);
    return good;
}

static bool map_framebuffer(struct xscreen *screen)
{
    char path[160];
    struct stat file;
    snprintf(path, sizeof path, "%s/Xvfb_screen0", screen->folder);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &file) != 0) {
        return false;
    }
    screen->size = (size_t)file.st_size;
    screen->memory = mmap(NULL, screen->size, PROT_READ, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (screen->memory == MAP_FAILED) {
        screen->memory = NULL;
        return false;
    }
    const uint32_t *words = (const uint32_t *)(const void *)screen->memory;
    screen->width = (int)ntohl(words[4]);
    screen->height = (int)ntohl(words[5]);
    screen->pitch = (int)ntohl(words[12]);
    screen->pixels = ntohl(words[0]) + (size_t)ntohl(words[19]) * 12;
    return true;
}

static void place_probes(struct xscreen *screen)
{
    int down = screen->height / 90, across = screen->width / 380;
    for (int y = down / 2; y < screen->height; y += down) {
        for (int x = y / down % across; x < screen->width; x += across) {
            if (screen->probe_count < PROBES_MAX) {
                screen->probes[screen->probe_count++] = screen->pixels +
                                                        (size_t)y * (size_t)screen->pitch +
                                                        (size_t)x * 4;
            }
        }
    }
}

bool screen_open(struct xscreen *screen, const char *folder, int width, int height)
{
    *screen = (struct xscreen){ .server = { .root = 0 } };
    snprintf(screen->folder, sizeof screen->folder, "%s", folder);
    mkdir(folder, 0755);
    unsetenv("WAYLAND_DISPLAY");
    unsetenv("SDL_VIDEODRIVER");
    if (!start_server(screen, width, height) || !map_framebuffer(screen)) {
        fprintf(stderr, "bench: cannot start Xvfb, see %s/xvfb.log\n", folder);
        screen_close(screen);
        return false;
    }
    place_probes(screen);
    screen_changes(screen);
    return true;
}

void screen_close(struct xscreen *screen)
{
    family_stop(&screen->server);
    if (screen->memory) {
        munmap((void *)(uintptr_t)screen->memory, screen->size);
        screen->memory = NULL;
    }
}

static uint32_t pixel_at(const struct xscreen *screen, size_t probe)
{
    const volatile uint32_t *pixel =
        (const volatile uint32_t *)(const volatile void *)(screen->memory + screen->probes[probe]);
    return *pixel & 0xffffff;
}

size_t screen_changes(struct xscreen *screen)
{
    size_t changes = 0;
    for (size_t i = 0; i < screen->probe_count; i++) {
        uint32_t pixel = pixel_at(screen, i);
        changes += pixel != screen->seen[i];
        screen->seen[i] = pixel;
    }
    return changes;
}

bool screen_has_page(const struct xscreen *screen)
{
    enum { COLORS = 6 };
    uint32_t colors[COLORS];
    int count = 0;
    for (size_t i = 0; i < screen->probe_count && count < COLORS; i++) {
        bool known = false;
        for (int j = 0; j < count; j++) {
            known = known || colors[j] == screen->seen[i];
        }
        if (!known) {
            colors[count++] = screen->seen[i];
        }
    }
    return count == COLORS;
}
