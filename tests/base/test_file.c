/* Which paths can be read, with openat2 and without it, and what is said of the others. */
#include "file_tree.h"

#define NONE    "there is no such file"
#define FOLDER  "is a folder, not a file"
#define SPECIAL "is not an ordinary file"
#define EIGHT   "aaaaaaaa"
#define NAME_64 EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT EIGHT
#define DEEP_10 "d/d/d/d/d/d/d/d/d/d/"

struct path_row {
    const char *path, *text, *reason; /* reason when text is NULL */
    const char *walking;              /* reason without openat2 where that differs */
};

static const struct path_row paths[] = {
    { "hours.json", "hours", NULL, NULL },
    { "slides/b.json", "b.json", NULL, NULL },
    { "./slides//b.json", "b.json", NULL, NULL },
    { DEEP_10 DEEP_10 DEEP_10 "d/d/d/d/d/d/d/d/d/d", "deep", NULL, NULL },
    { "", NULL, NONE, NULL },
    { "missing.json", NULL, NONE, NULL },
    { "missing/b.json", NULL, NONE, NULL },
    { "hours.json/b.json", NULL, NONE, NULL },
    { "hours.json/", NULL, NONE, NULL },
    { "HOURS.json", NULL, NONE, NULL },
    { "slides", NULL, FOLDER, NULL },
    { "slides/", NULL, FOLDER, NULL },
    { ".", NULL, FOLDER, NULL },
    { "pipe", NULL, SPECIAL, NULL },
    { "socket", NULL, SPECIAL, NULL },
    { NAME_64 NAME_64 NAME_64 NAME_64, NULL, "cannot be read: File name too long", NULL },
    { "/etc/passwd", NULL, OUTSIDE, NULL },
    { "//etc/passwd", NULL, OUTSIDE, NULL },
    { "..", NULL, OUTSIDE, NULL },
    { "../outside.json", NULL, OUTSIDE, NULL },
    { "./../outside.json", NULL, OUTSIDE, NULL },
    { "slides/../../outside.json", NULL, OUTSIDE, NULL },
    { "slides/../hours.json", "hours", NULL, OUTSIDE },
    { "link-in", "b.json", NULL, LINK },
    { "link-folder/b.json", "b.json", NULL, LINK },
    { "slides/up", "hours", NULL, LINK },
    { "link-out", NULL, OUTSIDE, LINK },
    { "link-parent/outside.json", NULL, OUTSIDE, LINK },
    { "link-absolute", NULL, OUTSIDE, LINK },
    { "device", NULL, OUTSIDE, LINK },
    { "magic", NULL, OUTSIDE, LINK },
    { "loop-a", NULL, LINK, NULL },
    { "loop-a/b.json", NULL, LINK, NULL },
    { "dangling", NULL, NONE, LINK },
};

static void check_paths(bool walking)
{
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const struct path_row *row = &paths[i];
        const char *text = walking && row->walking ? NULL : row->text;
        const char *expected = walking && row->walking ? row->walking : row->reason;
        struct blob blob = { 0 };
        const char *reason = "";
        bool done = file_read(root, row->path, 100, &arena, &blob, &reason);
        if (done != (text != NULL) || strcmp(done ? blob.bytes : reason, done ? text : expected)) {
            fail_msg("%s: %s", row->path, done ? blob.bytes : reason);
        }
    }
}

static void test_paths(void **state)
{
    (void)state;
    skip_without_openat2();
    check_paths(false);
}

static void test_paths_walking(void **state)
{
    (void)state;
    check_paths(true);
}

/* A sandbox may forbid openat2 instead. */
static void test_paths_forbidden(void **state)
{
    (void)state;
    open_error = EPERM;
    open_times = -1;
    check_paths(true);
}

static void test_opening(void **state)
{
    (void)state;
    static const struct {
        int error, times;
        const char *text, *reason;
    } rows[] = {
        { EINTR, 3, "hours", "" },
        { EAGAIN, 3, "hours", "" },
        { EAGAIN, -1, NULL, "cannot be read: Resource temporarily unavailable" },
        { EACCES, -1, NULL, "cannot be read: Permission denied" },
        { EMFILE, -1, NULL, "cannot be read: Too many open files" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct blob blob = { 0 };
        const char *reason = "";
        open_error = rows[i].error;
        open_times = rows[i].times;
        bool done = file_read(root, "hours.json", 100, &arena, &blob, &reason);
        assert_int_equal(done, rows[i].text != NULL);
        assert_string_equal(reason, rows[i].reason);
        assert_true(!done || strcmp(blob.bytes, rows[i].text) == 0);
    }
}

static void test_open_root(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/content/hours.json", base);
    assert_int_equal(file_open_root(path), -1);
    assert_int_equal(errno, ENOTDIR);
    snprintf(path, sizeof path, "%s/missing", base);
    assert_int_equal(file_open_root(path), -1);
    assert_int_equal(errno, ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_paths),           TEST_WALKING(test_paths_walking),
        TEST(test_paths_forbidden), TEST(test_opening),
        TEST(test_open_root),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
