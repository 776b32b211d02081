/* Gives files to a fuzz target where there is no libFuzzer, each within a time of the processor's
 * that is generous for what it may cost; with options also what becomes of each when it is cut
 * short or a bit of it turns. usage: fuzz_X [--cuts STEP] [--flips STEP] FILE|FOLDER… STEP 1 cuts
 * before every byte, or turns each of the eight bits of every byte; STEP 7 at every seventh, with
 * one bit each. */
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
enum { SECONDS_MAX = 20 };
#else
enum { SECONDS_MAX = 2 };
#endif

static char doing[600]; /* what the target is given at the moment */
static size_t given;

/* Tells which input it was and lets the signal do what it does. */
static void handle_end(int signal_number)
{
    static const char slow[] = "takes too long: ", broken[] = "broken by: ";
    bool is_slow = signal_number == SIGPROF;
    ssize_t written = write(STDERR_FILENO, is_slow ? slow : broken,
                            is_slow ? sizeof slow - 1 : sizeof broken - 1);
    written += write(STDERR_FILENO, doing, strlen(doing));
    written += write(STDERR_FILENO, "\n", 1);
    _exit(written > 0 ? 70 : 71);
}

static void give(const uint8_t *data, size_t size)
{
    const struct itimerval limit = { .it_value.tv_sec = SECONDS_MAX };
    /* A copy of its own: reading beyond the end is then seen by the address sanitizer. */
    uint8_t *copy = malloc(size ? size : 1);
    MUST(copy);
    memcpy(copy, data, size);
    MUST(setitimer(ITIMER_PROF, &limit, NULL) == 0);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    given++;
}

static void cut(const char *path, const uint8_t *data, size_t size, size_t step)
{
    for (size_t length = 0; step && length < size; length += step) {
        snprintf(doing, sizeof doing, "%s cut to %zu bytes", path, length);
        give(data, length);
    }
}

static void flip(const char *path, uint8_t *data, size_t size, size_t step)
{
    for (size_t bit = 0; step && bit < 8 * size; bit += step == 1 ? 1 : 8 * step + 1) {
        uint8_t mask = (uint8_t)(1u << bit % 8);
        snprintf(doing, sizeof doing, "%s with bit %zu of byte %zu turned", path, bit % 8, bit / 8);
        data[bit / 8] ^= mask;
        give(data, size);
        data[bit / 8] ^= mask;
    }
}

static void give_file(const char *path, size_t cuts, size_t flips)
{
    struct stat status;
    FILE *file = fopen(path, "rbe");
    MUST(file && fstat(fileno(file), &status) == 0);
    size_t size = (size_t)status.st_size;
    uint8_t *data = calloc(size + 1, 1);
    MUST(data && fread(data, 1, size, file) == size);
    fclose(file);
    snprintf(doing, sizeof doing, "%s", path);
    give(data, size);
    cut(path, data, size, cuts);
    flip(path, data, size, flips);
    free(data);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void give_folder(const char *path, size_t cuts, size_t flips)
{
    struct dirent **entries;
    int count = scandir(path, &entries, visible, alphasort);
    MUST(count >= 0);
    for (int i = 0; i < count; i++) {
        char full[512];
        snprintf(full, sizeof full, "%s/%s", path, entries[i]->d_name);
        struct stat status;
        if (stat(full, &status) == 0 && S_ISREG(status.st_mode)) {
            give_file(full, cuts, flips);
        }
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    size_t cuts = 0, flips = 0;
    signal(SIGPROF, handle_end);
    signal(SIGABRT, handle_end);
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (strcmp(argv[i], "--cuts") == 0 && i + 1 < argc) {
            cuts = strtoul(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--flips") == 0 && i + 1 < argc) {
            flips = strtoul(argv[++i], NULL, 10);
        } else if (stat(argv[i], &status) == 0 && S_ISDIR(status.st_mode)) {
            give_folder(argv[i], cuts, flips);
        } else {
            give_file(argv[i], cuts, flips);
        }
    }
    printf("%zu inputs\n", given);
    return given > 0 ? 0 : 1;
}
