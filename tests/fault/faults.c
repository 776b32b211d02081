/* Each function here has the name of one of a library, and comes before it where names are looked
 * up. Real ones are found with dlsym, but for the allocator, which dlsym needs itself; with the
 * address sanitizer, whose allocator must not be replaced, only our own objects are made to ask
 * (the linker's --wrap), SDL and cJSON through their hooks. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults.h"

#include <SDL.h>
#include <SDL_image.h>
#include <SDL_ttf.h>
#include <cjson/cJSON.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <qrencode.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

enum {
    SHORT = -1,
    ERRORS_MAX = 7,
    FRAMES_MAX = 64,
    FUNCTIONS_MAX = 64,
    REAL_MAX = 256,
    STACK_BYTES = 65536
};

static struct fault armed;
static atomic_bool paused;
static atomic_ulong calls;
static atomic_int failing; /* the errno of those that last */
static char what[128];
static bool asked_by_library; /* for the memory that failed first */
static unsigned part_now;
static void *armed_from[FRAMES_MAX]; /* the stack of faults_arm's caller */
static int armed_depth;
static bool struck;                  /* one failed */
static _Thread_local bool unwinding; /* whatever that calls is not counted */

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

void faults_pause(void)
{
    paused = true;
}

void faults_go_on(void)
{
    paused = false;
}

void faults_disarm(void)
{
    armed.area = FAULT_NOTHING;
}

unsigned long faults_calls(void)
{
    return calls;
}

bool faults_in_library(void)
{
    return asked_by_library;
}

const char *faults_what(void)
{
    return what[0] ? what : NULL;
}

void faults_part(unsigned number)
{
    part_now = number;
}

static bool is_ours(const void *address)
{
    extern char __executable_start, etext; /* the linker's */
    uintptr_t at = (uintptr_t)address;
    return at >= (uintptr_t)&__executable_start && at < (uintptr_t)&etext;
}

/* FNV-1a, of addresses. */
static uint64_t hash_address(uint64_t hash, uintptr_t address)
{
    return (hash ^ address) * 0x100000001b3u;
}

/* What stands above a call: all of it with the part, and our own code alone. */
struct stack {
    uint64_t whole, way;
};

/* Neither this function nor its caller, which has it in two places, is a part of that. */
static __attribute__((noinline)) struct stack hash_stack(void)
{
    static const uint64_t start = 0xcbf29ce484222325u;
    void *frames[FRAMES_MAX];
    unwinding = true;
    int count = backtrace(frames, FRAMES_MAX);
    unwinding = false;
    for (int i = armed_depth; count > 0 && i > 0 && frames[count - 1] == armed_from[i - 1]; i--) {
        count--; /* who began it does not matter */
    }
    struct stack stack = { hash_address(start, part_now), start };
    int own = 0;
    while (own < count && frames[own] != __builtin_return_address(0)) {
        own++;
    }
    for (int i = own + 1; i < count; i++) {
        uintptr_t frame = (uintptr_t)frames[i];
        stack.whole = hash_address(stack.whole, frame);
        stack.way = is_ours(frames[i]) ? hash_address(stack.way, frame) : stack.way;
    }
    return (struct stack){ stack.whole | 1, stack.way | 1 };
}

/* The first call that failed; FAULT_CALL, with which one call is looked into, asks from where. */
static void note(const char *name, const char *error)
{
    if (!what[0]) {
        void *frames[FRAMES_MAX];
        if (getenv("FAULT_CALL")) {
            backtrace_symbols_fd(frames, backtrace(frames, FRAMES_MAX), STDERR_FILENO);
        }
        snprintf(what, sizeof what, "%s%s%s", name, error ? ": " : "", error ? error : "");
    }
}

static struct {
    const char *name;
    unsigned long last;
} called[FUNCTIONS_MAX];

/* Tables that are open to the next free place; a hash of 0 is none. */
static struct seen {
    uint64_t hash;
    unsigned long first, last;
} ways[2 * WAYS_MAX], stacks[2 * STACKS_MAX];

static void remember_hash(struct seen *table, size_t size, uint64_t hash, unsigned long call)
{
    size_t i = hash % size;
    while (table[i].hash && table[i].hash != hash) {
        i = (i + 1) % size;
    }
    table[i].first = table[i].hash ? table[i].first : call;
    table[i].last = call;
    table[i].hash = hash;
}

/* Remembers when each function was called last (names are literals), and from where. */
static void remember(const char *name, unsigned long call, struct stack stack)
{
    remember_hash(ways, sizeof ways / sizeof *ways, stack.way, call);
    remember_hash(stacks, sizeof stacks / sizeof *stacks, stack.whole, call);
    for (int i = 0; i < FUNCTIONS_MAX; i++) {
        if (!called[i].name) {
            called[i].name = name;
        }
        if (called[i].name == name) {
            called[i].last = call;
            return;
        }
    }
}

void faults_landmarks(struct faults_landmarks *out)
{
    out->way_count = out->stack_count = 0;
    for (int i = 0; i < FUNCTIONS_MAX && called[i].name; i++) {
        out->ways[out->way_count++] = called[i].last;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways && out->way_count < WAYS_MAX; i++) {
        if (ways[i].hash) {
            out->ways[out->way_count++] = ways[i].first;
        }
    }
    for (size_t i = 0; i < sizeof stacks / sizeof *stacks && out->stack_count < STACKS_MAX; i++) {
        if (stacks[i].hash) {
            out->stacks[out->stack_count] = stacks[i].hash;
            out->firsts[out->stack_count] = stacks[i].first;
            out->lasts[out->stack_count++] = stacks[i].last;
        }
    }
}

/* Is killed, now or a little later. */
static void die(void)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL };
    struct itimerspec when = { .it_value.tv_nsec = (long)armed.delay_us * 1000 };
    timer_t timer;
    bool later = armed.delay_us > 0 && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 &&
                 timer_settime(timer, 0, &when, NULL) == 0;
    if (!later) {
        raise(SIGKILL);
    }
}

/* Returns whether this call of that area is to fail. */
static __attribute__((noinline)) bool is_due(enum fault_area area, const char *name)
{
    if (armed.area != area || paused || unwinding) {
        return false;
    }
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    bool due = armed.at && (armed.lasts ? call >= armed.at : call == armed.at);
    if (!armed.at || (due && !struck)) {
        struct stack stack = hash_stack();
        struck = due;
        if (!due) {
            remember(name, call, stack);
        } else if (armed.stack) {
            *armed.stack = stack.whole;
        }
    }
    if (due && armed.dies) {
        die();
        return false;
    }
    return due;
}

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
    if (!is_due(FAULT_FILES, name)) {
        return 0;
    }
    if (!failing) {
        failing = armed.variant < ERRORS_MAX ? kind->errors[armed.variant] : 0;
        if (!failing || (armed.lasts && failing == EINTR)) { /* nothing is interrupted for ever */
            _exit(EXIT_NO_VARIANT);
        }
        note(name, failing == SHORT ? "in part" : strerror(failing));
    }
    int error = has_error(kind, failing) ? failing : 0;
    errno = error > 0 ? error : errno;
    return error;
}

/* The function of that name that comes after ours. */
#define REAL(name) ((__typeof__(&name))(intptr_t)find_real(#name))

/* Names are literals. Looking one up takes longer than most calls. */
static void *find_real(const char *name)
{
    static _Thread_local struct {
        const char *name;
        void *found;
    } known[REAL_MAX], *place;
    place = &known[(uintptr_t)name / 4 % REAL_MAX];
    if (place->name != name) {
        place->name = name;
        place->found = dlsym(RTLD_NEXT, name);
    }
    if (!place->found) {
        fprintf(stderr, "no %s to stand before\n", name);
        abort();
    }
    return place->found;
}

/* The allocator. */

static bool memory_fault(const char *name, void *caller)
{
    Dl_info ours, info;
    if (!is_due(FAULT_MEMORY, name)) {
        return false;
    }
    if (!what[0] && dladdr((void *)(intptr_t)memory_fault, &ours) && dladdr(caller, &info)) {
        asked_by_library = strcmp(info.dli_fname, ours.dli_fname) != 0;
        const char *slash = strrchr(info.dli_fname, '/');
        note(name, slash ? slash + 1 : info.dli_fname);
    }
    errno = ENOMEM;
    return true;
}

#ifdef SANITIZED

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
const char *__asan_default_options(void);

void *__wrap_malloc(size_t size)
{
    return memory_fault("malloc", __builtin_return_address(0)) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return memory_fault("calloc", __builtin_return_address(0)) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return memory_fault("realloc", __builtin_return_address(0)) ? NULL
                                                                : __real_realloc(memory, size);
}

/* What it finds must not look like a clean exit, and is always ours. */
const char *__asan_default_options(void)
{
    return "exitcode=90:handle_segv=0:handle_abort=0:handle_sigbus=0";
}

static void hook_allocators(void)
{
    SDL_SetMemoryFunctions(__wrap_malloc, __wrap_calloc, __wrap_realloc, free);
    cJSON_InitHooks(&(cJSON_Hooks){ __wrap_malloc, free });
}

#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
    return memory_fault("malloc", __builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return memory_fault("calloc", __builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return memory_fault("realloc", __builtin_return_address(0)) ? NULL
                                                                : __libc_realloc(memory, size);
}

static void hook_allocators(void)
{
}

#endif

void faults_arm(struct fault fault)
{
    hook_allocators();
    calls = 0;
    failing = 0;
    what[0] = '\0';
    asked_by_library = false;
    part_now = 0;
    struck = false;
    memset(called, 0, sizeof called);
    paused = false;
    armed_depth = backtrace(armed_from, FRAMES_MAX);
    armed = fault;
}

/* Files. */

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
    bool last = armed.area == FAULT_FILES && armed.dies && !armed.delay_us && calls + 1 == armed.at;
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
    bool plain = armed.area != FAULT_FILES || (mode[0] != 'r' && mode[0] != 'w') ||
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

/* SDL, SDL_ttf, SDL_image and libqrencode, also where the second calls the first. */

static bool library_fault(const char *name)
{
    if (!is_due(FAULT_LIBRARIES, name)) {
        return false;
    }
    note(name, NULL);
    errno = ENOMEM;
    SDL_SetError("a fault was injected into %s", name);
    return true;
}

#define STAND_BEFORE(type, name, parameters, arguments, failure)                                   \
    type name parameters                                                                           \
    {                                                                                              \
        return library_fault(#name) ? (failure) : REAL(name) arguments;                            \
    }

STAND_BEFORE(int, SDL_InitSubSystem, (Uint32 flags), (flags), -1)
STAND_BEFORE(SDL_Window *, SDL_CreateWindow,
             (const char *title, int x, int y, int w, int h, Uint32 flags),
             (title, x, y, w, h, flags), NULL)
STAND_BEFORE(SDL_Surface *, SDL_GetWindowSurface, (SDL_Window * window), (window), NULL)
STAND_BEFORE(int, SDL_UpdateWindowSurfaceRects,
             (SDL_Window * window, const SDL_Rect *rects, int count), (window, rects, count), -1)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurfaceWithFormat,
             (Uint32 flags, int width, int height, int depth, Uint32 format),
             (flags, width, height, depth, format), NULL)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurface,
             (Uint32 flags, int width, int height, int depth, Uint32 r, Uint32 g, Uint32 b,
              Uint32 a),
             (flags, width, height, depth, r, g, b, a), NULL)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurfaceFrom,
             (void *pixels, int width, int height, int depth, int pitch, Uint32 r, Uint32 g,
              Uint32 b, Uint32 a),
             (pixels, width, height, depth, pitch, r, g, b, a), NULL)
STAND_BEFORE(SDL_Surface *, SDL_ConvertSurfaceFormat,
             (SDL_Surface * surface, Uint32 format, Uint32 flags), (surface, format, flags), NULL)
STAND_BEFORE(int, SDL_UpperBlit,
             (SDL_Surface * from, const SDL_Rect *part, SDL_Surface *to, SDL_Rect *place),
             (from, part, to, place), -1)
STAND_BEFORE(int, SDL_FillRect, (SDL_Surface * surface, const SDL_Rect *rect, Uint32 color),
             (surface, rect, color), -1)
STAND_BEFORE(int, SDL_LockSurface, (SDL_Surface * surface), (surface), -1)
STAND_BEFORE(int, SDL_SetSurfaceBlendMode, (SDL_Surface * surface, SDL_BlendMode mode),
             (surface, mode), -1)
STAND_BEFORE(SDL_mutex *, SDL_CreateMutex, (void), (), NULL)
STAND_BEFORE(SDL_cond *, SDL_CreateCond, (void), (), NULL)
STAND_BEFORE(SDL_RWops *, SDL_RWFromConstMem, (const void *bytes, int size), (bytes, size), NULL)
STAND_BEFORE(Uint32, SDL_RegisterEvents, (int count), (count), (Uint32)-1)
STAND_BEFORE(int, TTF_Init, (void), (), -1)
STAND_BEFORE(TTF_Font *, TTF_OpenFontRW, (SDL_RWops * stream, int owned, int size),
             (stream, owned, size), NULL)
STAND_BEFORE(int, TTF_SizeUTF8, (TTF_Font * font, const char *text, int *w, int *h),
             (font, text, w, h), -1)
STAND_BEFORE(SDL_Surface *, TTF_RenderUTF8_Blended,
             (TTF_Font * font, const char *text, SDL_Color color), (font, text, color), NULL)
STAND_BEFORE(int, TTF_GlyphMetrics32,
             (TTF_Font * font, Uint32 code, int *left, int *right, int *low, int *high,
              int *advance),
             (font, code, left, right, low, high, advance), -1)
STAND_BEFORE(int, TTF_SetFontDirection, (TTF_Font * font, TTF_Direction direction),
             (font, direction), -1)
STAND_BEFORE(int, TTF_SetFontScriptName, (TTF_Font * font, const char *script), (font, script), -1)
STAND_BEFORE(int, IMG_Init, (int flags), (flags), 0)
STAND_BEFORE(SDL_Surface *, IMG_LoadPNG_RW, (SDL_RWops * stream), (stream), NULL)
STAND_BEFORE(SDL_Surface *, IMG_LoadSizedSVG_RW, (SDL_RWops * stream, int width, int height),
             (stream, width, height), NULL)
STAND_BEFORE(QRcode *, QRcode_encodeData,
             (int size, const unsigned char *bytes, int version, QRecLevel level),
             (size, bytes, version, level), NULL)

/* SDL_CreateThread is a macro on some systems. */
#undef SDL_CreateThread
STAND_BEFORE(SDL_Thread *, SDL_CreateThread,
             (SDL_ThreadFunction work, const char *name, void *data), (work, name, data), NULL)

/* Crashes. */

static bool is_of_c_library(const char *module)
{
    return strstr(module, "/libc.so") || strstr(module, "/libc-") || strstr(module, "/ld-linux") ||
           strstr(module, "libasan") || strstr(module, "/libpthread");
}

static void handle_crash(int signal)
{
    void *frames[FRAMES_MAX];
    Dl_info ours, info;
    armed.area = FAULT_NOTHING;
    int count = backtrace(frames, FRAMES_MAX);
    int code = EXIT_CRASH_OURS;
    const char *module = "?", *function = "?";
    dladdr((void *)(intptr_t)handle_crash, &ours);
    /* Above this function and where signals return to; an overflow is whose frames fill the stack.
     */
    for (int i = count == FRAMES_MAX ? count - 1 : 2; i < count; i++) {
        if (dladdr(frames[i], &info) && info.dli_fname && !is_of_c_library(info.dli_fname)) {
            code = strcmp(info.dli_fname, ours.dli_fname) == 0 ? EXIT_CRASH_OURS
                                                               : EXIT_CRASH_LIBRARY;
            module = info.dli_fname;
            function = info.dli_sname ? info.dli_sname : "?";
            break;
        }
    }
    char line[512];
    int length = snprintf(line, sizeof line, "%s in %s (%s) after %s\n",
                          signal == SIGALRM ? "hang" : strsignal(signal), module, function, what);
    if (write(STDERR_FILENO, line, (size_t)length) == length) {
        backtrace_symbols_fd(frames, count, STDERR_FILENO);
    }
    _exit(signal == SIGALRM ? EXIT_HANG : code);
}

void faults_catch_crashes(int seconds)
{
    static const int signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGALRM };
    static char stack[STACK_BYTES]; /* for when the other has overflowed */
    sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, NULL);
    void *frame;
    backtrace(&frame, 1); /* loads what it needs while there is memory */
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action = { .sa_handler = handle_crash, .sa_flags = SA_ONSTACK };
        sigaction(signals[i], &action, NULL);
    }
    alarm((unsigned)seconds);
}
