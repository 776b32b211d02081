/* One TTF_Font per face and size, the least recently used closed first: changing the size of an
 * open one has set letters on top of each other with some versions of HarfBuzz. The files are read
 * into memory once, so that a failing disk cannot stop text. A line is set run by run (runs.h). */
#include "render/fonts.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "render/runs.h"

#include <SDL_ttf.h>
#include <stdlib.h>
#include <string.h>

enum { FACE_COUNT = 5, CHAIN_COUNT = 3, FILE_MAX = 4 * 1024 * 1024 };

/* Fonts kept open. Each takes a quarter of a MiB, mostly HarfBuzz's copy of the kerning, and more
 * when its letters are large; a page has about ten. */
enum { SIZED_MAX = 24 };

/* Signs are looked up in a font of this size. */
enum { PROBE_PX = 16 };

/* SDL_ttf keeps lengths in 26.6 fixed point and sets a run in one strip: runs stay under this. */
enum { STRIP_PX = 8192 };

static const char *const face_files[FACE_COUNT] = {
    "fonts/SourceSans3_400Regular.ttf", "fonts/SourceSans3_600SemiBold.ttf",
    "fonts/SourceSans3_700Bold.ttf",    "fonts/DejaVuSans.ttf",
    "fonts/DejaVuSans-Bold.ttf",
};

static const int chains[WEIGHT_COUNT][CHAIN_COUNT] = {
    [WEIGHT_REGULAR] = { 0, 3, 4 },
    [WEIGHT_SEMIBOLD] = { 1, 4, 3 },
    [WEIGHT_BOLD] = { 2, 4, 3 },
};

struct face {
    struct blob file;
    TTF_Font *probe;
    bool tried;
};

struct sized_font {
    TTF_Font *font;
    int face, size_px;
    unsigned long used;
};

struct fonts {
    int assets;
    struct arena arena; /* the files */
    struct face faces[FACE_COUNT];
    struct sized_font sized[SIZED_MAX];
    unsigned long clock;
    char *line; /* copy of the line in work, so that a run can be ended with NUL */
    size_t room;
};

static TTF_Font *open_font(struct fonts *fonts, int face, int size_px)
{
    struct blob file = fonts->faces[face].file;
    SDL_RWops *stream = SDL_RWFromConstMem(file.bytes, (int)file.size);
    TTF_Font *font = stream ? TTF_OpenFontRW(stream, 1, size_px) : NULL;
    if (!font) {
        log_line(LOG_ERROR, "cannot open %s at %d pixels: %s", face_files[face], size_px,
                 SDL_GetError());
        return NULL;
    }
    /* Heights snap to pixels, widths stay true: closest to the pages as they were designed. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font, 1);
    return font;
}

/* Reads a face when it is first needed; what fails is logged and not tried again. */
static bool load_face(struct fonts *fonts, int index)
{
    struct face *face = &fonts->faces[index];
    if (!face->tried) {
        const char *reason;
        face->tried = true;
        if (file_read(fonts->assets, face_files[index], FILE_MAX, &fonts->arena, &face->file,
                      &reason)) {
            face->probe = open_font(fonts, index, PROBE_PX);
        } else {
            log_line(LOG_ERROR, "font %s: %s", face_files[index], reason);
        }
    }
    return face->probe != NULL;
}

struct fonts *fonts_open(int assets)
{
    if (TTF_Init() != 0) {
        log_line(LOG_ERROR, "cannot start SDL_ttf: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *fonts = xcalloc(1, sizeof *fonts);
    fonts->assets = assets;
    for (int weight = 0; weight < WEIGHT_COUNT; weight++) {
        if (!load_face(fonts, chains[weight][0])) {
            fonts_close(fonts);
            return NULL;
        }
    }
    return fonts;
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts) {
        return;
    }
    for (int i = 0; i < SIZED_MAX; i++) {
        TTF_CloseFont(fonts->sized[i].font);
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        TTF_CloseFont(fonts->faces[i].probe);
    }
    TTF_Quit();
    arena_finish(&fonts->arena);
    free(fonts->line);
    free(fonts);
}

static TTF_Font *sized_font(struct fonts *fonts, int face, int size_px)
{
    struct sized_font *oldest = &fonts->sized[0];
    for (int i = 0; i < SIZED_MAX; i++) {
        struct sized_font *sized = &fonts->sized[i];
        if (sized->font && sized->face == face && sized->size_px == size_px) {
            sized->used = ++fonts->clock;
            return sized->font;
        }
        oldest = sized->used < oldest->used ? sized : oldest;
    }
    TTF_CloseFont(oldest->font);
    *oldest = (struct sized_font){ .face = face, .size_px = size_px, .used = ++fonts->clock };
    oldest->font = open_font(fonts, face, size_px);
    return oldest->font;
}

/* Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin: SDL_ttf would set them from left to right,
 * unjoined, although DejaVu Sans has some of the letters. */
static bool is_right_to_left(uint32_t code)
{
    return (code >= 0x0590 && code <= 0x08ff) || (code >= 0xfb1d && code <= 0xfdff) ||
           (code >= 0xfe70 && code <= 0xfefe) || (code >= 0x10800 && code <= 0x10fff) ||
           (code >= 0x1e800 && code <= 0x1efff);
}

struct chosen {
    struct fonts *fonts;
    const int *faces;
};

static bool chain_has(void *context, int font, uint32_t code)
{
    const struct chosen *chosen = context;
    int face = chosen->faces[font];
    return !is_right_to_left(code) && load_face(chosen->fonts, face) &&
           TTF_GlyphIsProvided32(chosen->fonts->faces[face].probe, code);
}

bool fonts_cover(struct fonts *fonts, const char *text, uint32_t *missing)
{
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        for (int weight = 0; weight < WEIGHT_COUNT && !run_ignores(code); weight++) {
            struct chosen chosen = { fonts, chains[weight] };
            int font = 0;
            while (font < CHAIN_COUNT && !chain_has(&chosen, font, code)) {
                font++;
            }
            if (font == CHAIN_COUNT) {
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
    int lead;  /* how far the first letter reaches left of where it starts, pixels */
    int width; /* advance, pixels */
};

/* SDL_ttf's width begins where the ink does when that is left of the start ("j"). */
static bool measure(struct strip *strip)
{
    const char *at = strip->text;
    int left = 0, width = 0;
    if (TTF_SizeUTF8(strip->font, strip->text, &width, NULL) != 0) {
        log_line(LOG_ERROR, "cannot measure \"%s\": %s", strip->text, TTF_GetError());
        return false;
    }
    if (width > 0 &&
        TTF_GlyphMetrics32(strip->font, utf8_next(&at), &left, NULL, NULL, NULL, NULL) == 0) {
        strip->lead = left < 0 ? -left : 0;
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

/* Measures the line run by run and, when there is a surface, draws it. Returns its advance. */
static int set_line(struct fonts *fonts, const struct line *line, size_t length,
                    SDL_Surface *surface, bool *whole)
{
    struct chosen chosen = { fonts, chains[line->weight] };
    struct chain chain = { CHAIN_COUNT, chain_has, &chosen };
    int limit = STRIP_PX / line->size_px + 1, width = 0;
    copy_line(fonts, line->text, length);
    const char *at = fonts->line;
    for (struct run run; run_next(&chain, &at, limit, &run);) {
        char *end = &fonts->line[at - fonts->line], kept = *end;
        struct strip strip = {
            .font = sized_font(fonts, chosen.faces[run.font], line->size_px),
            .text = run.text,
        };
        *end = '\0';
        bool done = strip.font && measure(&strip) &&
                    (!surface ||
                     draw_strip(&strip, line->color, line->x + width, line->baseline, surface));
        *end = kept;
        *whole = *whole && done;
        width += strip.width;
    }
    return width;
}

int fonts_width(struct fonts *fonts, enum weight weight, int size_px, const char *text,
                size_t length)
{
    bool whole = true;
    struct line line = { .weight = weight, .size_px = size_px > 0 ? size_px : 1, .text = text };
    return set_line(fonts, &line, length, NULL, &whole);
}

bool fonts_draw(struct fonts *fonts, const struct line *line, SDL_Surface *surface)
{
    bool whole = true;
    set_line(fonts, line, strlen(line->text), surface, &whole);
    return whole;
}
