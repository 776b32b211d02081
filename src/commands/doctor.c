/* vestibule doctor: one command for the technician, one line a thing. */
#include "commands/doctor.h"

#include "base/message.h"
#include "commands/command.h"
#include "commands/places.h"
#include "commands/terminal.h"
#include "content/json_write.h"
#include "machine/probe.h"
#include "stage/clock.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

struct doctor {
    const char *folder, *screen;
    bool json, strict;
};

static void help(void)
{
    fputs(_("Usage: vestibule doctor [CONTENT] [OPTIONS]\n"
            "Looks at the machine, the display, the content and the service, and says of each\n"
            "whether it is well and what to do. It changes nothing. Best run as root.\n"
            "\n"
            "  -s, --screen NAME  as for play\n"
            "      --format F     text or json\n"
            "      --lang CODE    language of the messages: fr or en\n"
            "      --strict       warnings count as faults\n"
            "  -h, --help         print this help\n"
            "\n"
            "Exit code: 0 no fault, 1 faults, 2 wrong use.\n"),
          stdout);
}

/* Returns what a program prints, at most size - 1 bytes; "" when it cannot be run. The command is a
 * constant: no text from outside reaches a shell. */
static const char *output_of(const char *command, char *out, size_t size)
{
    FILE *stream = popen(command, "r");
    size_t length = stream ? fread(out, 1, size - 1, stream) : 0;
    out[length] = '\0';
    if (stream) {
        pclose(stream);
    }
    return out;
}

/* Returns the first folder for last good versions: that of the service where there is one. */
static const char *state_folder(bool service, struct arena *arena)
{
    const char *const *places = places_state(arena);
    return service || !places[0] ? "/var/lib/vestibule/state" : places[0];
}

static void examine(const struct doctor *doctor, struct findings *findings)
{
    char shown[8192], manager[256], throttled[128];
    const char *bits = NULL;
    output_of("systemctl show vestibule.service --property=LoadState,ActiveState,SubState,Result,"
              "NRestarts,StatusText,UnitFileState 2>/dev/null",
              shown, sizeof shown);
    if (!probe_power_known("")) {
        bits = output_of("vcgencmd get_throttled 2>/dev/null", throttled, sizeof throttled);
    }
    const char *loaded = probe_value(shown, "LoadState", &findings->arena);
    const char *active = probe_value(shown, "ActiveState", &findings->arena);
    bool service = strcmp(loaded, "loaded") == 0;
    const char *state = state_folder(service, &findings->arena);
    probe_model("", findings);
    probe_power("", bits, findings);
    probe_display("", findings);
    doctor_renderer(strcmp(active, "active") == 0,
                    probe_value(shown, "StatusText", &findings->arena), findings);
    probe_input("", findings);
    doctor_content(doctor->folder, doctor->screen, findings);
    probe_disk("", doctor->folder, _("content"), false, findings);
    probe_disk("", state, _("last good versions"), true, findings);
    probe_state("", arena_printf(&findings->arena, "%s/last-good", state), findings);
    probe_status("", places_players(&findings->arena), strcmp(active, "active") == 0,
                 clock_utc_ms() / 1000, findings);
    if (service) {
        probe_user("", "vestibule", findings);
    }
    probe_service("", shown, findings);
    if (service) {
        output_of("systemctl show --property=RuntimeWatchdogUSec 2>/dev/null", manager,
                  sizeof manager);
        probe_watchdog("", manager, findings);
    }
}

static void print_text(const struct findings *findings)
{
    static const char *const levels[] = { N_("ok"), N_("warning"), N_("fault") };
    static const enum tone tones[] = { TONE_SOFT, TONE_STRONG, TONE_ALERT };
    enum { TOPIC = 15, TEXT = 28 };
    struct terminal terminal = terminal_on(stdout);
    for (int i = 0; i < findings->count; i++) {
        const struct finding *item = &findings->items[i];
        terminal_line(&terminal, tones[item->level], 0, _(levels[item->level]), TOPIC);
        terminal_line(&terminal, TONE_PLAIN, TOPIC, _(item->topic), TEXT);
        terminal_words(&terminal, TONE_PLAIN, item->text);
        terminal_end(&terminal);
        if (item->advice) {
            terminal_line(&terminal, TONE_SOFT, TEXT, "→", TEXT + 2);
            terminal_words(&terminal, TONE_SOFT, item->advice);
            terminal_end(&terminal);
        }
    }
    int faults = findings_count(findings, FINDING_FAULT);
    int warnings = findings_count(findings, FINDING_WARNING);
    printf(message_plural("%d fault, ", "%d faults, ", (unsigned long)faults), faults);
    printf(message_plural("%d warning\n", "%d warnings\n", (unsigned long)warnings), warnings);
}

static void print_json(const struct findings *findings)
{
    static const char *const levels[] = { "ok", "warning", "fault" };
    struct json_writer writer = { .out = stdout };
    json_open(&writer, '[', false);
    for (int i = 0; i < findings->count; i++) {
        const struct finding *item = &findings->items[i];
        json_open(&writer, '{', true);
        json_pair(&writer, "level", levels[item->level]);
        json_pair(&writer, "topic", item->topic);
        json_pair(&writer, "text", item->text);
        if (item->advice) {
            json_pair(&writer, "advice", item->advice);
        }
        json_close(&writer, '}');
    }
    json_close(&writer, ']');
}

static int examine_and_print(const struct doctor *doctor)
{
    struct findings findings = { 0 };
    examine(doctor, &findings);
    (doctor->json ? print_json : print_text)(&findings);
    int bad = findings_count(&findings, FINDING_FAULT);
    bad += doctor->strict ? findings_count(&findings, FINDING_WARNING) : 0;
    findings_finish(&findings);
    return bad > 0 ? EXIT_CONTENT : EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    enum { OPTION_FORMAT = 256, OPTION_LANG, OPTION_STRICT };
    static const struct option options[] = {
        { "screen", required_argument, NULL, 's' },
        { "format", required_argument, NULL, OPTION_FORMAT },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "strict", no_argument, NULL, OPTION_STRICT },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct doctor doctor = { 0 };
    for (int option; (option = getopt_long(argc, argv, "s:h", options, NULL)) != -1;) {
        switch (option) {
        case 's':
            doctor.screen = optarg;
            break;
        case OPTION_FORMAT:
            doctor.json = strcmp(optarg, "json") == 0;
            if (!doctor.json && strcmp(optarg, "text") != 0) {
                return usage_error("doctor", _("--format must be text or json, not \"%s\""),
                                   optarg);
            }
            break;
        case OPTION_LANG:
            if (!command_messages(optarg)) {
                return usage_error("doctor", _("--lang must be fr or en, not \"%s\""), optarg);
            }
            break;
        case OPTION_STRICT:
            doctor.strict = true;
            break;
        case 'h':
            help();
            return EXIT_GOOD;
        default:
            return usage_error("doctor", _("wrong option"));
        }
    }
    if (argc - optind > 1) {
        return usage_error("doctor", _("only one content folder can be checked at a time"));
    }
    doctor.folder = command_content(argv[optind]);
    return examine_and_print(&doctor);
}

const struct command command_doctor = {
    .name = "doctor",
    .summary = N_("look at the machine, the display and the service, say what to do"),
    .run = run,
};
