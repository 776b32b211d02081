/* One function per simple type: it takes the JSON value, says in one sentence what would have been
 * right, and writes the C value. The types that hold other fields are in field.c. */
#include "content/field_types.h"

#include "base/message.h"
#include "base/utf8.h"
#include "content/closest.h"
#include "content/host.h"
#include "content/places.h"
#include "content/typography.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PICTURE_BYTES_MAX = 32 * 1024 * 1024, PICTURES_MAX = 2000 };

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

static size_t count_words(const char *const *words)
{
    size_t count = 0;
    while (words[count]) {
        count++;
    }
    return count;
}

/* Returns the known word whose meaning, in French, was written instead of it, or NULL. */
static const char *meant_word(const char *written, const char *const *words,
                              const char *const *meanings)
{
    for (size_t i = 0; meanings && meanings[i]; i++) {
        if (strcasecmp(meanings[i], written) == 0) {
            return words[i];
        }
    }
    return NULL;
}

/* Reports a word that is none of the known ones, with the nearest of them. */
static bool unknown_word(struct reader *reader, const struct json *json, const char *what,
                         const char *const *words, const char *const *meanings, size_t count)
{
    const char *meant = meant_word(json->string, words, meanings);
    const char *near = meant ? meant : closest_word(json->string, words, count);
    if (near) {
        reader_error(reader, json, _("must be %s, not %s; did you mean \"%s\"?"), what,
                     json->source, near);
        reader_suggest(reader, near);
        return false;
    }
    char list[400] = "";
    for (size_t i = 0; i < count && strlen(list) + strlen(words[i]) + 8 < sizeof list; i++) {
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", words[i]);
    }
    reader_error(reader, json, _("must be %s (%s), not %s"), what, list, json->source);
    return false;
}

static bool read_word_index(struct reader *reader, const struct json *json,
                            const char *const *words, const char *const *meanings, int *index)
{
    size_t count = count_words(words);
    if (json->type != JSON_STRING) {
        return field_expected(reader, json, _("one of the known words between quotes"));
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], json->string) == 0) {
            *index = (int)i;
            return true;
        }
    }
    return unknown_word(reader, json, _("one of the known words"), words, meanings, count);
}

/* Reports a text that is longer than any page, which would take minutes to set, or that hides
 * characters which turn the direction of those around them. */
static bool is_fit_to_print(struct reader *reader, const struct json *json, size_t most)
{
    if (utf8_length(json->string) > most) {
        reader_error(reader, json, _("must have at most %zu characters, not %s"), most,
                     json->source);
        return false;
    }
    const char *at = json->string;
    for (uint32_t code; (code = utf8_next(&at)) != 0;) {
        if (utf8_steers(code)) {
            reader_error(reader, json,
                         _("holds the invisible character U+%04X, which shows other characters in "
                           "a wrong order: take it out"),
                         (unsigned)code);
            return false;
        }
    }
    return true;
}

static bool read_string(struct reader *reader, const struct field *field, const struct json *json,
                        void *out)
{
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("a text between quotes"));
    }
    *(const char **)out = json->string;
    return is_fit_to_print(reader, json, field->max ? field->max : TEXT_MAX);
}

static void check_coverage(struct reader *reader, const struct json *json, const char *text)
{
    uint32_t missing;
    if (reader->covered && !reader->covered(reader->fonts, text, &missing)) {
        char character[5] = { 0 };
        utf8_put(character, missing);
        reader_warning(reader, json, _("no font can draw the character \"%s\" (U+%04X)"), character,
                       (unsigned)missing);
    }
}

static bool read_one_language(struct reader *reader, const struct json *json, size_t language,
                              struct text *text)
{
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("a text between quotes"));
    }
    if (!is_fit_to_print(reader, json, TEXT_MAX)) {
        return false;
    }
    text->by[language] = typography_set(json->string, reader->languages[language], reader->arena);
    check_coverage(reader, json, text->by[language]);
    if (reader->places) {
        places_add(reader->places, text->by[language], reader->file, json);
    }
    return true;
}

static bool read_text(struct reader *reader, const struct field *field, const struct json *json,
                      void *out)
{
    struct text *text = out;
    if (json->type != JSON_OBJECT) {
        (void)field;
        return json->type == JSON_STRING && json->string[0]
                   ? read_one_language(reader, json, 0, text)
                   : field_expected(reader, json,
                                    _("a text between quotes, or one for each language such as "
                                      "{\"fr\": \"Bonjour\", \"en\": \"Hello\"}"));
    }
    bool good = true;
    for (const struct json *member = json->first; member; member = member->next) {
        size_t language = 0;
        while (language < reader->language_count &&
               strcmp(reader->languages[language], member->key) != 0) {
            language++;
        }
        if (key_is_comment(member->key)) {
            continue;
        }
        if (language == reader->language_count) {
            reader_error(reader, member, _("\"%s\" is not one of the languages of site.json"),
                         member->key);
            good = false;
        } else {
            good = read_one_language(reader, member, language, text) && good;
        }
    }
    if (!text->by[0] && good) {
        reader_error(reader, json, _("the text in \"%s\" is missing"), reader->languages[0]);
        return false;
    }
    return good;
}

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

static bool read_date(struct reader *reader, const struct field *field, const struct json *json,
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

static bool read_date_time(struct reader *reader, const struct field *field,
                           const struct json *json, void *out)
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

static bool read_time(struct reader *reader, const struct field *field, const struct json *json,
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

const char *const weekday_words[] = { "monday", "tuesday",  "wednesday", "thursday",
                                      "friday", "saturday", "sunday",    NULL };

const char *const weekday_meanings[] = { "lundi",    "mardi",  "mercredi", "jeudi",
                                         "vendredi", "samedi", "dimanche", NULL };

static bool read_word_set_of(struct reader *reader, const struct json *json,
                             const char *const *words, const char *const *meanings,
                             const char *expected, unsigned *set)
{
    if (json->type != JSON_ARRAY) {
        return field_expected(reader, json, expected);
    }
    bool good = true;
    for (const struct json *item = json->first; item; item = item->next) {
        int index;
        if (!read_word_index(reader, item, words, meanings, &index)) {
            good = false;
        } else if (*set & 1u << index) {
            reader_error(reader, item, _("%s stands twice in this list"), item->source);
            good = false;
        } else {
            *set |= 1u << index;
        }
    }
    return good;
}

/* Returns the day that one word stands for, or NULL. */
static const char *meant_day(const char *word)
{
    const char *meant = meant_word(word, weekday_words, weekday_meanings);
    return meant ? meant : closest_word(word, weekday_words, WEEKDAYS);
}

static bool read_weekdays(struct reader *reader, const struct field *field, const struct json *json,
                          void *out)
{
    (void)field;
    if (json->type == JSON_ARRAY && json->count == 0) {
        reader_error(reader, json, _("must name at least one day, such as [\"monday\"]"));
        return false;
    }
    bool good = read_word_set_of(reader, json, weekday_words, weekday_meanings,
                                 _("a list of days such as [\"monday\", \"friday\"]"), out);
    const char *meant = json->type == JSON_STRING ? meant_day(json->string) : NULL;
    if (meant) {
        char right[32];
        snprintf(right, sizeof right, "[\"%s\"]", meant);
        reader_suggest_source(reader, right);
    }
    return good;
}

static bool read_word_set(struct reader *reader, const struct field *field, const struct json *json,
                          void *out)
{
    return read_word_set_of(reader, json, field->words, field->meanings,
                            _("a list of known words […]"), out);
}

static bool read_word(struct reader *reader, const struct field *field, const struct json *json,
                      void *out)
{
    return read_word_index(reader, json, field->words, field->meanings, out);
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

static bool host_allowed(const struct reader *reader, const char *host, size_t length)
{
    for (size_t i = 0; i < reader->host_count; i++) {
        const char *allowed = reader->hosts[i];
        size_t size = strlen(allowed);
        if (allowed[0] == '.' && length == size - 1 &&
            strncasecmp(host, allowed + 1, length) == 0) {
            return true;
        }
        if ((length == size || (allowed[0] == '.' && length > size)) &&
            strncasecmp(host + length - size, allowed, size) == 0) {
            return true;
        }
    }
    return reader->host_count == 0;
}

static bool read_url(struct reader *reader, const struct field *field, const struct json *json,
                     void *out)
{
    (void)field;
    static const char scheme[] = "https://";
    const char *text = json->type == JSON_STRING ? json->string : "";
    if (strncmp(text, scheme, sizeof scheme - 1) != 0) {
        field_expected(reader, json, _("an address that starts with \"https://\""));
        if (strncmp(text, "http://", 7) == 0) {
            char right[ADDRESS_MAX + 16];
            snprintf(right, sizeof right, "https://%.*s", ADDRESS_MAX, text + 7);
            reader_suggest(reader, right);
        }
        return false;
    }
    for (const char *at = text; *at; at++) {
        if (*at <= ' ' || *at > '~' || strchr("\"<>\\^`{|}", *at)) {
            const char *next = at;
            utf8_next(&next);
            if (*at == ' ') {
                reader_error(reader, json, _("an address holds no spaces"));
            } else {
                reader_error(
                    reader, json,
                    _("an address holds no accents or quotes: \"%.*s\" cannot stand in it"),
                    (int)(next - at), at);
            }
            return false;
        }
    }
    const char *host = text + sizeof scheme - 1;
    size_t length = strcspn(host, "/?#");
    if (host_parts(host, length) < 2) {
        return field_expected(reader, json,
                              _("an address with a plain host such as https://www.isere.gouv.fr/"));
    }
    if (!host_allowed(reader, host, length)) {
        reader_error(
            reader, json,
            _("\"%.*s\" is not among the allowed_hosts of site.json (official sites only)"),
            (int)length, host);
        return false;
    }
    if (strlen(text) > ADDRESS_MAX) {
        reader_error(reader, json,
                     _("this address is too long for a readable QR code: %zu characters, "
                       "at most %d"),
                     strlen(text), ADDRESS_MAX);
        return false;
    }
    *(const char **)out = text;
    return true;
}

/* Suggests the picture of the same folder whose name is nearest, if there is none of this name. */
static void suggest_picture(struct reader *reader, const char *path, struct arena *arena)
{
    struct file_names names;
    const char *reason;
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(arena, path, (size_t)(slash - path)) : ".";
    if (!source_list(reader->source, folder, "", PICTURES_MAX, arena, &names, &reason)) {
        return;
    }
    const char *near = closest_word(slash ? slash + 1 : path, names.names, names.count);
    if (near && strcmp(near, slash ? slash + 1 : path) != 0) {
        reader_suggest(reader, slash ? arena_printf(arena, "%s/%s", folder, near) : near);
    }
}

/* A picture that is broken is shown as it last was good, which staff are told all the same. */
static bool prove_picture(struct reader *reader, const struct json *json)
{
    struct arena arena = { 0 };
    const char *path = json->string, *reason, *other;
    bool good = source_picture(reader->source, path, PICTURE_BYTES_MAX, &arena, &reason);
    if (!good) {
        size_t errors = reader->errors;
        reader_error(reader, json, _("the picture \"%s\" cannot be shown: %s"), path, reason);
        suggest_picture(reader, path, &arena);
        good = source_fall_back(reader->source, path) &&
               source_picture(reader->source, path, PICTURE_BYTES_MAX, &arena, &other);
        if (good) {
            reader->errors = errors;
        } else {
            source_return(reader->source, path);
        }
    }
    arena_finish(&arena);
    return good;
}

static bool read_image(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    (void)field;
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("the path of a picture such as \"images/hall.jpg\""));
    }
    *(const char **)out = json->string;
    return !reader->source || prove_picture(reader, json);
}

static bool read_icon(struct reader *reader, const struct field *field, const struct json *json,
                      void *out)
{
    (void)field;
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("the name of an icon such as \"clock\""));
    }
    *(const char **)out = json->string;
    for (size_t i = 0; i < reader->icon_count; i++) {
        if (strcmp(reader->icons[i], json->string) == 0) {
            return true;
        }
    }
    return reader->icon_count == 0 || unknown_word(reader, json, _("the name of an icon"),
                                                   reader->icons, NULL, reader->icon_count);
}

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

static bool read_service(struct reader *reader, const struct field *field, const struct json *json,
                         void *out)
{
    (void)field;
    if (json->type != JSON_STRING || json->string[0] == '\0') {
        return field_expected(reader, json, _("the id of a service of hours.json"));
    }
    *(const char **)out = json->string;
    for (size_t i = 0; reader->services && i < reader->service_count; i++) {
        if (strcmp(reader->services[i], json->string) == 0) {
            return true;
        }
    }
    if (reader->services && reader->service_count == 0) {
        if (reader->hours_told) {
            reader->errors++;
        } else {
            reader_error(reader, json,
                         _("needs a service of hours.json, but there is no such file"));
        }
        return false;
    }
    return !reader->services || unknown_word(reader, json, _("the id of a service of hours.json"),
                                             reader->services, NULL, reader->service_count);
}

static bool read_integer(struct reader *reader, const struct field *field, const struct json *json,
                         void *out)
{
    if (json->type != JSON_NUMBER || json->number != floor(json->number) ||
        fabs(json->number) > INTEGER_MAX) {
        return field_expected(reader, json, _("a whole number without quotes"));
    }
    *(int *)out = (int)json->number;
    return in_bounds(reader, field, json);
}

static bool read_number(struct reader *reader, const struct field *field, const struct json *json,
                        void *out)
{
    if (json->type != JSON_NUMBER) {
        return field_expected(reader, json,
                              _("a number without quotes, with a decimal point such as 8.1"));
    }
    *(double *)out = json->number;
    return in_bounds(reader, field, json);
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

static bool read_amount(struct reader *reader, const struct field *field, const struct json *json,
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

static bool read_period(struct reader *reader, const struct field *field, const struct json *json,
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

bool field_read_simple(struct reader *reader, const struct field *field, const struct json *json,
                       void *out)
{
    static bool (*const readers[])(struct reader *, const struct field *, const struct json *,
                                   void *) = {
        [FIELD_STRING] = read_string,     [FIELD_TEXT] = read_text,
        [FIELD_DATE] = read_date,         [FIELD_DATE_TIME] = read_date_time,
        [FIELD_TIME] = read_time,         [FIELD_WEEKDAYS] = read_weekdays,
        [FIELD_COLOR] = read_color,       [FIELD_URL] = read_url,
        [FIELD_IMAGE] = read_image,       [FIELD_ICON] = read_icon,
        [FIELD_INTEGER] = read_integer,   [FIELD_NUMBER] = read_number,
        [FIELD_BOOL] = read_bool,         [FIELD_WORD] = read_word,
        [FIELD_WORD_SET] = read_word_set, [FIELD_AMOUNT] = read_amount,
        [FIELD_PERIOD] = read_period,     [FIELD_SERVICE] = read_service,
        [FIELD_SLIDE] = read_string,      [FIELD_KIND] = read_string,
    };
    return readers[field->type](reader, field, json, out);
}
