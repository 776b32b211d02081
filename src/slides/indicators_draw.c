/* Rows with bars and rings with ticks (see indicators.h). Colour is never alone: a value beyond its
 * target has its target beside it, a trend has an arrow and a sign. */
#include "slides/indicators.h"

#include "content/language.h"
#include "picture/chart.h"

#include <math.h>

enum { DECIMALS = 2 };

static bool beyond_target(const struct indicator *indicator)
{
    if (!indicator->target.given) {
        return false;
    }
    return indicator->better == BETTER_LOWER ? indicator->value.value > indicator->target.value
                                             : indicator->value.value < indicator->target.value;
}

/* "30 j", "12 min", "85 %". */
static const char *with_unit(const struct scene *scene, struct picture *picture, double value,
                             int unit)
{
    struct arena *arena = &picture->arena;
    if (unit == INDICATOR_PERCENT) {
        return words_percent(scene->words, value, DECIMALS, arena);
    }
    return words_fill(
        arena, unit == INDICATOR_DAYS ? scene->words->days_short : scene->words->minutes_short, "n",
        words_number(scene->words, value, 1, arena), NULL);
}

/* Draws the change since the period before, its right end at x; nothing when there is none. */
static void draw_trend(const struct scene *scene, struct picture *picture,
                       const struct indicator *indicator, float x, float baseline)
{
    float unit = picture->unit;
    double change = indicator->value.value - indicator->previous.value;
    struct style style = { 2.8f, WEIGHT_SEMIBOLD, GREY_425, ROLE_DETAIL };
    if (!indicator->previous.given) {
        return;
    }
    if (fabs(change) < 0.005) {
        picture_text(picture, style, ALIGN_RIGHT, x, baseline, scene->words->stable);
        return;
    }
    bool good = (change < 0) == (indicator->better == BETTER_LOWER);
    style.color = good ? SUCCESS : WARNING;
    const char *amount = with_unit(scene, picture, change, indicator->unit);
    const char *text = change > 0 ? picture_printf(picture, "+%s", amount) : amount;
    float width = picture_text(picture, style, ALIGN_RIGHT, x, baseline, text);
    picture_shape(
        picture,
        (struct box){ x - width - 4.4f * unit, baseline - 2.6f * unit, 3.2f * unit, 3.2f * unit },
        change > 0 ? "icons/arrow-up" : "icons/arrow-down", style.color);
}

/* The second line of a value: its translation, or its own period when that differs from the page's.
 */
static const char *second_line(const struct scene *scene, struct picture *picture,
                               const struct indicators_slide *slide,
                               const struct indicator *indicator)
{
    const char *second = scene_second(scene, &indicator->label);
    if (indicator->period.year == 0 || (indicator->period.year == slide->period.year &&
                                        indicator->period.quarter == slide->period.quarter)) {
        return second;
    }
    const char *period = words_period(scene->words, indicator->period, &picture->arena);
    return second ? picture_printf(picture, "%s · %s", second, period) : period;
}

struct row {
    float top, pitch, size; /* px, px, u */
    struct box bar;         /* y and h unused */
    float value_right;
};

static void draw_bar(const struct scene *scene, struct picture *picture,
                     const struct indicator *indicator, const struct row *row, double scale)
{
    float unit = picture->unit, y = row->top + row->pitch / 2 - 3.6f * unit;
    struct box track = { row->bar.x, y, row->bar.w, 3.0f * unit };
    float length = (float)(indicator->value.value / scale) * track.w;
    picture_round(picture, track, 0.4f * unit, GREY_950);
    picture_round(picture, (struct box){ track.x, y, length, track.h }, 0.4f * unit,
                  beyond_target(indicator) ? WARNING : BLEU);
    if (indicator->target.given) {
        float x = track.x + (float)(indicator->target.value / scale) * track.w;
        picture_round(picture, (struct box){ x - 0.3f * unit, y - unit, 0.6f * unit, 5.0f * unit },
                      0.3f * unit, INK);
        struct passage target = {
            .text = words_fill(&picture->arena, scene->words->target, "value",
                               with_unit(scene, picture, indicator->target.value, indicator->unit),
                               NULL),
            .style = { 2.8f, WEIGHT_SEMIBOLD, INK, ROLE_DETAIL },
            .width = track.w - 10 * unit,
            .vital = true,
        };
        picture_passage(picture, &target, ALIGN_LEFT, track.x, y + 8.0f * unit);
    }
    draw_trend(scene, picture, indicator, box_right(track), y + 8.0f * unit);
}

static void draw_value(const struct scene *scene, struct picture *picture,
                       const struct indicator *indicator, const struct row *row)
{
    float unit = picture->unit;
    struct style style = { row->size, WEIGHT_BOLD, beyond_target(indicator) ? WARNING : BLEU,
                           ROLE_TEXT };
    float baseline = row->top + row->pitch / 2 + 0.30f * row->size * unit;
    picture_text(picture, style, ALIGN_RIGHT, row->value_right, baseline,
                 words_number(scene->words, indicator->value.value, 1, &picture->arena));
    const struct plural_words *words = indicator->unit == INDICATOR_DAYS ? &scene->words->days
                                                                         : &scene->words->minutes;
    picture_text(picture, style_in(STYLE_TABLE, GREY_200), ALIGN_LEFT,
                 row->value_right + 1.2f * unit, baseline,
                 words_plural(scene->words, words, indicator->value.value));
}

static double largest(const struct indicator *const *rows, int count)
{
    double most = 0;
    for (int i = 0; i < count; i++) {
        most = fmax(most, fmax(rows[i]->value.value, rows[i]->target.value));
    }
    return most > 0 ? most : 1;
}

static float widest_value(const struct scene *scene, struct picture *picture,
                          const struct indicator *const *rows, int count, float size)
{
    float widest = 0;
    struct style style = { size, WEIGHT_BOLD, BLEU, ROLE_TEXT };
    for (int i = 0; i < count; i++) {
        float width = picture_text_width(
            picture, style, words_number(scene->words, rows[i]->value.value, 1, &picture->arena));
        widest = width > widest ? width : widest;
    }
    return widest;
}

void indicators_draw_rows(const struct scene *scene, struct picture *picture,
                          const struct indicators_slide *slide, const struct indicator *const *rows,
                          int count, struct box box)
{
    enum { MOST = 8 };
    float unit = picture->unit, pitch = box.h / (float)(count > 4 ? count : 4);
    if (pitch > 15.15f * unit && !picture->portrait) {
        pitch = 15.15f * unit;
    } else if (pitch > 20 * unit) {
        pitch = 20 * unit;
    }
    struct row row = { .pitch = pitch, .size = pitch < 14 * unit ? 7.4f : 8.8f };
    float bar = box.w > 110 * unit ? 0.4f : picture->portrait ? 0.28f : 0.302f; /* of the width */
    row.bar = (struct box){ box.x + box.w * (1 - bar), 0, box.w * bar, 0 };
    row.value_right = row.bar.x - (picture->portrait ? 11.0f : 15.6f) * unit;
    struct passage labels[MOST] = { 0 };
    struct setting settings[MOST];
    float room = row.value_right - box.x - widest_value(scene, picture, rows, count, row.size) -
                 2 * unit;
    double scale = 1.25 * largest(rows, count);
    for (int i = 0; i < count; i++) {
        labels[i] = (struct passage){ .text = scene_text(scene, &rows[i]->label),
                                      .shorter = text_own(&rows[i]->label_short, 0),
                                      .style = STYLE_LABEL,
                                      .width = room,
                                      .lines = picture->portrait ? 2 : 1,
                                      .pitch = 1.1f };
    }
    passage_set_alike(picture, labels, count, settings);
    for (int i = 0; i < count; i++) {
        row.top = box.y + pitch * (float)i;
        bool two = settings[i].count > 1;
        float y = row.top + pitch / 2 - (two ? 2.6f : 0.7f) * unit;
        y = picture_setting(picture, &settings[i], ALIGN_LEFT, box.x, y);
        struct passage second = { .text = second_line(scene, picture, slide, rows[i]),
                                  .style = STYLE_SECOND,
                                  .width = labels[i].width };
        picture_passage(picture, &second, ALIGN_LEFT, box.x, y + 4.4f * unit);
        draw_value(scene, picture, rows[i], &row);
        draw_bar(scene, picture, rows[i], &row, scale);
        picture_rule(picture, box.x, row.top + pitch, box.w, 0.15f * unit, GREY_900);
    }
}

static void draw_ring(const struct scene *scene, struct picture *picture,
                      const struct indicator *indicator, float x, float y, float radius)
{
    float unit = picture->unit, thickness = radius * 0.22f;
    float turn = (float)(indicator->value.value / 100);
    struct color color = beyond_target(indicator) ? WARNING : BLEU;
    chart_ring(picture, x, y, radius, thickness, turn, 1, BLEU_925);
    chart_ring(picture, x, y, radius, thickness, 0, turn, color);
    if (indicator->target.given) {
        float at = (float)(indicator->target.value / 100);
        float inner = radius - thickness, outer = radius + 1.1f * unit;
        chart_tick(picture, x, y, inner, outer, at, 1.5f * unit, WHITE);
        chart_tick(picture, x, y, inner, outer, at, 0.6f * unit, INK);
    }
    struct passage value = {
        .text = words_percent(scene->words, indicator->value.value, DECIMALS, &picture->arena),
        .style = { radius / unit * 0.5f, WEIGHT_BOLD, color, ROLE_TEXT },
        .width = 2 * (radius - thickness) * 0.86f,
        .vital = true,
    };
    struct setting setting = passage_set(picture, &value);
    picture_setting(picture, &setting, ALIGN_CENTRE, x, y + 0.33f * setting.style.size * unit);
}

/* Label, translation, counts and target beside (or under) a ring; x and y are its left and middle.
 */
static void draw_ring_text(const struct scene *scene, struct picture *picture,
                           const struct indicators_slide *slide, const struct indicator *indicator,
                           float x, float y, float width, bool large)
{
    float unit = picture->unit, grow = large ? 1.25f : 1;
    struct passage label = { .text = scene_text(scene, &indicator->label),
                             .shorter = text_own(&indicator->label_short, 0),
                             .style = style_sized(STYLE_HEADING, 4.2f * grow),
                             .width = width,
                             .lines = large ? 3 : 2,
                             .pitch = 1.05f };
    struct setting setting = passage_set(picture, &label);
    struct passage second = { .text = second_line(scene, picture, slide, indicator),
                              .style = style_sized(STYLE_SECOND, 2.8f * grow),
                              .width = width,
                              .lines = 2,
                              .pitch = 1.15f };
    y -= setting.pitch * (float)(setting.count - 1) / 2 + 2.4f * unit;
    y = picture_setting(picture, &setting, ALIGN_LEFT, x, y);
    y = picture_passage(picture, &second, ALIGN_LEFT, x, y + 4.4f * grow * unit);
    struct style style = { 2.8f * grow, WEIGHT_SEMIBOLD, INK, ROLE_DETAIL };
    const struct amount *value = &indicator->value;
    if (value->fraction) {
        y += 5.0f * grow * unit;
        picture_text(
            picture, style, ALIGN_LEFT, x, y,
            picture_printf(picture, "%s / %s",
                           words_number(scene->words, value->numerator, 0, &picture->arena),
                           words_number(scene->words, value->denominator, 0, &picture->arena)));
    }
    if (indicator->target.given) {
        y += 5.0f * grow * unit;
        picture_text(picture, style, ALIGN_LEFT, x, y,
                     words_fill(&picture->arena, scene->words->target, "value",
                                with_unit(scene, picture, indicator->target.value, indicator->unit),
                                NULL));
    }
}

void indicators_draw_rings(const struct scene *scene, struct picture *picture,
                           const struct indicators_slide *slide,
                           const struct indicator *const *rings, int count, struct box box,
                           bool large)
{
    float unit = picture->unit;
    bool beside = large ? !picture->portrait : picture->portrait; /* each other */
    float radius = (large ? 18.0f : 11.8f) * unit;
    for (int i = 0; i < count; i++) {
        struct box cell = beside ? box_column(box, i, count > 1 ? count : 2, 3 * unit)
                                 : box_row(box, i, count > 1 ? count : 2, 0);
        if (count == 1) {
            cell = box;
        }
        float middle = cell.y + cell.h / 2;
        if (picture->portrait && !large) { /* text under the ring */
            draw_ring(scene, picture, rings[i], cell.x + radius + 2 * unit, cell.y + 14.5f * unit,
                      radius);
            draw_ring_text(scene, picture, slide, rings[i], cell.x, cell.y + 37.4f * unit, cell.w,
                           false);
            continue;
        }
        draw_ring(scene, picture, rings[i], cell.x + radius + 1.3f * unit, middle, radius);
        float x = cell.x + 2 * radius + (large ? 6.0f : 4.6f) * unit;
        draw_ring_text(scene, picture, slide, rings[i], x, middle, box_right(cell) - x, large);
    }
}
