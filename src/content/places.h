/* Where the values of a show stand in its files, so that what is found out later about a value (a
 * text too long for the screen, a date that has passed) can be told with its place. A value is
 * known by its address: that of the member it was read into, or of a text itself. */
#pragma once
#include "content/json.h"

struct place {
    const void *value;
    const char *file;        /* as staff know it */
    const struct json *json; /* lives in the show's arena like the file name */
};

/* All zero is a valid empty table. */
struct places {
    struct place *items;
    size_t count, capacity;
};

/* Notes where a value stands; file and json are borrowed. A value of NULL is not noted. */
void places_add(struct places *places, const void *value, const char *file,
                const struct json *json);

/* Sorts the table; needed before places_find. */
void places_sort(struct places *places);

/* Returns the place of a value, or NULL when it did not come from a file. */
const struct place *places_find(const struct places *places, const void *value);

/* Frees the table; it is empty and usable again. */
void places_finish(struct places *places);
