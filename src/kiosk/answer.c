/* The visitor learns that this is not done here, where it is, and how: with the official site as a
 * code, and always without internet too. */
#include "kiosk/look.h"
#include "slides/address.h"

static void draw_left(const struct kiosk_scene *scene, struct picture *picture, struct box box)
{
    float unit = picture->unit;
    const struct look *look = &scene->look;
    const struct kiosk_elsewhere *elsewhere = &scene->choice->elsewhere;
    struct passage label = { .text = kiosk_text(scene, &scene->choice->label),
                             .shorter = kiosk_short(scene, scene->choice),
                             .style = { kiosk_size(scene, 3.6f), WEIGHT_BOLD, look->text,
                                        ROLE_TEXT },
                             .width = box.w };
    struct passage second = { .text = kiosk_second(scene, &scene->choice->label),
                              .style = { 3.0f, WEIGHT_REGULAR, look->soft, ROLE_SECOND } };
    if (scene->show->kiosk.example) {
        label.width -= kiosk_draw_tag(scene, picture, box_right(box), 5.6f * unit) + 2 * unit;
    }
    picture_pair(picture, &label, &second, 1.8f * unit, box.x, 8.3f * unit);
    picture_shape(picture, (struct box){ box.x - 1.6f * unit, 12.4f * unit, 17 * unit, 17 * unit },
                  picture_printf(picture, "icons/%s", scene->choice->icon), look->line);
    struct passage here = { .text = scene->words->not_here,
                            .style = { 4.8f, WEIGHT_SEMIBOLD, look->text, ROLE_TEXT },
                            .width = box.w - 18 * unit,
                            .lines = 2 };
    kiosk_add(scene, picture, &here, box.x + 18 * unit, 22.4f * unit);
    struct passage headline = { .text = kiosk_text(scene, &elsewhere->headline),
                                .style = { 8.4f, WEIGHT_BOLD, look->title, ROLE_HERO },
                                .width = box.w,
                                .lines = 2,
                                .pitch = 1.1f,
                                .least = 0.6f };
    struct passage headline_2 = { .text = kiosk_second(scene, &elsewhere->headline),
                                  .style = { 3.2f, WEIGHT_REGULAR, look->soft, ROLE_SECOND },
                                  .width = box.w };
    struct passage body = { .text = kiosk_text(scene, &elsewhere->body),
                            .style = { kiosk_size(scene, 4.2f), WEIGHT_REGULAR, look->text,
                                       ROLE_TEXT },
                            .width = box.w,
                            .lines = 5,
                            .pitch = 1.28f,
                            .least = 0.7f };
    float y = kiosk_add(scene, picture, &headline, box.x, 39.6f * unit);
    y = kiosk_add(scene, picture, &headline_2, box.x, y + 5.0f * unit);
    kiosk_add(scene, picture, &body, box.x, y + 7.6f * unit);
}

/* Returns the baseline below what was drawn. */
static float draw_code(const struct kiosk_scene *scene, struct picture *picture,
                       const struct kiosk_elsewhere *elsewhere, struct box box)
{
    float unit = picture->unit, size = (picture->portrait ? 30 : 33) * unit;
    const struct look *look = &scene->look;
    kiosk_draw_code(scene, picture, elsewhere->url, box.x + 2.4f * unit, box.y + 2.4f * unit, size);
    struct box text = box;
    box_cut_left(&text, size + 8 * unit);
    picture_shape(picture,
                  (struct box){ text.x - 0.6f * unit, text.y + 1.2f * unit, 7 * unit, 7 * unit },
                  "icons/device-mobile", look->title_on_panel);
    struct passage scan = { .text = scene->words->scan,
                            .shorter = scene->words->scan_short,
                            .style = { 3.4f, WEIGHT_SEMIBOLD, look->on_panel, ROLE_TEXT },
                            .width = text.w,
                            .lines = 4,
                            .pitch = 1.2f };
    struct passage second = { .text = scene->other ? scene->other->scan_short : NULL,
                              .style = { 2.8f, WEIGHT_REGULAR, look->soft_on_panel, ROLE_SECOND },
                              .width = text.w,
                              .lines = 2 };
    float y = kiosk_add(scene, picture, &scan, text.x, text.y + 12.6f * unit);
    kiosk_add(scene, picture, &second, text.x, y + 4.6f * unit);
    struct passage link = { .text = address_readable(picture, elsewhere->address, elsewhere->url),
                            .style = { 3.4f, WEIGHT_BOLD, look->title_on_panel, ROLE_TEXT },
                            .width = box.w - 2.4f * unit,
                            .lines = 2,
                            .vital = true,
                            .address = true };
    return kiosk_add(scene, picture, &link, box.x + 2.4f * unit, box.y + size + 10.4f * unit);
}

static void draw_offline(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                         float y)
{
    float unit = picture->unit;
    const struct look *look = &scene->look;
    const struct text *offline = &scene->choice->elsewhere.offline;
    picture_rule(picture, box.x, y, box.w, 0.15f * unit, GREY_900);
    picture_shape(picture, (struct box){ box.x, y + 2.6f * unit, 6.6f * unit, 6.6f * unit },
                  "icons/user", look->title_on_panel);
    struct passage heading = { .text = scene->words->without_internet,
                               .style = { kiosk_size(scene, 3.6f), WEIGHT_BOLD, look->on_panel,
                                          ROLE_TEXT },
                               .width = box.w - 9 * unit };
    struct passage text = { .text = kiosk_text(scene, offline),
                            .style = { kiosk_size(scene, 3.4f), WEIGHT_SEMIBOLD, look->on_panel,
                                       ROLE_TEXT },
                            .width = box.w - 9 * unit,
                            .lines = 3,
                            .pitch = 1.2f };
    struct passage second = { .text = kiosk_second(scene, offline),
                              .style = { 2.7f, WEIGHT_REGULAR, look->soft_on_panel, ROLE_SECOND },
                              .width = box.w - 9 * unit,
                              .lines = 2,
                              .pitch = 1.2f };
    kiosk_add(scene, picture, &heading, box.x + 9 * unit, y + 5.2f * unit);
    float last = kiosk_add(scene, picture, &text, box.x + 9 * unit, y + 9.8f * unit);
    kiosk_add(scene, picture, &second, box.x + 9 * unit, last + 4.2f * unit);
}

void kiosk_answer(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    float right = picture->portrait ? width - 7 * unit : 0.5061f * width;
    struct box panel = { 0.5456f * width, 5.4f * unit, width - 7 * unit - 0.5456f * width,
                         height - 23.4f * unit };
    if (picture->portrait) {
        panel = (struct box){ 7 * unit, 76.4f * unit, width - 14 * unit, height - 105.2f * unit };
    }
    kiosk_fill_page(scene, picture, BLEU);
    draw_left(scene, picture, (struct box){ 7 * unit, 0, right - 7 * unit, 0 });
    kiosk_draw_panel(scene, picture, panel);
    struct box inner = box_inset(panel, 3.4f * unit, 3.4f * unit);
    const struct kiosk_elsewhere *elsewhere = &scene->choice->elsewhere;
    float y = inner.y - 3.4f * unit;
    if (elsewhere->url) {
        y = draw_code(scene, picture, elsewhere, inner) + 2.8f * unit;
    }
    draw_offline(scene, picture, inner, y);
    kiosk_draw_foot(scene, picture);
}
