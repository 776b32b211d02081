/* The new file has a fixed name of its own, ".NAME.new", so that what a power cut leaves behind is
 * written over the next time and never piles up. */
#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        size -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool fill(int file, const void *bytes, size_t size, unsigned mode, bool settle)
{
    bool good = fchmod(file, (mode_t)mode) == 0 && write_all(file, bytes, size) &&
                (!settle || fsync(file) == 0);
    int error = errno;
    good = close(file) == 0 && good;
    errno = good || error == 0 ? errno : error;
    return good;
}

bool replace_file(int folder, const char *name, const void *bytes, size_t size, unsigned mode,
                  bool settle)
{
    char beside[NAME_MAX + 1];
    if (snprintf(beside, sizeof beside, ".%s.new", name) >= (int)sizeof beside) {
        errno = ENAMETOOLONG;
        return false;
    }
    errno = 0;
    int file = openat(folder, beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    if (!fill(file, bytes, size, mode, settle) || renameat(folder, beside, folder, name) != 0) {
        int error = errno;
        unlinkat(folder, beside, 0);
        errno = error;
        return false;
    }
    return !settle || fsync(folder) == 0;
}
