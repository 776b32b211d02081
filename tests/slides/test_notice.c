/* Notices with and without picture and link. */
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

static const char plain[] =
    "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": {\"fr\": \"Bonjour\", \"en\": \"Hello\"}, \"body\": {\"fr\": \"Bienvenue.\", \"en\": \"Welcome.\"}}";

static const char linked[] =
    "{\"kind\": \"notice\", \"title\": \"À savoir\", \"headline\": \"Passeport : pensez-y\", \"body\": \"Les demandes sont nombreuses.\", \"link\": \"https://passeport.ants.gouv.fr/\", \"source\": \"Mairie\"}";

static void a_plain_notice_is_large(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(plain, "2026-11-24T10:24", portrait, true, 0, &arena);
        dump_has(dump, "114px w700 \"Bonjour\"");
        dump_has(dump, "\"Welcome.\"");
        dump_has_not(dump, "icons/world");
        dump_has_not(dump, "image");
        arena_finish(&arena);
    }
}

static void a_link_is_readable(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const char *dump = draw(linked, "2026-11-24T10:24", false, true, 0, &arena);
    dump_has(dump, "icons/world");
    dump_has(dump, "\"passeport.ants.gouv.fr\"");
    dump_has(dump, "\"Mairie\"");
    arena_finish(&arena);
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"notice\", \"title\": \"N\", \"headline\": \"H\"}",
          "slides/page.json:1:1: the key \"body\" is missing\n" },
        { "{\"kind\": \"notice\", \"title\": \"N\", \"headline\": \"H\", \"body\": \"B\", \"image\": \"images/none.png\"}",
          "slides/page.json:1:73: image: the picture \"images/none.png\" cannot be shown: there is no such file\n" },
        { "{\"kind\": \"notice\", \"title\": \"N\", \"headline\": \"H\", \"body\": \"B\", \"link\": \"https://evil.org/\"}",
          "slides/page.json:1:72: link: \"evil.org\" is not among the allowed_hosts of site.json (official sites only)\n" },
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
        cmocka_unit_test(a_plain_notice_is_large),
        cmocka_unit_test(a_link_is_readable),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
