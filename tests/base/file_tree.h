/* A content folder with everything in it that may lead astray, and a seam to run the same paths
 * both ways: as the kernel resolves them, and with openat2 made to fail as on a kernel without it.
 * The program's own syscall() comes before the C library's when it is linked. To be included first.
 */
#pragma once
#define _GNU_SOURCE
#include "base/file.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#define OUTSIDE "leads outside the content folder"
#define LINK    "leads through a symbolic link that cannot be followed"

typedef long syscall_function(long number, ...);

static int open_error, open_times; /* what openat2 says, and how often; negative: always */
static char base[] = "/tmp/vestibule-file-XXXXXX";
static int root, descriptors;
static struct arena arena;

/* Only openat2 is called this way. */
long syscall(long number, ...)
{
    va_list arguments;
    va_start(arguments, number);
    int folder = va_arg(arguments, int);
    const char *path = va_arg(arguments, const char *);
    void *how = va_arg(arguments, void *);
    size_t size = va_arg(arguments, size_t);
    va_end(arguments);
    if (number != SYS_openat2) {
        abort();
    }
    if (open_times != 0) {
        open_times--;
        errno = open_error;
        return -1;
    }
    syscall_function *real;
    *(void **)&real = dlsym(RTLD_NEXT, "syscall");
    return real(number, folder, path, how, size);
}

static int count_descriptors(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count;
}

static void put(const char *path, const char *text)
{
    int file = openat(root, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
}

static void put_socket(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof address.sun_path, "%s/content/%s", base, path);
    int end = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(end, (struct sockaddr *)&address, sizeof address), 0);
    close(end);
}

static void put_deep(void)
{
    char path[128] = "d";
    for (int depth = 1; depth < 40; depth++) {
        assert_int_equal(mkdirat(root, path, 0700), 0);
        strcat(path, "/d");
    }
    put(path, "deep");
}

static void put_links(void)
{
    static const struct {
        const char *to, *name;
    } links[] = {
        { "slides/b.json", "link-in" },   { "slides", "link-folder" },
        { "../hours.json", "slides/up" }, { "../outside.json", "link-out" },
        { "..", "link-parent" },          { "/dev/null", "device" },
        { "loop-b", "loop-a" },           { "loop-a", "loop-b" },
        { "nothing", "dangling" },        { "/proc/self/root/etc/passwd", "magic" },
    };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        assert_int_equal(symlinkat(links[i].to, root, links[i].name), 0);
    }
    char inside[64];
    snprintf(inside, sizeof inside, "%s/content/hours.json", base);
    assert_int_equal(symlinkat(inside, root, "link-absolute"), 0);
}

static int setup(void **state)
{
    (void)state;
    char path[64];
    assert_non_null(mkdtemp(base));
    snprintf(path, sizeof path, "%s/content", base);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/current", base);
    assert_int_equal(symlink("content", path), 0);
    root = file_open_root(path); /* a link: the way a new content folder is swapped in */
    assert_true(root >= 0);
    assert_int_equal(mkdirat(root, "slides", 0700), 0);
    assert_int_equal(mkdirat(root, "empty", 0700), 0);
    put("hours.json", "hours");
    put("../outside.json", "outside");
    static const char *const slides[] = { "b.json",  "a.json", "Z.json", "\xc3\xa9.json",
                                          ".h.json", "c.txt",  "json",   "10.json",
                                          "9.json",  "x.JSON", "a.json~" };
    for (size_t i = 0; i < sizeof slides / sizeof *slides; i++) {
        char name[32];
        snprintf(name, sizeof name, "slides/%s", slides[i]);
        put(name, slides[i]);
    }
    assert_int_equal(mkfifoat(root, "pipe", 0600), 0);
    put_socket("socket");
    put_deep();
    put_links();
    descriptors = count_descriptors();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[64];
    close(root);
    snprintf(command, sizeof command, "rm -rf '%s'", base);
    return system(command);
}

/* No test may leave a descriptor open or an injected fault behind. */
static int finish_test(void **state)
{
    (void)state;
    arena_finish(&arena);
    open_times = 0;
    assert_int_equal(count_descriptors(), descriptors);
    return 0;
}

static int without_openat2(void **state)
{
    (void)state;
    open_error = ENOSYS;
    open_times = -1;
    return 0;
}

/* A kernel that has none runs the tests of the other way alone. */
static void skip_without_openat2(void)
{
    if (syscall(SYS_openat2, -1, ".", (void *)NULL, (size_t)0) < 0 &&
        (errno == ENOSYS || errno == EPERM)) {
        skip();
    }
}

#define TEST(test)         cmocka_unit_test_teardown(test, finish_test)
#define TEST_WALKING(test) cmocka_unit_test_setup_teardown(test, without_openat2, finish_test)
