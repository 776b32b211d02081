/* What display.conf may say, and who may have written it. */
#include "machine/display_conf.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[128];

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/vestibule-switch-XXXXXX");
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/display.conf", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static void put(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0644), 0);
}

static void words_are_cut_and_nothing_is_expanded(void **state)
{
    (void)state;
    struct display_conf conf;
    put("# comment\n\n  on = /bin/true a  \"b c\" d\"\"e \"\" $HOME `id` ; * ~ \\n | $(id)\r\n"
        "on=/bin/echo\noff\t=\t/bin/false");
    assert_int_equal(display_conf_read(path, getuid(), &conf), DISPLAY_CONF_GOOD);
    static const char *const expected[] = { "/bin/true", "a", "b c", "de",  "",  "$HOME", "`id`",
                                            ";",         "*", "~",   "\\n", "|", "$(id)" };
    assert_int_equal(conf.on.count, 2);
    assert_int_equal(conf.off.count, 1);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_non_null(conf.on.items[0].words[i]);
        assert_string_equal(conf.on.items[0].words[i], expected[i]);
    }
    assert_null(conf.on.items[0].words[sizeof expected / sizeof *expected]);
    assert_string_equal(conf.on.items[1].words[0], "/bin/echo");
    assert_string_equal(conf.off.items[0].words[0], "/bin/false");
    display_conf_finish(&conf);
}

#define TEN_WORDS " 1 2 3 4 5 6 7 8 9 0"

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum display_conf_state result;
        const char *reason; /* part of it */
    } rows[] = {
        { "", DISPLAY_CONF_NONE, NULL },
        { "# on = /bin/true\n# off = /bin/true\n", DISPLAY_CONF_NONE, NULL },
        { "on = /bin/true\n", DISPLAY_CONF_REFUSED, "both on and off" },
        { "\noff = /bin/true\n\non = true\n", DISPLAY_CONF_REFUSED, "line 4" },
        { "on = ../bin/true\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "on = /no/where\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "/no/where" },
        { "on = /etc/passwd\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "no program" },
        { "on = /etc\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "no program" },
        { "on =\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "on = kms\noff = kms\n", DISPLAY_CONF_GOOD, NULL },
        { "on = kms\noff = kms\noff = /bin/true\n", DISPLAY_CONF_GOOD, NULL },
        { "on = kms now\noff = kms\n", DISPLAY_CONF_REFUSED, "kms alone" },
        { "on = KMS\noff = kms\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "on = /bin/true \"a\noff = /bin/true\n", DISPLAY_CONF_REFUSED, "quotation" },
        { "On = /bin/true\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "onoff = /bin/true\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "on /bin/true\n", DISPLAY_CONF_REFUSED, "line 1" },
        { "on = /bin/true\non = /bin/true\non = /bin/true\non = /bin/true\non = /bin/true\n",
          DISPLAY_CONF_REFUSED, "line 5" },
        { "on = /bin/true" TEN_WORDS TEN_WORDS TEN_WORDS "\n", DISPLAY_CONF_REFUSED, "words" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct display_conf conf;
        put(rows[i].text);
        assert_int_equal(display_conf_read(path, getuid(), &conf), rows[i].result);
        if (rows[i].reason) {
            assert_non_null(strstr(conf.reason, rows[i].reason));
        }
        display_conf_finish(&conf);
    }
}

/* Nothing that somebody else could have written is ever run. */
static void only_the_owner_may_write(void **state)
{
    (void)state;
    static const char good[] = "on = /bin/true\noff = /bin/true\n";
    struct display_conf conf;
    char other[160], text[400];
    const mode_t modes[] = { 0664, 0646, 0666, 0620 };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        put(good);
        assert_int_equal(chmod(path, modes[i]), 0);
        assert_int_equal(display_conf_read(path, getuid(), &conf), DISPLAY_CONF_REFUSED);
        display_conf_finish(&conf);
    }
    put(good);
    snprintf(other, sizeof other, "%s/link", folder);
    assert_int_equal(symlink(path, other), 0);
    assert_int_equal(display_conf_read(other, getuid(), &conf), DISPLAY_CONF_REFUSED);
    display_conf_finish(&conf);
    assert_int_equal(display_conf_read(folder, getuid(), &conf), DISPLAY_CONF_REFUSED);
    display_conf_finish(&conf);
    snprintf(other, sizeof other, "%s/fifo", folder);
    assert_int_equal(mkfifo(other, 0644), 0);
    assert_int_equal(display_conf_read(other, getuid(), &conf), DISPLAY_CONF_REFUSED);
    display_conf_finish(&conf);
    assert_int_equal(display_conf_read("/no/where", getuid(), &conf), DISPLAY_CONF_NONE);
    display_conf_finish(&conf);
    snprintf(other, sizeof other, "%s/program", folder); /* others may change it */
    snprintf(text, sizeof text, "on = %s\noff = /bin/true\n", other);
    FILE *file = fopen(other, "w");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(other, 0775), 0);
    put(text);
    assert_int_equal(display_conf_read(path, getuid(), &conf), DISPLAY_CONF_REFUSED);
    display_conf_finish(&conf);
    assert_int_equal(chmod(other, 0755), 0);
    assert_int_equal(display_conf_read(path, getuid(), &conf), DISPLAY_CONF_GOOD);
    display_conf_finish(&conf);
    if (getuid() == 0) { /* a file of the player's own user */
        assert_int_equal(chown(path, 12345, 12345), 0);
        assert_int_equal(display_conf_read(path, 0, &conf), DISPLAY_CONF_REFUSED);
        display_conf_finish(&conf);
    } else { /* we are not root */
        assert_int_equal(display_conf_read(path, 0, &conf), DISPLAY_CONF_REFUSED);
        display_conf_finish(&conf);
    }
}

/* The file of the package does nothing until somebody chooses. */
static void the_shipped_file_is_all_comments(void **state)
{
    (void)state;
    struct display_conf conf;
    struct stat status;
    assert_int_equal(stat("assets/system/display.conf", &status), 0);
    assert_int_equal(display_conf_read("assets/system/display.conf", status.st_uid, &conf),
                     DISPLAY_CONF_NONE);
    display_conf_finish(&conf);
}

static void what_is_too_long_is_refused(void **state)
{
    (void)state;
    struct display_conf conf;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 2000; i++) {
        fputs("# comment\n", file);
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(display_conf_read(path, getuid(), &conf), DISPLAY_CONF_REFUSED);
    display_conf_finish(&conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_are_cut_and_nothing_is_expanded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mistakes_are_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_the_owner_may_write, set_up, tear_down),
        cmocka_unit_test(the_shipped_file_is_all_comments),
        cmocka_unit_test_setup_teardown(what_is_too_long_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
