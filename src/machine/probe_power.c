/* The firmware of a Raspberry Pi remembers since its start: bits 0 to 3 say now, 16 to 19 ever
 * (https://www.raspberrypi.com/documentation/computers/os.html, get_throttled). */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char throttled_file[] = "/sys/devices/platform/soc/soc:firmware/get_throttled";
static const char power[] = N_("power");

enum { NOW_VOLTAGE = 0x1, NOW_SLOWED = 0x2 | 0x4 | 0x8, EVER = 16 };

bool probe_power_known(const char *root)
{
    return sysfile_exists(root, throttled_file);
}

/* Reads "50005" of the kernel or "throttled=0x50005" of vcgencmd; false when it is neither. */
static bool read_bits(const char *text, unsigned long *bits)
{
    char *end;
    const char *equals = strchr(text, '=');
    const char *number = equals ? equals + 1 : text;
    *bits = strtoul(number, &end, 16);
    return end != number && (*end == '\0' || *end == '\n');
}

static void tell_bits(unsigned long bits, struct findings *findings)
{
    const char *supply = _("use the power supply made for this computer and a short, thick cable");
    const char *cool = _("give it air, clean its fan, keep it away from the screen's own heat");
    if (bits & NOW_VOLTAGE) {
        finding_add(findings, FINDING_FAULT, power, supply, _("too little voltage now"));
    } else if (bits >> EVER & NOW_VOLTAGE) {
        finding_add(findings, FINDING_WARNING, power, supply,
                    _("too little voltage at some time since it started"));
    }
    if (bits & NOW_SLOWED) {
        finding_add(findings, FINDING_WARNING, power, cool, _("the processor is slowed down now"));
    } else if (bits >> EVER & NOW_SLOWED) {
        finding_add(findings, FINDING_WARNING, power, cool,
                    _("the processor was slowed down at some time since it started"));
    }
    if (bits == 0) {
        finding_add(findings, FINDING_OK, power, NULL, _("enough voltage since it started"));
    }
}

/* Without the firmware's memory, the sensor of newer kernels: only the present. */
static void tell_alarm(const char *root, struct findings *findings)
{
    const char *const *sensors = sysfile_names(root, "/sys/class/hwmon", "hwmon", &findings->arena);
    for (size_t i = 0; sensors[i]; i++) {
        char path[SYSFILE_PATH_MAX], name[32];
        long long alarm;
        snprintf(path, sizeof path, "/sys/class/hwmon/%s/name", sensors[i]);
        sysfile_read(root, path, name, sizeof name);
        snprintf(path, sizeof path, "/sys/class/hwmon/%s/in0_lcrit_alarm", sensors[i]);
        if (strcmp(name, "rpi_volt") == 0 && sysfile_number(root, path, &alarm)) {
            tell_bits(alarm != 0 ? NOW_VOLTAGE : 0, findings);
        }
    }
}

static void tell_heat(const char *root, struct findings *findings)
{
    enum { HOT_MILLI = 80000 };
    long long milli;
    if (sysfile_number(root, "/sys/class/thermal/thermal_zone0/temp", &milli)) {
        bool hot = milli >= HOT_MILLI;
        finding_add(findings, hot ? FINDING_WARNING : FINDING_OK, N_("heat"),
                    hot ? _("give it air, clean its fan, keep it away from the screen's own heat")
                        : NULL,
                    _("%lld °C"), milli / 1000);
    }
}

void probe_power(const char *root, const char *throttled, struct findings *findings)
{
    char text[64];
    unsigned long bits;
    if (sysfile_read(root, throttled_file, text, sizeof text) && read_bits(text, &bits)) {
        tell_bits(bits, findings);
    } else if (throttled && read_bits(throttled, &bits)) {
        tell_bits(bits, findings);
    } else {
        tell_alarm(root, findings);
    }
    tell_heat(root, findings);
}
