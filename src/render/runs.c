/* A font is chosen for a letter together with the marks that follow it, because shaping puts a mark
 * in its place only within one font. Whatever draws nothing by itself goes along with its
 * neighbour: a no-break space after an arrow must not cost a run. */
#include "render/runs.h"

#include "base/utf8.h"

struct span {
    uint32_t first, last;
};

static bool within(const struct span *spans, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= spans[i].first && code <= spans[i].last) {
            return true;
        }
    }
    return false;
}

bool run_ignores(uint32_t code)
{
    static const struct span spans[] = {
        { 0x00ad, 0x00ad }, { 0x034f, 0x034f },   { 0x061c, 0x061c },   { 0x200b, 0x200f },
        { 0x202a, 0x202e }, { 0x2060, 0x2064 },   { 0x2066, 0x2069 },   { 0xfe00, 0xfe0f },
        { 0xfeff, 0xfeff }, { 0xe0001, 0xe0001 }, { 0xe0020, 0xe007f }, { 0xe0100, 0xe01ef },
    };
    return code >= 0xad && within(spans, sizeof spans / sizeof *spans, code);
}

bool run_is_space(uint32_t code)
{
    return code == ' ' || code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
           code == 0x205f || code == 0x3000;
}

static bool is_mark(uint32_t code)
{
    static const struct span spans[] = {
        { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd }, { 0x05bf, 0x05bf },
        { 0x05c1, 0x05c2 }, { 0x05c4, 0x05c5 }, { 0x05c7, 0x05c7 }, { 0x0610, 0x061a },
        { 0x064b, 0x065f }, { 0x0670, 0x0670 }, { 0x06d6, 0x06dc }, { 0x06df, 0x06e4 },
        { 0x06e7, 0x06e8 }, { 0x06ea, 0x06ed }, { 0x08d3, 0x08e1 }, { 0x08e3, 0x08ff },
        { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x20d0, 0x20ff }, { 0xfe20, 0xfe2f },
    };
    return code >= 0x0300 && within(spans, sizeof spans / sizeof *spans, code);
}

static bool has_cluster(const struct chain *chain, int font, uint32_t letter, const char *after)
{
    if (!chain->has(chain->context, font, letter)) {
        return false;
    }
    for (uint32_t code; (code = utf8_next(&after)) != 0 && (is_mark(code) || run_ignores(code));) {
        if (is_mark(code) && !chain->has(chain->context, font, code)) {
            return false;
        }
    }
    return true;
}

/* Returns the font of the first letter in text, or -1. */
static int font_of_next(const struct chain *chain, const char *text)
{
    uint32_t code = utf8_next(&text);
    while (run_is_space(code) || (code && run_ignores(code))) {
        code = utf8_next(&text);
    }
    for (int font = 0; code && font < chain->count; font++) {
        if (has_cluster(chain, font, code, text)) {
            return font;
        }
    }
    return -1;
}

/* Returns the font of the character before after, or -1 when any will do; now is the run's font, -1
 * when it has none yet. */
static int choose(const struct chain *chain, uint32_t code, const char *after, int now)
{
    if (run_ignores(code)) {
        return -1;
    }
    bool goes_along = run_is_space(code) || is_mark(code);
    if (now >= 0 && goes_along && chain->has(chain->context, now, code)) {
        return now;
    }
    if (now < 0 && run_is_space(code)) {
        int next = font_of_next(chain, after);
        return next >= 0 && chain->has(chain->context, next, code) ? next : 0;
    }
    for (int font = 0; font < chain->count; font++) {
        if (has_cluster(chain, font, code, after)) {
            return font;
        }
    }
    for (int font = 0; font < chain->count; font++) {
        if (chain->has(chain->context, font, code)) {
            return font;
        }
    }
    return goes_along ? -1 : 0;
}

bool run_next(const struct chain *chain, const char **text, int limit, struct run *run)
{
    const char *at = *text, *end = at;
    int font = -1, count = 0;
    for (uint32_t code; count < limit && (code = utf8_next(&at)) != 0; count++) {
        int wanted = choose(chain, code, at, font);
        if (wanted >= 0 && font >= 0 && wanted != font) {
            break;
        }
        font = wanted >= 0 ? wanted : font;
        end = at;
    }
    *run = (struct run){ *text, (size_t)(end - *text), font >= 0 ? font : 0 };
    *text = end;
    return run->length > 0;
}
