/* The grid that pages are designed on, drawn over a finished page for those who design. */
#pragma once
#include "picture/picture.h"

/* Adds to the picture: margins, edge strips, the baselines of header and footer, the content block
 * with its middle and a ruler of 10u, and the baseline of every line of text on the page. */
void grid_draw(struct picture *picture);
