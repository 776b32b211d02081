/* The parts of a JSON Schema that do not depend on a record; only schema.c calls these. */
#pragma once
#include "content/json_write.h"
#include "content/schema.h"

/* Writes the named schema of a type that fields share. */
void schema_write_type(struct json_writer *writer, enum field_type type,
                       const struct schema_names *names);

/* Writes the members for one known word or a set of them. */
void schema_write_words(struct json_writer *writer, const struct field *field);

/* Writes the schema {…} of a fraction with numerator and denominator. */
void schema_write_fraction(struct json_writer *writer);

/* Writes the members that allow comments and refuse other unknown keys. */
void schema_write_comments(struct json_writer *writer);

/* Write the key "kind" with all kinds, and the branch that leads from one to its definition. */
void schema_write_kind(struct json_writer *writer, const struct record *const *kinds);
void schema_write_branch(struct json_writer *writer, const char *kind);
