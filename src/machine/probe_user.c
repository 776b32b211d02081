/* Read from /etc, as the service manager does for a user of the machine itself. */
#include "machine/probe.h"

#include "base/message.h"
#include "machine/sysfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns the lines of a file that may be long, owned by the caller; NULL when it cannot be read.
 */
static char *read_whole(const char *root, const char *path)
{
    enum { SIZE = 256 * 1024 };
    char *text = malloc(SIZE);
    if (text && !sysfile_read(root, path, text, SIZE)) {
        free(text);
        text = NULL;
    }
    return text;
}

/* Returns the start of the line of that name in a file of lines "name:…", or NULL. */
static const char *line_of(const char *text, const char *name)
{
    size_t length = strlen(name);
    while (text && *text) {
        if (strncmp(text, name, length) == 0 && text[length] == ':') {
            return text;
        }
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    return NULL;
}

/* Returns whether user is among the members, the fourth field: "video:x:44:vestibule,pi". */
static bool is_member(const char *line, const char *user)
{
    size_t length = strlen(user), end = strcspn(line, "\n");
    const char *last = line, *stop = line + end;
    for (int colon = 0; colon < 3 && last; colon++) {
        last = memchr(last, ':', (size_t)(stop - last));
        last = last ? last + 1 : NULL;
    }
    while (last && last < stop) {
        size_t size = strcspn(last, ",\n");
        if (size == length && strncmp(last, user, length) == 0) {
            return true;
        }
        last += size + 1;
    }
    return false;
}

void probe_user(const char *root, const char *user, struct findings *findings)
{
    static const char *const needed[] = { "video", "render", "input" };
    static const char topic[] = N_("user");
    char *users = read_whole(root, "/etc/passwd"), *groups = read_whole(root, "/etc/group");
    if (!line_of(users, user)) {
        finding_add(findings, FINDING_WARNING, topic,
                    _("install the Debian package, which makes it, or run: systemd-sysusers"),
                    _("there is no user %s, as which the service runs"), user);
        free(users);
        free(groups);
        return;
    }
    const char *missing = "";
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const char *line = line_of(groups, needed[i]);
        if (!line || !is_member(line, user)) {
            missing = arena_printf(&findings->arena, "%s%s%s", missing, missing[0] ? ", " : "",
                                   needed[i]);
        }
    }
    if (missing[0]) {
        finding_add(findings, FINDING_FAULT, topic,
                    _("add it with: adduser vestibule GROUP, then restart the service"),
                    _("the user %s is not in %s"), user, missing);
    } else {
        finding_add(findings, FINDING_OK, topic, NULL, _("%s may draw and be touched"), user);
    }
    free(users);
    free(groups);
}
