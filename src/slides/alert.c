/* The visitor sees nothing else: a red page with a large sign, what happens, when, and what to do.
 * It replaces the rotation from `from` to `until` and is not named in playlist.json.
 *
 *   { "kind": "alert", "headline": "Fermeture exceptionnelle", "when": "Aujourd'hui à partir de 14
 * h", "from": "2026-11-24T09:00", "until": "2026-11-24T18:00" } */
#include "slides/frame.h"
#include "slides/slide.h"

struct alert_slide {
    struct slide_head head;
    struct text headline, when, detail;
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct alert_slide, false, "\"Alerte\""),
    { .key = "headline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct alert_slide, headline),
      .required = true,
      .help = N_("Ce qui arrive, en deux ou trois mots."),
      .example = "\"Fermeture exceptionnelle\"" },
    { .key = "when",
      .type = FIELD_TEXT,
      .offset = offsetof(struct alert_slide, when),
      .help = N_("Quand : « Aujourd’hui à partir de 14 h »."),
      .example = "\"Aujourd'hui à partir de 14 h 00\"",
      .starter = true },
    { .key = "detail",
      .type = FIELD_TEXT,
      .offset = offsetof(struct alert_slide, detail),
      .help = N_("Ce que les visiteurs doivent faire."),
      .example = "\"Les rendez-vous de l'après-midi sont reportés.\"",
      .starter = true },
    { .key = "from",
      .type = FIELD_DATE_TIME,
      .offset = offsetof(struct alert_slide, head.from),
      .required = true,
      .help = N_("Début de l’alerte, date et heure."),
      .example = "\"2023-05-23T09:00\"" },
    { .key = "until",
      .type = FIELD_DATE_TIME,
      .offset = offsetof(struct alert_slide, head.until),
      .required = true,
      .help = N_("Fin de l’alerte, date et heure."),
      .example = "\"2023-05-23T18:00\"" },
    { .key = "closes_kiosk",
      .type = FIELD_BOOL,
      .offset = offsetof(struct alert_slide, head.closes_kiosk),
      .help = N_("true pour que la borne ne montre plus que l’alerte, sans « Continuer ».") },
    { .key = NULL },
};

static void check(void *record, const struct json *json, struct reader *reader)
{
    const struct slide_head *head = &((const struct alert_slide *)record)->head;
    int days = date_compare(head->until.date, head->from.date);
    if (days < 0 || (days == 0 && head->until.minute <= head->from.minute)) {
        reader_error(reader, json_get(json, "until"), _("must be later than \"from\", not %s"),
                     json_get(json, "until")->source);
    }
}

/* The second language in one go: "Exceptional closure, today from 14:00. Appointments are
 * postponed." */
static const char *join_second(const struct scene *scene, struct picture *picture,
                               const struct alert_slide *alert)
{
    const char *headline = scene_second(scene, &alert->headline);
    const char *when = scene_second(scene, &alert->when);
    const char *detail = scene_second(scene, &alert->detail);
    return headline ? picture_printf(picture, "%s%s%s%s%s", headline, when ? ". " : "",
                                     when ? when : "", detail ? ". " : "", detail ? detail : "")
                    : NULL;
}

/* Draws the text from the headline's first baseline on; second_y is where the second language
 * ends, unless the text before it needs the room. */
static void draw_text(const struct scene *scene, struct picture *picture,
                      const struct alert_slide *alert, struct setting *headline, struct box box,
                      float baseline, float second_y)
{
    float unit = picture->unit;
    float y = picture_setting(picture, headline, ALIGN_LEFT, box.x - 0.4f * unit, baseline);
    y += 7.8f * unit;
    picture_rule(picture, box.x, y, box.w, 0.4f * unit, WHITE);
    struct passage when = { .text = scene_text(scene, &alert->when),
                            .style = { 7.0f, WEIGHT_BOLD, WHITE, ROLE_TEXT },
                            .width = box.w,
                            .lines = picture->portrait ? 2 : 1,
                            .vital = true };
    struct passage detail = { .text = scene_text(scene, &alert->detail),
                              .style = { 4.2f, WEIGHT_SEMIBOLD, WHITE, ROLE_TEXT },
                              .width = box.w,
                              .lines = picture->portrait ? 4 : 2,
                              .vital = true };
    y = picture_passage(picture, &when, ALIGN_LEFT, box.x, y + 9.4f * unit);
    y = picture_passage(picture, &detail, ALIGN_LEFT, box.x, y + 7.0f * unit);
    struct passage second = { .text = join_second(scene, picture, alert),
                              .style = { 3.4f, WEIGHT_SEMIBOLD, WHITE, ROLE_SECOND },
                              .width = box.w,
                              .lines = picture->portrait ? 4 : 2,
                              .least = 0.7f };
    struct setting setting = passage_set(picture, &second);
    second_y -= setting.pitch * (float)(setting.count > 1 ? setting.count - 1 : 0);
    y += 6.0f * unit;
    picture_setting(picture, &setting, ALIGN_LEFT, box.x, second_y > y ? second_y : y);
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct alert_slide *alert = slide;
    float unit = picture->unit, height = (float)picture->height;
    float top = picture->portrait ? 0 : (height - 100 * unit) / 2;
    struct box box = { frame_left(picture), 0, frame_right(picture) - frame_left(picture), 0 };
    struct box sign = { box.x - 1.5f * unit, top + 22.1f * unit, 36.7f * unit, 36.7f * unit };
    picture->ground = ALERT;
    picture->urgent = true;
    frame_draw_site_line(scene, picture, WHITE, WHITE);
    if (picture->portrait) {
        sign.y += 6 * unit;
    } else {
        box_cut_left(&box, 39.9f * unit);
    }
    picture_shape(picture, sign, "icons/alert-triangle-filled", WHITE);
    struct passage headline = { .text = scene_text(scene, &alert->headline),
                                .style = { 18.2f, WEIGHT_BOLD, WHITE, ROLE_HERO },
                                .width = box.w,
                                .lines = 2,
                                .pitch = 0.97f,
                                .vital = true };
    struct setting setting = passage_set(picture, &headline);
    float baseline = picture->portrait    ? sign.y + 52 * unit
                     : setting.count == 1 ? top + 46.4f * unit
                                          : top + 36.6f * unit;
    float second = picture->portrait ? height - 34 * unit : top + 91.4f * unit;
    draw_text(scene, picture, alert, &setting, box, baseline, second);
    if (alert->head.example) {
        frame_draw_tag(scene, picture, ALIGN_LEFT, frame_left(picture), height - 11 * unit, WHITE,
                       WHITE, ALERT);
    }
}

const struct slide_kind slide_alert = {
    .record = { .name = "alert",
                .size = sizeof(struct alert_slide),
                .fields = fields,
                .title = "Alerte",
                .help = N_("Alerte qui remplace tout tant qu’elle est valable."),
                .check = check },
    .draw = draw,
};
