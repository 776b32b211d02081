/* Variables may be set and empty, which counts as not set; relative paths are ignored, as the
 * specification wants. */
#include "commands/places.h"

#include <stdlib.h>
#include <string.h>

/* Returns what the variable names followed by rest, or NULL. systemd may name several folders
 * separated by colons; the first is ours. */
static const char *from(const char *variable, const char *rest, struct arena *arena)
{
    const char *value = getenv(variable);
    size_t length = value && value[0] == '/' ? strcspn(value, ":") : 0;
    return length ? arena_printf(arena, "%.*s%s", (int)length, value, rest) : NULL;
}

const char *places_runtime(struct arena *arena)
{
    const char *named = from("RUNTIME_DIRECTORY", "", arena);
    return named ? named : from("XDG_RUNTIME_DIR", "/vestibule", arena);
}

const char *const *places_state(struct arena *arena)
{
    const char *candidates[] = { from("STATE_DIRECTORY", "", arena),
                                 from("XDG_STATE_HOME", "/vestibule", arena),
                                 from("HOME", "/.local/state/vestibule", arena),
                                 places_runtime(arena) };
    enum { COUNT = sizeof candidates / sizeof *candidates };
    const char **places = arena_alloc(arena, (COUNT + 1) * sizeof *places);
    size_t count = 0;
    for (size_t i = 0; i < COUNT; i++) {
        if (candidates[i]) {
            places[count++] = candidates[i];
        }
    }
    return places;
}

const char *const *places_players(struct arena *arena)
{
    const char **places = arena_alloc(arena, 3 * sizeof *places);
    size_t count = 0;
    places[count] = places_runtime(arena);
    count += places[count] != NULL;
    places[count] = "/run/vestibule";
    return places;
}
