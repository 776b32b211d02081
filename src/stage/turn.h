/* Panels that hang turned: the picture is painted upright and turned on its way to the panel, and
 * what a finger touches is turned back. */
#pragma once
#include <SDL.h>
#include <stdbool.h>

/* How a picture of width x height (pixels, upright) lies on its panel: turned clockwise by 0, 90,
 * 180 or 270 degrees. */
struct turn {
    int degrees;
    int width, height;
};

/* Returns the turn for a panel of that size. */
struct turn turn_for_panel(int degrees, int panel_width, int panel_height);

/* Returns where a rectangle of the picture lies on the panel. */
SDL_Rect turn_rect(const struct turn *turn, SDL_Rect rect);

/* Returns the point of the picture that is seen at a point of the panel. */
SDL_Point turn_back(const struct turn *turn, SDL_Point point);

/* Copies a rectangle of the source, whose upper left corner is (x, y) of the picture, to where it
 * lies on the panel; what lies outside the panel is left out. Both have the format of the screen,
 * 32 bits a pixel. */
void turn_copy(const struct turn *turn, const SDL_Surface *source, SDL_Rect rect, int x, int y,
               SDL_Surface *panel);
