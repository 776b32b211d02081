/* One recursion over the tables, for whoever asks something of all texts, dates or marks. */
#include "content/walk.h"

#include <string.h>

void record_walk(const struct record *record, const void *data, record_visit *visit, void *context)
{
    for (const struct field *field = record->fields; field->key; field++) {
        const char *at = (const char *)data + field->offset;
        if (field->type == FIELD_OBJECT) {
            record_walk(field->record, at, visit, context);
        } else if (field->type == FIELD_LIST) {
            const struct list *list = (const void *)at;
            for (size_t i = 0; i < list->count; i++) {
                record_walk(field->record, (const char *)list->items + i * field->record->size,
                            visit, context);
            }
        } else {
            visit(context, field, at);
        }
    }
}

bool field_is_shorter(const struct field *field)
{
    size_t length = strlen(field->key);
    return length > 6 && strcmp(field->key + length - 6, "_short") == 0;
}

static int words_in(const char *text)
{
    int words = 0;
    bool inside = false;
    for (; text && *text; text++) {
        bool space = *text == ' ';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

static void count_words(void *context, const struct field *field, const void *value)
{
    if (field->type == FIELD_TEXT && !field_is_shorter(field)) {
        *(int *)context += words_in(((const struct text *)value)->by[0]);
    }
}

int record_words(const struct record *record, const void *data)
{
    int words = 0;
    record_walk(record, data, count_words, &words);
    return words;
}
