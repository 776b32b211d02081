/* What the two exports share: of the slides (export.c) and of the kiosk's pages (export_kiosk.c).
 */
#pragma once
#include "commands/command.h"
#include "commands/contact_sheet.h"
#include "slides/rotation.h"

struct export
{
    const char *folder, *out, *at, *slide, *language, *screen;
    int width, height;
    int contact_sheet, all_languages, grid, kiosk; /* yes or no, set by getopt_long itself */
    const char *page, *access; /* of the kiosk: one page; access modes that are on */
    /* while running */
    struct loaded loaded;
    struct moment moment;
    int seconds[LANGUAGES_MAX]; /* see rotation_scene: one picture of each page for each */
    int second_count;
    struct arena arena;
    struct rotation rotation;
    struct picture picture;
    SDL_Surface *surface;
    struct contact_sheet *sheet;
    int done, total;
};

/* Paints the picture that was described and writes it; false after printing why it cannot. */
bool export_write(struct export *export, const char *path);

/* Writes each page that the kiosk's content has, as a visitor would see it. Returns the exit code.
 */
int export_kiosk(struct export *export);
