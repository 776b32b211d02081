/* Messages of the kernel, as `udevadm monitor --kernel --property` shows them. */
#include "machine/hotplug.h"
#include "support/cmocka_all.h"

static void only_plugs_of_displays_count(void **state)
{
    (void)state;
    static const struct {
        const char *message;
        size_t size;
        bool expected;
    } rows[] = {
#define MESSAGE(text) text, sizeof text
        { MESSAGE(
              "change@/devices/platform/gpu/drm/card1\0ACTION=change\0SUBSYSTEM=drm\0HOTPLUG=1\0"
              "DEVNAME=dri/card1"),
          true },
        { MESSAGE("change@/devices/platform/gpu/drm/card1\0SUBSYSTEM=drm\0HOTPLUG=1\0CONNECTOR=32"),
          true },
        { MESSAGE("change@/devices/platform/gpu/drm/card1\0SUBSYSTEM=drm\0LEASE=1"), false },
        { MESSAGE("add@/devices/usb/input/event3\0SUBSYSTEM=input\0HOTPLUG=1"), false },
        { MESSAGE("change@/x\0SUBSYSTEM=drm\0HOTPLUG=10"), false },
        { MESSAGE("change@/x\0XSUBSYSTEM=drm\0HOTPLUG=1"), false },
        { MESSAGE(""), false },
        { "SUBSYSTEM=drm\0HOTPLUG=1", 22, false }, /* cut off */
        { "", 0, false },
#undef MESSAGE
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (hotplug_is_display(rows[i].message, rows[i].size) != rows[i].expected) {
            fail_msg("row %zu", i);
        }
    }
}

static void without_a_listener_nothing_is_heard(void **state)
{
    (void)state;
    assert_false(hotplug_heard(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_plugs_of_displays_count),
        cmocka_unit_test(without_a_listener_nothing_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
