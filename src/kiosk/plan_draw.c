/* The plan is white paper in every theme: its colours are those on the floor of the building. The
 * way ends at the door of a room and never covers its name. */
#include "kiosk/plan_draw.h"

#include "slides/sign.h"

#include <math.h>
#include <string.h>

struct paper {
    const struct kiosk_scene *scene;
    struct picture *picture;
    struct box box;
    float scale; /* u on the paper, in pixels: smaller on small plans */
};

static float at_x(const struct paper *paper, double x)
{
    return paper->box.x + paper->box.w * (float)x;
}

static float at_y(const struct paper *paper, double y)
{
    return paper->box.y + paper->box.h * (float)y;
}

static struct style text_style(const struct paper *paper, float size, enum weight weight,
                               struct color color)
{
    return (struct style){ size * paper->scale / paper->picture->unit, weight, color, ROLE_TEXT };
}

static void draw_room_name(const struct paper *paper, struct box box, const char *name,
                           const char *shorter, float baseline)
{
    struct passage passage = { .text = name,
                               .shorter = shorter,
                               .style = text_style(paper, 2.8f, WEIGHT_SEMIBOLD, INK),
                               .width = box.w - 2.2f * paper->scale,
                               .least = 0.6f };
    picture_passage(paper->picture, &passage, ALIGN_CENTRE, box.x + box.w / 2, baseline);
}

static void draw_zone_room(const struct paper *paper, const struct zone *zone, struct box box)
{
    const struct kiosk_scene *scene = paper->scene;
    float side = fminf(7 * paper->scale, 0.55f * box.h);
    struct box sign = { box.x + (box.w - side) / 2, box.y + 0.1f * box.h, side, side };
    sign_draw(paper->picture, zone, sign, zone->color, color_on(zone->color), WHITE, false);
    draw_room_name(paper, box, kiosk_text(scene, &zone->name),
                   text_own(&zone->name_short, scene->language), box_bottom(box) - 0.12f * box.h);
}

static void draw_way_room(const struct paper *paper, int way, struct box box, struct color color)
{
    const struct language *words = paper->scene->words;
    float side = fminf(6.4f * paper->scale, 0.55f * box.h);
    picture_shape(paper->picture,
                  (struct box){ box.x + (box.w - side) / 2, box.y + 0.1f * box.h, side, side },
                  way == WAY_LIFT ? "icons/elevator" : "icons/stairs-up", color);
    draw_room_name(paper, box, way == WAY_LIFT ? words->lift : words->stairs, NULL,
                   box_bottom(box) - 0.12f * box.h);
}

static void draw_room(const struct paper *paper, const struct plan_room *room, bool goal,
                      struct color color)
{
    struct box box = { at_x(paper, room->x), at_y(paper, room->y), paper->box.w * (float)room->w,
                       paper->box.h * (float)room->h };
    struct color edge = goal ? (sign_needs_edge(color, WHITE) ? INK : color) : GREY_625;
    picture_outline(paper->picture, box, 0.6f * paper->scale, WHITE, edge,
                    (goal ? 0.6f : 0.3f) * paper->scale);
    if (room->zone) {
        const struct zone *zone = show_zone(paper->scene->show, room->zone);
        if (zone) {
            draw_zone_room(paper, zone, box);
        }
    } else if (room->way != WAY_NONE) {
        draw_way_room(paper, room->way, box, goal ? edge : INK);
    } else {
        draw_room_name(paper, box, kiosk_text(paper->scene, &room->label), NULL,
                       box.y + box.h / 2 + paper->scale);
    }
}

/* Path data of the way, which stops short of its end by the head of the arrow. */
static const char *path_data(const struct paper *paper, const struct plan_path *path, float start,
                             float head, float end[2], float direction[2])
{
    const char *data = "";
    struct picture *picture = paper->picture;
    for (int i = 0; i < path->count; i++) {
        float x = at_x(paper, path->spots[i].x), y = at_y(paper, path->spots[i].y);
        if (i == path->count - 1 && i > 0) {
            float dx = x - at_x(paper, path->spots[i - 1].x);
            float dy = y - at_y(paper, path->spots[i - 1].y), length = hypotf(dx, dy);
            direction[0] = length > 0 ? dx / length : 0;
            direction[1] = length > 0 ? dy / length : -1;
            end[0] = x;
            end[1] = y;
            x -= direction[0] * fminf(head, length);
            y -= direction[1] * fminf(head, length);
        } else if (i == 0) { /* out of the door that the way comes from */
            float dx = at_x(paper, path->spots[1].x) - x, dy = at_y(paper, path->spots[1].y) - y;
            float length = hypotf(dx, dy), part = length > start ? start / length : 0;
            x += dx * part;
            y += dy * part;
        }
        data = picture_printf(picture, "%s%c%.1f %.1f", data, i ? 'L' : 'M',
                              (double)(x - paper->box.x), (double)(y - paper->box.y));
    }
    return data;
}

static void draw_arrow(const struct paper *paper, const float end[2], const float direction[2],
                       float size, struct color color)
{
    float half = size * 0.55f, x = end[0] - paper->box.x, y = end[1] - paper->box.y;
    float bx = x - direction[0] * size, by = y - direction[1] * size;
    float nx = -direction[1] * half, ny = direction[0] * half;
    picture_path(paper->picture, paper->box,
                 picture_printf(paper->picture, "M%.1f %.1fL%.1f %.1fL%.1f %.1fZ", (double)x,
                                (double)y, (double)(bx + nx), (double)(by + ny), (double)(bx - nx),
                                (double)(by - ny)),
                 color);
}

static void draw_way(const struct paper *paper, const struct plan_path *path, float start,
                     struct color color)
{
    float head = 4.4f * paper->scale, end[2] = { 0, 0 }, direction[2] = { 0, -1 };
    if (path->count < 2) {
        return;
    }
    const char *data = path_data(paper, path, start, head * 0.8f, end, direction);
    float edge = 0.25f * paper->scale;
    if (sign_needs_edge(color, WHITE)) {
        picture_stroke(paper->picture, paper->box, data, INK, 2.2f * paper->scale + 2 * edge);
        float tip[2] = { end[0] + direction[0] * 2 * edge, end[1] + direction[1] * 2 * edge };
        draw_arrow(paper, tip, direction, head + 4 * edge, INK);
    }
    picture_stroke(paper->picture, paper->box, data, color, 2.2f * paper->scale);
    draw_arrow(paper, end, direction, head, color);
}

static void draw_disc(const struct paper *paper, float x, float y, float radius, struct color color)
{
    picture_round(paper->picture, (struct box){ x - radius, y - radius, 2 * radius, 2 * radius },
                  radius, color);
}

/* The words stand where there is more room beside the disc. */
static void draw_here(const struct paper *paper, struct plan_spot spot)
{
    const struct kiosk_scene *scene = paper->scene;
    float x = at_x(paper, spot.x), y = at_y(paper, spot.y), scale = paper->scale;
    draw_disc(paper, x, y, 3.3f * scale, WHITE);
    draw_disc(paper, x, y, 2.6f * scale, BLEU);
    draw_disc(paper, x, y, 1.0f * scale, WHITE);
    bool left = spot.x > 0.6;
    float room = left ? x - paper->box.x : box_right(paper->box) - x;
    struct passage here = { .text = scene->words->you_are_here,
                            .style = text_style(paper, 3.2f, WEIGHT_BOLD, BLEU),
                            .width = room - 6 * scale,
                            .least = 0.6f };
    struct passage second = { .text = scene->other ? scene->other->you_are_here : NULL,
                              .style = text_style(paper, 2.7f, WEIGHT_REGULAR, GREY_200),
                              .width = room - 6 * scale };
    second.style.role = ROLE_SECOND;
    struct setting setting = passage_set(paper->picture, &here);
    struct setting other = passage_set(paper->picture, &second);
    float at = left ? x - 4.6f * scale : x + 4.6f * scale;
    /* beside the disc in every language, however it is read */
    for (int i = 0; i < setting.count; i++) {
        picture_text(paper->picture, setting.style, left ? ALIGN_RIGHT : ALIGN_LEFT, at,
                     y + (other.count ? 0.2f : 1.1f) * scale, setting.lines[i]);
    }
    for (int i = 0; i < other.count; i++) {
        picture_text(paper->picture, other.style, left ? ALIGN_RIGHT : ALIGN_LEFT, at,
                     y + 4.0f * scale, other.lines[i]);
    }
}

static void draw_labels(const struct paper *paper, const struct plan_floor *floor)
{
    const struct plan_label *labels = floor->labels.items;
    for (size_t i = 0; i < floor->labels.count; i++) {
        double room = fmin(labels[i].at.x, 1 - labels[i].at.x) * 2;
        struct passage passage = { .text = kiosk_text(paper->scene, &labels[i].text),
                                   .style = text_style(paper, 2.9f, WEIGHT_REGULAR, GREY_200),
                                   .width = paper->box.w * (float)room };
        picture_passage(paper->picture, &passage, ALIGN_CENTRE, at_x(paper, labels[i].at.x),
                        at_y(paper, labels[i].at.y) + 0.9f * paper->scale);
    }
}

struct box plan_draw(const struct kiosk_scene *scene, struct picture *picture,
                     const struct plan_trip *trip, int leg, const struct zone *zone, struct box box)
{
    const struct plan_floor *floor = trip->leg[leg].floor;
    const struct plan_room *rooms = floor->rooms.items;
    float ratio = (float)floor->ratio;
    struct box fitted = box.w / box.h > ratio ? box_centred(box, box.h * ratio, box.h)
                                              : box_centred(box, box.w, box.w / ratio);
    struct paper paper = { scene, picture, fitted, fitted.h / 45.4f };
    if (floor->image) {
        picture_image(picture, fitted, 0.6f * picture->unit, floor->image);
    } else {
        picture_round(picture, fitted, 0.6f * picture->unit, GREY_975);
    }
    for (size_t i = 0; i < floor->rooms.count; i++) {
        draw_room(&paper, &rooms[i], &rooms[i] == trip->leg[leg].goal, zone->color);
    }
    draw_labels(&paper, floor);
    draw_way(&paper, &trip->leg[leg].path, leg ? 2.2f * paper.scale : 0, zone->color);
    if (leg == 0) {
        draw_here(&paper, trip->leg[0].path.spots[0]);
    }
    return fitted;
}
