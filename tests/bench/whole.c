/* The program as visitors have it: a real window on a real X server, watched from outside. */
#include "bench/bench.h"
#include "bench/player.h"

#include "content/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct goal none = { GOAL_NONE, 0 };

static struct goal at_most(double value)
{
    return (struct goal){ GOAL_AT_MOST, value };
}

static struct goal at_least(double value)
{
    return (struct goal){ GOAL_AT_LEAST, value };
}

static bool watch(struct bench *bench, struct xscreen *screen, const char *const argv[],
                  double seconds, struct watched *out)
{
    struct watching watching = {
        .argv = argv, .log = bench_path(bench, "player.log"), .settle_s = 2, .seconds = seconds
    };
    return player_watch(screen, &watching, out);
}

/* Saves a slide that does not play now, twice a second. */
struct saving {
    const struct bench *bench;
    int saved;
};

static void save_again(void *context, double seconds)
{
    struct saving *saving = context;
    if (seconds * 2 > saving->saved) {
        char text[400];
        snprintf(text, sizeof text,
                 "{ \"kind\": \"notice\", \"title\": \"Essai\", \"headline\": \"Numéro %d\", "
                 "\"body\": \"Une phrase, puis une autre.\" }",
                 saving->saved++);
        bench_write(bench_path(saving->bench, "reload/slides/notice-safety.json"), text);
    }
}

/* Fades while the content is saved and read again and the next slide is painted. */
static void measure_reloading(struct bench *bench, struct xscreen *screen, struct samples *fps,
                              struct samples *gap)
{
    char folder[128];
    snprintf(folder, sizeof folder, "%s", bench_path(bench, "reload"));
    const char *copy[] = { "cp", "-RT", "content", folder, NULL };
    const char *argv[] = { bench->player, "play", folder, "--at", BENCH_AT, "--pace", "3", NULL };
    struct watched watched;
    for (int run = 0; run < (bench->runs + 1) / 3 && bench_run(bench, copy); run++) {
        struct saving saving = { bench, 0 };
        struct watching watching = { .argv = argv,
                                     .log = bench_path(bench, "player.log"),
                                     .settle_s = 2,
                                     .seconds = bench->seconds,
                                     .meanwhile = save_again,
                                     .context = &saving };
        if (player_watch(screen, &watching, &watched) && watched.fades > 0) {
            samples_add(fps, watched.frames_per_s);
            samples_add(gap, watched.worst_gap_ms);
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
        wait_still(screen, 0.4 + i % 7 * 0.05);
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

/* Returns the number behind a key in what the player printed on leaving, -1 when it did not. */
static double read_counter(const struct bench *bench, const char *key)
{
    char line[128], format[64];
    double number = -1;
    FILE *file = fopen(bench_path(bench, "player.log"), "r");
    snprintf(format, sizeof format, "%s ", key);
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, format, strlen(format)) == 0) {
            number = atof(line + strlen(format));
        }
    }
    if (file) {
        fclose(file);
    }
    return number;
}

/* A visit: wake the kiosk, a choice, one of its answers, the settings, and back. */
static void measure_touches(struct bench *bench, struct xscreen *screen, struct samples *latency,
                            struct samples *own)
{
    static const int places[][2] = {
        { 500, 500 }, { 383, 344 }, { 170, 450 }, { 430, 905 }, { 100, 900 }
    };
    const char *argv[] = { bench->player, "play",   "content", "--screen", "kiosk",
                           "--at",        BENCH_AT, "--stats", NULL };
    for (int run = 0; run < (bench->runs + 1) / 2; run++) {
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
        double worst = read_counter(bench, "act_worst_ms");
        if (worst >= 0) {
            samples_add(own, worst);
        }
    }
}

static void add_edit_rows(struct table *table, const struct samples *edits)
{
    struct samples settled = { 0 };
    for (size_t i = 0; i < edits->count; i++) {
        samples_add(&settled, edits->values[i] - WATCH_SETTLE_MS);
    }
    table_add(table, "player", "save to the first change of the screen", "ms", edits, at_most(250));
    table_add(table, "player", "of that, after the 150 ms in which a save settles", "ms", &settled,
              at_most(100));
}

void bench_player(struct bench *bench)
{
    struct xscreen screen;
    struct samples first = { 0 }, edits = { 0 }, touches = { 0 }, own = { 0 }, fps = { 0 },
                   gap = { 0 };
    struct table *table = &bench->table;
    if (!screen_open(&screen, bench_path(bench, "screen"), 1920, 1080)) {
        return;
    }
    measure_starts(bench, &screen, &first);
    measure_reloading(bench, &screen, &fps, &gap);
    measure_edits(bench, &screen, &edits);
    measure_touches(bench, &screen, &touches, &own);
    screen_close(&screen);
    table_add(table, "player", "exec to the first page", "ms", &first, at_most(120));
    table_add(table, "player", "fade while content reloads, frames a second", "fps", &fps,
              at_least(60));
    table_add(table, "player", "fade, worst gap between frames while content reloads", "ms", &gap,
              at_most(20));
    add_edit_rows(table, &edits);
    table_add(table, "player", "kiosk, press to the first change, xdotool among it", "ms", &touches,
              at_most(50));
    table_add(table, "player", "kiosk, touch to its page, worst of a visit, own count", "ms", &own,
              at_most(50));
}

static void measure_size(struct bench *bench, int width, int height, struct samples *cpu,
                         struct samples *fps)
{
    struct xscreen screen;
    const char *argv[] = {
        bench->player, "play", "content", "--at", BENCH_AT, "--pace", "3", NULL
    };
    double seconds = bench->seconds < 10 ? bench->seconds : 10;
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
    for (int run = 0; run < (bench->runs + 1) / 3; run++) {
        for (int i = run == 0 ? 0 : 1; i < 4; i += run == 0 ? 1 : 2) {
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
