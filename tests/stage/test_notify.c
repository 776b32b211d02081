/* What the service manager is told, when, and that it arrives. */
#include "stage/notify.h"
#include "support/cmocka_all.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void beats_are_fed_by_a_screen_that_is_right(void **state)
{
    (void)state;
    struct notify notify = { .interval_ms = 10000 };
    static const struct {
        int64_t now_ms;
        bool presented, right;
        const char *message;
    } rows[] = {
        { 0, false, false, NULL },
        { 50, true, false, NULL }, /* a frame, but not the one that should be there */
        { 90, false, true, NULL }, /* nothing was presented: no claim */
        { 100, true, true, "READY=1\nWATCHDOG=1" },
        { 10099, true, true, NULL },
        { 10100, true, true, "WATCHDOG=1" },
        { 20100, true, false, "WATCHDOG=1" }, /* images of the next page are being decoded */
        { 70100, true, false, "WATCHDOG=1" },
        { 80200, true, false, NULL }, /* for more than a minute: something is stuck */
        { 90000, true, false, NULL },
        { 90100, true, true, "WATCHDOG=1" }, /* it came back before the manager lost patience */
        { 90101, true, true, NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *message = notify_due(&notify, rows[i].presented, rows[i].right, rows[i].now_ms);
        if (rows[i].message) {
            assert_non_null(message);
            assert_string_equal(message, rows[i].message);
        } else {
            assert_null(message);
        }
    }
    assert_int_equal(notify_wake(&notify, 100000), 100000);
    assert_int_equal(notify_wake(&notify, 100200), 100100);
}

static void the_margin_is_that_of_the_worst_moment(void **state)
{
    (void)state;
    struct notify notify = { .interval_ms = 10000 };
    assert_int_equal(notify_margin(&notify, 5000), 30000); /* not started yet */
    assert_non_null(notify_due(&notify, true, true, 6000));
    assert_non_null(notify_due(&notify, true, true, 16000));
    assert_int_equal(notify_margin(&notify, 17000), 20000);
    assert_non_null(notify_due(&notify, true, true, 42000)); /* 26 s late by now */
    assert_non_null(notify_due(&notify, true, true, 52000));
    assert_int_equal(notify_margin(&notify, 53000), 4000);
    assert_int_equal(notify_margin(&notify, 54000), 28000); /* asked anew */
    assert_int_equal(notify_margin(&notify, 99000), 0);
    assert_int_equal(notify_margin(&(struct notify){ 0 }, 5), -1);
}

static void without_a_watchdog_nothing_beats(void **state)
{
    (void)state;
    struct notify notify = { 0 };
    assert_string_equal(notify_due(&notify, true, true, 5), "READY=1\nWATCHDOG=1");
    assert_null(notify_due(&notify, true, true, 1000000));
    assert_int_equal(notify_wake(&notify, 60000), 60000);
}

static void the_environment_says_how_often(void **state)
{
    (void)state;
    char me[32], other[32];
    snprintf(me, sizeof me, "%d", (int)getpid());
    snprintf(other, sizeof other, "%d", (int)getpid() + 1);
    const struct {
        const char *socket, *period, *process;
        int64_t interval_ms;
    } rows[] = {
        { "/run/x", "30000000", me, 10000 },
        { "/run/x", "30000000", NULL, 10000 },
        { "/run/x", "30000000", other, 0 },
        { "/run/x", "30000000", "me", 0 },
        { NULL, "30000000", me, 0 },
        { "/run/x", NULL, me, 0 },
        { "/run/x", "", me, 0 },
        { "/run/x", "-5", me, 0 },
        { "/run/x", "30s", me, 0 },
        { "/run/x", "99999999999999999999", me, 0 },
        { "/run/x", "1", me, 1 }, /* never a busy loop */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *values[] = { rows[i].socket, rows[i].period, rows[i].process };
        static const char *const names[] = { "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID" };
        for (int name = 0; name < 3; name++) {
            if (values[name]) {
                setenv(names[name], values[name], 1);
            } else {
                unsetenv(names[name]);
            }
        }
        assert_int_equal(notify_start().interval_ms, rows[i].interval_ms);
        assert_false(notify_start().ready);
    }
}

/* Returns a datagram socket bound to that address, @ for the abstract space. */
static int listen_at(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(path);
    memcpy(address.sun_path, path, length);
    address.sun_path[0] = path[0] == '@' ? '\0' : path[0];
    int end = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    assert_int_equal(bind(end, (struct sockaddr *)&address, size), 0);
    return end;
}

static void a_message_arrives(void **state)
{
    (void)state;
    char folder[] = "/tmp/vestibule-notify-XXXXXX", path[64], abstract[64], got[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/socket", folder);
    snprintf(abstract, sizeof abstract, "@vestibule-notify-%d", (int)getpid());
    const char *places[] = { path, abstract };
    for (int i = 0; i < 2; i++) {
        int end = listen_at(places[i]);
        setenv("NOTIFY_SOCKET", places[i], 1);
        assert_true(notify_send("READY=1\nSTATUS=x"));
        ssize_t length = recv(end, got, sizeof got - 1, 0);
        assert_int_equal(length, 16);
        got[length] = '\0';
        assert_string_equal(got, "READY=1\nSTATUS=x");
        close(end);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void what_cannot_be_reached_is_told(void **state)
{
    (void)state;
    char long_path[200];
    memset(long_path, 'x', sizeof long_path - 1);
    long_path[0] = '/';
    long_path[sizeof long_path - 1] = '\0';
    setenv("NOTIFY_SOCKET", "/nowhere/socket", 1);
    assert_false(notify_send("READY=1"));
    assert_int_equal(errno, ENOENT);
    setenv("NOTIFY_SOCKET", long_path, 1);
    assert_false(notify_send("READY=1"));
    assert_int_equal(errno, ENAMETOOLONG);
    setenv("NOTIFY_SOCKET", "", 1);
    assert_true(notify_send("READY=1"));
    unsetenv("NOTIFY_SOCKET");
    assert_true(notify_send("READY=1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beats_are_fed_by_a_screen_that_is_right),
        cmocka_unit_test(the_margin_is_that_of_the_worst_moment),
        cmocka_unit_test(without_a_watchdog_nothing_beats),
        cmocka_unit_test(the_environment_says_how_often),
        cmocka_unit_test(a_message_arrives),
        cmocka_unit_test(what_cannot_be_reached_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
