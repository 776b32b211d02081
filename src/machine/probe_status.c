/* A player replaces status.json when something changes and writes vestibule.prom twice a minute, so
 * that the age of the second tells whether it lives. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <stdio.h>
#include <sys/stat.h>

enum { OLD_S = 120 };

/* Returns how old a file is in seconds, -1 when it is not there. */
static long age_of(const char *root, const char *folder, const char *name, int64_t now_s)
{
    char path[SYSFILE_PATH_MAX];
    struct stat info;
    snprintf(path, sizeof path, "%s%s/%s", root, folder, name);
    if (stat(path, &info) != 0) {
        return -1;
    }
    long age = (long)(now_s - (int64_t)info.st_mtime);
    return age > 0 ? age : 0;
}

void probe_status(const char *root, const char *const *folders, bool plays, int64_t now_s,
                  struct findings *findings)
{
    static const char topic[] = N_("status files");
    const char *folder = NULL;
    for (size_t i = 0; !folder && folders[i]; i++) {
        folder = age_of(root, folders[i], "status.json", now_s) >= 0 ? folders[i] : NULL;
    }
    if (!folder) {
        finding_add(findings, plays ? FINDING_FAULT : FINDING_OK, topic,
                    plays ? _("why: journalctl -u vestibule -n 50") : NULL,
                    plays ? _("none, though the screen plays: nobody hears how it is")
                          : _("none, since no screen plays"));
        return;
    }
    long age = age_of(root, folder, "vestibule.prom", now_s);
    if (age < 0) {
        finding_add(findings, FINDING_OK, topic, NULL, "%s/status.json", folder);
    } else if (age > OLD_S) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("the program hangs, was killed, or cannot write there"),
                    _("%s: vestibule.prom was last written %ld minutes ago"), folder, age / 60);
    } else {
        finding_add(findings, FINDING_OK, topic, NULL,
                    _("%s: status.json and vestibule.prom, %ld s old"), folder, age);
    }
}
