/* The state of a service now and its ranges today; the week is in week.c. */
#include "slides/opening.h"

#include "content/language.h"
#include "slides/frame.h"

#include <string.h>

const char *opening_next(const struct language *words, struct hours_state state, struct date today,
                         struct arena *arena)
{
    if (!state.changes) {
        return "";
    }
    const char *time = words_time(words, state.minute, arena);
    if (state.state != STATE_CLOSED) {
        return words_fill(arena, words->closes_at, "time", time, NULL);
    }
    int days = date_to_days(state.date) - date_to_days(today);
    if (days <= 1) {
        return words_fill(arena, days == 0 ? words->opens_at : words->opens_tomorrow, "time", time,
                          NULL);
    }
    if (days < WEEKDAYS) {
        return words_fill(arena, words->opens_weekday.items[date_weekday(state.date)], "time", time,
                          NULL);
    }
    return words_fill(arena, words->opens_on, "day", words_date_no_year(words, state.date, arena),
                      "time", time, NULL);
}

struct look {
    struct color color;
    const char *icon, *word;
};

static struct look look_of(enum open_state state, const struct language *words)
{
    switch (state) {
    case STATE_OPEN:
        return (struct look){ SUCCESS, "icons/check", words->open };
    case STATE_CLOSING_SOON:
        return (struct look){ WARNING, "icons/clock", words->closes_soon };
    default:
        return (struct look){ INK, "icons/x", words->closed };
    }
}

/* Returns the pill's width. */
static float draw_pill(struct picture *picture, struct look look, float x, float y)
{
    float unit = picture->unit;
    struct style style = style_in(style_weighted(STYLE_STATE, WEIGHT_BOLD), WHITE);
    float width = picture_text_width(picture, style, look.word) + 12.1f * unit;
    float icon = strcmp(look.icon, "icons/clock") == 0 ? 5.2f : 5.6f; /* a clock fills its box */
    picture_round(picture, (struct box){ x, y, width, 8.4f * unit }, 4.2f * unit, look.color);
    picture_shape(picture,
                  (struct box){ x + (5.1f - icon / 2) * unit, y + (4.2f - icon / 2) * unit,
                                icon * unit, icon * unit },
                  look.icon, WHITE);
    picture_text(picture, style, ALIGN_LEFT, x + 8.3f * unit, y + 6.0f * unit, look.word);
    return width;
}

/* Whether both texts have room on the line of the first at their full sizes. */
static bool fits_beside(const struct picture *picture, const struct passage *first,
                        const struct passage *second, float gap)
{
    float used = picture_text_width(picture, first->style, first->text);
    if (second->text && second->text[0]) {
        used += gap + picture_text_width(picture, second->style, second->text);
    }
    return used <= first->width;
}

float opening_draw_state(const struct scene *scene, struct picture *picture,
                         const struct service *service, float x, float y, float width)
{
    float unit = picture->unit;
    struct hours_state state = hours_state_at(&service->rules, scene->moment, SOON_MINUTES);
    picture->state = (int)state.state + 1;
    float pill = draw_pill(picture, look_of(state.state, scene->words), x, y) + 2.2f * unit;
    struct passage next = { .text = opening_next(scene->words, state, scene->moment.date,
                                                 &picture->arena),
                            .style = STYLE_STATE,
                            .width = width - pill,
                            .lines = picture->portrait ? 2 : 1,
                            .least = 0.6f,
                            .vital = true };
    struct passage second = { .style = style_sized(STYLE_SECOND, 3.2f), .width = width - pill };
    if (scene->other) {
        second.text = opening_next(scene->other, state, scene->moment.date, &picture->arena);
    }
    if (!picture->portrait && fits_beside(picture, &next, &second, 2.5f * unit)) {
        picture_pair(picture, &next, &second, 2.5f * unit, x + pill, y + 6.0f * unit);
        return y + 6.0f * unit;
    }
    if (!picture->portrait) { /* the two lines share the height of the pill */
        next.style.size = 4.6f;
        second.style.size = STYLE_SECOND.size;
        picture_passage(picture, &next, ALIGN_LEFT, x + pill, y + 3.9f * unit);
        picture_passage(picture, &second, ALIGN_LEFT, x + pill, y + 8.0f * unit);
        return y + 8.0f * unit;
    }
    float last = picture_passage(picture, &next, ALIGN_LEFT, x + pill, y + 6.0f * unit);
    picture_passage(picture, &second, ALIGN_LEFT, x + pill, last + 5.0f * unit);
    return last + 5.0f * unit;
}

static void draw_today_heading(const struct scene *scene, struct picture *picture, float x,
                               float baseline, float width)
{
    struct moment moment = scene->moment;
    const char *weekday = scene->words->weekdays.items[date_weekday(moment.date)];
    struct passage first = { .text = words_fill(&picture->arena, scene->words->today_is, "weekday",
                                                weekday, NULL),
                             .style = style_weighted(STYLE_HEADING, WEIGHT_SEMIBOLD),
                             .width = width };
    struct passage second = { .text = scene->other ? scene->other->today : NULL,
                              .style = STYLE_SECOND };
    picture_pair(picture, &first, &second, 1.9f * picture->unit, x, baseline);
}

/* Returns why the day is not as the week says, or NULL. */
static const char *day_reason(const struct scene *scene, const struct service *service,
                              struct day_hours day, struct arena *arena)
{
    switch (day.source) {
    case DAY_EXCEPTION:
        return scene_text(scene, service->reasons[day.index]);
    case DAY_HOLIDAY:
        return words_fill(arena, scene->words->public_holiday, "name",
                          scene->words->holidays.items[day.index], NULL);
    default:
        return NULL;
    }
}

static void draw_next_opening(const struct scene *scene, struct picture *picture,
                              const struct service *service, float x, float baseline, float width)
{
    struct arena *arena = &picture->arena;
    struct hours_state state = hours_state_at(&service->rules, scene->moment, SOON_MINUTES);
    if (!state.changes) {
        return;
    }
    frame_heading(picture, style_weighted(STYLE_SITE, WEIGHT_REGULAR), x, baseline, width,
                  scene->words->next_opening, scene->other ? scene->other->next_opening : NULL,
                  false);
    struct passage when = {
        .text = picture_printf(picture, "%s%s %s",
                               words_date_no_year(scene->words, state.date, arena),
                               scene->words->comma, words_time(scene->words, state.minute, arena)),
        .style = style_sized(STYLE_HEADING, 5.4f),
        .width = width,
        .vital = true,
    };
    picture_passage(picture, &when, ALIGN_LEFT, x, baseline + 6.6f * picture->unit);
}

static void draw_closed_today(const struct scene *scene, struct picture *picture,
                              const struct service *service, struct day_hours day, float x,
                              float baseline, float width)
{
    float unit = picture->unit;
    picture_text(picture, style_in(style_sized(STYLE_HERO, 17), INK), ALIGN_LEFT, x - 0.4f * unit,
                 baseline + 20.8f * unit, scene->words->closed);
    struct passage reason = { .text = day_reason(scene, service, day, &picture->arena),
                              .style = STYLE_BODY,
                              .width = width,
                              .lines = 2 };
    picture_passage(picture, &reason, ALIGN_LEFT, x, baseline + 28.5f * unit);
    draw_next_opening(scene, picture, service, x,
                      baseline + (picture->portrait ? 37.0f : 41.6f) * unit, width);
}

void opening_draw_today(const struct scene *scene, struct picture *picture,
                        const struct service *service, float x, float baseline, float width)
{
    float unit = picture->unit;
    struct day_hours day = hours_on(&service->rules, scene->moment.date);
    int count = day.opening.count;
    draw_today_heading(scene, picture, x, baseline, width);
    if (count == 0) {
        draw_closed_today(scene, picture, service, day, x, baseline, width);
        return;
    }
    float size = picture->portrait ? 12.0f : 13.4f, first = picture->portrait ? 11.4f : 12.6f;
    if (count == 1) {
        size = picture->portrait ? 14.0f : 17.0f;
        first = 20.8f;
    } else if (count > 2) {
        size *= 1.9f / (float)count;
        first *= 1.9f / (float)count;
    }
    struct passage passages[SPANS_MAX];
    struct setting settings[SPANS_MAX];
    for (int i = 0; i < count; i++) {
        struct span span = day.opening.spans[i];
        bool over = span.to <= scene->moment.minute;
        passages[i] = (struct passage){
            .text = words_span(scene->words, span, false, &picture->arena),
            .style = style_in(style_sized(STYLE_HERO, size), over ? GREY_625 : BLEU),
            .width = width + 0.8f * unit,
            .least = 0.7f,
            .vital = true,
        };
    }
    passage_set_alike(picture, passages, count, settings);
    for (int i = 0; i < count; i++) {
        picture_setting(picture, &settings[i], ALIGN_LEFT, x - 0.4f * unit,
                        baseline + (first + 1.07f * size * (float)i) * unit);
    }
}

static float on_line(struct box box, int from, int to, int minute)
{
    return box.x + box.w * (float)(minute - from) / (float)(to - from);
}

static void draw_span(const struct scene *scene, struct picture *picture, struct box box, int from,
                      int to, struct span span)
{
    float radius = 0.4f * picture->unit;
    float left = on_line(box, from, to, span.from), right = on_line(box, from, to, span.to);
    picture_round(picture, (struct box){ left, box.y, right - left, box.h }, radius, BLEU_850);
    int elapsed = scene->moment.minute < span.to ? scene->moment.minute : span.to;
    if (elapsed > span.from) {
        float now = on_line(box, from, to, elapsed);
        picture_round(picture, (struct box){ left, box.y, now - left, box.h }, radius, BLEU);
    }
}

static void draw_hours_below(const struct scene *scene, struct picture *picture, struct box box,
                             int from, int to)
{
    float unit = picture->unit;
    float hour = box.w * 60 / (float)(to - from);
    int step = hour >= 7 * unit ? 60 : hour >= 3.5f * unit ? 120 : 240;
    for (int minute = (from + step) / step * step; minute < to; minute += step) {
        picture_text(picture, style_in(STYLE_SECOND, GREY_200), ALIGN_CENTRE,
                     on_line(box, from, to, minute), box.y + 7.0f * unit,
                     words_time_short(scene->words, minute, &picture->arena));
    }
}

void opening_draw_timeline(const struct scene *scene, struct picture *picture,
                           const struct service *service, struct box box)
{
    float unit = picture->unit;
    struct opening opening = hours_on(&service->rules, scene->moment.date).opening;
    if (opening.count == 0) {
        return;
    }
    int from = opening.spans[0].from / 60 * 60 - 60;
    int to = (opening.spans[opening.count - 1].to + 60 + 59) / 60 * 60;
    from = from > 0 ? from : 0;
    to = to < MINUTES_PER_DAY ? to : MINUTES_PER_DAY;
    picture_round(picture, box, 0.4f * unit, GREY_950);
    for (int i = 0; i < opening.count; i++) {
        draw_span(scene, picture, box, from, to, opening.spans[i]);
    }
    draw_hours_below(scene, picture, box, from, to);
    int minute = scene->moment.minute;
    if (minute >= from && minute <= to) {
        picture_round(picture,
                      (struct box){ on_line(box, from, to, minute) - 0.35f * unit,
                                    box.y - 1.4f * unit, 0.7f * unit, 6.2f * unit },
                      0.35f * unit, INK);
    }
}
