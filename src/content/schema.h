/* JSON Schemas (draft 2020-12) made from the field tables, so that any editor completes and
 * explains keys while content is typed. Texts for people are French. */
#pragma once
#include "content/records.h"

#include <stdio.h>

/* What the tables do not know; lists are borrowed. */
struct schema_names {
    const char *const *languages; /* that texts may have; the first must always stand */
    size_t language_count;
    const char *const *icons; /* none: any */
    size_t icon_count;
    const struct record *const *kinds; /* of slides, NULL at the end */
};

/* Writes the schema of one kind of content file. */
void schema_write(const struct content_file *file, const struct schema_names *names, FILE *out);
