/* The action plan: three a page, each with its state in a word and an icon. */
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
    "{\"kind\": \"actions\", \"title\": \"Vos avis\", \"actions\": [{\"said\": {\"fr\": \"Dit 0\", \"en\": \"Said 0\"}, \"done\": \"Fait 0\", \"status\": \"done\"}, {\"said\": {\"fr\": \"Dit 1\", \"en\": \"Said 1\"}, \"done\": \"Fait 1\", \"status\": \"in_progress\"}, {\"said\": {\"fr\": \"Dit 2\", \"en\": \"Said 2\"}, \"done\": \"Fait 2\", \"status\": \"planned\"}, {\"said\": {\"fr\": \"Dit 3\", \"en\": \"Said 3\"}, \"done\": \"Fait 3\", \"status\": \"done\"}]}";

static void four_actions_make_two_pages(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, true, 0, &arena);
        dump_has(dump, "\"Dit 0\"");
        dump_has(dump, "\"Said 1\"");
        dump_has_not(dump, "\"Dit 2\"");
        dump_has(dump, "icons/circle-check");
        dump_has(dump, "\"en cours\"");
        dump_has(dump, portrait ? "icons/arrow-down" : "icons/arrow-right");
        dump = draw(page, "2026-11-24T10:24", portrait, true, 1, &arena);
        dump_has(dump, "\"prévu\"");
        dump_has(dump, "icons/calendar-event");
        dump_has(dump, "\"Fait 3\"");
        arena_finish(&arena);
    }
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"actions\", \"title\": \"A\", \"actions\": [{\"said\": \"a\", \"done\": \"b\", \"status\": \"doen\"}]}",
          "slides/page.json:1:84: actions[0].status: must be one of the known words, not \"doen\"; did you mean \"done\"?\n" },
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
        cmocka_unit_test(four_actions_make_two_pages),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
