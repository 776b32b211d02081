/* make bench: how fast the program is, in figures that can be compared with the goals. Nothing here
 * is a test: figures depend on the machine and on what else it does. */
#define _GNU_SOURCE
#include "bench/bench.h"

#include "base/log.h"
#include "bench/process.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct group {
    const char *name;
    void (*run)(struct bench *bench);
};

static const struct group groups[] = {
    { "inside", bench_inside }, { "peers", bench_peers }, { "player", bench_player },
    { "sizes", bench_sizes },   { "scale", bench_scale },
};

const char *bench_path(const struct bench *bench, const char *name)
{
    static char paths[8][PATH_MAX];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, PATH_MAX, "%s/%s", bench->work, name);
    return path;
}

bool bench_write(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    bool good = file && fputs(text, file) >= 0;
    good = file && fclose(file) == 0 && good;
    if (!good) {
        perror(path);
    }
    return good;
}

bool bench_run(const struct bench *bench, const char *const argv[])
{
    struct family family;
    if (!family_start(&family, argv, bench_path(bench, "run.log"))) {
        return false;
    }
    int status = family_wait(&family);
    if (status != 0) {
        fprintf(stderr, "bench: %s ended with %d, see %s\n", argv[0], status,
                bench_path(bench, "run.log"));
    }
    return status == 0;
}

static void help(void)
{
    puts("Usage: bench [OPTIONS]\n"
         "      --only LIST      of inside, peers, player, sizes, scale (default: all)\n"
         "      --runs N         of everything that is repeated (default: 5)\n"
         "      --seconds S      how long a player is watched in each run (default: 120)\n"
         "      --quick          2 runs of 9 s, the ratios without a page that stands: 3 minutes\n"
         "      --vestibule FILE the program (default: build/release/vestibule)\n"
         "      --work DIR       where to put what is generated (default: build/bench)\n"
         "All of it takes an hour; half of that with --seconds 60.\n"
         "Writes the table to standard output and to DIR/bench.json.");
}

/* Returns -1 to go on, else the exit code. */
static int read_options(int argc, char **argv, struct bench *bench, const char **only,
                        const char **work, const char **player)
{
    static const struct option options[] = {
        { "only", required_argument, NULL, 'o' },    { "runs", required_argument, NULL, 'r' },
        { "seconds", required_argument, NULL, 's' }, { "quick", no_argument, NULL, 'q' },
        { "work", required_argument, NULL, 'w' },    { "vestibule", required_argument, NULL, 'v' },
        { "help", no_argument, NULL, 'h' },          { NULL, 0, NULL, 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        switch (option) {
        case 'o':
            *only = optarg;
            break;
        case 'r':
            bench->runs = atoi(optarg);
            break;
        case 's':
            bench->seconds = atof(optarg);
            break;
        case 'q':
            bench->quick = true;
            bench->runs = 2;
            bench->seconds = 9;
            break;
        case 'w':
            *work = optarg;
            break;
        case 'v':
            *player = optarg;
            break;
        default:
            help();
            return option == 'h' ? EXIT_SUCCESS : 2;
        }
    }
    bool good = bench->runs >= 1 && bench->runs <= SAMPLES_MAX && bench->seconds >= 5;
    return good ? -1 : (help(), 2);
}

static bool wanted(const char *only, const char *name)
{
    return !only || strstr(only, name) != NULL;
}

static void describe_machine(struct bench *bench)
{
    char line[256], model[128] = "unknown processor";
    FILE *file = fopen("/proc/cpuinfo", "r");
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "model name : %127[^\n]", model) == 1) {
            break;
        }
    }
    if (file) {
        fclose(file);
    }
    double load[1] = { 0 };
    getloadavg(load, 1);
    table_note(&bench->table,
               "%s, %ld processors, load %.2f when it began; %d runs, players watched for %.0f s",
               model, sysconf(_SC_NPROCESSORS_ONLN), load[0], bench->runs, bench->seconds);
}

/* What profilers said where a goal was missed. */
static void explain(struct table *table)
{
    table_explain(table, "both, cold",
                  "Of the 70 to 170 million instructions of a first painting 40 % are FreeType's: "
                  "SDL_ttf keeps one picture of a letter, which serves one place within a pixel "
                  "only, so nearly every letter is rasterised again in every line. 20 % open fonts "
                  "(one per size; HarfBuzz copies its tables), 15 to 30 % are nanosvg's (rings and "
                  "signs). Each is done once and kept as ink; slides are painted in parts during "
                  "the one before, the kiosk's next pages while nobody touches.");
    table_explain(table, "fade, worst gap",
                  "The worst frame of all fades of a run: on a machine that does something else "
                  "the scheduler decides it. A frame takes 2 to 3 ms of 16 on an idle one.");
    table_explain(table, "photographs over memcpy",
                  "The loop is vectorised (3 instructions a pixel) and bound by memory: it reads "
                  "twice and writes once where memcpy reads once and writes once.");
    table_explain(
        table, "processor while one page stands",
        "A page without timers lets Chromium sleep, too: 0.19 s a minute. Ours is 8 ms: 12 "
        "looks at the folder, and once the page of the next minute, laid out and painted.");
    table_explain(
        table, "processor",
        "Nearly all of it is fades: of the second loop on, 60 % is mixing their frames, 13 % "
        "preparing them, 6 % painting, 5 % layout, 5 % waiting for the X server. A frame "
        "writes 0.3 to 1 million pixels, 45,000 lines of memory, 15 ms after the last, and "
        "fetching those is what it waits for: storing one word into each of 43,000 lines "
        "takes 0.2 ms in a busy loop here and 0.65 ms after a sleep of 15 ms, mixing 0.8 ms. "
        "So less arithmetic, reading an eighth and hugepages change little, and 37 frames "
        "cost what decoding a PNG once does. Non-temporal stores took three times as long.");
    table_explain(
        table, "exec to the first",
        "A quarter is the content's reading and SDL's start, side by side, half the first "
        "painting (see there), the rest the loading of 70 shared libraries.");
}

int main(int argc, char **argv)
{
    struct bench bench = { .runs = 5, .seconds = 120 };
    const char *only = NULL, *work = "build/bench", *player = "build/release/vestibule";
    char path[PATH_MAX];
    int code = read_options(argc, argv, &bench, &only, &work, &player);
    if (code >= 0) {
        return code;
    }
    mkdir(work, 0755);
    if (!realpath(work, path) || strlen(path) >= sizeof bench.work) {
        perror(work);
        return EXIT_FAILURE;
    }
    strcpy(bench.work, path);
    if (!realpath(player, path) || strlen(path) >= sizeof bench.player) {
        perror(player);
        return EXIT_FAILURE;
    }
    strcpy(bench.player, path);
    setenv("XDG_STATE_HOME", bench_path(&bench, "state"), 1);
    setenv("XDG_RUNTIME_DIR", bench.work, 1);
    log_set_level(LOG_ERROR);
    describe_machine(&bench);
    explain(&bench.table);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (wanted(only, groups[i].name)) {
            fprintf(stderr, "bench: %s\n", groups[i].name);
            groups[i].run(&bench);
        }
    }
    table_print(&bench.table, stdout);
    FILE *json = fopen(bench_path(&bench, "bench.json"), "w");
    if (json) {
        table_print_json(&bench.table, json);
    }
    bool good = json && fclose(json) == 0;
    table_finish(&bench.table);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
