/* Texts, numbers and words, strictly as RFC 8259 has them. After a mistake the scan stands where
 * the token most likely ends. */
#include "base/message.h"
#include "content/json_scan_parts.h"

#include <string.h>

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static bool scan_hex(struct scan *scan, unsigned *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        int byte = scan_peek(scan);
        int digit = byte >= '0' && byte <= '9'   ? byte - '0'
                    : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
                    : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            mistake(scan, scan->here,
                    _("\\u must be followed by four hexadecimal digits, as in \\u00e9"));
            return false;
        }
        *code = *code * 16 + (unsigned)digit;
        scan_advance(scan);
    }
    return true;
}

static void scan_unicode_escape(struct scan *scan, struct spot start)
{
    unsigned code, low;
    if (!scan_hex(scan, &code)) {
        return;
    }
    if (code == 0) {
        mistake(scan, start, _("\\u0000 cannot be part of a text"));
    } else if (code >= 0xd800 && code <= 0xdfff) {
        if (code < 0xdc00 && scan_at(scan, "\\u")) {
            scan_advance(scan);
            scan_advance(scan);
            if (!scan_hex(scan, &low) || (low >= 0xdc00 && low <= 0xdfff)) {
                return;
            }
        }
        mistake(scan, start,
                _("this \\u code is only half a character; type the character itself"));
    }
}

static void scan_escape(struct scan *scan)
{
    struct spot start = scan->here;
    scan_advance(scan);
    int byte = scan_peek(scan);
    if (byte > 0 && byte < 0x80 && strchr("\"\\/bfnrt", byte)) {
        scan_advance(scan);
    } else if (byte == 'u') {
        scan_advance(scan);
        scan_unicode_escape(scan, start);
    } else {
        mistake(scan, start,
                _("a backslash in a text must be doubled (\\\\) or start \\\" \\n or \\u00e9"));
        mistake_detail(scan, 1, "\\\\");
    }
}

/* At a line end inside a text: when the next line begins like JSON the closing quote was forgotten,
 * and the text ended before the comma; else the text was broken by hand and goes on below. */
static bool goes_on_below(const struct scan *scan)
{
    size_t at = scan->here.at;
    while (at < scan->size && strchr(" \t\r\n", scan->text[at])) {
        at++;
    }
    return at < scan->size && !strchr("\"]}{[", scan->text[at]);
}

void scan_string(struct scan *scan)
{
    struct spot end; /* of the text so far, without spaces and commas after it */
    bool broken = false;
    if (mistake_closing_wrong(scan)) {
        return;
    }
    scan_advance(scan);
    end = scan->here;
    for (;;) {
        int byte = scan_peek(scan);
        if (byte == '"') {
            scan_advance(scan);
            break;
        }
        if (byte < 0 || ((byte == '\n' || byte == '\r') && !goes_on_below(scan))) {
            mistake(scan, end, _("the closing quote (\") of this text is missing"));
            mistake_detail(scan, 1, "\"");
            scan->here = end;
            break;
        }
        if (byte == '\n' || byte == '\r') {
            if (!broken) {
                mistake(scan, scan->here,
                        _("a text stands on one line; a line break inside it is written \\n"));
                mistake_detail(scan, 1, "\\n");
            }
            broken = true;
        } else if (byte < 0x20) {
            mistake(scan, scan->here,
                    byte == '\t' ? _("a tab inside a text is written \\t")
                                 : _("there is an invisible control character in this text"));
        }
        if (byte == '\\') {
            scan_escape(scan);
        } else {
            scan_advance(scan);
        }
        if (byte != ' ' && byte != ',' && byte != '\r') {
            end = scan->here;
        }
    }
    scan->last = scan->here;
}

static bool scan_digits(struct scan *scan)
{
    if (!is_digit(scan_peek(scan))) {
        return false;
    }
    while (is_digit(scan_peek(scan))) {
        scan_advance(scan);
    }
    return true;
}

/* Reads a number as far as it is one; false after telling what is wrong with it. */
static bool scan_parts(struct scan *scan)
{
    struct spot start = scan->here;
    if (scan_peek(scan) == '-') {
        scan_advance(scan);
    }
    bool zero = scan_peek(scan) == '0';
    if (!scan_digits(scan)) {
        mistake(scan, start, _("a number must start with a digit"));
        return false;
    }
    size_t digits = scan->here.at - start.at - (scan->text[start.at] == '-');
    if (zero && digits > 1) {
        mistake(scan, start,
                _("a number must not start with a needless 0; a time of day "
                  "stands between quotes, as in \"08:30\""));
        return false;
    }
    if (scan_peek(scan) == '.') {
        scan_advance(scan);
        if (!scan_digits(scan)) {
            mistake(scan, start, _("a decimal point must be followed by a digit"));
            return false;
        }
    }
    if (scan_peek(scan) == 'e' || scan_peek(scan) == 'E') {
        scan_advance(scan);
        if (scan_peek(scan) == '+' || scan_peek(scan) == '-') {
            scan_advance(scan);
        }
        if (!scan_digits(scan)) {
            mistake(scan, start, _("an exponent must have a digit"));
            return false;
        }
    }
    return true;
}

/* "12,5" in an object: the comma would have to be followed by a key. */
static bool is_decimal_comma(const struct scan *scan)
{
    size_t at = scan->here.at;
    if (scan->depth == 0 || scan->brackets[scan->depth - 1].close != '}' || at + 1 >= scan->size ||
        scan->text[at] != ',' || !is_digit((unsigned char)scan->text[at + 1])) {
        return false;
    }
    return true;
}

/* Quotes the beginning of a text without quotes, up to a whole character. */
static void tell_bare_text(struct scan *scan, struct spot start, size_t length)
{
    enum { SHOWN_MAX = 40 };
    const char *text = scan->text + start.at;
    size_t shown = length < SHOWN_MAX ? length : SHOWN_MAX;
    while (shown > 0 && shown < length && ((unsigned char)text[shown] & 0xc0) == 0x80) {
        shown--;
    }
    mistake(scan, start, _("a text must stand between straight quotes (\"), as in \"%.*s\""),
            (int)shown, text);
}

/* Tells what stands behind the digits: a decimal comma, a unit, a time or a date without quotes. */
static void scan_tail(struct scan *scan, struct spot start)
{
    int byte = scan_peek(scan);
    if (is_decimal_comma(scan)) {
        mistake(scan, scan->here, _("a decimal number is written with a point, as in 8.1"));
        mistake_detail(scan, 1, ".");
        scan_advance(scan);
        scan_digits(scan);
    } else if (byte == '%' || scan_at(scan, "\xc2\xa0%") || scan_at(scan, " %")) {
        mistake(scan, scan->here, _("a number stands alone, without %%"));
        mistake_skip_value(scan);
    } else if (byte == ' ' && scan->here.at + 1 < scan->size &&
               is_digit((unsigned char)scan->text[scan->here.at + 1]) && scan->depth > 0 &&
               scan->brackets[scan->depth - 1].close == '}') {
        mistake(scan, scan->here, _("a number is written without spaces, as in 12000"));
        mistake_skip_value(scan);
    } else if (byte >= 0x80 || (byte >= 0 && !strchr(" \t\r\n,]}\"/#'{[", byte))) {
        mistake_skip_value(scan);
        int length = (int)(scan->here.at - start.at);
        while (length > 0 && scan->text[start.at + (size_t)length - 1] == ' ') {
            length--;
        }
        tell_bare_text(scan, start, (size_t)length);
    }
}

void scan_number(struct scan *scan)
{
    struct spot start = scan->here;
    if (mistake_opening_quote(scan) || mistake_bare_time(scan)) {
        return;
    }
    if (scan_parts(scan)) {
        scan_tail(scan, start);
    } else {
        mistake_skip_value(scan);
    }
    scan->last = scan->here;
}

/* Returns the JSON word for one that is written otherwise, or NULL. */
static const char *json_word(const char *text, size_t length)
{
    static const char *const words[][2] = {
        { "True", "true" }, { "TRUE", "true" },   { "vrai", "true" },   { "oui", "true" },
        { "yes", "true" },  { "False", "false" }, { "FALSE", "false" }, { "faux", "false" },
        { "non", "false" }, { "no", "false" },    { "None", "null" },   { "NULL", "null" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i][0]) == length && memcmp(words[i][0], text, length) == 0) {
            return words[i][1];
        }
    }
    return NULL;
}

static size_t word_length(const struct scan *scan)
{
    size_t length = 0;
    while (scan->here.at + length < scan->size &&
           strchr(",]}\r\n\"", scan->text[scan->here.at + length]) == NULL) {
        length++;
    }
    while (length > 0 && scan->text[scan->here.at + length - 1] == ' ') {
        length--;
    }
    return length;
}

void scan_word(struct scan *scan)
{
    static const char *const words[] = { "true", "false", "null" };
    const char *at = scan->text + scan->here.at;
    size_t length = word_length(scan);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (scan_at(scan, words[i]) &&
            !(length > strlen(words[i]) && at[strlen(words[i])] != ' ')) {
            for (size_t n = strlen(words[i]); n > 0; n--) {
                scan_advance(scan);
            }
            scan->last = scan->here;
            return;
        }
    }
    const char *meant = json_word(at, length);
    if (meant) {
        mistake(scan, scan->here, _("must be %s, in English and in small letters, not %.*s"), meant,
                (int)length, at);
        mistake_detail(scan, (int)length, meant);
        mistake_skip_value(scan);
    } else if (!mistake_opening_quote(scan)) {
        tell_bare_text(scan, scan->here, length);
        mistake_skip_value(scan);
    }
    scan->last = scan->here;
}
