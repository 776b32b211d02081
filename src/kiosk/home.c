/* The visitor sees the question, what one can come for, the languages and the access modes. With
 * lowered controls all that can be touched lies in the lower half. */
#include "kiosk/look.h"

struct parts {
    float question;                /* baseline, u */
    struct box choices, languages; /* u, y only where it is not the page's width */
    float bar, bar_height;         /* top of the bar's buttons, u */
};

static struct parts landscape_parts(bool lowered)
{
    if (lowered) {
        return (struct parts){ 21.6f, { 0, 43.0f, 0, 32.2f }, { 0, 77.2f, 0, 8.4f }, 89.3f, 9.0f };
    }
    return (struct parts){ 20.8f, { 0, 25.6f, 0, 57.8f }, { 0, 4.8f, 0, 8.6f }, 88.6f, 9.4f };
}

static struct parts portrait_parts(bool lowered)
{
    if (lowered) {
        return (
            struct parts){ 22.5f, { 0, 84.6f, 0, 57.4f }, { 0, 144.0f, 0, 8.4f }, 156.2f, 9.2f };
    }
    return (struct parts){ 22.5f, { 0, 45.6f, 0, 101.2f }, { 0, 33.6f, 0, 8.6f }, 153.0f, 9.6f };
}

/* Taller screens than 16:9 leave their room between the question and the choices. */
static struct parts parts_for(const struct kiosk_scene *scene, const struct picture *picture)
{
    float unit = picture->unit, height = (float)picture->height / unit;
    float designed = picture->portrait ? 177.78f : 100;
    struct parts parts = picture->portrait ? portrait_parts(scene->lowered)
                                           : landscape_parts(scene->lowered);
    float more = height - designed;
    parts.choices.y += scene->lowered ? more : 0;
    parts.choices.h += scene->lowered ? 0 : more;
    parts.languages.y += scene->lowered ? more : 0;
    parts.bar += more;
    return parts;
}

static struct box in_page(const struct picture *picture, struct box part)
{
    float unit = picture->unit;
    return (struct box){ 7 * unit, part.y * unit, (float)picture->width - 14 * unit,
                         part.h * unit };
}

/* The general reception's state, and where the buttons are. */
static void draw_lowered_head(const struct kiosk_scene *scene, struct picture *picture,
                              float baseline)
{
    float unit = picture->unit, y = (picture->portrait ? 52.0f : 38.1f) * unit;
    const struct kiosk_choice *choices = scene->show->kiosk.choices.items;
    const struct service *service = NULL;
    for (size_t i = 0; i < scene->show->kiosk.choices.count; i++) {
        if (choices[i].help && choices[i].zone->service) {
            service = show_service(scene->show, choices[i].zone->service);
        }
    }
    struct box state = { scene->rtl ? 7 * unit : 0.56f * (float)picture->width,
                         baseline - 5.4f * unit, (float)picture->width * 0.44f - 7 * unit,
                         7 * unit };
    if (picture->portrait) {
        state = (struct box){ 7 * unit, 36 * unit, (float)picture->width - 14 * unit, 7 * unit };
    }
    kiosk_draw_state(scene, picture, service, state, false);
    float arrow = scene->rtl ? (float)picture->width - 11.4f * unit : 6.6f * unit;
    picture_shape(picture, (struct box){ arrow, y - 3.8f * unit, 4.8f * unit, 4.8f * unit },
                  "icons/arrow-down", scene->look.line);
    struct passage hint = { .text = scene->words->buttons_below,
                            .style = { 3.4f, WEIGHT_SEMIBOLD, scene->look.text, ROLE_TEXT },
                            .width = (float)picture->width - 21 * unit };
    struct passage second = { .text = scene->other ? scene->other->buttons_below : NULL,
                              .style = { 2.8f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND } };
    picture_pair(picture, &hint, &second, 1.8f * unit, (scene->rtl ? 7.6f : 13.4f) * unit, y);
}

static void draw_question(const struct kiosk_scene *scene, struct picture *picture, float baseline)
{
    float unit = picture->unit, width = (float)picture->width - 14 * unit;
    bool stacked = picture->portrait || scene->lowered;
    struct passage question = { .text = scene->words->question,
                                .style = { 8.4f, WEIGHT_BOLD, scene->look.title, ROLE_HERO },
                                .width = width };
    struct passage second = { .text = scene->other ? scene->other->question : NULL,
                              .style = { 3.6f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND },
                              .width = width };
    if (scene->show->kiosk.example && !stacked) {
        question.width -= kiosk_draw_tag(scene, picture, 7 * unit + width, baseline - 3.6f * unit) +
                          3 * unit;
    }
    if (!stacked) { /* Arabic stands under the languages and needs its air */
        picture_pair(picture, &question, &second, 2.8f * unit, 7 * unit,
                     baseline + (scene->rtl ? 0.8f * unit : 0));
        return;
    }
    question.width = picture->portrait ? width : 0.5f * width;
    kiosk_add(scene, picture, &question, 7 * unit + (scene->rtl ? width - question.width : 0),
              baseline);
    kiosk_add(scene, picture, &second, 7 * unit, baseline + 6.4f * unit);
    if (scene->show->kiosk.example) { /* at the end of the second line */
        bool left = picture->portrait && scene->rtl;
        kiosk_draw_tag(scene, picture, 7 * unit + (left ? kiosk_tag_width(scene, picture) : width),
                       picture->portrait ? baseline + 3.2f * unit : 6 * unit);
    }
}

static void draw_bar_ground(const struct kiosk_scene *scene, struct picture *picture, float top)
{
    float width = (float)picture->width;
    picture_fill(picture, (struct box){ 0, top, width, (float)picture->height - top },
                 scene->look.bar);
    if (scene->look.contrast) {
        picture_rule(picture, 0, top, width, 0.3f * picture->unit, WHITE);
    }
}

static int count_before_bar(const struct kiosk_scene *scene, int *total)
{
    int targets[TARGETS_MAX], first = 0;
    *total = session_targets(scene->session, scene->view->world, targets);
    while (first < *total && targets[first] != TARGET_LARGER) {
        first++;
    }
    return first;
}

static void draw_bar(const struct kiosk_scene *scene, struct picture *picture, struct parts parts)
{
    float unit = picture->unit;
    int total, first = count_before_bar(scene, &total);
    int columns = picture->portrait ? 2 : total - first;
    int rows = (total - first + columns - 1) / columns;
    float height = (parts.bar_height * (float)rows + 1.6f * (float)(rows - 1)) * unit;
    float above = scene->lowered ? 2.0f : picture->portrait ? 3.8f : 2.0f;
    draw_bar_ground(scene, picture, (parts.bar - above) * unit);
    kiosk_draw_bar(
        scene, picture,
        (struct box){ 7 * unit, parts.bar * unit, (float)picture->width - 14 * unit, height },
        columns, first);
}

void kiosk_home(struct kiosk_scene *scene, struct picture *picture)
{
    struct parts parts = parts_for(scene, picture);
    float unit = picture->unit, right = (float)picture->width - 7 * unit;
    int columns = picture->portrait || scene->lowered ? HOME_LANGUAGES : 0;
    struct box languages = in_page(picture, parts.languages);
    picture->ground = scene->look.ground;
    draw_question(scene, picture, parts.question * unit);
    if (scene->lowered) {
        draw_lowered_head(scene, picture, parts.question * unit);
        right -= 24 * unit;
    } else {
        float left = kiosk_draw_languages(scene, picture, languages, columns);
        right = columns ? right : left - 4 * unit;
    }
    kiosk_draw_site_line(scene, picture, right);
    kiosk_draw_choices(scene, picture, &scene->show->kiosk.choices,
                       in_page(picture, parts.choices));
    if (scene->lowered) {
        kiosk_draw_languages(scene, picture, languages, columns);
    }
    draw_bar(scene, picture, parts);
    kiosk_draw_edges(scene, picture);
}

void kiosk_list(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width - 14 * unit;
    const struct kiosk_choice *choice = kiosk_choice_at(&scene->show->kiosk, scene->session->choice,
                                                        -1);
    picture->ground = scene->look.ground;
    kiosk_draw_site_line(scene, picture, 7 * unit + width - 24 * unit);
    if (scene->show->kiosk.example) {
        kiosk_draw_tag(scene, picture, 7 * unit + width, 5.6f * unit);
    }
    struct passage title = { .text = kiosk_text(scene, &choice->label),
                             .shorter = kiosk_short(scene, choice),
                             .style = { 8.4f, WEIGHT_BOLD, scene->look.title, ROLE_HERO },
                             .width = width,
                             .least = 0.6f };
    struct passage second = { .text = kiosk_second(scene, &choice->label),
                              .style = { 3.6f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND },
                              .width = width };
    if (picture->portrait) {
        kiosk_add(scene, picture, &title, 7 * unit, 22.5f * unit);
        kiosk_add(scene, picture, &second, 7 * unit, 28.9f * unit);
    } else {
        picture_pair(picture, &title, &second, 2.8f * unit, 7 * unit, 20.8f * unit);
    }
    float height = (float)picture->height,
          foot = height - (picture->portrait ? 27.8f : 16.4f) * unit;
    float top = scene->lowered ? (picture->portrait ? 0.47f : 0.43f) * height
                               : (picture->portrait ? 37.0f : 25.6f) * unit;
    kiosk_draw_choices(scene, picture, &choice->choices,
                       (struct box){ 7 * unit, top, width, foot - 3 * unit - top });
    draw_bar_ground(scene, picture, foot);
    kiosk_draw_foot(scene, picture);
    kiosk_draw_edges(scene, picture);
}
