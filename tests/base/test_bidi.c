/* The order in which a line stands on the page, and lines taken out of paragraphs. Arabic letters
 * are written as escapes: an editor would show them in the very order that is being tested. */
#include "base/bidi.h"
#include "support/cmocka_all.h"

#include <stdio.h>
#include <string.h>

#define AB  "\u0627\u0628"
#define CD  "\u062c\u062f"
#define EF  "\u0639\u0641"
#define HEB "\u05d0\u05d1"
#define LRM "\u200e"
#define RLM "\u200f"
#define ALM "\u061c"
#define NB  "\u00a0"
#define LRI "\u2066"
#define PDI "\u2069"

/* Runs from left to right on the page: "<" before those that flow to the left, ">" to the right. */
static const char *describe(struct arena *arena, const char *line)
{
    struct bidi_run *runs;
    size_t count = bidi_runs(arena, line, &runs);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        text = arena_printf(arena, "%s%s%.*s|", text, runs[i].rtl ? "<" : ">", (int)runs[i].length,
                            runs[i].text);
    }
    return text;
}

static void runs_stand_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *line, *runs;
    } rows[] = {
        { "", "" },
        { "Isère", ">Isère|" },
        { AB, "<" AB "|" },
        { AB " " CD, "<" AB " " CD "|" },
        /* numbers keep their digits in order and stand to the left of what they follow */
        { AB " 2026", ">2026|<" AB " |" },
        { AB " 12 " CD, "< " CD "|>12|<" AB " |" },
        { AB " 12:30", ">12:30|<" AB " |" },
        { AB " 24/12/2026 " CD, "< " CD "|>24/12/2026|<" AB " |" },
        { AB " 13,75", ">13,75|<" AB " |" },
        { AB " 08:30 " CD " 12:00", ">12:00|< " CD " |>08:30|<" AB " |" },
        { AB " 12 500", ">500|< |>12|<" AB " |" },
        { AB " 12" NB "500", ">12" NB "500|<" AB " |" },
        /* percent: after Arabic it stands to the left (W2, W5), after other letters it stays */
        { AB " 84%", "<%|>84|<" AB " |" },
        { HEB " 84%", ">84%|<" HEB " |" },
        { RLM "84%", ">84%|<" RLM "|" },
        /* a telephone number is taken apart unless it is marked */
        { AB " +33 4 76", ">76|< |>4|< |>33|<" AB " +|" },
        { AB " " LRM "+33 4 76 60 34 00", ">" LRM "+33 4 76 60 34 00|<" AB " |" },
        { AB " " LRI "+33 4" PDI " " CD, "<" PDI " " CD "|>+33 4|<" AB " " LRI "|" },
        /* addresses and names */
        { AB " www.isere.gouv.fr " CD, "< " CD "|>www.isere.gouv.fr|<" AB " |" },
        { AB " https://www.isere.gouv.fr/x?y=1", ">https://www.isere.gouv.fr/x?y=1|<" AB " |" },
        { AB " ANTS " CD, "< " CD "|>ANTS|<" AB " |" },
        { AB " France Titres.", "<.|>France Titres|<" AB " |" },
        { RLM "ANTS " AB, "< " AB "|>ANTS|<" RLM "|" },
        { "ANTS " AB, ">ANTS |<" AB "|" },
        { "ANTS " AB " CNI", ">ANTS |<" AB "|> CNI|" },
        { "Zone " AB " 12", ">Zone |>12|<" AB " |" },
        /* brackets go with what is around them, or with what they hold if that agrees (N0) */
        { AB " (" CD ")", "<" AB " (" CD ")|" },
        { AB " (ANTS) " CD, "<) " CD "|>ANTS|<" AB " (|" },
        { AB " ANTS (CNI) " CD, "< " CD "|>ANTS (CNI)|<" AB " |" },
        { "ANTS (" AB ")", ">ANTS (|<" AB "|>)|" },
        { AB " (2026)", "<)|>2026|<" AB " (|" },
        /* spaces at the end go where the line ends (L1) */
        { AB " ANTS ", "< |>ANTS|<" AB " |" },
        { "ANTS " AB " ", ">ANTS |<" AB "|> |" },
        /* embeddings and overrides */
        { "a \u202b" AB " b\u202c c", NULL },
        { "\u202eabc", NULL },
        { "\u202a\u202b\u202d\u202e", NULL },
        { "a\xff" AB "\xd8", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        const char *runs = describe(&arena, rows[i].line);
        if (rows[i].runs) {
            assert_string_equal(runs, rows[i].runs);
        } else {
            assert_true(runs[0]);
        }
        arena_finish(&arena);
    }
}

static void directions(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool mixed, rtl;
    } rows[] = {
        { "", 0, 0 },
        { "Préfecture de l’Isère : 9\u202fh\u00a000 – …", 0, 0 },
        { "Київ, Ελλάδα, 中文, Հայ", 0, 0 },
        { "12:30", 0, 0 },
        { AB, 1, 1 },
        { "12 " AB " ANTS", 1, 1 },
        { "ANTS " AB, 1, 0 },
        { RLM "ANTS " AB, 1, 1 },
        { RLM "12:30", 1, 1 },
        { ALM "12:30", 1, 1 },
        { LRM AB, 1, 0 },
        { HEB, 1, 1 },
        { LRI "ANTS" PDI " " AB, 1, 1 }, /* what is isolated does not count */
        { LRI AB " ANTS", 1, 0 },
        { PDI AB, 1, 1 },
        { "\u0661\u0662 a", 0, 0 },
        { "\xff" AB, 1, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(bidi_mixed(rows[i].text), rows[i].mixed);
        assert_int_equal(bidi_is_rtl(rows[i].text), rows[i].rtl);
    }
    assert_false(bidi_is_rtl(NULL));
}

/* The line is what stands between the bars. */
static void lines_keep_their_way(void **state)
{
    (void)state;
    static const struct {
        const char *paragraph, *before, *after;
    } rows[] = {
        { "un |deux| trois", "", "" },
        { AB " |" CD "| " EF, "", "" },
        { AB " |ANTS| " CD, ALM, "" },
        { AB " |12| " CD, ALM, "" }, /* an Arabic number, as after AB */
        { HEB " |12| " HEB, RLM, "" },
        { AB " ANTS |12| " CD, RLM LRM, "" }, /* goes with ANTS */
        { AB " |(" CD "| ANTS)", ALM, "" },
        { AB " |ANTS,| CNI", ALM, LRM }, /* the comma is inside the Latin part */
        { AB " |ANTS,| " CD, ALM, "" },
        { "ANTS |" AB "| CNI", LRM, "" },
        { "ANTS |" AB "!| " CD, LRM, RLM },
        { "ANTS " AB " |12| CNI", LRM ALM, "" },
        { "ANTS " AB " |CNI|", "", "" },
        { "|ANTS| " AB, "", "" },
        { "|12| " AB, RLM, "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[100], *start = text, *end;
        const char *before, *after;
        strcpy(text, rows[i].paragraph);
        start = strchr(text, '|');
        memmove(start, start + 1, strlen(start));
        end = strchr(start, '|');
        memmove(end, end + 1, strlen(end));
        bidi_edges(text, start, end, &before, &after);
        assert_string_equal(before, rows[i].before);
        assert_string_equal(after, rows[i].after);
    }
}

/* Every byte of a line is in one run, however long the line. */
static void runs_hold_the_whole_line(void **state)
{
    (void)state;
    enum { COUNT = 5000 };
    static char text[3 * COUNT + 1];
    static unsigned char seen[3 * COUNT];
    for (int i = 0; i < COUNT; i++) {
        memcpy(text + 3 * i, i % 3 ? AB : "x1 ", 2);
        text[3 * i + 2] = " 1)"[i % 3];
    }
    struct arena arena = { 0 };
    struct bidi_run *runs;
    size_t count = bidi_runs(&arena, text, &runs), bytes = 0;
    assert_true(count > 1000);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < runs[i].length; j++) {
            assert_int_equal(seen[runs[i].text - text + (ptrdiff_t)j]++, 0);
        }
        bytes += runs[i].length;
    }
    assert_int_equal(bytes, strlen(text));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_stand_in_order),
        cmocka_unit_test(directions),
        cmocka_unit_test(lines_keep_their_way),
        cmocka_unit_test(runs_hold_the_whole_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
