/* Dates and times as ISO 8601 has them; the French ways of writing them are told with the right
 * one. */
#include "content/field_types.h"

#include "base/message.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reports a date written as day/month/year, with the same date as it should be; returns whether it
 * is one. */
static bool is_french_date(struct reader *reader, const struct json *json)
{
    int day, month, year, end = 0;
    char right[32];
    struct date date;
    if (json->type != JSON_STRING ||
        sscanf(json->string, "%2d%*1[/.-]%2d%*1[/.-]%4d%n", &day, &month, &year, &end) != 3 ||
        json->string[end] != '\0') {
        return false;
    }
    snprintf(right, sizeof right, "%04d-%02d-%02d", year, month, day);
    if (!date_parse(right, &date)) {
        return false;
    }
    reader_error(reader, json, _("must be a date written year-month-day, \"%s\", not %s"), right,
                 json->source);
    reader_suggest(reader, right);
    return true;
}

bool field_read_date(struct reader *reader, const struct field *field, const struct json *json,
                     void *out)
{
    (void)field;
    if (json->type == JSON_STRING && date_parse(json->string, out)) {
        return true;
    }
    return is_french_date(reader, json)
               ? false
               : field_expected(reader, json, _("a date such as \"2026-11-23\" (year-month-day)"));
}

bool field_read_date_time(struct reader *reader, const struct field *field, const struct json *json,
                          void *out)
{
    (void)field;
    struct date_time *when = out;
    return (json->type == JSON_STRING && moment_parse(json->string, &when->date, &when->minute)) ||
           field_expected(reader, json, _("a date and time such as \"2026-11-23T14:00\""));
}

/* Finds the time of day that was written another way: 9h, "9 h 30", "9.30", "0930", 930. */
static bool is_other_time(const char *text, int *hour, int *minute)
{
    char sign;
    size_t digits = strspn(text, "0123456789");
    *minute = 0;
    if (digits > 0 && text[digits] == '\0') {
        long number = digits <= 4 ? strtol(text, NULL, 10) : -1;
        *hour = (int)(digits > 2 ? number / 100 : number);
        *minute = digits > 2 ? (int)(number % 100) : 0;
    } else if ((sscanf(text, "%2d %c %2d", hour, &sign, minute) < 2 &&
                sscanf(text, "%2d%c%2d", hour, &sign, minute) < 2) ||
               !strchr("hH:.", sign)) {
        return false;
    }
    return *hour >= 0 && *hour <= 23 && *minute >= 0 && *minute <= 59;
}

bool field_read_time(struct reader *reader, const struct field *field, const struct json *json,
                     void *out)
{
    (void)field;
    int hour, minute;
    if (json->type == JSON_STRING && time_parse(json->string, out)) {
        return true;
    }
    const char *written = json->type == JSON_STRING   ? json->string
                          : json->type == JSON_NUMBER ? json->source
                                                      : "";
    if (!is_other_time(written, &hour, &minute)) {
        return field_expected(reader, json, _("a time of day such as \"08:30\""));
    }
    char right[16];
    snprintf(right, sizeof right, "%02d:%02d", hour, minute);
    reader_error(reader, json, _("must be a time of day such as \"%s\", not %s"), right,
                 json->source);
    reader_suggest(reader, right);
    return false;
}

bool field_read_period(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    (void)field;
    struct period *period = out;
    const char *text = json->type == JSON_STRING ? json->string : "";
    char mark;
    int end = 0;
    bool year = isdigit((unsigned char)text[0]) && strlen(text) >= 4 &&
                sscanf(text, "%4d%n", &period->year, &end) == 1 && end == 4 && period->year >= 1900;
    bool quarter = year && strlen(text) == 7 &&
                   sscanf(text + 4, "-%c%1d", &mark, &period->quarter) == 2 && mark == 'Q' &&
                   period->quarter >= 1 && period->quarter <= 4;
    return (year && (quarter || text[4] == '\0')) ||
           field_expected(reader, json,
                          _("a quarter such as \"2026-Q3\", or a year such as \"2026\""));
}
