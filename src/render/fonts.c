/* Setting text is most of the work of a page, and pages come again: the ink of a strip that was
 * drawn is kept, and how wide a line is. Only what is not there goes the long way.
 *
 * A line is set in runs: first those that flow one way (bidi.h), in the order in which they stand
 * on the page, then within each those of one font (runs.h), which SDL_ttf has HarfBuzz shape. A
 * line in which nothing flows from right to left is one run of the first kind and never leaves that
 * path. Measuring and painting are one function. */
#include "render/fonts.h"

#include "base/alloc.h"
#include "base/bidi.h"
#include "base/log.h"
#include "base/utf8.h"
#include "render/faces.h"
#include "render/runs.h"
#include "render/script.h"

#include <stdlib.h>
#include <string.h>

/* SDL_ttf keeps lengths in 26.6 fixed point and sets a run in one strip: runs stay under this. */
enum { STRIP_PX = 8192 };

/* The text of some twenty pages; and lines whose width is known, by their hash. */
enum { CACHE_BYTES = 6 * 1024 * 1024, WIDTHS = 4096 };

struct known_width {
    uint64_t hash; /* 0: none */
    int width;
};

struct fonts {
    struct faces *faces;
    char *line; /* copy of the line in work, so that a run can be ended with NUL */
    size_t room;
    struct arena scratch; /* of the line in work */
    struct cache strips;
    struct known_width widths[WIDTHS];
};

struct fonts *fonts_open(int assets)
{
    struct faces *faces = faces_open(assets);
    if (!faces) {
        return NULL;
    }
    struct fonts *fonts = xcalloc(1, sizeof *fonts);
    fonts->faces = faces;
    fonts->strips.limit = CACHE_BYTES;
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts) {
        faces_close(fonts->faces);
        cache_finish(&fonts->strips);
        arena_finish(&fonts->scratch);
        free(fonts->line);
        free(fonts);
    }
}

struct chosen {
    struct faces *faces;
    enum weight weight;
};

static bool chain_has(void *context, int font, uint32_t code)
{
    const struct chosen *chosen = context;
    return faces_have(chosen->faces, chosen->weight, font, code);
}

bool fonts_cover(struct fonts *fonts, const char *text, uint32_t *missing)
{
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        for (enum weight weight = 0; weight < WEIGHT_COUNT && !run_ignores(code); weight++) {
            int font = 0;
            while (font < FACES_PER_WEIGHT && !faces_have(fonts->faces, weight, font, code)) {
                font++;
            }
            if (font == FACES_PER_WEIGHT) {
                *missing = code;
                return false;
            }
        }
    }
    return true;
}

struct strip {
    TTF_Font *font;
    const char *text;
    bool rtl;
    int lead;  /* how far its ink reaches left of where it starts, pixels */
    int width; /* advance, pixels */
};

/* Returns whether the text is such that something may be drawn; *first is what is drawn first, and
 * *script what all its letters are of. */
static bool look_at(const char *text, uint32_t *first, enum script *script)
{
    *first = 0;
    *script = SCRIPT_ANY;
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        *first = *first == 0 && !run_ignores(code) ? code : *first;
        *script = *script == SCRIPT_ANY ? script_of(code) : *script;
    }
    return *first != 0;
}

/* SDL_ttf's width begins where the ink does when that is left of the start ("j"). */
static int lead_ltr(const struct strip *strip, uint32_t first)
{
    int left = 0;
    bool known = TTF_GlyphMetrics32(strip->font, first, &left, NULL, NULL, NULL, NULL) == 0;
    return known && left < 0 ? -left : 0;
}

/* From right to left it is the end of the last letter, of whatever shape that takes there, that
 * reaches out: behind a space, it adds nothing to the width. */
static int lead_rtl(struct fonts *fonts, const struct strip *strip, int width)
{
    const char *spaced = arena_printf(&fonts->scratch, "%s ", strip->text);
    int with = 0, space = 0;
    bool known = TTF_SizeUTF8(strip->font, spaced, &with, NULL) == 0 &&
                 TTF_SizeUTF8(strip->font, " ", &space, NULL) == 0;
    int lead = width + space - with;
    return known && lead > 0 ? lead : 0;
}

static bool measure(struct fonts *fonts, struct strip *strip, uint32_t first)
{
    int width = 0;
    if (TTF_SizeUTF8(strip->font, strip->text, &width, NULL) != 0) {
        log_line(LOG_ERROR, "cannot measure \"%s\": %s", strip->text, TTF_GetError());
        return false;
    }
    if (width > 0) {
        strip->lead = strip->rtl ? lead_rtl(fonts, strip, width) : lead_ltr(strip, first);
    }
    strip->width = width > strip->lead ? width - strip->lead : 0;
    return true;
}

static void paint_strip(const struct cache_entry *strip, struct color color, int left, int baseline,
                        SDL_Surface *surface)
{
    if (strip->ink) {
        SDL_Rect all = { 0, 0, strip->ink->width, strip->ink->height };
        ink_paint(strip->ink, all, color, left + strip->x, baseline + strip->y, surface);
    }
}

/* Draws the strip's ink and caches it; NULL after logging. */
static const struct cache_entry *make_strip(struct fonts *fonts, const struct strip *strip,
                                            const char *key)
{
    struct cached cached = { .x = -strip->lead,
                             .y = -TTF_FontAscent(strip->font),
                             .advance = strip->width };
    if (strip->width > 0) {
        SDL_Color white = { 255, 255, 255, SDL_ALPHA_OPAQUE };
        SDL_Surface *drawn = TTF_RenderUTF8_Blended(strip->font, strip->text, white);
        if (!drawn || drawn->w > INK_SIDE_MAX || drawn->h > INK_SIDE_MAX) {
            log_line(LOG_ERROR, "cannot draw \"%s\": %s", strip->text,
                     drawn ? "too large" : SDL_GetError());
            SDL_FreeSurface(drawn);
            return NULL;
        }
        cached.ink = ink_make(drawn);
        SDL_FreeSurface(drawn);
    }
    return cache_put(&fonts->strips, key, &cached);
}

static void copy_line(struct fonts *fonts, const char *text, size_t length)
{
    if (length >= fonts->room) {
        fonts->room = length + 1 > 256 ? length + 1 : 256;
        fonts->line = xrealloc(fonts->line, fonts->room, 1);
    }
    memcpy(fonts->line, text, length);
    fonts->line[length] = '\0';
}

/* A line being set: on a surface, or only measured. */
struct setter {
    struct fonts *fonts;
    const struct line *line;
    SDL_Surface *surface; /* NULL: measured */
    bool whole;           /* nothing failed */
};

static bool turn(TTF_Font *font, TTF_Direction direction, enum script script)
{
    bool turned = TTF_SetFontDirection(font, direction) == 0 &&
                  TTF_SetFontScriptName(font, script_name(script)) == 0;
    if (!turned) {
        log_line(LOG_ERROR, "cannot turn a font to its script: %s", TTF_GetError());
    }
    return turned;
}

/* Opens the strip's font, turned to its direction and script, and measures it. */
static bool prepare_strip(struct setter *setter, const struct run *run, struct strip *strip,
                          uint32_t first, enum script script)
{
    const struct line *line = setter->line;
    strip->font = faces_sized(setter->fonts->faces, line->weight, run->font, line->size_px);
    bool good = strip->font && (!strip->rtl || turn(strip->font, TTF_DIRECTION_RTL, script));
    return good && measure(setter->fonts, strip, first);
}

/* Turns the font back. One that cannot be would set all that comes after from right to left. */
static void release_strip(struct fonts *fonts, const struct strip *strip)
{
    if (strip->font && strip->rtl && !turn(strip->font, TTF_DIRECTION_LTR, SCRIPT_ANY)) {
        faces_drop(fonts->faces, strip->font);
    }
}

static const char *strip_key(const struct setter *setter, const struct run *run, bool rtl)
{
    return arena_printf(&setter->fonts->scratch, "%d.%d.%d.%d %s", (int)setter->line->weight,
                        run->font, setter->line->size_px, rtl, run->text);
}

/* Measures one strip of a font and, when there is a surface, draws it with its left end at x, or
 * its right end when it is rtl. Returns its advance. */
static int set_strip(struct setter *setter, const struct run *run, bool rtl, int x)
{
    uint32_t first;
    enum script script;
    struct fonts *fonts = setter->fonts;
    const char *key = setter->surface ? strip_key(setter, run, rtl) : NULL;
    const struct cache_entry *kept = key ? cache_find(&fonts->strips, key) : NULL;
    struct strip strip = { .text = run->text, .rtl = rtl };
    if (!kept) {
        if (!look_at(run->text, &first, &script)) {
            return 0;
        }
        bool good = prepare_strip(setter, run, &strip, first, script);
        kept = good && key ? make_strip(fonts, &strip, key) : NULL;
        release_strip(fonts, &strip);
        setter->whole = setter->whole && good && (!key || kept);
    }
    int advance = kept ? kept->advance : strip.width;
    if (kept) {
        paint_strip(kept, setter->line->color, rtl ? x - advance : x, setter->line->baseline,
                    setter->surface);
    }
    return advance;
}

/* Sets what flows one way, from its left end at x, or from its right end there when it is rtl.
 * Returns its advance. */
static int set_flow(struct setter *setter, char *text, size_t length, bool rtl, int x)
{
    struct chosen chosen = { setter->fonts->faces, setter->line->weight };
    struct chain chain = { FACES_PER_WEIGHT, chain_has, &chosen };
    int limit = STRIP_PX / setter->line->size_px + 1, width = 0;
    char *flow_end = text + length, flow_kept = *flow_end;
    const char *at = text;
    *flow_end = '\0';
    for (struct run run; run_next(&chain, &at, limit, &run);) {
        char *end = &text[at - text], kept = *end;
        *end = '\0';
        width += set_strip(setter, &run, rtl, rtl ? x - width : x + width);
        *end = kept;
    }
    *flow_end = flow_kept;
    return width;
}

/* Sets runs that flow both ways, the leftmost first: one that flows to the left is measured to know
 * where it begins. */
static int set_mixed(struct setter *setter, char *text)
{
    struct bidi_run *runs;
    size_t count = bidi_runs(&setter->fonts->scratch, text, &runs);
    int width = 0;
    for (size_t i = 0; i < count; i++) {
        char *start = &text[runs[i].text - text];
        struct setter ruler = { setter->fonts, setter->line, NULL, true };
        struct setter *first = runs[i].rtl ? &ruler : setter;
        int advance = set_flow(first, start, runs[i].length, runs[i].rtl, setter->line->x + width);
        width += advance;
        if (runs[i].rtl && setter->surface) {
            set_flow(setter, start, runs[i].length, true, setter->line->x + width);
        }
        setter->whole = setter->whole && ruler.whole;
    }
    return width;
}

/* Measures length bytes of the line and, when there is a surface, draws them. Returns their
 * advance. */
static int set_line(struct setter *setter, size_t length)
{
    struct fonts *fonts = setter->fonts;
    arena_reset(&fonts->scratch);
    copy_line(fonts, setter->line->text, length);
    return bidi_mixed(fonts->line) ? set_mixed(setter, fonts->line)
                                   : set_flow(setter, fonts->line, length, false, setter->line->x);
}

static uint64_t hash_line(const struct line *line, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    hash = (hash ^ (unsigned)line->weight) * 0x100000001b3u;
    hash = (hash ^ (unsigned)line->size_px) * 0x100000001b3u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)line->text[i]) * 0x100000001b3u;
    }
    return hash ? hash : 1;
}

int fonts_width(struct fonts *fonts, enum weight weight, int size_px, const char *text,
                size_t length)
{
    struct line line = { .weight = weight, .size_px = size_px > 0 ? size_px : 1, .text = text };
    struct setter setter = { fonts, &line, NULL, true };
    uint64_t hash = hash_line(&line, length);
    struct known_width *known = &fonts->widths[(hash ^ hash >> 32) % WIDTHS];
    if (known->hash != hash) {
        int width = set_line(&setter, length);
        bool lasts = setter.whole && faces_whole(fonts->faces);
        *known = (struct known_width){ lasts ? hash : 0, width };
    }
    return known->width;
}

struct cache_use fonts_use(const struct fonts *fonts)
{
    return cache_use(&fonts->strips);
}

bool fonts_draw(struct fonts *fonts, const struct line *line, SDL_Surface *surface)
{
    struct setter setter = { fonts, line, surface, true };
    set_line(&setter, strlen(line->text));
    return setter.whole;
}
