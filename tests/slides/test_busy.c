/* The busy page: bars, now, advice, map, and silence without a trusted clock. */
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
    "{\"kind\": \"busy\", \"title\": {\"fr\": \"Quand venir ?\", \"en\": \"Busy times\"}, \"service\": \"accueil\", \"first_slot\": \"09:00\", \"days\": [{\"day\": \"monday\", \"levels\": [90, 80, 60, 50, 30, 45, 55]}, {\"day\": \"tuesday\", \"levels\": [78, 100, 66, 50, 30, 38, 58]}, {\"day\": \"wednesday\", \"levels\": [80, 60, 30, 0, 0, 0, 0]}]}";

static void advises_a_time_still_to_come_inside_opening_hours(void **state)
{
    (void)state;
    static const struct {
        const char *at, *from, *until;
    } rows[] = {
        { "2026-11-24T10:24", "\"13 h 30\"", "\"à 15 h 00, aujourd’hui\"" },
        { "2026-11-24T13:29", "\"13 h 30\"", "\"à 15 h 00, aujourd’hui\"" },
        /* a slot that has begun does not count */
        { "2026-11-24T13:31", "\"14 h 00\"", "\"à 15 h 00, aujourd’hui\"" },
        { "2026-11-24T14:30", "\"15 h 00\"", "\"à 15 h 30, aujourd’hui\"" },
        /* then the calmest of the next day that is open */
        { "2026-11-24T15:10", "\"11 h 00\"", "à 12 h 00, mercredi" },
        { "2026-11-27T18:00", "\"13 h 30\"", "à 14 h 00, lundi 30 novembre" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, rows[i].at, false, true, 0, &arena);
        dump_has(dump, rows[i].from);
        dump_has(dump, rows[i].until);
        arena_finish(&arena);
    }
}

static void bars_say_their_level_and_now(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, true, 0, &arena);
        assert_int_equal(dump_count(dump, "\"chargé\""), 2);
        assert_int_equal(dump_count(dump, "\"modéré\""), 2);
        assert_int_equal(dump_count(dump, "\"calme\""), 2);
        assert_int_equal(dump_count(dump, "\"fermé\""), 1); /* whatever number stands at noon */
        assert_int_equal(dump_count(dump, "\"maintenant\""), 1);
        assert_int_equal(dump_count(dump, "\"conseillé\""), 1);
        dump_has(dump, "\"Données d’exemple\"");
        arena_finish(&arena);
    }
}

static void a_closed_day_shows_the_next_open_one(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const char *dump = draw(page, "2026-11-28T10:24", false, true, 0, &arena);
    dump_has(dump, "\"lundi 30 novembre\"");
    dump_has_not(dump, "maintenant");
    dump_has_not(dump, "Aujourd");
    arena_finish(&arena);
}

static void claims_nothing_without_a_trusted_clock(void **state)
{
    (void)state;
    for (int portrait = 0; portrait < 2; portrait++) {
        struct arena arena = { 0 };
        const char *dump = draw(page, "2026-11-24T10:24", portrait, false, 0, &arena);
        dump_has(dump, "\"La semaine\"");
        dump_has(dump, "\"calme\""); /* the legend */
        dump_has_not(dump, "maintenant");
        dump_has_not(dump, "conseillé");
        dump_has_not(dump, "Aujourd");
        arena_finish(&arena);
    }
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"busy\", \"title\": \"B\", \"service\": \"accueil\", \"first_slot\": \"09:00\", \"slot_minutes\": 45, \"days\": [{\"day\": \"monday\", \"levels\": [1]}]}",
          "slides/page.json:1:93: slot_minutes: must be 30 or 60, not 45\n" },
        { "{\"kind\": \"busy\", \"title\": \"B\", \"service\": \"accueil\", \"first_slot\": \"23:30\", \"days\": [{\"day\": \"monday\", \"levels\": [1]}]}",
          "slides/page.json:1:68: first_slot: the last slot would end after midnight\n" },
        { "{\"kind\": \"busy\", \"title\": \"B\", \"service\": \"accueil\", \"first_slot\": \"09:00\", \"days\": [{\"day\": \"monday\", \"levels\": [1]}, {\"day\": \"tuesday\", \"levels\": [1, 2]}]}",
          "slides/page.json:1:149: days[1].levels: must hold as many values as the first day, 1, not 2\n" },
        { "{\"kind\": \"busy\", \"title\": \"B\", \"service\": \"accueil\", \"first_slot\": \"09:00\", \"days\": [{\"day\": \"monday\", \"levels\": [1]}, {\"day\": \"monday\", \"levels\": [1]}]}",
          "slides/page.json:1:128: days[1].day: each day may stand only once, not \"monday\" again\n" },
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
        cmocka_unit_test(advises_a_time_still_to_come_inside_opening_hours),
        cmocka_unit_test(bars_say_their_level_and_now),
        cmocka_unit_test(a_closed_day_shows_the_next_open_one),
        cmocka_unit_test(claims_nothing_without_a_trusted_clock),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
