/* The survey page: score, facts, bars that add up, pages. */
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

static const char page[] =
    "{\"kind\": \"survey\", \"title\": \"Votre avis\", \"score\": {\"value\": 8.1}, \"respondents\": 412, \"from\": \"2022-03-02\", \"until\": \"2022-03-30\", \"where\": {\"fr\": \"dans le hall\", \"en\": \"in the hall\"}, \"questions\": [{\"label\": {\"fr\": \"Amabilité\", \"en\": \"Friendliness\"}, \"shares\": [52, 38, 7, 3]}, {\"label\": \"Attente\", \"counts\": [1, 1, 1, 0]}]}";

static const char seven[] =
    "{\"kind\": \"survey\", \"title\": \"Votre avis\", \"from\": \"2022-03-02\", \"until\": \"2022-03-02\", \"questions\": [{\"label\": \"Question 0\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 1\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 2\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 3\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 4\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 5\", \"shares\": [25, 25, 25, 25]}, {\"label\": \"Question 6\", \"shares\": [25, 25, 25, 25]}]}";

static void shows_score_facts_and_bars(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, true, 0, &arena);
        dump_has(dump, "\"8,1\"");
        dump_has(dump, "\"/ 10\"");
        dump_has(dump, "\"412\"");
        dump_has(dump, "\"réponses\"");
        dump_has(dump, "\"du 2 au 30 mars 2022\"");
        dump_has(dump, "\"412 replies, March 2022\"");
        dump_has(dump, "\"52 %\"");
        dump_has(dump, "\"7 %\"");
        dump_has_not(dump, "\"3 %\""); /* too narrow for a label */
        /* 1 + 1 + 1 of 3 are 34, 33 and 33 %: they add up, and nothing is drawn for none */
        dump_has(dump, "\"34 %\"");
        assert_int_equal(dump_count(dump, "\"33 %\""), 2);
        assert_int_equal(dump_count(dump, "#B34000"), 2); /* the legend and one segment */
        dump_has(dump, "\"Friendliness\"");
        arena_finish(&arena);
    }
}

static void seven_questions_make_two_pages(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const char *first = draw(seven, "2026-11-24T10:24", false, true, 0, &arena);
    const char *second = draw(seven, "2026-11-24T10:24", true, true, 1, &arena);
    assert_int_equal(dump_count(first, "\"Question"), 4);
    assert_int_equal(dump_count(second, "\"Question"), 3);
    dump_has(first, "\"2 mars 2022\""); /* a single day */
    dump_has_not(first, "/ 10");
    arena_finish(&arena);
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"survey\", \"title\": \"V\", \"from\": \"2022-03-02\", \"until\": \"2022-03-30\", \"questions\": [{\"label\": \"A\", \"shares\": [50, 30, 10, 9]}]}",
          "slides/page.json:1:118: questions[0].shares: the percentages must add up to 100, not 99\n" },
        { "{\"kind\": \"survey\", \"title\": \"V\", \"from\": \"2022-03-02\", \"until\": \"2022-03-30\", \"questions\": [{\"label\": \"A\"}]}",
          "slides/page.json:1:93: questions[0]: must have either \"shares\" (percentages) or \"counts\" (answers), one of both\n" },
        { "{\"kind\": \"survey\", \"title\": \"V\", \"from\": \"2022-03-02\", \"until\": \"2022-03-30\", \"questions\": [{\"label\": \"A\", \"counts\": [0, 0, 0, 0]}]}",
          "slides/page.json:1:118: questions[0].counts: must count at least one answer\n" },
        { "{\"kind\": \"survey\", \"title\": \"V\", \"from\": \"2022-03-02\", \"until\": \"2022-03-01\", \"questions\": [{\"label\": \"A\", \"counts\": [1, 0, 0, 0]}]}",
          "slides/page.json:1:65: until: must not be before \"from\", not \"2022-03-01\"\n" },
        { "{\"kind\": \"survey\", \"title\": \"V\", \"score\": {\"value\": 11}, \"from\": \"2022-03-02\", \"until\": \"2022-03-30\", \"questions\": [{\"label\": \"A\", \"counts\": [1, 0, 0, 0]}]}",
          "slides/page.json:1:53: score.value: must not be more than \"out_of\" (10), not 11\n" },
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
        cmocka_unit_test(shows_score_facts_and_bars),
        cmocka_unit_test(seven_questions_make_two_pages),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
