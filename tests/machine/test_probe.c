/* What a technician is told of machines in made-up root folders. */
#include "machine/probe.h"
#include "support/cmocka_all.h"
#include "support/root.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct findings findings;

static int forget(void **state)
{
    (void)state;
    findings_finish(&findings);
    return 0;
}

/* Asserts the only finding since the last call, and forgets it. */
static void expect(enum finding_level level, const char *topic, const char *text)
{
    if (findings.count != 1 || findings.items[0].level != level ||
        strcmp(findings.items[0].text, text) != 0) {
        for (int i = 0; i < findings.count; i++) {
            print_message("%d %s: %s\n", findings.items[i].level, findings.items[i].topic,
                          findings.items[i].text);
        }
    }
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].level, level);
    assert_string_equal(findings.items[0].topic, topic);
    assert_string_equal(findings.items[0].text, text);
    assert_int_equal(findings.items[0].advice != NULL, level != FINDING_OK);
    findings_finish(&findings);
}

static void the_model_is_named(void **state)
{
    (void)state;
    const char *root = root_make();
    probe_model(root, &findings);
    assert_int_equal(findings.count, 0);
    root_put("/sys/class/dmi/id/product_name", "OptiPlex 3060\n");
    probe_model(root, &findings);
    expect(FINDING_OK, "machine", "OptiPlex 3060");
    root_put("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4");
    probe_model(root, &findings);
    expect(FINDING_OK, "machine", "Raspberry Pi 4 Model B Rev 1.4");
    root_remove();
}

static void displays(void **state)
{
    (void)state;
    const char *root = root_make();
    probe_display(root, &findings);
    expect(FINDING_FAULT, "display", "the kernel knows no display socket");
    root_put("/sys/class/drm/card1-HDMI-A-1/status", "disconnected\n");
    root_put("/sys/class/drm/card1-HDMI-A-2/status", "disconnected\n");
    probe_display(root, &findings);
    expect(FINDING_FAULT, "display", "nothing is plugged into HDMI-A-1, HDMI-A-2");
    root_put("/sys/class/drm/card1-HDMI-A-2/status", "connected\n");
    probe_display(root, &findings);
    expect(FINDING_WARNING, "display", "HDMI-A-2: something is plugged in but tells no size");
    root_put("/sys/class/drm/card1-HDMI-A-2/modes", "1920x1080\n1280x720\n");
    probe_display(root, &findings);
    expect(FINDING_OK, "display", "HDMI-A-2: 1920 x 1080, 2 modes");
    root_put("/sys/class/drm/card1-HDMI-A-2/modes", "3840x2160");
    probe_display(root, &findings);
    expect(FINDING_OK, "display", "HDMI-A-2: 3840 x 2160, 1 mode");
    root_remove();
}

static void put_device(const char *event, const char *name, const char *abs, const char *key,
                       const char *properties)
{
    const char *const files[][2] = { { "name", name },
                                     { "capabilities/abs", abs },
                                     { "capabilities/key", key },
                                     { "properties", properties } };
    for (int i = 0; i < 4; i++) {
        char path[256];
        snprintf(path, sizeof path, "/sys/class/input/%s/device/%s", event, files[i][0]);
        root_put(path, files[i][1]);
    }
}

/* Bit sets as a Raspberry Pi and a laptop print them. */
static void touch_screens_and_keyboards(void **state)
{
    (void)state;
    const char *root = root_make();
    probe_input(root, &findings);
    expect(FINDING_OK, "touch", "no touch screen (a hall screen needs none)");
    put_device("event0", "vc4-hdmi\n", "0\n", "ff 0 0 0\n", "0\n");
    put_device("event1", "Touchpad\n", "2e0800000000003\n", "e520 10000 0 0 0 0\n", "5\n");
    probe_input(root, &findings);
    expect(FINDING_OK, "touch", "no touch screen (a hall screen needs none)");
    put_device("event2", "ILITEK Multi-Touch\n", "3273800000000003\n", "400 0 0 0 0 0\n", "2\n");
    probe_input(root, &findings);
    expect(FINDING_OK, "touch", "ILITEK Multi-Touch (event2), over the whole picture");
    put_device("event3", "USB Keyboard\n", "0\n",
               "1000000000007 ff9f207ac14057ff febeffdfffefffff "
               "fffffffffffffffe\n",
               "0\n");
    probe_input(root, &findings);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[1].text, "USB Keyboard (event3) is plugged in");
    assert_int_equal(findings.items[1].level, FINDING_WARNING);
    forget(NULL);
    put_device("event3", "broken", "zzzz", "", " ");
    put_device("event2", "broken too", "", "\n\n", "-");
    probe_input(root, &findings);
    expect(FINDING_OK, "touch", "no touch screen (a hall screen needs none)");
    root_remove();
}

static void expect_screen(const char *root, struct probe_screen screen, enum finding_level level,
                          const char *text)
{
    probe_screen(root, &screen, &findings);
    expect(level, "picture", text);
}

static void what_the_screen_file_asks_for(void **state)
{
    (void)state;
    const char *root = root_make();
    expect_screen(root, (struct probe_screen){ 1, 0, false }, FINDING_OK, "the picture is upright");
    root_put("/sys/class/drm/card1-HDMI-A-1/status", "connected\n");
    root_put("/sys/class/drm/card1-HDMI-A-1/modes", "1920x1080\n");
    expect_screen(root, (struct probe_screen){ 1, 0, false }, FINDING_OK,
                  "the picture is upright, 1920 x 1080");
    expect_screen(
        root, (struct probe_screen){ 1, 180, false }, FINDING_OK,
        "the picture is turned clockwise by 180 degrees, 1920 x 1080, and touches with it");
    expect_screen(
        root, (struct probe_screen){ 1, 270, false }, FINDING_OK,
        "the picture is turned clockwise by 270 degrees, 1080 x 1920, and touches with it");
    const struct probe_screen kiosk = { 2, 90, true };
    probe_screen(root, &kiosk, &findings);
    assert_int_equal(findings.count, 3);
    assert_string_equal(findings.items[1].text,
                        "display 2 is asked for, 1 is connected: the first is used");
    assert_string_equal(findings.items[2].text, "it is a kiosk, but no touch screen is plugged in");
    assert_int_equal(findings_count(&findings, FINDING_WARNING), 2);
    forget(NULL);
    put_device("event2", "ILITEK Multi-Touch\n", "3273800000000003\n", "400 0 0 0 0 0\n", "2\n");
    root_put("/sys/class/drm/card1-HDMI-A-2/status", "connected\n");
    probe_screen(root, &kiosk, &findings);
    assert_int_equal(findings.count, 1);
    forget(NULL);
    root_remove();
}

static void the_user_is_in_its_groups(void **state)
{
    (void)state;
    static const char users[] = "root:x:0:0:root:/root:/bin/bash\n"
                                "vestibule:x:998:998::/:/usr/sbin/nologin\n";
    static const struct {
        const char *groups, *text;
        enum finding_level level;
    } rows[] = {
        { "video:x:44:pi,vestibule\nrender:x:106:vestibule,pi\ninput:x:105:vestibule\n",
          "vestibule may draw and be touched", FINDING_OK },
        { "video:x:44:vestibule2,xvestibule\nrender:x:106:vestibule\ninput:x:105:\n",
          "the user vestibule is not in video, input", FINDING_FAULT },
        { "xvideo:x:44:vestibule\nvideo\nrender:vestibule\ninput:x:vestibule\n",
          "the user vestibule is not in video, render, input", FINDING_FAULT },
        { "", "the user vestibule is not in video, render, input", FINDING_FAULT },
    };
    const char *root = root_make();
    probe_user(root, "vestibule", &findings);
    expect(FINDING_WARNING, "user", "there is no user vestibule, as which the service runs");
    root_put("/etc/passwd", users);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        root_put("/etc/group", rows[i].groups);
        probe_user(root, "vestibule", &findings);
        expect(rows[i].level, "user", rows[i].text);
    }
    root_remove();
}

static void the_firmware_remembers_the_voltage(void **state)
{
    (void)state;
    static const struct {
        const char *throttled;
        const char *texts[3];
        enum finding_level worst;
    } rows[] = {
        { "0", { "enough voltage since it started" }, FINDING_OK },
        { "50005",
          { "too little voltage now", "the processor is slowed down now" },
          FINDING_FAULT },
        { "50000",
          { "too little voltage at some time since it started",
            "the processor was slowed down at some time since it started" },
          FINDING_WARNING },
        { "20002", { "the processor is slowed down now" }, FINDING_WARNING },
        { "throttled=0x0\n", { "enough voltage since it started" }, FINDING_OK },
        { "throttled=0x10000\n",
          { "too little voltage at some time since it started" },
          FINDING_WARNING },
        { "VCHI initialization failed\n", { NULL }, FINDING_OK },
        { "", { NULL }, FINDING_OK },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *root = root_make();
        bool kernel = !strchr(rows[i].throttled, '=') && !strchr(rows[i].throttled, '\n');
        if (kernel && rows[i].throttled[0]) {
            root_put("/sys/devices/platform/soc/soc:firmware/get_throttled", rows[i].throttled);
        }
        assert_int_equal(probe_power_known(root), kernel && rows[i].throttled[0]);
        probe_power(root, kernel ? NULL : rows[i].throttled, &findings);
        int count = 0;
        for (; count < 3 && rows[i].texts[count]; count++) {
            assert_true(count < findings.count);
            assert_string_equal(findings.items[count].text, rows[i].texts[count]);
        }
        assert_int_equal(findings.count, count);
        assert_int_equal(findings_count(&findings, FINDING_FAULT), rows[i].worst == FINDING_FAULT);
        forget(NULL);
        root_remove();
    }
}

static void newer_kernels_have_a_sensor(void **state)
{
    (void)state;
    const char *root = root_make();
    root_put("/sys/class/hwmon/hwmon0/name", "cpu_thermal\n");
    root_put("/sys/class/hwmon/hwmon1/name", "rpi_volt\n");
    root_put("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
    probe_power(root, NULL, &findings);
    expect(FINDING_FAULT, "power", "too little voltage now");
    root_put("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0\n");
    probe_power(root, NULL, &findings);
    expect(FINDING_OK, "power", "enough voltage since it started");
    root_put("/sys/class/hwmon/hwmon1/name", "other\n");
    root_put("/sys/class/thermal/thermal_zone0/temp", "47250\n");
    probe_power(root, NULL, &findings);
    expect(FINDING_OK, "heat", "47 °C");
    root_put("/sys/class/thermal/thermal_zone0/temp", "80000\n");
    probe_power(root, NULL, &findings);
    expect(FINDING_WARNING, "heat", "80 °C");
    root_put("/sys/class/thermal/thermal_zone0/temp", "hot\n");
    probe_power(root, NULL, &findings);
    assert_int_equal(findings.count, 0);
    root_remove();
}

static void the_service_as_systemctl_tells_it(void **state)
{
    (void)state;
    static const struct {
        const char *shown, *text;
        enum finding_level level;
    } rows[] = {
        { "", "there is no vestibule.service here", FINDING_WARNING },
        { "LoadState=not-found\nActiveState=inactive\n", "there is no vestibule.service here",
          FINDING_WARNING },
        { "LoadState=loaded\nActiveState=active\nNRestarts=0\nStatusText=renderer (opengles2)\n"
          "UnitFileState=enabled\n",
          "it plays; restarted 0 times since it was started; renderer (opengles2)", FINDING_OK },
        { "NRestarts=1\nActiveState=active\nLoadState=loaded\nUnitFileState=enabled",
          "it plays; restarted 1 time since it was started", FINDING_WARNING },
        { "LoadState=loaded\nActiveState=failed\nResult=watchdog\nUnitFileState=enabled\n",
          "it gave up (watchdog)", FINDING_FAULT },
        { "LoadState=loaded\nActiveState=activating\nStatusText=waiting for a display\n"
          "UnitFileState=enabled\n",
          "it is starting (waiting for a display)", FINDING_WARNING },
        { "LoadState=loaded\nActiveState=inactive\nUnitFileState=enabled\n", "it does not run",
          FINDING_WARNING },
    };
    const char *root = root_make();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        probe_service(root, rows[i].shown, &findings);
        expect(rows[i].level, "service", rows[i].text);
    }
    probe_service(root,
                  "LoadState=loaded\nActiveState=active\nNRestarts=0\nUnitFileState=disabled\n",
                  &findings);
    assert_int_equal(findings.count, 2);
    assert_string_equal(findings.items[1].text, "it does not start with the machine");
    forget(NULL);
    root_put("/run/vestibule-recover/environment", "CONTENT=/usr/share/vestibule/fallback\n");
    probe_service(root, rows[2].shown, &findings);
    expect(FINDING_FAULT, "service", "it plays the fallback content");
    root_remove();
}

static void the_watchdog_where_there_is_one(void **state)
{
    (void)state;
    const char *root = root_make();
    probe_watchdog(root, "RuntimeWatchdogUSec=0\n", &findings);
    assert_int_equal(findings.count, 0); /* no watchdog */
    root_put("/sys/class/watchdog/watchdog0/identity", "Broadcom BCM2835 Watchdog timer\n");
    probe_watchdog(root, "", &findings);
    assert_int_equal(findings.count, 0); /* no systemd */
    probe_watchdog(root, "RuntimeWatchdogUSec=0\n", &findings);
    expect(FINDING_WARNING, "watchdog",
           "a machine that hangs is not restarted: its watchdog is not used");
    probe_watchdog(root, "RuntimeWatchdogUSec=15s\n", &findings);
    expect(FINDING_OK, "watchdog", "a machine that hangs is restarted after 15s");
    root_remove();
}

static void a_value_is_that_of_its_key(void **state)
{
    (void)state;
    static const char shown[] = "AB=1\nB=2\nC=\nD=x=y\n\nE";
    static const char *const rows[][2] = { { "B", "2" }, { "AB", "1" },  { "C", "" },
                                           { "A", "" },  { "D", "x=y" }, { "E", "" } };
    struct arena arena = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(probe_value(shown, rows[i][0], &arena), rows[i][1]);
    }
    assert_string_equal(probe_value("", "A", &arena), "");
    arena_finish(&arena);
}

static void disks_and_what_is_kept(void **state)
{
    (void)state;
    const char *root = root_make();
    probe_disk(root, "/content", "content", false, &findings);
    expect(FINDING_FAULT, "disk", "content (/content): there is no such folder");
    probe_disk(root, "/state", "state", true, &findings);
    assert_int_equal(findings.count, 0);
    probe_state(root, "/state", &findings);
    expect(FINDING_WARNING, "last good", "/state: there is no such folder");
    root_put("/state/content-1/.unfinished-1", "");
    probe_state(root, "/state", &findings);
    expect(FINDING_WARNING, "last good",
           "/state is empty: a file that breaks would be missing from the screen");
    root_put("/state/content-1/site.json", "{}");
    root_put("/state/content-2/hours.json", "{}");
    probe_state(root, "/state", &findings);
    expect(FINDING_OK, "last good", "2 files kept in /state");
    probe_disk(root, "/state", "state", true, &findings);
    assert_int_equal(findings.count, 1);
    assert_non_null(strstr(findings.items[0].text, "MiB free"));
    forget(NULL);
    root_remove();
}

static void status_files_tell_whether_a_player_lives(void **state)
{
    (void)state;
    static const char *const folders[] = { "/user", "/run/vestibule", NULL };
    const int64_t written = 1800000000;
    const struct timespec times[] = { { .tv_sec = written }, { .tv_sec = written } };
    const char *root = root_make();
    char path[256];
    probe_status(root, folders, false, written, &findings);
    expect(FINDING_OK, "status files", "none, since no screen plays");
    probe_status(root, folders, true, written, &findings);
    expect(FINDING_FAULT, "status files", "none, though the screen plays: nobody hears how it is");
    root_put("/run/vestibule/status.json", "{}");
    probe_status(root, folders, true, written, &findings);
    expect(FINDING_OK, "status files", "/run/vestibule/status.json");
    root_put("/run/vestibule/vestibule.prom", "");
    snprintf(path, sizeof path, "%s/run/vestibule/vestibule.prom", root);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    probe_status(root, folders, true, written + 20, &findings);
    expect(FINDING_OK, "status files", "/run/vestibule: status.json and vestibule.prom, 20 s old");
    probe_status(root, folders, true, written - 3600, &findings); /* the clock was set back */
    expect(FINDING_OK, "status files", "/run/vestibule: status.json and vestibule.prom, 0 s old");
    probe_status(root, folders, true, written + 600, &findings);
    expect(FINDING_WARNING, "status files",
           "/run/vestibule: vestibule.prom was last written 10 minutes ago");
    root_put("/user/status.json", "{}"); /* somebody tries it beside the service */
    probe_status(root, folders, true, written + 600, &findings);
    expect(FINDING_OK, "status files", "/user/status.json");
    root_remove();
}

/* The kernel's own file systems are the only disks with known figures: /proc has no room at all. */
static void a_full_disk_is_a_fault(void **state)
{
    (void)state;
    probe_disk("", "/proc", "content", false, &findings);
    expect(FINDING_FAULT, "disk", "content (/proc): 0 MiB free");
}

static void more_than_fits_is_left_out(void **state)
{
    (void)state;
    for (int i = 0; i < FINDINGS_MAX + 10; i++) {
        finding_add(&findings, FINDING_FAULT, "display", NULL, "%d", i);
    }
    assert_int_equal(findings.count, FINDINGS_MAX);
    assert_int_equal(findings_count(&findings, FINDING_FAULT), FINDINGS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_model_is_named, forget),
        cmocka_unit_test_teardown(displays, forget),
        cmocka_unit_test_teardown(touch_screens_and_keyboards, forget),
        cmocka_unit_test_teardown(what_the_screen_file_asks_for, forget),
        cmocka_unit_test_teardown(the_user_is_in_its_groups, forget),
        cmocka_unit_test_teardown(the_firmware_remembers_the_voltage, forget),
        cmocka_unit_test_teardown(newer_kernels_have_a_sensor, forget),
        cmocka_unit_test_teardown(the_service_as_systemctl_tells_it, forget),
        cmocka_unit_test_teardown(a_value_is_that_of_its_key, forget),
        cmocka_unit_test_teardown(the_watchdog_where_there_is_one, forget),
        cmocka_unit_test_teardown(disks_and_what_is_kept, forget),
        cmocka_unit_test_teardown(status_files_tell_whether_a_player_lives, forget),
        cmocka_unit_test_teardown(a_full_disk_is_a_fault, forget),
        cmocka_unit_test_teardown(more_than_fits_is_left_out, forget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
