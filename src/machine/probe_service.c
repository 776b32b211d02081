/* systemctl show prints "Key=value" lines whatever the language and the version. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <stdlib.h>
#include <string.h>

static const char service[] = N_("service");

const char *probe_value(const char *shown, const char *key, struct arena *arena)
{
    size_t length = strlen(key);
    for (const char *line = shown; line && *line;) {
        size_t size = strcspn(line, "\n");
        if (size > length && strncmp(line, key, length) == 0 && line[length] == '=') {
            return arena_copy(arena, line + length + 1, size - length - 1);
        }
        line += size + (line[size] == '\n');
    }
    return "";
}

static void tell_failed(const char *root, const char *result, struct findings *findings)
{
    bool again = sysfile_exists(root, "/run/systemd/transient/vestibule-retry.timer");
    finding_add(findings, FINDING_FAULT, service,
                again ? _("it is tried again within the hour; why it failed: journalctl -u "
                          "vestibule -n 50")
                      : _("why: journalctl -u vestibule -n 50; try again: systemctl reset-failed "
                          "vestibule; systemctl start vestibule"),
                _("it gave up (%s)"), result);
}

static void tell_running(const char *root, const char *status, long restarts,
                         struct findings *findings)
{
    if (sysfile_exists(root, "/run/vestibule-recover/environment")) {
        finding_add(findings, FINDING_FAULT, service,
                    _("why the real content could not be shown: journalctl -u vestibule -n 200"),
                    _("it plays the fallback content"));
        return;
    }
    finding_add(findings, restarts > 0 ? FINDING_WARNING : FINDING_OK, service,
                restarts > 0 ? _("why: journalctl -u vestibule -n 200") : NULL,
                message_plural("it plays; restarted %ld time since it was started%s%s",
                               "it plays; restarted %ld times since it was started%s%s",
                               (unsigned long)restarts),
                restarts, status[0] ? "; " : "", status);
}

static void tell_start(const char *enabled, struct findings *findings)
{
    if (strcmp(enabled, "enabled") != 0) {
        finding_add(findings, FINDING_WARNING, service,
                    _("let it: systemctl enable --now vestibule"),
                    _("it does not start with the machine"));
    }
}

void probe_service(const char *root, const char *shown, struct findings *findings)
{
    struct arena *arena = &findings->arena;
    const char *active = probe_value(shown, "ActiveState", arena);
    const char *loaded = probe_value(shown, "LoadState", arena);
    if (!loaded[0] || strcmp(loaded, "not-found") == 0) {
        finding_add(findings, FINDING_WARNING, service,
                    _("install the Debian package (make deb) where a screen is to play by itself"),
                    _("there is no vestibule.service here"));
        return;
    }
    if (strcmp(active, "active") == 0) {
        tell_running(root, probe_value(shown, "StatusText", arena),
                     strtol(probe_value(shown, "NRestarts", arena), NULL, 10), findings);
    } else if (strcmp(active, "failed") == 0) {
        tell_failed(root, probe_value(shown, "Result", arena), findings);
    } else if (strcmp(active, "activating") == 0) {
        finding_add(findings, FINDING_WARNING, service,
                    _("it waits for a display or starts again: journalctl -u vestibule -n 50"),
                    _("it is starting (%s)"), probe_value(shown, "StatusText", arena));
    } else {
        finding_add(findings, FINDING_WARNING, service, _("start it: systemctl start vestibule"),
                    _("it does not run"));
    }
    tell_start(probe_value(shown, "UnitFileState", arena), findings);
}

void probe_watchdog(const char *root, const char *shown, struct findings *findings)
{
    static const char watchdog[] = N_("watchdog");
    const char *after = probe_value(shown, "RuntimeWatchdogUSec", &findings->arena);
    if (!after[0] || !sysfile_exists(root, "/sys/class/watchdog/watchdog0")) {
        return;
    }
    if (strcmp(after, "0") == 0 || strcmp(after, "infinity") == 0) {
        finding_add(findings, FINDING_WARNING, watchdog,
                    _("write \"[Manager]\" and below it \"RuntimeWatchdogSec=15\" into "
                      "/etc/systemd/system.conf.d/watchdog.conf, then restart the machine"),
                    _("a machine that hangs is not restarted: its watchdog is not used"));
    } else {
        finding_add(findings, FINDING_OK, watchdog, NULL,
                    _("a machine that hangs is restarted after %s"), after);
    }
}
