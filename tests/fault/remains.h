/* What a life (life.h) left behind, however it ended. */
#pragma once
#include "fault/life_place.h"

/* Returns what is wrong with it, NULL for nothing. Last good versions must be whole and of every
 * file, old or new; counts not lost; status.json absent or whole; and a start must show every
 * slide, with the content and, when that is gone, without. */
const char *remains_wrong(const struct life_place *place);
