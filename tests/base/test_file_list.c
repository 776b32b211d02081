/* Which names a folder is said to hold, with openat2 and without it. This program's own fdopendir()
 * and readdir() come before the C library's, to fail when a test wants them to. */
#include "file_tree.h"

static bool opening_fails;
static int good_reads = -1; /* before reading fails; negative: it does not */

DIR *fdopendir(int folder)
{
    DIR *(*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, "fdopendir");
    errno = ENOMEM;
    return opening_fails ? NULL : real(folder);
}

struct dirent *readdir(DIR *folder)
{
    struct dirent *(*real)(DIR *);
    *(void **)&real = dlsym(RTLD_NEXT, "readdir");
    if (good_reads == 0) {
        errno = EIO;
        return NULL;
    }
    good_reads -= good_reads > 0;
    return real(folder);
}

struct list_row {
    const char *folder, *suffix;
    size_t limit;
    const char *names, *reason; /* names, each followed by a space; reason when that is NULL */
    const char *walking;        /* reason without openat2 where that differs */
};

#define SLIDES "10.json 9.json Z.json a.json b.json \xc3\xa9.json "

static const struct list_row lists[] = {
    { "slides", ".json", 100, SLIDES, NULL, NULL },
    { "slides", ".json", 6, SLIDES, NULL, NULL },
    { "slides", ".json", 5, NULL, "holds more than 5 files ending in \".json\"", NULL },
    { "slides", ".txt", 1, "c.txt ", NULL, NULL },
    { "slides", ".png", 0, "", NULL, NULL },
    { "slides", "c.txt", 5, "c.txt ", NULL, NULL },
    { "slides", "longer-than-any-name.json", 5, "", NULL, NULL },
    { "empty", "", 0, "", NULL, NULL },
    { "missing", ".json", 5, "", NULL, NULL },
    { "missing/too", ".json", 5, "", NULL, NULL },
    { ".", "ours.json", 5, "hours.json ", NULL, NULL },
    { "link-folder", ".txt", 5, "c.txt ", NULL, LINK },
    { "hours.json", ".json", 5, NULL, "is not a folder", NULL },
    { "pipe", ".json", 5, NULL, "is not a folder", NULL },
    { "..", ".json", 5, NULL, OUTSIDE, NULL },
    { "/etc", ".conf", 1000, NULL, OUTSIDE, NULL },
    { "link-parent", ".json", 5, NULL, OUTSIDE, LINK },
    { "loop-a", ".json", 5, NULL, LINK, NULL },
};

static void check_lists(bool walking)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct list_row *row = &lists[i];
        bool refused = !row->names || (walking && row->walking);
        struct file_names found;
        const char *reason = "";
        char joined[256] = "";
        bool done = file_list(root, row->folder, row->suffix, row->limit, &arena, &found, &reason);
        for (size_t n = 0; done && n < found.count; n++) {
            strcat(strcat(joined, found.names[n]), " ");
        }
        assert_int_equal(done, !refused);
        assert_string_equal(joined, refused ? "" : row->names);
        assert_string_equal(reason, !refused                  ? ""
                                    : walking && row->walking ? row->walking
                                                              : row->reason);
    }
}

static void test_lists(void **state)
{
    (void)state;
    skip_without_openat2();
    check_lists(false);
}

static void test_lists_walking(void **state)
{
    (void)state;
    check_lists(true);
}

static void test_failing_folder(void **state)
{
    (void)state;
    struct file_names found;
    const char *reason = "";
    opening_fails = true;
    assert_false(file_list(root, "slides", ".json", 100, &arena, &found, &reason));
    assert_string_equal(reason, "cannot be read: Cannot allocate memory");
    opening_fails = false;
    for (int reads = 0; reads < 10; reads += 3) {
        good_reads = reads;
        assert_false(file_list(root, "slides", ".json", 100, &arena, &found, &reason));
        assert_string_equal(reason, "cannot be read: Input/output error");
        assert_int_equal(found.count, 0);
    }
    good_reads = -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lists),
        TEST_WALKING(test_lists_walking),
        TEST(test_failing_folder),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
