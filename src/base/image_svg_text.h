/* Pieces of an SVG file and how to read them. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct span { /* of the file, no NUL at its end */
    const char *text;
    size_t length;
};

bool span_is_space(char character);

/* Returns span without its first count characters. */
struct span span_skip(struct span span, size_t count);

/* Returns span without white space at its beginning, or at either end. */
struct span span_trim_start(struct span span);
struct span span_trim(struct span span);

/* Returns whether span is nothing but white space. */
bool span_blank(struct span span);

/* Returns whether span is exactly text. */
bool span_equal(struct span span, const char *text);

/* Returns whether span begins with text, which is in lower case; span may be in either (ASCII). */
bool span_starts(struct span span, const char *text);

/* Returns whether text occurs in span, compared as span_starts does; *at is where first. */
bool span_find(struct span span, const char *text, size_t *at);

/* Returns the part of an XML name after its prefix: "href" of "xlink:href". */
struct span span_local(struct span name);

/* Returns a length such as "24", "24px" or "1cm" in pixels (CSS: 96 per inch); 0 when it is
 * relative or is none. */
double span_length(struct span value);

/* Reads the last two of the four numbers of a viewBox; returns false, and leaves both alone, when
 * there are not four. */
bool span_view(struct span value, double *width, double *height);
