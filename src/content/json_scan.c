/* A recursive descent over the text that moves one byte at a time and always knows its line and
 * column. After a mistake it goes on where that is safe, so that one reading tells them all;
 * brackets that do not match are explained by what the rest of the file and its indentation say. */
#include "content/json_scan.h"

#include "base/alloc.h"
#include "base/message.h"
#include "content/json_scan_parts.h"

#include <string.h>

static void scan_value(struct scan *scan, const struct spot *key);

int scan_peek(const struct scan *scan)
{
    return scan->here.at < scan->size ? (unsigned char)scan->text[scan->here.at] : -1;
}

bool scan_at(const struct scan *scan, const char *word)
{
    size_t length = strlen(word);
    return scan->size - scan->here.at >= length &&
           memcmp(scan->text + scan->here.at, word, length) == 0;
}

void scan_advance(struct scan *scan)
{
    if (scan->here.at >= scan->size) {
        return;
    }
    unsigned char byte = (unsigned char)scan->text[scan->here.at++];
    if (byte == '\n') {
        scan->here.line++;
        scan->here.column = 1;
        scan->here.line_start = scan->here.at;
    } else if ((byte & 0xc0) != 0x80) {
        scan->here.column++;
    }
}

/* Goes past a comment after telling it; false when there is none. */
static bool skip_comment(struct scan *scan)
{
    bool block = scan_at(scan, "/*");
    if (!block && !scan_at(scan, "//") && scan_peek(scan) != '#') {
        return false;
    }
    mistake(scan, scan->here, _("JSON has no comments; write a key \"_comment\" instead"));
    while (scan_peek(scan) >= 0 && (block ? !scan_at(scan, "*/") : scan_peek(scan) != '\n')) {
        scan_advance(scan);
    }
    if (block) {
        scan_advance(scan);
        scan_advance(scan);
    }
    return true;
}

/* Goes past a space that only looks like one, after telling it; false when there is none. */
static bool skip_false_space(struct scan *scan)
{
    static const char *const spaces[] = { "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x8b",
                                          "\xef\xbb\xbf" };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (scan_at(scan, spaces[i])) {
            mistake(scan, scan->here,
                    _("an invisible or non-breaking space stands here; type an ordinary space"));
            for (size_t n = strlen(spaces[i]); n > 0; n--) {
                scan_advance(scan);
            }
            return true;
        }
    }
    return false;
}

void scan_skip_space(struct scan *scan)
{
    for (;;) {
        int byte = scan_peek(scan);
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
            scan_advance(scan);
        } else if (scan->over || (!skip_comment(scan) && !skip_false_space(scan))) {
            return;
        }
    }
}

static bool starts_value(int byte)
{
    return byte >= 0 && (byte == '"' || byte == '{' || byte == '[' || byte == '-' ||
                         (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                         (byte >= 'A' && byte <= 'Z'));
}

static bool is_letter(int byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/* Whether a text stands here with a colon behind it. */
static bool key_ahead(const struct scan *scan)
{
    size_t at = scan->here.at + 1;
    if (scan_peek(scan) != '"') {
        return false;
    }
    while (at < scan->size && scan->text[at] != '"' && scan->text[at] != '\n') {
        at += scan->text[at] == '\\' ? 2 : 1;
    }
    at++;
    while (at < scan->size && scan->text[at] == ' ') {
        at++;
    }
    return at < scan->size && scan->text[at] == ':';
}

/* In a list, at a key: what was forgotten before it. */
static enum forgotten before_key(const struct scan *scan)
{
    return key_ahead(scan) ? bracket_before_key(scan) : FORGOTTEN_NONE;
}

/* After an element: goes past the comma, told when it is missing or one too many. */
static void scan_separator(struct scan *scan, const struct bracket *bracket)
{
    while (!scan->over && !scan->separated) {
        struct spot end = scan->last;
        bool text = end.at > 0 && scan->text[end.at - 1] == '"';
        if (text && end.at == scan->here.at && mistake_inner_quotes(scan)) {
            continue;
        }
        scan_skip_space(scan);
        int byte = scan_peek(scan);
        if (byte == ',') {
            struct spot comma = scan->here;
            scan_advance(scan);
            scan_skip_space(scan);
            if (bracket_closes(scan)) {
                mistake(scan, comma, _("this comma must go: nothing follows it before \"%c\""),
                        scan_peek(scan));
            }
            return;
        }
        if (byte < 0 || byte == '}' || byte == ']' ||
            (bracket->close == ']' && before_key(scan) == FORGOTTEN_CLOSING)) {
            return;
        }
        if (byte == '"' || (bracket->close == ']' && starts_value(byte))) {
            mistake(scan, end, _("a comma is missing here"));
            mistake_detail(scan, 1, ",");
            return;
        }
        mistake_character(scan, _("a comma"));
        mistake_skip_line(scan);
    }
    scan->separated = false;
}

/* Goes past a key, whatever it is written in. */
static void scan_key(struct scan *scan)
{
    struct spot key = scan->here;
    if (scan_peek(scan) == '"') {
        scan_string(scan);
    } else if (is_letter(scan_peek(scan))) {
        while (scan_peek(scan) >= 0 && !strchr(" :=,]}\"\r\n", scan_peek(scan))) {
            scan_advance(scan);
        }
        mistake(scan, key, _("a key must stand between straight quotes (\"), as in \"%.*s\""),
                (int)(scan->here.at - key.at), scan->text + key.at);
        if (scan_peek(scan) == '"') {
            scan_advance(scan);
        }
        scan->last = scan->here;
    } else {
        mistake_character(scan, _("a key between quotes"));
    }
}

/* Whether the text that ends at last was left open before a colon: "opens: "08:30". */
static bool key_left_open(const struct scan *scan, struct spot key)
{
    size_t at = scan->last.at - 1;
    while (at > key.at + 1 && scan->text[at - 1] == ' ') {
        at--;
    }
    return scan->text[scan->last.at - 1] == '"' && at > key.at + 1 && scan->text[at - 1] == ':';
}

/* After a key: goes past the colon. Returns whether a value is to be read. */
static bool scan_colon(struct scan *scan, struct spot key)
{
    scan_skip_space(scan);
    int byte = scan_peek(scan);
    if (byte == ':') {
        scan_advance(scan);
    } else if (byte == '=') {
        mistake(scan, scan->here, _("a colon (:) stands between key and value, not \"=\""));
        mistake_detail(scan, 1, ":");
        scan_advance(scan);
    } else if (starts_value(byte) && key_left_open(scan, key)) {
        mistake(scan, key, _("the closing quote (\") of this key is missing before the colon"));
        mistake_skip_line(scan);
        return false;
    } else if (starts_value(byte)) {
        mistake(scan, scan->last, _("a colon (:) is missing after this key"));
        mistake_detail(scan, 1, ":");
    } else if (byte < 0 || byte == ',' || byte == '}' || byte == ']') {
        mistake(scan, scan->last, _("a colon (:) and a value are missing after this key"));
        return false;
    } else {
        mistake_character(scan, _("a colon (:)"));
        mistake_skip_line(scan);
        return false;
    }
    scan_skip_space(scan);
    while (scan_peek(scan) == ':') {
        mistake(scan, scan->here, _("this colon is one too many"));
        scan_advance(scan);
        scan_skip_space(scan);
    }
    return true;
}

/* Reads one member of an object. Returns false when the object turns out to end before it. */
static bool scan_member(struct scan *scan, const struct bracket *bracket)
{
    struct spot key = scan->here;
    int byte = scan_peek(scan);
    if (byte == '{' && scan->depth > 1 && scan->brackets[scan->depth - 2].close == ']' &&
        scan->last.at > bracket->spot.at + 1) {
        bracket_tell_unclosed(scan, scan->last, bracket);
        scan->separated = true;
        return false;
    }
    if (byte == ',') {
        mistake(scan, key, _("this comma is one too many"));
        scan->last = key;
        return true;
    }
    int mistakes = scan->mistakes;
    scan_key(scan);
    scan_skip_space(scan);
    if (mistakes != scan->mistakes && scan_peek(scan) != ':') {
        mistake_skip_line(scan);
        return true;
    }
    if (!scan->over && scan_colon(scan, key)) {
        scan_value(scan, &key);
    }
    return true;
}

static void scan_members(struct scan *scan, char open, char close, bool there);

/* Goes past a key and its colon that stand in a list. */
static void skip_key(struct scan *scan)
{
    scan_string(scan);
    scan_skip_space(scan);
    scan_advance(scan);
    scan_skip_space(scan);
}

/* Reads one element of a list. Returns false when the list turns out to end before it. */
static bool scan_item(struct scan *scan, const struct bracket *bracket)
{
    enum forgotten forgotten = before_key(scan);
    if (scan_peek(scan) == ',') {
        mistake(scan, scan->here, _("this comma is one too many"));
        scan->last = scan->here;
        return true;
    }
    if (forgotten == FORGOTTEN_CLOSING) {
        bracket_tell_unclosed(scan, scan->last, bracket);
        scan->separated = true;
        return false;
    }
    if (forgotten == FORGOTTEN_OPENING) {
        mistake(scan, scan->here, _("\"{\" is missing before this key"));
        mistake_detail(scan, 1, "{");
        scan_members(scan, '{', '}', false);
        return true;
    }
    if (key_ahead(scan)) {
        mistake(scan, scan->here,
                _("a list […] holds values without keys; values with keys stand in {…}"));
        skip_key(scan);
    }
    scan_value(scan, NULL);
    return true;
}

/* Reads up to and with the next comma. Returns whether the container goes on after it. */
static bool scan_element(struct scan *scan, const struct bracket *bracket)
{
    scan_skip_space(scan);
    int byte = scan_peek(scan);
    bool closing = byte == ']' || byte == '}';
    bracket_watch_indent(scan, bracket, closing);
    if (byte == bracket->close) {
        scan_advance(scan);
        scan->last = scan->here;
        return false;
    }
    if (byte < 0) {
        bracket_tell_end(scan, bracket);
        return false;
    }
    if (closing) {
        return bracket_wrong_closing(scan, bracket);
    }
    if (!(bracket->close == '}' ? scan_member(scan, bracket) : scan_item(scan, bracket))) {
        return false;
    }
    scan_separator(scan, bracket);
    return !scan->over;
}

/* Reads a container from its bracket on, which a hand may have forgotten (there: it stands here).
 */
static void scan_members(struct scan *scan, char open, char close, bool there)
{
    if (scan->depth == JSON_DEPTH_MAX) {
        mistake(scan, scan->here, _("brackets are nested more than %d deep"), JSON_DEPTH_MAX);
        scan->over = true;
        return;
    }
    const struct bracket *bracket = &scan->brackets[scan->depth];
    scan->brackets[scan->depth++] = (struct bracket){ open, close, scan->here,
                                                      bracket_indent(scan) };
    if (there) {
        scan_advance(scan);
    }
    scan->last = scan->here;
    while (!scan->over && scan_element(scan, bracket)) {
    }
    scan->depth--;
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

static void scan_value(struct scan *scan, const struct spot *key)
{
    size_t place = add_place(scan, key);
    int byte = scan_peek(scan);
    if (byte == '{') {
        scan_members(scan, '{', '}', true);
    } else if (byte == '[') {
        scan_members(scan, '[', ']', true);
    } else if (byte == '"') {
        scan_string(scan);
    } else if (byte == '-' || byte == '+' || byte == '.' || (byte >= '0' && byte <= '9')) {
        scan_number(scan);
    } else if (is_letter(byte)) {
        scan_word(scan);
    } else if (byte == ',' || byte == ']' || byte == '}') {
        mistake(scan, scan->here, _("%s should stand here, not \"%.*s\""), _("a value"), 1,
                scan->text + scan->here.at);
        scan->last = scan->here;
    } else {
        mistake_character(scan, _("a value"));
        mistake_skip_value(scan);
    }
    struct json_place *item = &scan->places->items[place];
    item->length = scan->here.at - item->start;
}

bool json_scan(const char *text, size_t size, const char *file, struct report *report,
               struct json_places *places)
{
    struct scan scan = { .text = text,
                         .size = size,
                         .here = { 0, 1, 1, 0 },
                         .last = { 0, 1, 1, 0 },
                         .file = file,
                         .report = report,
                         .places = places };
    if (scan_at(&scan, "\xff\xfe") || scan_at(&scan, "\xfe\xff")) {
        mistake(&scan, scan.here, _("the file is saved as UTF-16; save it as UTF-8"));
        return false;
    }
    mistake_encoding(&scan);
    if (scan_at(&scan, "\xef\xbb\xbf")) {
        mistake(&scan, scan.here,
                _("the file starts with an invisible byte order mark; save it as UTF-8 without "
                  "BOM"));
        scan.here.at = 3;
    }
    scan_skip_space(&scan);
    if (scan_peek(&scan) < 0) {
        mistake(&scan, scan.here, _("the file is empty"));
        return false;
    }
    scan_value(&scan, NULL);
    bracket_check_after(&scan);
    return scan.mistakes == 0;
}
