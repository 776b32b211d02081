/* Sizes, and files that change or fail while they are read. This program's own read() comes before
 * the C library's when it is linked; through it the tests inject what a disk may do. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

static struct {
    int interrupts;    /* reads that fail with EINTR first */
    int error;         /* of every read */
    size_t most;       /* bytes that one read returns; 0: no limit */
    const char *grown; /* file that gets growth more bytes before each of growth_times reads */
    size_t growth;
    int growth_times;
} fault;

static char base[] = "/tmp/vestibule-read-XXXXXX";
static int root;
static struct arena arena;

/* Makes path hold size times "x", or adds so many to it. */
static void put(const char *path, int flags, size_t size)
{
    int file = openat(root, path, O_WRONLY | O_CREAT | flags, 0600);
    assert_true(file >= 0);
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(write(file, "x", 1), 1);
    }
    close(file);
}

ssize_t read(int file, void *buffer, size_t size)
{
    if (fault.interrupts > 0 || fault.error) {
        errno = fault.interrupts > 0 ? EINTR : fault.error;
        fault.interrupts--;
        return -1;
    }
    if (fault.growth_times > 0) {
        fault.growth_times--;
        put(fault.grown, O_APPEND, fault.growth);
    }
    size_t most = fault.most && fault.most < size ? fault.most : size;
    return (ssize_t)syscall(SYS_read, file, buffer, most);
}

static int setup(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(base));
    root = file_open_root(base);
    assert_true(root >= 0);
    put("five", O_TRUNC, 5);
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

static int finish_test(void **state)
{
    (void)state;
    arena_finish(&arena);
    memset(&fault, 0, sizeof fault);
    return 0;
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        size_t size, limit;
        const char *reason;
    } rows[] = {
        { "size-a", 0, 0, NULL },
        { "size-b", 1, 0, "is larger than 0 bytes" },
        { "size-c", 5, 5, NULL },
        { "size-d", 6, 5, "is larger than 5 bytes" },
        { "size-e", 1536, 1536, NULL },
        { "size-f", 1537, 1536, "is larger than 1536 bytes" },
        { "size-g", 64 * 1024 + 1, 64 * 1024, "is larger than 64 KiB (65536 bytes)" },
        { "size-h", 1024 * 1024, 1024 * 1024, NULL },
        { "size-i", 1024 * 1024 + 1, 1024 * 1024, "is larger than 1 MiB (1048576 bytes)" },
        { "size-j", 1536 * 1024 + 1, 1536 * 1024, "is larger than 1536 KiB (1572864 bytes)" },
        { "size-k", 5, SIZE_MAX - 1, NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int file = openat(root, rows[i].path, O_WRONLY | O_CREAT, 0600);
        assert_int_equal(ftruncate(file, (off_t)rows[i].size), 0);
        close(file);
        struct blob blob;
        const char *reason;
        bool done = file_read(root, rows[i].path, rows[i].limit, &arena, &blob, &reason);
        assert_int_equal(done, rows[i].reason == NULL);
        if (done) {
            assert_int_equal(blob.size, rows[i].size);
            assert_int_equal(blob.bytes[blob.size], 0);
        } else {
            assert_string_equal(reason, rows[i].reason);
        }
    }
}

static void test_bytes_are_kept(void **state)
{
    (void)state;
    static const char bytes[] = "a\0b\xff\n\0";
    int file = openat(root, "bytes", O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(file, bytes, sizeof bytes), sizeof bytes);
    close(file);
    struct blob blob;
    const char *reason;
    assert_true(file_read(root, "bytes", 100, &arena, &blob, &reason));
    assert_int_equal(blob.size, sizeof bytes);
    assert_memory_equal(blob.bytes, bytes, sizeof bytes);
}

static void check_read(const char *path, size_t limit, const char *text, const char *expected)
{
    struct blob blob = { 0 };
    const char *reason = "";
    bool done = file_read(root, path, limit, &arena, &blob, &reason);
    assert_string_equal(reason, expected);
    assert_int_equal(done, text != NULL);
    if (text) {
        assert_int_equal(blob.size, strlen(text));
        assert_memory_equal(blob.bytes, text, blob.size + 1);
    }
}

static void test_interrupted_short_reads(void **state)
{
    (void)state;
    fault.interrupts = 3;
    fault.most = 2;
    check_read("five", 100, "xxxxx", "");
    assert_int_equal(fault.interrupts, 0);
    check_read("five", 5, "xxxxx", "");
}

static void test_failing_read(void **state)
{
    (void)state;
    fault.error = EIO;
    check_read("five", 100, NULL, "cannot be read: Input/output error");
}

static void test_growing_file(void **state)
{
    (void)state;
    static const struct {
        size_t growth, limit;
        int times;
        const char *text, *reason;
    } rows[] = {
        { 3, 100, 2, "xxxxxxxxxxx", "" },
        { 1, 6, 1, "xxxxxx", "" },
        { 2, 6, 1, NULL, "is larger than 6 bytes" },
        { 3, 8, 9, NULL, "is larger than 8 bytes" },
        { 50, 1024, 1000, NULL, "is larger than 1 KiB (1024 bytes)" }, /* it would never end */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put("growing", O_TRUNC, 5);
        fault.grown = "growing";
        fault.growth = rows[i].growth;
        fault.growth_times = rows[i].times;
        check_read("growing", rows[i].limit, rows[i].text, rows[i].reason);
    }
}

#define TEST(test) cmocka_unit_test_teardown(test, finish_test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_limits),       TEST(test_bytes_are_kept), TEST(test_interrupted_short_reads),
        TEST(test_failing_read), TEST(test_growing_file),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
