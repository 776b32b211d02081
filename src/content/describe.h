/* What the field tables say, told to people (in French, the language of the staff guide) and to
 * JSON Schemas: schema.c, reference.c and starter.c are made from this. */
#pragma once
#include "content/field.h"

struct type_description {
    const char *name;     /* "date", for a table */
    const char *expected; /* what would be right, one French sentence */
    const char *pattern;  /* ECMA-262 regular expression of the whole text; NULL: not such a text */
    const char *format;   /* of JSON Schema, NULL: none */
    const char *shared;   /* name below $defs when many fields share it, NULL: none */
};

/* Returns the description of a type; static. */
const struct type_description *describe_type(enum field_type type);

/* Returns the words a field may hold and what they mean, NULL when it holds none; *meanings may be
 * NULL. */
const char *const *describe_words(const struct field *field, const char *const **meanings);

/* Returns the JSON text that stands for an optional key that is left out, NULL when nothing does;
 * owned by the arena. */
const char *describe_default(const struct field *field, struct arena *arena);

/* Returns the field's example parsed, owned by the arena; NULL for lists and objects of records,
 * whose own fields have examples. */
const struct json *describe_example(const struct field *field, struct arena *arena);

/* Parses JSON text of a table. A mistake in it is ours: it ends the program with its message. */
const struct json *describe_json(const char *text, struct arena *arena);

/* Returns in French what a field may hold besides its type, such as "de 5 à 120"; "" when there is
 * nothing to say. Owned by the arena. */
const char *describe_allowed(const struct field *field, struct arena *arena);
