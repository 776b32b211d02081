/* Operations on files. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SHORT = -1, ERRORS_MAX = 7 };

static atomic_int failing; /* the errno of those that last */

void faults_start_files(void)
{
    failing = 0;
}

/* What kinds of calls there are, and how each can fail. SHORT: a part is done. */
struct kind {
    int errors[ERRORS_MAX];
};

static const struct kind opening = { { EIO, EMFILE, EACCES, ENOMEM, EINTR } };
static const struct kind creating = { { ENOSPC, EROFS, EIO, EMFILE, EACCES, EINTR } };
static const struct kind reading = { { EIO, EINTR, SHORT } };
static const struct kind writing = { { ENOSPC, EIO, EINTR, SHORT } };
static const struct kind syncing = { { EIO, ENOSPC } };
static const struct kind renaming = { { EIO, ENOSPC, EROFS, EACCES } };
static const struct kind removing = { { EIO, EROFS, EACCES } };
static const struct kind looking = { { EIO, EACCES, ENOMEM } };
static const struct kind listing = { { EIO, EMFILE, ENOMEM } };
static const struct kind hinting = { { EMFILE, ENOSPC } };

static bool has_error(const struct kind *kind, int error)
{
    bool has = false;
    for (int i = 0; i < ERRORS_MAX && kind->errors[i]; i++) {
        has = has || kind->errors[i] == error;
    }
    return has;
}

/* Returns how this call on files is to fail: an errno, SHORT, or 0: not at all. */
static int file_fault(const char *name, const struct kind *kind)
{
    if (!faults_due(FAULT_FILES, name)) {
        return 0;
    }
    if (!failing) {
        failing = faults_armed.variant < ERRORS_MAX ? kind->errors[faults_armed.variant] : 0;
        if (!failing ||
            (faults_armed.lasts && failing == EINTR)) { /* nothing is interrupted for ever */
            _exit(EXIT_NO_VARIANT);
        }
        faults_note(name, failing == SHORT ? "in part" : strerror(failing));
    }
    int error = has_error(kind, failing) ? failing : 0;
    errno = error > 0 ? error : errno;
    return error;
}

static const struct kind *kind_of_open(int flags)
{
    return flags & (O_WRONLY | O_RDWR | O_CREAT) ? &creating : &opening;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return file_fault("open", kind_of_open(flags)) ? -1 : REAL(open)(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    int mode = flags & O_CREAT ? va_arg(arguments, int) : 0;
    va_end(arguments);
    return file_fault("openat", kind_of_open(flags)) ? -1 : REAL(openat)(folder, path, flags, mode);
}

long syscall(long number, ...)
{
    long values[6];
    va_list arguments;
    va_start(arguments, number);
    for (int i = 0; i < 6; i++) {
        values[i] = va_arg(arguments, long);
    }
    va_end(arguments);
    if (number == SYS_openat2 && file_fault("openat2", &opening)) {
        return -1;
    }
    return REAL(syscall)(number, values[0], values[1], values[2], values[3], values[4], values[5]);
}

ssize_t read(int file, void *bytes, size_t size)
{
    int fault = file_fault("read", &reading);
    return fault > 0 ? -1 : REAL(read)(file, bytes, fault == SHORT && size > 1 ? size / 2 : size);
}

/* Where the process is to be killed, half of it is written before. */
ssize_t write(int file, const void *bytes, size_t size)
{
    bool last = faults_armed.area == FAULT_FILES && faults_armed.dies && !faults_armed.delay_us &&
                faults_calls() + 1 == faults_armed.at;
    if (last && size > 1 && REAL(write)(file, bytes, size / 2) < 0) {
        return -1;
    }
    int fault = file_fault("write", &writing);
    return fault > 0 ? -1 : REAL(write)(file, bytes, fault == SHORT && size > 1 ? size / 2 : size);
}

int fsync(int file)
{
    return file_fault("fsync", &syncing) ? -1 : REAL(fsync)(file);
}

int rename(const char *from, const char *to)
{
    return file_fault("rename", &renaming) ? -1 : REAL(rename)(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return file_fault("renameat", &renaming) ? -1
                                             : REAL(renameat)(from_folder, from, to_folder, to);
}

int unlink(const char *path)
{
    return file_fault("unlink", &removing) ? -1 : REAL(unlink)(path);
}

int unlinkat(int folder, const char *path, int flags)
{
    return file_fault("unlinkat", &removing) ? -1 : REAL(unlinkat)(folder, path, flags);
}

int mkdir(const char *path, mode_t mode)
{
    return file_fault("mkdir", &creating) ? -1 : REAL(mkdir)(path, mode);
}

int stat(const char *path, struct stat *status)
{
    return file_fault("stat", &looking) ? -1 : REAL(stat)(path, status);
}

int fstat(int file, struct stat *status)
{
    return file_fault("fstat", &looking) ? -1 : REAL(fstat)(file, status);
}

int fstatat(int folder, const char *path, struct stat *status, int flags)
{
    return file_fault("fstatat", &looking) ? -1 : REAL(fstatat)(folder, path, status, flags);
}

int access(const char *path, int mode)
{
    return file_fault("access", &looking) ? -1 : REAL(access)(path, mode);
}

int faccessat(int folder, const char *path, int mode, int flags)
{
    return file_fault("faccessat", &looking) ? -1 : REAL(faccessat)(folder, path, mode, flags);
}

char *realpath(const char *path, char *real)
{
    return file_fault("realpath", &looking) ? NULL : REAL(realpath)(path, real);
}

DIR *opendir(const char *path)
{
    return file_fault("opendir", &listing) ? NULL : REAL(opendir)(path);
}

DIR *fdopendir(int folder)
{
    return file_fault("fdopendir", &listing) ? NULL : REAL(fdopendir)(folder);
}

struct dirent *readdir(DIR *folder)
{
    return file_fault("readdir", &looking) ? NULL : REAL(readdir)(folder);
}

int inotify_init1(int flags)
{
    return file_fault("inotify_init1", &hinting) ? -1 : REAL(inotify_init1)(flags);
}

int inotify_add_watch(int queue, const char *path, uint32_t events)
{
    return file_fault("inotify_add_watch", &hinting) ? -1
                                                     : REAL(inotify_add_watch)(queue, path, events);
}

int futimens(int file, const struct timespec times[2])
{
    return file_fault("futimens", &removing) ? -1 : REAL(futimens)(file, times);
}

/* Streams are made of the calls above, which the C library's own would not ask. */
enum { STREAMS_MAX = 16 };

static struct stream {
    FILE *file;
    int descriptor;
} streams[STREAMS_MAX];

static ssize_t read_stream(void *stream, char *bytes, size_t size)
{
    return read(((struct stream *)stream)->descriptor, bytes, size);
}

static ssize_t write_stream(void *stream, const char *bytes, size_t size)
{
    ssize_t done = write(((struct stream *)stream)->descriptor, bytes, size);
    return done < 0 ? 0 : done; /* fopencookie(3): 0 is an error */
}

static int close_stream(void *stream)
{
    int closed = close(((struct stream *)stream)->descriptor);
    ((struct stream *)stream)->file = NULL;
    return closed;
}

static FILE *open_stream(int descriptor, const char *mode)
{
    const cookie_io_functions_t functions = { .read = read_stream,
                                              .write = write_stream,
                                              .close = close_stream };
    for (int i = 0; descriptor >= 0 && i < STREAMS_MAX; i++) {
        if (!streams[i].file) {
            streams[i].descriptor = descriptor;
            streams[i].file = fopencookie(&streams[i], mode, functions);
            return streams[i].file;
        }
    }
    return NULL;
}

FILE *fopen(const char *path, const char *mode)
{
    bool plain = faults_armed.area != FAULT_FILES || (mode[0] != 'r' && mode[0] != 'w') ||
                 strchr(mode, '+');
    if (plain) {
        return REAL(fopen)(path, mode);
    }
    int flags = mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC;
    return open_stream(open(path, flags | O_CLOEXEC, 0666), mode[0] == 'r' ? "r" : "w");
}

int fileno(FILE *file)
{
    for (int i = 0; i < STREAMS_MAX; i++) {
        if (streams[i].file == file) {
            return streams[i].descriptor;
        }
    }
    return REAL(fileno)(file);
}
