/* The address behind a QR code: whatever is let through is of an allowed host as every reader of
 * addresses understands it, reads on the page as the place it leads to, and has a code. */
#include "content/field.h"
#include "fuzz/fuzz.h"
#include "picture/qr.h"
#include "render/qrcode.h"
#include "render/raster.h"
#include "slides/address.h"
#include "support/fake_metrics.h"

#include <qrencode.h>
#include <string.h>

struct target {
    const char *url;
};

static const struct field fields[] = {
    { .key = "url", .type = FIELD_URL, .offset = offsetof(struct target, url), .required = true },
    { .key = NULL },
};
static const struct record record = { .name = "target",
                                      .size = sizeof(struct target),
                                      .fields = fields };

/* Where RFC 3986 (appendix B) and the WHATWG standard both see the host. */
static void look_at_host(const char *url)
{
    const char *host = url + strlen("https://");
    size_t length = strcspn(host, "/\\?#");
    MUST(strncmp(url, "https://", 8) == 0 && length > 0);
    for (size_t i = 0; i < length; i++) {
        MUST(host[i] != '@' && host[i] != ':' && host[i] != '%' && host[i] != '[');
    }
    MUST((length == 7 && strncasecmp(host, "gouv.fr", 7) == 0) ||
         (length > 8 && strncasecmp(host + length - 8, ".gouv.fr", 8) == 0) ||
         (length == 21 && strncasecmp(host, "www.service-public.fr", 21) == 0));
}

static void look_at_code(const char *url, struct picture *picture)
{
    const char *shown = address_readable(picture, NULL, url);
    MUST(strstr(url, shown));
    for (const char *at = url; *at; at++) {
        MUST(*at > ' ' && *at <= '~');
    }
    int version = qr_version(strlen(url));
    MUST(version >= 1 && version <= 10);
    QRcode *code = QRcode_encodeData((int)strlen(url), (const unsigned char *)url, version,
                                     QR_ECLEVEL_M);
    MUST(code && code->width == qr_modules(version));
    QRcode_free(code);
    picture_qr(picture, (struct box){ 0, 0, 60, 60 }, url, version);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const hosts[] = { ".gouv.fr", "www.service-public.fr" },
                             *const languages[] = { "fr" };
    static SDL_Surface *page;
    struct arena arena = { 0 };
    struct report report = { 0 };
    struct picture picture = { 0 };
    struct target target = { 0 };
    struct json url = { .type = JSON_STRING,
                        .line = 1,
                        .column = 1,
                        .key = "url",
                        .source = "\"…\"",
                        .source_length = 5 };
    struct json object = { .type = JSON_OBJECT, .line = 1, .column = 1, .first = &url, .count = 1 };
    struct reader reader = { .arena = &arena,
                             .report = &report,
                             .file = "file.json",
                             .languages = languages,
                             .language_count = 1,
                             .hosts = hosts,
                             .host_count = 2 };
    struct input input = { data, size };
    url.parent = &object;
    url.string = input_text(&input, &arena);
    page = page ? page : raster_surface(64, 64);
    MUST(page);
    if (record_read(&record, &object, &reader, &target)) {
        picture_start(&picture, 64, 64, &fake_metrics);
        look_at_host(target.url);
        look_at_code(target.url, &picture);
        MUST(qrcode_paint(&picture.marks[picture.count - 1], page));
        picture_finish(&picture);
    }
    fuzz_report(&report);
    report_finish(&report);
    arena_finish(&arena);
    return 0;
}
