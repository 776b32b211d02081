/* The reference pages of the staff guide, in French, made from the field tables. */
#pragma once
#include "content/records.h"

#include <stdio.h>

/* Writes one Markdown table for each kind of content file, slide kind and record inside them. kinds
 * are those of slides, NULL at the end. */
void reference_write(const struct record *const *kinds, FILE *out);

/* Returns the field's example as JSON on one line, owned by the caller; NULL when it has none. */
char *reference_example(const struct record *record, const struct field *field);
