/* Web addresses: what a QR code holds, and the same as a visitor reads and types it. Both hold
 * ASCII only, since letters of other alphabets look like ours (U+0430 like a) and lead to somebody
 * else's host. */
#include "content/field_types.h"

#include "base/message.h"
#include "base/utf8.h"
#include "content/host.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Letters with accents end before the alphabets that look like ours. */
enum { LATIN_END = 0x250 };

static const char scheme[] = "https://";

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

/* Reports a character that cannot stand in an address. */
static bool is_plain(struct reader *reader, const struct json *json)
{
    const char *at = json->string;
    while (*at > ' ' && *at <= '~' && !strchr("\"<>\\^`{|}", *at)) {
        at++;
    }
    if (*at == '\0') {
        return true;
    }
    const char *next = at;
    uint32_t code = utf8_next(&next);
    if (code == ' ') {
        reader_error(reader, json, _("an address holds no spaces"));
    } else if (code < LATIN_END) {
        reader_error(reader, json,
                     _("an address holds no accents or quotes: \"%.*s\" cannot stand in it"),
                     (int)(next - at), at);
    } else {
        reader_error(reader, json,
                     _("an address holds only letters from a to z: \"%.*s\" (U+%04X) is none, even "
                       "where it looks like one, and would lead elsewhere"),
                     (int)(next - at), at, (unsigned)code);
    }
    return false;
}

/* The host and what follows it. */
static const char *without_scheme(const char *address)
{
    size_t length = sizeof scheme - 1;
    return strncmp(address, scheme, length) == 0 ? address + length : address;
}

static bool is_address(struct reader *reader, const struct json *json, const char *expected)
{
    if (!is_plain(reader, json)) {
        return false;
    }
    const char *host = without_scheme(json->string);
    size_t length = strcspn(host, "/?#");
    if (host_parts(host, length) < 2) {
        return field_expected(reader, json, expected);
    }
    if (!host_allowed(reader, host, length)) {
        reader_error(
            reader, json,
            _("\"%.*s\" is not among the allowed_hosts of site.json (official sites only)"),
            (int)length, host);
        return false;
    }
    return true;
}

bool field_read_url(struct reader *reader, const struct field *field, const struct json *json,
                    void *out)
{
    (void)field;
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
    if (!is_address(reader, json,
                    _("an address with a plain host such as https://www.isere.gouv.fr/"))) {
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

bool field_read_address(struct reader *reader, const struct field *field, const struct json *json,
                        void *out)
{
    (void)field;
    const char *expected = _("an address to read and type, such as \"www.isere.gouv.fr\"");
    if (json->type != JSON_STRING) {
        return field_expected(reader, json, expected);
    }
    if (!is_address(reader, json, expected)) {
        return false;
    }
    if (strlen(json->string) > ADDRESS_MAX) {
        reader_error(reader, json, _("must have at most %zu characters, not %s"),
                     (size_t)ADDRESS_MAX, json->source);
        return false;
    }
    *(const char **)out = json->string;
    return true;
}

/* The name of a host that www. is often put before. */
struct host {
    const char *name;
    size_t length;
};

static struct host host_of(const char *address)
{
    const char *name = without_scheme(address);
    name += strncasecmp(name, "www.", 4) == 0 ? 4 : 0;
    return (struct host){ name, strcspn(name, "/?#") };
}

/* Returns what the record holds as its first field of that type, which may be NULL. */
static const char *value_of(const struct record *record, enum field_type type, const void *out,
                            const char **key)
{
    for (const struct field *field = record->fields; field->key; field++) {
        if (field->type == type) {
            *key = field->key;
            return *(const char *const *)((const char *)out + field->offset);
        }
    }
    return NULL;
}

void field_compare_addresses(struct reader *reader, const struct record *record,
                             const struct json *json, const void *out)
{
    const char *key = NULL, *url_key;
    const char *address = value_of(record, FIELD_ADDRESS, out, &key);
    const char *url = value_of(record, FIELD_URL, out, &url_key);
    if (!address || !url) {
        return;
    }
    struct host typed = host_of(address), coded = host_of(url);
    if (typed.length != coded.length || strncasecmp(typed.name, coded.name, typed.length) != 0) {
        reader_warning(reader, json_get(json, key),
                       _("who types this comes to \"%.*s\", but the QR code leads to \"%.*s\""),
                       (int)typed.length, typed.name, (int)coded.length, coded.name);
    }
}
