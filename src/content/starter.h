/* A starting file for staff: a record filled with the examples of its table, so that it cannot
 * drift from what is read. */
#pragma once
#include "content/field.h"
#include "content/json_write.h"

struct starter {
    bool commented;               /* with notes, and with optional keys that a "_" switches off */
    const char *const *languages; /* the first gets the examples; NULL: texts without language */
    size_t language_count;
    const char *service, *slide; /* names to refer to; NULL: those of the examples */
    const char *schema;          /* for "$schema", NULL: none */
};

/* Writes the record's example as one object. */
void starter_write(const struct starter *starter, const struct record *record,
                   struct json_writer *writer);

/* Writes the example of one field as one value. */
void starter_write_field(const struct starter *starter, const struct record *record,
                         const struct field *field, struct json_writer *writer);
