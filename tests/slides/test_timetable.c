/* The timetable: rows of plain days, of nights and of the two odd days of the year; what each slide
 * comes to; when it plays next, and when never. */
#include "slides/timetable.h"
#include "support/cmocka_all.h"
#include "support/hall.h"

#include <stdio.h>
#include <string.h>

#define NOTICE "{\"kind\": \"notice\", \"title\": \"T\", \"headline\": \"h\", \"body\": \"b\"}"
#define URGENT(from, until)                                                                        \
    "{\"kind\": \"alert\", \"headline\": \"Urgent\", \"from\": \"" from "\", \"until\": \"" until  \
    "\"}"

/* Reads a folder with slides a and b, a broken one, an orientation without zones, and this. */
static struct show *load(const char *playlist, const char *alert)
{
    const struct hall_file files[] = {
        { "site.json",
          "{\"name\": \"Mairie\", \"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\"]}" },
        { "slides/a.json", NOTICE },
        { "slides/b.json", NOTICE },
        { "slides/broken.json", "{\"kind\": \"notice\"}" },
        { "slides/empty.json", "{\"kind\": \"orientation\", \"title\": \"Z\"}" },
        { "playlist.json", playlist },
        { alert ? "slides/urgent.json" : NULL, alert },
        { NULL, NULL },
    };
    struct show *show = hall_load(files);
    show_set_zone(show);
    return show;
}

static struct date day_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, &date));
    return date;
}

static struct moment at(const char *text)
{
    struct date date;
    int minute;
    assert_true(moment_parse(text, &date, &minute));
    return moment_at(moment_to_utc(date, minute), true);
}

/* "00:00-08:00 a; 08:00-24:00 a b!", the mark for an alert. */
static const char *rows_text(const struct timetable_day *day, struct arena *arena)
{
    const char *text = "";
    for (int i = 0; i < day->count; i++) {
        const struct timetable_row *row = &day->rows[i];
        text = arena_printf(arena, "%s%s%02d:%02d-%02d:%02d", text, i ? "; " : "", row->from / 60,
                            row->from % 60, row->to / 60, row->to % 60);
        for (int turn = 0; turn < row->rotation.count; turn++) {
            text = arena_printf(arena, "%s %s", text, row->rotation.turns[turn].slide->name);
        }
        text = row->rotation.alert ? arena_printf(arena, "%s!", text) : text;
    }
    return text;
}

static void a_day_is_cut_where_something_changes(void **state)
{
    (void)state;
    static const struct {
        const char *items, *alert, *day;
        int minutes;
        const char *expected;
    } rows[] = {
        { "{\"slide\": \"a\"}, {\"slide\": \"b\"}", NULL, "2026-11-24", 1440, "00:00-24:00 a b" },
        { "", NULL, "2026-11-24", 1440, "00:00-24:00" },
        { "{\"slide\": \"empty\"}, {\"slide\": \"broken\"}", NULL, "2026-11-24", 1440,
          "00:00-24:00" },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"hours\": [{\"from\": \"08:30\", \"to\": "
          "\"12:00\"}, {\"from\": \"13:30\", \"to\": \"24:00\"}]}",
          NULL, "2026-11-24", 1440,
          "00:00-08:30 a; 08:30-12:00 a b; 12:00-13:30 a; 13:30-24:00 a b" },
        /* windows that meet make one row */
        { "{\"slide\": \"a\", \"hours\": [{\"from\": \"08:00\", \"to\": \"12:00\"}, {\"from\": "
          "\"12:00\", \"to\": \"14:00\"}]}",
          NULL, "2026-11-24", 1440, "00:00-08:00; 08:00-14:00 a; 14:00-24:00" },
        /* the night of a Friday (27th) belongs to it on Saturday too */
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"weekdays\": [\"friday\"], \"hours\": "
          "[{\"from\": \"22:00\", \"to\": \"02:00\"}]}",
          NULL, "2026-11-27", 1440, "00:00-22:00 a; 22:00-24:00 a b" },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"weekdays\": [\"friday\"], \"hours\": "
          "[{\"from\": \"22:00\", \"to\": \"02:00\"}]}",
          NULL, "2026-11-28", 1440, "00:00-02:00 a b; 02:00-24:00 a" },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"priority\": 1, \"hours\": [{\"from\": "
          "\"09:00\", \"to\": \"10:00\"}]}",
          NULL, "2026-11-24", 1440, "00:00-09:00 a; 09:00-10:00 b; 10:00-24:00 a" },
        { "{\"slide\": \"a\"}", URGENT("2026-11-23T18:00", "2026-11-24T09:15"), "2026-11-23", 1440,
          "00:00-18:00 a; 18:00-24:00 urgent!" },
        { "{\"slide\": \"a\"}", URGENT("2026-11-23T18:00", "2026-11-24T09:15"), "2026-11-24", 1440,
          "00:00-09:15 urgent!; 09:15-24:00 a" },
        /* 2026-03-29 has no 02:00 to 03:00 */
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"hours\": [{\"from\": \"02:15\", \"to\": "
          "\"02:45\"}]}",
          NULL, "2026-03-29", 1380, "00:00-24:00 a" },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"hours\": [{\"from\": \"01:30\", \"to\": "
          "\"02:30\"}]}",
          NULL, "2026-03-29", 1380, "00:00-01:30 a; 01:30-03:00 a b; 03:00-24:00 a" },
        /* 2026-10-25 has them twice */
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"hours\": [{\"from\": \"02:00\", \"to\": "
          "\"03:00\"}]}",
          NULL, "2026-10-25", 1500, "00:00-02:00 a; 02:00-03:00 a b; 03:00-24:00 a" },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"hours\": [{\"from\": \"02:15\", \"to\": "
          "\"02:45\"}]}",
          NULL, "2026-10-25", 1500,
          "00:00-02:15 a; 02:15-02:45 a b; 02:45-02:15 a; 02:15-02:45 a b; 02:45-24:00 a" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct show *show = load(arena_printf(&arena, "{\"items\": [%s]}", rows[i].items),
                                 rows[i].alert);
        struct edges edges = timetable_edges(show);
        struct timetable_day day = timetable_day(show, &edges, day_of(rows[i].day), &arena);
        assert_string_equal(rows_text(&day, &arena), rows[i].expected);
        assert_int_equal(day.minutes, rows[i].minutes);
        show_free(show);
        arena_finish(&arena);
    }
}

/* The edges leave nothing out: what plays at every minute of a year is what its row says. */
static void no_minute_is_missed(void **state)
{
    (void)state;
    struct show *show = load(
        "{\"items\": [{\"slide\": \"a\", \"hours\": [{\"from\": \"23:30\", \"to\": \"02:30\"}]},"
        "{\"slide\": \"b\", \"weekdays\": [\"sunday\"], \"from\": \"2026-03-20\", \"until\": "
        "\"2026-10-30\", \"hours\": [{\"from\": \"02:10\", \"to\": \"08:00\"}]}]}",
        URGENT("2026-10-25T02:20", "2026-10-25T02:50"));
    struct edges edges = timetable_edges(show);
    for (int day = 0; day < 366; day++) {
        struct arena arena = { 0 };
        struct date date = date_add(day_of("2026-01-01"), day);
        struct moment moment = moment_at(moment_to_utc(date, 0), true);
        struct timetable_day rows = timetable_day(show, &edges, date, &arena);
        for (int row = -1; date_compare(moment.date, date) == 0;
             moment = moment_at(moment.utc_ms + 60000, true)) {
            struct rotation now = rotation_at(show, moment, &arena);
            struct timetable_row *next = row + 1 < rows.count ? &rows.rows[row + 1] : NULL;
            bool same = row >= 0 && now.count == rows.rows[row].rotation.count &&
                        now.alert == rows.rows[row].rotation.alert &&
                        (now.count == 0 ||
                         now.turns[0].slide == rows.rows[row].rotation.turns[0].slide);
            if (!same) {
                assert_non_null(next);
                assert_int_equal(moment.minute, next->from);
                row++;
            }
        }
        arena_finish(&arena);
    }
    show_free(show);
}

static const struct outcome *outcome_of(const struct outcome *outcomes, size_t count,
                                        const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(outcomes[i].name, name) == 0) {
            return &outcomes[i];
        }
    }
    return NULL;
}

static void each_slide_comes_to_something(void **state)
{
    (void)state;
    static const struct {
        const char *items, *alert, *from, *until, *name;
        enum standing expected;
        int item; /* index, -1 for none */
    } rows[] = {
        { "{\"slide\": \"a\"}", NULL, "2026-11-24", "2026-11-24", "a", STANDING_PLAYS, 0 },
        { "{\"slide\": \"a\"}", NULL, "2026-11-24", "2026-11-24", "b", STANDING_UNLISTED, -1 },
        { "{\"slide\": \"a\"}", NULL, "2026-11-24", "2026-11-24", "broken", STANDING_UNREADABLE,
          -1 },
        { "{\"slide\": \"broken\"}", NULL, "2026-11-24", "2026-11-24", "broken",
          STANDING_UNREADABLE, 0 },
        { "{\"slide\": \"absent\"}", NULL, "2026-11-24", "2026-11-24", "absent",
          STANDING_UNREADABLE, 0 },
        { "{\"slide\": \"empty\", \"weekdays\": [\"monday\"]}", NULL, "2026-11-24", "2026-11-24",
          "empty", STANDING_EMPTY, 0 },
        /* two lines that are over: the last to end; two to come: the first to begin */
        { "{\"slide\": \"a\", \"until\": \"2026-01-02\"}, {\"slide\": \"a\", \"until\": "
          "\"2026-06-30\"}, {\"slide\": \"a\", \"until\": \"2026-02-01\"}",
          NULL, "2026-11-24", "2026-11-24", "a", STANDING_AFTER, 1 },
        { "{\"slide\": \"a\", \"from\": \"2027-03-01\"}, {\"slide\": \"a\", \"from\": "
          "\"2027-01-01\"}, {\"slide\": \"a\", \"until\": \"2026-02-01\"}",
          NULL, "2026-11-24", "2026-11-24", "a", STANDING_BEFORE, 1 },
        { "{\"slide\": \"a\", \"weekdays\": [\"monday\"]}", NULL, "2026-11-24", "2026-11-29", "a",
          STANDING_WEEKDAY, 0 },
        { "{\"slide\": \"a\", \"weekdays\": [\"monday\"]}", NULL, "2026-11-24", "2026-11-30", "a",
          STANDING_PLAYS, 0 },
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"priority\": 2}", NULL, "2026-11-24",
          "2026-11-24", "a", STANDING_PRIORITY, 0 },
        { "{\"slide\": \"a\"}", URGENT("2026-11-24T00:00", "2026-11-25T00:00"), "2026-11-24",
          "2026-11-24", "a", STANDING_ALERT, 0 },
        { "{\"slide\": \"a\"}", URGENT("2026-11-24T00:01", "2026-11-25T00:00"), "2026-11-24",
          "2026-11-24", "a", STANDING_PLAYS, 0 },
        { "{\"slide\": \"a\"}, {\"slide\": \"urgent\"}",
          URGENT("2026-11-24T00:01", "2026-11-25T00:00"), "2026-11-23", "2026-11-23", "urgent",
          STANDING_BEFORE, -1 },
        { "{\"slide\": \"a\"}", URGENT("2026-11-24T23:59", "2026-11-25T00:00"), "2026-11-24",
          "2026-11-24", "urgent", STANDING_PLAYS, -1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct show *show = load(arena_printf(&arena, "{\"items\": [%s]}", rows[i].items),
                                 rows[i].alert);
        struct edges edges = timetable_edges(show);
        size_t count;
        struct outcome *all = timetable_outcomes(show, &edges, day_of(rows[i].from),
                                                 day_of(rows[i].until), &arena, &count);
        const struct outcome *outcome = outcome_of(all, count, rows[i].name);
        const struct playlist_item *items = show->playlist.items.items;
        assert_non_null(outcome);
        if (outcome->standing != rows[i].expected) {
            fail_msg("row %zu: %d", i, (int)outcome->standing);
        }
        assert_ptr_equal(outcome->item, rows[i].item < 0 ? NULL : &items[rows[i].item]);
        if (outcome->standing == STANDING_ALERT) {
            assert_string_equal(outcome->ranks.alert->name, "urgent");
        }
        if (outcome->standing == STANDING_PRIORITY) {
            assert_string_equal(outcome->ranks.top->slide_name, "b");
        }
        for (size_t n = 1; n < count; n++) {
            assert_true(strcmp(all[n - 1].name, all[n].name) < 0);
        }
        show_free(show);
        arena_finish(&arena);
    }
}

static void finds_the_next_time_or_why_there_is_none(void **state)
{
    (void)state;
    static const struct {
        const char *items, *alert, *name, *from;
        const char *expected; /* NULL: never */
        enum standing farthest;
    } rows[] = {
        { "{\"slide\": \"a\"}", NULL, "a", "2026-11-24T10:24", "2026-11-24T10:24", STANDING_PLAYS },
        { "{\"slide\": \"a\", \"weekdays\": [\"tuesday\"], \"hours\": [{\"from\": \"08:00\", "
          "\"to\": \"09:00\"}]}",
          NULL, "a", "2026-11-24T10:24", "2026-12-01T08:00", STANDING_PLAYS },
        /* after the night of the clock change, after midnight, years ahead */
        { "{\"slide\": \"a\", \"weekdays\": [\"saturday\"], \"hours\": [{\"from\": \"22:00\", "
          "\"to\": \"02:30\"}]}",
          NULL, "a", "2026-10-25T03:00", "2026-10-31T22:00", STANDING_PLAYS },
        { "{\"slide\": \"a\", \"hours\": [{\"from\": \"02:15\", \"to\": \"02:45\"}]}", NULL, "a",
          "2026-03-29T00:00", "2026-03-30T02:15", STANDING_PLAYS },
        { "{\"slide\": \"a\", \"from\": \"2031-05-01\", \"weekdays\": [\"monday\"]}", NULL, "a",
          "2026-11-24T10:24", "2031-05-05T00:00", STANDING_PLAYS },
        /* when what outranks it is over */
        { "{\"slide\": \"a\"}, {\"slide\": \"b\", \"priority\": 1, \"until\": \"2027-06-30\"}",
          NULL, "a", "2026-11-24T10:24", "2027-07-01T00:00", STANDING_PLAYS },
        { "{\"slide\": \"a\"}", URGENT("2026-11-24T09:00", "2026-12-24T14:05"), "a",
          "2026-11-24T10:24", "2026-12-24T14:05", STANDING_PLAYS },
        { "", URGENT("2026-12-24T14:05", "2026-12-24T15:00"), "urgent", "2026-11-24T10:24",
          "2026-12-24T14:05", STANDING_PLAYS },
        { "", URGENT("2026-11-24T09:00", "2026-11-24T10:24"), "urgent", "2026-11-24T10:24", NULL,
          STANDING_AFTER },
        { "{\"slide\": \"b\"}", NULL, "a", "2026-11-24T10:24", NULL, STANDING_UNLISTED },
        { "{\"slide\": \"a\", \"until\": \"2026-11-23\"}", NULL, "a", "2026-11-24T10:24", NULL,
          STANDING_AFTER },
        /* until then it has not begun; from then on it is outranked: that is the reason */
        { "{\"slide\": \"a\", \"from\": \"2027-01-01\"}, {\"slide\": \"b\", \"priority\": 5}", NULL,
          "a", "2026-11-24T10:24", NULL, STANDING_PRIORITY },
        /* outranked on the only day of the week it is for */
        { "{\"slide\": \"a\", \"weekdays\": [\"friday\"]}, {\"slide\": \"b\", \"priority\": 1, "
          "\"weekdays\": [\"friday\"]}",
          NULL, "a", "2026-11-24T10:24", NULL, STANDING_PRIORITY },
        { "{\"slide\": \"empty\"}", NULL, "empty", "2026-11-24T10:24", NULL, STANDING_EMPTY },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct show *show = load(arena_printf(&arena, "{\"items\": [%s]}", rows[i].items),
                                 rows[i].alert);
        struct edges edges = timetable_edges(show);
        struct next_play next = timetable_next(show, &edges, show_slide(show, rows[i].name),
                                               at(rows[i].from));
        if (next.found != (rows[i].expected != NULL) ||
            next.farthest.standing != rows[i].farthest) {
            fail_msg("row %zu: found %d, %d", i, next.found, (int)next.farthest.standing);
        }
        assert_false(next.given_up);
        if (rows[i].expected && next.moment.utc_ms != at(rows[i].expected).utc_ms) {
            fail_msg("row %zu: %04d-%02d-%02d %02d:%02d", i, next.moment.date.year,
                     next.moment.date.month, next.moment.date.day, next.moment.minute / 60,
                     next.moment.minute % 60);
        }
        show_free(show);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_cut_where_something_changes),
        cmocka_unit_test(no_minute_is_missed),
        cmocka_unit_test(each_slide_comes_to_something),
        cmocka_unit_test(finds_the_next_time_or_why_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
