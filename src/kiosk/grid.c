/* Where buttons stand: choices in a grid of tiles or low rows, all with labels of one size;
 * languages; the bar of access modes; the foot of the later pages. */
#include "kiosk/look.h"

static const float GAP = 2.2f; /* u between tiles */

struct grid {
    int columns, rows;
    float gap; /* pixels */
    bool low;  /* rows instead of tiles */
};

static struct grid grid_for(const struct kiosk_scene *scene, const struct picture *picture,
                            int count, struct box box)
{
    struct grid grid = { .gap = (scene->lowered ? 1.8f : GAP) * picture->unit };
    if (picture->portrait) {
        grid.columns = count <= 4 ? 1 : 2;
    } else {
        grid.columns = count <= 3 ? (count > 0 ? count : 1) : count <= 6 ? 3 : 4;
    }
    grid.rows = (count + grid.columns - 1) / grid.columns;
    float height = (box.h - grid.gap * (float)(grid.rows - 1)) / (float)grid.rows;
    grid.low = height < 21 * picture->unit;
    return grid;
}

static struct box cell_of(struct grid grid, struct box box, int index, float most)
{
    struct box row = box_row(box, index / grid.columns, grid.rows, grid.gap);
    if (row.h > most) {
        row.h = most;
        row.y = box.y + (most + grid.gap) * (float)(index / grid.columns);
    }
    return box_column(row, index % grid.columns, grid.columns, grid.gap);
}

static struct passage label_of(const struct kiosk_scene *scene, struct picture *picture,
                               const struct button *button, struct grid grid, struct box cell)
{
    float unit = picture->unit;
    float icon = cell.h >= 13 * unit ? 7.0f : 5.6f;
    float size = grid.low ? (scene->larger ? 4.0f : 3.4f) : (scene->larger ? 5.1f : 4.2f);
    bool brief = (scene->larger || (picture->portrait && grid.columns > 1)) && button->shorter;
    return (struct passage){
        .text = brief ? button->shorter : button->label,
        .shorter = button->shorter,
        .style = { size, WEIGHT_BOLD, scene->look.text, ROLE_TEXT },
        .width = cell.w - (grid.low ? icon + 6.0f : 6.4f) * unit,
        .lines = grid.low && cell.h < (scene->larger ? 9 : 11) * unit ? 1 : 2,
        .pitch = 1.10f,
    };
}

void kiosk_draw_choices(const struct kiosk_scene *scene, struct picture *picture,
                        const struct list *choices, struct box box)
{
    const struct kiosk_choice *items = choices->items;
    int count = (int)choices->count;
    struct grid grid = grid_for(scene, picture, count, box);
    float most = (grid.rows == 1 ? 36 : 28) * picture->unit;
    struct button buttons[CHOICES_MAX] = { 0 };
    struct passage labels[CHOICES_MAX] = { 0 };
    struct setting settings[CHOICES_MAX];
    for (int i = 0; i < count; i++) {
        buttons[i] = kiosk_choice_button(scene, picture, &items[i], TARGET_CHOICE + i);
        labels[i] = label_of(scene, picture, &buttons[i], grid, cell_of(grid, box, i, most));
    }
    passage_set_alike(picture, labels, count, settings);
    for (int i = 0; i < count; i++) {
        struct box cell = cell_of(grid, box, i, most);
        if (grid.low) {
            kiosk_draw_row(scene, picture, cell, grid.gap / 2, &buttons[i], &settings[i]);
        } else {
            kiosk_draw_tile(scene, picture, cell, grid.gap / 2, &buttons[i], &settings[i]);
        }
    }
}

static bool is_language(int target)
{
    return target >= TARGET_LANGUAGE || target == TARGET_MORE_LANGUAGES;
}

/* Fills targets with those of the page that are languages; returns how many. */
static int language_targets(const struct kiosk_scene *scene, int targets[TARGETS_MAX])
{
    int all[TARGETS_MAX], total = session_targets(scene->session, scene->view->world, all);
    int count = 0;
    for (int i = 0; i < total; i++) {
        if (is_language(all[i])) {
            targets[count++] = all[i];
        }
    }
    return count;
}

static float draw_languages_from_right(const struct kiosk_scene *scene, struct picture *picture,
                                       struct box box, const int *targets, int count)
{
    float unit = picture->unit, gap = 1.6f * unit, widths[LANGUAGES_MAX], total = 0;
    const struct style style = { 3.2f, WEIGHT_BOLD, INK, ROLE_TEXT };
    for (int i = 0; i < count; i++) {
        const char *label = kiosk_button(scene, targets[i]).label;
        widths[i] = picture_text_width(picture, style, label) + 5.2f * unit;
        widths[i] = widths[i] > 15 * unit ? widths[i] : 15 * unit;
        total += widths[i] + (i ? gap : 0);
    }
    float x = box_right(box) - total, left = x;
    for (int i = 0; i < count; i++) {
        struct button button = kiosk_button(scene, targets[i]);
        kiosk_draw_centred(scene, picture, (struct box){ x, box.y, widths[i], box.h }, gap / 2,
                           &button, 3.2f);
        x += widths[i] + gap;
    }
    return left;
}

float kiosk_draw_languages(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                           int columns)
{
    int targets[TARGETS_MAX], count = language_targets(scene, targets);
    float gap = (columns > 0 && !picture->portrait ? 2.0f : 1.6f) * picture->unit;
    if (columns == 0) {
        return draw_languages_from_right(scene, picture, box, targets, count);
    }
    int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; i++) {
        struct button button = kiosk_button(scene, targets[i]);
        struct box cell = box_column(box_row(box, i / columns, rows, gap), i % columns, columns,
                                     gap);
        kiosk_draw_centred(scene, picture, cell, gap / 2, &button, kiosk_size(scene, 3.2f));
    }
    return box.x;
}

void kiosk_draw_bar(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                    int columns, int first)
{
    int targets[TARGETS_MAX];
    int count = session_targets(scene->session, scene->view->world, targets) - first;
    float gap = (picture->portrait ? GAP : 2.0f) * picture->unit;
    int rows = columns > 0 ? (count + columns - 1) / columns : 1;
    for (int i = 0; i < count; i++) {
        struct button button = kiosk_button(scene, targets[first + i]);
        struct box row = box_row(box, i / columns, rows, 1.6f * picture->unit);
        struct box cell = box_column(row, i % columns, columns, gap);
        kiosk_draw_bar_button(scene, picture, cell, 0.8f * picture->unit, &button);
    }
}

/* The last buttons of a page are its foot: from "back" on. */
static int foot_targets(const struct kiosk_scene *scene, int targets[TARGETS_MAX])
{
    int all[TARGETS_MAX], total = session_targets(scene->session, scene->view->world, all);
    int count = 0;
    bool foot = false;
    for (int i = 0; i < total; i++) {
        foot = foot || all[i] == TARGET_BACK;
        if (foot) {
            targets[count++] = all[i];
        }
    }
    return count;
}

static void draw_foot_row(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                          const int *targets, int count)
{
    float gap = 2.0f * picture->unit;
    for (int i = 0; i < count; i++) {
        struct button button = kiosk_button(scene, targets[i]);
        kiosk_draw_bar_button(scene, picture, box_column(box, i, count, gap), 0.8f * picture->unit,
                              &button);
    }
}

float kiosk_draw_foot(const struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    int targets[TARGETS_MAX], count = foot_targets(scene, targets), left = 0;
    struct box box = { 7 * unit, height - 14.4f * unit, width - 14 * unit, 9.6f * unit };
    if (picture->portrait) {
        int first = (count + 1) / 2;
        struct box upper = box;
        upper.y -= 11.4f * unit;
        draw_foot_row(scene, picture, upper, targets, first);
        draw_foot_row(scene, picture, box, targets + first, count - first);
        return upper.y;
    }
    while (left < count && (targets[left] == TARGET_BACK || targets[left] == TARGET_ALOUD ||
                            targets[left] == TARGET_ACCESS)) {
        left++;
    }
    struct box part = { box.x, box.y, 0.5061f * width - box.x, box.h };
    draw_foot_row(scene, picture, part, targets, left);
    part = (struct box){ 0.5456f * width, box.y, box_right(box) - 0.5456f * width, box.h };
    draw_foot_row(scene, picture, part, targets + left, count - left);
    return box.y;
}
