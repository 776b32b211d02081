/* vestibule usage: what visitors looked for at the kiosk, from the counts it keeps. */
#include "kiosk/usage.h"
#include "base/message.h"
#include "commands/command.h"
#include "commands/counts.h"
#include "commands/places.h"
#include "content/json_write.h"
#include "slides/slide.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

struct report_of_usage {
    const char *folder, *path;
    struct counts counts;
    struct usage usage;
    struct show *show; /* for labels; NULL when there is no content */
    struct arena arena;
};

static void help(void)
{
    fputs(_("Usage: vestibule usage [CONTENT] [OPTIONS]\n"
            "Prints how often each choice, zone, language and access mode of the kiosk was used.\n"
            "The kiosk counts per day and keeps nothing about a person.\n"
            "\n"
            "      --from DATE       first day, such as 2026-11-01\n"
            "      --to DATE         last day\n"
            "      --format FORMAT   text (default), csv or json\n"
            "      --file FILE       the counts (default: usage.txt where the kiosk keeps it)\n"
            "  -h, --help            print this help\n"),
          stdout);
}

const char *command_usage_file(struct arena *arena)
{
    const char *const *places = places_state(arena);
    return places[0] ? arena_printf(arena, "%s/usage.txt", places[0]) : NULL;
}

/* Leaves the days that were asked for. */
static void keep_range(struct report_of_usage *report)
{
    struct usage *usage = &report->usage;
    size_t kept = 0;
    for (size_t i = 0; i < usage->count; i++) {
        if (counts_has(&report->counts, usage->entries[i].day)) {
            usage->entries[kept++] = usage->entries[i];
        }
    }
    usage->count = kept;
    usage_sort(usage);
}

/* Returns what people call the choice, after what leads to it; NULL when there is none. */
static const char *find_choice(const struct list *choices, const char *id, struct arena *arena)
{
    const struct kiosk_choice *items = choices->items;
    for (size_t i = 0; i < choices->count; i++) {
        const char *label = text_in(&items[i].label, 0);
        const char *inner = find_choice(&items[i].choices, id, arena);
        if (inner) {
            return arena_printf(arena, "%s › %s", label, inner);
        }
        if (strcmp(items[i].id, id) == 0) {
            return label;
        }
    }
    return NULL;
}

/* Returns what people call it, else the name in the file. */
static const char *label_of(struct report_of_usage *report, enum news_type type, const char *name)
{
    static const struct {
        const char *word, *label;
    } modes[] = { { "larger", N_("larger text") },
                  { "contrast", N_("high contrast") },
                  { "lowered", N_("lowered buttons") },
                  { "aloud", N_("read aloud") },
                  { "switch", N_("single switch") } };
    for (size_t i = 0; type == NEWS_ACCESS && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(modes[i].word, name) == 0) {
            return _(modes[i].label);
        }
    }
    const struct show *show = report->show;
    if (!show) {
        return name;
    }
    if (type == NEWS_CHOICE) {
        const char *label = find_choice(&show->kiosk.choices, name, &report->arena);
        return label ? label : name;
    }
    const struct zone *zone = type == NEWS_ZONE ? show_zone(show, name) : NULL;
    for (int i = 0; type == NEWS_LANGUAGE && i < show->language_count; i++) {
        if (strcmp(show->languages[i].code, name) == 0) {
            return show->languages[i].name;
        }
    }
    return zone ? text_in(&zone->name, 0) : name;
}

/* One name over all days. */
struct total {
    const char *name;
    unsigned long count;
};

static int compare_totals(const void *a, const void *b)
{
    const struct total *x = a, *y = b;
    return x->count != y->count ? (x->count > y->count ? -1 : 1) : strcmp(x->name, y->name);
}

/* Returns the totals of a type, the largest first; owned by the arena. */
static size_t add_up(struct report_of_usage *report, enum news_type type, struct total **out)
{
    const struct usage *usage = &report->usage;
    struct total *totals = arena_alloc(&report->arena, (usage->count + 1) * sizeof *totals);
    size_t count = 0;
    for (size_t i = 0; i < usage->count; i++) {
        const struct usage_entry *entry = &usage->entries[i];
        size_t at = 0;
        while (at < count && strcmp(totals[at].name, entry->name) != 0) {
            at++;
        }
        if (entry->type != type) {
            continue;
        }
        count += at == count;
        totals[at].name = entry->name;
        totals[at].count += entry->count;
    }
    qsort(totals, count, sizeof *totals, compare_totals);
    *out = totals;
    return count;
}

static unsigned long sum_of(struct report_of_usage *report, enum news_type type)
{
    struct total *totals;
    return add_up(report, type, &totals) > 0 ? totals[0].count : 0;
}

static void print_chart(struct report_of_usage *report, enum news_type type, const char *title)
{
    struct total *totals;
    size_t count = add_up(report, type, &totals);
    struct counts_row *rows = arena_alloc(&report->arena, (count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        rows[i] = (struct counts_row){
            .label = label_of(report, type, totals[i].name),
            .text = arena_printf(&report->arena, "%6lu", totals[i].count),
            .value = (double)totals[i].count,
        };
    }
    counts_chart(title, rows, count);
}

static void print_text(struct report_of_usage *report)
{
    const struct usage *usage = &report->usage;
    if (usage->count == 0) {
        puts(_("Nothing was counted in these days."));
        return;
    }
    unsigned long sessions = sum_of(report, NEWS_SESSION);
    printf(_("%s to %s\n"), counts_day(usage->entries[0].day, &report->arena),
           counts_day(usage->entries[usage->count - 1].day, &report->arena));
    printf(message_plural("%lu session, %lu without an answer\n",
                          "%lu sessions, %lu without an answer\n", sessions),
           sessions, sum_of(report, NEWS_ABANDONED));
    print_chart(report, NEWS_CHOICE, _("Choices"));
    print_chart(report, NEWS_ZONE, _("Zones"));
    print_chart(report, NEWS_LANGUAGE, _("Languages"));
    print_chart(report, NEWS_ACCESS, _("Access modes"));
}

static void print_csv(struct report_of_usage *report)
{
    fputs("day,type,name,count\r\n", stdout);
    for (size_t i = 0; i < report->usage.count; i++) {
        const struct usage_entry *entry = &report->usage.entries[i];
        printf("%s,%s,", counts_day(entry->day, &report->arena), usage_word(entry->type));
        counts_csv(entry->name);
        printf(",%u\r\n", entry->count);
    }
}

static void print_json(struct report_of_usage *report)
{
    struct json_writer writer = { .out = stdout };
    json_open(&writer, '[', false);
    for (size_t i = 0; i < report->usage.count; i++) {
        const struct usage_entry *entry = &report->usage.entries[i];
        json_open(&writer, '{', true);
        json_pair(&writer, "day", counts_day(entry->day, &report->arena));
        json_pair(&writer, "type", usage_word(entry->type));
        json_pair(&writer, "name", entry->name);
        json_key(&writer, "", "count");
        json_number(&writer, entry->count);
        json_close(&writer, '}');
    }
    json_close(&writer, ']');
}

static int print(struct report_of_usage *report)
{
    static void (*const printers[])(struct report_of_usage *) = { print_text, print_csv,
                                                                  print_json };
    size_t strange = 0;
    const char *path = report->path ? report->path : command_usage_file(&report->arena);
    if (!path ||
        (!usage_read(&report->usage, path, &strange) && (report->path || errno != ENOENT))) {
        fprintf(stderr, _("vestibule usage: cannot read %s: %s\n"), path ? path : "usage.txt",
                strerror(errno));
        return EXIT_CONTENT;
    }
    if (strange > 0) {
        fprintf(stderr,
                message_plural("vestibule usage: %zu line of %s was passed over\n",
                               "vestibule usage: %zu lines of %s were passed over\n", strange),
                strange, path);
    }
    keep_range(report);
    printers[report->counts.format](report);
    return EXIT_GOOD;
}

static void load_labels(struct report_of_usage *report)
{
    struct report problems = { 0 };
    const struct show_options options = { .assets = command_assets(), .kinds = slide_records };
    if (options.assets) {
        report->show = show_load(report->folder, &options, &problems);
    }
    report_finish(&problems);
}

enum { OPTION_FILE = 256 };

/* Returns -1 to go on, else the exit code. */
static int read_option(struct report_of_usage *report, int option)
{
    bool good = true;
    switch (option) {
    case COUNTS_FROM:
    case COUNTS_TO:
    case COUNTS_FORMAT:
        good = counts_option(&report->counts, option, optarg);
        break;
    case OPTION_FILE:
        report->path = optarg;
        break;
    case 'h':
        help();
        return EXIT_GOOD;
    default:
        return usage_error("usage", _("wrong option"));
    }
    return good ? -1 : usage_error("usage", _("\"%s\" cannot be used here"), optarg);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        COUNTS_OPTIONS,
        { "file", required_argument, NULL, OPTION_FILE },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct report_of_usage report = { 0 };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        int code = read_option(&report, option);
        if (code >= 0) {
            return code;
        }
    }
    if (argc - optind > 1) {
        return usage_error("usage", _("only one content folder can be named"));
    }
    report.folder = command_content(argv[optind]);
    load_labels(&report);
    int code = print(&report);
    show_free(report.show);
    usage_finish(&report.usage);
    arena_finish(&report.arena);
    return code;
}

const struct command command_usage = {
    .name = "usage",
    .summary = N_("print what visitors looked for at the kiosk"),
    .run = run,
};
