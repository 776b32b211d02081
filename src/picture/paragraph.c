/* Each way of fitting is tried in turn at each size, from the largest. What is read from right to
 * left begins at the right end of its room, and its lines end at the left. */
#include "picture/paragraph.h"

#include "base/bidi.h"
#include "picture/wrap.h"

#include <math.h>

static const float STEP = 0.1f;                             /* u */
static const float SMALLEST = 2.8f, SMALLEST_SECOND = 2.5f; /* u */
static const char ELLIPSIS[] = "…";

static void add_line(struct picture *picture, struct setting *setting, const char *line)
{
    float width = picture_text_width(picture, setting->style, line);
    setting->lines[setting->count++] = line;
    setting->width = width > setting->width ? width : setting->width;
}

static int lines_of(const struct passage *passage)
{
    int lines = passage->lines > 0 ? passage->lines : 1;
    return lines < LINES_MAX ? lines : LINES_MAX;
}

static struct setting start_setting(const struct picture *picture, const struct passage *passage,
                                    float size)
{
    float pitch = passage->pitch > 0 ? passage->pitch : 1.25f;
    return (struct setting){ .style = style_sized(passage->style, size),
                             .pitch = pitch * size * picture->unit,
                             .room = passage->width,
                             .rtl = bidi_is_rtl(passage->text),
                             .wanted = passage->style.size,
                             .origin = passage->text };
}

/* Sets text at that size if it fits; its words are measured then. */
static bool try_words(struct picture *picture, const struct passage *passage, const char *text,
                      float size, struct words *words, struct setting *setting)
{
    int ends[LINES_MAX];
    wrap_split(text, passage->address, words);
    wrap_measure(picture, style_sized(passage->style, size), words);
    int limit = lines_of(passage);
    int lines = wrap_fill(words, passage->width, limit, ends);
    if (lines > limit) {
        return false;
    }
    *setting = start_setting(picture, passage, size);
    for (int i = 0; i < lines; i++) {
        add_line(picture, setting, wrap_join(picture, words, i ? ends[i - 1] : 0, ends[i], ""));
    }
    return true;
}

static bool try_size(struct picture *picture, const struct passage *passage, const char *text,
                     float size, struct setting *setting)
{
    struct words words;
    return try_words(picture, passage, text, size, &words, setting);
}

static float smallest(const struct passage *passage)
{
    float size = passage->style.size;
    float floor_size = passage->style.role == ROLE_SECOND ? SMALLEST_SECOND : SMALLEST;
    float least = size * (passage->least > 0 ? passage->least : 0.85f);
    return least > floor_size ? least : floor_size < size ? floor_size : size;
}

/* Returns whether a line up to before that word is the last and not all of the text. */
static bool is_cut(const struct words *words, int end, bool last)
{
    return end < words->count ? last : words->goes_on;
}

/* Returns how wide that line may become: of the last it is not known yet whether it is cut. */
static float cut_width(struct picture *picture, struct style style, const struct words *words,
                       int from, int to, bool last)
{
    bool cut = last || is_cut(words, to, last);
    return picture_text_width(picture, style,
                              wrap_join(picture, words, from, to, cut ? ELLIPSIS : ""));
}

/* The last resort: as many words as fit, then an ellipsis. */
static struct setting cut(struct picture *picture, const struct passage *passage, const char *text,
                          float size)
{
    struct words words;
    wrap_split(text, passage->address, &words);
    struct setting setting = start_setting(picture, passage, size);
    setting.fit = FIT_CUT;
    int limit = lines_of(passage), word = 0;
    while (word < words.count && setting.count < limit) {
        bool last = setting.count == limit - 1;
        int end = word + 1;
        while (end < words.count &&
               cut_width(picture, setting.style, &words, word, end + 1, last) <= passage->width) {
            end++;
        }
        add_line(picture, &setting,
                 wrap_join(picture, &words, word, end, is_cut(&words, end, last) ? ELLIPSIS : ""));
        word = end;
    }
    return setting;
}

static bool is_empty(const char *text)
{
    return !text || !text[0];
}

/* Sets the passage at the largest size from `from` down that fits. Measuring at a size opens a font
 * of that size, so one at which the words surely do not fit is passed over. */
static struct setting set_from(struct picture *picture, const struct passage *passage, float from)
{
    struct setting setting;
    struct words words;
    const char *shorter = is_empty(passage->shorter) ? passage->text : passage->shorter;
    float nominal = passage->style.size;
    float least = passage->vital ? nominal * 0.3f : smallest(passage);
    if (is_empty(passage->text)) {
        return start_setting(picture, passage, nominal);
    }
    if (try_size(picture, passage, passage->text, from, &setting)) {
        setting.fit = from < nominal ? FIT_SHRUNK : FIT_AS_IS;
        return setting;
    }
    if (try_words(picture, passage, shorter, from, &words, &setting)) {
        setting.fit = from < nominal ? FIT_SHRUNK : FIT_SHORTER;
        return setting;
    }
    for (float size = from - STEP; size > least - STEP / 2; size -= STEP) {
        if (wrap_may_fit(&words, size / from, passage->width, lines_of(passage)) &&
            try_size(picture, passage, shorter, size, &setting)) {
            setting.fit = FIT_SHRUNK;
            return setting;
        }
    }
    if (passage->style.role == ROLE_SECOND) {
        setting = start_setting(picture, passage, least);
        setting.fit = FIT_DROPPED;
        return setting;
    }
    return cut(picture, passage, shorter, least < from ? least : from);
}

struct setting passage_set(struct picture *picture, const struct passage *passage)
{
    return set_from(picture, passage, passage->style.size);
}

void passage_set_alike(struct picture *picture, const struct passage *passages, int count,
                       struct setting *settings)
{
    float common = 1; /* the smallest part of its size that any of them came to */
    for (int i = 0; i < count; i++) {
        settings[i] = passage_set(picture, &passages[i]);
        float part = settings[i].style.size / passages[i].style.size;
        if (settings[i].count > 0 && part < common) {
            common = part;
        }
    }
    for (int i = 0; i < count && common < 1; i++) {
        float size = passages[i].style.size * common;
        if (settings[i].count > 0 && settings[i].style.size > size) {
            bool fits = settings[i].fit < FIT_SHRUNK;
            settings[i] = set_from(picture, &passages[i], size);
            settings[i].led = fits;
        }
    }
}

float picture_setting(struct picture *picture, const struct setting *setting, enum align align,
                      float x, float baseline)
{
    bool flips = setting->rtl && align == ALIGN_LEFT;
    x += flips ? setting->room : 0;
    if (setting->fit == FIT_DROPPED) {
        picture_lose(picture, setting->origin);
    }
    for (int i = 0; i < setting->count; i++) {
        float at = baseline + setting->pitch * (float)i;
        if (picture_text(picture, setting->style, flips ? ALIGN_RIGHT : align, x, at,
                         setting->lines[i]) > 0) {
            struct mark *mark = &picture->marks[picture->count - 1];
            mark->fit = setting->fit;
            mark->wanted_px = (int)lroundf(setting->wanted * picture->unit);
            mark->led = setting->led;
            mark->origin = setting->origin;
        }
    }
    return baseline + setting->pitch * (float)(setting->count > 1 ? setting->count - 1 : 0);
}

float picture_passage(struct picture *picture, const struct passage *passage, enum align align,
                      float x, float baseline)
{
    struct setting setting = passage_set(picture, passage);
    return picture_setting(picture, &setting, align, x, baseline);
}

void picture_apart(struct picture *picture, const struct passage *first,
                   const struct passage *second, float gap, float x, float baseline)
{
    struct setting setting = passage_set(picture, first);
    struct passage other = *second;
    other.width = first->width - setting.width - gap;
    picture_setting(picture, &setting, ALIGN_LEFT, x, baseline);
    if (!setting.rtl) {
        picture_passage(picture, &other, ALIGN_RIGHT, x + first->width, baseline);
        return;
    }
    setting = passage_set(picture, &other);
    setting.room = setting.width;
    picture_setting(picture, &setting, ALIGN_LEFT, x, baseline);
}

/* Tries both at that part of their sizes on one line of width. */
static bool try_pair(struct picture *picture, const struct passage *first, const char *text,
                     const struct passage *second, float gap, float part,
                     struct setting settings[2])
{
    struct passage one = *first, two = *second;
    one.lines = two.lines = 1;
    if (!try_size(picture, &one, text, one.style.size * part, &settings[0])) {
        return false;
    }
    float size = two.style.size * part;
    size = size < SMALLEST_SECOND ? fminf(SMALLEST_SECOND, two.style.size) : size;
    two.width = first->width - settings[0].width - gap;
    if (!try_size(picture, &two, two.text, size, &settings[1])) {
        return false;
    }
    return true;
}

/* The second follows the first the way that one is read. */
static float add_pair(struct picture *picture, struct setting settings[2], enum fit fit, float gap,
                      float x, float baseline)
{
    float used = settings[0].width + gap;
    settings[0].fit = settings[1].fit = fit;
    picture_setting(picture, &settings[0], ALIGN_LEFT, x, baseline);
    if (settings[0].rtl) {
        picture_setting(picture, &settings[1], ALIGN_RIGHT, x + settings[0].room - used, baseline);
    } else {
        settings[1].room = settings[1].width;
        picture_setting(picture, &settings[1], ALIGN_LEFT, x + used, baseline);
    }
    return used + settings[1].width;
}

float picture_pair(struct picture *picture, const struct passage *first,
                   const struct passage *second, float gap, float x, float baseline)
{
    struct setting settings[2];
    bool shorter = !is_empty(first->shorter);
    const char *text = shorter ? first->shorter : first->text;
    float least = smallest(first) / first->style.size;
    if (!is_empty(second->text) && !is_empty(first->text)) {
        if (try_pair(picture, first, first->text, second, gap, 1, settings)) {
            return add_pair(picture, settings, FIT_AS_IS, gap, x, baseline);
        }
        if (shorter && try_pair(picture, first, text, second, gap, 1, settings)) {
            return add_pair(picture, settings, FIT_SHORTER, gap, x, baseline);
        }
        float step = STEP / first->style.size;
        for (float part = 1 - step; part > least - step / 2; part -= step) {
            if (try_pair(picture, first, text, second, gap, part, settings)) {
                bool longer = settings[0].width >= settings[1].width; /* it is told to be shorter */
                settings[0].led = !longer;
                settings[1].led = longer;
                return add_pair(picture, settings, FIT_SHRUNK, gap, x, baseline);
            }
        }
    }
    settings[0] = passage_set(picture, first);
    picture_setting(picture, &settings[0], ALIGN_LEFT, x, baseline);
    if (settings[0].count > 0 && !is_empty(second->text)) {
        picture_lose(picture, second->text);
    }
    return settings[0].width;
}
