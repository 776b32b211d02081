/* A kiosk for tests: a hall with two floors, one choice of each kind, in French and English. */
#pragma once
#include "kiosk/session.h"

/* Choices: 0 leads to zone A, 1 to zone C on the floor above and has documents, 2 is not here, 3 is
 * a list of three (zone A, zone C, not here), 4 is help (zone A). The show is the caller's
 * (show_free). */
struct show *kiosk_show(void);

/* Returns a world of the show in which something can speak and no alert holds. */
struct kiosk_world kiosk_world_of(const struct show *show);
