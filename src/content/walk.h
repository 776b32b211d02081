/* Walking the values of a record by its field table, lists and objects included. */
#pragma once
#include "content/field.h"

/* Is told each value that holds no others: its field and its address. */
typedef void record_visit(void *context, const struct field *field, const void *value);

/* Visits the values of data in the order of the table. */
void record_walk(const struct record *record, const void *data, record_visit *visit, void *context);

/* Counts the words of all texts of a record in its first language, without shorter wordings. */
int record_words(const struct record *record, const void *data);

/* Returns whether the key names a shorter wording ("label_short"), which is shown instead of the
 * long one, never beside it. */
bool field_is_shorter(const struct field *field);
