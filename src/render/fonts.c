/* A line is set in runs: first those that flow one way (bidi.h), in the order in which they stand
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

struct fonts {
    struct faces *faces;
    char *line; /* copy of the line in work, so that a run can be ended with NUL */
    size_t room;
    struct arena scratch; /* of the line in work */
};

struct fonts *fonts_open(int assets)
{
    struct faces *faces = faces_open(assets);
    if (!faces) {
        return NULL;
    }
    struct fonts *fonts = xcalloc(1, sizeof *fonts);
    fonts->faces = faces;
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts) {
        faces_close(fonts->faces);
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

static bool draw_strip(const struct strip *strip, struct color color, int x, int baseline,
                       SDL_Surface *surface)
{
    int left = x - strip->lead;
    if (strip->width == 0 || left >= surface->w || left + strip->width + strip->lead <= 0) {
        return true;
    }
    SDL_Color ink = { color.r, color.g, color.b, SDL_ALPHA_OPAQUE };
    SDL_Surface *drawn = TTF_RenderUTF8_Blended(strip->font, strip->text, ink);
    SDL_Rect place = { left, baseline - TTF_FontAscent(strip->font), 0, 0 };
    bool done = drawn && SDL_BlitSurface(drawn, NULL, surface, &place) == 0;
    if (!done) {
        log_line(LOG_ERROR, "cannot draw \"%s\": %s", strip->text, SDL_GetError());
    }
    SDL_FreeSurface(drawn);
    return done;
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

/* Measures one strip of a font and, when there is a surface, draws it with its left end at x, or
 * its right end when it is rtl. Returns its advance. */
static int set_strip(struct setter *setter, const struct run *run, bool rtl, int x)
{
    uint32_t first;
    enum script script;
    const struct line *line = setter->line;
    if (!look_at(run->text, &first, &script)) {
        return 0;
    }
    struct strip strip = {
        .font = faces_sized(setter->fonts->faces, line->weight, run->font, line->size_px),
        .text = run->text,
        .rtl = rtl,
    };
    bool turned = rtl && strip.font;
    bool done = strip.font != NULL;
    if (turned) {
        done = TTF_SetFontDirection(strip.font, TTF_DIRECTION_RTL) == 0 &&
               TTF_SetFontScriptName(strip.font, script_name(script)) == 0;
    }
    done = done && measure(setter->fonts, &strip, first);
    int left = rtl ? x - strip.width : x;
    done = done && (!setter->surface ||
                    draw_strip(&strip, line->color, left, line->baseline, setter->surface));
    if (turned) {
        TTF_SetFontDirection(strip.font, TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(strip.font, script_name(SCRIPT_ANY));
    }
    setter->whole = setter->whole && done;
    return strip.width;
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

int fonts_width(struct fonts *fonts, enum weight weight, int size_px, const char *text,
                size_t length)
{
    struct line line = { .weight = weight, .size_px = size_px > 0 ? size_px : 1, .text = text };
    struct setter setter = { fonts, &line, NULL, true };
    return set_line(&setter, length);
}

bool fonts_draw(struct fonts *fonts, const struct line *line, SDL_Surface *surface)
{
    struct setter setter = { fonts, line, surface, true };
    set_line(&setter, strlen(line->text));
    return setter.whole;
}
