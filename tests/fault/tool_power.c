/* Power cuts. What a disk was told to write, in order and with the flushes between, was recorded
 * (the log of QEMU's blklogwrites, which is that of dm-log-writes); here the disk is put together
 * as a cut after each write would leave it, mounted, and looked at by whoever is named.
 *
 *   tool_power make FOLDER    a place for a life (life.h), with its first last good versions
 *   tool_power live FOLDER    a life there
 *   tool_power check FOLDER   what is wrong with what is there; 1 when something is
 *   tool_power replay BASE LOG DISK LOOP MOUNT SECONDS COMMAND
 *       makes DISK, which is behind the loop device LOOP, of BASE and LOG for every crash point, or
 * as many as there is time for, mounts it at MOUNT and runs COMMAND, which must end with 0; "check
 *       FOLDER" is the check above
 *
 * A cut keeps what was flushed. Of what was not it keeps all that came before (a prefix), or any
 * part of it (what a disk reorders or drops), or of a part only some pages of 4 KiB, which is what
 * today's disks and cards write at once. */
#include "fault/life.h"

#include "base/alloc.h"
#include "base/log.h"
#include "fault/remains.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* include/uapi of dm-log-writes: a super block, then entries, each followed by its data. */
enum { SECTOR = 512, PAGE = 8, PASSES = 16, FLUSH = 1, FUA = 2, DISCARD = 4, PENDING_MAX = 65536 };
static const uint64_t MAGIC = 0x6a736677736872;

enum variant { PREFIX, PART, TORN, VARIANTS };
static const char *const variants[VARIANTS] = { "all before it", "a part of it", "torn pages" };

struct write {
    uint64_t sector, count, flags;
    off_t data; /* where in the log */
};

struct replay {
    int log, disk, loop;
    const char *path, *device, *mount, *command; /* path: of the disk */
    char *base, *flushed, *image; /* the disk at first, as flushed last, as the cut leaves it */
    size_t size;
    struct write *pending; /* written since, not flushed */
    int pending_count;
    unsigned random;
    unsigned long points, wrong, doubted; /* doubted: judged again, on a new disk */
    unsigned long writes;                 /* all that the log holds */
};

static bool read_at(int file, void *bytes, size_t size, off_t place)
{
    return pread(file, bytes, size, place) == (ssize_t)size;
}

static unsigned next_random(struct replay *replay)
{
    replay->random = replay->random * 1664525 + 1013904223;
    return replay->random >> 16;
}

/* Writes it, or when torn about half of its pages. */
static bool put(struct replay *replay, char *image, const struct write *write, bool torn)
{
    bool kept = true;
    for (uint64_t i = 0; i < write->count; i++) {
        size_t place = (size_t)(write->sector + i) * SECTOR;
        bool next = i == 0 || (write->sector + i) % PAGE == 0;
        kept = next ? !torn || next_random(replay) % 2 == 0 : kept;
        if (place + SECTOR > replay->size || (kept && !read_at(replay->log, image + place, SECTOR,
                                                               write->data + (off_t)i * SECTOR))) {
            return false;
        }
    }
    return true;
}

/* Makes the image that a cut now leaves. */
static bool cut(struct replay *replay, enum variant variant)
{
    bool good = true;
    memcpy(replay->image, replay->flushed, replay->size);
    for (int i = 0; i < replay->pending_count && good; i++) {
        const struct write *write = &replay->pending[i];
        bool sure = variant == PREFIX || (write->flags & FUA), whole = sure;
        bool kept = sure || next_random(replay) % 2 == 0;
        whole = whole || variant == PART;
        good = !kept || put(replay, replay->image, write, !whole);
    }
    return good;
}

static bool is_right(const char *folder)
{
    struct life_place place = { "" };
    snprintf(place.folder, sizeof place.folder, "%s", folder);
    const char *wrong = remains_wrong(&place);
    if (wrong) {
        fprintf(stderr, "%s\n", wrong);
    }
    return !wrong;
}

/* Puts the image on the disk, has the kernel forget the one before and mounts it. */
static bool put_on_disk(const struct replay *replay)
{
    return pwrite(replay->disk, replay->image, replay->size, 0) == (ssize_t)replay->size &&
           ioctl(replay->loop, BLKFLSBUF) == 0 &&
           mount(replay->device, replay->mount, "ext4", 0, NULL) == 0;
}

/* The same through a loop device of its own: nothing of another image can be remembered there. */
static bool put_on_new_disk(const struct replay *replay)
{
    char command[512];
    snprintf(command, sizeof command, "cp '%s' '%s.new' && mount -o loop '%s.new' '%s'",
             replay->path, replay->path, replay->path, replay->mount);
    return pwrite(replay->disk, replay->image, replay->size, 0) == (ssize_t)replay->size &&
           system(command) == 0;
}

/* Returns whether what is mounted is right, and unmounts it. */
static bool judge(const struct replay *replay, bool mounted)
{
    static const char check[] = "check ";
    if (!mounted) {
        fprintf(stderr, "cannot mount it: %s\n", strerror(errno));
        return false;
    }
    bool inside = strncmp(replay->command, check, strlen(check)) == 0;
    bool right = inside ? is_right(replay->command + strlen(check)) : system(replay->command) == 0;
    if (umount(replay->mount) != 0) {
        fprintf(stderr, "cannot unmount it: %s\n", strerror(errno));
        return false;
    }
    return right;
}

static bool look(struct replay *replay, unsigned long point, enum variant variant)
{
    if (!cut(replay, variant)) {
        fprintf(stderr, "cannot make the disk of point %lu\n", point);
        return false;
    }
    replay->points++;
    if (!judge(replay, put_on_disk(replay))) {
        replay->doubted++;
        bool wrong = !judge(replay, put_on_new_disk(replay));
        replay->wrong += wrong;
        fprintf(stderr, wrong ? "wrong again: " : "right on a new disk: ");
        fprintf(stderr, "after write %lu, of what was not flushed %s\n", point, variants[variant]);
    }
    return true;
}

/* What was written is now safe. */
static bool flush(struct replay *replay)
{
    bool good = true;
    for (int i = 0; i < replay->pending_count && good; i++) {
        good = put(replay, replay->flushed, &replay->pending[i], false);
    }
    replay->pending_count = 0;
    return good;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Goes through the log once, looking at each PASSES-th write; false when it cannot be read. */
static bool replay_log(struct replay *replay, uint64_t entries, unsigned pass, double end)
{
    static const enum variant cuts[] = { PREFIX, PART, TORN, PART, TORN }; /* by chance: twice */
    off_t place = SECTOR;
    unsigned long writes = 0;
    memcpy(replay->flushed, replay->base, replay->size);
    replay->pending_count = 0;
    for (uint64_t i = 0; i < entries && now_s() < end; i++) {
        uint64_t raw[4];
        if (!read_at(replay->log, raw, sizeof raw, place)) {
            return false;
        }
        struct write write = { le64toh(raw[0]), le64toh(raw[1]), le64toh(raw[2]), place + SECTOR };
        bool holds = !(write.flags & DISCARD) && write.count > 0;
        place += SECTOR + (holds ? (off_t)write.count * SECTOR : 0);
        if ((write.flags & FLUSH) && !flush(replay)) {
            return false;
        }
        if (!holds || replay->pending_count == PENDING_MAX) {
            continue;
        }
        replay->pending[replay->pending_count++] = write;
        for (size_t j = 0; writes % PASSES == pass && j < sizeof cuts / sizeof *cuts; j++) {
            if (!look(replay, writes, cuts[j])) {
                return false;
            }
        }
        writes++;
        replay->writes = writes > replay->writes ? writes : replay->writes;
    }
    return true;
}

/* In passes, so that however little time there is it is spread over the whole log. */
static bool replay_passes(struct replay *replay, uint64_t entries, double end)
{
    static const unsigned order[PASSES] = { 0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15 };
    bool good = true;
    for (int i = 0; i < PASSES && good && now_s() < end; i++) {
        good = replay_log(replay, entries, order[i], end);
    }
    return good;
}

static bool start(struct replay *replay, char **arguments, uint64_t *entries)
{
    uint64_t super[3];
    struct stat status;
    int base = open(arguments[0], O_RDONLY | O_CLOEXEC);
    replay->log = open(arguments[1], O_RDONLY | O_CLOEXEC);
    replay->disk = open(arguments[2], O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    replay->path = arguments[2];
    replay->device = arguments[3];
    replay->loop = open(arguments[3], O_RDONLY | O_CLOEXEC);
    replay->mount = arguments[4];
    replay->command = arguments[6];
    if (base < 0 || replay->loop < 0 || replay->log < 0 || replay->disk < 0 ||
        fstat(base, &status) != 0 || !read_at(replay->log, super, sizeof super, 0) ||
        le64toh(super[0]) != MAGIC) {
        return false;
    }
    replay->size = (size_t)status.st_size;
    replay->base = xcalloc(replay->size, 1);
    replay->flushed = xcalloc(replay->size, 1);
    replay->image = xcalloc(replay->size, 1);
    replay->pending = xcalloc(PENDING_MAX, sizeof *replay->pending);
    *entries = le64toh(super[2]);
    bool good = read_at(base, replay->base, replay->size, 0);
    close(base);
    return good;
}

static int run_replay(char **arguments)
{
    struct replay replay = { .random = 1 };
    uint64_t entries;
    double seconds = strtod(arguments[5], NULL);
    if (!start(&replay, arguments, &entries)) {
        fprintf(stderr, "cannot read %s and %s\n", arguments[0], arguments[1]);
        return EXIT_FAILURE;
    }
    bool read = replay_passes(&replay, entries, now_s() + seconds);
    printf("%lu crash points in %lu writes, %lu judged twice, %lu wrong\n", replay.points,
           replay.writes, replay.doubted, replay.wrong);
    return read && replay.points > 0 && replay.wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int count, char **arguments)
{
    struct life_place place = { "" };
    struct life_facts facts;
    log_set_level(LOG_ERROR);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    if (count == 9 && strcmp(arguments[1], "replay") == 0) {
        return run_replay(arguments + 2);
    }
    if (count != 3) {
        fprintf(stderr, "usage: see tool_power.c\n");
        return 2;
    }
    snprintf(place.folder, sizeof place.folder, "%s", arguments[2]);
    if (strcmp(arguments[1], "make") == 0) {
        life_place_make(&place, arguments[2]);
    } else if (strcmp(arguments[1], "live") == 0) {
        return life_live(&place, &facts) == LIFE_WHOLE ? EXIT_SUCCESS : EXIT_FAILURE;
    } else {
        return is_right(place.folder) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
