/* The visitor sees how busy it usually is at each hour of today, the hour it is now, the best time
 * still to come, and the week as a map.
 *
 *   { "kind": "busy", "title": "Quand venir ?", "service": "accueil", "first_slot": "09:00",
 *     "days": [ { "day": "monday", "levels": [80, 100, 60, 0, 30, 40, 55] } ] } */
#include "slides/busy.h"

#include "slides/audit.h"
#include "slides/frame.h"

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

/* Returns whether the table has a slot for every minute of the opening. */
static bool covers(const struct attendance *attendance, int weekday, const struct opening *opening)
{
    int first = attendance->first_slot;
    int last = first + attendance_slots(attendance) * attendance->slot_minutes;
    bool known = attendance_value(attendance, weekday, 0) >= 0;
    return opening->count == 0 || (known && opening->spans[0].from >= first &&
                                   opening->spans[opening->count - 1].to <= last);
}

/* What opens outside the table would be shown as closed and never advised. */
static void audit(const void *slide, const struct audit *audit)
{
    const struct busy_slide *busy = slide;
    const struct service *service = show_service(audit->show, busy->service);
    struct arena arena = { 0 };
    const char *days = "";
    for (int day = MONDAY; day < WEEKDAYS; day++) {
        if (!covers(&busy->attendance, day, &service->rules.week[day])) {
            days = arena_printf(&arena, "%s%s%s", days, days[0] ? ", " : "", weekday_words[day]);
        }
    }
    if (days[0]) {
        audit_warn(audit, &busy->attendance.days,
                   _("the service opens at times this table has no slot for (%s): the page would "
                     "show it closed then"),
                   days);
    }
    arena_finish(&arena);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct busy_slide *busy = slide;
    const struct service *service = show_service(scene->show, busy->service);
    struct box box = frame_draw_head(scene, picture, &busy->head, scene->show->hours.example);
    float unit = picture->unit;
    if (!scene->moment.trusted) {
        busy_draw_timeless(scene, picture, busy, service, box);
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
    busy_draw_chart(scene, picture, busy, service, advice, bars);
    busy_draw_advice(scene, picture, advice, panel);
    busy_draw_week(scene, picture, busy, service, week, picture->portrait ? 3.2f : 2.8f);
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
    .audit = audit,
};
