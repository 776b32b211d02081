/* Messages in another language, from a catalogue that gettext's msgfmt compiled or a hand damaged.
 */
#include "base/message.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CATALOGUE_MAX = 512 * 1024 };

static char path[300];

static const char *shipped(void)
{
    static char shipped_path[300];
    const char *build = getenv("BUILD");
    snprintf(shipped_path, sizeof shipped_path, "%s/locale/fr/LC_MESSAGES/vestibule.mo",
             build ? build : "build/release");
    return shipped_path;
}

static size_t read_shipped(char *bytes)
{
    FILE *file = fopen(shipped(), "rb");
    assert_non_null(file);
    size_t size = fread(bytes, 1, CATALOGUE_MAX, file);
    fclose(file);
    assert_true(size > 1000);
    return size;
}

static void write_catalogue(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

static void messages_are_translated(void **state)
{
    (void)state;
    assert_string_equal(message("a comma"), "a comma");
    assert_true(message_open(shipped()));
    assert_string_equal(message("a comma"), "une virgule");
    assert_string_equal(message("never said"), "never said");
    assert_string_equal(message(""), "");
    message_close();
    assert_string_equal(message("a comma"), "a comma");
}

static void plurals_follow_the_language(void **state)
{
    (void)state;
    static const struct {
        unsigned long count;
        const char *english, *french;
    } rows[] = {
        { 0, "%zu errors, ", "%zu erreur, " },
        { 1, "%zu error, ", "%zu erreur, " },
        { 2, "%zu errors, ", "%zu erreurs, " },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        message_close();
        assert_string_equal(message_plural("%zu error, ", "%zu errors, ", rows[i].count),
                            rows[i].english);
        assert_true(message_open(shipped()));
        assert_string_equal(message_plural("%zu error, ", "%zu errors, ", rows[i].count),
                            rows[i].french);
    }
    assert_string_equal(message_plural("a thing", "things", 3), "things");
    message_close();
}

static void a_missing_catalogue_leaves_english(void **state)
{
    (void)state;
    assert_false(message_open("/nowhere/vestibule.mo"));
    assert_string_equal(message("a comma"), "a comma");
}

/* Whatever is cut off or changed, every lookup stays inside the file (the sanitizers watch). */
static void damaged_catalogues_do_no_harm(void **state)
{
    (void)state;
    char *bytes = malloc(CATALOGUE_MAX);
    size_t size = read_shipped(bytes);
    unsigned seed = 1;
    for (int i = 0; i < 400; i++) {
        seed = seed * 1103515245u + 12345u;
        size_t at = (seed >> 8) % (i < 200 ? 28 : size);
        char kept = bytes[at];
        bytes[at] = (char)(seed >> 24);
        write_catalogue(bytes, i % 4 == 3 ? (seed >> 4) % size : size);
        message_open(path);
        assert_non_null(message("a comma"));
        assert_non_null(message_plural("%zu error, ", "%zu errors, ", 2));
        bytes[at] = kept;
    }
    message_close();
    free(bytes);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    snprintf(path, sizeof path, "%s/vestibule-message-%d.mo", P_tmpdir, (int)getpid());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_are_translated),
        cmocka_unit_test(plurals_follow_the_language),
        cmocka_unit_test(a_missing_catalogue_leaves_english),
        cmocka_unit_test_teardown(damaged_catalogues_do_no_harm, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
