/* Each family of series stands once, with its help and type, as the format wants; names and units
 * follow prometheus.io/docs/practices/naming. No label holds more than one value at a time but for
 * words of a fixed list, so that the number of series is known. */
#include "stage/exposition.h"

#include "base/alloc.h"
#include "stage/outlet.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct exposition {
    struct outlet *outlet;
    bool written;
    int64_t written_ms;
};

static void family(FILE *out, const char *name, const char *type, const char *help)
{
    fprintf(out, "# HELP vestibule_%s %s\n# TYPE vestibule_%s %s\n", name, help, name, type);
}

static void one(FILE *out, const char *name, const char *type, double value, const char *help)
{
    family(out, name, type, help);
    fprintf(out, "vestibule_%s %.15g\n", name, value);
}

/* One of a family whose label says which. */
static void labelled(FILE *out, const char *name, const char *label, const char *word, double value)
{
    fprintf(out, "vestibule_%s{%s=\"%s\"} %.15g\n", name, label, word, value);
}

static double seconds(int64_t ms)
{
    return (double)ms / 1000;
}

/* A label's value: backslash, quote and line end are escaped. */
static void put_value(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n') {
            fputs("\\n", out);
        } else {
            fprintf(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
        }
    }
}

static void print_program(FILE *out, const struct status_facts *facts,
                          const struct figures *figures)
{
    const char *presenter = facts->display.presenter;
    const char *version = strchr(facts->program, ' ');
    family(out, "info", "gauge",
           "The program: its version, and the way frames take to the screen.");
    fputs("vestibule_info{version=\"", out);
    put_value(out, version ? version + 1 : facts->program);
    fputs("\",presenter=\"", out);
    put_value(out, presenter ? presenter : "");
    fputs("\"} 1\n", out);
    one(out, "start_time_seconds", "gauge", seconds(facts->started_utc_ms),
        "When the program started, by the screen's clock.");
    one(out, "time_seconds", "gauge", seconds(figures->now_utc_ms),
        "The screen's clock when this was written.");
    one(out, "clock_trusted", "gauge", facts->trusted,
        "Whether the clock can be believed; if not, dated pages wait.");
    if (figures->margin_ms >= 0) {
        one(out, "watchdog_margin_seconds", "gauge", seconds(figures->margin_ms),
            "What was left at the worst moment of the last half minute before the service manager "
            "would have started the program anew.");
    }
    if (figures->resident_bytes > 0) {
        one(out, "resident_bytes", "gauge", (double)figures->resident_bytes,
            "Memory of the program.");
    }
    family(out, "cache_bytes", "gauge", "What is kept to paint pages sooner.");
    labelled(out, "cache_bytes", "cache", "lines", (double)figures->lines_bytes);
    labelled(out, "cache_bytes", "cache", "shapes", (double)figures->shapes_bytes);
    labelled(out, "cache_bytes", "cache", "images", (double)figures->images_bytes);
}

static void print_screen(FILE *out, const struct status_facts *facts, const struct figures *figures)
{
    one(out, "screen_right", "gauge", figures->right, "Whether the screen shows what it should.");
    family(out, "screen", "gauge", "What visitors see: 1 at that state.");
    for (int sight = 0; sight < SIGHTS; sight++) {
        labelled(out, "screen", "state", stage_sight_word((enum stage_sight)sight),
                 facts->sight == (enum stage_sight)sight);
    }
    if (facts->display.socket) {
        one(out, "display_connected", "gauge", strcmp(facts->display.state, "unplugged") != 0,
            "Whether something is plugged in; only on the kernel's own display.");
    }
    one(out, "display_reopened_total", "counter", (double)facts->display.reopened,
        "Windows opened anew because the display changed or could not be drawn to.");
    one(out, "frames_refused_total", "counter", (double)facts->display.refused,
        "Frames of which the video driver said that they could not be shown.");
    one(out, "playlist_position", "gauge", figures->position,
        "Which entry of playlist.json is on the screen, from 1; 0: none. status.json has its name.");
    one(out, "playing_since_timestamp_seconds", "gauge", seconds(facts->slide_since_utc_ms),
        "Since when that is on the screen.");
    one(out, "frames_total", "counter", (double)figures->frames, "Frames sent to the screen.");
    one(out, "turns_total", "counter", (double)figures->turns, "Pages that came onto the screen.");
    one(out, "touches_total", "counter", (double)figures->touches,
        "What visitors did at the kiosk: touches and keys.");
}

static void print_content(FILE *out, const struct status_facts *facts)
{
    const struct report *report = &facts->edition->report;
    family(out, "content_info", "gauge",
           "The content that plays: its version is the same where the content is.");
    fprintf(out, "vestibule_content_info{version=\"%016" PRIx64 "\"} 1\n", facts->version);
    one(out, "content_since_timestamp_seconds", "gauge", seconds(facts->version_since_utc_ms),
        "When that version came, at the latest when the program started.");
    one(out, "content_gone", "gauge", facts->edition->gone,
        "Whether the content folder is missing or empty; what was there plays on.");
    family(out, "problems", "gauge", "What is wrong with the content, as vestibule check counts.");
    labelled(out, "problems", "severity", "error", (double)report->errors);
    labelled(out, "problems", "severity", "warning", (double)(report->count - report->errors));
    one(out, "last_good_files", "gauge", (double)facts->edition->stale_count,
        "Files that play as they last were good.");
    one(out, "out_of_date", "gauge", facts->out_of_date,
        "Figures, pages and promises whose last day is over.");
}

char *exposition_text(const struct status_facts *facts, const struct figures *figures)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out) {
        return NULL;
    }
    print_program(out, facts, figures);
    print_screen(out, facts, figures);
    print_content(out, facts);
    bool whole = !ferror(out);
    if (fclose(out) != 0 || !whole) {
        free(text);
        return NULL;
    }
    return text;
}

struct exposition *exposition_open(const char *folder)
{
    struct outlet *outlet = outlet_open(folder, "vestibule.prom");
    struct exposition *exposition = outlet ? xcalloc(1, sizeof *exposition) : NULL;
    if (exposition) {
        exposition->outlet = outlet;
    }
    return exposition;
}

void exposition_close(struct exposition *exposition)
{
    if (exposition) {
        outlet_close(exposition->outlet);
        free(exposition);
    }
}

int64_t exposition_due(const struct exposition *exposition, bool news)
{
    if (!exposition) {
        return INT64_MAX;
    }
    return !exposition->written
               ? INT64_MIN
               : exposition->written_ms + (news ? EXPOSITION_NEWS_MS : EXPOSITION_EVERY_MS);
}

void exposition_write(struct exposition *exposition, const struct status_facts *facts,
                      const struct figures *figures, int64_t now_ms)
{
    if (exposition) {
        char *text = exposition_text(facts, figures);
        exposition->written = true;
        exposition->written_ms = now_ms;
        if (text) {
            outlet_write(exposition->outlet, text);
        }
        free(text);
    }
}
