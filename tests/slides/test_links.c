/* QR codes: one version for all, whole modules, a free quiet zone, and the way without internet. */
#include "picture/qr.h"
#include "render/raster.h"
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

static const char one[] =
    "{\"kind\": \"links\", \"title\": \"En ligne\", \"links\": [{\"label\": {\"fr\": \"Service 0\", \"en\": \"Service no 0\"}, \"url\": \"https://www.isere.gouv.fr/\"}], \"offline\": {\"fr\": \"Sans internet : accueil\", \"en\": \"No internet: reception\"}}";

static const char two[] =
    "{\"kind\": \"links\", \"title\": \"En ligne\", \"links\": [{\"label\": {\"fr\": \"Service 0\", \"en\": \"Service no 0\"}, \"url\": \"https://www.isere.gouv.fr/\"}, {\"label\": {\"fr\": \"Rendez-vous, titres de séjour\", \"en\": \"Appointments\"}, \"url\": \"https://permisdeconduire.ants.gouv.fr/\"}], \"offline\": {\"fr\": \"Sans internet : accueil\", \"en\": \"No internet: reception\"}}";

static const char three[] =
    "{\"kind\": \"links\", \"title\": \"En ligne\", \"links\": [{\"label\": {\"fr\": \"Service 0\", \"en\": \"Service no 0\"}, \"url\": \"https://www.isere.gouv.fr/\"}, {\"label\": {\"fr\": \"Rendez-vous, titres de séjour\", \"en\": \"Appointments\"}, \"url\": \"https://permisdeconduire.ants.gouv.fr/\"}, {\"label\": {\"fr\": \"Service 2\", \"en\": \"Service no 2\"}, \"url\": \"https://a.gouv.fr/x/\"}], \"offline\": {\"fr\": \"Sans internet : accueil\", \"en\": \"No internet: reception\"}}";

static const char four[] =
    "{\"kind\": \"links\", \"title\": \"En ligne\", \"links\": [{\"label\": {\"fr\": \"Service 0\", \"en\": \"Service no 0\"}, \"url\": \"https://www.isere.gouv.fr/\"}, {\"label\": {\"fr\": \"Rendez-vous, titres de séjour\", \"en\": \"Appointments\"}, \"url\": \"https://permisdeconduire.ants.gouv.fr/\"}, {\"label\": {\"fr\": \"Service 2\", \"en\": \"Service no 2\"}, \"url\": \"https://a.gouv.fr/x/\"}, {\"label\": {\"fr\": \"Service 3\", \"en\": \"Service no 3\"}, \"url\": \"https://immatriculation.ants.gouv.fr/\"}], \"offline\": {\"fr\": \"Sans internet : accueil\", \"en\": \"No internet: reception\"}}";

/* Two lines of label over two lines of address in every column. */
static const char long_three[] =
    "{\"kind\": \"links\", \"title\": \"En ligne\", \"links\": [{\"label\": {\"fr\": \"Horaires, contact et rendez-vous\", \"en\": \"Hours\"}, \"url\": \"https://www.isere.gouv.fr/\"}, {\"label\": {\"fr\": \"Demande de titre de séjour\", \"en\": \"Permit\"}, \"url\": \"https://administration-etrangers-en-france.interieur.gouv.fr/\"}, {\"label\": {\"fr\": \"Carte grise\", \"en\": \"Vehicle\"}, \"url\": \"https://immatriculation.ants.gouv.fr/\"}], \"offline\": {\"fr\": \"Sans internet : accueil\", \"en\": \"No internet: reception\"}}";

static const char *const all[] = { one, two, three, four, long_three };

enum { PAGES = sizeof all / sizeof *all };

static void every_page_has_its_codes_and_the_way_without_internet(void **state)
{
    (void)state;
    for (int count = 1; count <= 4; count++) {
        for (int portrait = 0; portrait < 2; portrait++) {
            struct arena arena = { 0 };
            const char *dump = draw(all[count - 1], "2026-11-24T10:24", portrait, true, 0, &arena);
            assert_int_equal(dump_count(dump, "qr "), count);
            assert_int_equal(dump_count(dump, " v3 \"https://"), count);
            dump_has(dump, "\"Sans internet : accueil\"");
            dump_has(dump, "\"No internet: reception\"");
            dump_has(dump, "\"www.isere.gouv.fr\"");
            dump_has(dump, "\"Service 0\"");
            arena_finish(&arena);
        }
    }
}

static bool overlaps(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Nothing may stand within four modules of a code nor in the foot of the page, at any usual size.
 */
static void check_quiet_zones(const char *json, int width, int height)
{
    struct date date = { 2026, 11, 24 };
    struct show *show = content_with_slide(json);
    struct picture picture = { 0 };
    struct raster *raster = raster_open("assets");
    assert_non_null(raster);
    struct scene scene = { .show = show,
                           .moment = moment_at(moment_to_utc(date, 600), true),
                           .words = &show->languages[0],
                           .other = &show->languages[1],
                           .second = 1,
                           .pages = 1 };
    picture_start(&picture, width, height, raster_metrics(raster));
    slide_draw(show_slide(show, "page"), &scene, &picture);
    assert_true(picture.foot > 0);
    for (size_t i = picture.framed; i < picture.count; i++) {
        const struct mark *code = &picture.marks[i];
        assert_true(code->box.y + code->box.h <= picture.foot);
        if (code->type != MARK_QR) {
            continue;
        }
        int modules = qr_modules(code->version), quiet = code->box.w / modules * 4;
        assert_int_equal(code->box.w % modules, 0);
        struct rect zone = { code->box.x - quiet, code->box.y - quiet, code->box.w + 2 * quiet,
                             code->box.h + 2 * quiet };
        for (size_t j = 0; j < picture.count; j++) {
            struct rect other = picture.marks[j].box;
            if (picture.marks[j].type ==
                MARK_TEXT) { /* what is drawn, not the line's whole height */
                int size = picture.marks[j].size_px;
                other.y += size * 3 / 10;
                other.h = size * 92 / 100;
            }
            if (j != i && overlaps(zone, other)) {
                fail_msg("%dx%d: \"%s\" stands in the quiet zone of %s", width, height,
                         picture.marks[j].text, code->text);
            }
        }
    }
    picture_finish(&picture);
    raster_close(raster);
    content_free(show);
}

static void quiet_zones_and_foot_are_free(void **state)
{
    (void)state;
    static const int sizes[][2] = { { 1920, 1080 }, { 1280, 720 }, { 3840, 2160 }, { 1080, 1920 } };
    for (size_t size = 0; size < 4; size++) {
        for (int page = 0; page < PAGES; page++) {
            check_quiet_zones(all[page], sizes[size][0], sizes[size][1]);
        }
    }
}

static void mistakes_are_explained(void **state)
{
    (void)state;
    static const struct {
        const char *json, *expected;
    } rows[] = {
        { "{\"kind\": \"links\", \"title\": \"L\", \"links\": [{\"label\": \"A\", \"url\": \"https://www.isere.gouv.fr/\"}]}",
          "slides/page.json:1:1: the key \"offline\" is missing\n" },
        { "{\"kind\": \"links\", \"title\": \"L\", \"links\": [{\"label\": \"A\", \"url\": \"http://www.isere.gouv.fr/\"}], \"offline\": \"O\"}",
          "slides/page.json:1:65: links[0].url: must be an address that starts with \"https://\", not \"http://www.isere.gouv.fr/\"\n" },
        { "{\"kind\": \"links\", \"title\": \"L\", \"links\": [], \"offline\": \"O\"}",
          "slides/page.json:1:42: links: must hold 1 to 4 values, not 0\n" },
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
        cmocka_unit_test(every_page_has_its_codes_and_the_way_without_internet),
        cmocka_unit_test(quiet_zones_and_foot_are_free),
        cmocka_unit_test(mistakes_are_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
