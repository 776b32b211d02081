/* The visitor sees whether a service is open now and until when, today's hours in the largest type
 * of the house, the day as a line, the week, and the next exceptional closure or hours. All of it
 * comes from hours.json.
 *
 *   { "kind": "hours", "title": "Horaires d'ouverture", "service": "accueil" } */
#include "content/language.h"
#include "slides/frame.h"
#include "slides/opening.h"
#include "slides/slide.h"

struct hours_slide {
    struct slide_head head;
    const char *service;
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct hours_slide, true, "\"Horaires d'ouverture\""),
    { .key = "service",
      .type = FIELD_SERVICE,
      .offset = offsetof(struct hours_slide, service),
      .required = true,
      .help = N_("Service de hours.json dont les horaires sont montrés."),
      .example = "\"accueil\"" },
    { .key = NULL },
};

/* "sur rendez-vous", with its second language. */
static void draw_access(const struct scene *scene, struct picture *picture,
                        const struct service *service, float x, float baseline, float width)
{
    float unit = picture->unit;
    if (service->access == ACCESS_CLOSED) {
        return;
    }
    bool booked = service->access == ACCESS_BY_APPOINTMENT;
    const struct language *words = scene->words, *other = scene->other;
    struct passage first = { .text = booked ? words->by_appointment : words->walk_in,
                             .style = style_weighted(STYLE_TABLE, WEIGHT_SEMIBOLD),
                             .width = width - 5.4f * unit };
    struct passage second = { .text = other ? (booked ? other->by_appointment : other->walk_in)
                                            : NULL,
                              .style = STYLE_SECOND };
    picture_shape(picture, (struct box){ x, baseline - 3.3f * unit, 4.2f * unit, 4.2f * unit },
                  booked ? "icons/calendar-check" : "icons/door-enter", BLEU);
    picture_pair(picture, &first, &second, 1.6f * unit, x + 5.4f * unit, baseline);
}

static void draw_landscape(const struct scene *scene, struct picture *picture,
                           const struct service *service, struct box box)
{
    float unit = picture->unit, left = 94.0f / 163.78f * box.w;
    struct box right = { box.x + 103.2f / 163.78f * box.w, box.y, 60.6f / 163.78f * box.w, box.h };
    if (scene->moment.trusted) {
        opening_draw_state(scene, picture, service, box.x, box.y, left);
        draw_access(scene, picture, service, box.x, box.y + 13.6f * unit, left);
        opening_draw_today(scene, picture, service, box.x, box.y + 19.6f * unit, left);
        opening_draw_timeline(scene, picture, service,
                              (struct box){ box.x, box.y + 56.8f * unit, left, 3.4f * unit });
        opening_draw_week(scene, picture, service, right, 7.2f * unit);
        struct box panel = { right.x, box.y + 53.6f * unit, right.w, 13.8f * unit };
        opening_draw_special(scene, picture, service, panel);
        return;
    }
    struct box middle = box_centred(box, 100 * unit, box.h);
    draw_access(scene, picture, service, middle.x, box.y + 3.6f * unit, middle.w);
    middle.y += 8 * unit;
    opening_draw_week(scene, picture, service, middle, 8.6f * unit);
}

static void draw_portrait(const struct scene *scene, struct picture *picture,
                          const struct service *service, struct box box)
{
    float unit = picture->unit;
    struct box week = { box.x, box.y + 74.6f * unit, box.w, box.h };
    if (!scene->moment.trusted) {
        draw_access(scene, picture, service, box.x, box.y + 5 * unit, box.w);
        week.y = box.y + 12 * unit;
        opening_draw_week(scene, picture, service, week, 9 * unit);
        return;
    }
    float last = opening_draw_state(scene, picture, service, box.x, box.y, box.w);
    if (last < box.y + 13 * unit) { /* a far opening takes two lines, then there is no room */
        draw_access(scene, picture, service, box.x, box.y + 17.6f * unit, box.w);
    }
    opening_draw_today(scene, picture, service, box.x, box.y + 25.6f * unit, box.w);
    opening_draw_timeline(scene, picture, service,
                          (struct box){ box.x, box.y + 59.2f * unit, box.w, 3.4f * unit });
    opening_draw_week(scene, picture, service, week, 6.9f * unit);
    struct box panel = { box.x, box.y + 126.6f * unit, box.w, 13.8f * unit };
    opening_draw_special(scene, picture, service, panel);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct hours_slide *hours = slide;
    const struct service *service = show_service(scene->show, hours->service);
    const char *source = scene_text(scene, &hours->head.source);
    struct box box = frame_draw(scene, picture, scene_text(scene, &hours->head.title),
                                text_own(&hours->head.title_short, 0),
                                scene_second(scene, &hours->head.title),
                                source[0] ? source : scene_text(scene, &service->name),
                                hours->head.example || scene->show->hours.example);
    if (picture->portrait) {
        draw_portrait(scene, picture, service, box);
    } else {
        draw_landscape(scene, picture, service, box);
    }
}

const struct slide_kind slide_hours = {
    .record = { .name = "hours",
                .size = sizeof(struct hours_slide),
                .fields = fields,
                .title = "Horaires d’ouverture",
                .help = N_("Horaires d’ouverture d’un service, avec l’état du moment.") },
    .words = 30,
    .draw = draw,
};
