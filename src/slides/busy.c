/* The visitor sees how busy it usually is at each hour of today, the hour it is now, the best time
 * still to come, and the week as a map.
 *
 *   { "kind": "busy", "title": "Quand venir ?", "service": "accueil", "first_slot": "09:00",
 *     "days": [ { "day": "monday", "levels": [80, 100, 60, 0, 30, 40, 55] } ] } */
#include "content/language.h"
#include "slides/attendance.h"
#include "slides/frame.h"
#include "slides/slide.h"

struct busy_slide {
    struct slide_head head;
    const char *service;
    struct attendance attendance;
};

static const struct field day_fields[] = {
    { .key = "day",
      .type = FIELD_WORD,
      .offset = offsetof(struct attendance_day, day),
      .required = true,
      .words = weekday_words,
      .help = N_("Jour de la semaine."),
      .example = "\"monday\"",
      .meanings = weekday_meanings },
    { .key = "levels",
      .type = FIELD_NUMBERS,
      .offset = offsetof(struct attendance_day, levels),
      .required = true,
      .low = 0,
      .high = 100,
      .min = 1,
      .max = ATTENDANCE_SLOTS_MAX,
      .help = N_("Affluence de chaque créneau, en % du créneau le plus chargé de la semaine."),
      .example = "[80, 100, 60, 0, 30, 40, 55]" },
    { .key = NULL },
};

static const struct record day_record = {
    .name = "day",
    .size = sizeof(struct attendance_day),
    .fields = day_fields,
    .title = "Jour",
    .help = N_("L’affluence habituelle d’un jour."),
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct busy_slide, true, "\"Quand venir ?\""),
    { .key = "service",
      .type = FIELD_SERVICE,
      .offset = offsetof(struct busy_slide, service),
      .required = true,
      .help = N_("Service de hours.json dont les horaires disent ce qui est ouvert."),
      .example = "\"accueil\"" },
    { .key = "slot_minutes",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct busy_slide, attendance.slot_minutes),
      .fallback = "60",
      .low = 30,
      .high = 60,
      .help = N_("Durée d’un créneau : 30 ou 60 minutes."),
      .example = "60",
      .step = 30 },
    { .key = "first_slot",
      .type = FIELD_TIME,
      .offset = offsetof(struct busy_slide, attendance.first_slot),
      .required = true,
      .help = N_("Heure du premier créneau."),
      .example = "\"09:00\"" },
    { .key = "days",
      .type = FIELD_LIST,
      .offset = offsetof(struct busy_slide, attendance.days),
      .required = true,
      .min = 1,
      .max = WEEKDAYS,
      .record = &day_record,
      .help = N_("Un élément par jour ouvert.") },
    { .key = NULL },
};

static void check(void *record, const struct json *json, struct reader *reader)
{
    const struct attendance *attendance = &((const struct busy_slide *)record)->attendance;
    const struct attendance_day *days = attendance->days.items;
    int slots = attendance_slots(attendance);
    if (attendance->first_slot + slots * attendance->slot_minutes > MINUTES_PER_DAY) {
        reader_error(reader, json_get(json, "first_slot"),
                     _("the last slot would end after midnight"));
    }
    for (size_t i = 0; i < attendance->days.count; i++) {
        const struct json *day = json_at(json_get(json, "days"), i);
        if ((int)days[i].levels.count != slots) {
            reader_error(reader, json_get(day, "levels"),
                         _("must hold as many values as the first day, %d, not %zu"), slots,
                         days[i].levels.count);
        }
        for (size_t j = 0; j < i; j++) {
            if (days[j].day == days[i].day) {
                reader_error(reader, json_get(day, "day"),
                             _("each day may stand only once, not %s again"),
                             json_get(day, "day")->source);
            }
        }
    }
}

static struct color level_color(enum level level)
{
    return level == LEVEL_BUSY       ? BLEU
           : level == LEVEL_MODERATE ? BLEU_525
           : level == LEVEL_CALM     ? BLEU_850
                                     : GREY_975;
}

static const char *level_word(const struct language *words, enum level level)
{
    return level == LEVEL_BUSY       ? words->busy
           : level == LEVEL_MODERATE ? words->moderate
           : level == LEVEL_CALM     ? words->calm
                                     : words->closed_day;
}

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
                      level_color(level));
        picture_fill(picture, (struct box){ x, foot - 0.4f * unit, chart->bar, 0.4f * unit },
                     level_color(level));
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

static void draw_chart(const struct scene *scene, struct picture *picture, struct chart chart,
                       struct advice advice)
{
    float unit = picture->unit;
    struct passage passages[ATTENDANCE_SLOTS_MAX];
    struct setting words[ATTENDANCE_SLOTS_MAX];
    for (int slot = 0; slot < chart.slots; slot++) {
        enum level level = attendance_level(chart.attendance, &chart.opening, chart.weekday, slot);
        bool closed = level == LEVEL_CLOSED;
        passages[slot] = (struct passage){
            .text = level_word(scene->words, level),
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

static void draw_advice(const struct scene *scene, struct picture *picture, struct advice advice,
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
          .style = { 10.6f, WEIGHT_BOLD, WHITE, ROLE_HERO },
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

/* The week: a row for each day of the table, a cell for each slot. */
static void draw_map(const struct scene *scene, struct picture *picture,
                     const struct busy_slide *busy, const struct service *service, struct box box,
                     float text)
{
    const struct attendance *attendance = &busy->attendance;
    const struct attendance_day *days = attendance->days.items;
    float unit = picture->unit, gap = 0.5f * unit, scale = text / 2.8f;
    int slots = attendance_slots(attendance), rows = (int)attendance->days.count;
    struct box cells = { box.x + 8.6f * scale * unit, box.y, box.w - 8.6f * scale * unit,
                         box.h - 4.4f * scale * unit };
    int minute = scene->moment.minute - attendance->first_slot;
    for (int row = 0; row < rows; row++) {
        bool today = scene->moment.trusted && days[row].day == date_weekday(scene->moment.date);
        struct date date = date_add(scene->moment.date,
                                    days[row].day - date_weekday(scene->moment.date));
        struct opening opening = scene->moment.trusted ? hours_on(&service->rules, date).opening
                                                       : service->rules.week[days[row].day];
        struct box line = box_row(cells, row, rows, gap);
        picture_text(picture,
                     style_sized(style_weighted(style_in(STYLE_SITE, INK),
                                                today ? WEIGHT_BOLD : WEIGHT_REGULAR),
                                 text),
                     ALIGN_LEFT, box.x, line.y + line.h / 2 + 0.34f * text * unit,
                     scene->words->weekdays_short.items[days[row].day]);
        for (int slot = 0; slot < slots; slot++) {
            struct box cell = box_column(line, slot, slots, gap);
            enum level level = attendance_level(attendance, &opening, days[row].day, slot);
            if (today && minute >= 0 && minute / attendance->slot_minutes == slot) {
                picture_round(picture, box_inset(cell, -0.6f * unit, -0.6f * unit), 0.9f * unit,
                              INK);
                picture_round(picture, box_inset(cell, -0.2f * unit, -0.2f * unit), 0.6f * unit,
                              WHITE);
            }
            picture_round(picture, cell, 0.4f * unit, level_color(level));
        }
    }
    struct style small = style_sized(STYLE_SITE, text * 0.93f);
    picture_text(picture, small, ALIGN_LEFT, box.x, box_bottom(box) - 0.6f * unit,
                 scene->words->hour);
    for (int slot = 0; slot < slots; slot++) {
        int at = attendance->first_slot + slot * attendance->slot_minutes;
        if (at % 60 == 0) {
            struct box cell = box_column(cells, slot, slots, gap);
            picture_text(picture, small, ALIGN_CENTRE, cell.x + cell.w / 2,
                         box_bottom(box) - 0.6f * unit, picture_printf(picture, "%d", at / 60));
        }
    }
}

static void draw_week(const struct scene *scene, struct picture *picture,
                      const struct busy_slide *busy, const struct service *service, struct box box,
                      float text)
{
    float unit = picture->unit;
    frame_heading(picture, style_sized(STYLE_HEADING, 3.6f), box.x, box.y + 2.9f * unit, box.w,
                  scene->words->week, scene->other ? scene->other->this_week : NULL, true);
    box_cut_top(&box, 5.3f * unit);
    draw_map(scene, picture, busy, service, box, text);
}

/* Without a trusted clock: the map, large, with a legend. */
static void draw_timeless(const struct scene *scene, struct picture *picture,
                          const struct busy_slide *busy, const struct service *service,
                          struct box box)
{
    float unit = picture->unit, x = box.x;
    struct box legend = box_cut_bottom(&box, 8 * unit);
    static const enum level levels[] = { LEVEL_CALM, LEVEL_MODERATE, LEVEL_BUSY };
    for (int i = 0; i < 3; i++) {
        const char *word = level_word(scene->words, levels[i]);
        picture_round(picture, (struct box){ x, legend.y + 3.4f * unit, 3.4f * unit, 3.4f * unit },
                      0.4f * unit, level_color(levels[i]));
        x += 4.8f * unit;
        x += picture_text(picture, STYLE_TABLE, ALIGN_LEFT, x, legend.y + 6.3f * unit, word);
        x += 5 * unit;
    }
    if (picture->portrait) {
        box = box_centred(box, box.w, box.h * 0.6f);
    }
    draw_week(scene, picture, busy, service, box, 4.2f);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct busy_slide *busy = slide;
    const struct service *service = show_service(scene->show, busy->service);
    struct box box = frame_draw_head(scene, picture, &busy->head, scene->show->hours.example);
    float unit = picture->unit;
    if (!scene->moment.trusted) {
        draw_timeless(scene, picture, busy, service, box);
        return;
    }
    struct advice advice = attendance_advise(&busy->attendance, &service->rules, scene->moment);
    struct box panel, week, bars;
    if (picture->portrait) {
        panel = (struct box){ box.x, box.y, box.w, 33.2f * unit };
        bars = (struct box){ box.x, box.y + 45.4f * unit, box.w, 42.0f * unit };
        week = (struct box){ box.x, box.y + 107 * unit, box.w, 34 * unit };
    } else {
        panel = (struct box){ box.x + 0.696f * box.w, box.y, 0.304f * box.w, 33.2f * unit };
        bars = (struct box){ box.x, box.y + 7.0f * unit, 0.64f * box.w, 46.2f * unit };
        week = (struct box){ panel.x, box.y + 37.5f * unit, panel.w, 29.9f * unit };
    }
    struct chart chart = chart_for(scene, busy, service, advice, bars);
    draw_chart_heading(scene, picture, &chart, bars.y - 3.4f * unit);
    draw_chart(scene, picture, chart, advice);
    draw_advice(scene, picture, advice, panel);
    draw_week(scene, picture, busy, service, week, picture->portrait ? 3.2f : 2.8f);
}

const struct slide_kind slide_busy = {
    .record = { .name = "busy",
                .size = sizeof(struct busy_slide),
                .fields = fields,
                .title = "Affluence",
                .help = N_("Affluence habituelle et moment conseillé."),
                .check = check },
    .words = 24,
    .draw = draw,
};
