/* How each simple field type is read; only field.c calls these. */
#pragma once
#include "content/field.h"

/* Reads json as the field's type into *out; returns false after reporting why it cannot. */
bool field_read_simple(struct reader *reader, const struct field *field, const struct json *json,
                       void *out);

/* Reports that json must be `expected`, not what it is; always returns false. */
bool field_expected(struct reader *reader, const struct json *json, const char *expected);
