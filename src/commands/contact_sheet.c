/* A grid as near to the pages' own proportions as possible, on grey, each page 640 pixels long, or
 * less where the whole would be too large to open. */
#include "commands/contact_sheet.h"

#include "base/alloc.h"
#include "base/message.h"
#include "render/raster.h"
#include "render/save.h"

#include <math.h>
#include <stdio.h>

enum { GAP = 16, THUMB_LONG = 640, SIDE_MAX = 8000 };

struct contact_sheet {
    SDL_Surface *surface;
    int columns, next, width, height; /* of one thumbnail */
};

static int smallest(int a, int b)
{
    return a < b ? a : b;
}

static int at_least_one(int pixels)
{
    return pixels > 1 ? pixels : 1;
}

struct contact_sheet *contact_sheet_open(int count, int group, int width, int height)
{
    struct contact_sheet *sheet = xcalloc(1, sizeof *sheet);
    int longer = width > height ? width : height;
    count = count > 0 ? count : 1;
    sheet->columns = (int)ceil(sqrt((double)count * height / width));
    sheet->columns = (sheet->columns + group - 1) / group * group;
    int rows = (count + sheet->columns - 1) / sheet->columns;
    int across = (SIDE_MAX - GAP) / sheet->columns - GAP, down = (SIDE_MAX - GAP) / rows - GAP;
    int thumb = smallest(THUMB_LONG, smallest(across * longer / width, down * longer / height));
    sheet->width = at_least_one(width * thumb / longer);
    sheet->height = at_least_one(height * thumb / longer);
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
    if (save_png(sheet->surface, path)) {
        return true;
    }
    fprintf(stderr, _("vestibule export: cannot write %s: %s\n"), path, SDL_GetError());
    return false;
}
