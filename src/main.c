/* Picks the command; nothing else. */
#include "base/message.h"
#include "commands/command.h"

#include <locale.h>
#include <string.h>

#define VESTIBULE_VERSION "0.1.0"

static const struct command *const commands[] = {
    &command_check, &command_doc,  &command_export, &command_new,
    &command_plan,  &command_play, &command_schema,
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

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    command_messages(NULL);
    const char *first = argc > 1 ? argv[1] : "";
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0 || strcmp(first, "help") == 0) {
        help();
        return EXIT_GOOD;
    }
    if (strcmp(first, "--version") == 0) {
        puts("vestibule " VESTIBULE_VERSION);
        return EXIT_GOOD;
    }
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i]->name, first) == 0) {
            return commands[i]->run(argc - 1, argv + 1);
        }
    }
    return command_play.run(argc, argv);
}
