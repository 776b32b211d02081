/* FriBidi works on arrays of code points; they live in the caller's arena. A byte below 0xd6 begins
 * no character that flows from right to left, which is why Latin and Cyrillic pay a glance only. */
#include "base/bidi.h"

#include "base/log.h"
#include "base/utf8.h"

#include <fribidi.h>
#include <string.h>

/* Characters resolved at most: far more than a line on the widest screen. */
enum { CODES_MAX = 4096 };

static const unsigned char LOWEST_LEAD = 0xd6;

enum bidi_class bidi_class(uint32_t code)
{
    switch (fribidi_get_bidi_type(code)) {
    case FRIBIDI_TYPE_LTR:
        return BIDI_LEFT;
    case FRIBIDI_TYPE_RTL:
        return BIDI_RIGHT;
    case FRIBIDI_TYPE_AL:
        return BIDI_ARABIC;
    default:
        return BIDI_OTHER;
    }
}

bool bidi_mixed(const char *text)
{
    while (*text) {
        if ((unsigned char)*text < LOWEST_LEAD) {
            text++;
        } else if (FRIBIDI_IS_RTL(fribidi_get_bidi_type(utf8_next(&text)))) {
            return true;
        }
    }
    return false;
}

/* Returns the class of the first strong character of text that is not in an isolate (rule P2). */
static enum bidi_class first_strong(const char *text)
{
    int isolates = 0;
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        FriBidiCharType type = fribidi_get_bidi_type(code);
        if (type == FRIBIDI_TYPE_PDI) {
            isolates -= isolates > 0;
        } else if (FRIBIDI_IS_ISOLATE(type)) {
            isolates++;
        } else if (isolates == 0 && bidi_class(code) != BIDI_OTHER) {
            return bidi_class(code);
        }
    }
    return BIDI_OTHER;
}

bool bidi_is_rtl(const char *text)
{
    return text && bidi_mixed(text) && first_strong(text) > BIDI_LEFT;
}

struct codes {
    int count;
    FriBidiChar *codes;
    FriBidiCharType *types;
    FriBidiBracketType *brackets;
    FriBidiLevel *levels;
    FriBidiStrIndex *order; /* which character stands at that place on the page */
    size_t *starts;         /* where each begins in the line, bytes; count + 1 of them */
};

static void decode(struct arena *arena, const char *line, struct codes *out)
{
    size_t length = strlen(line), room = length < CODES_MAX ? length : CODES_MAX;
    *out = (struct codes){
        .codes = arena_alloc(arena, sizeof *out->codes * room),
        .types = arena_alloc(arena, sizeof *out->types * room),
        .brackets = arena_alloc(arena, sizeof *out->brackets * room),
        .levels = arena_alloc(arena, sizeof *out->levels * room),
        .order = arena_alloc(arena, sizeof *out->order * room),
        .starts = arena_alloc(arena, sizeof *out->starts * (room + 1)),
    };
    for (const char *at = line; *at && out->count < CODES_MAX; out->count++) {
        out->starts[out->count] = (size_t)(at - line);
        out->order[out->count] = out->count;
        out->codes[out->count] = utf8_next(&at);
    }
    out->starts[out->count] = length;
}

/* Finds levels and order; false when FriBidi has no memory. */
static bool resolve(struct codes *codes, bool rtl)
{
    FriBidiParType direction = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(codes->codes, codes->count, codes->types);
    fribidi_get_bracket_types(codes->codes, codes->count, codes->types, codes->brackets);
    return fribidi_get_par_embedding_levels_ex(codes->types, codes->brackets, codes->count,
                                               &direction, codes->levels) != 0 &&
           fribidi_reorder_line(0, codes->types, codes->count, 0, direction, codes->levels, NULL,
                                codes->order) != 0;
}

/* Gathers what stands side by side and flows one way. */
static size_t collect(const char *line, const struct codes *codes, struct bidi_run *runs)
{
    size_t count = 0;
    for (int i = 0; i < codes->count;) {
        int first = codes->order[i], last = first;
        FriBidiLevel level = codes->levels[first];
        int step = level % 2 ? -1 : 1;
        while (++i < codes->count && codes->order[i] == last + step &&
               codes->levels[codes->order[i]] == level) {
            last += step;
        }
        size_t start = codes->starts[step > 0 ? first : last];
        size_t end = codes->starts[(step > 0 ? last : first) + 1];
        runs[count++] = (struct bidi_run){ line + start, end - start, step < 0 };
    }
    return count;
}

size_t bidi_runs(struct arena *arena, const char *line, struct bidi_run **runs)
{
    struct codes codes;
    if (!line[0]) {
        return 0;
    }
    decode(arena, line, &codes);
    *runs = arena_alloc(arena, sizeof **runs * (size_t)codes.count);
    if (!resolve(&codes, bidi_is_rtl(line))) {
        log_line(LOG_ERROR, "no memory to order a line from right to left: \"%s\"", line);
        (*runs)[0] = (struct bidi_run){ line, strlen(line), false };
        return 1;
    }
    return collect(line, &codes, *runs);
}

static enum bidi_class last_strong(const char *text, const char *end)
{
    enum bidi_class last = BIDI_OTHER;
    while (text < end) {
        enum bidi_class class = bidi_class(utf8_next(&text));
        last = class ? class : last;
    }
    return last;
}

static enum bidi_class class_at(const char *text)
{
    return bidi_class(utf8_next(&text));
}

static enum bidi_class last_class(const char *text, const char *end)
{
    enum bidi_class last = BIDI_OTHER;
    while (text < end) {
        last = bidi_class(utf8_next(&text));
    }
    return last;
}

/* Marks by the paragraph's direction and by what comes before the line, which numbers and signs at
 * its start go by: the first mark gives the direction, the other one stands for what comes before.
 */
static const char *const marks_before[2][4] = {
    { "\u200e", "\u200e", "\u200e\u200f", "\u200e\u061c" },
    { "\u200f", "\u200f\u200e", "\u200f", "\u061c" },
};

void bidi_edges(const char *paragraph, const char *start, const char *end, const char **before,
                const char **after)
{
    *before = *after = "";
    if (!bidi_mixed(paragraph)) {
        return;
    }
    bool rtl = first_strong(paragraph) > BIDI_LEFT;
    enum bidi_class first = class_at(start), next = first_strong(end);
    if (first == BIDI_OTHER || (first > BIDI_LEFT) != rtl) {
        *before = marks_before[rtl][last_strong(paragraph, start)];
    }
    if (last_class(start, end) == BIDI_OTHER && next != BIDI_OTHER && (next > BIDI_LEFT) != rtl) {
        *after = rtl ? "\u200e" : "\u200f";
    }
}
