/* The week as a table and the next special day as a panel (see opening.h). Days in a row that are
 * closed share one line. */
#include "slides/opening.h"

#include "content/language.h"
#include "slides/frame.h"

#include <string.h>

struct row {
    int first, last; /* days */
    struct opening opening;
    bool today;
};

/* Returns how many rows; closed days that follow each other are merged. */
static int make_rows(const struct scene *scene, const struct service *service,
                     struct row rows[WEEKDAYS])
{
    int count = 0, today = date_weekday(scene->moment.date);
    bool trusted = scene->moment.trusted;
    for (int day = MONDAY; day < WEEKDAYS; day++) {
        struct date date = date_add(scene->moment.date, day - today);
        struct opening opening = trusted ? hours_on(&service->rules, date).opening
                                         : service->rules.week[day];
        bool is_today = trusted && day == today;
        struct row *last = count > 0 ? &rows[count - 1] : NULL;
        if (last && opening.count == 0 && opening_same(&last->opening, &opening)) {
            last->last = day;
            last->today = last->today || is_today;
        } else {
            rows[count++] = (struct row){ day, day, opening, is_today };
        }
    }
    return count;
}

static const char *row_name(const struct scene *scene, struct picture *picture,
                            const struct row *row)
{
    const char **weekdays = scene->words->weekdays.items;
    if (row->first == row->last) {
        return weekdays[row->first];
    }
    const char *between = row->last == row->first + 1 ? scene->words->comma : " –";
    return picture_printf(picture, "%s%s %s", weekdays[row->first], between, weekdays[row->last]);
}

static const char *join_spans(const struct scene *scene, struct picture *picture,
                              const struct opening *opening)
{
    const char *text = "";
    for (int i = 0; i < opening->count; i++) {
        text = picture_printf(picture, "%s%s%s%s", text, i ? scene->words->comma : "", i ? " " : "",
                              words_span(scene->words, opening->spans[i], true, &picture->arena));
    }
    return text;
}

/* What stands in the morning and the afternoon column; NULL leaves one empty. */
static void row_texts(const struct scene *scene, struct picture *picture, const struct row *row,
                      const char **morning, const char **afternoon)
{
    const struct opening *opening = &row->opening;
    const char *closed = scene->words->closed_day;
    *morning = *afternoon = NULL;
    if (opening->count == 0) {
        *afternoon = closed;
    } else if (opening->count == 1 && opening->spans[0].to <= 13 * 60 + 30) {
        *morning = join_spans(scene, picture, opening);
        *afternoon = closed;
    } else if (opening->count == 1 && opening->spans[0].from >= 12 * 60) {
        *morning = closed;
        *afternoon = join_spans(scene, picture, opening);
    } else if (opening->count == 2) {
        *morning = words_span(scene->words, opening->spans[0], true, &picture->arena);
        *afternoon = words_span(scene->words, opening->spans[1], true, &picture->arena);
    } else {
        *afternoon = join_spans(scene, picture, opening);
    }
}

static void draw_row(const struct scene *scene, struct picture *picture, const struct row *row,
                     struct box box)
{
    float unit = picture->unit, baseline = box.y + box.h / 2 + 1.1f * unit;
    struct color closed = row->today ? WHITE : GREY_425;
    struct color color = row->today ? WHITE : INK;
    const char *morning, *afternoon;
    row_texts(scene, picture, row, &morning, &afternoon);
    if (row->today) {
        picture_round(picture, box, 0.8f * unit, BLEU);
    } else {
        picture_rule(picture, box.x, box_bottom(box), box.w, 0.15f * unit, GREY_900);
    }
    enum weight weight = row->today ? WEIGHT_BOLD : WEIGHT_SEMIBOLD;
    struct style style = style_weighted(STYLE_TABLE, row->today ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR);
    struct passage name = { .text = row_name(scene, picture, row),
                            .style = style_in(style_weighted(STYLE_TABLE, weight),
                                              row->opening.count ? color : closed),
                            .width = morning ? 16 * unit : 40 * unit };
    picture_passage(picture, &name, ALIGN_LEFT, box.x + 2 * unit, baseline);
    bool no_morning = morning == scene->words->closed_day;
    struct passage left = { .text = morning,
                            .style = style_in(style, no_morning ? closed : color),
                            .width = 17.5f * unit,
                            .vital = true };
    picture_passage(picture, &left, ALIGN_LEFT, box.x + 18.4f * unit, baseline);
    bool no_afternoon = afternoon == scene->words->closed_day;
    struct passage right = { .text = afternoon,
                             .style = style_in(style, no_afternoon ? closed : color),
                             .width = morning ? box.w - 37 * unit : box.w - 21 * unit,
                             .vital = true };
    picture_passage(picture, &right, ALIGN_RIGHT, box_right(box) - 2 * unit, baseline);
}

void opening_draw_week(const struct scene *scene, struct picture *picture,
                       const struct service *service, struct box box, float pitch)
{
    float unit = picture->unit;
    struct row rows[WEEKDAYS];
    int count = make_rows(scene, service, rows);
    bool trusted = scene->moment.trusted;
    const struct language *other = scene->other;
    frame_heading(picture, STYLE_HEADING, box.x, box.y + 3.6f * unit, box.w,
                  trusted ? scene->words->this_week : scene->words->opening_hours,
                  other ? (trusted ? other->this_week : other->opening_hours) : NULL, true);
    picture_rule(picture, box.x, box.y + 6.8f * unit, box.w, 0.3f * unit, BLEU);
    float height = count > 6 ? pitch * 6 / (float)count : pitch;
    for (int i = 0; i < count; i++) {
        struct box line = { box.x, box.y + 7.1f * unit + height * (float)i, box.w, height };
        draw_row(scene, picture, &rows[i], line);
    }
}

/* "lundi 29 mai" or "du 24 au 31 décembre 2026". */
static const char *special_dates(const struct language *words, struct date first, struct date last,
                                 struct arena *arena)
{
    return date_compare(first, last) == 0 ? words_date_no_year(words, first, arena)
                                          : words_dates(words, first, last, arena);
}

/* Why, after the hours when it is open. */
static void draw_cause(const struct scene *scene, struct picture *picture,
                       const struct service *service, const struct day_hours *cause, float x,
                       float baseline, float width)
{
    const char *reason = cause->source == DAY_EXCEPTION
                             ? scene_text(scene, service->reasons[cause->index])
                             : words_fill(&picture->arena, scene->words->public_holiday, "name",
                                          scene->words->holidays.items[cause->index], NULL);
    struct passage why = { .text = reason, .style = STYLE_SITE, .width = width };
    if (cause->opening.count == 0) {
        picture_passage(picture, &why, ALIGN_LEFT, x, baseline);
        return;
    }
    struct passage hours = { .text = join_spans(scene, picture, &cause->opening),
                             .style = style_weighted(STYLE_TABLE, WEIGHT_SEMIBOLD),
                             .width = width,
                             .vital = true };
    picture_pair(picture, &hours, &why, 1.9f * picture->unit, x, baseline);
}

bool opening_draw_special(const struct scene *scene, struct picture *picture,
                          const struct service *service, struct box box)
{
    float unit = picture->unit;
    const struct language *words = scene->words, *other = scene->other;
    struct date first, last;
    struct day_hours cause;
    if (!scene->moment.trusted ||
        !hours_next_special(&service->rules, date_add(scene->moment.date, 1), SPECIAL_HORIZON_DAYS,
                            &first, &last, &cause)) {
        return false;
    }
    picture_round(picture, box, 1.2f * unit, BLEU_975);
    picture_shape(picture,
                  (struct box){ box.x + 3.2f * unit, box.y + (box.h - 6.6f * unit) / 2, 6.6f * unit,
                                6.6f * unit },
                  "icons/calendar-event", BLEU);
    float x = box.x + 12.6f * unit, width = box.w - 14.6f * unit;
    bool open = cause.opening.count > 0;
    struct passage heading = { .text = open ? words->special_hours : words->next_closure,
                               .style = STYLE_SITE,
                               .width = width };
    struct passage second = { .text = other ? (open ? other->special_hours : other->next_closure)
                                            : NULL,
                              .style = STYLE_SECOND };
    picture_pair(picture, &heading, &second, 1.9f * unit, x, box.y + 4.4f * unit);
    struct passage dates = { .text = special_dates(words, first, last, &picture->arena),
                             .style = STYLE_HEADING,
                             .width = width,
                             .vital = true };
    picture_passage(picture, &dates, ALIGN_LEFT, x, box.y + 8.5f * unit);
    draw_cause(scene, picture, service, &cause, x, box.y + 12.1f * unit, width);
    return true;
}
