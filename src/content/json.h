/* JSON text as a tree in which every value knows its line and column. cJSON reads the values; our
 * own scan checks the text first (RFC 8259 to the letter, which cJSON is not) and finds the places.
 */
#pragma once
#include "base/arena.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

enum json_type {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json {
    enum json_type type;
    int line, column;         /* of the value's first character, from 1 */
    int key_line, key_column; /* of the key, when parent is an object */
    const char *key;          /* when parent is an object, else NULL */
    int index;                /* when parent is an array */
    const char *string;       /* when JSON_STRING, decoded, no NUL inside */
    double number;            /* when JSON_NUMBER, finite */
    const char *source;       /* the value's own text in the file, for messages */
    size_t source_length;
    const struct json *parent, *first, *next;
    size_t count; /* of children */
};

enum { JSON_DEPTH_MAX = 32 };

/* Reads size bytes of JSON text named file. Returns the tree, owned by the arena, or NULL after
 * reporting every syntax problem found. */
const struct json *json_parse(const char *text, size_t size, const char *file, struct arena *arena,
                              struct report *report);

/* As json_parse, with the decoded strings in an arena of their own: they are what is left of a file
 * once it was read into records. */
const struct json *json_parse_apart(const char *text, size_t size, const char *file,
                                    struct arena *tree, struct arena *strings,
                                    struct report *report);

/* Returns the member of object with that key (case-sensitive), or NULL. */
const struct json *json_get(const struct json *object, const char *key);

/* Returns the element of array at index, or NULL. */
const struct json *json_at(const struct json *array, size_t index);

/* Returns how many characters the value takes on its line; 1 for what may go over several. */
int json_span(const struct json *value);

/* Returns the value's path such as "weekly[3].opens", "" at the top; owned by the arena. */
const char *json_path(const struct json *value, struct arena *arena);
