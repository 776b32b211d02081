/* The reference pages of the staff guide, in French, made from the field tables. */
#pragma once
#include "content/records.h"

#include <stdio.h>

/* Writes one Markdown table for each kind of content file, slide kind and record inside them. kinds
 * are those of slides, NULL at the end. */
void reference_write(const struct record *const *kinds, FILE *out);
