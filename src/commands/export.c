/* vestibule export: each slide as a PNG, described and painted by the same code as the screen,
 * without a display. */
#include "commands/export.h"

#include "base/folder.h"
#include "base/message.h"
#include "render/save.h"
#include "slides/grid.h"

#include <errno.h>
#include <getopt.h>
#include <string.h>
#include <unistd.h>

static void help(void)
{
    fputs(_("Usage: vestibule export [CONTENT] [OPTIONS]\n"
            "Writes each slide as a PNG, drawn by the same code as the screen.\n"
            "\n"
            "  -o, --output DIR      folder to write to (default: preview)\n"
            "      --size WxH        320x180 to 8000x8000 (default: 1920x1080)\n"
            "      --at DATETIME     pretend it is then, such as 2026-11-24T10:24\n"
            "      --slide NAME      only this slide (file name without .json)\n"
            "      --lang CODE       second language; the main language alone shows none\n"
            "      --all-languages   each page once for each language, as PAGE.CODE.png\n"
            "      --screen NAME     use screens/NAME.json\n"
            "      --grid            draw the grid of the layout over the pages\n"
            "      --kiosk           the pages of the touch kiosk instead, in --lang\n"
            "      --page NAME       only this page of the kiosk: home, result, result-permis…\n"
            "      --access LIST     the kiosk with larger, contrast, lowered: comma-separated\n"
            "      --contact-sheet   also write contact-sheet.png with all slides\n"
            "  -h, --help            print this help\n"),
          stdout);
}

static void print_progress(const struct export *export)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r%d/%d ", export->done, export->total);
        if (export->done == export->total) {
            fputs("\r\033[K", stderr);
        }
    }
}

bool export_write(struct export *export, const char *path)
{
    raster_prepare(export->loaded.raster, &export->picture, true);
    if (!raster_picture(export->loaded.raster, &export->picture, export->surface)) {
        return false;
    }
    if (!save_png(export->surface, path)) {
        fprintf(stderr, _("vestibule export: cannot write %s: %s\n"), path, SDL_GetError());
        return false;
    }
    export->done++;
    print_progress(export);
    return !export->sheet || contact_sheet_add(export->sheet, export->surface);
}

/* Returns where the page stands in the loop, -1 when it does not play at that moment. */
static int position_of(const struct export *export, const struct slide *slide, int page)
{
    for (int i = 0; i < export->rotation.count; i++) {
        if (export->rotation.turns[i].slide == slide && export->rotation.turns[i].page == page) {
            return i;
        }
    }
    return -1;
}

/* "hours.png", "links-2.png" for a second page, "hours.en.png" with all languages. */
static const char *file_name(struct export *export, const struct slide *slide, int page, int second)
{
    struct arena *arena = &export->arena;
    const struct show *show = export->loaded.show;
    const char *number = page > 0 ? arena_printf(arena, "-%d", page + 1) : "";
    const char *code = show->languages[second > 0 ? second : 0].code;
    return arena_printf(arena, "%s/%s%s%s%s.png", export->out, slide->name, number,
                        export->all_languages ? "." : "", export->all_languages ? code : "");
}

static bool export_page(struct export *export, const struct slide *slide, int page, int second)
{
    struct scene scene;
    int position = position_of(export, slide, page);
    rotation_scene(export->loaded.show, &(struct rotation){ 0 }, (struct slot){ 0 }, export->moment,
                   second, &scene);
    scene.page = page;
    scene.pages = slide_pages(slide, export->loaded.show);
    scene.position = position;
    scene.count = position < 0 ? 0 : export->rotation.count;
    picture_start(&export->picture, export->width, export->height,
                  raster_metrics(export->loaded.raster));
    slide_draw(slide, &scene, &export->picture);
    if (export->grid) {
        grid_draw(&export->picture);
    }
    return export_write(export, file_name(export, slide, page, second));
}

static bool export_slide(struct export *export, const struct slide *slide)
{
    int pages = slide_pages(slide, export->loaded.show);
    for (int page = 0; page < pages; page++) {
        for (int i = 0; i < export->second_count; i++) {
            if (!export_page(export, slide, page, export->seconds[i])) {
                return false;
            }
        }
    }
    return true;
}

static int count_pages(const struct export *export)
{
    const struct show *show = export->loaded.show;
    int total = 0;
    for (int i = 0; i < show->slide_count; i++) {
        if (!export->slide || strcmp(show->slides[i].name, export->slide) == 0) {
            total += slide_pages(&show->slides[i], show) * export->second_count;
        }
    }
    return total;
}

static bool make_folder(const struct export *export)
{
    if (!folder_ensure(export->out)) {
        fprintf(stderr, _("vestibule export: cannot make the folder %s: %s\n"), export->out,
                strerror(errno));
        return false;
    }
    return true;
}

static bool export_slides(struct export *export)
{
    const struct show *show = export->loaded.show;
    export->total = count_pages(export);
    if (export->contact_sheet) {
        export->sheet = contact_sheet_open(export->total, export->second_count, export->width,
                                           export->height);
        if (!export->sheet) {
            return false;
        }
    }
    for (int i = 0; i < show->slide_count; i++) {
        if ((!export->slide || strcmp(show->slides[i].name, export->slide) == 0) &&
            !export_slide(export, &show->slides[i])) {
            return false;
        }
    }
    const char *path = arena_printf(&export->arena, "%s/contact-sheet.png", export->out);
    return !export->sheet || contact_sheet_write(export->sheet, path);
}

static bool set_languages(struct export *export)
{
    const struct show *show = export->loaded.show;
    export->seconds[0] = export->all_languages ? -2 : -1;
    export->second_count = 1;
    for (int i = 1; export->all_languages && i < show->language_count; i++) {
        export->seconds[export->second_count++] = i;
    }
    return !export->language || option_language(show, export->language, &export->seconds[0]);
}

static int run_export(struct export *export)
{
    const struct show *show = export->loaded.show;
    if (export->slide && !show_slide(show, export->slide)) {
        report_print(&export->loaded.report, stderr);
        fprintf(stderr, _("vestibule export: there is no slide \"%s\" that can be read\n"),
                export->slide);
        return EXIT_CONTENT;
    }
    if (!option_moment(export->at, &export->moment) || !set_languages(export)) {
        return EXIT_USAGE;
    }
    report_print(&export->loaded.report, stderr);
    export->surface = raster_surface(export->width, export->height);
    export->rotation = rotation_at(show, export->moment, &export->arena);
    if (!export->surface || !make_folder(export)) {
        return EXIT_CONTENT;
    }
    int code = export->kiosk           ? export_kiosk(export)
               : export_slides(export) ? EXIT_GOOD
                                       : EXIT_CONTENT;
    if (code != EXIT_GOOD) {
        return code;
    }
    printf(message_plural("%d page written to %s\n", "%d pages written to %s\n",
                          (unsigned long)export->done),
           export->done, export->out);
    return export->loaded.report.errors ? EXIT_CONTENT : EXIT_GOOD;
}

static void finish(struct export *export)
{
    contact_sheet_close(export->sheet);
    picture_finish(&export->picture);
    arena_finish(&export->arena);
    SDL_FreeSurface(export->surface);
    loaded_close(&export->loaded);
}

enum {
    OPTION_SIZE = 256,
    OPTION_AT,
    OPTION_SLIDE,
    OPTION_LANG,
    OPTION_SCREEN,
    OPTION_PAGE,
    OPTION_ACCESS
};

/* Returns -1 to go on, else the exit code. */
static int read_option(struct export *export, int option)
{
    switch (option) {
    case 0:
        break;
    case 'o':
        export->out = optarg;
        break;
    case OPTION_SIZE:
        return option_size(optarg, &export->width, &export->height) ? -1 : EXIT_USAGE;
    case OPTION_AT:
        export->at = optarg;
        break;
    case OPTION_SLIDE:
        export->slide = optarg;
        break;
    case OPTION_LANG:
        export->language = optarg;
        break;
    case OPTION_SCREEN:
        export->screen = optarg;
        break;
    case OPTION_PAGE:
        export->page = optarg;
        export->kiosk = true;
        break;
    case OPTION_ACCESS:
        export->access = optarg;
        export->kiosk = true;
        break;
    case 'h':
        help();
        return EXIT_GOOD;
    default:
        return usage_error("export", _("wrong option"));
    }
    return -1;
}

static int run(int argc, char **argv)
{
    struct export export = { .out = "preview", .width = 1920, .height = 1080 };
    const struct option options[] = {
        { "output", required_argument, NULL, 'o' },
        { "size", required_argument, NULL, OPTION_SIZE },
        { "at", required_argument, NULL, OPTION_AT },
        { "slide", required_argument, NULL, OPTION_SLIDE },
        { "lang", required_argument, NULL, OPTION_LANG },
        { "all-languages", no_argument, &export.all_languages, true },
        { "screen", required_argument, NULL, OPTION_SCREEN },
        { "grid", no_argument, &export.grid, true },
        { "kiosk", no_argument, &export.kiosk, true },
        { "page", required_argument, NULL, OPTION_PAGE },
        { "access", required_argument, NULL, OPTION_ACCESS },
        { "contact-sheet", no_argument, &export.contact_sheet, true },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "o:h", options, NULL)) != -1;) {
        int code = read_option(&export, option);
        if (code >= 0) {
            return code;
        }
    }
    if (argc - optind > 1) {
        return usage_error("export", _("only one content folder can be exported at a time"));
    }
    if (export.language && export.all_languages) {
        return usage_error("export", _("--lang and --all-languages cannot go together"));
    }
    export.folder = command_content(argv[optind]);
    if (!loaded_open(export.folder, export.screen, &export.loaded)) {
        return EXIT_CONTENT;
    }
    int code = run_export(&export);
    finish(&export);
    return code;
}

const struct command command_export = {
    .name = "export",
    .summary = N_("write each slide as a PNG"),
    .run = run,
};
