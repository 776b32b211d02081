/* Writing JSON that people read and edit: two spaces of indent, short values on one line. */
#pragma once
#include "content/json.h"

#include <stdbool.h>
#include <stdio.h>

struct json_writer { /* all zero but `out` before the first value */
    FILE *out;
    int depth;   /* of open brackets */
    int flat;    /* depth at which a bracket was opened to stay on one line; 0: none */
    bool follow; /* a value stands before in this bracket */
    bool keyed;  /* the key of the next value is written */
};

/* Opens a '{' or a '['; when flat, it and all inside it stay on one line. */
void json_open(struct json_writer *writer, char bracket, bool flat);

/* Closes the last bracket with '}' or ']'. The outermost one ends the line. */
void json_close(struct json_writer *writer, char bracket);

/* Writes the key of the next value; prefix and key make it up. */
void json_key(struct json_writer *writer, const char *prefix, const char *key);

/* Write one value, in a bracket or after its key. */
void json_string(struct json_writer *writer, const char *text);
void json_number(struct json_writer *writer, double number);
void json_bool(struct json_writer *writer, bool value);
void json_value(struct json_writer *writer, const struct json *value);

/* Writes value's members into the object that is open, without its own brackets. */
void json_members(struct json_writer *writer, const struct json *value);

/* Writes key and string. */
void json_pair(struct json_writer *writer, const char *key, const char *text);
