/* An SVG is drawn in a process of its own as it would be in this one; what would take this one
 * along ends there. */
#include "render/apart.h"
#include "support/cmocka_all.h"
#include "support/descriptors.h"

#include <SDL_image.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define HEAD  "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='50'>"
#define HARM  "takes too much time or memory"
#define EVERY 40000000

enum { KIB = 1024, MIB = 1024 * KIB };

/* Returns start, then as many copies of part as make it that large, then end; owned by the caller.
 */
static char *repeat(const char *start, const char *part, const char *end, size_t size)
{
    size_t length = strlen(part), used = strlen(start);
    char *text = malloc(size + length + strlen(end) + 1);
    assert_non_null(text);
    memcpy(text, start, used);
    for (; used < size; used += length) {
        memcpy(text + used, part, length);
    }
    strcpy(text + used, end);
    return text;
}

static void draws_the_same(void **state)
{
    static const char text[] = HEAD
        "<path fill='#c00' fill-opacity='.5' d='M0 0L90 3 20 50z'/><circle cx='70' cy='20' r='19' "
        "stroke='blue'/></svg>";
    const struct apart_limits limits = { 4000, 192 * MIB, EVERY };
    (void)state;
    SDL_RWops *stream = SDL_RWFromConstMem(text, sizeof text - 1);
    SDL_Surface *loaded = IMG_LoadSizedSVG_RW(stream, 333, 0);
    SDL_RWclose(stream);
    assert_non_null(loaded);
    SDL_Surface *here = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_Surface *apart = apart_draw_svg(text, sizeof text - 1, 333, 0, &limits);
    assert_true(here && apart);
    assert_int_equal(apart->w, here->w);
    assert_int_equal(apart->h, here->h);
    for (int y = 0; y < here->h; y++) {
        assert_memory_equal((char *)apart->pixels + y * apart->pitch,
                            (char *)here->pixels + y * here->pitch, (size_t)here->w * 4);
    }
    SDL_FreeSurface(loaded);
    SDL_FreeSurface(here);
    SDL_FreeSurface(apart);
}

static void what_has_no_end_ends(void **state)
{
    const struct {
        const char *start, *part, *end;
        struct apart_limits limits;
        const char *message;
    } rows[] = {
        /* each of the circles fills the picture: minutes */
        { HEAD, "<circle cx='50' cy='25' r='90'/>", "</svg>", { 200, 192 * MIB, EVERY }, HARM },
        /* every corner of a thick line is a thousand points: gigabytes, and nanosvg does not look
         * whether it got them */
        { HEAD "<path stroke='red' stroke-width='1e5' stroke-linejoin='round' fill='none' d='M0 0",
          "h1v1",
          "'/></svg>",
          { 20000, 16 * MIB, EVERY },
          HARM },
        { HEAD, "<g/>", "</svg>", { 4000, 192 * MIB, 1000 }, "" },
        { "nothing", " ", "", { 4000, 192 * MIB, EVERY }, "SVG" },
    };
    (void)state;
    int before = count_descriptors();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = repeat(rows[i].start, rows[i].part, rows[i].end, 200 * KIB);
        SDL_ClearError();
        assert_null(apart_draw_svg(text, strlen(text), 1920, 0, &rows[i].limits));
        assert_non_null(strstr(SDL_GetError(), rows[i].message));
        free(text);
        assert_true(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
    }
    assert_int_equal(count_descriptors(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_the_same),
        cmocka_unit_test(what_has_no_end_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
