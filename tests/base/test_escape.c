/* What each kind of character becomes in JSON, and that no byte is left that JSON forbids. */
#include "base/escape.h"

#include "base/utf8.h"
#include "support/cmocka_all.h"

#include <string.h>

static const char *escaped(const char *text, char out[256])
{
    char piece[JSON_PIECE];
    out[0] = '\0';
    while (json_escape(&text, piece)) {
        assert_true(strlen(piece) < sizeof piece && strlen(out) + strlen(piece) < 256);
        strcat(out, piece);
    }
    return out;
}

static void rows_become(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "", "" },
        { "Préfecture de l’Isère", "Préfecture de l’Isère" },
        { "\"a\\b\"", "\\\"a\\\\b\\\"" },
        { "\n\t\x01\x1f\x7f", "\\n\\u0009\\u0001\\u001f\\u007f" },
        { "slides/caf\xe9.json", "slides/caf\xef\xbf\xbd.json" }, /* Latin-1 */
        { "\xc0\xaf\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
        { "\xf0\x9f\x98", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
        { "\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf" },
    };
    char out[256];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(escaped(rows[i].text, out), rows[i].expected);
    }
}

static void every_pair_of_bytes_gives_utf8(void **state)
{
    (void)state;
    char out[256];
    size_t bad;
    for (int pair = 0x101; pair < 0x10000; pair++) {
        const char text[] = { (char)(pair >> 8), (char)pair, '\0' };
        escaped(text, out);
        assert_true(utf8_valid(out, strlen(out), &bad));
        for (const char *at = out; *at; at++) {
            assert_true((unsigned char)*at >= ' ' && *at != 0x7f);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become),
        cmocka_unit_test(every_pair_of_bytes_gives_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
