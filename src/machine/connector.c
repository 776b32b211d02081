/* A television that is switched off with its remote control still answers; one without mains often
 * does not. */
#include "machine/connector.h"

#include "machine/sysfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a (draft-eastlake-fnv), 64 bits. */
static uint64_t mix(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    }
    return hash;
}

/* Counts the modes, one a line, and keeps the size of the first: "1920x1080". */
static void read_modes(struct connector *connector, const char *text)
{
    if (sscanf(text, "%5dx%5d", &connector->width, &connector->height) != 2) {
        connector->width = connector->height = 0;
    }
    for (const char *line = text; *line; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        connector->modes += length > 0;
        line += length;
    }
}

static void read_connector(const char *root, struct connector *connector)
{
    char path[SYSFILE_PATH_MAX], text[SYSFILE_MAX], edid[SYSFILE_MAX] = { 0 };
    snprintf(path, sizeof path, "/sys/class/drm/%s/status", connector->name);
    sysfile_read(root, path, text, sizeof text);
    connector->connected = strcmp(text, "connected") == 0;
    snprintf(path, sizeof path, "/sys/class/drm/%s/enabled", connector->name);
    sysfile_read(root, path, text, sizeof text);
    connector->enabled = strcmp(text, "enabled") == 0;
    snprintf(path, sizeof path, "/sys/class/drm/%s/modes", connector->name);
    sysfile_read(root, path, text, sizeof text);
    read_modes(connector, text);
    snprintf(path, sizeof path, "/sys/class/drm/%s/edid", connector->name);
    sysfile_read(root, path, edid, sizeof edid);
    connector->offer = mix(mix(0xcbf29ce484222325u, text, strlen(text) + 1), edid, sizeof edid);
}

int connectors_read(const char *root, struct connector out[CONNECTORS_MAX])
{
    struct arena arena = { 0 };
    const char *const *names = sysfile_names(root, "/sys/class/drm", "card", &arena);
    int count = 0;
    for (size_t i = 0; names[i] && count < CONNECTORS_MAX; i++) {
        struct connector connector = { .name = "" };
        bool plug = strchr(names[i], '-') && !strstr(names[i], "Writeback");
        int length = snprintf(connector.name, sizeof connector.name, "%s", names[i]);
        if (plug && length < (int)sizeof connector.name) {
            read_connector(root, &connector);
            out[count++] = connector;
        }
    }
    arena_finish(&arena);
    return count;
}

bool connectors_unplugged(const char *root)
{
    struct connector connectors[CONNECTORS_MAX];
    int count = connectors_read(root, connectors);
    return count > 0 && !connectors_chosen(connectors, count);
}

uint64_t connectors_fingerprint(const struct connector *connectors, int count)
{
    uint64_t hash = 0;
    for (int i = 0; i < count; i++) {
        if (connectors[i].connected) {
            hash = mix(hash ^ connectors[i].offer, connectors[i].name,
                       strlen(connectors[i].name) + 1);
            hash = hash ? hash : 1;
        }
    }
    return hash;
}

const struct connector *connectors_chosen(const struct connector *connectors, int count)
{
    const struct connector *chosen = NULL;
    for (int i = 0; i < count; i++) {
        bool better = !chosen || (chosen->width == 0 && connectors[i].width > 0);
        chosen = connectors[i].connected && better ? &connectors[i] : chosen;
    }
    return chosen;
}

int connector_card(const struct connector *connector)
{
    return atoi(connector->name + strlen("card"));
}

const char *connector_socket(const struct connector *connector)
{
    const char *dash = strchr(connector->name, '-');
    return dash ? dash + 1 : connector->name;
}
