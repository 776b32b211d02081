/* The hours page as text: its state at each boundary, its ranges, its week, its closure. */
#include "support/cmocka_all.h"
#include "support/content.h"
#include "support/dump.h"

static const char page[] =
    "{\"kind\": \"hours\", \"title\": {\"fr\": \"Horaires d'ouverture\", \"en\": "
    "\"Opening hours\"}, \"service\": \"accueil\"}";

static void says_the_state_at_each_boundary(void **state)
{
    (void)state;
    static const struct {
        const char *at, *icon, *pill, *next, *second;
    } rows[] = {
        { "2026-11-24T08:59", "icons/x", "\"Fermé\"", "\"ouvre à 9 h 00\"", "Opens at 9:00" },
        { "2026-11-24T09:00", "icons/check", "\"Ouvert\"", "\"ferme à 12 h 00\"",
          "Open until 12:00" },
        { "2026-11-24T11:29", "icons/check", "\"Ouvert\"", "\"ferme à 12 h 00\"",
          "Open until 12:00" },
        { "2026-11-24T11:30", "icons/clock", "\"Ferme bientôt\"", "\"ferme à 12 h 00\"", "" },
        { "2026-11-24T11:59", "icons/clock", "\"Ferme bientôt\"", "\"ferme à 12 h 00\"", "" },
        { "2026-11-24T12:00", "icons/x", "\"Fermé\"", "\"ouvre à 13 h 30\"", "Opens at 13:30" },
        { "2026-11-24T15:30", "icons/x", "\"Fermé\"", "\"ouvre demain à 9 h 00\"", "tomorrow" },
    };
    struct show *show = content_with_slide(page);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int portrait = 0; portrait < 2; portrait++) {
            struct arena arena = { 0 };
            const char *dump = content_dump(show, portrait ? 1080 : 1920, portrait ? 1920 : 1080,
                                            rows[i].at, true, 0, &arena);
            dump_has(dump, rows[i].icon);
            dump_has(dump, rows[i].pill);
            dump_has(dump, rows[i].next);
            dump_has(dump, rows[i].second);
            arena_finish(&arena);
        }
    }
    content_free(show);
}

static void past_ranges_are_grey(void **state)
{
    (void)state;
    struct show *show = content_with_slide(page);
    struct arena arena = { 0 };
    const char *dump = content_dump(show, 1920, 1080, "2026-11-24T12:24", true, 0, &arena);
    dump_has(dump, "#929292 145px w700 \"9 h 00 – 12 h 00\"");
    dump_has(dump, "#000091 145px w700 \"13 h 30 – 15 h 30\"");
    dump_has(dump, "\"mardi 24 novembre 2026\"");
    dump_has(dump, "\"12 h 24\"");
    dump_has(dump, "\"samedi, dimanche\"");
    dump_has(dump, "\"Données d’exemple\"");
    dump_has(dump, "\"sans rendez-vous\"");
    arena_finish(&arena);
    content_free(show);
}

static void names_the_next_closure_and_its_reason(void **state)
{
    (void)state;
    struct show *show = content_with_slide(page);
    struct arena arena = { 0 };
    const char *dump = content_dump(show, 1920, 1080, "2026-11-24T10:00", true, 0, &arena);
    dump_has(dump, "\"du 10 au 11 décembre 2026\"");
    dump_has(dump, "\"Travaux\"");
    dump = content_dump(show, 1920, 1080, "2026-12-11T10:00", true, 0, &arena);
    dump_has(dump, "\"vendredi 25 décembre\"");
    dump_has(dump, "\"Noël, jour férié\"");
    dump_has(dump, "\"Travaux\""); /* why it is closed today */
    arena_finish(&arena);
    content_free(show);
}

static void announces_exceptional_hours(void **state)
{
    (void)state;
    struct show *show = content_with_slide(page);
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = content_dump(show, portrait ? 1080 : 1920, portrait ? 1920 : 1080,
                                        "2026-12-25T10:00", true, 0, &arena);
        dump_has(dump, "\"Horaires exceptionnels\"");
        dump_has(dump, "\"Special hours\"");
        dump_has(dump, "\"jeudi 31 décembre\"");
        dump_has(dump, "#161616 37px w600 \"9 h – 12 h\""); /* 3.4u */
        dump_has(dump, "\"Saint-Sylvestre\"");
        dump_has_not(dump, "\"Prochaine fermeture\"");
        dump = content_dump(show, portrait ? 1080 : 1920, portrait ? 1920 : 1080,
                            "2026-12-31T10:00", true, 0, &arena);
        dump_has(dump, "\"Prochaine fermeture\"");
        dump_has(dump, "\"jour de l’An, jour férié\"");
        dump_has_not(dump, "\"Horaires exceptionnels\"");
        arena_finish(&arena);
    }
    content_free(show);
}

static void claims_nothing_without_a_trusted_clock(void **state)
{
    (void)state;
    struct show *show = content_with_slide(page);
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = content_dump(show, portrait ? 1080 : 1920, portrait ? 1920 : 1080,
                                        "2026-11-24T10:00", false, 0, &arena);
        dump_has(dump, "\"Horaires d’ouverture\"");
        dump_has(dump, "\"9 h – 12 h\"");
        dump_has_not(dump, "Ouvert\"");
        dump_has_not(dump, "Aujourd");
        dump_has_not(dump, "Cette semaine");
        dump_has_not(dump, "2026");
        dump_has_not(dump, "10 h 00\"");
        arena_finish(&arena);
    }
    content_free(show);
}

static void a_day_closed_says_when_it_opens(void **state)
{
    (void)state;
    struct show *show = content_with_slide(
        "{\"kind\": \"hours\", \"title\": \"Horaires\", \"service\": "
        "\"sejour\"}");
    struct arena arena = { 0 };
    const char *dump = content_dump(show, 1920, 1080, "2026-11-24T10:00", true, 0, &arena);
    dump_has(dump, "w700 \"Fermé\"");
    dump_has(dump, "\"lundi 30 novembre, 8 h 00\"");
    dump_has(dump, "\"sur rendez-vous\"");
    dump = content_dump(show, 1920, 1080, "2026-11-30T10:00", true, 0, &arena);
    dump_has(dump, "\"8 h 00 – 17 h 00\"");
    dump_has(dump, "\"8 h – 17 h\"");
    arena_finish(&arena);
    content_free(show);
}

static void needs_a_service_that_exists(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_string_equal(content_messages("{\"kind\": \"hours\", \"title\": \"Horaires\"}", &arena),
                        "slides/page.json:1:1: the key \"service\" is missing\n");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_the_state_at_each_boundary),
        cmocka_unit_test(past_ranges_are_grey),
        cmocka_unit_test(names_the_next_closure_and_its_reason),
        cmocka_unit_test(announces_exceptional_hours),
        cmocka_unit_test(claims_nothing_without_a_trusted_clock),
        cmocka_unit_test(a_day_closed_says_when_it_opens),
        cmocka_unit_test(needs_a_service_that_exists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
