/* The transparency page: targets, trends, fractions, periods, freshness, pages. */
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
    "{\"kind\": \"indicators\", \"title\": \"Nos délais\", \"heading\": \"Délai moyen\", \"period\": \"2026-Q3\", \"next_update\": \"2027-01-31\", \"values\": [{\"label\": {\"fr\": \"Permis\", \"en\": \"Licence\"}, \"unit\": \"days\", \"value\": 18, \"previous\": 20, \"target\": 20, \"better\": \"lower\"}, {\"label\": \"Séjour\", \"unit\": \"days\", \"value\": 72, \"previous\": 67, \"target\": 60, \"better\": \"lower\"}, {\"label\": \"Attente\", \"unit\": \"minutes\", \"value\": 1, \"previous\": 1, \"better\": \"lower\", \"period\": \"2026-Q2\"}, {\"label\": \"Appels\", \"unit\": \"percent\", \"value\": 84, \"previous\": 80.5, \"target\": 90, \"better\": \"higher\"}, {\"label\": \"Accueil\", \"unit\": \"percent\", \"value\": {\"numerator\": 11, \"denominator\": 80}, \"better\": \"lower\", \"example\": true}]}";

static const char six_rows[] =
    "{\"kind\": \"indicators\", \"title\": \"Nos délais\", \"heading\": \"Délai moyen\", \"period\": \"2022\", \"next_update\": \"2027-01-31\", \"values\": [{\"label\": \"Ligne 1\", \"unit\": \"days\", \"value\": 1, \"better\": \"lower\"}, {\"label\": \"Ligne 2\", \"unit\": \"days\", \"value\": 2, \"better\": \"lower\"}, {\"label\": \"Ligne 3\", \"unit\": \"days\", \"value\": 3, \"better\": \"lower\"}, {\"label\": \"Ligne 4\", \"unit\": \"days\", \"value\": 4, \"better\": \"lower\"}, {\"label\": \"Ligne 5\", \"unit\": \"days\", \"value\": 5, \"better\": \"lower\"}, {\"label\": \"Ligne 6\", \"unit\": \"days\", \"value\": 6, \"better\": \"lower\"}]}";

static void judges_by_target_and_sense(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, true, 0, &arena);
        dump_has(dump, "#000091 95px w700 \"18\"");
        dump_has(dump, "#B34000 95px w700 \"72\"");   /* beyond its target */
        dump_has(dump, "#18753C 30px w600 \"−2 j\""); /* shorter is better */
        dump_has(dump, "#B34000 30px w600 \"+5 j\"");
        dump_has(dump, "\"stable\"");
        dump_has(dump, "\"objectif 20 j\"");
        dump_has(dump, "\"objectif 90 %\"");
        dump_has(dump, "\"minute\"");            /* one of them */
        dump_has(dump, "\"2e trimestre 2026\""); /* its own period */
        dump_has(dump, "\"3e trimestre 2026\"");
        dump_has(dump, "\"13,75 %\""); /* computed, not the 12,50 % that was printed once */
        dump_has(dump, "\"11 / 80\"");
        dump_has(dump, "\"Données d’exemple\""); /* one value is */
        arena_finish(&arena);
    }
}

static void says_when_the_update_is_overdue(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        bool trusted, late;
    } rows[] = {
        { "2027-01-31T23:59", true, false },
        { "2027-02-01T00:00", true, true },
        { "2027-02-01T00:00", false, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, rows[i].at, false, rows[i].trusted, 0, &arena);
        assert_int_equal(dump_count(dump, "mise à jour en attente"), rows[i].late);
        assert_int_equal(dump_count(dump, "janvier 2027\""), !rows[i].late + (i == 0));
        arena_finish(&arena);
    }
}

static void six_rows_make_two_balanced_pages(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct show *show = content_with_slide(six_rows);
    assert_int_equal(slide_pages(show_slide(show, "page"), show), 2);
    content_free(show);
    const char *first = draw(six_rows, "2026-11-24T10:24", false, true, 0, &arena);
    const char *second = draw(six_rows, "2026-11-24T10:24", false, true, 1, &arena);
    assert_int_equal(dump_count(first, "\"Ligne"), 3);
    assert_int_equal(dump_count(second, "\"Ligne"), 3);
    dump_has(second, "\"Ligne 6\"");
    dump_has(first, "\"année 2022\"");
    dump_has_not(first, "évolution"); /* nothing to compare with */
    arena_finish(&arena);
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"indicators\", \"title\": \"N\", \"heading\": \"D\", \"period\": \"2026-Q3\", \"next_update\": \"2027-01-31\", \"values\": [{\"label\": \"A\", \"unit\": \"percent\", \"value\": 101, \"better\": \"lower\"}]}",
          "slides/page.json:1:158: values[0].value: a percentage must not be above 100, not 101\n" },
        { "{\"kind\": \"indicators\", \"title\": \"N\", \"heading\": \"D\", \"period\": \"2026-Q3\", \"next_update\": \"2027-01-31\", \"values\": [{\"label\": \"A\", \"unit\": \"percent\", \"value\": {\"numerator\": 9, \"denominator\": 8}, \"better\": \"lower\"}]}",
          "slides/page.json:1:158: values[0].value: a percentage must not be above 100, not 112.5\n" },
        { "{\"kind\": \"indicators\", \"title\": \"N\", \"heading\": \"D\", \"period\": \"2026-Q3\", \"next_update\": \"2027-01-31\", \"values\": [{\"label\": \"A\", \"unit\": \"days\", \"value\": {\"numerator\": 9, \"denominator\": 8}, \"better\": \"lower\"}]}",
          "slides/page.json:1:155: values[0].value: must be a number: only a percentage can be a fraction\n" },
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
        cmocka_unit_test(judges_by_target_and_sense),
        cmocka_unit_test(says_when_the_update_is_overdue),
        cmocka_unit_test(six_rows_make_two_balanced_pages),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
