/* Quotes that a word processor or a telephone made of straight ones: “ ” „ « » ‘ ’ ' `. A text may
 * begin with one, end with one, or both. */
#include "base/message.h"
#include "content/json_scan_parts.h"

#include <string.h>

enum { SHOWN_MAX = 60 }; /* characters of a text that is written out as it should be */

/* Returns how many bytes the quote of another kind that stands at that byte takes, 0 when none
 * does. */
static size_t wrong_quote(const struct scan *scan, size_t at)
{
    static const char *const quotes[] = { "“", "”", "„", "«", "»", "‘", "’", "'", "`" };
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        size_t length = strlen(quotes[i]);
        if (at < scan->size && scan->size - at >= length &&
            memcmp(scan->text + at, quotes[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

static char byte_at(const struct scan *scan, size_t at)
{
    return at < scan->size ? scan->text[at] : '\n';
}

static size_t past_spaces(const struct scan *scan, size_t at)
{
    while (strchr(" \t\r", byte_at(scan, at)) && byte_at(scan, at)) {
        at++;
    }
    return at;
}

/* Whether what stands at that byte follows a text that has ended; a comma only before something
 * that begins like a key or a value, since texts have commas too. */
static bool follows_text(const struct scan *scan, size_t at)
{
    char next = byte_at(scan, past_spaces(scan, at));
    if (next == ',') {
        size_t after = past_spaces(scan, past_spaces(scan, at) + 1);
        return strchr("\"{[\n", byte_at(scan, after)) || wrong_quote(scan, after) > 0;
    }
    return next && strchr(":]}\n", next);
}

/* Goes past a text between wrong quotes: to the next wrong or right quote that ends it. Returns how
 * many bytes that takes, 0 when the line ends before it. */
static size_t skip_quoted(struct scan *scan, size_t quote)
{
    for (size_t i = 0; i < quote; i++) {
        scan_advance(scan);
    }
    while (scan_peek(scan) >= 0 && scan_peek(scan) != '\n') {
        size_t closing = scan_peek(scan) == '"' ? 1 : wrong_quote(scan, scan->here.at);
        for (size_t i = 0; i < (closing ? closing : 1); i++) {
            scan_advance(scan);
        }
        int next = scan_peek(scan);
        if (closing && (next < 0 || strchr(" ,:]}\r\n", next))) { /* else an apostrophe */
            return closing;
        }
    }
    return 0;
}

bool mistake_opening_wrong(struct scan *scan)
{
    struct spot start = scan->here;
    size_t quote = wrong_quote(scan, start.at);
    if (quote == 0) {
        return false;
    }
    size_t closing = skip_quoted(scan, quote), end = scan->here.at - closing;
    const char *text = scan->text;
    if (closing > 0 && text[end] != '"') {
        int length = scan->here.column - start.column;
        char right[4 * SHOWN_MAX + 3] = "\"";
        if (length <= SHOWN_MAX) {
            memcpy(right + 1, text + start.at + quote, end - start.at - quote);
            strcat(right, "\"");
        }
        mistake(scan, start,
                _("texts and keys stand between straight quotes (\"), not %.*s and %.*s: retype "
                  "both"),
                (int)quote, text + start.at, (int)closing, text + end);
        mistake_detail(scan, length <= SHOWN_MAX ? length : 1, right);
    } else {
        mistake(scan, start, _("texts and keys stand between straight quotes (\"), not %.*s"),
                (int)quote, text + start.at);
        mistake_detail(scan, 1, "\"");
    }
    scan->last = scan->here;
    return true;
}

/* Returns the byte of the straight quote that ends the text here, else that of the line's end. */
static size_t straight_end(const struct scan *scan)
{
    size_t at = scan->here.at + 1;
    while (byte_at(scan, at) != '\n' && byte_at(scan, at) != '"') {
        at += byte_at(scan, at) == '\\' && byte_at(scan, at + 1) != '\n' ? 2 : 1;
    }
    return at;
}

/* Returns the byte of the wrong quote that was meant to end the text, or limit. Quotes that opened
 * inside it close inside it. */
static size_t meant_end(const struct scan *scan, size_t limit)
{
    static const char *const closing[] = { "”", "»", "’" }, *const opening[] = { "“", "«", "‘" };
    int open[3] = { 0 };
    for (size_t at = scan->here.at + 1; at < limit; at++) {
        for (size_t i = 0; i < 3; i++) {
            size_t length = wrong_quote(scan, at);
            if (length == strlen(opening[i]) && memcmp(scan->text + at, opening[i], length) == 0) {
                open[i]++;
            } else if (length == strlen(closing[i]) &&
                       memcmp(scan->text + at, closing[i], length) == 0 && --open[i] < 0) {
                open[i] = 0;
                if (follows_text(scan, at + length)) {
                    return at;
                }
            }
        }
    }
    return limit;
}

bool mistake_closing_wrong(struct scan *scan)
{
    size_t straight = straight_end(scan);
    if (byte_at(scan, straight) == '"') {
        char next = byte_at(scan, past_spaces(scan, straight + 1));
        if (next && strchr(",:]}\n", next)) {
            return false;
        }
    }
    size_t at = meant_end(scan, straight);
    if (at == straight) {
        return false;
    }
    while (scan->here.at < at) {
        scan_advance(scan);
    }
    int length = (int)wrong_quote(scan, at);
    mistake(scan, scan->here,
            _("this text begins with \" and ends with %.*s: type \" instead of %.*s"), length,
            scan->text + at, length, scan->text + at);
    mistake_detail(scan, 1, "\"");
    for (int i = 0; i < length; i++) {
        scan_advance(scan);
    }
    scan->last = scan->here;
    return true;
}
