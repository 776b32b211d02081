/* A content folder made from strings, with or without mistakes, for one reading. */
#pragma once
#include "content/show.h"

struct hall_file {
    const char *path, *text;
};

/* Writes the files (the list ends at a path of NULL) to a folder in /tmp, reads it, removes it.
 * Mistakes in it are not reported. The show is the caller's (show_free). */
struct show *hall_load(const struct hall_file *files);
