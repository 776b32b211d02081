/* The week as a map of colours: a row a day, a cell a slot; and the legend it needs when the bars,
 * whose words explain the colours, are not beside it. */
#include "slides/busy.h"

#include "content/language.h"
#include "slides/frame.h"

struct color busy_color(enum level level)
{
    return level == LEVEL_BUSY       ? BLEU
           : level == LEVEL_MODERATE ? BLEU_525
           : level == LEVEL_CALM     ? BLEU_850
                                     : GREY_975;
}

const char *busy_word(const struct language *words, enum level level)
{
    return level == LEVEL_BUSY       ? words->busy
           : level == LEVEL_MODERATE ? words->moderate
           : level == LEVEL_CALM     ? words->calm
                                     : words->closed_day;
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
            picture_round(picture, cell, 0.4f * unit, busy_color(level));
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

void busy_draw_week(const struct scene *scene, struct picture *picture,
                    const struct busy_slide *busy, const struct service *service, struct box box,
                    float text)
{
    float unit = picture->unit;
    frame_heading(picture, style_sized(STYLE_HEADING, 3.6f), box.x, box.y + 2.9f * unit, box.w,
                  scene->words->week, scene->other ? scene->other->this_week : NULL, true);
    box_cut_top(&box, 5.3f * unit);
    draw_map(scene, picture, busy, service, box, text);
}

void busy_draw_timeless(const struct scene *scene, struct picture *picture,
                        const struct busy_slide *busy, const struct service *service,
                        struct box box)
{
    float unit = picture->unit, x = box.x;
    struct box legend = box_cut_bottom(&box, 8 * unit);
    static const enum level levels[] = { LEVEL_CALM, LEVEL_MODERATE, LEVEL_BUSY };
    for (int i = 0; i < 3; i++) {
        const char *word = busy_word(scene->words, levels[i]);
        picture_round(picture, (struct box){ x, legend.y + 3.4f * unit, 3.4f * unit, 3.4f * unit },
                      0.4f * unit, busy_color(levels[i]));
        x += 4.8f * unit;
        x += picture_text(picture, STYLE_TABLE, ALIGN_LEFT, x, legend.y + 6.3f * unit, word);
        x += 5 * unit;
    }
    if (picture->portrait) {
        box = box_centred(box, box.w, box.h * 0.6f);
    }
    busy_draw_week(scene, picture, busy, service, box, 4.2f);
}
