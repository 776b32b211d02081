/* Every page at every size, in every access mode: what can be touched is what the session knows, in
 * its order, large enough, apart, on the page, and low when it is to be low. */
#include "kiosk/kiosk.h"
#include "support/cmocka_all.h"
#include "support/dump.h"
#include "support/fake_metrics.h"
#include "support/kiosk.h"

#include <math.h>
#include <string.h>

static struct show *show;
static struct kiosk_world world;
static struct picture picture;
static struct moment moment;

static int setup(void **state)
{
    (void)state;
    struct date date;
    int minute;
    show = kiosk_show();
    world = kiosk_world_of(show);
    assert_true(moment_parse("2026-11-24T10:24", &date, &minute));
    moment = moment_at(moment_to_utc(date, minute), true);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    picture_finish(&picture);
    show_free(show);
    return 0;
}

static void draw(const struct session *session, int width, int height)
{
    const struct kiosk_view view = { &world, session, moment, 8000, NULL };
    picture_start(&picture, width, height, &narrow_metrics);
    kiosk_draw(&view, &picture);
}

struct size {
    int width, height;
    bool usual; /* 16:9 or 9:16, as the pages were designed */
};

static const struct size sizes[] = {
    { 1920, 1080, true }, { 1080, 1920, true },  { 1280, 720, true },  { 3840, 2160, true },
    { 720, 1280, true },  { 1280, 1024, false }, { 1280, 800, false }, { 800, 1280, false },
};

struct visit {
    struct size size;
    int visited;
};

static bool inside(struct rect box)
{
    return box.x >= 0 && box.y >= 0 && box.x + box.w <= picture.width &&
           box.y + box.h <= picture.height;
}

static bool overlap(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void check_area(const char *name, const struct mark *mark, const struct session *session,
                       struct size size)
{
    float unit = picture.unit;
    bool small = (float)mark->box.w < 7.5f * unit || (float)mark->box.h < 7.5f * unit;
    if (!inside(mark->box) || small || !mark->text[0]) {
        fail_msg("%s at %dx%d: area %d is outside, too small or without a name", name, size.width,
                 size.height, mark->id);
    }
    float low = (picture.portrait ? 0.47f : 0.43f) * (float)picture.height;
    bool settings = session->page == PAGE_ACCESS || session->page == PAGE_LANGUAGES;
    if (session->lowered && (!settings || size.usual) && (float)mark->box.y < low - 1) {
        fail_msg("%s at %dx%d: area %d is too high", name, size.width, size.height, mark->id);
    }
    int x = mark->box.x + mark->box.w / 2, y = mark->box.y + mark->box.h / 2;
    assert_int_equal(picture_hit(&picture, x, y), mark->id);
}

static void check_page(void *context, const char *name, const struct session *session)
{
    struct visit *visit = context;
    int targets[TARGETS_MAX], count = session_targets(session, &world, targets), found = 0;
    const struct mark *areas[TARGETS_MAX];
    visit->visited++;
    draw(session, visit->size.width, visit->size.height);
    for (size_t i = 0; i < picture.count; i++) {
        const struct mark *mark = &picture.marks[i];
        if (mark->type == MARK_TEXT && !inside(mark->box)) {
            fail_msg("%s at %dx%d: \"%s\" leaves the page", name, visit->size.width,
                     visit->size.height, mark->text);
        }
        if (mark->type == MARK_TOUCH) {
            if (found == count || mark->id != targets[found]) {
                fail_msg("%s: area %d stands in place %d", name, mark->id, found);
            }
            areas[found++] = mark;
            check_area(name, mark, session, visit->size);
        }
    }
    assert_int_equal(found, count);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            if (overlap(areas[i]->box, areas[j]->box)) {
                fail_msg("%s: areas %d and %d overlap", name, areas[i]->id, areas[j]->id);
            }
        }
    }
}

static void every_page_fits_every_screen(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (unsigned modes = 0; modes < 32; modes++) {
            struct session session = session_start(0);
            session.larger = modes & 1;
            session.contrast = modes & 2;
            session.lowered = modes & 4;
            session.aloud = modes & 8;
            session.language = modes & 16 ? 1 : 0;
            struct visit visit = { .size = sizes[i] };
            world.alert = 1;
            kiosk_each_page(&world, &session, check_page, &visit);
            assert_true(visit.visited > 15);
        }
    }
}

static struct session at_result(void)
{
    struct session session = session_start(0);
    session.fresh = false;
    session.page = PAGE_RESULT;
    session.choice = 1;
    return session;
}

static void a_result_says_all(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct session session = at_result();
    draw(&session, 1920, 1080);
    const char *dump = picture_dump(&picture, &arena);
    static const char *const expected[] = {
        "\"Titre de séjour\"", "\"Residence permit\"",
        "\"Zone C\"",          "\"vert, triangle\"",
        "\"1er étage\"",       "\"Guichets 5 à 9\"",
        "\"Desks 5–9\"",       "\"Suivez la ligne verte au sol\"",
        "\"Vous êtes ici\"",   "\"Escalier\"",
        "shapes/triangle",     "qr    ",
        "\"Fermé\"",           "lundi",
        "sur rendez-vous",     "\"Plan à l’accueil\"",
        "icons/stairs-up",     "\"Données d’exemple\"",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        dump_has(dump, expected[i]);
    }
    assert_int_equal(picture.ground.g, 0x6e); /* the zone's own colour fills the page */
    session.lowered = true; /* by the lift, and the plan is not touched up there */
    draw(&session, 1920, 1080);
    dump = picture_dump(&picture, &arena);
    dump_has(dump, "\"Plan\"");
    dump_has_not(dump, "icons/zoom-in");
    session.contrast = true;
    draw(&session, 1920, 1080);
    assert_int_equal(picture.ground.r + picture.ground.g + picture.ground.b, 0);
    arena_finish(&arena);
}

static void an_untrusted_clock_claims_nothing(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct session session = at_result();
    moment.trusted = false;
    draw(&session, 1920, 1080);
    const char *dump = picture_dump(&picture, &arena);
    dump_has_not(dump, "\"Fermé\"");
    dump_has_not(dump, "\"Ouvert\"");
    session.page = PAGE_HOME;
    session.choice = -1;
    draw(&session, 1920, 1080);
    dump_has_not(picture_dump(&picture, &arena), "novembre");
    moment.trusted = true;
    arena_finish(&arena);
}

static uint64_t hash_of(struct session session)
{
    draw(&session, 1920, 1080);
    return picture_hash(&picture);
}

static void what_is_touched_is_seen(void **state)
{
    (void)state;
    struct session session = at_result();
    uint64_t plain = hash_of(session);
    int targets[TARGETS_MAX], count = session_targets(&session, &world, targets);
    for (int i = 0; i < count; i++) {
        struct session pressed = session, focused = session;
        pressed.pressed = targets[i];
        assert_true(hash_of(pressed) == plain); /* slid off */
        pressed.inside = true;
        focused.focus = targets[i];
        assert_true(hash_of(pressed) != plain);
        assert_true(hash_of(focused) != plain && hash_of(focused) != hash_of(pressed));
    }
}

static void a_dialog_covers_what_is_under_it(void **state)
{
    (void)state;
    struct session session = at_result();
    session.asking = true;
    draw(&session, 1920, 1080);
    struct arena arena = { 0 };
    const char *dump = picture_dump(&picture, &arena);
    dump_has(dump, "veil");
    dump_has(dump, "\"12\"");
    dump_has(dump, "\"Retour à l’accueil dans 12 secondes\"");
    assert_int_equal(dump_count(dump, "touch "), 2);
    assert_int_equal(picture_hit(&picture, 100, 960), 0); /* where "back" was */
    arena_finish(&arena);
}

static void arrows_go_where_they_point(void **state)
{
    (void)state;
    static const struct {
        int from;
        enum kiosk_direction direction;
        int to;
    } rows[] = {
        { TARGET_CHOICE, TO_RIGHT, TARGET_CHOICE + 1 },
        { TARGET_CHOICE + 1, TO_LEFT, TARGET_CHOICE },
        { TARGET_CHOICE, TO_BOTTOM, TARGET_CHOICE + 3 },
        { TARGET_CHOICE + 4, TO_TOP, TARGET_CHOICE + 1 },
        { TARGET_CHOICE, TO_LEFT, TARGET_CHOICE }, /* nothing there */
        { TARGET_CHOICE + 2, TO_TOP, TARGET_LANGUAGE },
        { TARGET_CHOICE + 3, TO_BOTTOM, TARGET_LARGER },
        { TARGET_ALOUD, TO_TOP, TARGET_CHOICE + 2 },
        { 0, TO_RIGHT, TARGET_LANGUAGE },
        { TARGET_BACK, TO_RIGHT, TARGET_LANGUAGE }, /* not on this page */
    };
    struct session session = session_start(0);
    session.page = PAGE_HOME;
    draw(&session, 1920, 1080);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int found = kiosk_neighbour(&picture, rows[i].from, rows[i].direction);
        if (found != rows[i].to) {
            fail_msg("row %zu: %d, not %d", i, found, rows[i].to);
        }
    }
}

static void corners_are_corners(void **state)
{
    (void)state;
    static const struct {
        int x, y, corner;
    } rows[] = {
        { 0, 0, 1 },       { 129, 129, 1 }, { 130, 0, 0 },   { 1919, 0, 2 },
        { 1919, 1079, 3 }, { 0, 1079, 4 },  { 960, 540, 0 }, { 960, 0, 0 },
    };
    picture_start(&picture, 1920, 1080, &narrow_metrics);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(kiosk_corner(&picture, rows[i].x, rows[i].y), rows[i].corner);
    }
}

static void the_rotation_invites(void **state)
{
    (void)state;
    struct session session = session_start(0);
    struct arena arena = { 0 };
    draw(&session, 1920, 1080);
    const char *dump = picture_dump(&picture, &arena);
    dump_has(dump, "\"Touchez l’écran\"");
    dump_has(dump, "Touch the screen");
    assert_int_equal(dump_count(dump, "touch "), 0);
    arena_finish(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(every_page_fits_every_screen),
        TEST(a_result_says_all),
        TEST(an_untrusted_clock_claims_nothing),
        TEST(what_is_touched_is_seen),
        TEST(a_dialog_covers_what_is_under_it),
        TEST(arrows_go_where_they_point),
        TEST(corners_are_corners),
        TEST(the_rotation_invites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
