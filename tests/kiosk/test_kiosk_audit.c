/* What check says of a kiosk whose screen is too small, too low, or whose labels are too long. */
#include "kiosk/audit.h"
#include "support/cmocka_all.h"
#include "support/content.h"
#include "support/dump.h"
#include "support/fake_metrics.h"
#include "support/kiosk.h"

#include <stdio.h>
#include <string.h>

#define KIOSK(label)                                                                               \
    "{\"offline\": \"Plan\", \"choices\": [{\"id\": \"a\", \"icon\": \"id\", \"label\": \"" label  \
    "\", \"zone\": \"A\", \"help\": true}]}"

static const char *warnings(const char *screen, const char *kiosk, struct arena *arena)
{
    struct report report = { 0 };
    struct screens screens = { 0 };
    struct named_screen one = { .name = "kiosk", .file = "screens/kiosk.json" };
    const struct extra_file files[] = { { "kiosk.json", kiosk },
                                        { "screens/default.json", screen },
                                        { NULL, NULL } };
    struct show *show = content_with_files(files, &report);
    assert_int_equal(report.errors, 0);
    report_finish(&report);
    one.screen = show->screen;
    screens.items = &one;
    screens.count = 1;
    kiosk_audit(&(struct audit){ .show = show,
                                 .screens = &screens,
                                 .metrics = &narrow_metrics,
                                 .now = moment_at(0, true),
                                 .report = &report,
                                 .file = "" });
    const char *text = content_problems(&report, arena);
    report_finish(&report);
    content_free(show);
    return text;
}

#define SCREEN(size, bottom)                                                                       \
    "{\"touch\": true, \"viewing_distance_mm\": 600, " size ", \"bottom_mm\": " bottom "}"
#define LARGE "\"width_mm\": 708, \"height_mm\": 398"
#define TINY  "\"width_mm\": 220, \"height_mm\": 124"

static void each_fault_is_told_once(void **state)
{
    (void)state;
    static const struct {
        const char *screen, *kiosk, *expected;
        int lines;
    } rows[] = {
        { SCREEN(LARGE, "890"), KIOSK("Accueil"), "", 0 },
        { SCREEN(TINY, "1000"), KIOSK("Accueil"), "is too small on the kiosk's page", 2 },
        { SCREEN(TINY, "1000"), KIOSK("Accueil"), "mm high here; 20 mm are needed", 2 },
        { SCREEN(LARGE, "1300"), KIOSK("Accueil"), "even lowered, the button", 1 },
        { SCREEN(LARGE, "400"), KIOSK("Accueil"), "m above the floor", 1 },
        { SCREEN(LARGE, "890"),
          KIOSK("Anticonstitutionnellement interminablement impossiblement incompressible demande"),
          "is too long and is cut on the kiosk's page", 1 },
        { "{" LARGE ", \"viewing_distance_mm\": 9000}", KIOSK("Accueil"), "", 0 }, /* no kiosk */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        const char *text = warnings(rows[i].screen, rows[i].kiosk, &arena);
        dump_has(text, rows[i].expected);
        if (dump_count(text, "\n") != rows[i].lines) {
            fail_msg("row %zu: %s", i, text);
        }
        arena_finish(&arena);
    }
}

/* The show was read for another screen; where this one stands is what its plans are drawn from. */
static void the_plans_of_each_screen_are_looked_at(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct show *show = kiosk_show();
    struct named_screen one = { .name = "kiosk",
                                .file = "screens/kiosk.json",
                                .screen = show->screen };
    struct screens screens = { .items = &one, .count = 1 };
    one.screen.touch = true;
    one.screen.width_mm = 708;
    one.screen.height_mm = 398;
    one.screen.viewing_distance_mm = 600;
    memset(&show->screen, 0, sizeof show->screen);
    const struct plan_floor *floors = show->plan.floors.items;
    const struct plan_room *rooms = floors[0].rooms.items;
    struct zone *zones = show->zones.zones.items;
    assert_string_equal(rooms[0].zone, zones[0].letter);
    zones[0].name.by[0] = "Anticonstitutionnellement interminablement";
    kiosk_audit(&(struct audit){ .show = show,
                                 .screens = &screens,
                                 .metrics = &narrow_metrics,
                                 .now = moment_at(0, true),
                                 .report = &report,
                                 .file = "" });
    dump_has(content_problems(&report, &arena),
             "\"Anticonstitutionnellement interminablement\" is too long and is cut");
    report_finish(&report);
    arena_finish(&arena);
    show_free(show);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_told_once),
        cmocka_unit_test(the_plans_of_each_screen_are_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
