/* vestibule doc: what every content file may hold, on standard output: the tables of the staff
 * guide or the manual page. */
#include "commands/command.h"

#include "base/message.h"
#include "content/manual.h"
#include "content/reference.h"
#include "slides/slide.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>

static void help(void)
{
    fputs(_("Usage: vestibule doc [--format=FORMAT]\n"
            "Prints what every content file may hold, in French.\n"
            "\n"
            "      --format FORMAT  markdown (tables) or man (a manual page)\n"
            "  -h, --help           print this help\n"),
          stdout);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "format", required_argument, NULL, 'f' },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    bool manual = false;
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            help();
            return EXIT_GOOD;
        }
        if (option != 'f') {
            return usage_error("doc", _("wrong option"));
        }
        manual = strcmp(optarg, "man") == 0;
        if (!manual && strcmp(optarg, "markdown") != 0) {
            return usage_error("doc", _("the format must be markdown or man, not \"%s\""), optarg);
        }
    }
    if (optind < argc) {
        return usage_error("doc", _("\"%s\" is one word too many"), argv[optind]);
    }
    (manual ? manual_write : reference_write)(slide_records, stdout);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, _("vestibule doc: cannot write: %s\n"), strerror(errno));
        return EXIT_CONTENT;
    }
    return EXIT_GOOD;
}

const struct command command_doc = {
    .name = "doc",
    .summary = N_("print what every content file may hold"),
    .run = run,
};
