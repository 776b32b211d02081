/* Texts: in one language or in each of the site's, set as print wants them. */
#include "content/field_types.h"

#include "base/message.h"
#include "base/utf8.h"
#include "content/places.h"
#include "content/typography.h"

#include <string.h>

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

bool field_read_string(struct reader *reader, const struct field *field, const struct json *json,
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

bool field_read_text(struct reader *reader, const struct field *field, const struct json *json,
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
