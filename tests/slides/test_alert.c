/* The alert: a page of its own, in its own colour, never cut. */
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
    "{\"kind\": \"alert\", \"headline\": {\"fr\": \"Fermeture exceptionnelle\", \"en\": \"Closed\"}, \"when\": {\"fr\": \"À partir de 14 h\", \"en\": \"From 14:00\"}, \"detail\": \"Les rendez-vous sont reportés.\", \"from\": \"2026-11-24T09:00\", \"until\": \"2026-11-24T18:00\", \"example\": true}";

static void fills_the_screen_and_nothing_else(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, true, 0, &arena);
        dump_has(dump, "icons/alert-triangle-filled");
        dump_has(dump, "Fermeture");
        dump_has(dump, "exceptionnelle");
        dump_has(dump, "\"À partir de 14 h\"");
        dump_has(dump, "Les rendez-vous");
        dump_has(dump, "Closed. From 14:00");
        dump_has(dump, "\"Données d’exemple\"");
        dump_has_not(dump, "…");
        dump_has_not(dump, "#E1000F"); /* no flag edge */
        arena_finish(&arena);
    }
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"alert\", \"headline\": \"H\", \"from\": \"2026-11-24T18:00\", \"until\": \"2026-11-24T18:00\"}",
          "slides/page.json:1:73: until: must be later than \"from\", not \"2026-11-24T18:00\"\n" },
        { "{\"kind\": \"alert\", \"headline\": \"H\", \"from\": \"2026-11-24\", \"until\": \"2026-11-24T18h\"}",
          "slides/page.json:1:67: until: must be a date and time such as \"2026-11-23T14:00\", not \"2026-11-24T18h\"\n" },
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
        cmocka_unit_test(fills_the_screen_and_nothing_else),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
