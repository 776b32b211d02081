/* statvfs tells both: an SD card that fails is often remounted read-only by the kernel. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

enum { MIB = 1024 * 1024, FAULT_MIB = 20, WARNING_MIB = 200 };

static void tell_room(const char *folder, const char *what, const struct statvfs *disk,
                      struct findings *findings)
{
    static const char topic[] = N_("disk");
    unsigned long long free_mib = (unsigned long long)disk->f_bavail * disk->f_frsize / MIB;
    bool no_files = disk->f_files > 0 && disk->f_favail == 0;
    enum finding_level level = no_files || free_mib < FAULT_MIB ? FINDING_FAULT
                               : free_mib < WARNING_MIB         ? FINDING_WARNING
                                                                : FINDING_OK;
    const char *advice = level == FINDING_OK ? NULL
                                             : _("make room: apt-get clean; journalctl "
                                                 "--vacuum-size=50M; du -xh / | sort -h | tail");
    finding_add(findings, level, topic, advice, _("%s (%s): %llu MiB free%s"), what, folder,
                free_mib, no_files ? _(", but no room for another file") : "");
}

void probe_disk(const char *root, const char *folder, const char *what, bool must_write,
                struct findings *findings)
{
    static const char topic[] = N_("disk");
    char path[SYSFILE_PATH_MAX];
    struct statvfs disk;
    snprintf(path, sizeof path, "%s%s", root, folder);
    if (statvfs(path, &disk) != 0) {
        if (must_write && errno == ENOENT) {
            return; /* not made yet: probe_state tells */
        }
        finding_add(findings, must_write ? FINDING_WARNING : FINDING_FAULT, topic,
                    _("see whether the folder is there and its disk is mounted"), "%s (%s): %s",
                    what, folder, errno == ENOENT ? _("there is no such folder") : strerror(errno));
        return;
    }
    if (must_write && disk.f_flag & ST_RDONLY) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("if that is not wanted (overlay, raspi-config), the card may be worn out: "
                      "dmesg tells; replace it"),
                    _("%s (%s) can only be read"), what, folder);
        return;
    }
    tell_room(folder, what, &disk, findings);
}
