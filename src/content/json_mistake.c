/* What a hand gets wrong when it writes JSON without knowing it: each mistake is told as what it
 * is, and the scan goes on where the next good thing most likely begins. */
#include "base/message.h"
#include "content/json_scan_parts.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MISTAKES_MAX = 20 };

void mistake(struct scan *scan, struct spot spot, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(scan->report, PROBLEM_ERROR, scan->file, spot.line, spot.column, "", format,
                arguments);
    va_end(arguments);
    scan->over = ++scan->mistakes >= MISTAKES_MAX;
}

void mistake_detail(struct scan *scan, int span, const char *fix)
{
    report_detail(scan->report, span, fix);
}

static bool in_value(int byte)
{
    return byte >= 0 && strchr(",]}\n\r", byte) == NULL;
}

void mistake_skip_value(struct scan *scan)
{
    while (in_value(scan_peek(scan))) {
        scan_advance(scan);
    }
    scan->last = scan->here;
}

void mistake_skip_line(struct scan *scan)
{
    size_t end = scan->here.at;
    while (end < scan->size && scan->text[end] != '\n') {
        end++;
    }
    size_t stop = end;
    while (stop > scan->here.at && isspace((unsigned char)scan->text[stop - 1])) {
        stop--;
    }
    while (stop > scan->here.at && strchr(",]}", scan->text[stop - 1])) {
        stop--;
    }
    while (scan->here.at < stop) {
        scan_advance(scan);
    }
    scan->last = scan->here;
}

void mistake_character(struct scan *scan, const char *expected)
{
    if (scan_peek(scan) < 0) {
        mistake(scan, scan->here, _("the file ends here, but %s should follow"), expected);
        scan->over = true;
    } else if (mistake_opening_wrong(scan)) {
        return;
    } else if (scan_peek(scan) < 0x20 || scan_peek(scan) == 0x7f) {
        mistake(scan, scan->here, _("an invisible control character stands here"));
        scan_advance(scan);
        scan->last = scan->here;
    } else {
        struct spot spot = scan->here;
        do {
            scan_advance(scan);
        } while (scan_peek(scan) >= 0x80 && scan_peek(scan) < 0xc0); /* the rest of a character */
        mistake(scan, spot, _("%s should stand here, not \"%.*s\""), expected,
                (int)(scan->here.at - spot.at), scan->text + spot.at);
        scan->last = scan->here;
    }
}

bool mistake_inner_quotes(struct scan *scan)
{
    int byte = scan_peek(scan);
    bool word = byte >= 0 && (isalnum(byte) || byte >= 0x80);
    size_t at = scan->here.at;
    while (word && at < scan->size && !strchr("\"\n", scan->text[at])) {
        at++;
    }
    if (!word || at >= scan->size || scan->text[at] != '"') {
        return false;
    }
    struct spot quote = scan->last;
    quote.at--;
    quote.column--;
    mistake(scan, quote,
            _("a quote inside a text is written \\\" (or « » in French); this one ends the text"));
    mistake_detail(scan, 1, "\\\"");
    mistake_skip_line(scan);
    return true;
}

bool mistake_bare_time(struct scan *scan)
{
    char text[12] = "", right[32], sign;
    size_t length = 0;
    int hour, minute = 0, hour_end = 0, end = 0;
    while (length + 1 < sizeof text && scan->here.at + length < scan->size &&
           in_value((unsigned char)scan->text[scan->here.at + length])) {
        text[length] = scan->text[scan->here.at + length];
        length++;
    }
    while (length > 0 && text[length - 1] == ' ') {
        text[--length] = '\0';
    }
    if (!isdigit((unsigned char)text[0]) ||
        sscanf(text, "%2d %c%n %2d%n", &hour, &sign, &hour_end, &minute, &end) < 2 ||
        !strchr("hH:", sign) || (size_t)(end > 0 ? end : hour_end) != length || minute < 0 ||
        minute > 59 || hour * 60 + minute > 24 * 60 || (sign == ':' && end == 0)) {
        return false;
    }
    snprintf(right, sizeof right, "\"%02d:%02d\"", hour, minute);
    mistake(scan, scan->here, _("a time of day stands between quotes, as in %s"), right);
    mistake_detail(scan, (int)length, right);
    mistake_skip_value(scan);
    return true;
}

bool mistake_opening_quote(struct scan *scan)
{
    size_t start = scan->here.at, end = start;
    while (end < scan->size && in_value((unsigned char)scan->text[end]) && scan->text[end] != '"') {
        end++;
    }
    if (end == start || end >= scan->size || scan->text[end] != '"' || scan->text[end - 1] == ' ' ||
        (end + 1 < scan->size && !strchr(" ,]}\r\n", scan->text[end + 1]))) {
        return false;
    }
    mistake(scan, scan->here, _("the first quote (\") of this text is missing"));
    mistake_detail(scan, 1, "\"");
    while (scan->here.at <= end) {
        scan_advance(scan);
    }
    scan->last = scan->here;
    return true;
}
