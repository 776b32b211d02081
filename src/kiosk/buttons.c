/* Buttons: a box that is filled while a finger is on it or while what it switches is on, with a
 * ring around it when the keyboard is there. The touch area is put down with the box that is drawn,
 * so that the two cannot differ. */
#include "kiosk/look.h"

struct colours {
    struct color fill, line, icon, text, soft;
};

static struct colours colours_of(const struct kiosk_scene *scene, const struct button *button)
{
    const struct look *look = &scene->look;
    const struct session *session = scene->session;
    bool pressed = session->inside && session->pressed == button->target;
    if ((button->on || button->filled) != pressed) {
        return (struct colours){ look->fill, look->fill, look->icon_on_fill, look->on_fill,
                                 look->on_fill };
    }
    return (struct colours){ look->ground, look->line, look->line, look->text, look->soft };
}

/* A white button on the bar has a white ground whatever the bar's. */
static struct colours draw_box(const struct kiosk_scene *scene, struct picture *picture,
                               struct box box, float reach, const struct button *button)
{
    float unit = picture->unit;
    struct colours colours = colours_of(scene, button);
    if (scene->session->focus == button->target) {
        picture_outline(picture, box_inset(box, -unit, -unit), 2 * unit, scene->look.ground,
                        scene->look.text, 0.6f * unit);
    }
    picture_outline(picture, box, unit, colours.fill, colours.line, scene->look.border * unit);
    picture_touch(picture, box, reach, button->target, button->label);
    return colours;
}

static void draw_icon(struct picture *picture, const char *icon, float x, float y, float size,
                      struct color color)
{
    if (icon) {
        picture_shape(picture, (struct box){ x, y, size, size }, icon, color);
    }
}

void kiosk_draw_bar_button(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                           float reach, const struct button *button)
{
    float unit = picture->unit, middle = box.y + box.h / 2;
    struct colours colours = draw_box(scene, picture, box, reach, button);
    float icon = 4.8f * unit, indent = button->icon ? 9.6f * unit : 2.4f * unit;
    if (box.w < 32 * unit && button->icon) {
        indent = (box.w < 25 * unit ? 7.6f : 8.0f) * unit;
    }
    draw_icon(picture, button->icon, box.x + indent - icon - 2.0f * unit, middle - icon / 2, icon,
              colours.icon);
    bool two = button->second && box.h >= 8.4f * unit;
    struct passage label = { .text = button->label,
                             .shorter = button->shorter,
                             .style = { scene->larger ? 3.4f : 3.0f, WEIGHT_BOLD, colours.text,
                                        ROLE_TEXT },
                             .width = box.w - indent - (box.w < 25 * unit ? 0.8f : 1.2f) * unit,
                             .lines = two ? 1 : 2,
                             .pitch = 1.1f };
    struct setting setting = passage_set(picture, &label);
    float first = two ? middle - 0.3f * unit
                      : middle + 0.33f * setting.style.size * unit -
                            setting.pitch * (float)(setting.count - 1) / 2;
    kiosk_put(scene, picture, &setting, box.x + indent, first);
    struct passage second = { .text = two ? button->second : NULL,
                              .shorter = button->second_shorter,
                              .style = { 2.6f, WEIGHT_REGULAR, colours.soft, ROLE_SECOND },
                              .width = label.width };
    kiosk_add(scene, picture, &second, box.x + indent, middle + 3.0f * unit);
}

void kiosk_draw_tile(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                     float reach, const struct button *button, const struct setting *label)
{
    float unit = picture->unit, arrow = 4.8f * unit, bottom = box_bottom(box);
    struct colours colours = draw_box(scene, picture, box, reach, button);
    draw_icon(picture, button->icon, box.x + 2.0f * unit, box.y + 2.4f * unit, 9.6f * unit,
              colours.icon);
    draw_icon(picture, "icons/arrow-right", box_right(box) - arrow - 2.2f * unit,
              box.y + 7.2f * unit - arrow / 2, arrow, colours.icon);
    struct setting setting = *label;
    setting.style.color = colours.text;
    float last = bottom - (button->second ? 7.0f : 3.6f) * unit;
    kiosk_put(scene, picture, &setting, box.x + 3.2f * unit,
              last - setting.pitch * (float)(setting.count - 1));
    struct passage second = { .text = button->second,
                              .shorter = button->second_shorter,
                              .style = { 2.8f, WEIGHT_REGULAR, colours.soft, ROLE_SECOND },
                              .width = box.w - 6.4f * unit };
    kiosk_add(scene, picture, &second, box.x + 3.2f * unit, bottom - 3.1f * unit);
}

void kiosk_draw_row(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                    float reach, const struct button *button, const struct setting *label)
{
    float unit = picture->unit, middle = box.y + box.h / 2;
    float icon = (box.h >= 13 * unit ? 7.0f : 5.6f) * unit, indent = icon + 4.4f * unit;
    struct colours colours = draw_box(scene, picture, box, reach, button);
    draw_icon(picture, button->icon, box.x + 2.2f * unit, middle - icon / 2, icon, colours.icon);
    struct setting setting = *label;
    setting.style.color = colours.text;
    bool two = button->second && box.h >= (setting.count > 1 ? 13.5f : 9.0f) * unit;
    float size = setting.style.size * unit;
    float rest = setting.pitch * (float)(setting.count - 1) + (two ? 4.0f * unit : 0);
    float first = middle - rest / 2 + 0.33f * size;
    float last = kiosk_put(scene, picture, &setting, box.x + indent, first);
    struct passage second = { .text = two ? button->second : NULL,
                              .shorter = button->second_shorter,
                              .style = { 2.6f, WEIGHT_REGULAR, colours.soft, ROLE_SECOND },
                              .width = box.w - indent - 1.6f * unit };
    kiosk_add(scene, picture, &second, box.x + indent, last + 3.9f * unit);
}

void kiosk_draw_centred(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                        float reach, const struct button *button, float size)
{
    float unit = picture->unit, middle = box.y + box.h / 2, x = box.x + box.w / 2;
    struct colours colours = draw_box(scene, picture, box, reach, button);
    bool plain = button->target >= TARGET_LANGUAGE;
    struct color color = plain && !button->on ? colours.icon : colours.text;
    bool two = button->second != NULL && box.h >= 12 * unit;
    struct passage label = { .text = button->label,
                             .shorter = button->shorter,
                             .style = { size, plain && !button->on ? WEIGHT_SEMIBOLD : WEIGHT_BOLD,
                                        color, ROLE_TEXT },
                             .width = box.w - 2 * unit };
    struct passage second = { .text = two ? button->second : NULL,
                              .style = { 2.8f, WEIGHT_REGULAR, colours.soft, ROLE_SECOND },
                              .width = box.w - 2 * unit };
    picture_passage(picture, &label, ALIGN_CENTRE, x,
                    two ? middle - 0.2f * unit : middle + 0.33f * size * unit);
    picture_passage(picture, &second, ALIGN_CENTRE, x, middle + 4.2f * unit);
}

struct button kiosk_choice_button(const struct kiosk_scene *scene, struct picture *picture,
                                  const struct kiosk_choice *choice, int target)
{
    return (struct button){ .target = target,
                            .icon = picture_printf(picture, "icons/%s", choice->icon),
                            .label = kiosk_text(scene, &choice->label),
                            .shorter = kiosk_short(scene, choice),
                            .second = kiosk_second(scene, &choice->label),
                            .second_shorter = text_own(&choice->label_short, scene->second) };
}
