/* From a picture file to the pixels of its place on the page. Safe to call on any thread. */
#pragma once
#include "base/arena.h"
#include "base/source.h"

#include <SDL.h>

struct decode_request {
    const struct source *source; /* the content folder */
    const char *path;            /* beneath it */
    int width, height, radius;   /* of the place, pixels */
};

/* Reads, checks, decodes, crops, scales and rounds a picture. Returns an ARGB8888 surface of that
 * size, owned by the caller, whose blend mode is set to how it must be painted; or NULL with
 * *reason, a sentence fragment that follows the file's name and lives as long as the arena. */
SDL_Surface *decode_picture(const struct decode_request *request, struct arena *arena,
                            const char **reason);
