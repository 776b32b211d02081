/* What is no display of the kernel's is refused; real ones are switched in tests/guest/display.sh.
 */
#include "machine/kms.h"

#include "support/cmocka_all.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* An emulator of another processor does not know the display's calls and says so of any file. */
static bool is_reason(int error, int expected)
{
    return error == expected || error == ENOSYS;
}

static void what_is_no_card_is_refused(void **state)
{
    (void)state;
    const int cards[] = { -1, open("/dev/null", O_RDWR | O_CLOEXEC) };
    const int errors[] = { EBADF, ENOTTY };
    for (int i = 0; i < 2; i++) {
        errno = 0;
        assert_false(kms_probe(cards[i]));
        assert_true(is_reason(errno, errors[i]));
        errno = 0;
        assert_false(kms_power(cards[i], true));
        assert_true(is_reason(errno, errors[i]));
    }
    close(cards[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_card_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
