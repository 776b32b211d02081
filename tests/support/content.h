/* A content folder made from strings for one test. */
#pragma once
#include "content/show.h"
#include "slides/slide.h"

/* Makes a folder with a site (fr, en), hours, zones and the slide named "page" with that JSON, and
 * reads it; fails the test when any problem is reported. The show is the caller's (content_free).
 */
struct show *content_with_slide(const char *slide_json);

/* Reads the same folder and returns the messages instead, each on a line, without the folder's
 * name; owned by the arena. */
const char *content_messages(const char *slide_json, struct arena *arena);

/* A further file of the folder, or one instead of that of the same path. */
struct extra_file {
    const char *path, *text;
};

/* Reads the folder with those files too (ended by a NULL path) as the screen screens/default.json;
 * problems go to the report, with the folder's name taken off. The show is the caller's. */
struct show *content_with_files(const struct extra_file *files, struct report *report);

/* Returns the report's problems, each on a line; owned by the arena. */
const char *content_problems(const struct report *report, struct arena *arena);

void content_free(struct show *show);

/* Draws a page of the slide "page" at a local time with the fake fonts and returns the picture's
 * dump; second is the second language's index or -1. */
const char *content_dump(const struct show *show, int width, int height, const char *at,
                         bool trusted, int page, struct arena *arena);
