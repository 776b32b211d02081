/* A place is put back before each of many thousand lives, so no program is started for it: what is
 * there is removed, and what was there at first is copied with the times of its files. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* nftw */
#endif
#include "fault/life_place.h"

#include "fault/life.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDERS_OPEN = 8, BLOCK = 1 << 16 };

void life_place_must(bool done, const char *what)
{
    if (!done) {
        fprintf(stderr, "the test itself cannot go on: %s\n", what);
        abort();
    }
}

struct life_paths life_place_paths(const struct life_place *place)
{
    struct life_paths paths;
    snprintf(paths.content, sizeof paths.content, "%s/now/content", place->folder);
    snprintf(paths.state, sizeof paths.state, "%s/now/state", place->folder);
    snprintf(paths.run, sizeof paths.run, "%s/now/run", place->folder);
    snprintf(paths.usage, sizeof paths.usage, "%s/now/usage.txt", place->folder);
    return paths;
}

/* Runs a command in which $at is the folder. */
static bool shell(const char *command, const char *folder)
{
    char whole[512];
    snprintf(whole, sizeof whole, "at='%s'; %s", folder, command);
    return system(whole) == 0;
}

void life_place_make(struct life_place *place, const char *folder)
{
    /* In memory: waiting for a disk would be most of a life. */
    const char *fresh = access("/dev/shm", W_OK) == 0 ? "/dev/shm/vestibule-life-XXXXXX"
                                                      : "/tmp/vestibule-life-XXXXXX";
    snprintf(place->folder, sizeof place->folder, "%s", folder ? folder : fresh);
    life_place_must(folder || mkdtemp(place->folder), place->folder);
    life_place_must(
        shell("mkdir -p $at/now/state $at/now/run && cp -r tests/data/life $at/now/content &&"
              "echo '2026-11-01 choice 7 accueil' >$at/now/usage.txt",
              place->folder),
        "making a place");
    life_place_must(life_without_events(place), "a first life"); /* keeps the last good versions */
    life_place_must(shell("cp -a $at/now $at/first", place->folder), "keeping a place");
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)walk;
    return type == FTW_DP ? rmdir(path) : unlink(path);
}

static bool copy_file(const char *from, const char *to, const struct stat *status)
{
    static char block[BLOCK];
    const struct timespec times[2] = { status->st_atim, status->st_mtim };
    ssize_t size = -1;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status->st_mode & 0777);
    while (in >= 0 && out >= 0 && (size = read(in, block, sizeof block)) > 0 &&
           write(out, block, (size_t)size) == size) {
    }
    bool done = size == 0 && futimens(out, times) == 0;
    if (in >= 0) {
        close(in);
    }
    return out >= 0 && close(out) == 0 && done;
}

/* From first/ to now/. */
static int copy_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    char to[PATH_MAX];
    const char *after = strstr(path, "/first");
    (void)walk;
    snprintf(to, sizeof to, "%.*s/now%s", (int)(after - path), path, after + strlen("/first"));
    if (type == FTW_D) {
        return mkdir(to, status->st_mode & 0777);
    }
    return type == FTW_F && copy_file(path, to, status) ? 0 : -1;
}

void life_place_reset(const struct life_place *place)
{
    char now[80], first[80];
    snprintf(now, sizeof now, "%s/now", place->folder);
    snprintf(first, sizeof first, "%s/first", place->folder);
    life_place_must(nftw(now, remove_one, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS) == 0, now);
    life_place_must(nftw(first, copy_one, FOLDERS_OPEN, FTW_PHYS) == 0, first);
}

void life_place_remove(const struct life_place *place)
{
    shell("rm -rf $at", place->folder);
}
