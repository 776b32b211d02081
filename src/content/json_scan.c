/* A recursive descent over the text that moves one byte at a time and always knows its line and
 * column. Mistakes that a hand makes (commas, quotes, comments, brackets) are told as what they
 * are, at the place where the hand went wrong. */
#include "content/json_scan.h"

#include "base/alloc.h"
#include "base/message.h"
#include "base/utf8.h"
#include "content/json.h"

#include <string.h>

struct spot {
    size_t at;
    int line, column;
};

struct scan {
    const char *text;
    size_t size;
    struct spot here;
    struct spot last; /* just after the last token: where a missing comma belongs */
    const char *file;
    struct report *report;
    struct json_places *places;
    bool wrong;
    int depth;
};

static bool scan_value(struct scan *scan, const struct spot *key);

static int peek(const struct scan *scan)
{
    return scan->here.at < scan->size ? (unsigned char)scan->text[scan->here.at] : -1;
}

static void advance(struct scan *scan)
{
    unsigned char byte = (unsigned char)scan->text[scan->here.at++];
    if (byte == '\n') {
        scan->here.line++;
        scan->here.column = 1;
    } else if ((byte & 0xc0) != 0x80) {
        scan->here.column++;
    }
}

static bool starts_with(const struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    return scan->size - scan->here.at >= length &&
           memcmp(scan->text + scan->here.at, word, length) == 0;
}

/* Always returns false, so that callers can return what it returns. */
__attribute__((format(printf, 3, 4))) static bool wrong(struct scan *scan, struct spot spot,
                                                        const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(scan->report, PROBLEM_ERROR, scan->file, spot.line, spot.column, "", format,
                arguments);
    va_end(arguments);
    scan->wrong = true;
    return false;
}

static void skip_space(struct scan *scan)
{
    int byte;
    while ((byte = peek(scan)) == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
        advance(scan);
    }
}

/* Explains a character that cannot stand where a value, a key or a comma should. */
static bool explain_character(struct scan *scan, const char *expected)
{
    static const char *const quotes[] = { "“", "”", "„", "«", "»", "‘", "’" };
    if (peek(scan) < 0) {
        return wrong(scan, scan->here, _("the file ends here, but %s should follow"), expected);
    }
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (starts_with(scan, quotes[i])) {
            return wrong(scan, scan->here,
                         _("texts and keys stand between straight quotes (\"), not %s"), quotes[i]);
        }
    }
    if (peek(scan) == '\'') {
        return wrong(scan, scan->here,
                     _("texts and keys stand between straight double quotes (\"), not '"));
    }
    if (starts_with(scan, "//") || starts_with(scan, "/*") || peek(scan) == '#') {
        return wrong(scan, scan->here, _("JSON has no comments; write a key \"_comment\" instead"));
    }
    const char *at = scan->text + scan->here.at;
    const char *next = at;
    utf8_next(&next);
    return wrong(scan, scan->here, _("%s should stand here, not \"%.*s\""), expected,
                 (int)(next - at), at);
}

static bool scan_hex(struct scan *scan, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        int byte = peek(scan);
        int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                    : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                    : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return wrong(scan, scan->here,
                         _("\\u must be followed by four hexadecimal digits, as in \\u00e9"));
        }
        *code = *code * 16 + (unsigned)digit;
        advance(scan);
    }
    return true;
}

static bool scan_unicode_escape(struct scan *scan, struct spot start)
{
    unsigned code, low;
    if (!scan_hex(scan, &code)) {
        return false;
    }
    if (code == 0) {
        return wrong(scan, start, _("\\u0000 cannot be part of a text"));
    }
    if (code < 0xd800 || code > 0xdfff) {
        return true;
    }
    if (code < 0xdc00 && starts_with(scan, "\\u")) {
        advance(scan);
        advance(scan);
        if (!scan_hex(scan, &low)) {
            return false;
        }
        if (low >= 0xdc00 && low <= 0xdfff) {
            return true;
        }
    }
    return wrong(scan, start,
                 _("this \\u code is only half a character; type the character itself"));
}

static bool scan_escape(struct scan *scan)
{
    struct spot start = scan->here;
    advance(scan);
    int byte = peek(scan);
    if (byte >= 0 && byte < 0x80 && strchr("\"\\/bfnrt", byte)) {
        advance(scan);
        return true;
    }
    if (byte == 'u') {
        advance(scan);
        return scan_unicode_escape(scan, start);
    }
    return wrong(scan, start,
                 _("a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9"));
}

static bool scan_string(struct scan *scan)
{
    struct spot open = scan->here;
    advance(scan);
    for (;;) {
        int byte = peek(scan);
        if (byte == '"') {
            advance(scan);
            scan->last = scan->here;
            return true;
        }
        if (byte < 0 || byte == '\n' || byte == '\r') {
            return wrong(scan, open,
                         _("this text has no closing quote (\") on its line; a line break inside a "
                           "text is written \\n"));
        }
        if (byte < 0x20) {
            return wrong(scan, scan->here,
                         byte == '\t' ? _("a tab inside a text is written \\t")
                                      : _("there is an invisible control character in this text"));
        }
        if (byte == '\\') {
            if (!scan_escape(scan)) {
                return false;
            }
        } else {
            advance(scan);
        }
    }
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static bool scan_digits(struct scan *scan)
{
    if (!is_digit(peek(scan))) {
        return false;
    }
    while (is_digit(peek(scan))) {
        advance(scan);
    }
    return true;
}

static bool scan_number(struct scan *scan)
{
    struct spot start = scan->here;
    if (peek(scan) == '-') {
        advance(scan);
    }
    bool zero = peek(scan) == '0';
    if (!scan_digits(scan)) {
        return wrong(scan, start, _("a number must start with a digit"));
    }
    size_t digits = scan->here.at - start.at - (scan->text[start.at] == '-');
    if (zero && digits > 1) {
        return wrong(scan, start,
                     _("a number must not start with a needless 0; a time of day "
                       "stands between quotes, as in \"08:30\""));
    }
    if (peek(scan) == '.') {
        advance(scan);
        if (!scan_digits(scan)) {
            return wrong(scan, start, _("a decimal point must be followed by a digit"));
        }
    }
    if (peek(scan) == 'e' || peek(scan) == 'E') {
        advance(scan);
        if (peek(scan) == '+' || peek(scan) == '-') {
            advance(scan);
        }
        if (!scan_digits(scan)) {
            return wrong(scan, start, _("an exponent must have a digit"));
        }
    }
    scan->last = scan->here;
    return true;
}

static bool scan_word(struct scan *scan)
{
    static const char *const words[] = { "true", "false", "null" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (starts_with(scan, words[i])) {
            for (size_t n = strlen(words[i]); n > 0; n--) {
                advance(scan);
            }
            scan->last = scan->here;
            return true;
        }
    }
    size_t length = 0;
    const char *at = scan->text + scan->here.at;
    while (scan->here.at + length < scan->size && strchr(" \t\r\n,]}:\"", at[length]) == NULL) {
        length++;
    }
    return wrong(scan, scan->here,
                 _("a text must stand between straight quotes (\"), as in \"%.*s\""),
                 (int)(length < 40 ? length : 40), at);
}

/* After an element: returns true when another follows, false at the closing bracket or on a mistake
 * (then *failed). */
static bool scan_separator(struct scan *scan, char close, struct spot open, bool *failed)
{
    struct spot end = scan->last;
    skip_space(scan);
    if (peek(scan) == close) {
        return false;
    }
    if (peek(scan) == ',') {
        struct spot comma = scan->here;
        advance(scan);
        skip_space(scan);
        if (peek(scan) == close) {
            wrong(scan, comma, _("this comma must go: nothing follows it before \"%c\""), close);
            return false;
        }
        return true;
    }
    if (peek(scan) == '"' ||
        (close == ']' && peek(scan) >= 0 && strchr("{[-0123456789tfn", peek(scan)))) {
        wrong(scan, end, _("a comma is missing here"));
        return true;
    }
    *failed = true;
    if (peek(scan) < 0 || peek(scan) == ']' || peek(scan) == '}') {
        return wrong(scan, scan->here,
                     _("\"%c\" is missing: \"%c\" at line %d, column %d is still open"), close,
                     close == '}' ? '{' : '[', open.line, open.column);
    }
    return explain_character(scan, _("a comma"));
}

static bool scan_member(struct scan *scan)
{
    struct spot key = scan->here;
    if (peek(scan) != '"') {
        if ((peek(scan) >= 'a' && peek(scan) <= 'z') || (peek(scan) >= 'A' && peek(scan) <= 'Z')) {
            return wrong(scan, key, _("a key must stand between straight quotes (\")"));
        }
        return explain_character(scan, _("a key between quotes"));
    }
    if (!scan_string(scan)) {
        return false;
    }
    skip_space(scan);
    if (peek(scan) != ':') {
        if (peek(scan) == '=' || peek(scan) < 0) {
            return explain_character(scan, _("a colon (:)"));
        }
        wrong(scan, scan->last, _("a colon (:) is missing after this key"));
        return peek(scan) == '"' ? scan_value(scan, &key) : false;
    }
    advance(scan);
    skip_space(scan);
    return scan_value(scan, &key);
}

static bool scan_container(struct scan *scan, char close)
{
    struct spot open = scan->here;
    if (++scan->depth > JSON_DEPTH_MAX) {
        return wrong(scan, open, _("brackets are nested more than %d deep"), JSON_DEPTH_MAX);
    }
    advance(scan);
    skip_space(scan);
    bool failed = false;
    if (peek(scan) != close) {
        do {
            if (!(close == '}' ? scan_member(scan) : scan_value(scan, NULL))) {
                return false;
            }
        } while (scan_separator(scan, close, open, &failed));
    }
    if (failed) {
        return false;
    }
    advance(scan);
    scan->last = scan->here;
    scan->depth--;
    return true;
}

static size_t add_place(struct scan *scan, const struct spot *key)
{
    struct json_places *places = scan->places;
    if (places->count == places->capacity) {
        places->capacity = places->capacity ? places->capacity * 2 : 64;
        places->items = xrealloc(places->items, places->capacity, sizeof *places->items);
    }
    places->items[places->count] = (struct json_place){
        .line = scan->here.line,
        .column = scan->here.column,
        .key_line = key ? key->line : 0,
        .key_column = key ? key->column : 0,
        .start = scan->here.at,
    };
    return places->count++;
}

static bool scan_value(struct scan *scan, const struct spot *key)
{
    size_t place = add_place(scan, key);
    int byte = peek(scan);
    bool good;
    if (byte == '{' || byte == '[') {
        good = scan_container(scan, byte == '{' ? '}' : ']');
    } else if (byte == '"') {
        good = scan_string(scan);
    } else if (byte == '-' || is_digit(byte)) {
        good = scan_number(scan);
    } else if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
        good = scan_word(scan);
    } else {
        good = explain_character(scan, _("a value"));
    }
    struct json_place *item = &scan->places->items[place];
    item->length = scan->here.at - item->start;
    return good;
}

/* Reports bytes that are not UTF-8, naming the character when they look like Windows-1252. */
static bool check_encoding(struct scan *scan)
{
    size_t bad;
    if (utf8_valid(scan->text, scan->size, &bad)) {
        return true;
    }
    while (scan->here.at < bad) {
        advance(scan);
    }
    unsigned char byte = (unsigned char)scan->text[bad];
    if (byte >= 0xa0) {
        char character[5] = { 0 };
        utf8_put(character, byte);
        return wrong(
            scan, scan->here,
            _("the file must be saved as UTF-8; this looks like \"%s\" saved as Windows-1252 "
              "(in the editor: Save as, encoding UTF-8)"),
            character);
    }
    return wrong(scan, scan->here, _("the file must be saved as UTF-8; byte 0x%02x is not"), byte);
}

bool json_scan(const char *text, size_t size, const char *file, struct report *report,
               struct json_places *places)
{
    struct scan scan = { .text = text,
                         .size = size,
                         .here = { 0, 1, 1 },
                         .last = { 0, 1, 1 },
                         .file = file,
                         .report = report,
                         .places = places };
    if (!check_encoding(&scan)) {
        return false;
    }
    if (starts_with(&scan, "\xef\xbb\xbf")) {
        return wrong(
            &scan, scan.here,
            _("the file starts with an invisible byte order mark; save it as UTF-8 without "
              "BOM"));
    }
    skip_space(&scan);
    if (peek(&scan) < 0) {
        return wrong(&scan, scan.here, _("the file is empty"));
    }
    if (!scan_value(&scan, NULL)) {
        return false;
    }
    skip_space(&scan);
    if (peek(&scan) >= 0) {
        return wrong(&scan, scan.here,
                     _("the file must end after its last bracket, but something follows"));
    }
    return !scan.wrong;
}
