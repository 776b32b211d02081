/* Any text through typography, wrapping, direction and the real fonts: it fits its room or says
 * that it does not, and nothing of it is lost in silence. */
#include "base/bidi.h"
#include "base/file.h"
#include "base/utf8.h"
#include "content/typography.h"
#include "fuzz/fuzz.h"
#include "picture/paragraph.h"
#include "render/fonts.h"
#include "render/raster.h"

#include <stdlib.h>
#include <string.h>

static struct raster *raster;
static SDL_Surface *page;

static void close_raster(void)
{
    SDL_FreeSurface(page);
    raster_close(raster);
}

static void open_raster(void)
{
    if (!raster) {
        raster = raster_open("assets");
        page = raster_surface(640, 360);
        MUST(raster && page);
        atexit(close_raster);
    }
}

/* Returns how many characters there are that are neither spaces nor marks of direction. */
static size_t count_letters(const char *text)
{
    size_t letters = 0;
    for (uint32_t code; (code = utf8_next(&text)) != 0;) {
        letters += code != ' ' && code != 0x200e && code != 0x200f && code != 0x061c &&
                   !(code >= 0x202a && code <= 0x202e) && !(code >= 0x2066 && code <= 0x2069);
    }
    return letters;
}

static void look_at_setting(const struct passage *passage, const struct setting *setting)
{
    size_t letters = 0;
    MUST(setting->count >= 0 && setting->count <= LINES_MAX);
    MUST(setting->count <= (passage->lines > 0 ? passage->lines : 1));
    for (int i = 0; i < setting->count; i++) {
        letters += count_letters(setting->lines[i]);
    }
    if (setting->fit == FIT_AS_IS || (setting->fit == FIT_SHRUNK && !passage->shorter)) {
        /* Each mark of direction that a line gets may round its width up by a pixel. */
        MUST(setting->width <= setting->room + 4);
        MUST(letters == count_letters(passage->text));
    }
}

static void look_at_runs(const char *line, struct arena *arena)
{
    struct bidi_run *runs;
    size_t count = bidi_runs(arena, line, &runs), length = 0;
    for (size_t i = 0; i < count; i++) {
        MUST(runs[i].length > 0 && runs[i].text >= line);
        length += runs[i].length;
    }
    MUST(length == strlen(line));
}

static void set(struct picture *picture, struct input *input, struct arena *arena)
{
    static const char *const languages[] = { "fr", "en", "uk", "ar", "he", "de" };
    struct passage passage = {
        .style = { .size = (float)input_number(input, 10, 150) / 10,
                   .weight = (enum weight)input_number(input, 0, WEIGHT_COUNT - 1),
                   .color = INK,
                   .role = (enum role)input_number(input, 0, ROLE_COUNT - 1) },
        .width = (float)input_number(input, 0, 700),
        .lines = (int)input_number(input, 0, LINES_MAX),
        .vital = input_byte(input) & 1,
        .address = input_byte(input) & 1,
    };
    const char *language = languages[input_number(input, 0, 5)];
    const char *second = input_byte(input) & 1 ? input_text(input, arena) : "";
    const char *text = input_rest(input, arena);
    size_t bad;
    if (!utf8_valid(text, strlen(text), &bad) || !utf8_valid(second, strlen(second), &bad)) {
        const char *left = text;
        while (utf8_next(&left)) {
        }
        return; /* the reader of JSON lets no such text through */
    }
    passage.text = passage.address ? text : typography_set(text, language, arena);
    MUST(utf8_valid(passage.text, strlen(passage.text), &bad));
    look_at_runs(passage.text, arena);
    struct setting setting = passage_set(picture, &passage);
    look_at_setting(&passage, &setting);
    picture_setting(picture, &setting, ALIGN_LEFT, 10, 100);
    const struct passage other = { .text = second, .style = STYLE_SECOND, .width = 100 };
    picture_pair(picture, &passage, &other, 8, 10, 200);
    picture_apart(picture, &passage, &other, 8, 10, 300);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_raster();
    struct picture picture = { 0 };
    struct arena arena = { 0 };
    struct input input = { data, size < 4096 ? size : 4096 };
    picture_start(&picture, 640, 360, raster_metrics(raster));
    set(&picture, &input, &arena);
    picture_dump(&picture, &arena);
    MUST(raster_picture(raster, &picture, page));
    picture_finish(&picture);
    arena_finish(&arena);
    return 0;
}
