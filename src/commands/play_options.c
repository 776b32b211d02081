/* What vestibule play may be asked for. */
#include "commands/command.h"
#include "commands/play.h"

#include "base/message.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static void help(void)
{
    fputs(_("Usage: vestibule play [CONTENT] [OPTIONS]\n"
            "Plays the content full screen.\n"
            "\n"
            "      --screen NAME    use screens/NAME.json (default: host name, then default)\n"
            "      --windowed       in a window\n"
            "      --size WxH       size of the window\n"
            "      --at DATETIME    pretend it is then, such as 2026-11-24T10:24\n"
            "      --speed N        let time run N times faster\n"
            "      --pace SECONDS   show every page that long\n"
            "      --lang CODE      always this second language; the main one shows none\n"
            "      --headless       play even where nothing can be seen\n"
            "      --for SECONDS    leave after that long\n"
            "      --stats          print counters on leaving\n"
            "      --presenter P    auto, surface or renderer\n"
            "      --display-conf F switch the display as F says, not as /etc/vestibule does\n"
            "      --touches        print where fingers go down, in pixels of the picture\n"
            "      --metrics DIR    where to write vestibule.prom (default: beside status.json)\n"
            "  -h, --help           print this help\n"
            "\n"
            "Keys: left and right arrows previous and next page, space hold, d what was\n"
            "redrawn, Esc leave (in a window).\n"),
          stdout);
}

enum {
    OPTION_SCREEN = 256,
    OPTION_WINDOWED,
    OPTION_SIZE,
    OPTION_AT,
    OPTION_SPEED,
    OPTION_PACE,
    OPTION_LANG,
    OPTION_HEADLESS,
    OPTION_FOR,
    OPTION_STATS,
    OPTION_PRESENTER,
    OPTION_DISPLAY_CONF,
    OPTION_TOUCHES,
    OPTION_METRICS
};

static bool read_positive(const char *text, double *number)
{
    char *end;
    *number = strtod(text, &end);
    return *end == '\0' && *number > 0 && *number <= 1e6;
}

static bool read_pace(const char *text, int *seconds)
{
    double number;
    bool good = read_positive(text, &number) && number >= 2 && number <= 86400;
    *seconds = good ? (int)number : 0;
    return good;
}

static bool read_presenting(const char *text, enum presenting *presenting)
{
    static const char *const words[] = { "auto", "surface", "renderer" };
    for (int i = 0; i < 3; i++) {
        if (strcmp(words[i], text) == 0) {
            *presenting = (enum presenting)i;
            return true;
        }
    }
    return false;
}

/* Returns -1 to go on, else the exit code. */
static int read_option(struct play *play, int option)
{
    bool good = true;
    switch (option) {
    case OPTION_SCREEN:
        play->screen = optarg;
        break;
    case OPTION_WINDOWED:
        play->window.windowed = true;
        break;
    case OPTION_SIZE:
        return option_size(optarg, &play->window.width, &play->window.height) ? -1 : EXIT_USAGE;
    case OPTION_AT:
        play->at = optarg;
        break;
    case OPTION_SPEED:
        good = read_positive(optarg, &play->time.speed);
        break;
    case OPTION_PACE:
        good = read_pace(optarg, &play->pace);
        break;
    case OPTION_LANG:
        play->language = optarg;
        break;
    case OPTION_HEADLESS:
        play->window.headless = true;
        break;
    case OPTION_FOR:
        good = read_positive(optarg, &play->for_seconds);
        break;
    case OPTION_STATS:
        play->stats = true;
        break;
    case OPTION_METRICS:
        play->metrics = optarg;
        break;
    case OPTION_DISPLAY_CONF:
        play->display_conf = optarg;
        break;
    case OPTION_PRESENTER:
        good = read_presenting(optarg, &play->window.presenting);
        break;
    case OPTION_TOUCHES:
        play->touches = true;
        break;
    case 'h':
        help();
        return EXIT_GOOD;
    default:
        return usage_error("play", _("wrong option"));
    }
    return good ? -1 : usage_error("play", _("\"%s\" cannot be used here"), optarg);
}

int play_read_options(int argc, char **argv, struct play *play)
{
    static const struct option options[] = {
        { "screen", required_argument, NULL, OPTION_SCREEN },
        { "windowed", no_argument, NULL, OPTION_WINDOWED },
        { "size", required_argument, NULL, OPTION_SIZE },
        { "at", required_argument, NULL, OPTION_AT },
        { "speed", required_argument, NULL, OPTION_SPEED },
        { "pace", required_argument, NULL, OPTION_PACE },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "headless", no_argument, NULL, OPTION_HEADLESS },
        { "for", required_argument, NULL, OPTION_FOR },
        { "stats", no_argument, NULL, OPTION_STATS },
        { "display-conf", required_argument, NULL, OPTION_DISPLAY_CONF },
        { "presenter", required_argument, NULL, OPTION_PRESENTER },
        { "touches", no_argument, NULL, OPTION_TOUCHES },
        { "metrics", required_argument, NULL, OPTION_METRICS },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        int code = read_option(play, option);
        if (code >= 0) {
            return code;
        }
    }
    if (argc - optind > 1) {
        return usage_error("play", _("only one content folder can be played"));
    }
    play->folder = command_content(argv[optind]);
    return -1;
}
