/* A page as it is read aloud. */
#pragma once
#include "picture/picture.h"

/* Returns the texts of the picture in reading order as sentences, lines of one text joined, without
 * those of the second language; owned by the arena. */
const char *kiosk_spoken(const struct picture *picture, struct arena *arena);

/* Returns what the touch area with that id is called, "" when there is none; owned by the picture.
 */
const char *kiosk_spoken_target(const struct picture *picture, int id);
