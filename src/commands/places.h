/* Where the running program keeps files of its own. systemd names the folders (StateDirectory=,
 * RuntimeDirectory=); without it the XDG base directory specification does. */
#pragma once
#include "base/arena.h"

/* Returns where last good versions of content may be kept, the first choice first, NULL at the end:
 * a folder that outlives a restart, else the running system's memory. Owned by the arena. */
const char *const *places_state(struct arena *arena);

/* Returns the folder for status.json and vestibule.prom, or NULL when the system has none. Owned by
 * the arena. */
const char *places_runtime(struct arena *arena);

/* Returns where a running player may have its folder, the likeliest first, NULL at the end: that of
 * this user, that of the service. Owned by the arena. */
const char *const *places_players(struct arena *arena);
