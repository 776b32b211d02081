/* What people would use instead, with the same slides exported as PNG, in the same window, in
 * turn with ours. Each fades if it can, and cuts if not. What is not installed is left out. */
#include "bench/bench.h"
#include "bench/player.h"

#include "base/alloc.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PICTURES_MAX = 60, ARGUMENTS_MAX = PICTURES_MAX + 24 };

struct peer {
    const char *name, *program;
    const char *arguments[16];
    bool page;  /* takes the page rather than the pictures */
    bool aimed; /* a goal names it: it is watched as often as ours, others once */
};

static const struct peer peers[] = {
    { .name = "chromium",
      .program = "chromium",
      .arguments = { "--kiosk", "--no-sandbox", "--no-first-run", "--noerrdialogs",
                     "--disable-infobars", "--window-position=0,0", "--window-size=1920,1080",
                     "--user-data-dir=PROFILE" },
      .page = true,
      .aimed = true },
    { .name = "pqiv (fades)",
      .program = "pqiv",
      .arguments = { "--fullscreen", "--hide-info-box", "--end-of-files-action=wrap", "--slideshow",
                     "--slideshow-interval=3", "--fade", "--fade-duration=0.6" } },
    { .name = "feh (cuts)",
      .program = "feh",
      .arguments = { "-F", "-Y", "-x", "--scale-down", "-D", "3" },
      .aimed = true },
    { .name = "imv (cuts)",
      .program = "imv-x11",
      .arguments = { "-f", "-t", "3", "-s", "none", "-u", "nearest_neighbour" } },
    { .name = "mpv (cuts)",
      .program = "mpv",
      .arguments = { "--fs", "--no-config", "--no-audio", "--no-osc", "--really-quiet",
                     "--loop-playlist=inf", "--image-display-duration=3", "--vo=x11" } },
};

enum { PEERS = sizeof peers / sizeof *peers };

struct figures {
    struct samples cpu, still, fading, server, server_fading, wakes, pss, first, fps, gap,
        usual_gap;
    struct samples ours_cpu, ours_still, ours_pss, ours_first; /* ours over theirs, run by run */
    /* one page, no change */
    struct samples standing, standing_wakes, standing_changes, ours_standing;
};

struct contest {
    struct bench *bench;
    struct xscreen screen;
    char *pictures[PICTURES_MAX];
    int picture_count;
    char page[160], profile[160];
};

static bool installed(const char *program)
{
    const char *folders = getenv("PATH");
    for (const char *at = folders; at && *at;) {
        size_t length = strcspn(at, ":");
        char path[512];
        snprintf(path, sizeof path, "%.*s/%s", (int)length, at, program);
        if (access(path, X_OK) == 0) {
            return true;
        }
        at += length + (at[length] == ':');
    }
    return false;
}

static int by_name(const void *a, const void *b)
{
    char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void list_pictures(struct contest *contest, const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        const char *end = strrchr(entry->d_name, '.');
        if (end && strcmp(end, ".png") == 0 && contest->picture_count < PICTURES_MAX) {
            char picture[512];
            snprintf(picture, sizeof picture, "%s/%s", path, entry->d_name);
            contest->pictures[contest->picture_count++] = xstrdup(picture);
        }
    }
    if (folder) {
        closedir(folder);
    }
    qsort(contest->pictures, (size_t)contest->picture_count, sizeof *contest->pictures, by_name);
}

static bool write_page(const struct contest *contest)
{
    FILE *file = fopen(bench_path(contest->bench, "slides.html"), "w");
    if (!file) {
        return false;
    }
    fputs("<!doctype html><title>slides</title><style>html,body{margin:0;background:#000;"
          "overflow:hidden;cursor:none}img{position:fixed;inset:0;width:100vw;height:100vh;"
          "opacity:0;transition:opacity .6s}img.on{opacity:1}</style>\n",
          file);
    for (int i = 0; i < contest->picture_count; i++) {
        fprintf(file, "<img src=\"file://%s\"%s>\n", contest->pictures[i],
                i == 0 ? " class=\"on\"" : "");
    }
    fputs(
        "<script>const all=[...document.images];let n=0;if(location.hash!=='#still')setInterval(()=>{all[n].className='';"
        "n=(n+1)%all.length;all[n].className='on'},3000)</script>\n",
        file);
    return fclose(file) == 0;
}

static bool prepare(struct contest *contest)
{
    struct bench *bench = contest->bench;
    char folder[160];
    snprintf(folder, sizeof folder, "%s", bench_path(bench, "png"));
    const char *argv[] = { bench->player, "export",    "content", "-o",     folder,
                           "--size",      "1920x1080", "--at",    BENCH_AT, NULL };
    mkdir(folder, 0755);
    if (!bench_run(bench, argv)) {
        return false;
    }
    list_pictures(contest, folder);
    snprintf(contest->page, sizeof contest->page, "file://%s", bench_path(bench, "slides.html"));
    snprintf(contest->profile, sizeof contest->profile, "--user-data-dir=%s",
             bench_path(bench, "chromium-profile"));
    return contest->picture_count > 0 && write_page(contest) &&
           screen_open(&contest->screen, bench_path(bench, "screen"), 1920, 1080);
}

static bool watch_peer(struct contest *contest, const struct peer *peer, double seconds,
                       bool standing, struct watched *out, int parts)
{
    char page[180];
    snprintf(page, sizeof page, "%s%s", contest->page, standing ? "#still" : "");
    char program[64], words[16][64];
    const char *argv[ARGUMENTS_MAX];
    int count = 0;
    snprintf(program, sizeof program, "%s", peer->program);
    argv[count++] = program;
    for (int i = 0; peer->arguments[i]; i++) {
        snprintf(words[i], sizeof words[i], "%s", peer->arguments[i]);
        argv[count++] = strstr(words[i], "PROFILE") ? contest->profile : words[i];
    }
    for (int i = 0; i < contest->picture_count && !peer->page; i++) {
        argv[count++] = contest->pictures[i];
    }
    if (peer->page) {
        argv[count++] = page;
    }
    argv[count] = NULL;
    struct watching watching = { .argv = argv,
                                 .log = bench_path(contest->bench, "peer.log"),
                                 .settle_s = 3,
                                 .seconds = seconds };
    return player_watch_parts(&contest->screen, &watching, out, parts);
}

static bool watch_ours(struct contest *contest, double seconds, const char *pace,
                       struct watched *out, int parts)
{
    const char *argv[] = {
        contest->bench->player, "play", "content", "--at", BENCH_AT, "--pace", pace, NULL
    };
    struct watching watching = { .argv = argv,
                                 .log = bench_path(contest->bench, "player.log"),
                                 .settle_s = 2,
                                 .seconds = seconds };
    return player_watch_parts(&contest->screen, &watching, out, parts);
}

static double still_per_minute(const struct watched *watched)
{
    return watched->still_s > 0 ? watched->still_cpu_s / watched->still_s * 60 : 0;
}

static void add_figures(struct figures *figures, const struct watched *watched)
{
    samples_add(&figures->cpu, watched->cpu_s / watched->seconds * 60);
    samples_add(&figures->still, still_per_minute(watched));
    samples_add(&figures->server, watched->server_s / watched->seconds * 60);
    samples_add(&figures->wakes, watched->still_wakes / watched->still_s);
    samples_add(&figures->pss, watched->pss_mib);
    samples_add(&figures->first, watched->first_ms);
    if (watched->fades > 0) {
        samples_add(&figures->fading, watched->fading_cpu_s / watched->fading_s);
        samples_add(&figures->server_fading, watched->fading_server_s / watched->fading_s);
        samples_add(&figures->fps, watched->frames_per_s);
        samples_add(&figures->usual_gap, samples_median(&watched->gaps_ms));
        samples_add(&figures->gap, watched->worst_gap_ms);
    }
}

static void add_ratios(struct figures *figures, const struct watched *ours,
                       const struct watched *theirs)
{
    samples_add(&figures->ours_cpu,
                ours->cpu_s / ours->seconds / (theirs->cpu_s / theirs->seconds));
    samples_add(&figures->ours_still, still_per_minute(ours) / still_per_minute(theirs));
    samples_add(&figures->ours_pss, ours->pss_mib / theirs->pss_mib);
    samples_add(&figures->ours_first, ours->first_ms / theirs->first_ms);
}

static void add_row(struct table *table, const char *who, const char *what, const char *unit,
                    const struct samples *samples, struct goal goal)
{
    char name[128];
    snprintf(name, sizeof name, "%s: %s", who, what);
    if (samples->count > 0) {
        table_add(table, "peers", name, unit, samples, goal);
    }
}

static const struct goal none = { GOAL_NONE, 0 };

static struct goal at_most(double value)
{
    return (struct goal){ value > 0 ? GOAL_AT_MOST : GOAL_NONE, value };
}

static void add_rows(struct table *table, const char *who, const struct figures *figures, bool ours)
{
    const struct goal fluent = { ours ? GOAL_AT_LEAST : GOAL_NONE, 60 };
    add_row(table, who, "processor", "s/min", &figures->cpu, none);
    add_row(table, who, "processor between changes", "s/min", &figures->still, none);
    add_row(table, who, "processor while one page stands", "s/min", &figures->standing, none);
    add_row(table, who, "wake-ups while one page stands", "1/s", &figures->standing_wakes,
            at_most(ours ? 1 : 0));
    add_row(table, who, "changes of the screen in that minute (one: the clock)", "",
            &figures->standing_changes, at_most(ours ? 1 : 0));
    add_row(table, who, "processor during fades", "s/s", &figures->fading, none);
    add_row(table, who, "X server", "s/min", &figures->server, none);
    add_row(table, who, "X server during fades", "s/s", &figures->server_fading, none);
    add_row(table, who, "wake-ups between changes", "1/s", &figures->wakes, none);
    add_row(table, who, "memory (PSS)", "MiB", &figures->pss, at_most(ours ? 40 : 0));
    add_row(table, who, "exec to the first page", "ms", &figures->first, none);
    add_row(table, who, "fade", "fps", &figures->fps, fluent);
    add_row(table, who, "fade, worst gap", "ms", &figures->gap, at_most(ours ? 20 : 0));
    add_row(table, who, "fade, worst gap of half of the fades", "ms", &figures->usual_gap, none);
}

/* The goals stand in the rows of ours over theirs. */
static void add_ratio_rows(struct table *table, const struct peer *peer,
                           const struct figures *figures)
{
    char who[32];
    bool browser = strcmp(peer->name, "chromium") == 0;
    bool cuts = strcmp(peer->program, "feh") == 0;
    snprintf(who, sizeof who, "ours over %s", peer->name);
    add_row(table, who, "processor", "ratio", &figures->ours_cpu,
            at_most(browser ? 1.0 / 25
                    : cuts  ? 1
                            : 0));
    add_row(table, who, "processor between changes", "ratio", &figures->ours_still, none);
    add_row(table, who, "processor while one page stands", "ratio", &figures->ours_standing,
            at_most(1.0 / 300));
    add_row(table, who, "memory", "ratio", &figures->ours_pss, at_most(browser ? 1.0 / 12 : 0));
    add_row(table, who, "exec to the first page", "ratio", &figures->ours_first,
            at_most(browser ? 1.0 / 7 : 0));
}

static void add_standing(struct figures *figures, const struct watched *watched)
{
    samples_add(&figures->standing, watched->cpu_s / watched->seconds * 60);
    samples_add(&figures->standing_wakes, watched->still_wakes / watched->still_s);
    samples_add(&figures->standing_changes, watched->cuts + watched->fades);
}

/* One page that stands, here and in the browser: ours for a minute and a little, so that its clock
 * moves on once; the page there has none. */
static void compete_standing(struct contest *contest, struct figures *figures, struct figures *ours)
{
    struct watched mine, theirs;
    if (!watch_ours(contest, 62, "3600", &mine, 1)) {
        return;
    }
    add_standing(ours, &mine);
    if (installed(peers[0].program) &&
        watch_peer(contest, &peers[0], contest->bench->seconds, true, &theirs, 1)) {
        add_standing(figures, &theirs);
        samples_add(&figures->ours_standing,
                    mine.cpu_s / mine.seconds / (theirs.cpu_s / theirs.seconds));
    }
}

/* Each is started once, so that its caches are as cold or warm as the others', and watched `runs`
 * times in a row; what no goal names, once. */
static void compete(struct contest *contest, struct figures figures[PEERS], struct figures *ours)
{
    const struct bench *bench = contest->bench;
    struct watched *mine = xcalloc(SAMPLES_MAX, sizeof *mine);
    struct watched *theirs = xcalloc(SAMPLES_MAX, sizeof *theirs);
    bool good = watch_ours(contest, bench->seconds, "3", mine, bench->runs);
    for (int run = 0; good && run < bench->runs; run++) {
        add_figures(ours, &mine[run]);
    }
    for (int i = 0; good && i < PEERS; i++) {
        int parts = peers[i].aimed ? bench->runs : 1;
        if (!installed(peers[i].program) ||
            !watch_peer(contest, &peers[i], bench->seconds, false, theirs, parts)) {
            continue;
        }
        for (int run = 0; run < parts; run++) {
            add_figures(&figures[i], &theirs[run]);
            add_ratios(&figures[i], &mine[run], &theirs[run]);
        }
    }
    if (good && !bench->quick) {
        compete_standing(contest, &figures[0], ours);
    }
    free(mine);
    free(theirs);
}

void bench_peers(struct bench *bench)
{
    struct contest *contest = xcalloc(1, sizeof *contest);
    struct figures *figures = xcalloc(PEERS + 1, sizeof *figures);
    contest->bench = bench;
    for (int i = 0; i < PEERS; i++) {
        if (!installed(peers[i].program)) {
            table_note(&bench->table, "%s is not installed: left out", peers[i].program);
        }
    }
    if (prepare(contest)) {
        struct watched warm;
        if (installed(peers[0].program)) {
            watch_peer(contest, &peers[0], 0, false, &warm, 1); /* its profile is made once */
        }
        compete(contest, figures, &figures[PEERS]);
        screen_close(&contest->screen);
        add_rows(&bench->table, "vestibule", &figures[PEERS], true);
        for (int i = 0; i < PEERS; i++) {
            add_rows(&bench->table, peers[i].name, &figures[i], false);
        }
        for (int i = 0; i < PEERS; i++) {
            add_ratio_rows(&bench->table, &peers[i], &figures[i]);
        }
    }
    for (int i = 0; i < contest->picture_count; i++) {
        free(contest->pictures[i]);
    }
    free(figures);
    free(contest);
}
