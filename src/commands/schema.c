/* vestibule schema: one JSON Schema per kind of content file, for the editors of those who write
 * content. Icons and languages are those of the program's assets. */
#include "commands/command.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/message.h"
#include "content/schema.h"
#include "slides/slide.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX = 1000 };

static void help(void)
{
    fputs(_("Usage: vestibule schema -o DIR [--lang CODE]\n"
            "Writes one JSON Schema for each kind of content file. Editors that read the key\n"
            "\"$schema\" then complete and explain keys while content is typed.\n"
            "\n"
            "  -o, --output DIR  folder to write to, such as content/schema\n"
            "      --lang CODE   language in which every text must stand (default: fr)\n"
            "  -h, --help        print this help\n"),
          stdout);
}

/* Lists the files of a folder of the assets without their ending. */
static bool list_names(int assets, const char *folder, const char *ending, struct arena *arena,
                       struct file_names *names)
{
    const char *reason;
    if (!file_list(assets, folder, ending, NAMES_MAX, arena, names, &reason)) {
        fprintf(stderr, "vestibule schema: %s: %s\n", folder, reason);
        return false;
    }
    for (size_t i = 0; i < names->count; i++) {
        size_t length = strlen(names->names[i]) - strlen(ending);
        names->names[i] = arena_copy(arena, names->names[i], length);
    }
    return true;
}

/* Puts the main language first. */
static bool put_first(struct file_names *languages, const char *code)
{
    for (size_t i = 0; i < languages->count; i++) {
        if (strcmp(languages->names[i], code) == 0) {
            const char *found = languages->names[i];
            memmove(&languages->names[1], &languages->names[0], i * sizeof *languages->names);
            languages->names[0] = found;
            return true;
        }
    }
    fprintf(stderr, _("vestibule schema: there are no words for the language \"%s\"\n"), code);
    return false;
}

static bool write_file(const char *folder, const struct content_file *file,
                       const struct schema_names *names)
{
    struct arena arena = { 0 };
    const char *path = arena_printf(&arena, "%s/%s", folder, file->schema);
    FILE *out = fopen(path, "w");
    bool good = out != NULL;
    if (out) {
        schema_write(file, names, out);
        good = !ferror(out);
        good = fclose(out) == 0 && good;
    }
    if (!good) {
        fprintf(stderr, _("vestibule schema: cannot write %s: %s\n"), path, strerror(errno));
    }
    arena_finish(&arena);
    return good;
}

static bool write_all(const char *folder, const char *language)
{
    struct arena arena = { 0 };
    struct file_names languages = { 0 }, icons = { 0 };
    const char *named = command_assets();
    int assets = named ? file_open_root(named) : -1;
    bool good = assets >= 0 && list_names(assets, "languages", ".json", &arena, &languages) &&
                list_names(assets, "icons", ".svg", &arena, &icons) &&
                put_first(&languages, language);
    if (named && assets < 0) {
        fprintf(stderr, _("vestibule schema: cannot open %s: %s\n"), named, strerror(errno));
    }
    const struct schema_names names = { .languages = languages.names,
                                        .language_count = languages.count,
                                        .icons = icons.names,
                                        .icon_count = icons.count,
                                        .kinds = slide_records };
    for (const struct content_file *file = content_files; good && file->path; file++) {
        good = write_file(folder, file, &names);
    }
    if (assets >= 0) {
        close(assets);
    }
    arena_finish(&arena);
    return good;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "output", required_argument, NULL, 'o' },
        { "lang", required_argument, NULL, 'l' },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    const char *folder = NULL, *language = "fr";
    for (int option; (option = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        switch (option) {
        case 'o':
            folder = optarg;
            break;
        case 'l':
            language = optarg;
            break;
        case 'h':
            help();
            return EXIT_GOOD;
        default:
            return usage_error("schema", _("wrong option"));
        }
    }
    if (!folder || optind < argc) {
        return usage_error("schema", _("say which folder to write to: -o DIR"));
    }
    if (!folder_ensure(folder)) {
        fprintf(stderr, _("vestibule schema: cannot make the folder %s: %s\n"), folder,
                strerror(errno));
        return EXIT_CONTENT;
    }
    return write_all(folder, language) ? EXIT_GOOD : EXIT_CONTENT;
}

const struct command command_schema = {
    .name = "schema",
    .summary = N_("write JSON Schemas for editors"),
    .run = run,
};
