/* Words of a list: of the field's own, the days of the week, the icons there are, the services of
 * hours.json. The nearest is suggested, also by its French meaning. */
#include "content/field_types.h"

#include "base/message.h"
#include "content/closest.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

bool field_read_weekdays(struct reader *reader, const struct field *field, const struct json *json,
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

bool field_read_word_set(struct reader *reader, const struct field *field, const struct json *json,
                         void *out)
{
    return read_word_set_of(reader, json, field->words, field->meanings,
                            _("a list of known words […]"), out);
}

bool field_read_word(struct reader *reader, const struct field *field, const struct json *json,
                     void *out)
{
    return read_word_index(reader, json, field->words, field->meanings, out);
}

bool field_read_icon(struct reader *reader, const struct field *field, const struct json *json,
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

bool field_read_service(struct reader *reader, const struct field *field, const struct json *json,
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
