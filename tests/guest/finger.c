/* A touch screen without glass: makes one through uinput(4) and touches where standard input says,
 * one "across down" a line in 65536ths of the panel. It is there until standard input ends. */
#include <fcntl.h>
#include <linux/uinput.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { HIGHEST = 65535, FINGERS = 10 };

static void pause_ms(long ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

static bool emit(int device, int type, int code, int value)
{
    struct input_event event = { .type = (unsigned short)type,
                                 .code = (unsigned short)code,
                                 .value = value };
    return write(device, &event, sizeof event) == sizeof event;
}

static bool add_axis(int device, int code, int highest)
{
    struct uinput_abs_setup axis = { .code = (unsigned short)code,
                                     .absinfo = { .maximum = highest } };
    return ioctl(device, UI_SET_ABSBIT, code) == 0 && ioctl(device, UI_ABS_SETUP, &axis) == 0;
}

static bool make_screen(int device)
{
    struct uinput_setup setup = { .id = { .bustype = BUS_USB, .vendor = 1, .product = 2 },
                                  .name = "Test touch screen" };
    return ioctl(device, UI_SET_EVBIT, EV_ABS) == 0 && ioctl(device, UI_SET_EVBIT, EV_KEY) == 0 &&
           ioctl(device, UI_SET_KEYBIT, BTN_TOUCH) == 0 &&
           ioctl(device, UI_SET_PROPBIT, INPUT_PROP_DIRECT) == 0 &&
           add_axis(device, ABS_X, HIGHEST) && add_axis(device, ABS_Y, HIGHEST) &&
           add_axis(device, ABS_MT_SLOT, FINGERS - 1) &&
           add_axis(device, ABS_MT_TRACKING_ID, HIGHEST) &&
           add_axis(device, ABS_MT_POSITION_X, HIGHEST) &&
           add_axis(device, ABS_MT_POSITION_Y, HIGHEST) &&
           ioctl(device, UI_DEV_SETUP, &setup) == 0 && ioctl(device, UI_DEV_CREATE) == 0;
}

static bool touch(int device, int finger, int across, int down)
{
    enum { PRESS_MS = 150, REST_MS = 450 }; /* longer than a trembling hand's second touch */
    bool good = emit(device, EV_ABS, ABS_MT_SLOT, 0) &&
                emit(device, EV_ABS, ABS_MT_TRACKING_ID, finger) &&
                emit(device, EV_ABS, ABS_MT_POSITION_X, across) &&
                emit(device, EV_ABS, ABS_MT_POSITION_Y, down) &&
                emit(device, EV_KEY, BTN_TOUCH, 1) && emit(device, EV_ABS, ABS_X, across) &&
                emit(device, EV_ABS, ABS_Y, down) && emit(device, EV_SYN, SYN_REPORT, 0);
    pause_ms(PRESS_MS);
    good = good && emit(device, EV_ABS, ABS_MT_TRACKING_ID, -1) &&
           emit(device, EV_KEY, BTN_TOUCH, 0) && emit(device, EV_SYN, SYN_REPORT, 0);
    pause_ms(REST_MS);
    return good;
}

int main(void)
{
    int device = open("/dev/uinput", O_WRONLY), across, down, finger = 0;
    if (device < 0 || !make_screen(device)) {
        perror("finger: cannot make a touch screen");
        return 1;
    }
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%d %d", &across, &down) != 2 ||
            !touch(device, finger++ % HIGHEST, across, down)) {
            fprintf(stderr, "finger: cannot touch %s", line);
            return 1;
        }
    }
    ioctl(device, UI_DEV_DESTROY);
    close(device);
    return 0;
}
