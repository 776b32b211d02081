/* Which slips lead back to the word that was meant, and which are too far from any. */
#include "content/closest.h"
#include "support/cmocka_all.h"

#include <string.h>

static const char *const words[] = { "id",    "title", "icon",    "weekly", "closed_on_holidays",
                                     "until", "fr",    "numéro",  "opens",  "closes",
                                     "x",     "kind",  "quarter", "" };

static void finds_the_word_that_was_meant(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *expected; /* NULL: none */
    } rows[] = {
        { "title", "title" },
        { "Title", "title" },
        { "TITLE", "title" },
        { "titel", "title" }, /* a swap is one step */
        { "tittle", "title" },
        { "tilte", "title" },
        { "tutke", "title" },
        { "tutkr", NULL }, /* three steps from five letters */
        { "iocn", "icon" },
        { "coin", NULL },
        { "icons", "icon" },
        { "di", "id" },
        { "ib", "id" },
        { "ab", NULL },
        { "fr", "fr" },
        { "FR", "fr" },
        { "weekley", "weekly" },
        { "wekly", "weekly" },
        { "numero", "numéro" },
        { "closed_on_holiday", "closed_on_holidays" },
        { "close_on_holyday", "closed_on_holidays" },
        { "closed_holiday", NULL },
        { "unitl", "until" },
        { "X", "x" },
        { "y", NULL },
        { "completely_different", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = closest_word(rows[i].typed, words, sizeof words / sizeof *words);
        if (!rows[i].expected) {
            assert_null(found);
            continue;
        }
        assert_non_null(found);
        assert_string_equal(found, rows[i].expected);
    }
}

static void takes_the_nearest_then_the_first(void **state)
{
    (void)state;
    static const char *const near[] = { "closing", "closes", "closed" };
    assert_string_equal(closest_word("closeds", near, 3), "closes");
    assert_string_equal(closest_word("closer", near, 3), "closes");
    assert_string_equal(closest_word("closed", near, 3), "closed");
}

static void finds_nothing_without_words_or_letters(void **state)
{
    (void)state;
    assert_null(closest_word("title", words, 0));
    assert_string_equal(closest_word("", words, sizeof words / sizeof *words), "");
    assert_null(closest_word("", words, 3));
}

static void passes_over_a_very_long_key(void **state)
{
    (void)state;
    static char typed[1000001];
    memset(typed, 'a', sizeof typed - 1);
    assert_null(closest_word(typed, words, sizeof words / sizeof *words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_word_that_was_meant),
        cmocka_unit_test(takes_the_nearest_then_the_first),
        cmocka_unit_test(finds_nothing_without_words_or_letters),
        cmocka_unit_test(passes_over_a_very_long_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
