/* Files of /sys and /proc tell no size before they are read, so they are read into a bound. */
#include "machine/sysfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Returns false when the path would be too long. */
static bool full_path(char out[SYSFILE_PATH_MAX], const char *root, const char *path)
{
    return snprintf(out, SYSFILE_PATH_MAX, "%s%s", root, path) < SYSFILE_PATH_MAX;
}

bool sysfile_read(const char *root, const char *path, char *out, size_t size)
{
    char full[SYSFILE_PATH_MAX];
    size_t length = 0;
    out[0] = '\0';
    int file = full_path(full, root, path) ? open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (file < 0) {
        return false;
    }
    ssize_t got = 1;
    while (got > 0 && length < size - 1) {
        got = read(file, out + length, size - 1 - length);
        length += got > 0 ? (size_t)got : 0;
    }
    close(file);
    out[length] = '\0';
    while (length > 0 && (out[length - 1] == '\n' || out[length - 1] == ' ')) {
        out[--length] = '\0';
    }
    return got >= 0;
}

bool sysfile_number(const char *root, const char *path, long long *out)
{
    char text[64], *end;
    if (!sysfile_read(root, path, text, sizeof text)) {
        return false;
    }
    errno = 0;
    *out = strtoll(text, &end, strncmp(text, "0x", 2) == 0 ? 16 : 10);
    return end != text && *end == '\0' && errno == 0;
}

/* Returns whether a bit is set in words such as "260800000000003", 32 or 64 bits each. */
static bool has_bit(const char *words, int bit)
{
    enum { LONG_BITS = 8 * (int)sizeof(long) };
    int from_end = bit / LONG_BITS;
    int count = 0;
    const char *word[32] = { 0 };
    for (const char *at = words; *at && count < 32;) {
        at += strspn(at, " ");
        if (*at) {
            word[count++] = at;
        }
        at += strcspn(at, " ");
    }
    return from_end < count &&
           (strtoull(word[count - 1 - from_end], NULL, 16) >> (bit % LONG_BITS) & 1) != 0;
}

bool sysfile_bit(const char *root, const char *path, int bit)
{
    char words[SYSFILE_MAX];
    return sysfile_read(root, path, words, sizeof words) && has_bit(words, bit);
}

bool sysfile_exists(const char *root, const char *path)
{
    char full[SYSFILE_PATH_MAX];
    return full_path(full, root, path) && access(full, F_OK) == 0;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *sysfile_names(const char *root, const char *folder, const char *prefix,
                                 struct arena *arena)
{
    enum { NAMES_MAX = 256 };
    char full[SYSFILE_PATH_MAX];
    const char **names = arena_alloc(arena, (NAMES_MAX + 1) * sizeof *names);
    size_t count = 0;
    DIR *stream = full_path(full, root, folder) ? opendir(full) : NULL;
    for (struct dirent *entry; stream && count < NAMES_MAX && (entry = readdir(stream));) {
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, prefix, strlen(prefix)) == 0) {
            names[count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    }
    if (stream) {
        closedir(stream);
    }
    qsort(names, count, sizeof *names, compare_names);
    return names;
}
