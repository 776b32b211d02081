/* Which texts of a record are written in which languages: the kiosk offers a language only when all
 * that it can show is written in it. */
#include "base/message.h"
#include "content/field.h"

static bool lacks(const struct text *text, int language)
{
    return text->by[0] && !text->by[language];
}

/* An object that was not given holds no text at all. */
bool record_written(const struct record *record, const void *data, int language)
{
    for (const struct field *field = record->fields; field->key; field++) {
        const void *at = (const char *)data + field->offset;
        const struct list *list = at;
        if (field->type == FIELD_TEXT && lacks(at, language)) {
            return false;
        }
        if (field->type == FIELD_OBJECT && !record_written(field->record, at, language)) {
            return false;
        }
        for (size_t i = 0; field->type == FIELD_LIST && i < list->count; i++) {
            const char *item = (const char *)list->items + i * field->record->size;
            if (!record_written(field->record, item, language)) {
                return false;
            }
        }
    }
    return true;
}

static void warn_text(const struct text *text, const struct json *json, struct reader *reader)
{
    struct arena arena = { 0 };
    const char *codes = "";
    for (size_t i = 1; i < reader->language_count; i++) {
        if (lacks(text, (int)i)) {
            codes = arena_printf(&arena, "%s%s%s", codes, codes[0] ? ", " : "",
                                 reader->languages[i]);
        }
    }
    if (codes[0]) {
        reader_warning(reader, json,
                       _("is not written in %s: the kiosk does not offer what it "
                         "cannot show whole"),
                       codes);
    }
    arena_finish(&arena);
}

void record_warn_unwritten(const struct record *record, const void *data, const struct json *json,
                           struct reader *reader)
{
    for (const struct field *field = record->fields; field->key; field++) {
        const void *at = (const char *)data + field->offset;
        const struct json *member = json_get(json, field->key);
        if (!member) {
            continue;
        }
        if (field->type == FIELD_TEXT) {
            warn_text(at, member, reader);
        } else if (field->type == FIELD_OBJECT) {
            record_warn_unwritten(field->record, at, member, reader);
        } else if (field->type == FIELD_LIST) {
            const struct list *list = at;
            for (size_t i = 0; i < list->count; i++) {
                record_warn_unwritten(field->record,
                                      (const char *)list->items + i * field->record->size,
                                      json_at(member, i), reader);
            }
        }
    }
}
