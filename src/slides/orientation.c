/* The visitor sees the colour zones of zones.json by floor: a ribbon that comes in from the edge of
 * the screen like the line on the floor, the sign, the service, its counters, the floor.
 *
 *   { "kind": "orientation", "title": "Suivez votre couleur" } */
#include "slides/frame.h"
#include "slides/sign.h"
#include "slides/slide.h"

enum { PER_PAGE = 8, ROOMY = 6, ZONES_MAX = 40 };

struct orientation_slide {
    struct slide_head head;
};

static const struct field fields[] = {
    SLIDE_FIELDS(struct orientation_slide, true, "\"Suivez votre couleur\""),
    { .key = NULL },
};

static int pages(const void *slide, const struct show *show)
{
    (void)slide;
    return ((int)show->zones.zones.count + PER_PAGE - 1) / PER_PAGE;
}

/* The zones in the order of the floors. Returns how many. */
static int sort_zones(const struct show *show, const struct zone *sorted[ZONES_MAX])
{
    const struct building_floor *floors = show->zones.floors.items;
    const struct zone *zones = show->zones.zones.items;
    int count = 0;
    for (size_t floor = 0; floor < show->zones.floors.count; floor++) {
        for (size_t i = 0; i < show->zones.zones.count && count < ZONES_MAX; i++) {
            if (zones[i].floor == floors[floor].number) {
                sorted[count++] = &zones[i];
            }
        }
    }
    return count;
}

/* Sizes of the rows in u: six roomy ones, or eight with the second language on the same line. */
struct rows {
    float height, gap, floor_gap, sign;
    bool one_line;
};

static struct rows rows_for(const struct picture *picture, int count)
{
    if (picture->portrait) {
        return count <= ROOMY ? (struct rows){ 13.0f, 6.0f, 12.5f, 13.0f, false }
                              : (struct rows){ 11.0f, 3.6f, 7.0f, 11.0f, false };
    }
    return count <= ROOMY ? (struct rows){ 9.9f, 1.0f, 2.9f, 9.9f, false }
                          : (struct rows){ 7.4f, 0.7f, 1.9f, 7.4f, true };
}

static void draw_ribbon(struct picture *picture, const struct zone *zone, float y, float to)
{
    float unit = picture->unit, height = 3.6f * unit, edge = 1.2f * unit;
    struct box ribbon = { edge, y - height / 2, to - edge, height };
    if (sign_needs_edge(zone->color, WHITE)) {
        picture_fill(picture, ribbon, INK);
        ribbon = box_inset(ribbon, 0, 0.25f * unit);
    }
    picture_fill(picture, ribbon, zone->color);
}

static void draw_names(const struct scene *scene, struct picture *picture, const struct zone *zone,
                       struct rows rows, struct box name, struct box counters)
{
    float unit = picture->unit, y = name.y;
    float middle = y + rows.sign * unit / 2;
    struct passage first = { .text = scene_text(scene, &zone->name),
                             .shorter = text_own(&zone->name_short, 0),
                             .style = rows.one_line ? style_sized(STYLE_NAME, 4.4f) : STYLE_NAME,
                             .width = name.w };
    struct passage second = { .text = scene_second(scene, &zone->name),
                              .style = STYLE_SECOND,
                              .width = name.w };
    struct passage desks = { .text = scene_text(scene, &zone->counters),
                             .style = picture->portrait ? style_sized(STYLE_LABEL, 3.6f)
                                                        : style_sized(STYLE_LABEL, 4.4f),
                             .width = counters.w,
                             .vital = true };
    struct passage desks_2nd = { .text = scene_second(scene, &zone->counters),
                                 .style = STYLE_SECOND,
                                 .width = counters.w };
    first.style.role = desks.style.role = ROLE_SIGN;
    if (rows.one_line) {
        desks.style.size = 4.0f;
        picture_pair(picture, &first, &second, 1.8f * unit, name.x, y + 5.0f * unit);
        picture_pair(picture, &desks, &desks_2nd, 1.8f * unit, counters.x, y + 5.0f * unit);
    } else if (picture->portrait) {
        picture_passage(picture, &first, ALIGN_LEFT, name.x, middle - 2.0f * unit);
        picture_passage(picture, &second, ALIGN_LEFT, name.x, middle + 1.8f * unit);
        picture_pair(picture, &desks, &desks_2nd, 1.8f * unit, name.x, middle + 6.2f * unit);
    } else {
        picture_passage(picture, &first, ALIGN_LEFT, name.x, y + 4.8f * unit);
        picture_passage(picture, &second, ALIGN_LEFT, name.x, y + 8.7f * unit);
        picture_passage(picture, &desks, ALIGN_LEFT, counters.x, y + 4.8f * unit);
        picture_passage(picture, &desks_2nd, ALIGN_LEFT, counters.x, y + 8.7f * unit);
    }
}

static void draw_zone(const struct scene *scene, struct picture *picture, const struct zone *zone,
                      struct rows rows, struct box box, float y)
{
    float unit = picture->unit;
    struct box sign = { box.x + 1.4f * unit, y, rows.sign * unit, rows.sign * unit };
    struct box name = { box.x + (picture->portrait ? rows.sign + 5.0f : 16.5f) * unit, y, 51 * unit,
                        0 };
    struct box counters = { box.x + 0.4275f * box.w, y, 0.28f * box.w - 1.6f * unit, 0 };
    if (picture->portrait) {
        counters.w = name.w;
    } else {
        name.w = counters.x - name.x - 2 * unit;
    }
    draw_ribbon(picture, zone, y + sign.h / 2, sign.x + sign.w / 2);
    sign_draw(picture, zone, sign, zone->color, color_on(zone->color), WHITE, true);
    draw_names(scene, picture, zone, rows, name, counters);
}

static void draw_floor(const struct scene *scene, struct picture *picture, int number,
                       struct box panel)
{
    float unit = picture->unit, middle = panel.y + panel.h / 2;
    const struct building_floor *floor = show_floor(scene->show, number);
    bool low = panel.h < 15 * unit;
    struct style digit = { picture->portrait || low ? 9.0f : 14.4f, WEIGHT_BOLD, BLEU, ROLE_SIGN };
    const char *text = picture_printf(picture, "%d", number);
    picture_round(picture, panel, 1.2f * unit, BLEU_975);
    if (picture->portrait) {
        picture_text(picture, digit, ALIGN_CENTRE, panel.x + panel.w / 2,
                     middle + (number ? -0.4f : 3.0f) * unit, text);
        if (number) {
            picture_shape(picture,
                          (struct box){ panel.x + (panel.w - 5 * unit) / 2, middle + 1.4f * unit,
                                        5 * unit, 5 * unit },
                          "icons/stairs-up", BLEU);
        }
        return;
    }
    float stairs = number ? 10.6f * unit : 0;
    picture_text(picture, digit, ALIGN_CENTRE, panel.x + 8.2f * unit,
                 middle + 0.33f * digit.size * unit, text);
    struct passage name = { .text = scene_text(scene, &floor->name),
                            .style = style_sized(STYLE_HEADING, low ? 3.2f : 3.6f),
                            .width = panel.w - 17.4f * unit - stairs };
    struct passage second = { .text = scene_second(scene, &floor->name),
                              .style = STYLE_SECOND,
                              .width = panel.w - 17.4f * unit - stairs };
    float x = panel.x + 16 * unit;
    name.style.role = ROLE_SIGN;
    picture_passage(picture, &name, ALIGN_LEFT, x, middle - (low ? 0.3f : 0.4f) * unit);
    picture_passage(picture, &second, ALIGN_LEFT, x, middle + (low ? 3.2f : 4.0f) * unit);
    if (number) {
        picture_shape(picture,
                      (struct box){ box_right(panel) - 9.6f * unit, middle - 3.3f * unit,
                                    6.6f * unit, 6.6f * unit },
                      "icons/stairs-up", BLEU);
    }
}

static void draw(const void *slide, const struct scene *scene, struct picture *picture)
{
    const struct orientation_slide *orientation = slide;
    const struct zone *sorted[ZONES_MAX];
    struct box box = frame_draw_head(scene, picture, &orientation->head,
                                     scene->show->zones.example);
    int all = sort_zones(scene->show, sorted), each = (all + scene->pages - 1) / scene->pages;
    int first = each * scene->page, end = first + each < all ? first + each : all;
    struct rows rows = rows_for(picture, end - first);
    float unit = picture->unit, y = box.y - 0.8f * unit;
    struct box panel = { box.x + 0.7144f * box.w, 0, 0.2856f * box.w, 0 };
    if (picture->portrait) {
        panel.w = 12 * unit;
        panel.x = box_right(box) - panel.w;
    }
    for (int i = first; i < end;) {
        int floor = sorted[i]->floor;
        panel.y = y;
        for (; i < end && sorted[i]->floor == floor; i++) {
            draw_zone(scene, picture, sorted[i], rows, box, y);
            y += (rows.height + rows.gap) * unit;
        }
        panel.h = y - rows.gap * unit - panel.y;
        draw_floor(scene, picture, floor, panel);
        if (i < end) {
            float rule = y + (rows.floor_gap / 2 - rows.gap) * unit;
            picture_rule(picture, box.x + 16.5f * unit, rule, panel.x - box.x - (16.5f + 3) * unit,
                         0.15f * unit, GREY_900);
            y += (rows.floor_gap - rows.gap) * unit;
        }
    }
}

const struct slide_kind slide_orientation = {
    .record = { .name = "orientation",
                .size = sizeof(struct orientation_slide),
                .fields = fields,
                .title = "Orientation",
                .help = N_("Les zones de couleur de zones.json, par étage.") },
    .words = 30,
    .pages = pages,
    .draw = draw,
};
