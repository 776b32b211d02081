/* The folder is held open, so that what is mounted over its name later changes nothing. */
#include "stage/outlet.h"

#include "base/alloc.h"
#include "base/log.h"
#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct outlet {
    int folder;
    const char *name;
    bool told;
};

struct outlet *outlet_open(const char *folder, const char *name)
{
    mkdir(folder, 0755); /* that it is there is what counts */
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) {
        log_line(LOG_WARNING, "cannot write %s into %s: %s", name, folder, strerror(errno));
        return NULL;
    }
    struct outlet *outlet = xcalloc(1, sizeof *outlet);
    *outlet = (struct outlet){ .folder = opened, .name = name };
    return outlet;
}

void outlet_close(struct outlet *outlet)
{
    if (outlet) {
        unlinkat(outlet->folder, outlet->name, 0);
        close(outlet->folder);
        free(outlet);
    }
}

bool outlet_write(struct outlet *outlet, const char *text)
{
    bool done = replace_file(outlet->folder, outlet->name, text, strlen(text), 0644, false);
    if (!done && !outlet->told) {
        log_line(LOG_WARNING, "cannot write %s: %s", outlet->name, strerror(errno));
    }
    outlet->told = !done;
    return done;
}
