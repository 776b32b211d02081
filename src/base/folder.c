/* Those that exist may be read-only, so that only the last one says whether all could be made. */
#include "base/folder.h"

#include "base/alloc.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool folder_ensure(const char *path)
{
    char *part = xstrdup(path);
    for (char *slash = part[0] ? strchr(part + 1, '/') : NULL; slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(part, 0755);
        *slash = '/';
    }
    free(part);
    struct stat status;
    if (mkdir(path, 0755) == 0) {
        return true;
    }
    if (errno != EEXIST || stat(path, &status) != 0) {
        return false;
    }
    errno = S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
    return S_ISDIR(status.st_mode);
}
