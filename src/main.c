/* Picks the command; nothing else. */
#include "base/alloc.h"
#include "base/message.h"
#include "commands/command.h"
#include "content/closest.h"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#define VESTIBULE_VERSION "0.1.0"

const char program_version[] = "vestibule " VESTIBULE_VERSION;

static const struct command *const commands[] = {
    &command_check,  &command_doc,        &command_doctor, &command_export,
    &command_log,    &command_new,        &command_plan,   &command_play,
    &command_schema, &command_screenshot, &command_usage,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void help(void)
{
    fputs(_("Usage: vestibule [COMMAND] [CONTENT] [OPTIONS]\n"
            "Hall screen and signage for public buildings.\n\n"),
          stdout);
    for (int i = 0; i < COMMANDS; i++) {
        printf("  %-8s %s\n", commands[i]->name, _(commands[i]->summary));
    }
    fputs(_("\nWithout a command: play. Each command has --help.\n"), stdout);
}

/* Whether a first word can only be a mistyped command: nothing of that name is there to be played.
 */
static bool mistyped(const char *word)
{
    return word[0] && word[0] != '-' && !strchr(word, '/') && access(word, F_OK) != 0;
}

static int report_unknown(const char *word)
{
    const char *names[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) {
        names[i] = commands[i]->name;
    }
    const char *near = closest_word(word, names, COMMANDS);
    fprintf(stderr, _("vestibule: unknown command \"%s\""), word);
    if (near) {
        fprintf(stderr, _("; did you mean \"%s\"?"), near);
    } else {
        fputs(_(", and there is no folder of that name"), stderr);
    }
    fputs(_("\nSee: vestibule --help\n"), stderr);
    return EXIT_USAGE;
}

int main(int argc, char **argv)
{
    alloc_settle();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    command_messages(NULL);
    const char *first = argc > 1 ? argv[1] : "";
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
        help();
        return EXIT_GOOD;
    }
    if (strcmp(first, "--version") == 0) {
        puts(program_version);
        return EXIT_GOOD;
    }
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i]->name, first) == 0) {
            return commands[i]->run(argc - 1, argv + 1);
        }
    }
    return mistyped(first) ? report_unknown(first) : command_play.run(argc, argv);
}
