/* vestibule check: reads everything and prints every problem with its place. */
#include "commands/command.h"

#include "base/message.h"

#include <getopt.h>

static void help(void)
{
    fputs(_("Usage: vestibule check [CONTENT]\n"
            "Reads the whole content folder and prints every problem as\n"
            "  file:line:column: where: what would be right, not what was there\n"
            "\n"
            "  -s, --screen NAME  also require screens/NAME.json\n"
            "  -h, --help         print this help\n"
            "\n"
            "Exit code: 0 no error, 1 errors, 2 wrong use.\n"),
          stdout);
}

static int check(const char *folder, const char *screen)
{
    struct loaded loaded;
    if (!loaded_open(folder, screen, &loaded)) {
        return EXIT_CONTENT;
    }
    report_print(&loaded.report, stderr);
    size_t errors = loaded.report.errors, warnings = loaded.report.count - errors;
    printf(ngettext("%d slide read, ", "%d slides read, ", (unsigned long)loaded.show->slide_count),
           loaded.show->slide_count);
    printf(ngettext("%zu error, ", "%zu errors, ", errors), errors);
    printf(ngettext("%zu warning\n", "%zu warnings\n", warnings), warnings);
    loaded_close(&loaded);
    return errors ? EXIT_CONTENT : EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "screen", required_argument, NULL, 's' },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    const char *screen = NULL;
    for (int option; (option = getopt_long(argc, argv, "s:h", options, NULL)) != -1;) {
        switch (option) {
        case 's':
            screen = optarg;
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
    return check(command_content(argv[optind]), screen);
}

const struct command command_check = {
    .name = "check",
    .summary = N_("read the content and print every problem"),
    .run = run,
};
