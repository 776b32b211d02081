/* The zones by floor: sign with letter and shape, edge where the colour is pale. */
#include "slides/sign.h"
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
    "{\"kind\": \"orientation\", \"title\": {\"fr\": \"Suivez votre couleur\", \"en\": \"Follow your colour\"}}";

static void shows_zones_and_floors(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, false, 0, &arena);
        dump_has(dump, "shapes/circle");
        dump_has(dump, "shapes/triangle");
        dump_has(dump, "\"A\"");
        dump_has(dump, "\"Accueil général\"");
        dump_has(dump, "\"Information desk\"");
        dump_has(dump, "\"Guichets 1 et 2\"");
        dump_has(dump, "\"Desks 1–2\"");
        dump_has(dump, "\"Titres de séjour\"");
        assert_int_equal(dump_count(dump, "icons/stairs-up"), 1); /* not on the ground floor */
        dump_has(dump, "\"Données d’exemple\"");
        arena_finish(&arena);
    }
}

static void pale_colours_get_an_edge(void **state)
{
    (void)state;
    assert_true(sign_needs_edge(COLOR(0xFFD21F), WHITE));
    assert_true(sign_needs_edge(COLOR(0xF18BBF), WHITE));
    assert_false(sign_needs_edge(COLOR(0x1F6FE5), WHITE));
    assert_false(sign_needs_edge(COLOR(0xE35A00), WHITE));
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"orientation\"}", "slides/page.json:1:1: the key \"title\" is missing\n" },
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
        cmocka_unit_test(shows_zones_and_floors),
        cmocka_unit_test(pale_colours_get_an_edge),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
