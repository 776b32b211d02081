/* The text becomes an array of code points, in which signs that keep their place are changed first;
 * marks of direction (typography_bidi.c) and French spacing (typography_french.c) come last. Each
 * step finds nothing more to do in its own result or in that of a later one, so a text set twice
 * stays as it is. */
#include "content/typography.h"

#include "base/alloc.h"
#include "base/bidi.h"
#include "content/typography_line.h"

#include <stdlib.h>
#include <string.h>

struct style {
    const char *language;
    uint32_t open, close, dash;
    bool french, rtl;
};

static const struct style styles[] = {
    { "fr", OPEN, CLOSE, 0x2013, true, false },    { "uk", OPEN, CLOSE, 0x2014, false, false },
    { "ar", OPEN, CLOSE, 0x2013, false, true },    { "fa", OPEN, CLOSE, 0x2013, false, true },
    { "he", 0x201d, 0x201d, 0x2013, false, true }, { "ur", 0x201c, 0x201d, 0x2013, false, true },
};
static const struct style other_style = { NULL, 0x201c, 0x201d, 0x2013, false, false };

/* Spaces that meet become one: the first that is not ordinary, else an ordinary one. */
static void decode(const char *text, struct line *line)
{
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        uint32_t last = line_at(line, line->count - 1);
        if (!is_space(code) || !is_space(last)) {
            line_push(line, code);
        } else if (last == ' ') {
            line->codes[line->count - 1] = code;
        }
    }
}

static bool in_host(uint32_t code)
{
    return is_digit(code) || code == '.' || code == '-' || (code < 0x80 && is_letter(code));
}

static bool is_host(const struct line *line, size_t start, size_t end)
{
    size_t label = end;
    while (label > start && is_letter(line->codes[label - 1])) {
        label--;
    }
    return end - label >= 2 && label >= start + 2 && line->codes[label - 1] == '.';
}

/* Returns where the address that begins at start ends; start when none does. */
static size_t address_end(const struct line *line, size_t start)
{
    size_t end = start;
    while (in_host(line_at(line, end))) {
        end++;
    }
    bool scheme = line_at(line, end) == ':' && line_at(line, end + 1) == '/' &&
                  line_at(line, end + 2) == '/';
    if (!scheme && !(line_at(line, end) == '/' && is_host(line, start, end))) {
        return start;
    }
    while (end < line->count && !is_space(line->codes[end]) &&
           !one_of(line->codes[end], "\n\t\"«»“”()<>")) {
        end++;
    }
    while (one_of(line->codes[end - 1], ".,;:!?…'’")) {
        end--;
    }
    return end;
}

static void mark_addresses(struct line *line)
{
    for (size_t i = 0; i < line->count; i++) {
        if (in_host(line->codes[i]) && !in_host(line_at(line, i - 1))) {
            size_t end = address_end(line, i);
            while (i < end) {
                line->codes[i++] |= ADDRESS;
            }
        }
    }
}

/* Straight quotes are left alone unless all of them clearly open and close in turn: 24" does not.
 */
static bool quotes_pair(const struct line *line)
{
    bool open = false;
    for (size_t i = 0; i < line->count; i++) {
        if (line->codes[i] == '"') {
            if (is_word(line_at(line, open ? i + 1 : i - 1))) {
                return false;
            }
            open = !open;
        }
    }
    return !open;
}

static void set_quotes(struct line *line, const struct style *style)
{
    bool open = false, pair = quotes_pair(line);
    for (size_t i = 0; i < line->count && pair; i++) {
        if (line->codes[i] == '"') {
            line->codes[i] = open ? style->close : style->open;
            open = !open;
        }
    }
}

static uint32_t set_hyphen(const struct line *line, size_t i, const struct style *style)
{
    uint32_t before = line_at(line, i - 1), after = line_at(line, i + 1);
    if (before == ' ' && after == ' ') {
        return style->dash;
    }
    bool starts = before == 0 || is_space(before) || one_of(before, "\n(«“");
    return starts && is_digit(after) ? MINUS : '-';
}

static void set_signs(struct line *line, const struct style *style)
{
    struct line out = { .codes = line->codes };
    for (size_t i = 0; i < line->count; i++) {
        uint32_t code = line->codes[i];
        if (code == '\'') {
            code = APOSTROPHE;
        } else if (code == '-') {
            code = set_hyphen(line, i, style);
        } else if (code == '.' && line_at(line, i + 1) == '.' && line_at(line, i + 2) == '.') {
            code = ELLIPSIS;
            i += 2;
        }
        line_push(&out, code);
    }
    line->count = out.count;
}

static const struct style *find_style(const char *language)
{
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (strcmp(styles[i].language, language) == 0) {
            return &styles[i];
        }
    }
    return &other_style;
}

static const char *encode(const struct line *line, struct arena *arena)
{
    char *bytes = xcalloc(4 * line->count + 1, 1);
    size_t size = 0;
    for (size_t i = 0; i < line->count; i++) {
        size += utf8_put(bytes + size, line->codes[i] & ~ADDRESS);
    }
    const char *text = arena_copy(arena, bytes, size);
    free(bytes);
    return text;
}

static void swap(struct line *a, struct line *b)
{
    struct line kept = *a;
    *a = *b;
    *b = kept;
    b->count = 0;
}

const char *typography_set(const char *text, const char *language, struct arena *arena)
{
    const struct style *style = find_style(language);
    size_t room = 2 * strlen(text) + 1; /* what is added is less than what was there */
    uint32_t *codes = xcalloc(2 * room, sizeof *codes);
    struct line line = { .codes = codes }, next = { .codes = codes + room };
    decode(text, &line);
    mark_addresses(&line);
    set_quotes(&line, style);
    set_signs(&line, style);
    if (style->rtl || bidi_mixed(text)) {
        bidi_set_marks(&line, style->rtl, &next);
        swap(&line, &next);
    }
    if (style->french) {
        french_set_spaces(&line, &next);
        swap(&line, &next);
    }
    const char *set = encode(&line, arena);
    free(codes);
    return set;
}

bool typography_is_rtl(const char *language)
{
    return find_style(language)->rtl;
}
