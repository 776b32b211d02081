/* How each simple field type is read; only field.c calls these. One file a subject: texts, words,
 * dates, numbers, addresses, pictures. */
#pragma once
#include "content/field.h"

/* Reads json as the field's type into *out; returns false after reporting why it cannot. */
typedef bool field_reading(struct reader *reader, const struct field *field,
                           const struct json *json, void *out);
field_reading field_read_simple;

/* Reports that json must be `expected`, not what it is; always returns false. */
bool field_expected(struct reader *reader, const struct json *json, const char *expected);

/* field_text.c */
field_reading field_read_string, field_read_text;
/* field_words.c */
field_reading field_read_word, field_read_word_set, field_read_weekdays, field_read_icon,
    field_read_service;
/* field_dates.c */
field_reading field_read_date, field_read_date_time, field_read_time, field_read_period;
/* field_numbers.c */
field_reading field_read_integer, field_read_number, field_read_amount;
/* field_address.c */
field_reading field_read_url, field_read_address;
/* field_picture.c */
field_reading field_read_image;

/* Once a record is read: warns where an address as it is read leads elsewhere than the url beside
 * it. */
void field_compare_addresses(struct reader *reader, const struct record *record,
                             const struct json *json, const void *out);
