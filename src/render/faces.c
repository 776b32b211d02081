/* One TTF_Font per face and size, the least recently used closed first: changing the size of an
 * open one has set letters on top of each other with some versions of HarfBuzz. The files are read
 * into memory once, so that a failing disk cannot stop text. */
#include "render/faces.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/log.h"
#include "render/runs.h"
#include "render/script.h"

#include <stdlib.h>

enum { FACE_COUNT = 7, FILE_MAX = 4 * 1024 * 1024 };
enum { ARABIC = 3, ARABIC_BOLD, SIGNS, SIGNS_BOLD };

/* Fonts kept open. Each takes a quarter of a MiB, mostly HarfBuzz's copy of the kerning, and more
 * when its letters are large; a page has about ten. */
enum { SIZED_MAX = 24 };

/* Signs are looked up in a font of this size. */
enum { PROBE_PX = 16 };

/* A face that cannot be loaded is tried again after so many questions: a line or two of its signs.
 */
enum { WAIT = 64 };

static const char *const face_files[FACE_COUNT] = {
    "fonts/SourceSans3_400Regular.ttf",
    "fonts/SourceSans3_600SemiBold.ttf",
    "fonts/SourceSans3_700Bold.ttf",
    [ARABIC] = "fonts/NotoSansArabic-Regular.ttf",
    [ARABIC_BOLD] = "fonts/NotoSansArabic-Bold.ttf",
    [SIGNS] = "fonts/DejaVuSans.ttf",
    [SIGNS_BOLD] = "fonts/DejaVuSans-Bold.ttf",
};

static const int chains[WEIGHT_COUNT][FACES_PER_WEIGHT] = {
    [WEIGHT_REGULAR] = { 0, ARABIC, SIGNS, SIGNS_BOLD },
    [WEIGHT_SEMIBOLD] = { 1, ARABIC_BOLD, SIGNS_BOLD, SIGNS },
    [WEIGHT_BOLD] = { 2, ARABIC_BOLD, SIGNS_BOLD, SIGNS },
};

struct face {
    struct blob file;
    TTF_Font *probe;
    bool failed; /* it could not be loaded, which was logged */
    int asked;   /* questions since then */
};

struct sized_font {
    TTF_Font *font;
    int face, size_px;
    unsigned long used;
};

struct faces {
    int assets;
    struct arena arena; /* the files */
    struct face faces[FACE_COUNT];
    struct sized_font sized[SIZED_MAX];
    unsigned long clock;
};

static TTF_Font *open_font(struct faces *faces, int face, int size_px)
{
    struct blob file = faces->faces[face].file;
    SDL_RWops *stream = SDL_RWFromConstMem(file.bytes, (int)file.size);
    TTF_Font *font = stream ? TTF_OpenFontRW(stream, 1, size_px) : NULL;
    if (!font && !faces->faces[face].failed) {
        log_line(LOG_ERROR, "cannot open %s at %d pixels: %s", face_files[face], size_px,
                 SDL_GetError());
    }
    if (!font) {
        return NULL;
    }
    /* Heights snap to pixels, widths stay true: closest to the pages as they were designed. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font, 1);
    return font;
}

static bool read_face(struct faces *faces, int index)
{
    const char *reason;
    struct blob *file = &faces->faces[index].file;
    bool read = file->bytes ||
                file_read(faces->assets, face_files[index], FILE_MAX, &faces->arena, file, &reason);
    if (!read && !faces->faces[index].failed) {
        log_line(LOG_ERROR, "font %s: %s", face_files[index], reason);
    }
    return read;
}

/* Reads a face when it is first needed; what fails is logged once and tried again after a while. */
static bool load_face(struct faces *faces, int index)
{
    struct face *face = &faces->faces[index];
    if (face->probe || (face->failed && ++face->asked < WAIT)) {
        return face->probe != NULL;
    }
    face->probe = read_face(faces, index) ? open_font(faces, index, PROBE_PX) : NULL;
    face->failed = !face->probe;
    face->asked = 0;
    return face->probe != NULL;
}

bool faces_whole(const struct faces *faces)
{
    bool whole = true;
    for (int i = 0; i < FACE_COUNT; i++) {
        whole = whole && !faces->faces[i].failed;
    }
    return whole;
}

struct faces *faces_open(int assets)
{
    if (TTF_Init() != 0) {
        log_line(LOG_ERROR, "cannot start SDL_ttf: %s", TTF_GetError());
        return NULL;
    }
    struct faces *faces = xcalloc(1, sizeof *faces);
    faces->assets = assets;
    for (int weight = 0; weight < WEIGHT_COUNT; weight++) {
        if (!load_face(faces, chains[weight][0])) {
            faces_close(faces);
            return NULL;
        }
    }
    return faces;
}

void faces_close(struct faces *faces)
{
    if (!faces) {
        return;
    }
    for (int i = 0; i < SIZED_MAX; i++) {
        TTF_CloseFont(faces->sized[i].font);
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        TTF_CloseFont(faces->faces[i].probe);
    }
    TTF_Quit();
    arena_finish(&faces->arena);
    free(faces);
}

/* Arabic letters come from Noto Sans Arabic alone, whose joined forms fit together, and nothing
 * else does but the spaces between them. Other scripts from right to left are not set at all. */
static bool serves(int face, uint32_t code)
{
    enum script script = script_of(code);
    if (face == ARABIC || face == ARABIC_BOLD) {
        return script == SCRIPT_ARABIC || run_is_space(code);
    }
    return script == SCRIPT_ANY || script == SCRIPT_HEBREW;
}

bool faces_have(struct faces *faces, enum weight weight, int place, uint32_t code)
{
    int face = chains[weight][place];
    return serves(face, code) && load_face(faces, face) &&
           TTF_GlyphIsProvided32(faces->faces[face].probe, code);
}

TTF_Font *faces_sized(struct faces *faces, enum weight weight, int place, int size_px)
{
    int face = chains[weight][place];
    struct sized_font *oldest = &faces->sized[0];
    for (int i = 0; i < SIZED_MAX; i++) {
        struct sized_font *sized = &faces->sized[i];
        if (sized->font && sized->face == face && sized->size_px == size_px) {
            sized->used = ++faces->clock;
            return sized->font;
        }
        oldest = sized->used < oldest->used ? sized : oldest;
    }
    TTF_CloseFont(oldest->font);
    *oldest = (struct sized_font){ .face = face, .size_px = size_px, .used = ++faces->clock };
    oldest->font = open_font(faces, face, size_px);
    return oldest->font;
}

void faces_drop(struct faces *faces, const TTF_Font *font)
{
    for (int i = 0; i < SIZED_MAX; i++) {
        struct sized_font *sized = &faces->sized[i];
        if (sized->font == font) {
            TTF_CloseFont(sized->font);
            *sized = (struct sized_font){ 0 };
        }
    }
}
