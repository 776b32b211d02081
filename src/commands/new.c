/* vestibule new: a starting file made from the tables' examples. It names what the content folder
 * around it has (languages, services, slides), so that it passes the check where it is put. */
#include "commands/command.h"

#include "base/message.h"
#include "content/closest.h"
#include "content/french.h"
#include "content/records.h"
#include "content/starter.h"
#include "slides/slide.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KINDS_MAX = 64 };

struct target {
    const char *path;
    const char *content; /* the content folder around it */
    const char *name;    /* of the file, without .json */
    bool slides;         /* it lies in a folder of that name */
    const struct content_file *file;
    const struct record *record;
    const char *language; /* that --lang asked for, or NULL */
    bool translatable;    /* the site has a second language */
};

static void help(void)
{
    fputs(_("Usage: vestibule new KIND FILE [--lang fr|en]\n"
            "Writes a starting file with notes and examples; never replaces a file.\n"
            "Such as: vestibule new notice content/slides/notice-winter.json\n"
            "\n"
            "Pages, FILE is content/slides/NAME.json:\n"),
          stdout);
    for (size_t i = 0; slide_records[i]; i++) {
        printf("  %-12s %s\n", slide_records[i]->name, slide_records[i]->title);
    }
    fputs(_("Other files of a content folder:\n"), stdout);
    for (const struct content_file *file = content_files; file->path; file++) {
        if (file->record) {
            printf("  %-12s %s: %s\n", file->record->name, file->path, file->record->title);
        }
    }
    fputs(_("\"hours\" is a page when FILE is in a folder slides, else hours.json.\n"
            "\n"
            "      --lang CODE  language of the messages: fr or en\n"
            "  -h, --help       print this help\n"),
          stdout);
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Returns the folder a path lies in, as it was typed; "." when it names none. */
static const char *folder_of(const char *path, struct arena *arena)
{
    size_t length = (size_t)(last_part(path) - path);
    return length == 0 ? "." : length == 1 ? "/" : arena_copy(arena, path, length - 1);
}

/* Finds the content folder around the path: of slides/ and screens/ the one above. */
static void find_place(struct target *target, struct arena *arena)
{
    char here[PATH_MAX];
    const char *file = last_part(target->path), *folder = folder_of(target->path, arena);
    bool at_hand = strcmp(folder, ".") == 0 && getcwd(here, sizeof here);
    const char *base = last_part(at_hand ? here : folder);
    target->name = arena_copy(arena, file, strlen(file) - strlen(".json"));
    target->slides = strcmp(base, "slides") == 0;
    target->content = folder;
    if (target->slides || strcmp(base, "screens") == 0) {
        target->content = at_hand ? ".." : folder_of(folder, arena);
    }
}

/* Finds what KIND means; a page goes before another file of the same name only inside slides/. */
static bool find_record(struct target *target, const char *kind)
{
    for (const struct content_file *file = content_files; file->path; file++) {
        bool here = file->record && !target->slides && strcmp(file->record->name, kind) == 0;
        if (here) {
            target->file = file;
            target->record = file->record;
            return true;
        }
        for (size_t i = 0; !file->record && slide_records[i]; i++) {
            if (strcmp(slide_records[i]->name, kind) == 0) {
                target->file = file;
                target->record = slide_records[i];
                return true;
            }
        }
    }
    return false;
}

static int unknown_kind(const char *kind)
{
    const char *names[KINDS_MAX];
    size_t count = 0;
    for (size_t i = 0; slide_records[i] && count < KINDS_MAX; i++) {
        names[count++] = slide_records[i]->name;
    }
    for (const struct content_file *file = content_files; file->path && count < KINDS_MAX; file++) {
        if (file->record) {
            names[count++] = file->record->name;
        }
    }
    const char *meant = french_meant(kind, names, count);
    const char *near = meant ? meant : closest_word(kind, names, count);
    return near ? usage_error("new", _("there is no kind \"%s\"; did you mean \"%s\"?"), kind, near)
                : usage_error("new", _("there is no kind \"%s\""), kind);
}

/* Reads the content folder around the file, whose own problems are not the matter here; NULL when
 * there is none yet. */
static struct show *look_around(const struct target *target)
{
    struct report report = { 0 };
    struct arena arena = { 0 };
    struct show *show = NULL;
    const char *assets = command_assets();
    if (assets && access(arena_printf(&arena, "%s/site.json", target->content), R_OK) == 0) {
        const struct show_options options = { .assets = assets, .kinds = slide_records };
        show = show_load(target->content, &options, &report);
    }
    report_finish(&report);
    arena_finish(&arena);
    return show;
}

static const char *first_slide(const struct show *show)
{
    for (int i = 0; i < show->slide_count; i++) {
        if (!slide_is_alert(&show->slides[i])) {
            return show->slides[i].name;
        }
    }
    return NULL;
}

/* Tells why the file could not be made, in the language of the messages where that is usual. */
static void tell_why(const struct target *target, int reason)
{
    struct arena arena = { 0 };
    const char *folder = folder_of(target->path, &arena);
    if (reason == EEXIST) {
        fprintf(stderr, _("vestibule new: %s exists already and was left as it is\n"),
                target->path);
    } else if (reason == ENOENT) {
        fprintf(stderr, _("vestibule new: cannot write %s: there is no folder %s\n"), target->path,
                folder);
    } else if (reason == EACCES || reason == EPERM || reason == EROFS) {
        fprintf(stderr, _("vestibule new: cannot write %s: you may not write in the folder %s\n"),
                target->path, folder);
    } else {
        fprintf(stderr, _("vestibule new: cannot write %s: %s\n"), target->path, strerror(reason));
    }
    arena_finish(&arena);
}

/* Writes the file, which must not exist; leaves none behind when it fails. */
static bool write_starter(const struct target *target, const struct starter *starter)
{
    FILE *out = fopen(target->path, "wx");
    if (!out) {
        tell_why(target, errno);
        return false;
    }
    struct json_writer writer = { .out = out };
    starter_write(starter, target->record, &writer);
    bool good = !ferror(out);
    good = fclose(out) == 0 && good;
    if (!good) {
        tell_why(target, errno);
        unlink(target->path);
    }
    return good;
}

static bool make(struct target *target)
{
    struct arena arena = { 0 };
    struct show *show = look_around(target);
    const char *codes[LANGUAGES_MAX] = { "fr" };
    struct starter starter = { .commented = true, .languages = codes, .language_count = 1 };
    bool below = strchr(target->file->path, '/') != NULL;
    starter.schema = arena_printf(&arena, "%sschema/%s", below ? "../" : "", target->file->schema);
    if (show) {
        starter.language_count = (size_t)show->language_count;
        for (int i = 0; i < show->language_count; i++) {
            codes[i] = show->languages[i].code;
        }
        const struct service *services = show->hours.services.items;
        starter.service = show->hours.services.count > 0 ? services[0].id : NULL;
        starter.slide = first_slide(show);
    }
    target->translatable = starter.language_count > 1;
    bool good = write_starter(target, &starter);
    show_free(show);
    arena_finish(&arena);
    return good;
}

static bool has_key(const struct record *record, const char *key)
{
    const struct field *field = record->fields;
    while (field->key && strcmp(field->key, key) != 0) {
        field++;
    }
    return field->key != NULL;
}

/* Only alerts say from when until when they replace all else. */
static bool is_alert(const struct record *record)
{
    const struct field *field = record->fields;
    while (field->key && (field->type != FIELD_DATE_TIME ||
                          field->offset != offsetof(struct slide_head, until))) {
        field++;
    }
    return field->key != NULL;
}

static void say_next(const struct target *target)
{
    printf(_("Wrote %s. Next:\n"), target->path);
    if (!target->file->record && !target->slides) {
        printf(_("- move it to the folder slides of your content\n"));
    }
    printf(_("- replace the examples by your own words and figures\n"));
    if (target->translatable) {
        printf(_("- of the languages you fill in remove the \"_\": \"_en\" becomes \"en\"; leave "
                 "the others\n"));
    }
    if (has_key(target->record, "example")) {
        printf(_("- once all of it is confirmed, remove the line \"example\"\n"));
    }
    if (!target->file->record && is_alert(target->record)) {
        printf(_("- set \"from\" and \"until\": an alert plays by itself between them\n"));
    } else if (!target->file->record) {
        printf(_("- to show it, add to the \"items\" of playlist.json: { \"slide\": \"%s\" }\n"),
               target->name);
    }
    printf("- vestibule check %s%s%s\n", target->content, target->language ? " --lang " : "",
           target->language ? target->language : "");
}

static int run(int argc, char **argv)
{
    enum { OPTION_LANG = 256 };
    static const struct option options[] = {
        { "lang", required_argument, NULL, OPTION_LANG },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct arena arena = { 0 };
    struct target target = { 0 };
    for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
        if (option == 'h') {
            help();
            return EXIT_GOOD;
        }
        if (option != OPTION_LANG) {
            return usage_error("new", _("wrong option"));
        }
        if (!command_messages(optarg)) {
            return usage_error("new", _("--lang must be fr or en, not \"%s\""), optarg);
        }
        target.language = optarg;
    }
    if (argc - optind != 2) {
        return usage_error("new", _("say which kind of file, and its name"));
    }
    target.path = argv[optind + 1];
    const char *ending = strrchr(last_part(target.path), '.');
    if (!ending || ending == last_part(target.path) || strcmp(ending, ".json") != 0) {
        return usage_error("new", _("the file's name must end in .json, not \"%s\""), target.path);
    }
    find_place(&target, &arena);
    int code = find_record(&target, argv[optind]) ? EXIT_GOOD : unknown_kind(argv[optind]);
    if (code == EXIT_GOOD) {
        code = make(&target) ? EXIT_GOOD : EXIT_CONTENT;
    }
    if (code == EXIT_GOOD) {
        say_next(&target);
    }
    arena_finish(&arena);
    return code;
}

const struct command command_new = {
    .name = "new",
    .summary = N_("write a starting file for a page"),
    .run = run,
};
