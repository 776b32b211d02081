/* Numbers within their bounds, and fractions, whose percentage the program computes. */
#include "content/field_types.h"

#include "base/message.h"

#include <math.h>
#include <string.h>

static bool in_bounds(struct reader *reader, const struct field *field, const struct json *json)
{
    bool on_step = field->step <= 0 || fmod(json->number, field->step) == 0;
    if (field->step > 0 && field->high - field->low == field->step &&
        (!on_step || json->number < field->low || json->number > field->high)) {
        reader_error(reader, json, _("must be %g or %g, not %s"), field->low, field->high,
                     json->source);
        return false;
    }
    if (field->low < field->high && (json->number < field->low || json->number > field->high)) {
        reader_error(reader, json, _("must be between %g and %g, not %s"), field->low, field->high,
                     json->source);
        return false;
    }
    if (!on_step) {
        reader_error(reader, json, _("must be a multiple of %g, not %s"), field->step,
                     json->source);
        return false;
    }
    return true;
}

bool field_read_integer(struct reader *reader, const struct field *field, const struct json *json,
                        void *out)
{
    if (json->type != JSON_NUMBER || json->number != floor(json->number) ||
        fabs(json->number) > INTEGER_MAX) {
        return field_expected(reader, json, _("a whole number without quotes"));
    }
    *(int *)out = (int)json->number;
    return in_bounds(reader, field, json);
}

bool field_read_number(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    if (json->type != JSON_NUMBER) {
        return field_expected(reader, json,
                              _("a number without quotes, with a decimal point such as 8.1"));
    }
    *(double *)out = json->number;
    return in_bounds(reader, field, json);
}

/* A percentage written beside its fraction, rounded to the decimals it is written with. */
static void check_percent(struct reader *reader, const struct json *percent, double value)
{
    if (!percent || percent->type != JSON_NUMBER) {
        return;
    }
    const char *point = strchr(percent->source, '.');
    double unit = pow(10, point ? -(double)strspn(point + 1, "0123456789") : 0);
    if (fabs(percent->number - value) > unit / 2 * 1.0001) {
        reader_warning(
            reader, percent,
            _("the fraction makes %.2f %%, not %s %%; the program shows what it computes"), value,
            percent->source);
    }
}

static bool read_fraction(struct reader *reader, const struct json *json, struct amount *amount)
{
    const struct json *numerator = json_get(json, "numerator");
    const struct json *denominator = json_get(json, "denominator");
    const struct json *percent = json_get(json, "percent");
    for (const struct json *member = json->first; member; member = member->next) {
        if (member != numerator && member != denominator && member != percent &&
            !key_is_comment(member->key)) {
            reader_error(reader, member,
                         _("a fraction has only the keys \"numerator\", \"denominator\" and "
                           "\"percent\", not \"%s\""),
                         member->key);
            return false;
        }
    }
    if (!numerator || numerator->type != JSON_NUMBER || !denominator ||
        denominator->type != JSON_NUMBER || denominator->number <= 0 || numerator->number < 0) {
        reader_error(
            reader, json,
            _("must be a fraction such as {\"numerator\": 11, \"denominator\": 80}, with a "
              "denominator above 0"));
        return false;
    }
    *amount = (struct amount){ .value = 100 * numerator->number / denominator->number,
                               .fraction = true,
                               .numerator = numerator->number,
                               .denominator = denominator->number,
                               .given = true };
    check_percent(reader, percent, amount->value);
    return !percent || percent->type == JSON_NUMBER ||
           field_expected(reader, percent, _("a number without quotes such as 13.75"));
}

bool field_read_amount(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    struct amount *amount = out;
    if (json->type == JSON_OBJECT) {
        return read_fraction(reader, json, amount);
    }
    if (json->type != JSON_NUMBER) {
        return field_expected(reader, json,
                              _("a number, or a fraction such as {\"numerator\": 11, "
                                "\"denominator\": 80}"));
    }
    *amount = (struct amount){ .value = json->number, .given = true };
    return in_bounds(reader, field, json);
}
