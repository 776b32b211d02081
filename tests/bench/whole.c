/* The program as visitors have it: a real window on a real X server, watched from outside. */
#include "bench/bench.h"
#include "bench/player.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct figures {
    struct samples cpu, server, still, wakes, fading, server_fading, fps, gap, usual_gap, pss,
        first;
};

static void add_figures(struct figures *figures, const struct watched *watched)
{
    double minutes = watched->seconds / 60, still = watched->still_s / 60;
    samples_add(&figures->cpu, watched->cpu_s / minutes);
    samples_add(&figures->server, watched->server_s / minutes);
    samples_add(&figures->still, watched->still_cpu_s / still * 1000);
    samples_add(&figures->wakes, watched->still_wakes / watched->still_s);
    samples_add(&figures->pss, watched->pss_mib);
    if (watched->fades > 0) {
        samples_add(&figures->fading, watched->fading_cpu_s / watched->fading_s * 1000);
        samples_add(&figures->server_fading, watched->fading_server_s / watched->fading_s * 1000);
        samples_add(&figures->fps, watched->frames_per_s);
        samples_add(&figures->gap, watched->worst_gap_ms);
        samples_add(&figures->usual_gap, samples_median(&watched->gaps_ms));
    }
}

static const struct goal none = { GOAL_NONE, 0 };

static struct goal at_most(double value)
{
    return (struct goal){ GOAL_AT_MOST, value };
}

static struct goal at_least(double value)
{
    return (struct goal){ GOAL_AT_LEAST, value };
}

static void add_loop_rows(struct table *table, const struct figures *loop)
{
    table_add(table, "player", "processor, 3 s a slide, fades", "s/min", &loop->cpu, none);
    table_add(table, "player", "X server meanwhile", "s/min", &loop->server, none);
    table_add(table, "player", "processor between fades (paints what comes next)", "ms/min",
              &loop->still, none);
    table_add(table, "player", "processor during fades", "ms/s", &loop->fading, none);
    table_add(table, "player", "X server during fades", "ms/s", &loop->server_fading, none);
    table_add(table, "player", "fade, frames a second", "fps", &loop->fps, at_least(60));
    table_add(table, "player", "fade, worst gap between frames, of half of the fades", "ms",
              &loop->usual_gap, none);
    table_add(table, "player", "fade, worst gap between frames", "ms", &loop->gap, at_most(20));
    table_add(table, "player", "memory (PSS)", "MiB", &loop->pss, at_most(40));
}

static bool watch(struct bench *bench, struct xscreen *screen, const char *const argv[],
                  double seconds, struct watched *out)
{
    struct watching watching = { argv, bench_path(bench, "player.log"), 2, seconds };
    return player_watch(screen, &watching, out);
}

static void measure_loop(struct bench *bench, struct xscreen *screen, struct figures *loop,
                         struct figures *still)
{
    const char *turning[] = { bench->player, "play",   "content", "--at",
                              BENCH_AT,      "--pace", "3",       NULL };
    const char *resting[] = { bench->player, "play",   "content", "--at",
                              BENCH_AT,      "--pace", "3600",    NULL };
    for (int run = 0; run < bench->runs; run++) {
        struct watched watched;
        if (watch(bench, screen, turning, bench->seconds, &watched)) {
            add_figures(loop, &watched);
        }
        if (watch(bench, screen, resting, bench->seconds / 2, &watched)) {
            add_figures(still, &watched);
        }
    }
}

static void measure_starts(struct bench *bench, struct xscreen *screen, struct samples *first)
{
    const char *argv[] = { bench->player, "play", "content", "--at", BENCH_AT, NULL };
    for (int run = 0; run < bench->runs * 2; run++) {
        struct watched watched;
        if (watch(bench, screen, argv, 0, &watched)) {
            samples_add(first, watched.first_ms);
        }
    }
}

/* A content of one page that is saved again and again while it plays. */
static bool write_edit(const struct bench *bench, int number)
{
    char text[400];
    snprintf(text, sizeof text,
             "{ \"kind\": \"notice\", \"title\": \"Essai\", \"headline\": \"%s %d\", "
             "\"body\": \"Une phrase, puis une autre.\" }",
             number % 2 ? "Enregistrement" : "UNE AUTRE PAGE", number);
    return bench_write(bench_path(bench, "edits/slides/page.json"), text);
}

static bool make_edit_content(const struct bench *bench)
{
    mkdir(bench_path(bench, "edits"), 0755);
    mkdir(bench_path(bench, "edits/slides"), 0755);
    return bench_write(bench_path(bench, "edits/site.json"),
                       "{ \"name\": \"Mairie d'essai\", \"place\": \"Accueil\", "
                       "\"time_zone\": \"Europe/Paris\", \"languages\": [\"fr\"] }") &&
           bench_write(bench_path(bench, "edits/playlist.json"),
                       "{ \"items\": [ { \"slide\": \"page\", \"seconds\": 120 } ] }") &&
           write_edit(bench, 0);
}

static void wait_still(struct xscreen *screen, double seconds)
{
    double since = seconds_now();
    while (seconds_now() - since < seconds) {
        seconds_sleep(0.005);
        if (screen_changes(screen) > 0) {
            since = seconds_now();
        }
    }
}

/* Saves, and waits for the first change of the screen. Returns milliseconds, or -1 after 3 s. */
static double time_edit(struct bench *bench, struct xscreen *screen, int number)
{
    screen_changes(screen);
    write_edit(bench, number);
    double saved = seconds_now();
    while (seconds_now() - saved < 3) {
        if (screen_changes(screen) > 0) {
            return (seconds_now() - saved) * 1000;
        }
        seconds_sleep(0.001);
    }
    return -1;
}

static void measure_edits(struct bench *bench, struct xscreen *screen, struct samples *latency)
{
    enum { EDITS = 50 };
    char folder[128];
    snprintf(folder, sizeof folder, "%s", bench_path(bench, "edits"));
    const char *argv[] = { bench->player, "play", folder, "--at", BENCH_AT, NULL };
    struct family family;
    if (!make_edit_content(bench) ||
        !family_start(&family, argv, bench_path(bench, "player.log"))) {
        return;
    }
    wait_still(screen, 1.5);
    int edits = bench->runs < 5 ? bench->runs * 10 : EDITS;
    for (int i = 1; i <= edits; i++) {
        double ms = time_edit(bench, screen, i);
        if (ms < 0) {
            break;
        }
        samples_add(latency, ms);
        wait_still(screen, 0.5 + i % 7 * 0.1);
    }
    family_stop(&family);
}

static bool point(const struct bench *bench, int x, int y)
{
    char across[16], down[16];
    snprintf(across, sizeof across, "%d", x);
    snprintf(down, sizeof down, "%d", y);
    return bench_run(bench, (const char *[]){ "xdotool", "mousemove", across, down, NULL });
}

/* Presses, and waits for the first change of the screen. Returns milliseconds, the start of xdotool
 * among them, or -1. */
static double time_press(struct bench *bench, struct xscreen *screen)
{
    const char *press[] = { "xdotool", "click", "1", NULL };
    struct family family;
    double changed = -1, start = seconds_now();
    screen_changes(screen);
    if (!family_start(&family, press, bench_path(bench, "run.log"))) {
        return -1;
    }
    while (changed < 0 && seconds_now() - start < 2) {
        if (screen_changes(screen) > 0) {
            changed = (seconds_now() - start) * 1000;
        } else {
            seconds_sleep(0.0005);
        }
    }
    family_wait(&family);
    return changed;
}

/* A visit: wake the kiosk, a choice, one of its answers, the settings, and back. */
static void measure_touches(struct bench *bench, struct xscreen *screen, struct samples *latency)
{
    static const int places[][2] = {
        { 500, 500 }, { 383, 344 }, { 170, 450 }, { 520, 900 }, { 100, 900 }
    };
    const char *argv[] = { bench->player, "play", "content", "--screen",
                           "kiosk",       "--at", BENCH_AT,  NULL };
    for (int run = 0; run < bench->runs; run++) {
        struct family family;
        if (!family_start(&family, argv, bench_path(bench, "player.log"))) {
            return;
        }
        wait_still(screen, 1.5);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            bool there = point(bench, screen->width * places[i][0] / 1000,
                               screen->height * places[i][1] / 1000);
            wait_still(screen, 0.5);
            double ms = there ? time_press(bench, screen) : -1;
            if (ms >= 0) {
                samples_add(latency, ms);
            }
            wait_still(screen, 0.7);
        }
        family_stop(&family);
    }
}

void bench_player(struct bench *bench)
{
    struct xscreen screen;
    struct figures loop = { 0 }, still = { 0 };
    struct samples first = { 0 }, edits = { 0 }, touches = { 0 };
    struct table *table = &bench->table;
    if (!screen_open(&screen, bench_path(bench, "screen"), 1920, 1080)) {
        return;
    }
    measure_loop(bench, &screen, &loop, &still);
    measure_starts(bench, &screen, &first);
    measure_edits(bench, &screen, &edits);
    measure_touches(bench, &screen, &touches);
    screen_close(&screen);
    add_loop_rows(table, &loop);
    table_add(table, "player", "processor while one page stands", "ms/min", &still.still, none);
    table_add(table, "player", "wake-ups while one page stands", "1/s", &still.wakes, at_most(1));
    table_add(table, "player", "X server while one page stands", "s/min", &still.server, none);
    table_add(table, "player", "exec to the first page", "ms", &first, at_most(120));
    table_add(table, "player", "save to the first change of the screen", "ms", &edits,
              at_most(250));
    table_add(table, "player", "kiosk, press to the first change, xdotool among it", "ms", &touches,
              at_most(50));
}

static void measure_size(struct bench *bench, int width, int height, struct samples *cpu,
                         struct samples *fps)
{
    struct xscreen screen;
    const char *argv[] = {
        bench->player, "play", "content", "--at", BENCH_AT, "--pace", "3", NULL
    };
    double seconds = bench->seconds / 4 < 15 ? 15 : bench->seconds / 4;
    if (!screen_open(&screen, bench_path(bench, "screen"), width, height)) {
        return;
    }
    struct watched watched;
    if (watch(bench, &screen, argv, seconds, &watched)) {
        samples_add(cpu, watched.cpu_s / watched.seconds * 60);
        samples_add(fps, watched.frames_per_s);
    }
    screen_close(&screen);
}

void bench_sizes(struct bench *bench)
{
    static const int sizes[][2] = { { 1280, 720 }, { 1920, 1080 }, { 2560, 1440 }, { 3840, 2160 } };
    struct samples cpu[4] = { 0 }, fps[4] = { 0 }, ratio = { 0 };
    for (int run = 0; run < bench->runs; run++) {
        for (int i = 0; i < 4; i++) {
            measure_size(bench, sizes[i][0], sizes[i][1], &cpu[i], &fps[i]);
        }
        size_t last = (size_t)run;
        if (cpu[1].count > last && cpu[3].count > last && cpu[1].values[last] > 0) {
            samples_add(&ratio, cpu[3].values[last] / cpu[1].values[last]);
        }
    }
    for (int i = 0; i < 4; i++) {
        char name[64];
        snprintf(name, sizeof name, "%d x %d, processor, 3 s a slide", sizes[i][0], sizes[i][1]);
        table_add(&bench->table, "sizes", name, "s/min", &cpu[i], none);
        snprintf(name, sizeof name, "%d x %d, fade", sizes[i][0], sizes[i][1]);
        table_add(&bench->table, "sizes", name, "fps", &fps[i], at_least(i < 3 ? 60 : 30));
    }
    table_add(&bench->table, "sizes", "processor, 3840 x 2160 over 1920 x 1080", "ratio", &ratio,
              at_most(4.5));
}
