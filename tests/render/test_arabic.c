/* Lines from right to left against an independent renderer of the same fonts, pango-view: HarfBuzz
 * and FriBidi too, but put to work by other hands. The ink of both is laid over each other as well
 * as it goes, slice by slice; what differs is stated as a part of the ink of both. */
#include "base/file.h"
#include "render/fonts.h"
#include "support/cmocka_all.h"

#include <SDL_image.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIZE = 48, MARGIN = 60, SLICE = 64 };

static struct fonts *fonts;
static int assets;
static char folder[64];

static bool write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *stream = fopen(path, "w");
    bool done = stream && fputs(text, stream) >= 0;
    return (!stream || fclose(stream) == 0) && done;
}

/* Pango sees our fonts only. */
static int setup(void **state)
{
    (void)state;
    char here[512], config[1024];
    assets = file_open_root("assets");
    fonts = fonts_open(assets);
    strcpy(folder, "/tmp/vestibule-arabic-XXXXXX");
    if (!fonts || !mkdtemp(folder) || !getcwd(here, sizeof here)) {
        return -1;
    }
    snprintf(config, sizeof config,
             "<?xml version=\"1.0\"?><fontconfig><dir>%s/assets/fonts</dir>"
             "<cachedir>%s/cache</cachedir></fontconfig>",
             here, folder);
    if (!write_file("fonts.conf", config)) {
        return -1;
    }
    snprintf(config, sizeof config, "%s/fonts.conf", folder);
    return setenv("FONTCONFIG_FILE", config, 1);
}

static int teardown(void **state)
{
    (void)state;
    char command[128];
    fonts_close(fonts);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return close(assets) || system(command);
}

/* How much ink there is at each pixel, 0 to 255, in the smallest box that holds all of it. */
struct inked {
    unsigned char *values;
    int width, height;
};

static int value_at(const SDL_Surface *surface, int x, int y)
{
    const char *row = (const char *)surface->pixels + y * surface->pitch;
    return 255 - (int)(((const uint32_t *)(const void *)row)[x] >> 8 & 0xff);
}

/* Takes the ink off a 32-bit surface with black on white and frees it. */
static struct inked take_ink(SDL_Surface *surface)
{
    int left = surface->w, right = 0, top = surface->h, bottom = 0;
    for (int y = 0; y < surface->h; y++) {
        for (int x = 0; x < surface->w; x++) {
            if (value_at(surface, x, y) > 20) {
                left = x < left ? x : left;
                right = x + 1 > right ? x + 1 : right;
                top = y < top ? y : top;
                bottom = y + 1;
            }
        }
    }
    assert_true(left < right);
    struct inked ink = { NULL, right - left, bottom - top };
    ink.values = malloc((size_t)ink.width * (size_t)ink.height);
    assert_non_null(ink.values);
    for (int y = 0; y < ink.height; y++) {
        for (int x = 0; x < ink.width; x++) {
            ink.values[y * ink.width + x] = (unsigned char)value_at(surface, left + x, top + y);
        }
    }
    SDL_FreeSurface(surface);
    return ink;
}

static int width_of(enum weight weight, const char *text)
{
    return fonts_width(fonts, weight, SIZE, text, strlen(text));
}

static struct inked draw_ours(enum weight weight, const char *text)
{
    int width = width_of(weight, text) + 2 * MARGIN;
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, 3 * SIZE, 32,
                                                          SDL_PIXELFORMAT_RGB888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, 0xffffff);
    const struct line line = { weight, SIZE, text, { 0, 0, 0 }, MARGIN, 2 * SIZE };
    assert_true(fonts_draw(fonts, &line, surface));
    return take_ink(surface);
}

static struct inked draw_theirs(enum weight weight, const char *text)
{
    char command[512], path[128];
    assert_true(write_file("line.txt", text));
    snprintf(command, sizeof command,
             "pango-view --no-display --pixels --hinting=slight --subpixel-positions "
             "--hint-metrics=off --antialias=gray --margin=%d "
             "--font='Source Sans 3,Noto Sans Arabic,DejaVu Sans %s %d' --output=%s/line.png "
             "%s/line.txt",
             MARGIN, weight == WEIGHT_BOLD ? "Bold" : "", SIZE, folder, folder);
    assert_int_equal(system(command), 0);
    snprintf(path, sizeof path, "%s/line.png", folder);
    SDL_Surface *loaded = IMG_Load(path);
    assert_non_null(loaded);
    SDL_Surface *surface = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_RGB888, 0);
    assert_non_null(surface);
    SDL_FreeSurface(loaded);
    return take_ink(surface);
}

static int ink_at(const struct inked *ink, int x, int y)
{
    bool inside = x >= 0 && y >= 0 && x < ink->width && y < ink->height;
    return inside ? ink->values[y * ink->width + x] : 0;
}

/* Returns what differs in columns `from` to from + SLICE of a as a part of the ink there, 0 to 1,
 * with b moved by that much; 0 where there is next to none. */
static double difference_at(const struct inked *a, const struct inked *b, int from, int dx, int dy)
{
    double apart = 0, all = 0;
    for (int y = -8; y < a->height + 8; y++) {
        for (int x = from; x < from + SLICE; x++) {
            int one = ink_at(a, x, y), two = ink_at(b, x - dx, y - dy);
            apart += abs(one - two);
            all += one + two;
        }
    }
    return all > 2 * 255 * SLICE ? apart / all : 0;
}

/* Returns the difference in the slice that differs most. Each may shift by a few pixels: whole
 * pixels where one run ends and the next begins add up over a line. */
static double difference(const struct inked *a, const struct inked *b)
{
    double most = 0;
    for (int from = -SLICE / 2; from < a->width; from += SLICE / 2) {
        double least = 1;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -5; dx <= 5; dx++) {
                double now = difference_at(a, b, from, dx, dy);
                least = now < least ? now : least;
            }
        }
        most = least > most ? least : most;
    }
    return most;
}

static double compare(enum weight weight, const char *ours, const char *theirs, int *wider)
{
    struct inked a = draw_ours(weight, ours), b = draw_theirs(weight, theirs);
    double result = difference(&a, &b);
    *wider = a.width - b.width;
    free(a.values);
    free(b.values);
    return result;
}

static const char *const lines[] = {
    "مرحبًا بكم في محافظة إيزير",
    "يفتح المكتب من 08:30 إلى 12:00 بتاريخ 24/12/2026",
    "موقع ANTS (الوكالة الوطنية للوثائق المؤمّنة) مفتوح",
    "اتصلوا بالرقم \u200e+33 4 76 60 34 00 مجانًا",
    "زوروا الموقع www.isere.gouv.fr (بالفرنسية)",
    "نسبة الرضا 84,5% (مستقر)، هل أنتم راضون؟",
    "Préfecture : العربية (2026), English",
    "لا إله ﷲ كلّها",
    "שלום עולם",
};

/* Measured: at most 0.17 and 3 pixels where nothing is wrong. */
static void lines_look_as_pango_draws_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        for (enum weight weight = WEIGHT_REGULAR; weight <= WEIGHT_BOLD; weight += 2) {
            int wider;
            double apart = compare(weight, lines[i], lines[i], &wider);
            if (apart > 0.2 || abs(wider) > 4) {
                fail_msg("\"%s\": %.3f of a slice differs, %d px wider", lines[i], apart, wider);
            }
        }
    }
}

/* The comparison above sees each of these mistakes. */
static void mistakes_would_be_seen(void **state)
{
    (void)state;
    static const struct {
        const char *mistake, *right;
    } rows[] = {
        { "إلى 12:00 من 08:30", "إلى 08:30 من 12:00" },
        { "م\u200cح\u200cا\u200cف\u200cظ\u200cة", "محافظة" },
        { "العدد 1234 شخصًا", "العدد 4321 شخصًا" },
        { "مرحبًا )بكم(", "مرحبًا (بكم)" },
        { "اتصلوا +33 4 76 60 34 00", "اتصلوا \u200e+33 4 76 60 34 00" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int wider;
        double apart = compare(WEIGHT_BOLD, rows[i].mistake, rows[i].right, &wider);
        if (apart < 0.25) {
            fail_msg("\"%s\" looks like \"%s\": only %.3f differs", rows[i].mistake, rows[i].right,
                     apart);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_look_as_pango_draws_them),
        cmocka_unit_test(mistakes_would_be_seen),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
