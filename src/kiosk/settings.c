/* Two pages of settings: all languages; display and sound. Their buttons stand at the top, or at
 * the bottom with lowered controls. */
#include "kiosk/look.h"

static void draw_head(const struct kiosk_scene *scene, struct picture *picture, const char *text,
                      const char *other)
{
    float unit = picture->unit, width = (float)picture->width - 14 * unit;
    struct passage title = { .text = text,
                             .style = { 8.4f, WEIGHT_BOLD, scene->look.title, ROLE_HERO },
                             .width = width,
                             .least = 0.6f };
    struct passage second = { .text = other,
                              .style = { 3.6f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND },
                              .width = width };
    picture->ground = scene->look.ground;
    kiosk_draw_site_line(scene, picture, 7 * unit + width);
    if (picture->portrait) {
        kiosk_add(scene, picture, &title, 7 * unit, 22.5f * unit);
        kiosk_add(scene, picture, &second, 7 * unit, 28.9f * unit);
    } else {
        picture_pair(picture, &title, &second, 2.8f * unit, 7 * unit, 20.8f * unit);
    }
}

/* The room for buttons of that height in u, above the foot. */
static struct box room_for(const struct kiosk_scene *scene, const struct picture *picture,
                           float height)
{
    float unit = picture->unit;
    float foot = (float)picture->height - (picture->portrait ? 29.0f : 18.0f) * unit;
    float top = (picture->portrait ? 37.0f : 27.0f) * unit;
    float lowest = foot - height * unit;
    return (struct box){ 7 * unit, scene->lowered && lowest > top ? lowest : top,
                         (float)picture->width - 14 * unit, height * unit };
}

void kiosk_language_page(struct kiosk_scene *scene, struct picture *picture)
{
    int languages[LANGUAGES_MAX], count = session_languages(scene->view->world, languages);
    int rows = (count + 1) / 2;
    draw_head(scene, picture, scene->words->choose_language,
              scene->other ? scene->other->choose_language : NULL);
    struct box box = room_for(scene, picture, 11.0f * (float)rows + 2.0f * (float)(rows - 1));
    kiosk_draw_languages(scene, picture, box, 2);
    kiosk_draw_foot(scene, picture);
    kiosk_draw_edges(scene, picture);
}

/* The access modes and volume among the page's targets, in rows of two or four. */
static void draw_modes(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                       int columns)
{
    int all[TARGETS_MAX], total = session_targets(scene->session, scene->view->world, all);
    float gap = 2.2f * picture->unit;
    struct button buttons[TARGETS_MAX];
    struct passage labels[TARGETS_MAX] = { 0 };
    struct setting settings[TARGETS_MAX];
    int count = 0;
    for (int i = 0; i < total; i++) {
        if (all[i] >= TARGET_LARGER && all[i] <= TARGET_SOFTER) {
            buttons[count++] = kiosk_button(scene, all[i]);
        }
    }
    int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; i++) {
        labels[i] = (struct passage){
            .text = buttons[i].label,
            .shorter = buttons[i].shorter,
            .style = { kiosk_size(scene, 3.4f), WEIGHT_BOLD, INK, ROLE_TEXT },
            .width = box_column(box, 0, columns, gap).w - 13 * picture->unit,
            .lines = 2,
            .pitch = 1.1f,
        };
    }
    passage_set_alike(picture, labels, count, settings);
    for (int i = 0; i < count; i++) {
        struct box row = box_row(box, i / columns, rows, gap);
        kiosk_draw_row(scene, picture, box_column(row, i % columns, columns, gap), gap / 2,
                       &buttons[i], &settings[i]);
    }
}

static int count_modes(const struct kiosk_scene *scene)
{
    int all[TARGETS_MAX], total = session_targets(scene->session, scene->view->world, all);
    int count = 0;
    for (int i = 0; i < total; i++) {
        count += all[i] >= TARGET_LARGER && all[i] <= TARGET_SOFTER;
    }
    return count;
}

void kiosk_access(struct kiosk_scene *scene, struct picture *picture)
{
    int languages[LANGUAGES_MAX], known = session_languages(scene->view->world, languages);
    int columns = picture->portrait ? 2 : count_modes(scene) > 4 ? 3 : 4;
    int language_rows = known > 1 ? (known + 3) / 4 : 0;
    int mode_rows = (count_modes(scene) + columns - 1) / columns;
    float upper = language_rows ? 9.0f * (float)language_rows + 1.8f * (float)(language_rows - 1)
                                : 0;
    float row = scene->lowered && !picture->portrait && mode_rows > 1 ? 11.2f : 15.2f;
    float lower = row * (float)mode_rows + 2.2f * (float)(mode_rows - 1);
    draw_head(scene, picture, scene->words->access, scene->other ? scene->other->access : NULL);
    struct box box = room_for(scene, picture, upper + 3.6f + lower);
    kiosk_draw_languages(scene, picture, box_cut_top(&box, upper * picture->unit), 4);
    box_cut_top(&box, 3.6f * picture->unit);
    draw_modes(scene, picture, box, columns);
    kiosk_draw_foot(scene, picture);
    kiosk_draw_edges(scene, picture);
}
