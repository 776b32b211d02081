/* The store has a folder for each content folder and in it a file for each content file. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int count_files(const char *root, const char *folder, struct arena *arena)
{
    const char *const *stores = sysfile_names(root, folder, "", arena);
    int count = 0;
    for (size_t i = 0; stores[i]; i++) {
        const char *store = arena_printf(arena, "%s/%s", folder, stores[i]);
        const char *const *files = sysfile_names(root, store, "", arena);
        for (size_t file = 0; files[file]; file++) {
            count++;
        }
    }
    return count;
}

void probe_state(const char *root, const char *folder, struct findings *findings)
{
    static const char topic[] = N_("last good");
    char path[SYSFILE_PATH_MAX];
    snprintf(path, sizeof path, "%s%s", root, folder);
    int count = count_files(root, folder, &findings->arena);
    if (access(path, R_OK | X_OK) != 0) {
        bool denied = errno == EACCES;
        finding_add(findings, denied ? FINDING_OK : FINDING_WARNING, topic,
                    denied ? _("run this as root to see it")
                           : _("the service makes it when it first plays"),
                    _("%s: %s"), folder,
                    errno == ENOENT ? _("there is no such folder") : strerror(errno));
    } else if (count == 0) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("it fills while the screen plays; if not: journalctl -u vestibule -n 50"),
                    _("%s is empty: a file that breaks would be missing from the screen"), folder);
    } else {
        finding_add(
            findings, FINDING_OK, topic, NULL,
            message_plural("%d file kept in %s", "%d files kept in %s", (unsigned long)count),
            count, folder);
    }
}
