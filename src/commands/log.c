/* vestibule log: what was on the screen, how often and how long; evidence for the quality audit. */
#include "base/alloc.h"
#include "base/message.h"
#include "commands/command.h"
#include "commands/counts.h"
#include "commands/places.h"
#include "content/json_write.h"
#include "stage/shown.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct shown_log {
    const char *path;
    struct counts counts;
    int folder;
    int *days; /* that were asked for */
    size_t day_count;
    struct arena arena;
};

static void help(void)
{
    fputs(
        _("Usage: vestibule log [OPTIONS]\n"
          "Prints how often and how long each slide was on the screen; alerts, the kiosk in use, the\n"
          "fallback page and a screen that was off stand apart. Nothing about a person.\n"
          "\n"
          "      --from DATE       first day, such as 2026-11-01\n"
          "      --to DATE         last day\n"
          "      --format FORMAT   text (default), csv or json: a line for each day and slide\n"
          "      --folder DIR      the notes (default: shown/ where the player keeps its state)\n"
          "  -h, --help            print this help\n"),
        stdout);
}

const char *command_shown_folder(struct arena *arena)
{
    const char *const *places = places_state(arena);
    return places[0] ? arena_printf(arena, "%s/shown", places[0]) : NULL;
}

/* Opens the notes that were named, else those of this user, else those of the service. Returns -1
 * with errno set; *path says which. */
static int open_notes(struct shown_log *log, const char **path)
{
    const char *own = log->path ? log->path : command_shown_folder(&log->arena);
    const char *const places[] = { own, log->path ? NULL : "/var/lib/vestibule/state/shown" };
    int folder = -1;
    errno = ENOENT;
    for (size_t i = 0; i < 2 && folder < 0 && errno == ENOENT; i++) {
        *path = places[i] ? places[i] : *path;
        folder = places[i] ? open(places[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    }
    return folder;
}

/* Leaves the days that were asked for. */
static void keep_range(struct shown_log *log)
{
    size_t kept = 0;
    for (size_t i = 0; i < log->day_count; i++) {
        if (counts_has(&log->counts, log->days[i])) {
            log->days[kept++] = log->days[i];
        }
    }
    log->day_count = kept;
}

/* Reads a day; false after printing why it cannot be. */
static bool read_day(const struct shown_log *log, int day, struct shown_day *out)
{
    struct arena arena = { 0 };
    size_t strange = 0;
    const char *name = counts_day(day, &arena);
    bool good = shown_read(log->folder, date_from_days(day), out, &strange);
    if (!good) {
        fprintf(stderr, _("vestibule log: cannot read %s: %s\n"), name, strerror(errno));
    } else if (strange > 0) {
        fprintf(stderr,
                message_plural("vestibule log: %zu line of %s was passed over\n",
                               "vestibule log: %zu lines of %s were passed over\n", strange),
                strange, name);
    }
    arena_finish(&arena);
    return good;
}

static int64_t seconds_of(const struct shown_entry *entry)
{
    return entry->ms / 1000;
}

typedef void print_entry(void *context, const char *day, const struct shown_entry *entry);

/* Hands over every entry of every day; false when a day could not be read. */
static bool walk(struct shown_log *log, print_entry *print, void *context)
{
    bool good = true;
    for (size_t i = 0; i < log->day_count; i++) {
        struct shown_day day = { 0 };
        good = read_day(log, log->days[i], &day) && good;
        for (size_t j = 0; j < day.count; j++) {
            print(context, counts_day(log->days[i], &log->arena), &day.entries[j]);
        }
        shown_day_finish(&day);
    }
    return good;
}

static void csv_entry(void *context, const char *day, const struct shown_entry *entry)
{
    (void)context;
    printf("%s,%s,", day, stage_sight_word(entry->sight));
    counts_csv(entry->name);
    printf(",%u,%" PRId64 "\r\n", entry->times, seconds_of(entry));
}

static bool print_csv(struct shown_log *log)
{
    fputs("day,type,name,times,seconds\r\n", stdout);
    return walk(log, csv_entry, NULL);
}

static void json_entry(void *context, const char *day, const struct shown_entry *entry)
{
    struct json_writer *writer = context;
    json_open(writer, '{', true);
    json_pair(writer, "day", day);
    json_pair(writer, "type", stage_sight_word(entry->sight));
    json_pair(writer, "name", entry->name);
    json_key(writer, "", "times");
    json_number(writer, entry->times);
    json_key(writer, "", "seconds");
    json_number(writer, (double)seconds_of(entry));
    json_close(writer, '}');
}

static bool print_json(struct shown_log *log)
{
    struct json_writer writer = { .out = stdout };
    json_open(&writer, '[', false);
    bool good = walk(log, json_entry, &writer);
    json_close(&writer, ']');
    return good;
}

/* What was shown in all these days. */
struct totals {
    struct shown_entry *entries;
    size_t count, capacity;
};

static void total_entry(void *context, const char *day, const struct shown_entry *entry)
{
    struct totals *totals = context;
    size_t at = 0;
    (void)day;
    while (at < totals->count && (totals->entries[at].sight != entry->sight ||
                                  strcmp(totals->entries[at].name, entry->name) != 0)) {
        at++;
    }
    if (at == totals->count) {
        if (totals->count == totals->capacity) {
            totals->capacity = totals->capacity ? 2 * totals->capacity : 64;
            totals->entries = xrealloc(totals->entries, totals->capacity, sizeof *totals->entries);
        }
        totals->entries[totals->count++] = *entry;
        return;
    }
    totals->entries[at].times += entry->times;
    totals->entries[at].ms += entry->ms;
}

static int compare_totals(const void *a, const void *b)
{
    const struct shown_entry *x = a, *y = b;
    return x->ms != y->ms ? (x->ms > y->ms ? -1 : 1) : strcmp(x->name, y->name);
}

/* Prints those of the sights whose bits are set. */
static void print_totals(struct shown_log *log, const struct totals *totals, unsigned sights,
                         const char *title)
{
    static const char *const labels[SIGHTS] = {
        [SIGHT_NOTHING] = N_("nothing (no display)"),
        [SIGHT_SLIDE] = N_("(others)"),
        [SIGHT_ALERT] = N_("(others)"),
        [SIGHT_KIOSK] = N_("a visitor at the kiosk"),
        [SIGHT_FALLBACK] = N_("fallback page"),
        [SIGHT_OFF] = N_("off on purpose"),
    };
    struct counts_row *rows = arena_alloc(&log->arena, (totals->count + 1) * sizeof *rows);
    size_t count = 0;
    for (size_t i = 0; i < totals->count; i++) {
        const struct shown_entry *entry = &totals->entries[i];
        int64_t minutes = (seconds_of(entry) + 30) / 60;
        if (!(sights & 1u << entry->sight) || (entry->sight == SIGHT_NOTHING && minutes == 0)) {
            continue;
        }
        const char *text = arena_printf(&log->arena, _("%6u × %5ld h %02d"), entry->times,
                                        (long)(minutes / 60), (int)(minutes % 60));
        rows[count++] = (struct counts_row){
            .label = entry->name[0] ? entry->name : _(labels[entry->sight]),
            .text = text,
            .value = (double)entry->ms,
        };
    }
    counts_chart(title, rows, count);
}

static bool print_text(struct shown_log *log)
{
    struct totals totals = { 0 };
    bool good = walk(log, total_entry, &totals);
    if (totals.count == 0) {
        puts(_("Nothing was noted in these days."));
        return good;
    }
    qsort(totals.entries, totals.count, sizeof *totals.entries, compare_totals);
    printf(_("%s to %s\n"), counts_day(log->days[0], &log->arena),
           counts_day(log->days[log->day_count - 1], &log->arena));
    printf(message_plural("%zu day with notes\n", "%zu days with notes\n", log->day_count),
           log->day_count);
    print_totals(log, &totals, 1u << SIGHT_SLIDE, _("Slides"));
    print_totals(log, &totals, 1u << SIGHT_ALERT, _("Alerts"));
    print_totals(log, &totals,
                 1u << SIGHT_KIOSK | 1u << SIGHT_FALLBACK | 1u << SIGHT_OFF | 1u << SIGHT_NOTHING,
                 _("Besides"));
    free(totals.entries);
    return good;
}

static int print(struct shown_log *log)
{
    static bool (*const printers[])(struct shown_log *) = { print_text, print_csv, print_json };
    const char *path = "shown";
    log->folder = open_notes(log, &path);
    if (log->folder < 0 && (log->path || errno != ENOENT)) {
        fprintf(stderr, _("vestibule log: cannot read %s: %s\n"), path, strerror(errno));
        return EXIT_CONTENT;
    }
    if (log->folder >= 0) {
        log->day_count = shown_days(log->folder, &log->arena, &log->days);
        keep_range(log);
    }
    bool good = printers[log->counts.format](log);
    if (log->folder >= 0) {
        close(log->folder);
    }
    return good ? EXIT_GOOD : EXIT_CONTENT;
}

static int run(int argc, char **argv)
{
    enum { OPTION_FOLDER = 256 };
    static const struct option options[] = {
        COUNTS_OPTIONS,
        { "folder", required_argument, NULL, OPTION_FOLDER },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct shown_log log = { 0 };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            help();
            return EXIT_GOOD;
        }
        if (option == OPTION_FOLDER) {
            log.path = optarg;
        } else if (option < COUNTS_FROM) {
            return usage_error("log", _("wrong option"));
        } else if (!counts_option(&log.counts, option, optarg)) {
            return usage_error("log", _("\"%s\" cannot be used here"), optarg);
        }
    }
    if (argc > optind) {
        return usage_error("log", _("\"%s\" cannot be used here"), argv[optind]);
    }
    int code = print(&log);
    arena_finish(&log.arena);
    return code;
}

const struct command command_log = {
    .name = "log",
    .summary = N_("print what was on the screen, how often and how long"),
    .run = run,
};
