/* Folders to write to are made with those above them. */
#include "base/folder.h"

#include "support/cmocka_all.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char base[64];

static int make_base(void **state)
{
    (void)state;
    snprintf(base, sizeof base, "/tmp/vestibule-folder-XXXXXX");
    return mkdtemp(base) ? 0 : -1;
}

static int remove_base(void **state)
{
    (void)state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", base);
    return system(command);
}

static const struct row {
    const char *path; /* beneath the base */
    int error;        /* 0: it is there then */
} rows[] = {
    { "/one", 0 },
    { "/one", 0 },               /* there already */
    { "/two/three/four", 0 },    /* none of them is there */
    { "/two/three/five/", 0 },   /* a slash too many */
    { "/two//six", 0 },          /* and one in the middle */
    { "/file", ENOTDIR },        /* a file is in its place */
    { "/file/folder", ENOTDIR }, /* or above it */
    { "/gone", ENOENT },         /* a link that leads nowhere */
};

static void each_path(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/file", base);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    snprintf(path, sizeof path, "%s/gone", base);
    assert_int_equal(symlink("nowhere", path), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stat status;
        snprintf(path, sizeof path, "%s%s", base, rows[i].path);
        bool made = folder_ensure(path);
        int error = made ? 0 : errno;
        if (error != rows[i].error) {
            fail_msg("%s: error %d, not %d", rows[i].path, error, rows[i].error);
        }
        assert_true(!made || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)));
    }
}

static void no_path_is_no_folder(void **state)
{
    (void)state;
    assert_false(folder_ensure(""));
    assert_int_equal(errno, ENOENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_path),
        cmocka_unit_test(no_path_is_no_folder),
    };
    return cmocka_run_group_tests(tests, make_base, remove_base);
}
