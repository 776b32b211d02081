/* Replacing a file whole: mode, failure, what is left behind. */
#include "base/replace.h"
#include "support/cmocka_all.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[64];
static int folder;

static int set_up(void **state)
{
    (void)state;
    strcpy(path, "/tmp/vestibule-replace-XXXXXX");
    folder = mkdtemp(path) ? open(path, O_RDONLY | O_DIRECTORY) : -1;
    return folder < 0 ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    close(folder);
    return rmdir(path); /* fails when anything was left in it */
}

static const char *text_of(const char *name, char out[64])
{
    int file = openat(folder, name, O_RDONLY);
    ssize_t size = file < 0 ? 0 : read(file, out, 63);
    out[size > 0 ? size : 0] = '\0';
    close(file);
    return out;
}

static void it_is_replaced_whole(void **state)
{
    (void)state;
    char text[64];
    struct stat status;
    mode_t mask = umask(0027);
    assert_true(replace_file(folder, "a", "first", 5, 0644, false));
    assert_true(replace_file(folder, "a", "2", 1, 0644, true));
    assert_string_equal(text_of("a", text), "2");
    assert_int_equal(fstatat(folder, "a", &status, 0), 0);
    assert_int_equal(status.st_mode & 0777, 0644); /* whatever the umask says */
    assert_true(replace_file(folder, "a", "", 0, 0600, true));
    assert_int_equal(fstatat(folder, "a", &status, 0), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
    umask(mask);
    assert_int_equal(unlinkat(folder, "a", 0), 0);
}

/* A failure keeps the old file; what a power cut left beside it does no harm. */
static void what_cannot_be_written_changes_nothing(void **state)
{
    (void)state;
    char text[64], name[NAME_MAX + 1];
    assert_true(replace_file(folder, "a", "old", 3, 0644, false));
    assert_int_equal(mkdirat(folder, ".a.new", 0700), 0);
    assert_false(replace_file(folder, "a", "new", 3, 0644, false));
    assert_int_equal(errno, EISDIR);
    assert_int_equal(unlinkat(folder, ".a.new", AT_REMOVEDIR), 0);
    int torn = openat(folder, ".a.new", O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(torn, "half of something longer", 24), 24);
    close(torn);
    assert_string_equal(text_of("a", text), "old");
    assert_true(replace_file(folder, "a", "new", 3, 0644, true));
    assert_string_equal(text_of("a", text), "new");
    memset(name, 'x', sizeof name - 1);
    name[NAME_MAX] = '\0';
    assert_false(replace_file(folder, name, "x", 1, 0644, false));
    assert_int_equal(errno, ENAMETOOLONG);
    assert_false(replace_file(-1, "a", "x", 1, 0644, false));
    assert_int_equal(unlinkat(folder, "a", 0), 0);
}

/* A link that somebody put there is not written through. */
static void a_link_is_not_followed(void **state)
{
    (void)state;
    char text[64];
    assert_true(replace_file(folder, "victim", "safe", 4, 0644, false));
    assert_int_equal(symlinkat("victim", folder, ".a.new"), 0);
    assert_false(replace_file(folder, "a", "evil", 4, 0644, false));
    assert_string_equal(text_of("victim", text), "safe");
    assert_int_equal(unlinkat(folder, ".a.new", 0), 0);
    assert_int_equal(unlinkat(folder, "victim", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_replaced_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_is_not_followed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
