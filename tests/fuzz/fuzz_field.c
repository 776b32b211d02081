/* Every field table: the first byte chooses the record, the rest is its JSON. What is read without
 * an error lies within the bounds that the table states. */
#include "base/bidi.h"
#include "base/message.h"
#include "content/places.h"
#include "content/records.h"
#include "content/walk.h"
#include "fuzz/fuzz.h"
#include "render/qrcode.h"
#include "slides/slide.h"

#include <math.h>
#include <string.h>

enum { RECORDS_MAX = 32 };

static const char *const languages[] = { "fr", "en", "uk", "ar" };
static const char *const services[] = { "accueil", "sejour" };
static const char *const icons[] = { "check", "id", "phone" };
static const char *const hosts[] = { ".gouv.fr", ".service-public.fr" };

static size_t list_records(const struct record *records[RECORDS_MAX])
{
    size_t count = 0;
    for (const struct content_file *file = content_files; file->path; file++) {
        if (file->record) {
            records[count++] = file->record;
        }
    }
    for (size_t i = 0; slide_records[i]; i++) {
        MUST(count < RECORDS_MAX);
        records[count++] = slide_records[i];
    }
    return count;
}

/* An address must not read as another one, nor be too long for its code. */
static void look_at_address(const char *url)
{
    MUST(strlen(url) <= ADDRESS_MAX && strncmp(url, "https://", 8) == 0);
    for (const char *at = url; *at; at++) {
        MUST(*at > ' ' && *at < 0x7f);
    }
    size_t host = strcspn(url + 8, "/?#");
    MUST(memchr(url + 8, '@', host) == NULL && memchr(url + 8, ':', host) == NULL);
    const char *end = url + 8 + host;
    bool official = (host > 8 && strncasecmp(end - 8, ".gouv.fr", 8) == 0) ||
                    (host > 18 && strncasecmp(end - 18, ".service-public.fr", 18) == 0) ||
                    (host == 7 && strncasecmp(end - 7, "gouv.fr", 7) == 0) ||
                    (host == 17 && strncasecmp(end - 17, "service-public.fr", 17) == 0);
    MUST(official);
}

static void look_at_value(void *context, const struct field *field, const void *value)
{
    (void)context;
    switch (field->type) {
    case FIELD_INTEGER:
        if (field->low < field->high && *(const int *)value != 0) {
            MUST(*(const int *)value >= field->low && *(const int *)value <= field->high);
        }
        break;
    case FIELD_NUMBER:
        MUST(isfinite(*(const double *)value));
        break;
    case FIELD_AMOUNT:
        MUST(isfinite(((const struct amount *)value)->value));
        break;
    case FIELD_DATE:
        MUST(date_none(*(const struct date *)value) || date_valid(*(const struct date *)value));
        break;
    case FIELD_TIME:
        MUST(*(const int *)value >= 0 && *(const int *)value <= MINUTES_PER_DAY);
        break;
    case FIELD_URL:
        if (*(const char *const *)value) {
            look_at_address(*(const char *const *)value);
        }
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct record *records[RECORDS_MAX];
    size_t count = list_records(records);
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct places places = { 0 };
    struct input input = { data, size };
    const struct record *record = records[input_byte(&input) % count];
    struct reader reader = { .arena = &arena,
                             .report = &report,
                             .file = "file.json",
                             .languages = languages,
                             .language_count = 4,
                             .hosts = hosts,
                             .host_count = 2,
                             .icons = icons,
                             .icon_count = 3,
                             .services = services,
                             .service_count = 2,
                             .places = &places };
    const char *text = input_rest(&input, &arena);
    const struct json *json = json_parse(text, size ? size - 1 : 0, "file.json", &arena, &report);
    if (json) {
        void *out = arena_alloc(&arena, record->size);
        bool good = record_read(record, json, &reader, out);
        MUST(good == (reader.errors == 0) && good == (report.errors == 0));
        if (good) {
            record_walk(record, out, look_at_value, NULL);
            MUST(record_words(record, out) >= 0);
            record_warn_unwritten(record, out, json, &reader);
        }
    }
    fuzz_report(&report);
    places_finish(&places);
    report_finish(&report);
    arena_finish(&arena);
    return 0;
}
