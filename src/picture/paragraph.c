/* A text is cut into words where it may break; widths of words are measured once per size, then
 * lines are filled greedily and balanced by looking for the smallest width that needs no further
 * line. */
#include "picture/paragraph.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { WORDS_MAX = 160 };

static const float STEP = 0.1f;                             /* u */
static const float SMALLEST = 2.8f, SMALLEST_SECOND = 2.5f; /* u */
static const char ELLIPSIS[] = "…";

struct words {
    const char *starts[WORDS_MAX];
    size_t lengths[WORDS_MAX];
    float widths[WORDS_MAX];
    int count;
    float space; /* between two words */
    bool address;
};

static bool breaks_after(const char *at, bool address)
{
    return address ? (*at == '.' || *at == '/') && at[1] != '\0' && at[1] != '/' : *at == ' ';
}

static void split(const char *text, bool address, struct words *words)
{
    words->count = 0;
    words->address = address;
    while (*text && words->count < WORDS_MAX) {
        while (!address && *text == ' ') {
            text++;
        }
        const char *end = text;
        while (*end && !breaks_after(end, address)) {
            end++;
        }
        if (address && *end) {
            end++;
        }
        if (end > text) {
            words->starts[words->count] = text;
            words->lengths[words->count++] = (size_t)(end - text);
        }
        text = end;
    }
}

static void measure(const struct picture *picture, struct style style, struct words *words)
{
    const struct metrics *metrics = picture->metrics;
    int size = (int)lroundf(style.size * picture->unit);
    size = size > 1 ? size : 1;
    words->space = words->address
                       ? 0
                       : (float)metrics->width(metrics->fonts, style.weight, size, " ", 1);
    for (int i = 0; i < words->count; i++) {
        words->widths[i] = (float)metrics->width(metrics->fonts, style.weight, size,
                                                 words->starts[i], words->lengths[i]);
    }
}

/* A word of one or two letters (de, la, à, of) belongs to the one after it. */
static bool clings(const struct words *words, int word)
{
    const char *at = words->starts[word], *end = at + words->lengths[word];
    int letters = 0;
    while (at < end && letters < 3) {
        utf8_next(&at);
        letters++;
    }
    return !words->address && letters <= 2;
}

/* Fills lines of at most width; ends[i] is the word after line i. When tidy, no line ends in a word
 * that clings to the next. Returns how many lines that takes, or more than limit when they do not
 * suffice or a word is too wide. */
static int fill_lines(const struct words *words, float width, int limit, bool tidy,
                      int ends[LINES_MAX])
{
    int lines = 0, word = 0;
    while (word < words->count) {
        if (lines == limit || words->widths[word] > width) {
            return limit + 1;
        }
        int first = word;
        float used = words->widths[word++];
        while (word < words->count && used + words->space + words->widths[word] <= width) {
            used += words->space + words->widths[word++];
        }
        while (tidy && word < words->count && word - first > 1 && clings(words, word - 1)) {
            word--;
        }
        ends[lines++] = word;
    }
    return lines;
}

/* Finds the smallest width, to half a pixel, that needs no more lines than width does. */
static float balance(const struct words *words, float width, int lines, bool tidy)
{
    int ends[LINES_MAX];
    float low = 0, high = width;
    while (lines > 1 && high - low > 0.5f) {
        float middle = (low + high) / 2;
        if (fill_lines(words, middle, lines, tidy, ends) <= lines) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

/* Fills balanced lines, tidy ones if that takes no more of them than there may be. Returns how
 * many, or more than limit. */
static int fill_balanced(const struct words *words, float width, int limit, int ends[LINES_MAX])
{
    bool tidy = true;
    int lines = fill_lines(words, width, limit, tidy, ends);
    if (lines > limit) {
        tidy = false;
        lines = fill_lines(words, width, limit, tidy, ends);
    }
    if (lines <= limit) {
        fill_lines(words, balance(words, width, lines, tidy), lines, tidy, ends);
    }
    return lines;
}

static const char *join(struct picture *picture, const struct words *words, int from, int to,
                        const char *tail)
{
    const char *start = words->starts[from];
    size_t length = (size_t)(words->starts[to - 1] + words->lengths[to - 1] - start);
    return picture_printf(picture, "%.*s%s", (int)length, start, tail);
}

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
                             .pitch = pitch * size * picture->unit };
}

/* Sets text at that size if it fits. */
static bool try_size(struct picture *picture, const struct passage *passage, const char *text,
                     float size, struct setting *setting)
{
    struct words words;
    int ends[LINES_MAX];
    split(text, passage->address, &words);
    measure(picture, style_sized(passage->style, size), &words);
    int limit = lines_of(passage);
    int lines = fill_balanced(&words, passage->width, limit, ends);
    if (lines > limit) {
        return false;
    }
    *setting = start_setting(picture, passage, size);
    for (int i = 0; i < lines; i++) {
        add_line(picture, setting, join(picture, &words, i ? ends[i - 1] : 0, ends[i], ""));
    }
    return true;
}

static float smallest(const struct passage *passage)
{
    float size = passage->style.size;
    float floor_size = passage->style.role == ROLE_SECOND ? SMALLEST_SECOND : SMALLEST;
    float least = size * (passage->least > 0 ? passage->least : 0.85f);
    return least > floor_size ? least : floor_size < size ? floor_size : size;
}

/* The last resort: as many words as fit, then an ellipsis. */
static struct setting cut(struct picture *picture, const struct passage *passage, const char *text,
                          float size)
{
    struct words words;
    split(text, passage->address, &words);
    struct setting setting = start_setting(picture, passage, size);
    setting.fit = FIT_CUT;
    int limit = lines_of(passage), word = 0;
    while (word < words.count && setting.count < limit) {
        bool last = setting.count == limit - 1;
        int end = word + 1;
        while (end < words.count &&
               picture_text_width(picture, setting.style,
                                  join(picture, &words, word, end + 1, last ? ELLIPSIS : "")) <=
                   passage->width) {
            end++;
        }
        add_line(picture, &setting,
                 join(picture, &words, word, end, last && end < words.count ? ELLIPSIS : ""));
        word = end;
    }
    return setting;
}

static bool is_empty(const char *text)
{
    return !text || !text[0];
}

/* Sets the passage at the largest size from `from` down that fits. */
static struct setting set_from(struct picture *picture, const struct passage *passage, float from)
{
    struct setting setting;
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
    if (try_size(picture, passage, shorter, from, &setting)) {
        setting.fit = from < nominal ? FIT_SHRUNK : FIT_SHORTER;
        return setting;
    }
    for (float size = from - STEP; size > least - STEP / 2; size -= STEP) {
        if (try_size(picture, passage, shorter, size, &setting)) {
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
            settings[i] = set_from(picture, &passages[i], size);
        }
    }
}

float picture_setting(struct picture *picture, const struct setting *setting, enum align align,
                      float x, float baseline)
{
    for (int i = 0; i < setting->count; i++) {
        float at = baseline + setting->pitch * (float)i;
        if (picture_text(picture, setting->style, align, x, at, setting->lines[i]) > 0) {
            picture->marks[picture->count - 1].fit = setting->fit;
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

static float add_pair(struct picture *picture, struct setting settings[2], enum fit fit, float gap,
                      float x, float baseline)
{
    settings[0].fit = settings[1].fit = fit;
    picture_setting(picture, &settings[0], ALIGN_LEFT, x, baseline);
    picture_setting(picture, &settings[1], ALIGN_LEFT, x + settings[0].width + gap, baseline);
    return settings[0].width + gap + settings[1].width;
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
                return add_pair(picture, settings, FIT_SHRUNK, gap, x, baseline);
            }
        }
    }
    settings[0] = passage_set(picture, first);
    picture_setting(picture, &settings[0], ALIGN_LEFT, x, baseline);
    return settings[0].width;
}
