#include "machine/opened.h"

#include "support/cmocka_all.h"

#include <stdlib.h>
#include <unistd.h>

static void only_open_files_below_the_prefix_are_found(void **state)
{
    (void)state;
    char one[] = "/tmp/vestibule-opened-XXXXXX", two[] = "/tmp/vestibule-opened-XXXXXX";
    int found[4], first = mkstemp(one), second = mkstemp(two);
    assert_true(first >= 0 && second >= 0);
    assert_int_equal(opened_find("/tmp/vestibule-opened-", found, 4), 2);
    assert_true((found[0] == first && found[1] == second) ||
                (found[0] == second && found[1] == first));
    assert_int_equal(opened_find("/tmp/vestibule-opened-", found, 1), 1);
    assert_int_equal(opened_find(one, found, 4), 1);
    assert_int_equal(found[0], first);
    close(first);
    assert_int_equal(opened_find(one, found, 4), 0);
    close(second);
    unlink(one);
    unlink(two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_open_files_below_the_prefix_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
