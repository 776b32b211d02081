/* vestibule plan: what plays when, and why not. It knows nothing about schedules: the timetable
 * asks the rotation itself. */
#include "commands/plan.h"

#include "base/message.h"
#include "content/closest.h"
#include "slides/light.h"

#include <getopt.h>
#include <string.h>

enum { DAYS_MAX = 366 };

struct options {
    const char *at, *on, *from, *to, *why, *screen;
    bool week, json;
};

static void help(void)
{
    fputs(_("Usage: vestibule plan [CONTENT] [OPTIONS]\n"
            "Prints what plays when, and for every slide that does not play why not.\n"
            "\n"
            "      --on DATE          that day, such as 2026-11-24 (default: today)\n"
            "      --week             seven days from that day on\n"
            "      --from DATE        these days, at most 366 (without --from: from today)\n"
            "      --to DATE\n"
            "  -s, --screen NAME      of the screen of screens/NAME.json\n"
            "      --why SLIDE        explain one slide (file name without .json)\n"
            "      --at DATETIME      pretend it is then, such as 2026-11-24T10:24\n"
            "      --format FORMAT    text or json\n"
            "      --lang CODE        language of the messages: fr or en\n"
            "  -h, --help             print this help\n"),
          stdout);
}

int64_t plan_loop_ms(const struct rotation *rotation)
{
    int64_t sum = 0;
    for (int i = 0; i < rotation->count; i++) {
        sum += rotation->durations_ms[i];
    }
    return sum;
}

bool plan_row_has(const struct timetable_row *row, const struct slide *slide)
{
    for (int i = 0; i < row->rotation.count; i++) {
        if (row->rotation.turns[i].slide == slide) {
            return true;
        }
    }
    return false;
}

const struct date *plan_only_day(const struct plan *plan)
{
    return plan->day_count == 1 ? &plan->first : NULL;
}

int plan_fold(const struct plan *plan, int index)
{
    int count = 1;
    while (index + count < plan->day_count &&
           timetable_same(&plan->days[index], &plan->days[index + count]) &&
           strcmp(plan->lit[index], plan->lit[index + count]) == 0) {
        count++;
    }
    return count;
}

static bool read_date(const char *option, const char *text, struct date *date)
{
    if (text && !date_parse(text, date)) {
        fprintf(stderr, _("vestibule: %s must be a date such as 2026-11-24, not \"%s\"\n"), option,
                text);
        return false;
    }
    return true;
}

/* Fills plan->first and plan->last; false after printing what is wrong. */
static bool read_days(struct plan *plan, const struct options *options)
{
    plan->first = plan->now.date;
    plan->asked = options->on && !options->at;
    if (!read_date("--on", options->on, &plan->first) ||
        !read_date("--from", options->from, &plan->first)) {
        return false;
    }
    plan->last = options->week ? date_add(plan->first, WEEKDAYS - 1) : plan->first;
    if (!read_date("--to", options->to, &plan->last)) {
        return false;
    }
    int days = date_to_days(plan->last) - date_to_days(plan->first) + 1;
    if (days < 1 || days > DAYS_MAX) {
        fprintf(stderr, _("vestibule: --to must be a day from %s on, at most %d days, not %s\n"),
                plan_date(plan, plan->first), DAYS_MAX, plan_date(plan, plan->last));
        return false;
    }
    return true;
}

/* Returns "07:30–12:00, 13:00–19:00", "" for a day on which the screen stays dark. */
static const char *lit_text(struct plan *plan, struct date date)
{
    const struct show *show = plan->loaded.show;
    struct span spans[LIGHT_DAY_MAX];
    int count = light_day(show, &show->screen, date, spans);
    const char *text = "";
    for (int i = 0; i < count; i++) {
        text = arena_printf(&plan->arena, "%s%s%s–%s", text, i ? ", " : "",
                            plan_time(plan, spans[i].from), plan_time(plan, spans[i].to));
    }
    return text;
}

static void make(struct plan *plan)
{
    const struct show *show = plan->loaded.show;
    plan->edges = timetable_edges(show);
    plan->day_count = date_to_days(plan->last) - date_to_days(plan->first) + 1;
    plan->days = arena_alloc(&plan->arena, (size_t)plan->day_count * sizeof *plan->days);
    plan->lit = arena_alloc(&plan->arena, (size_t)plan->day_count * sizeof *plan->lit);
    for (int i = 0; i < plan->day_count; i++) {
        plan->lit[i] = lit_text(plan, date_add(plan->first, i));
        plan->days[i] = timetable_day(show, &plan->edges, date_add(plan->first, i), &plan->arena);
    }
    plan->outcomes = timetable_outcomes(show, &plan->edges, plan->first, plan->last, &plan->arena,
                                        &plan->outcome_count);
}

/* Returns the outcome of the slide with that name, which may be typed as its file's, or NULL after
 * printing that there is none. */
static const struct outcome *find_slide(struct plan *plan, const char *name)
{
    size_t length = strlen(name), ending = strlen(".json");
    if (length > ending && strcmp(name + length - ending, ".json") == 0) {
        name = arena_copy(&plan->arena, name, length - ending);
    }
    name = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    const char **names = arena_alloc(&plan->arena, (plan->outcome_count + 1) * sizeof *names);
    for (size_t i = 0; i < plan->outcome_count; i++) {
        names[i] = plan->outcomes[i].name;
        if (strcmp(names[i], name) == 0) {
            return &plan->outcomes[i];
        }
    }
    const char *near = closest_word(name, names, plan->outcome_count);
    fprintf(stderr, _("vestibule plan: there is no slide \"%s\""), name);
    if (near) {
        fprintf(stderr, _("; did you mean \"%s\"?"), near);
    }
    fputc('\n', stderr);
    return NULL;
}

static int print_plan(struct plan *plan, const struct options *options)
{
    if (!option_moment(options->at, &plan->now) || !read_days(plan, options)) {
        return EXIT_USAGE;
    }
    make(plan);
    if (options->why) {
        const struct outcome *outcome = find_slide(plan, options->why);
        if (!outcome) {
            return EXIT_USAGE;
        }
        (options->json ? plan_explain_json : plan_explain_text)(plan, outcome);
    } else {
        (options->json ? plan_print_json : plan_print_text)(plan);
    }
    size_t errors = plan->loaded.report.errors;
    if (errors > 0) {
        fprintf(stderr,
                message_plural("vestibule plan: the content has %zu error; see: vestibule check\n",
                               "vestibule plan: the content has %zu errors; see: vestibule check\n",
                               errors),
                errors);
    }
    return errors > 0 ? EXIT_CONTENT : EXIT_GOOD;
}

enum {
    OPTION_ON = 256,
    OPTION_WEEK,
    OPTION_FROM,
    OPTION_TO,
    OPTION_WHY,
    OPTION_AT,
    OPTION_FORMAT,
    OPTION_LANG
};

/* Returns -1 to go on, else the exit code. */
static int read_option(struct options *options, int option)
{
    switch (option) {
    case OPTION_ON:
        options->on = optarg;
        return -1;
    case OPTION_WEEK:
        options->week = true;
        return -1;
    case OPTION_FROM:
        options->from = optarg;
        return -1;
    case OPTION_TO:
        options->to = optarg;
        return -1;
    case 's':
        options->screen = optarg;
        return -1;
    case OPTION_WHY:
        options->why = optarg;
        return -1;
    case OPTION_AT:
        options->at = optarg;
        return -1;
    case OPTION_FORMAT:
        options->json = strcmp(optarg, "json") == 0;
        return options->json || strcmp(optarg, "text") == 0
                   ? -1
                   : usage_error("plan", _("--format must be text or json, not \"%s\""), optarg);
    case OPTION_LANG:
        return command_messages(optarg)
                   ? -1
                   : usage_error("plan", _("--lang must be fr or en, not \"%s\""), optarg);
    case 'h':
        help();
        return EXIT_GOOD;
    default:
        return usage_error("plan", _("wrong option"));
    }
}

static int run(int argc, char **argv)
{
    static const struct option names[] = {
        { "on", required_argument, NULL, OPTION_ON },
        { "week", no_argument, NULL, OPTION_WEEK },
        { "from", required_argument, NULL, OPTION_FROM },
        { "to", required_argument, NULL, OPTION_TO },
        { "screen", required_argument, NULL, 's' },
        { "why", required_argument, NULL, OPTION_WHY },
        { "at", required_argument, NULL, OPTION_AT },
        { "format", required_argument, NULL, OPTION_FORMAT },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct options options = { 0 };
    for (int option; (option = getopt_long(argc, argv, "s:h", names, NULL)) != -1;) {
        int code = read_option(&options, option);
        if (code >= 0) {
            return code;
        }
    }
    if (argc - optind > 1) {
        return usage_error("plan", _("only one content folder can be planned at a time"));
    }
    bool span = options.from || options.to;
    if ((options.on && span) || (options.week && span)) {
        return usage_error("plan", _("--from and --to cannot go with --on or --week"));
    }
    struct plan plan = { 0 };
    if (!loaded_open(command_content(argv[optind]), options.screen, &plan.loaded)) {
        return EXIT_CONTENT;
    }
    int code = print_plan(&plan, &options);
    arena_finish(&plan.arena);
    loaded_close(&plan.loaded);
    return code;
}

const struct command command_plan = {
    .name = "plan",
    .summary = N_("print what plays when, and why not"),
    .run = run,
};
