/* A jack is an input device with a switch (evdev, Documentation/input/event-codes: SW_*), a USB
 * headset a sound card with something to play on. Devices come and go: inotify tells of their files
 * in /dev, sysfs what they are, so that only jacks are opened and never a keyboard. One descriptor
 * (epoll) stands for all of them; between two plugs nothing runs. */
#include "machine/headset.h"

#include "base/alloc.h"
#include "base/log.h"
#include "machine/sysfile.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/input.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SOURCES_MAX = 32, NAME_SIZE = 32 };

struct source {
    char name[NAME_SIZE]; /* of its file: "event3", "pcmC1D0p" */
    int file;             /* -1: a sound card */
    bool on;
};

struct headset {
    const char *root;
    headset_state *state;
    int epoll, inotify;
    int devices, inputs, sounds; /* watches of /dev, /dev/input, /dev/snd; -1: not there */
    struct source sources[SOURCES_MAX];
    int count;
    bool came, went; /* in this step */
};

bool headset_ask(int device, bool *plugged)
{
    unsigned char bits[SW_CNT / 8 + 1] = { 0 };
    if (ioctl(device, EVIOCGSW(sizeof bits), bits) < 0) {
        return false;
    }
    *plugged = (bits[SW_HEADPHONE_INSERT / 8] >> (SW_HEADPHONE_INSERT % 8) & 1) != 0;
    return true;
}

int headset_descriptor(const struct headset *headset)
{
    return headset->epoll;
}

static void set(struct headset *headset, struct source *source, bool on)
{
    headset->came = headset->came || (on && !source->on);
    headset->went = headset->went || (!on && source->on);
    source->on = on;
}

static struct source *find(struct headset *headset, const char *name)
{
    for (int i = 0; i < headset->count; i++) {
        if (strcmp(headset->sources[i].name, name) == 0) {
            return &headset->sources[i];
        }
    }
    return NULL;
}

/* Returns the new source, or NULL when there are too many. */
static struct source *add(struct headset *headset, const char *name, int file)
{
    if (headset->count == SOURCES_MAX) {
        errno = EMFILE;
        return NULL;
    }
    struct source *source = &headset->sources[headset->count++];
    *source = (struct source){ .file = file };
    snprintf(source->name, sizeof source->name, "%s", name);
    return source;
}

static void drop(struct headset *headset, struct source *source)
{
    set(headset, source, false);
    if (source->file >= 0) {
        close(source->file); /* which takes it out of the epoll */
    }
    *source = headset->sources[--headset->count];
}

static bool listen_to(struct headset *headset, int file)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = file };
    return epoll_ctl(headset->epoll, EPOLL_CTL_ADD, file, &event) == 0;
}

static bool is_jack(const struct headset *headset, const char *name)
{
    char path[SYSFILE_PATH_MAX];
    snprintf(path, sizeof path, "/sys/class/input/%s/device/capabilities/sw", name);
    return sysfile_bit(headset->root, path, SW_HEADPHONE_INSERT);
}

/* Opens the file if it is a jack's; returns false when that fails. While udev has not yet given the
 * file to our group it does; its change of owner brings us here again. */
static bool take_jack(struct headset *headset, const char *name)
{
    char path[SYSFILE_PATH_MAX];
    bool plugged = false;
    if (strncmp(name, "event", 5) != 0 || find(headset, name) || !is_jack(headset, name)) {
        return true;
    }
    snprintf(path, sizeof path, "%s/dev/input/%s", headset->root, name);
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct source *source = file >= 0 && listen_to(headset, file) ? add(headset, name, file) : NULL;
    if (source) {
        set(headset, source, headset->state(file, &plugged) && plugged);
    } else if (file >= 0) {
        close(file);
    }
    return source != NULL;
}

/* Returns whether that playing part of a sound card ("pcmC1D0p") hangs on USB. */
static bool plays_by_usb(const struct headset *headset, const char *name)
{
    char path[SYSFILE_PATH_MAX], target[SYSFILE_PATH_MAX];
    int card, device, end = 0;
    if (sscanf(name, "pcmC%dD%dp%n", &card, &device, &end) != 2 || end == 0 || name[end]) {
        return false;
    }
    snprintf(path, sizeof path, "%s/sys/class/sound/card%d", headset->root, card);
    ssize_t length = readlink(path, target, sizeof target - 1);
    target[length > 0 ? length : 0] = '\0';
    return strstr(target, "/usb") != NULL;
}

static void take_card(struct headset *headset, const char *name)
{
    if (!find(headset, name) && plays_by_usb(headset, name)) {
        struct source *source = add(headset, name, -1);
        if (source) {
            set(headset, source, true);
        }
    }
}

static void take_jacks(struct headset *headset)
{
    struct arena arena = { 0 };
    int refused = 0, reason = 0;
    const char *const *names = sysfile_names(headset->root, "/dev/input", "event", &arena);
    for (int i = 0; names[i]; i++) {
        if (!take_jack(headset, names[i])) {
            reason = errno;
            refused++;
        }
    }
    arena_finish(&arena);
    if (refused > 0) {
        log_line(LOG_NOTICE, "%d headset jacks cannot be read: %s", refused, strerror(reason));
    }
}

static void take_cards(struct headset *headset)
{
    struct arena arena = { 0 };
    const char *const *names = sysfile_names(headset->root, "/dev/snd", "pcm", &arena);
    for (int i = 0; names[i]; i++) {
        take_card(headset, names[i]);
    }
    arena_finish(&arena);
}

static int watch(const struct headset *headset, const char *folder, uint32_t events)
{
    char path[SYSFILE_PATH_MAX];
    snprintf(path, sizeof path, "%s%s", headset->root, folder);
    return inotify_add_watch(headset->inotify, path, events | IN_ONLYDIR);
}

/* The kernel makes these folders with the first device in them. */
static void watch_inputs(struct headset *headset)
{
    headset->inputs = watch(headset, "/dev/input", IN_CREATE | IN_ATTRIB | IN_DELETE);
}

static void watch_sounds(struct headset *headset)
{
    headset->sounds = watch(headset, "/dev/snd", IN_CREATE | IN_DELETE);
}

static void handle_file(struct headset *headset, const struct inotify_event *event)
{
    const char *name = event->len ? event->name : "";
    if (event->wd == headset->devices && strcmp(name, "input") == 0) {
        watch_inputs(headset);
        take_jacks(headset);
    } else if (event->wd == headset->devices && strcmp(name, "snd") == 0) {
        watch_sounds(headset);
        take_cards(headset);
    } else if (event->mask & IN_DELETE) {
        struct source *source = find(headset, name);
        if (source) {
            drop(headset, source);
        }
    } else if (event->wd == headset->inputs) {
        take_jack(headset, name);
    } else if (event->wd == headset->sounds) {
        take_card(headset, name);
    }
}

static void read_files(struct headset *headset)
{
    _Alignas(struct inotify_event) char buffer[4096];
    for (ssize_t length; (length = read(headset->inotify, buffer, sizeof buffer)) > 0;) {
        for (char *at = buffer; at < buffer + length;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            if (event->mask & IN_Q_OVERFLOW) {
                take_jacks(headset);
                take_cards(headset);
            } else {
                handle_file(headset, event);
            }
            at += sizeof *event + event->len;
        }
    }
}

static void read_jack(struct headset *headset, struct source *source)
{
    struct input_event event;
    ssize_t length;
    bool plugged;
    while ((length = read(source->file, &event, sizeof event)) == sizeof event) {
        if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) {
            set(headset, source, event.value != 0);
        } else if (event.type == EV_SYN && event.code == SYN_DROPPED &&
                   headset->state(source->file, &plugged)) {
            set(headset, source, plugged);
        }
    }
    if (length >= 0 || (errno != EAGAIN && errno != EINTR)) {
        drop(headset, source); /* unplugged with its card */
    }
}

static void read_ready(struct headset *headset, int file)
{
    if (file == headset->inotify) {
        read_files(headset);
        return;
    }
    for (int i = 0; i < headset->count; i++) {
        if (headset->sources[i].file == file) {
            read_jack(headset, &headset->sources[i]);
            return;
        }
    }
}

enum headset_change headset_step(struct headset *headset)
{
    struct epoll_event ready[8];
    bool any = false;
    headset->came = headset->went = false;
    int count = epoll_wait(headset->epoll, ready, 8, 0);
    for (int i = 0; i < count; i++) {
        read_ready(headset, ready[i].data.fd);
    }
    for (int i = 0; i < headset->count; i++) {
        any = any || headset->sources[i].on;
    }
    return any && headset->came ? HEADSET_IN : !any && headset->went ? HEADSET_OUT : HEADSET_STAYS;
}

struct headset *headset_open(const char *root, headset_state *state)
{
    struct headset *headset = xcalloc(1, sizeof *headset);
    *headset = (struct headset){ .root = root, .state = state };
    headset->epoll = epoll_create1(EPOLL_CLOEXEC);
    headset->inotify = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (headset->epoll < 0 || headset->inotify < 0 || !listen_to(headset, headset->inotify)) {
        log_line(LOG_WARNING, "cannot hear of headsets: %s", strerror(errno));
        headset_close(headset);
        return NULL;
    }
    headset->devices = watch(headset, "/dev", IN_CREATE);
    watch_inputs(headset);
    watch_sounds(headset);
    take_jacks(headset);
    return headset;
}

void headset_close(struct headset *headset)
{
    if (!headset) {
        return;
    }
    while (headset->count > 0) {
        drop(headset, &headset->sources[0]);
    }
    if (headset->inotify >= 0) {
        close(headset->inotify);
    }
    if (headset->epoll >= 0) {
        close(headset->epoll);
    }
    free(headset);
}
