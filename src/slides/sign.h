/* The sign of a colour zone: its shape, colour and letter together, so that colour is never alone.
 */
#pragma once
#include "content/show.h"
#include "picture/picture.h"

/* Adds the sign in the square box: shape in `fill`, letter in `letter`. An edge of ink is added
 * when fill and ground contrast less than 3:1; a halo of the ground, 0.7u wide, when halo is asked
 * for. */
void sign_draw(struct picture *picture, const struct zone *zone, struct box box, struct color fill,
               struct color letter, struct color ground, bool halo);

/* Returns whether a colour needs an edge on that ground (WCAG 1.4.11: 3:1). */
bool sign_needs_edge(struct color color, struct color ground);
