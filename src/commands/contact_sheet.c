/* A grid as near to the pages' own proportions as possible, on grey, each page about 480 pixels
 * wide. */
#include "commands/contact_sheet.h"

#include "base/alloc.h"
#include "base/message.h"
#include "render/raster.h"

#include <SDL_image.h>
#include <math.h>
#include <stdio.h>

enum { GAP = 16, THUMB_LONG = 640 };

struct contact_sheet {
    SDL_Surface *surface;
    int columns, next, width, height; /* of one thumbnail */
};

struct contact_sheet *contact_sheet_open(int count, int width, int height)
{
    struct contact_sheet *sheet = xcalloc(1, sizeof *sheet);
    int longer = width > height ? width : height;
    sheet->width = width * THUMB_LONG / longer;
    sheet->height = height * THUMB_LONG / longer;
    sheet->columns = (int)ceil(sqrt((double)(count > 0 ? count : 1) * height / width));
    if (sheet->columns < 1) {
        sheet->columns = 1;
    }
    int rows = (count + sheet->columns - 1) / sheet->columns;
    rows = rows > 0 ? rows : 1;
    sheet->surface = raster_surface(GAP + (sheet->width + GAP) * sheet->columns,
                                    GAP + (sheet->height + GAP) * rows);
    if (!sheet->surface) {
        contact_sheet_close(sheet);
        return NULL;
    }
    SDL_FillRect(sheet->surface, NULL, SDL_MapRGB(sheet->surface->format, 0x92, 0x92, 0x92));
    return sheet;
}

void contact_sheet_close(struct contact_sheet *sheet)
{
    if (sheet) {
        SDL_FreeSurface(sheet->surface);
        free(sheet);
    }
}

bool contact_sheet_add(struct contact_sheet *sheet, SDL_Surface *page)
{
    SDL_Rect to = { GAP + (sheet->width + GAP) * (sheet->next % sheet->columns),
                    GAP + (sheet->height + GAP) * (sheet->next / sheet->columns), sheet->width,
                    sheet->height };
    sheet->next++;
    if (raster_shrink(page, sheet->surface, to)) {
        return true;
    }
    fprintf(stderr, _("vestibule export: cannot scale a page: %s\n"), SDL_GetError());
    return false;
}

bool contact_sheet_write(struct contact_sheet *sheet, const char *path)
{
    if (IMG_SavePNG(sheet->surface, path) == 0) {
        return true;
    }
    fprintf(stderr, _("vestibule export: cannot write %s: %s\n"), path, IMG_GetError());
    return false;
}
