/* Commitments: six a page, balanced, beside their icon when a sentence is long. */
#include "support/cmocka_all.h"
#include "support/content.h"
#include "support/dump.h"

static const char *draw(const char *json, const char *at, bool portrait, bool trusted, int page,
                        struct arena *arena)
{
    struct show *show = content_with_slide(json);
    const char *dump = content_dump(show, portrait ? 1080 : 1920, portrait ? 1920 : 1080, at,
                                    trusted, page, arena);
    content_free(show);
    return dump;
}

static const char short_six[] =
    "{\"kind\": \"commitments\", \"title\": \"Nos engagements\", \"source\": \"Charte\", \"edition\": 2023, \"commitments\": [{\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 0\", \"en\": \"Title 0\"}, \"sentence\": \"avec courtoisie\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 1\", \"en\": \"Title 1\"}, \"sentence\": \"avec courtoisie\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 2\", \"en\": \"Title 2\"}, \"sentence\": \"avec courtoisie\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 3\", \"en\": \"Title 3\"}, \"sentence\": \"avec courtoisie\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 4\", \"en\": \"Title 4\"}, \"sentence\": \"avec courtoisie\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 5\", \"en\": \"Title 5\"}, \"sentence\": \"avec courtoisie\"}]}";

static const char long_seven[] =
    "{\"kind\": \"commitments\", \"title\": \"Nos engagements\", \"source\": \"Charte\", \"edition\": 2023, \"commitments\": [{\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 0\", \"en\": \"Title 0\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 1\", \"en\": \"Title 1\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 2\", \"en\": \"Title 2\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 3\", \"en\": \"Title 3\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 4\", \"en\": \"Title 4\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 5\", \"en\": \"Title 5\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}, {\"icon\": \"clock\", \"heading\": {\"fr\": \"Titre 6\", \"en\": \"Title 6\"}, \"sentence\": \"Dans le respect mutuel, vous êtes accueillis avec bienveillance et avez le droit à l'erreur\"}]}";

static void six_fit_a_page(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const char *dump = draw(short_six, "2026-11-24T10:24", false, true, 0, &arena);
    assert_int_equal(dump_count(dump, "icons/clock"), 6);
    assert_int_equal(dump_count(dump, "\"avec courtoisie\""), 6);
    dump_has(dump, "\"Charte, édition 2023\"");
    dump_has(dump, "\"Title 5\"");
    arena_finish(&arena);
}

static void seven_make_four_and_three(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *first = draw(long_seven, "2026-11-24T10:24", portrait, true, 0, &arena);
        const char *second = draw(long_seven, "2026-11-24T10:24", portrait, true, 1, &arena);
        assert_int_equal(dump_count(first, "\"Titre"), 4);
        assert_int_equal(dump_count(second, "\"Titre"), 3);
        dump_has_not(first, "cut"); /* nothing of the sentence is lost */
        dump_has_not(first, "…");
        arena_finish(&arena);
    }
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"commitments\", \"title\": \"C\", \"commitments\": [{\"icon\": \"clock\", \"heading\": \"a\"}]}",
          "slides/page.json:1:54: commitments: must hold 3 to 24 values, not 1\n" },
        { "{\"kind\": \"commitments\", \"title\": \"C\", \"commitments\": [{\"icon\": \"clok\", \"heading\": \"a\"}, {\"icon\": \"clock\", \"heading\": \"a\"}, {\"icon\": \"clock\", \"heading\": \"a\"}]}",
          "slides/page.json:1:64: commitments[0].icon: must be the name of an icon, not \"clok\"; did you mean \"clock\"?\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        assert_string_equal(content_messages(rows[i].json, &arena), rows[i].expected);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_fit_a_page),
        cmocka_unit_test(seven_make_four_and_three),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
