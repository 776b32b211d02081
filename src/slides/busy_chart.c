/* The bars of one day and the advice taken from them (see busy.h). */
#include "slides/busy.h"

#include "content/language.h"
#include "slides/frame.h"

/* The day that the bars show: today, or when it is closed the next one that opens. */
struct chart {
    const struct attendance *attendance;
    struct date date;
    struct opening opening;
    bool today;
    int weekday, slots;
    struct box box; /* bars stand on its foot */
    float bar, pitch;
};

static struct chart chart_for(const struct scene *scene, const struct busy_slide *busy,
                              const struct service *service, struct advice advice, struct box box)
{
    struct chart chart = { .attendance = &busy->attendance,
                           .date = scene->moment.date,
                           .today = true,
                           .slots = attendance_slots(&busy->attendance),
                           .box = box };
    chart.opening = hours_on(&service->rules, chart.date).opening;
    chart.weekday = date_weekday(chart.date);
    bool known = attendance_value(chart.attendance, chart.weekday, 0) >= 0;
    if ((chart.opening.count == 0 || !known) && advice.found) {
        chart.date = advice.date;
        chart.opening = hours_on(&service->rules, chart.date).opening;
        chart.weekday = date_weekday(chart.date);
        chart.today = false;
    }
    chart.bar = box.w / ((float)chart.slots + 0.24f * (float)(chart.slots - 1));
    chart.pitch = 1.24f * chart.bar;
    return chart;
}

static int current_slot(const struct scene *scene, const struct chart *chart)
{
    int minute = scene->moment.minute - chart->attendance->first_slot;
    int slot = minute / chart->attendance->slot_minutes;
    return chart->today && minute >= 0 && slot < chart->slots ? slot : -1;
}

static void draw_now(const struct scene *scene, struct picture *picture, const struct chart *chart)
{
    float unit = picture->unit;
    int slot = current_slot(scene, chart);
    if (slot < 0) {
        return;
    }
    float overhang = 0.12f * chart->bar;
    struct box column = { chart->box.x + chart->pitch * (float)slot - overhang, chart->box.y,
                          chart->bar + 2 * overhang, chart->box.h + 8.0f * unit };
    struct style style = { 2.6f, WEIGHT_BOLD, WHITE, ROLE_DETAIL };
    float width = picture_text_width(picture, style, scene->words->now) + 2 * unit;
    struct box tag = { column.x, column.y, column.w, 5.2f * unit };
    if (width > tag.w) {
        tag.x -= (width - tag.w) / 2;
        tag.w = width;
        tag.x = tag.x < chart->box.x ? chart->box.x : tag.x;
    }
    picture_round(picture, column, 0.8f * unit, BLEU_950);
    picture_round(picture, tag, 0.8f * unit, INK);
    picture_text(picture, style, ALIGN_CENTRE, tag.x + tag.w / 2, tag.y + 3.5f * unit,
                 scene->words->now);
}

static void draw_bar(const struct scene *scene, struct picture *picture, const struct chart *chart,
                     int slot, const struct setting *word)
{
    float unit = picture->unit, foot = box_bottom(chart->box);
    float x = chart->box.x + chart->pitch * (float)slot, highest = chart->box.h - 10.6f * unit;
    enum level level = attendance_level(chart->attendance, &chart->opening, chart->weekday, slot);
    float top = foot;
    if (level != LEVEL_CLOSED) {
        double value = attendance_value(chart->attendance, chart->weekday, slot);
        float height = highest * (float)value / 100;
        top = foot - (height > unit ? height : unit);
        picture_round(picture, (struct box){ x, top, chart->bar, foot - top }, 0.4f * unit,
                      busy_color(level));
        picture_fill(picture, (struct box){ x, foot - 0.4f * unit, chart->bar, 0.4f * unit },
                     busy_color(level));
    }
    picture_setting(picture, word, ALIGN_CENTRE, x + chart->bar / 2, top - 1.3f * unit);
    int minute = chart->attendance->first_slot + slot * chart->attendance->slot_minutes;
    bool now = slot == current_slot(scene, chart);
    struct passage hour = { .text = words_time_short(scene->words, minute, &picture->arena),
                            .style = style_weighted(STYLE_BODY, now ? WEIGHT_BOLD : WEIGHT_REGULAR),
                            .width = chart->pitch * 0.92f,
                            .vital = true };
    picture_passage(picture, &hour, ALIGN_CENTRE, x + chart->bar / 2, foot + 5.2f * unit);
}

static void draw_advised_bar(const struct scene *scene, struct picture *picture,
                             const struct chart *chart, struct advice advice)
{
    float unit = picture->unit;
    if (!advice.found || date_compare(advice.date, chart->date) != 0) {
        return;
    }
    struct style style = { 2.9f, WEIGHT_BOLD, WHITE, ROLE_TEXT };
    float text = picture_text_width(picture, style, scene->words->advised);
    float left = chart->box.x + chart->pitch * (float)advice.first;
    float right = chart->box.x + chart->pitch * (float)advice.last + chart->bar;
    float width = right - left, least = text + 6.8f * unit;
    if (width < least) {
        left -= (least - width) / 2;
        left = left < chart->box.x ? chart->box.x : left;
        left = left + least > box_right(chart->box) ? box_right(chart->box) - least : left;
        width = least;
    }
    struct box bar = { left, box_bottom(chart->box) + 7.6f * unit, width, 5.2f * unit };
    picture_round(picture, bar, 0.8f * unit, SUCCESS);
    float x = left + (width - text - 4.0f * unit) / 2;
    picture_shape(picture, (struct box){ x, bar.y + 0.8f * unit, 3.6f * unit, 3.6f * unit },
                  "icons/check", WHITE);
    picture_text(picture, style, ALIGN_LEFT, x + 4.4f * unit, bar.y + 3.6f * unit,
                 scene->words->advised);
}

static void draw_bars(const struct scene *scene, struct picture *picture, struct chart chart,
                      struct advice advice)
{
    float unit = picture->unit;
    struct passage passages[ATTENDANCE_SLOTS_MAX];
    struct setting words[ATTENDANCE_SLOTS_MAX];
    for (int slot = 0; slot < chart.slots; slot++) {
        enum level level = attendance_level(chart.attendance, &chart.opening, chart.weekday, slot);
        bool closed = level == LEVEL_CLOSED;
        passages[slot] = (struct passage){
            .text = busy_word(scene->words, level),
            .style = { 3.0f, closed ? WEIGHT_REGULAR : WEIGHT_SEMIBOLD, closed ? GREY_425 : INK,
                       ROLE_TEXT },
            .width = chart.pitch,
            .vital = true,
        };
    }
    passage_set_alike(picture, passages, chart.slots, words);
    draw_now(scene, picture, &chart);
    for (int slot = 0; slot < chart.slots; slot++) {
        draw_bar(scene, picture, &chart, slot, &words[slot]);
    }
    picture_rule(picture, chart.box.x, box_bottom(chart.box), chart.box.w, 0.3f * unit, INK);
    draw_advised_bar(scene, picture, &chart, advice);
}

static void draw_chart_heading(const struct scene *scene, struct picture *picture,
                               const struct chart *chart, float baseline)
{
    const char *weekday = scene->words->weekdays.items[chart->weekday];
    struct arena *arena = &picture->arena;
    const char *text = chart->today
                           ? words_fill(arena, scene->words->today_is, "weekday", weekday, NULL)
                           : words_date_no_year(scene->words, chart->date, arena);
    const char *second = !scene->other  ? NULL
                         : chart->today ? scene->other->today
                                        : words_date_no_year(scene->other, chart->date, arena);
    frame_heading(picture, STYLE_HEADING, chart->box.x, baseline, chart->box.w, text, second,
                  false);
}

void busy_draw_chart(const struct scene *scene, struct picture *picture,
                     const struct busy_slide *busy, const struct service *service,
                     struct advice advice, struct box box)
{
    struct chart chart = chart_for(scene, busy, service, advice, box);
    draw_chart_heading(scene, picture, &chart, box.y - 3.4f * picture->unit);
    draw_bars(scene, picture, chart, advice);
}

void busy_draw_advice(const struct scene *scene, struct picture *picture, struct advice advice,
                      struct box panel)
{
    float unit = picture->unit, x = panel.x + 3.4f * unit, width = panel.w - 6.8f * unit;
    struct arena *arena = &picture->arena;
    const struct language *words = scene->words;
    if (!advice.found) {
        return;
    }
    const char *until = words_time(words, advice.span.to, arena);
    bool today = date_compare(advice.date, scene->moment.date) == 0;
    struct passage lines[] = {
        { .text = words->best_time,
          .style = style_in(style_weighted(STYLE_HEADING, WEIGHT_SEMIBOLD), WHITE) },
        { .text = scene->other ? scene->other->best_time : NULL,
          .style = style_in(STYLE_SECOND, BLEU_850) },
        { .text = words_time(words, advice.span.from, arena),
          .style = { 11.0f, WEIGHT_BOLD, WHITE, ROLE_HERO },
          .vital = true },
        { .text = today ? words_fill(arena, words->until_today, "time", until, NULL)
                        : words_fill(arena, words->until_day, "time", until, "day",
                                     words_date_no_year(words, advice.date, arena), NULL),
          .style = style_in(style_sized(STYLE_TABLE, 3.6f), WHITE),
          .lines = 2,
          .vital = true },
    };
    static const float baselines[] = { 6.6f, 10.9f, 21.9f, 28.7f };
    picture_round(picture, panel, 1.2f * unit, BLEU);
    for (int i = 0; i < 4; i++) {
        lines[i].width = width;
        bool two = i == 3 && picture_text_width(picture, lines[i].style, lines[i].text) > width;
        picture_passage(picture, &lines[i], ALIGN_LEFT, x,
                        panel.y + (baselines[i] - (two ? 2.0f : 0)) * unit);
    }
}
