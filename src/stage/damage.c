/* The frames are compared byte for byte in cells of 64 x 16 pixels; runs of differing cells in a
 * row of cells become rectangles, and a run that continues the one above it extends that rectangle.
 * When that makes too many, cells are joined two by two and the runs looked for again: each step
 * covers a little more than what differs, never less. */
#include "stage/damage.h"

#include <string.h>

/* A screen of 4096 x 4096 has CELLS_MAX cells; on larger ones they begin larger. */
enum { CELL_W = 64, CELL_H = 16, CELLS_MAX = 64 * 256 };

struct grid {
    int cell_w, cell_h, columns, rows;
    unsigned char differs[CELLS_MAX];
};

static int divide_up(int number, int by)
{
    return (number + by - 1) / by;
}

static void set_size(struct grid *grid, const SDL_Surface *surface, int cell_w, int cell_h)
{
    grid->cell_w = cell_w;
    grid->cell_h = cell_h;
    grid->columns = divide_up(surface->w, cell_w);
    grid->rows = divide_up(surface->h, cell_h);
}

static const char *pixel_at(const SDL_Surface *surface, int x, int y)
{
    return (const char *)surface->pixels + (size_t)y * (size_t)surface->pitch + (size_t)x * 4;
}

/* Compares one row of pixels, cell by cell; cells known to differ are not looked at again. */
static void compare_row(struct grid *grid, const SDL_Surface *a, const SDL_Surface *b, int y)
{
    unsigned char *cells = &grid->differs[(size_t)(y / grid->cell_h) * (size_t)grid->columns];
    for (int column = 0; column < grid->columns; column++) {
        int x = column * grid->cell_w;
        int width = a->w - x < grid->cell_w ? a->w - x : grid->cell_w;
        if (!cells[column]) {
            cells[column] = memcmp(pixel_at(a, x, y), pixel_at(b, x, y), (size_t)width * 4) != 0;
        }
    }
}

static void compare(struct grid *grid, const SDL_Surface *a, const SDL_Surface *b)
{
    int scale = 1;
    set_size(grid, a, CELL_W, CELL_H);
    while (grid->columns * grid->rows > CELLS_MAX) {
        scale *= 2;
        set_size(grid, a, CELL_W * scale, CELL_H * scale);
    }
    memset(grid->differs, 0, (size_t)(grid->columns * grid->rows));
    for (int y = 0; y < a->h; y++) {
        compare_row(grid, a, b, y);
    }
}

/* Joins cells two by two, side by side or one above the other, whichever makes them squarer. */
static void coarsen(struct grid *grid, const SDL_Surface *surface)
{
    bool down = grid->cell_h < grid->cell_w;
    int columns = grid->columns, rows = grid->rows;
    set_size(grid, surface, down ? grid->cell_w : 2 * grid->cell_w,
             down ? 2 * grid->cell_h : grid->cell_h);
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            int x = down ? column : 2 * column, y = down ? 2 * row : row;
            int next_x = down || x + 1 == columns ? x : x + 1;
            int next_y = !down || y + 1 == rows ? y : y + 1;
            unsigned char one = grid->differs[y * columns + x];
            unsigned char two = grid->differs[next_y * columns + next_x];
            grid->differs[row * grid->columns + column] = one | two;
        }
    }
}

static bool extend_above(struct damage *damage, const SDL_Rect *run)
{
    for (int i = 0; i < damage->count; i++) {
        SDL_Rect *above = &damage->rects[i];
        if (above->x == run->x && above->w == run->w && above->y + above->h == run->y) {
            above->h += run->h;
            return true;
        }
    }
    return false;
}

/* Returns false when there is no place for one more rectangle. */
static bool add_run(struct damage *damage, const SDL_Rect *run)
{
    if (extend_above(damage, run)) {
        return true;
    }
    if (damage->count == DAMAGE_MAX) {
        return false;
    }
    damage->rects[damage->count++] = *run;
    return true;
}

static bool add_runs_of_row(const struct grid *grid, const SDL_Rect *frame, int row,
                            struct damage *damage)
{
    const unsigned char *cells = &grid->differs[(size_t)row * (size_t)grid->columns];
    for (int column = 0; column < grid->columns; column++) {
        int start = column;
        while (column < grid->columns && cells[column]) {
            column++;
        }
        SDL_Rect run = { start * grid->cell_w, row * grid->cell_h, (column - start) * grid->cell_w,
                         grid->cell_h };
        if (column > start && (!SDL_IntersectRect(&run, frame, &run) || !add_run(damage, &run))) {
            return false;
        }
    }
    return true;
}

static bool make_rects(const struct grid *grid, const SDL_Surface *surface, struct damage *damage)
{
    const SDL_Rect frame = { 0, 0, surface->w, surface->h };
    bool room = true;
    damage->count = 0;
    for (int row = 0; room && row < grid->rows; row++) {
        room = add_runs_of_row(grid, &frame, row, damage);
    }
    return room;
}

void damage_find(SDL_Surface *a, SDL_Surface *b, struct damage *out)
{
    struct grid grid;
    compare(&grid, a, b);
    while (!make_rects(&grid, a, out)) {
        coarsen(&grid, a);
    }
}

long damage_area(const struct damage *damage)
{
    long area = 0;
    for (int i = 0; i < damage->count; i++) {
        area += (long)damage->rects[i].w * damage->rects[i].h;
    }
    return area;
}
