/* A descriptor that is closed in between is only one that poll(2) calls invalid. */
#include "machine/opened.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int opened_find(const char *prefix, int *out, int max)
{
    size_t length = strlen(prefix);
    char path[256];
    int count = 0;
    DIR *folder = length < sizeof path ? opendir("/proc/self/fd") : NULL;
    if (!folder) {
        return 0;
    }
    for (struct dirent *entry; count < max && (entry = readdir(folder));) {
        ssize_t size = readlinkat(dirfd(folder), entry->d_name, path, sizeof path);
        if (size >= (ssize_t)length && memcmp(path, prefix, length) == 0) {
            out[count++] = atoi(entry->d_name);
        }
    }
    closedir(folder);
    return count;
}
