/* Measures the way from a save to the screen: rewrites a content file and watches the X server's
 * own memory (Xvfb -fbdir) until its pixels move, and until they are still again.
 *
 * usage: save_latency FRAMEBUFFER FILE HEADLINE-A HEADLINE-B TIMES */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { GIVE_UP_MS = 5000, STILL_MS = 150, STEP = 64 * 13 /* bytes between two probes */ };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static uint64_t look(const volatile unsigned char *frame, size_t size)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < size; i += STEP) {
        hash = (hash ^ frame[i] ^ (uint64_t)frame[i + 1] << 8) * 1099511628211u;
    }
    return hash;
}

static int save(const char *path, const char *headline)
{
    char text[512];
    int length = snprintf(text, sizeof text,
                          "{\"kind\": \"notice\", \"title\": \"Banc\", \"headline\": \"%s\", "
                          "\"body\": \"Mesure\"}\n",
                          headline);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    int done = file >= 0 && write(file, text, (size_t)length) == length;
    return done && close(file) == 0;
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

/* Waits until the picture is other than before; returns the time, or -1. */
static double wait_change(const unsigned char *frame, size_t size, uint64_t before, double start)
{
    const struct timespec step = { .tv_nsec = 500000 };
    while (now_ms() - start < GIVE_UP_MS) {
        if (look(frame, size) != before) {
            return now_ms();
        }
        nanosleep(&step, NULL);
    }
    return -1;
}

static double wait_still(const unsigned char *frame, size_t size)
{
    uint64_t last = look(frame, size);
    double since = now_ms();
    for (double changed;
         (changed = wait_change(frame, size, last, since)) > 0 && changed - since < STILL_MS;) {
        last = look(frame, size);
        since = changed;
    }
    return since;
}

static const unsigned char *map(const char *path, size_t *size)
{
    struct stat status;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &status) != 0) {
        return NULL;
    }
    void *frame = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    *size = (size_t)status.st_size - 2;
    return frame == MAP_FAILED ? NULL : frame;
}

int main(int argc, char **argv)
{
    size_t size;
    const unsigned char *frame = argc == 6 ? map(argv[1], &size) : NULL;
    int times = argc == 6 ? atoi(argv[5]) : 0;
    if (!frame || times < 1 || times > 1000) {
        fprintf(stderr, "usage: save_latency FRAMEBUFFER FILE A B TIMES\n");
        return 2;
    }
    double first[1000], whole[1000];
    for (int i = 0; i < times; i++) {
        const struct timespec pause = { .tv_sec = 1, .tv_nsec = 37000000 * (i % 20) };
        nanosleep(&pause, NULL);
        uint64_t before = look(frame, size);
        double start = now_ms();
        if (!save(argv[2], argv[3 + i % 2])) {
            perror(argv[2]);
            return 1;
        }
        double changed = wait_change(frame, size, before, start);
        if (changed < 0) {
            fprintf(stderr, "nothing moved within %d ms\n", GIVE_UP_MS);
            return 1;
        }
        first[i] = changed - start;
        whole[i] = wait_still(frame, size) - start;
    }
    qsort(first, (size_t)times, sizeof *first, compare);
    qsort(whole, (size_t)times, sizeof *whole, compare);
    printf("save to first pixel: median %.0f ms, worst %.0f ms; to the end of the fade: median "
           "%.0f ms, worst %.0f ms (%d saves)\n",
           first[times / 2], first[times - 1], whole[times / 2], whole[times - 1], times);
    return 0;
}
