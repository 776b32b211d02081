/* What is written down correctly and is not true: values that are still examples, exceptions that
 * are over, zones that a text sends visitors to and that do not exist. */
#include "base/utf8.h"
#include "content/walk.h"
#include "slides/audit.h"

#include <ctype.h>
#include <string.h>

/* One warning a file, however many of its values are examples. */
struct examples {
    const char *file; /* told last */
};

static void find_example(void *context, const struct audit *about, const struct field *field,
                         const void *value)
{
    struct examples *examples = context;
    if (field->type == FIELD_BOOL && strcmp(field->key, "example") == 0 && *(const bool *)value &&
        (!examples->file || strcmp(examples->file, about->file) != 0)) {
        examples->file = about->file;
        audit_warn(about, value,
                   _("these are example values: replace them, then take \"example\" out"));
    }
}

static void audit_exceptions(const struct audit *audit)
{
    const struct exception_row *rows = audit->show->hours.exceptions.items;
    const struct exception_row *first = NULL;
    int count = 0;
    for (size_t i = 0; i < audit->show->hours.exceptions.count; i++) {
        if (date_compare(rows[i].until, audit->now.date) < 0) {
            first = first ? first : &rows[i];
            count++;
        }
    }
    if (count > 0) {
        audit_warn(audit, &first->from,
                   message_plural("%d exception is over and can go",
                                  "%d exceptions are over and can go, this one first",
                                  (unsigned long)count),
                   count);
    }
}

/* Whether a word goes on there: with a letter or digit, but not with a space or a French mark. */
static bool goes_on(const char *at)
{
    uint32_t code = utf8_next(&at);
    return code < 0x80 ? isalnum((int)code) != 0 : code >= 0xc0 && (code < 0x2000 || code > 0x206f);
}

/* Reads "zone B" at *at; letter is then "B" and *at behind it. */
static bool names_zone(const char **at, char letter[3])
{
    static const char *const words[] = { "Zone ",      "Zone\u00a0", "Зона ", "zone ", "zone\u00a0",
                                         "zone\u202f", "зона ",      "зони ", "зоні ", "зону " };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (strncmp(*at, words[i], length) != 0) {
            continue;
        }
        const char *end = *at + length;
        int count = 0;
        while (count < 2 && (isupper((unsigned char)*end) || isdigit((unsigned char)*end))) {
            letter[count++] = *end++;
        }
        letter[count] = '\0';
        *at = end;
        return count > 0 && !goes_on(end);
    }
    return false;
}

static bool is_zone(const struct show *show, const char *letter)
{
    const struct zone *zones = show->zones.zones.items;
    for (size_t i = 0; i < show->zones.zones.count; i++) {
        if (strcmp(zones[i].letter, letter) == 0) {
            return true;
        }
    }
    return false;
}

static void find_zone(void *context, const struct audit *about, const struct field *field,
                      const void *value)
{
    (void)context;
    char letter[3];
    for (int i = 0; field->type == FIELD_TEXT && i < about->show->language_count; i++) {
        const char *text = text_own(value, i);
        for (const char *at = text; at && *at;) {
            if (!names_zone(&at, letter)) {
                at += *at != '\0';
            } else if (!is_zone(about->show, letter)) {
                audit_warn(about, text, _("there is no zone \"%s\" in zones.json"), letter);
            }
        }
    }
}

static void audit_kinds(const struct audit *audit)
{
    for (int i = 0; i < audit->show->slide_count; i++) {
        const struct slide *slide = &audit->show->slides[i];
        const struct slide_kind *kind = slide_kind_of(slide);
        if (kind->audit && audit_plays(audit, slide)) {
            const struct audit about = audit_about(audit, slide->file);
            kind->audit(slide->head, &about);
        }
    }
}

void audit_truth(const struct audit *audit)
{
    struct examples examples = { 0 };
    const struct audit hours = audit_about(audit, audit->show->files.hours);
    audit_walk(audit, find_example, &examples);
    audit_walk(audit, find_zone, NULL);
    audit_exceptions(&hours);
    audit_kinds(audit);
}
