/* The child is a copy of this process in which only the calling thread goes on. It draws into
 * memory that both share, says so by one byte through a pipe and leaves; whatever else it does, or
 * that it takes too long, shows at the other end of the pipe. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* pipe2 */
#endif
#include "render/apart.h"

#include "base/message.h"

#include <SDL_image.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* What both processes see; what the child writes is not to be believed. */
struct sheet {
    int width, height; /* 0: it was not drawn, for that reason */
    char reason[160];
    uint32_t pixels[];
};

/* Returns how many bytes of data this process has now, as RLIMIT_DATA counts them: the sixth figure
 * of statm, in pages; -1 when that is not known. */
static long data_bytes(void)
{
    long pages = -1;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file) {
        if (fscanf(file, "%*s %*s %*s %*s %*s %ld", &pages) != 1) {
            pages = -1;
        }
        fclose(file);
    }
    return pages < 0 ? -1 : pages * sysconf(_SC_PAGESIZE);
}

static void limit(int resource, rlim_t most)
{
    struct rlimit limits;
    if (getrlimit((__rlimit_resource_t)resource, &limits) == 0 && limits.rlim_max > most) {
        setrlimit((__rlimit_resource_t)resource, &(struct rlimit){ most, most });
    }
}

static void take_away(const struct apart_limits *limits, long data)
{
    const struct itimerval time = { .it_value = { limits->ms / 1000, limits->ms % 1000 * 1000 } };
    static const int signals[] = { SIGSEGV, SIGBUS,  SIGABRT, SIGFPE,
                                   SIGILL,  SIGTERM, SIGHUP,  SIGALRM };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        signal(signals[i], SIG_DFL);
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    setitimer(ITIMER_PROF, &time, NULL);
    if (data >= 0) {
        limit(RLIMIT_DATA, (rlim_t)data + limits->bytes);
    }
}

static bool copy(SDL_Surface *drawn, struct sheet *sheet, const struct apart_limits *limits)
{
    SDL_Surface *argb = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    if (!argb || (size_t)argb->w * (size_t)argb->h > limits->pixels) {
        return false;
    }
    size_t row = (size_t)argb->w * sizeof *sheet->pixels;
    for (int y = 0; y < argb->h; y++) {
        memcpy(sheet->pixels + (size_t)y * (size_t)argb->w,
               (const char *)argb->pixels + y * argb->pitch, row);
    }
    sheet->width = argb->w;
    sheet->height = argb->h;
    return true;
}

static _Noreturn void draw(const char *bytes, size_t size, int width, int height,
                           struct sheet *sheet, const struct apart_limits *limits, int done)
{
    SDL_RWops *stream = SDL_RWFromConstMem(bytes, (int)size);
    SDL_Surface *drawn = stream ? IMG_LoadSizedSVG_RW(stream, width, height) : NULL;
    if (!drawn || !copy(drawn, sheet, limits)) {
        snprintf(sheet->reason, sizeof sheet->reason, "%s", SDL_GetError());
    }
    ssize_t told = write(done, "", 1);
    _exit(told == 1 ? 0 : 1);
}

/* Waits until the child has said that it is done; false when it does not. */
static bool is_done(int done, int timeout_ms)
{
    struct pollfd wait = { .fd = done, .events = POLLIN };
    char byte;
    int ready;
    do {
        ready = poll(&wait, 1, timeout_ms);
    } while (ready < 0 && errno == EINTR);
    return ready == 1 && read(done, &byte, 1) == 1;
}

static void end(pid_t child)
{
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
}

static SDL_Surface *take(const struct sheet *sheet, const struct apart_limits *limits)
{
    int width = sheet->width, height = sheet->height;
    if (width < 1 || height < 1 || (size_t)width > limits->pixels / (size_t)height) {
        SDL_SetError("%.*s", (int)sizeof sheet->reason - 1, sheet->reason);
        return NULL;
    }
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32,
                                                          SDL_PIXELFORMAT_ARGB8888);
    size_t row = (size_t)width * sizeof *sheet->pixels;
    for (int y = 0; surface && y < height; y++) {
        memcpy((char *)surface->pixels + y * surface->pitch,
               sheet->pixels + (size_t)y * (size_t)width, row);
    }
    return surface;
}

/* Returns what the child drew into the sheet, which is all zeros. */
static SDL_Surface *let_draw(const char *bytes, size_t size, int width, int height,
                             struct sheet *sheet, const struct apart_limits *limits)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        SDL_SetError("%s", strerror(errno));
        return NULL;
    }
    long data = data_bytes();
    pid_t child = fork();
    if (child == 0) {
        take_away(limits, data);
        draw(bytes, size, width, height, sheet, limits, ends[1]);
    }
    close(ends[1]);
    bool begun = child > 0;
    if (!begun) {
        SDL_SetError("%s", strerror(errno));
    } else if (!is_done(ends[0], 2 * limits->ms)) {
        begun = false;
        SDL_SetError("%s",
                     _("it takes too much time or memory to draw: simplify it, or save it as PNG"));
    }
    close(ends[0]);
    if (child > 0) {
        end(child);
    }
    return begun ? take(sheet, limits) : NULL;
}

SDL_Surface *apart_draw_svg(const char *bytes, size_t size, int width, int height,
                            const struct apart_limits *limits)
{
    size_t room = sizeof(struct sheet) + limits->pixels * sizeof(uint32_t);
    struct sheet *sheet = mmap(NULL, room, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (sheet == MAP_FAILED) {
        SDL_SetError("%s", strerror(errno));
        return NULL;
    }
    SDL_Surface *surface = let_draw(bytes, size, width, height, sheet, limits);
    munmap(sheet, room);
    return surface;
}
