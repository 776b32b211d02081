/* One function per simple type: it takes the JSON value, says in one sentence what would have been
 * right, and writes the C value. The types that hold other fields are in field.c. */
#include "content/field_types.h"

#include "base/message.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool field_expected(struct reader *reader, const struct json *json, const char *expected)
{
    if (json->type == JSON_OBJECT || json->type == JSON_ARRAY) {
        reader_error(reader, json, _("must be %s, not %s"), expected,
                     json->type == JSON_OBJECT ? _("an object {…}") : _("a list […]"));
    } else {
        reader_error(reader, json, _("must be %s, not %s%s"), expected, json->source,
                     json->source_length > 60 ? "…" : "");
    }
    return false;
}

static bool read_color(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    (void)field;
    struct color *color = out;
    const char *text = json->type == JSON_STRING ? json->string : "";
    bool good = text[0] == '#' && strlen(text) == 7;
    for (int i = 1; good && i < 7; i++) {
        good = isxdigit((unsigned char)text[i]) != 0;
    }
    if (!good) {
        field_expected(reader, json, _("a colour such as \"#1F6FE5\""));
        if (strlen(text) == 6 && strspn(text, "0123456789abcdefABCDEF") == 6) {
            char right[8];
            snprintf(right, sizeof right, "#%s", text);
            reader_suggest(reader, right);
        }
        return false;
    }
    unsigned long value = strtoul(text + 1, NULL, 16);
    *color = (struct color){ (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value };
    return true;
}

static bool read_bool(struct reader *reader, const struct field *field, const struct json *json,
                      void *out)
{
    (void)field;
    if (json->type != JSON_TRUE && json->type != JSON_FALSE) {
        return field_expected(reader, json, _("true or false, without quotes"));
    }
    *(bool *)out = json->type == JSON_TRUE;
    return true;
}

bool field_read_simple(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    static field_reading *const readings[] = {
        [FIELD_STRING] = field_read_string,   [FIELD_TEXT] = field_read_text,
        [FIELD_DATE] = field_read_date,       [FIELD_DATE_TIME] = field_read_date_time,
        [FIELD_TIME] = field_read_time,       [FIELD_WEEKDAYS] = field_read_weekdays,
        [FIELD_COLOR] = read_color,           [FIELD_URL] = field_read_url,
        [FIELD_ADDRESS] = field_read_address, [FIELD_IMAGE] = field_read_image,
        [FIELD_ICON] = field_read_icon,       [FIELD_INTEGER] = field_read_integer,
        [FIELD_NUMBER] = field_read_number,   [FIELD_BOOL] = read_bool,
        [FIELD_WORD] = field_read_word,       [FIELD_WORD_SET] = field_read_word_set,
        [FIELD_AMOUNT] = field_read_amount,   [FIELD_PERIOD] = field_read_period,
        [FIELD_SERVICE] = field_read_service, [FIELD_SLIDE] = field_read_string,
        [FIELD_KIND] = field_read_string,
    };
    return readings[field->type](reader, field, json, out);
}
