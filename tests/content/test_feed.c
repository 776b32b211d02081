/* Saving never breaks the wall: what the feed gives for every way content can be broken, half
 * copied, vanish and come back. Time is a number; files are real. */
#include "content/feed.h"
#include "content/watch.h"

#include "base/log.h"
#include "slides/slide.h"
#include "support/cmocka_all.h"
#include "support/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define UTC_MS INT64_C(1000000000000) /* when the test's clock shows 0 */

struct fixture {
    char state[128];
    const char *places[2];
    struct feed_options options;
    struct feed *feed;
    struct edition *edition; /* the last that was given */
    struct show *show;       /* the last that was given */
    int64_t now, given_at;
    int given;
};

static void start(struct fixture *fixture)
{
    fixture->options.show.assets = "assets";
    fixture->options.show.kinds = slide_records;
    fixture->feed = feed_open(&fixture->options);
}

static void stop(struct fixture *fixture)
{
    feed_close(fixture->feed);
    fixture->feed = NULL;
    edition_free(fixture->edition);
    show_free(fixture->show);
    fixture->edition = NULL;
    fixture->show = NULL;
}

/* Lets time pass, calling the feed when it asks to be called. */
static void pass(struct fixture *fixture, int64_t ms)
{
    int64_t end = fixture->now + ms;
    while (fixture->now <= end) {
        int64_t due = feed_step(fixture->feed, fixture->now, UTC_MS + fixture->now);
        assert_true(due > fixture->now);
        struct edition *edition = feed_take(fixture->feed);
        if (edition) {
            edition_free(fixture->edition);
            fixture->edition = edition;
            fixture->given++;
            fixture->given_at = fixture->now;
            if (edition->show) {
                show_free(fixture->show);
                fixture->show = edition->show;
                edition->show = NULL;
            }
        }
        fixture->now = due;
    }
    fixture->now = end;
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->options.folder = folder_make();
    snprintf(fixture->state, sizeof fixture->state, "%.*s/state",
             (int)(strrchr(fixture->options.folder, '/') - fixture->options.folder),
             fixture->options.folder);
    fixture->places[0] = fixture->state;
    fixture->options.places = fixture->places;
    fixture->now = 1000;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    stop(fixture);
    folder_remove();
    free(fixture);
    return 0;
}

/* The headlines that can play, in the order of the playlist. */
static const char *headlines(struct fixture *fixture, struct arena *arena)
{
    struct notice_start { /* as slides/notice.c begins */
        struct slide_head head;
        struct text headline;
    };
    const char *list = "";
    const struct playlist_item *items = fixture->show->playlist.items.items;
    for (size_t i = 0; i < fixture->show->playlist.items.count; i++) {
        if (items[i].slide) {
            const struct notice_start *notice = (const void *)items[i].slide->head;
            list = arena_printf(arena, "%s%s ", list, notice->headline.by[0]);
        }
    }
    return list;
}

#define assert_plays(fixture, expected)                                                            \
    do {                                                                                           \
        struct arena arena_ = { 0 };                                                               \
        assert_string_equal(headlines(fixture, &arena_), expected);                                \
        arena_finish(&arena_);                                                                     \
    } while (0)

static void assert_stale(const struct fixture *fixture, const char *path)
{
    if (!path) {
        assert_int_equal(fixture->edition->stale_count, 0);
        return;
    }
    assert_int_equal(fixture->edition->stale_count, 1);
    assert_string_equal(fixture->edition->stale[0].path, path);
}

static void a_save_gives_the_next_show(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    assert_int_equal(fixture->given, 1);
    assert_plays(fixture, "Un Deux Trois ");
    folder_put_notice("two", "Neuf");
    pass(fixture, 1200);
    assert_int_equal(fixture->given, 2);
    assert_plays(fixture, "Un Neuf Trois ");
    pass(fixture, 60000); /* the second look finds nothing new */
    assert_int_equal(fixture->given, 2);
    assert_true(folder_shell("touch content/slides/two.json"));
    pass(fixture, 60000); /* touched, not changed */
    assert_int_equal(fixture->given, 2);
}

static void a_broken_file_plays_as_it_last_was(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *path, *text, *plays;
    } rows[] = {
        { "slides/two.json", "{\"kind\": \"notice\"", "Un Deux Trois " },
        { "slides/two.json", "", "Un Deux Trois " },
        { "slides/two.json", "{\"kind\": \"notise\"}", "Un Deux Trois " },
        { "playlist.json", "{\"items\": [{\"slide\": \"one\"}, {\"slide\": \"fuor\"}]}",
          "Un Deux Trois " },
        { "playlist.json", "[]", "Un Deux Trois " },
        { "site.json", "{\"name\": \"Autre\"", "Un Deux Trois " },
        { "hours.json", "\xff", "Un Deux Trois " },
    };
    start(fixture);
    pass(fixture, 3000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char before[64], keep[256], back[256];
        snprintf(before, sizeof before, "%s", rows[i].path);
        snprintf(keep, sizeof keep, "cp content/%s state/before", before);
        snprintf(back, sizeof back, "cp state/before content/%s", before);
        assert_true(folder_shell(keep));
        folder_put(rows[i].path, rows[i].text);
        pass(fixture, 30000); /* for as long as it is broken */
        assert_plays(fixture, rows[i].plays);
        assert_stale(fixture, rows[i].path);
        assert_true(fixture->edition->report.errors > 0);
        assert_string_equal(fixture->show->site.name.by[0], "Mairie");
        assert_int_equal(fixture->show->hours.services.count, 1);
        assert_true(folder_shell(back));
        pass(fixture, 5000);
        assert_stale(fixture, NULL);
        assert_int_equal(fixture->edition->report.count, 0);
    }
}

static void last_good_survives_a_restart(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    stop(fixture);
    folder_put("slides/two.json", "{");
    start(fixture);
    pass(fixture, 10);
    assert_plays(fixture, "Un Deux Trois ");
    assert_stale(fixture, "slides/two.json");
    stop(fixture);
    /* a power cut may leave anything in the store: it is only believed after it was checked */
    assert_true(folder_shell("for f in state/last-good/*/slides*two.json; do echo '{' >$f; done"));
    start(fixture);
    pass(fixture, 10);
    assert_plays(fixture, "Un Trois ");
    assert_stale(fixture, NULL);
}

static void nothing_is_written_twice(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    stop(fixture);
    assert_true(folder_shell("find state -type f -exec touch -d 2020-01-01 {} +"));
    start(fixture);
    pass(fixture, 3000);
    folder_put_notice("two", "Neuf");
    pass(fixture, 3000);
    assert_true(folder_shell("test $(find state -type f -newermt 2020-01-02 | wc -l) = 1"));
    assert_true(folder_shell("test $(find state -type f | wc -l) = 6"));
}

static void a_removed_file_goes_after_its_grace(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    folder_put("slides/two.json", NULL);
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"one\"}, {\"slide\": \"three\"}]}");
    pass(fixture, 9000);
    assert_stale(fixture, "slides/two.json");
    assert_non_null(show_slide(fixture->show, "two"));
    pass(fixture, 3000);
    assert_stale(fixture, NULL);
    assert_null(show_slide(fixture->show, "two"));
    assert_int_equal(fixture->edition->report.count, 0);
    pass(fixture, 3000); /* and is forgotten */
    assert_true(folder_shell("test -z \"$(find state -name '*two*')\""));
}

/* rsync --delete, slowly: the folder is emptied and filled again within the grace. */
static void half_a_copy_is_not_shown(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = { "one", "two", "three" };
    start(fixture);
    pass(fixture, 3000);
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "slides/%s.json", names[i]);
        folder_put(path, i == 1 ? "" : NULL);
        pass(fixture, 1500);
        assert_plays(fixture, "Un Deux Trois ");
    }
    for (int i = 0; i < 3; i++) {
        folder_put_notice(names[i], "Neuf");
        pass(fixture, 1500);
        assert_plays(fixture, i == 0   ? "Neuf Deux Trois "
                              : i == 1 ? "Neuf Neuf Trois "
                                       : "Neuf Neuf Neuf ");
    }
    assert_stale(fixture, NULL);
    assert_int_equal(fixture->edition->report.count, 0);
}

/* hours.json comes before the slide that needs it: the slide would be lost meanwhile. */
static void files_that_belong_together_come_together(void **state)
{
    struct fixture *fixture = *state;
    folder_put("slides/two.json",
               "{\"kind\": \"hours\", \"title\": \"Horaires\", \"service\": \"accueil\"}");
    start(fixture);
    pass(fixture, 3000);
    int given = fixture->given;
    folder_put("hours.json", "{\"services\": [{\"id\": \"guichet\", \"name\": \"Guichet\", "
                             "\"weekly\": []}]}");
    pass(fixture, 5000);
    assert_true(fixture->given > given && fixture->edition->report.errors == 1); /* told */
    assert_non_null(show_slide(fixture->show, "two"));
    assert_string_equal(((struct service *)fixture->show->hours.services.items)->id, "accueil");
    folder_put("slides/two.json",
               "{\"kind\": \"hours\", \"title\": \"Horaires\", \"service\": \"guichet\"}");
    pass(fixture, 2000);
    assert_string_equal(((struct service *)fixture->show->hours.services.items)->id, "guichet");
    assert_non_null(show_slide(fixture->show, "two"));
    assert_int_equal(fixture->edition->report.count, 0);
    /* and when it never comes, the new hours are shown without it */
    folder_put("hours.json", "{\"services\": [{\"id\": \"ailleurs\", \"name\": \"Ailleurs\", "
                             "\"weekly\": []}]}");
    pass(fixture, 12000);
    assert_string_equal(((struct service *)fixture->show->hours.services.items)->id, "ailleurs");
    assert_null(show_slide(fixture->show, "two"));
}

static void a_folder_that_is_gone_plays_on(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    assert_true(folder_shell("mv content away"));
    pass(fixture, 3600000);
    assert_true(fixture->edition->gone);
    assert_plays(fixture, "Un Deux Trois ");
    assert_true(folder_shell("mkdir content")); /* an empty mount point */
    pass(fixture, 3600000);
    assert_true(fixture->edition->gone);
    stop(fixture); /* a restart meanwhile */
    start(fixture);
    pass(fixture, 3600000);
    assert_plays(fixture, "Un Deux Trois ");
    assert_true(folder_shell("rmdir content && mv away content"));
    folder_put_notice("two", "Neuf");
    pass(fixture, 2000);
    assert_false(fixture->edition->gone);
    assert_plays(fixture, "Un Neuf Trois ");
    assert_stale(fixture, NULL);
}

static void nothing_at_all_becomes_something(void **state)
{
    struct fixture *fixture = *state;
    assert_true(folder_shell("mv content away"));
    start(fixture);
    pass(fixture, 3000);
    assert_non_null(fixture->show);
    assert_int_equal(fixture->show->slide_count, 0);
    assert_true(folder_shell("mv away content"));
    pass(fixture, 2000);
    assert_plays(fixture, "Un Deux Trois ");
}

/* Where nothing can be kept, what vanishes is waited for all the same. */
static void without_a_store_the_show_waits(void **state)
{
    struct fixture *fixture = *state;
    fixture->places[0] = "/proc/nowhere";
    start(fixture);
    pass(fixture, 3000);
    folder_put("slides/two.json", NULL);
    folder_put("hours.json", "");
    pass(fixture, 8000);
    assert_plays(fixture, "Un Deux Trois ");
    assert_int_equal(fixture->show->hours.services.count, 1);
    assert_true(fixture->edition->report.errors > 0);
    pass(fixture, 5000);
    assert_plays(fixture, "Un Trois ");
}

static void a_full_store_stops_nothing(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    assert_true(folder_shell("rm -r state/last-good && touch state/last-good"));
    folder_put_notice("two", "Neuf");
    pass(fixture, 3000);
    assert_plays(fixture, "Un Neuf Trois ");
    folder_put_notice("two", "Dix");
    pass(fixture, 3000);
    assert_plays(fixture, "Un Dix Trois ");
}

#define SVG(width)                                                                                 \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" width                                     \
    "\" height=\"10\"><path d=\"M0 0h9v9z\"/></svg>"

static void a_broken_picture_is_shown_as_it_was(void **state)
{
    struct fixture *fixture = *state;
    struct arena arena = { 0 };
    struct blob blob;
    const char *reason;
    folder_put("images/a.svg", SVG("10"));
    folder_put("slides/two.json",
               "{\"kind\": \"notice\", \"title\": \"T\", \"headline\": \"Deux\", "
               "\"body\": \"B\", \"image\": \"images/a.svg\"}");
    start(fixture);
    pass(fixture, 3000);
    assert_plays(fixture, "Un Deux Trois ");
    uint64_t before = source_hash(fixture->show->source, "images/a.svg");
    folder_put("images/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" wid");
    pass(fixture, 30000);
    assert_plays(fixture, "Un Deux Trois ");
    assert_stale(fixture, "images/a.svg");
    assert_int_equal(fixture->edition->report.errors, 1);
    assert_true(source_hash(fixture->show->source, "images/a.svg") == before);
    assert_true(
        source_read_same(fixture->show->source, "images/a.svg", 1000, &arena, &blob, &reason));
    assert_string_equal(blob.bytes, SVG("10"));
    folder_put("images/a.svg", SVG("20"));
    /* before the folder is read again nothing else is shown under the old hash */
    assert_true(
        source_read_same(fixture->show->source, "images/a.svg", 1000, &arena, &blob, &reason));
    assert_string_equal(blob.bytes, SVG("10"));
    pass(fixture, 3000);
    assert_stale(fixture, NULL);
    assert_false(source_hash(fixture->show->source, "images/a.svg") == before);
    arena_finish(&arena);
}

/* Text that is saved within one tick of the clock and with the same size has the same stamp. */
static void a_change_within_one_tick_is_found(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    folder_put_notice("two", "Neuf");
    assert_true(folder_shell("touch -d 2021-01-01 content/slides/two.json"));
    pass(fixture, 1200);
    assert_plays(fixture, "Un Neuf Trois ");
    folder_put_notice("two", "Zero");
    assert_true(folder_shell("touch -d 2021-01-01 content/slides/two.json"));
    pass(fixture, 3000);
    assert_plays(fixture, "Un Zero Trois ");
}

/* Zones that cannot be read for a while make an error of a site in which nothing is wrong. */
static void an_error_of_the_machine_passes(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.places = NULL;
    setenv("TZDIR", "/nowhere", 1);
    start(fixture);
    pass(fixture, 3000);
    assert_int_equal(fixture->edition->report.errors, 1);
    int given = fixture->given;
    pass(fixture, FEED_TEND_MS); /* still the same: nothing is given */
    assert_int_equal(fixture->given, given);
    unsetenv("TZDIR");
    pass(fixture, 2 * FEED_TEND_MS);
    assert_int_equal(fixture->given, given + 1);
    assert_int_equal(fixture->edition->report.errors, 0);
    assert_plays(fixture, "Un Deux Trois ");
}

/* A card that cannot be written when the screen starts, and can later. */
static void a_store_that_comes_late_is_used(void **state)
{
    struct fixture *fixture = *state;
    assert_true(folder_shell("rm -rf state && touch state"));
    start(fixture);
    pass(fixture, 3000);
    assert_true(folder_shell("rm state"));
    pass(fixture, FEED_TEND_MS);
    assert_true(folder_shell("test -e state/last-good/*/slides%2Ftwo.json"));
    folder_put_notice("two", "\\");
    pass(fixture, 3000);
    assert_plays(fixture, "Un Deux Trois ");
    assert_stale(fixture, "slides/two.json");
}

/* Staff who ask are answered, though nothing changed and nothing is wrong. */
static void staff_may_ask(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    int given = fixture->given;
    int64_t asked = fixture->now;
    feed_ask(fixture->feed);
    pass(fixture, 10000);
    assert_int_equal(fixture->given, given + 1);
    assert_int_equal(fixture->given_at, asked);
}

/* How long a file has been broken is told from when it broke, whatever happens to others. */
static void each_stale_file_has_its_own_age(void **state)
{
    struct fixture *fixture = *state;
    static const char *const broken[] = { "slides/one.json", "site.json", "slides/two.json" };
    int64_t since[3];
    start(fixture);
    pass(fixture, 3000);
    for (size_t i = 0; i < 3; i++) {
        folder_put(broken[i], "{");
        pass(fixture, 20000);
        since[i] = UTC_MS + fixture->given_at;
        assert_int_equal(fixture->edition->stale_count, i + 1);
        for (size_t j = 0; j <= i; j++) {
            size_t at = 0; /* the order they are in is that of reading */
            while (strcmp(fixture->edition->stale[at].path, broken[j]) != 0) {
                assert_true(++at <= i);
            }
            assert_int_equal(fixture->edition->stale[at].since_utc_ms, since[j]);
        }
    }
    assert_true(since[0] < since[1] && since[1] < since[2]);
}

/* What staff are told of a folder without content depends on whether anything plays. */
static void what_is_told_of_a_folder_that_is_gone(void **state)
{
    struct fixture *fixture = *state;
    static const char missing[] = "there is no such file";
    static const char opened[] = "the folder cannot be opened: No such file or directory";
    static const char empty[] = "holds no content; what played last plays on";
    static const struct {
        const char *before, *after;
        bool restart;
        const char *told;
        bool alone; /* nothing else is told */
    } rows[] = {
        { "true", "rm -r content", false, opened, true },
        { "true", "rm -r content/*", false, empty, true },
        { "true", "rm -r content", true, opened, true },
        { "true", "rm -r content/*", true, empty, true },
        { "rm -r content", "true", false, opened, true },
        /* a first start on an empty folder: what is missing is told file by file */
        { "rm -r content/*", "true", false, missing, false },
        /* of one file there is a last good version: it plays */
        { "rm content/hours.json content/playlist.json content/slides/*", "rm content/site.json",
          true, empty, true },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(folder_shell("rm -rf saved && cp -r content saved"));
        assert_true(folder_shell(rows[i].before));
        start(fixture);
        pass(fixture, 3000);
        if (rows[i].restart) {
            stop(fixture);
        }
        assert_true(folder_shell(rows[i].after));
        if (rows[i].restart) {
            start(fixture);
        }
        pass(fixture, 30000);
        const struct report *report = &fixture->edition->report;
        bool told = false;
        for (size_t j = 0; j < report->count; j++) {
            told = told || strcmp(report->problems[j].message, rows[i].told) == 0;
        }
        if (!told || (report->count == 1) != rows[i].alone) {
            fail_msg("row %zu: %zu problems, first: %s", i, report->count,
                     report->count ? report->problems[0].message : "-");
        }
        assert_true(fixture->edition->gone);
        stop(fixture);
        assert_true(folder_shell("rm -rf content state/last-good && mv saved content"));
    }
}

/* As long as all is well and nothing changes, nothing is read: what happens to the machine
 * meanwhile (here its time zones vanish) is not even noticed. */
static void a_folder_that_is_well_is_not_read_again(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 10000); /* read, looked at once more, kept */
    setenv("TZDIR", "/nowhere", 1);
    pass(fixture, 3 * FEED_TEND_MAX_MS);
    unsetenv("TZDIR");
    assert_int_equal(fixture->given, 1);
}

/* An error is looked into after a minute, two, four, and from then on once an hour at most. */
static void what_went_wrong_is_tried_ever_less_often(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        int64_t mended_s, given_s; /* after the first reading */
    } rows[] = {
        { 0, 60 },      { 59, 60 },     { 60, 180 },     { 179, 180 },
        { 180, 420 },   { 500, 900 },   { 1000, 1860 },  { 2000, 3780 },
        { 3779, 3780 }, { 3780, 7380 }, { 7380, 10980 },
    };
    fixture->options.places = NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t begun = fixture->now;
        fixture->given = 0;
        setenv("TZDIR", "/nowhere", 1);
        start(fixture);
        pass(fixture, rows[i].mended_s * 1000);
        unsetenv("TZDIR");
        assert_int_equal(fixture->given, 1);
        pass(fixture, 2 * FEED_TEND_MAX_MS);
        assert_int_equal(fixture->given, 2);
        assert_int_equal(fixture->given_at - begun, rows[i].given_s * 1000);
        assert_int_equal(fixture->edition->report.errors, 0);
        stop(fixture);
    }
}

/* A change is a new beginning: the wait is a minute again. */
static void a_change_makes_trying_frequent_again(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.places = NULL;
    setenv("TZDIR", "/nowhere", 1);
    start(fixture);
    pass(fixture, FEED_TEND_MAX_MS);
    folder_put_notice("two", "Neuf");
    pass(fixture, 10000);
    int64_t read_at = fixture->given_at + WATCH_AGAIN_MS; /* the second look after the change */
    unsetenv("TZDIR");
    pass(fixture, 2 * FEED_TEND_MS);
    assert_int_equal(fixture->edition->report.errors, 0);
    assert_in_range(fixture->given_at, read_at - WATCH_AGAIN_MS + FEED_TEND_MS,
                    read_at + FEED_TEND_MS);
}

/* Of a card that takes one file and not another, the other is tried again without any change. */
static void what_could_not_be_kept_is_tried_again(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    assert_true(folder_shell("cd state/last-good/* && rm slides%2Ftwo.json && "
                             "mkdir -p slides%2Ftwo.json/in-the-way"));
    folder_put_notice("two", "Neuf");
    pass(fixture, 10000);
    int given = fixture->given;
    assert_true(folder_shell("rm -r state/last-good/*/slides%2Ftwo.json"));
    pass(fixture, FEED_TEND_MS);
    assert_true(folder_shell("grep -q Neuf state/last-good/*/slides%2Ftwo.json"));
    pass(fixture, 2 * FEED_TEND_MS); /* once more, and then all is well */
    setenv("TZDIR", "/nowhere", 1);
    pass(fixture, FEED_TEND_MAX_MS);
    unsetenv("TZDIR");
    assert_int_equal(fixture->given, given);
}

/* To the millisecond: what vanished is gone when its grace ends, not before. */
static void the_grace_is_ten_seconds(void **state)
{
    struct fixture *fixture = *state;
    start(fixture);
    pass(fixture, 3000);
    folder_put("slides/two.json", NULL);
    folder_put("playlist.json", "{\"items\": [{\"slide\": \"one\"}, {\"slide\": \"three\"}]}");
    pass(fixture, 5000);
    assert_stale(fixture, "slides/two.json");
    int64_t noticed = fixture->edition->stale[0].since_utc_ms - UTC_MS;
    pass(fixture, 10000);
    assert_stale(fixture, NULL);
    assert_int_equal(fixture->given_at, noticed + FEED_GRACE_MS);
}

/* Thousands of slides are read in order, and each is found. */
static void many_slides(void **state)
{
    struct fixture *fixture = *state;
    enum { SLIDES = 3000 };
    static char playlist[SLIDES * sizeof "{\"slide\": \"s1234\"}, " + 64];
    size_t length = (size_t)sprintf(playlist, "{\"items\": [");
    for (int i = 0; i < SLIDES; i++) {
        char name[16];
        snprintf(name, sizeof name, "s%d", i);
        folder_put_notice(name, "Un");
        length += (size_t)sprintf(playlist + length, "{\"slide\": \"%s\"}, ", name);
    }
    sprintf(playlist + length, "{\"slide\": \"two\"}]}");
    folder_put("playlist.json", playlist);
    fixture->options.places = NULL;
    start(fixture);
    pass(fixture, 10);
    assert_int_equal(fixture->show->slide_count, SLIDES + 3);
    const struct playlist_item *items = fixture->show->playlist.items.items;
    for (size_t i = 0; i < fixture->show->playlist.items.count; i++) {
        assert_string_equal(items[i].slide->name, items[i].slide_name);
    }
    assert_int_equal(fixture->edition->report.count, 2); /* one and three never play */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_save_gives_the_next_show, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_file_plays_as_it_last_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(last_good_survives_a_restart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_written_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_removed_file_goes_after_its_grace, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_a_copy_is_not_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_that_belong_together_come_together, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_gone_plays_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_at_all_becomes_something, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_store_the_show_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_full_store_stops_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_picture_is_shown_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_within_one_tick_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_error_of_the_machine_passes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_store_that_comes_late_is_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(staff_may_ask, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_stale_file_has_its_own_age, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_told_of_a_folder_that_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_well_is_not_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_went_wrong_is_tried_ever_less_often, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_change_makes_trying_frequent_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_could_not_be_kept_is_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_grace_is_ten_seconds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(many_slides, set_up, tear_down),
    };
    log_set_level(LOG_ERROR);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
