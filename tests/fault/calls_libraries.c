/* SDL, SDL_ttf, SDL_image and libqrencode, also where the second calls the first. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fault/faults_parts.h"

#include <SDL.h>
#include <SDL_image.h>
#include <SDL_ttf.h>
#include <errno.h>
#include <qrencode.h>

bool faults_library_due(const char *name)
{
    if (!faults_due(FAULT_LIBRARIES, name)) {
        return false;
    }
    faults_note(name, NULL);
    errno = ENOMEM;
    SDL_SetError("a fault was injected into %s", name);
    return true;
}

#define STAND_BEFORE(type, name, parameters, arguments, failure)                                   \
    type name parameters                                                                           \
    {                                                                                              \
        return faults_library_due(#name) ? (failure) : REAL(name) arguments;                       \
    }

STAND_BEFORE(int, SDL_InitSubSystem, (Uint32 flags), (flags), -1)
STAND_BEFORE(SDL_Window *, SDL_CreateWindow,
             (const char *title, int x, int y, int w, int h, Uint32 flags),
             (title, x, y, w, h, flags), NULL)
STAND_BEFORE(SDL_Surface *, SDL_GetWindowSurface, (SDL_Window * window), (window), NULL)
STAND_BEFORE(int, SDL_UpdateWindowSurfaceRects,
             (SDL_Window * window, const SDL_Rect *rects, int count), (window, rects, count), -1)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurfaceWithFormat,
             (Uint32 flags, int width, int height, int depth, Uint32 format),
             (flags, width, height, depth, format), NULL)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurface,
             (Uint32 flags, int width, int height, int depth, Uint32 r, Uint32 g, Uint32 b,
              Uint32 a),
             (flags, width, height, depth, r, g, b, a), NULL)
STAND_BEFORE(SDL_Surface *, SDL_CreateRGBSurfaceFrom,
             (void *pixels, int width, int height, int depth, int pitch, Uint32 r, Uint32 g,
              Uint32 b, Uint32 a),
             (pixels, width, height, depth, pitch, r, g, b, a), NULL)
STAND_BEFORE(SDL_Surface *, SDL_ConvertSurfaceFormat,
             (SDL_Surface * surface, Uint32 format, Uint32 flags), (surface, format, flags), NULL)
STAND_BEFORE(int, SDL_UpperBlit,
             (SDL_Surface * from, const SDL_Rect *part, SDL_Surface *to, SDL_Rect *place),
             (from, part, to, place), -1)
STAND_BEFORE(int, SDL_FillRect, (SDL_Surface * surface, const SDL_Rect *rect, Uint32 color),
             (surface, rect, color), -1)
STAND_BEFORE(int, SDL_LockSurface, (SDL_Surface * surface), (surface), -1)
STAND_BEFORE(int, SDL_SetSurfaceBlendMode, (SDL_Surface * surface, SDL_BlendMode mode),
             (surface, mode), -1)
STAND_BEFORE(SDL_mutex *, SDL_CreateMutex, (void), (), NULL)
STAND_BEFORE(SDL_cond *, SDL_CreateCond, (void), (), NULL)
STAND_BEFORE(SDL_RWops *, SDL_RWFromConstMem, (const void *bytes, int size), (bytes, size), NULL)
STAND_BEFORE(Uint32, SDL_RegisterEvents, (int count), (count), (Uint32)-1)
STAND_BEFORE(int, TTF_Init, (void), (), -1)
/* A stream that is handed over is closed in any case. */
STAND_BEFORE(TTF_Font *, TTF_OpenFontRW, (SDL_RWops * stream, int owned, int size),
             (stream, owned, size), ((void)(owned && SDL_RWclose(stream)), NULL))
STAND_BEFORE(int, TTF_SizeUTF8, (TTF_Font * font, const char *text, int *w, int *h),
             (font, text, w, h), -1)
STAND_BEFORE(SDL_Surface *, TTF_RenderUTF8_Blended,
             (TTF_Font * font, const char *text, SDL_Color color), (font, text, color), NULL)
STAND_BEFORE(int, TTF_GlyphMetrics32,
             (TTF_Font * font, Uint32 code, int *left, int *right, int *low, int *high,
              int *advance),
             (font, code, left, right, low, high, advance), -1)
STAND_BEFORE(int, TTF_SetFontDirection, (TTF_Font * font, TTF_Direction direction),
             (font, direction), -1)
STAND_BEFORE(int, TTF_SetFontScriptName, (TTF_Font * font, const char *script), (font, script), -1)
STAND_BEFORE(int, IMG_Init, (int flags), (flags), 0)
STAND_BEFORE(SDL_Surface *, IMG_LoadPNG_RW, (SDL_RWops * stream), (stream), NULL)
STAND_BEFORE(SDL_Surface *, IMG_LoadSizedSVG_RW, (SDL_RWops * stream, int width, int height),
             (stream, width, height), NULL)
STAND_BEFORE(QRcode *, QRcode_encodeData,
             (int size, const unsigned char *bytes, int version, QRecLevel level),
             (size, bytes, version, level), NULL)
