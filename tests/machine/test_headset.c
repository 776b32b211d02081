/* Headsets in a made-up machine: a pipe is the device of a jack, and files come and go in its /dev
 * as the kernel and udev make them. */
#include "machine/headset.h"
#include "support/cmocka_all.h"
#include "support/root.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *root;
static struct headset *headset;
static bool state_known, state_plugged;

static bool fake_state(int device, bool *plugged)
{
    assert_true(device >= 0);
    *plugged = state_plugged;
    return state_known;
}

static int setup(void **state)
{
    (void)state;
    root = root_make();
    state_known = state_plugged = false;
    root_put("/dev/null-file", "");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    headset_close(headset);
    headset = NULL;
    root_remove();
    return 0;
}

static const char *below(const char *path)
{
    static char full[512];
    snprintf(full, sizeof full, "%s%s", root, path);
    return full;
}

/* Bit 2 is SW_HEADPHONE_INSERT, bit 4 SW_MICROPHONE_INSERT. */
static void put_jack(const char *name, const char *switches)
{
    char path[256];
    snprintf(path, sizeof path, "/sys/class/input/%s/device/capabilities/sw", name);
    root_put(path, switches);
    mkdir(below("/dev/input"), 0755);
    snprintf(path, sizeof path, "/dev/input/%s", name);
    assert_int_equal(mkfifo(below(path), 0644), 0);
}

static int plug_of(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "/dev/input/%s", name);
    int file = open(below(path), O_WRONLY | O_NONBLOCK);
    assert_true(file >= 0); /* and so somebody reads it */
    return file;
}

static void tell(int file, int type, int code, int value)
{
    const struct input_event event = { .type = (unsigned short)type,
                                       .code = (unsigned short)code,
                                       .value = value };
    assert_int_equal(write(file, &event, sizeof event), (ssize_t)sizeof event);
}

static bool readable(void)
{
    struct pollfd source = { .fd = headset_descriptor(headset), .events = POLLIN };
    return poll(&source, 1, 0) == 1;
}

static void assert_told(enum headset_change change)
{
    assert_true(readable());
    assert_int_equal(headset_step(headset), change);
    assert_false(readable());
}

static void put_card(int number, const char *device)
{
    char path[256], target[256];
    mkdir(below("/sys"), 0755);
    mkdir(below("/sys/class"), 0755);
    mkdir(below("/sys/class/sound"), 0755);
    snprintf(path, sizeof path, "/sys/class/sound/card%d", number);
    snprintf(target, sizeof target, "../../devices/%s/sound/card%d", device, number);
    assert_int_equal(symlink(target, below(path)), 0);
}

static void a_jack_tells(void **state)
{
    (void)state;
    put_jack("event2", "0\n");  /* a keyboard */
    put_jack("event3", "14\n"); /* headphone and microphone */
    headset = headset_open(root, fake_state);
    assert_non_null(headset);
    assert_false(readable());
    assert_int_equal(open(below("/dev/input/event2"), O_WRONLY | O_NONBLOCK), -1); /* not opened */
    int plug = plug_of("event3");
    tell(plug, EV_SW, SW_MICROPHONE_INSERT, 1);
    tell(plug, EV_SYN, SYN_REPORT, 0);
    assert_told(HEADSET_STAYS);
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 1);
    tell(plug, EV_SYN, SYN_REPORT, 0);
    assert_told(HEADSET_IN);
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_told(HEADSET_STAYS);
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 0);
    assert_told(HEADSET_OUT);
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 1); /* a plug that bounces ends where it ends */
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 0);
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_told(HEADSET_IN);
    close(plug); /* the card that has the jack is taken out */
    assert_told(HEADSET_OUT);
}

static void what_is_plugged_at_the_start_is_known(void **state)
{
    (void)state;
    put_jack("event3", "4\n");
    state_known = state_plugged = true;
    headset = headset_open(root, fake_state);
    assert_int_equal(headset_step(headset), HEADSET_STAYS); /* nobody does anything */
    int plug = plug_of("event3");
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 0);
    assert_told(HEADSET_OUT);
    state_plugged = true; /* the kernel's buffer ran over: its state is what counts */
    tell(plug, EV_SYN, SYN_DROPPED, 0);
    assert_told(HEADSET_IN);
    close(plug);
}

/* udev gives the file to the group only after the kernel has made it. */
static void jacks_come_and_go(void **state)
{
    (void)state;
    headset = headset_open(root, fake_state);
    assert_non_null(headset);
    put_jack("event7", "4\n"); /* makes /dev/input, too */
    assert_told(HEADSET_STAYS);
    int plug = plug_of("event7");
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 1);
    assert_told(HEADSET_IN);
    assert_int_equal(unlink(below("/dev/input/event7")), 0);
    assert_told(HEADSET_OUT);
    close(plug);
    state_known = state_plugged = true;
    put_jack("event8", "4\n");
    assert_told(HEADSET_IN); /* a plug in it already when it came */
    put_jack("event9", "4\n");
    assert_told(HEADSET_IN);
    plug = plug_of("event9");
    tell(plug, EV_SW, SW_HEADPHONE_INSERT, 0);
    assert_told(HEADSET_STAYS); /* the other is still in */
    close(plug);
    assert_told(HEADSET_STAYS);
}

static void usb_sound_cards_are_headsets(void **state)
{
    (void)state;
    put_card(0, "platform/soc/fe00b840.mailbox");
    put_card(1, "pci0000:00/0000:00:14.0/usb1/1-1/1-1:1.0"); /* there from the start */
    root_put("/dev/snd/pcmC0D0p", "");
    root_put("/dev/snd/pcmC1D0p", "");
    headset = headset_open(root, fake_state);
    assert_int_equal(headset_step(headset), HEADSET_STAYS);
    put_card(2, "pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0");
    root_put("/dev/snd/controlC2", "");
    root_put("/dev/snd/pcmC2D0c", ""); /* so far it may be a camera */
    assert_told(HEADSET_STAYS);
    root_put("/dev/snd/pcmC2D0p", "");
    assert_told(HEADSET_IN);
    put_card(3, "platform/hdmi");
    root_put("/dev/snd/pcmC3D0p", "");
    assert_told(HEADSET_STAYS);
    unlink(below("/dev/snd/pcmC1D0p"));
    assert_told(HEADSET_STAYS);
    unlink(below("/dev/snd/pcmC2D0p"));
    assert_told(HEADSET_OUT);
}

static void a_machine_without_sound_costs_nothing(void **state)
{
    (void)state;
    headset = headset_open("/nowhere", fake_state);
    assert_non_null(headset);
    assert_false(readable());
    headset_close(headset);
    headset = headset_open(root, fake_state);
    put_card(1, "usb1/1-1");
    root_put("/dev/snd/pcmC1D0p", ""); /* the first sound card of all */
    assert_told(HEADSET_IN);
}

static void only_jacks_are_asked(void **state)
{
    (void)state;
    bool plugged;
    int file = open("/dev/null", O_RDONLY);
    assert_false(headset_ask(file, &plugged));
    close(file);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_jack_tells),
        TEST(what_is_plugged_at_the_start_is_known),
        TEST(jacks_come_and_go),
        TEST(usb_sound_cards_are_headsets),
        TEST(a_machine_without_sound_costs_nothing),
        TEST(only_jacks_are_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
