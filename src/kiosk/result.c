/* The visitor sees the zone's colour on the whole page, its letter and shape, the floor, the
 * counters, whether it is open now; on a white panel the way there and what to take along. */
#include "kiosk/plan_draw.h"
#include "kiosk/zone_head.h"
#include "picture/qr.h"
#include "slides/address.h"
#include "slides/sign.h"

void zone_draw_top(struct kiosk_scene *scene, struct picture *picture, float right)
{
    float unit = picture->unit;
    const struct show *show = scene->show;
    kiosk_fill_page(scene, picture, scene->choice->zone->color);
    struct passage label = { .text = kiosk_text(scene, &scene->choice->label),
                             .shorter = kiosk_short(scene, scene->choice),
                             .style = { kiosk_size(scene, 3.6f), WEIGHT_BOLD, scene->look.text,
                                        ROLE_TEXT },
                             .width = right - 7 * unit };
    struct passage second = { .text = kiosk_second(scene, &scene->choice->label),
                              .style = { 3.0f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND } };
    if (show->kiosk.example || show->zones.example || show->plan.example) {
        label.width -= kiosk_draw_tag(scene, picture, right, 5.6f * unit) + 2 * unit;
    }
    picture_pair(picture, &label, &second, 1.8f * unit, 7 * unit, 8.3f * unit);
}

const struct service *zone_service(const struct kiosk_scene *scene)
{
    const struct kiosk_choice *choice = scene->choice;
    const char *id = choice->service ? choice->service : choice->zone->service;
    return id ? show_service(scene->show, id) : NULL;
}

/* Where the left part's lines stand, in u. */
struct lines {
    float sign, sign_y, text_x, zone, look, floor, rule, counters, follow, state;
};

static const struct lines landscape = { 33.0f, 11.4f, 43.6f, 22.4f, 29.2f,
                                        42.0f, 49.6f, 59.2f, 66.8f, 73.6f };
static const struct lines portrait = { 30.0f, 11.4f, 41.0f, 21.4f, 27.8f,
                                       38.6f, 44.8f, 54.0f, 61.2f, 66.8f };

static const char *floor_name(const struct kiosk_scene *scene, const char **second)
{
    const struct building_floor *floor = show_floor(scene->show, scene->choice->zone->floor);
    *second = floor ? kiosk_second(scene, &floor->name) : NULL;
    return floor ? kiosk_text(scene, &floor->name) : "";
}

static const char *look_words(const struct kiosk_scene *scene, struct picture *picture,
                              const struct language *words, int language)
{
    const struct zone *zone = scene->choice->zone;
    const char *color = words ? text_own(&zone->color_name, language) : NULL;
    return color ? words_fill(&picture->arena, words->look, "color", color, "shape",
                              words->shapes.items[zone->shape], NULL)
                 : NULL;
}

static const char *zone_words(const struct kiosk_scene *scene, struct picture *picture)
{
    return words_fill(&picture->arena, scene->words->zone, "letter", scene->choice->zone->letter,
                      NULL);
}

static void draw_sign(const struct kiosk_scene *scene, struct picture *picture, struct lines lines)
{
    float unit = picture->unit;
    const struct zone *zone = scene->choice->zone;
    struct box box = { 6.4f * unit, lines.sign_y * unit, lines.sign * unit, lines.sign * unit };
    if (scene->look.contrast) {
        sign_draw(picture, zone, box, zone->color, color_on(zone->color), WHITE, true);
    } else {
        sign_draw(picture, zone, box, scene->look.text, zone->color, scene->look.ground, false);
    }
}

/* The zone in words: its letter, its colour and shape, its floor. */
static void draw_zone(const struct kiosk_scene *scene, struct picture *picture, struct lines lines,
                      float right)
{
    float unit = picture->unit, x = lines.text_x * unit, width = right - x;
    const struct look *look = &scene->look;
    const char *floor_second, *floor = floor_name(scene, &floor_second);
    struct passage zone = { .text = zone_words(scene, picture),
                            .style = { 11.0f, WEIGHT_BOLD, look->title, ROLE_HERO },
                            .width = width,
                            .vital = true };
    struct passage words = { .text = look_words(scene, picture, scene->words, scene->language),
                             .style = { kiosk_size(scene, 4.2f), WEIGHT_SEMIBOLD, look->text,
                                        ROLE_TEXT },
                             .width = width };
    struct passage words_2 = { .text = look_words(scene, picture, scene->other, scene->second),
                               .style = { 2.9f, WEIGHT_REGULAR, look->soft, ROLE_SECOND },
                               .width = width };
    struct passage name = { .text = floor,
                            .style = { 7.0f, WEIGHT_BOLD, look->text, ROLE_HERO },
                            .width = width,
                            .least = 0.6f,
                            .vital = true };
    struct passage name_2 = { .text = floor_second,
                              .style = { 2.9f, WEIGHT_REGULAR, look->soft, ROLE_SECOND },
                              .width = width };
    kiosk_add(scene, picture, &zone, x, lines.zone * unit);
    kiosk_add(scene, picture, &words, x, lines.look * unit);
    kiosk_add(scene, picture, &words_2, x, (lines.look + 4.1f) * unit);
    kiosk_add(scene, picture, &name, x, lines.floor * unit);
    kiosk_add(scene, picture, &name_2, x, (lines.floor + 4.2f) * unit);
}

/* The counters, the line to follow, the state now. */
static void draw_service(const struct kiosk_scene *scene, struct picture *picture,
                         struct lines lines, float right)
{
    float unit = picture->unit, x = 7 * unit, width = right - x;
    const struct look *look = &scene->look;
    const struct kiosk_choice *choice = scene->choice;
    const struct zone *zone = choice->zone;
    const struct text *desks = choice->counters.by[0] ? &choice->counters : &zone->counters;
    const char *follow = text_own(&zone->follow, scene->language);
    struct passage counters = { .text = kiosk_text(scene, desks),
                                .style = { 8.4f, WEIGHT_BOLD, look->title, ROLE_HERO },
                                .width = width,
                                .least = 0.6f };
    struct passage counters_2 = { .text = kiosk_second(scene, desks),
                                  .style = { 3.2f, WEIGHT_REGULAR, look->soft, ROLE_SECOND } };
    if (!counters.text[0]) { /* some zones have none: their name instead */
        counters.text = kiosk_text(scene, &zone->name);
        counters_2.text = kiosk_second(scene, &zone->name);
    }
    struct passage line = { .text = follow ? follow
                                           : words_fill(&picture->arena, scene->words->follow_line,
                                                        "color",
                                                        kiosk_text(scene, &zone->color_name), NULL),
                            .style = { 4.8f, WEIGHT_SEMIBOLD, look->text, ROLE_TEXT },
                            .width = width,
                            .least = 0.7f };
    struct passage line_2 = { .text = kiosk_second(scene, &zone->follow),
                              .style = { 3.0f, WEIGHT_REGULAR, look->soft, ROLE_SECOND },
                              .width = width };
    picture_rule(picture, x, lines.rule * unit, width, 0.25f * unit, look->text);
    picture_pair(picture, &counters, &counters_2, 2.4f * unit, x, lines.counters * unit);
    kiosk_add(scene, picture, &line, x, lines.follow * unit);
    kiosk_add(scene, picture, &line_2, x, (lines.follow + 4.2f) * unit);
    kiosk_draw_state(scene, picture, zone_service(scene),
                     (struct box){ x, lines.state * unit, width, 8.0f * unit }, true);
}

/* A pill that hangs on the plan's foot says that it can be enlarged, and shows the floor above too.
 */
static void draw_enlarge(const struct kiosk_scene *scene, struct picture *picture,
                         const struct plan_trip *trip, struct box plan)
{
    float unit = picture->unit, height = 5.4f * unit;
    const char *second, *label = scene->words->enlarge_plan;
    if (trip->legs > 1) {
        label = words_fill(&picture->arena, scene->words->plan_of, "floor",
                           floor_name(scene, &second), NULL);
    }
    bool pressed = scene->session->inside && scene->session->pressed == TARGET_PLAN;
    struct color fill = pressed ? WHITE : BLEU, text = pressed ? BLEU : WHITE;
    const struct style style = { 2.8f, WEIGHT_BOLD, text, ROLE_TEXT };
    float width = picture_text_width(picture, style, label) + 8.4f * unit;
    struct box pill = { box_right(plan) - width - 1.4f * unit, box_bottom(plan) - 1.2f * unit,
                        width, height };
    if (scene->session->focus == TARGET_PLAN) {
        picture_outline(picture, box_inset(pill, -unit, -unit), height / 2 + unit, WHITE, INK,
                        0.6f * unit);
    }
    picture_outline(picture, pill, height / 2, fill, BLEU, 0.35f * unit);
    picture_shape(
        picture,
        (struct box){ pill.x + 1.8f * unit, pill.y + 0.9f * unit, 3.6f * unit, 3.6f * unit },
        "icons/zoom-in", text);
    picture_text(picture, style, ALIGN_LEFT, pill.x + 6.2f * unit, pill.y + 3.7f * unit, label);
    picture_touch(picture, plan, unit, TARGET_PLAN, label);
}

/* The code to take along and, always, how without a telephone. */
static void draw_take_away(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                           float size)
{
    float unit = picture->unit;
    const struct kiosk_file *kiosk = &scene->show->kiosk;
    const struct look *look = &scene->look;
    const char *url = scene->choice->url ? scene->choice->url : kiosk->url;
    const char *address = scene->choice->url ? scene->choice->address : kiosk->address;
    struct box text = box;
    if (url) {
        kiosk_draw_code(scene, picture, url, box.x + 1.6f * unit, box.y, size);
        box_cut_left(&text, size + 6.4f * unit);
    }
    struct passage title = { .text = url ? scene->words->take_away : NULL,
                             .style = { 4.0f, WEIGHT_BOLD, look->on_panel, ROLE_TEXT },
                             .width = text.w };
    struct passage phone = { .text = url ? scene->words->on_your_phone : NULL,
                             .style = { 3.2f, WEIGHT_REGULAR, look->on_panel, ROLE_TEXT },
                             .width = text.w };
    struct passage second = { .text = url && scene->other ? scene->other->take_away : NULL,
                              .style = { 2.7f, WEIGHT_REGULAR, look->soft_on_panel, ROLE_SECOND } };
    struct passage link = { .text = url ? address_readable(picture, address, url) : NULL,
                            .style = { 2.9f, WEIGHT_BOLD, look->title_on_panel, ROLE_TEXT },
                            .width = text.w,
                            .vital = true,
                            .address = true };
    struct passage offline = { .text = kiosk_text(scene, &kiosk->offline),
                               .style = { 2.9f, WEIGHT_SEMIBOLD, look->on_panel, ROLE_TEXT },
                               .width = text.w - 5.6f * unit,
                               .lines = 2,
                               .pitch = 1.15f };
    kiosk_add(scene, picture, &title, text.x, text.y + 3.6f * unit);
    picture_pair(picture, &phone, &second, 1.6f * unit, text.x, text.y + 7.6f * unit);
    kiosk_add(scene, picture, &link, text.x, text.y + 11.5f * unit);
    picture_rule(picture, text.x, text.y + 13.4f * unit, text.w, 0.15f * unit, GREY_900);
    picture_shape(
        picture,
        (struct box){ text.x - 0.4f * unit, text.y + 15.0f * unit, 4.4f * unit, 4.4f * unit },
        "icons/user", look->title_on_panel);
    kiosk_add(scene, picture, &offline, text.x + 5.6f * unit, text.y + 17.0f * unit);
}

static void draw_panel(const struct kiosk_scene *scene, struct picture *picture,
                       const struct plan_trip *trip, struct box panel)
{
    float unit = picture->unit, pad = 2.8f * unit, size = 20.4f * unit;
    kiosk_draw_panel(scene, picture, panel);
    struct box inner = box_inset(panel, pad, pad);
    struct box lower = box_cut_bottom(&inner, 21.6f * unit);
    box_cut_bottom(&inner, (scene->lowered ? 3.4f : 4.6f) * unit); /* the pill's room */
    if (trip->legs == 0) { /* nothing to walk along: the code takes the room */
        lower.y = panel.y + (panel.h - 24 * unit) / 2;
        draw_take_away(scene, picture, lower, size);
        return;
    }
    struct box plan = plan_draw(scene, picture, trip, 0, scene->choice->zone, inner);
    if (!scene->lowered) {
        draw_enlarge(scene, picture, trip, plan);
    }
    draw_take_away(scene, picture, lower, size);
}

void kiosk_result(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, width = (float)picture->width, height = (float)picture->height;
    struct lines lines = picture->portrait ? portrait : landscape;
    float right = picture->portrait ? width - 7 * unit : 0.5061f * width;
    struct plan_trip trip = session_trip(scene->session, scene->view->world);
    struct box panel = { 0.5456f * width, 5.4f * unit, width - 7 * unit - 0.5456f * width,
                         height - 23.4f * unit };
    if (picture->portrait) {
        panel = (struct box){ 7 * unit, 77.2f * unit, width - 14 * unit, height - 106.0f * unit };
    }
    zone_draw_top(scene, picture, right);
    draw_sign(scene, picture, lines);
    draw_zone(scene, picture, lines, right);
    draw_service(scene, picture, lines, right);
    draw_panel(scene, picture, &trip, panel);
    kiosk_draw_foot(scene, picture);
}
