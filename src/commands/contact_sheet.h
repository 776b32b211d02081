/* All pages of an export on one picture. */
#pragma once
#include <SDL.h>
#include <stdbool.h>

struct contact_sheet;

/* Starts a sheet for count pages of that size, of which each group (at least 1) stays on one line.
 * Owned by the caller (contact_sheet_close, null-safe); NULL after printing why there is none. */
struct contact_sheet *contact_sheet_open(int count, int group, int width, int height);
void contact_sheet_close(struct contact_sheet *sheet);

/* Adds the next page, scaled down. */
bool contact_sheet_add(struct contact_sheet *sheet, SDL_Surface *page);

/* Writes the sheet as a PNG. */
bool contact_sheet_write(struct contact_sheet *sheet, const char *path);
