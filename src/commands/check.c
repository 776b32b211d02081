/* vestibule check: reads everything and prints every problem with its place. */
#include "commands/audit.h"

#include "base/message.h"
#include "base/report_format.h"
#include "slides/rotation.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct check {
    const char *folder;
    struct audit_options audit;
    enum report_format format;
    bool strict;
};

static void help(void)
{
    fputs(_("Usage: vestibule check [CONTENT] [OPTIONS]\n"
            "Reads the whole content folder and prints every problem as\n"
            "  file:line:column: where: what would be right, not what was there\n"
            "\n"
            "and warns of what should not be shown: texts too long or too small for the\n"
            "screens, weak contrast, too little time, missing translations, examples, figures\n"
            "out of date.\n"
            "\n"
            "  -s, --screen NAME  only for screens/NAME.json, which must exist\n"
            "      --at DATETIME  pretend it is then, such as 2026-11-24T10:24\n"
            "      --within DAYS  also tell what is out of date that soon (default: 30)\n"
            "      --format F     text (with the line and the spot), json, or gcc (one line\n"
            "                     a problem, for editors)\n"
            "      --lang CODE    language of the messages: fr or en\n"
            "      --strict       warnings count as errors\n"
            "  -h, --help         print this help\n"
            "\n"
            "Exit code: 0 no error, 1 errors, 2 wrong use.\n"),
          stdout);
}

static int terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

static bool wants_colour(void)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && !(none && none[0]) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}

/* Returns how many slides take part in the rotation now. */
static int count_playing(const struct show *show, struct moment moment)
{
    struct arena arena = { 0 };
    struct rotation rotation = rotation_at(show, moment, &arena);
    int playing = 0;
    for (int i = 0; i < show->slide_count; i++) {
        for (int turn = 0; turn < rotation.count; turn++) {
            if (rotation.turns[turn].slide == &show->slides[i]) {
                playing++;
                break;
            }
        }
    }
    arena_finish(&arena);
    return playing;
}

static void print_summary(const struct report *report, const struct show *show, struct moment now)
{
    size_t errors = report->errors, warnings = report->warnings;
    printf(message_plural("%zu error, ", "%zu errors, ", errors), errors);
    printf(message_plural("%zu warning; ", "%zu warnings; ", warnings), warnings);
    int playing = count_playing(show, now);
    printf(message_plural("%d slide of %d plays now\n", "%d slides of %d play now\n",
                          (unsigned long)playing),
           playing, (int)show->slide_names.count);
    if (errors > 0) {
        fputs(_("The screen keeps showing the last good version of a file with errors.\n"), stdout);
    }
}

static void print_json(const struct report *report, const struct show *show, struct moment now)
{
    const struct report_style style = { .format = REPORT_JSON };
    fputs("{\"problems\": ", stdout);
    report_write(report, &style, stdout);
    printf(", \"errors\": %zu, \"warnings\": %zu, \"slides\": %d, \"playing\": %d}\n",
           report->errors, report->warnings, (int)show->slide_names.count,
           count_playing(show, now));
}

static int check_folder(const struct check *check)
{
    struct loaded loaded;
    if (!loaded_open(check->folder, check->audit.screen, &loaded)) {
        return EXIT_CONTENT;
    }
    struct moment now;
    if (!audit_loaded(&loaded, &check->audit, &now)) {
        loaded_close(&loaded);
        return EXIT_USAGE;
    }
    const struct report_style style = { .format = check->format,
                                        .colour = wants_colour(),
                                        .columns = terminal_columns() };
    if (check->format == REPORT_JSON) {
        print_json(&loaded.report, loaded.show, now);
    } else {
        report_write(&loaded.report, &style, stderr);
        print_summary(&loaded.report, loaded.show, now);
    }
    bool good = check->strict ? loaded.report.count == 0 : loaded.report.errors == 0;
    loaded_close(&loaded);
    return good ? EXIT_GOOD : EXIT_CONTENT;
}

static bool read_format(const char *word, enum report_format *format)
{
    static const char *const words[] = { "text", "json", "gcc" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0) {
            *format = (enum report_format)i;
            return true;
        }
    }
    return false;
}

static int run(int argc, char **argv)
{
    enum { OPTION_FORMAT = 256, OPTION_LANG, OPTION_STRICT, OPTION_AT, OPTION_WITHIN };
    static const struct option options[] = {
        { "screen", required_argument, NULL, 's' },
        { "format", required_argument, NULL, OPTION_FORMAT },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "strict", no_argument, NULL, OPTION_STRICT },
        { "at", required_argument, NULL, OPTION_AT },
        { "within", required_argument, NULL, OPTION_WITHIN },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct check check = { .audit = { .within_days = AUDIT_WITHIN_DAYS } };
    for (int option; (option = getopt_long(argc, argv, "s:h", options, NULL)) != -1;) {
        switch (option) {
        case 's':
            check.audit.screen = optarg;
            break;
        case OPTION_FORMAT:
            if (!read_format(optarg, &check.format)) {
                return usage_error("check", _("--format must be text, json or gcc, not \"%s\""),
                                   optarg);
            }
            break;
        case OPTION_LANG:
            if (!command_messages(optarg)) {
                return usage_error("check", _("--lang must be fr or en, not \"%s\""), optarg);
            }
            break;
        case OPTION_STRICT:
            check.strict = true;
            break;
        case OPTION_AT:
            check.audit.at = optarg;
            break;
        case OPTION_WITHIN:
            if (!option_days(optarg, &check.audit.within_days)) {
                return EXIT_USAGE;
            }
            break;
        case 'h':
            help();
            return EXIT_GOOD;
        default:
            return usage_error("check", _("wrong option"));
        }
    }
    if (argc - optind > 1) {
        return usage_error("check", _("only one content folder can be checked at a time"));
    }
    check.folder = command_content(argv[optind]);
    return check_folder(&check);
}

const struct command command_check = {
    .name = "check",
    .summary = N_("read the content and print every problem"),
    .run = run,
};
