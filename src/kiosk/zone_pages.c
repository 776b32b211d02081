/* Two pages behind a result: what to bring, and the plan of one or two floors as large as it goes.
 */
#include "kiosk/plan_draw.h"
#include "kiosk/zone_head.h"

static void draw_title(const struct kiosk_scene *scene, struct picture *picture, const char *text,
                       const char *other)
{
    float unit = picture->unit, width = (float)picture->width - 14 * unit;
    struct passage title = { .text = text,
                             .style = { 6.4f, WEIGHT_BOLD, scene->look.title, ROLE_HERO },
                             .width = width };
    struct passage second = { .text = other,
                              .style = { 3.6f, WEIGHT_REGULAR, scene->look.soft, ROLE_SECOND } };
    picture_pair(picture, &title, &second, 2.4f * unit, 7 * unit, 17.6f * unit);
}

static void draw_document(const struct kiosk_scene *scene, struct picture *picture,
                          const struct kiosk_document *document, struct box row)
{
    float unit = picture->unit, middle = row.y + row.h / 2, indent = 9 * unit;
    const struct look *look = &scene->look;
    struct passage name = { .text = kiosk_text(scene, &document->name),
                            .style = { kiosk_size(scene, 4.2f), WEIGHT_SEMIBOLD, look->on_panel,
                                       ROLE_TEXT },
                            .width = row.w - indent,
                            .lines = 2,
                            .pitch = 1.15f };
    struct passage second = { .text = kiosk_second(scene, &document->name),
                              .style = { 2.9f, WEIGHT_REGULAR, look->soft_on_panel, ROLE_SECOND },
                              .width = row.w - indent };
    struct setting setting = passage_set(picture, &name), other = passage_set(picture, &second);
    float height = setting.pitch * (float)(setting.count - 1) + (other.count ? 4.0f * unit : 0);
    float first = middle - height / 2 + 0.33f * setting.style.size * unit;
    picture_shape(picture, (struct box){ row.x, middle - 3 * unit, 6 * unit, 6 * unit },
                  "icons/circle-check", look->title_on_panel);
    float last = kiosk_put(scene, picture, &setting, row.x + indent, first);
    kiosk_put(scene, picture, &other, row.x + indent, last + 4.0f * unit);
}

static struct box panel_box(const struct picture *picture)
{
    float unit = picture->unit, foot = picture->portrait ? 28.8f : 18.0f;
    return (struct box){ 7 * unit, 22.4f * unit, (float)picture->width - 14 * unit,
                         (float)picture->height - (22.4f + foot) * unit };
}

void kiosk_documents(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit, most = 13.0f * unit;
    const struct list *documents = &scene->choice->documents;
    const struct kiosk_document *items = documents->items;
    zone_draw_top(scene, picture, (float)picture->width - 7 * unit);
    draw_title(scene, picture, scene->words->documents,
               scene->other ? scene->other->documents : NULL);
    struct box panel = panel_box(picture);
    kiosk_draw_panel(scene, picture, panel);
    struct box inner = box_inset(panel, 4.2f * unit, 3 * unit);
    int count = (int)documents->count, columns = picture->portrait || count <= 4 ? 1 : 2;
    int rows = (count + columns - 1) / columns;
    if (rows > 0 && inner.h / (float)rows > most) {
        inner.h = most * (float)rows;
    }
    for (int i = 0; i < count; i++) {
        draw_document(scene, picture, &items[i],
                      box_column(box_row(inner, i % rows, rows, 0), i / rows, columns, 4 * unit));
    }
    kiosk_draw_foot(scene, picture);
}

static void draw_step(const struct kiosk_scene *scene, struct picture *picture,
                      const struct plan_trip *trip, int leg, struct box box)
{
    float unit = picture->unit;
    const struct building_floor *floor = show_floor(scene->show, trip->leg[leg].floor->number);
    const char *name = floor ? kiosk_text(scene, &floor->name) : "";
    const char *way = trip->way == WAY_LIFT ? scene->words->by_lift : scene->words->by_stairs;
    struct passage step = {
        .text = trip->legs > 1 ? picture_printf(picture, "%d. %s%s%s", leg + 1, name,
                                                leg ? ", " : "", leg ? way : "")
                               : name,
        .style = { kiosk_size(scene, 3.6f), WEIGHT_BOLD, scene->look.on_panel, ROLE_TEXT },
        .width = box.w,
        .least = 0.6f
    };
    kiosk_add(scene, picture, &step, box.x, box.y + 3.6f * unit);
    box_cut_top(&box, 5.8f * unit);
    plan_draw(scene, picture, trip, leg, scene->choice->zone, box);
}

void kiosk_plan(struct kiosk_scene *scene, struct picture *picture)
{
    float unit = picture->unit;
    struct plan_trip trip = session_trip(scene->session, scene->view->world);
    zone_draw_top(scene, picture, (float)picture->width - 7 * unit);
    struct arena *arena = &picture->arena;
    const char *letter = scene->choice->zone->letter;
    draw_title(scene, picture, words_fill(arena, scene->words->zone, "letter", letter, NULL),
               kiosk_text(scene, &scene->choice->zone->name));
    struct box panel = panel_box(picture);
    kiosk_draw_panel(scene, picture, panel);
    struct box inner = box_inset(panel, 3 * unit, 2.4f * unit);
    for (int leg = 0; leg < trip.legs; leg++) {
        struct box part = picture->portrait ? box_row(inner, leg, trip.legs, 4 * unit)
                                            : box_column(inner, leg, trip.legs, 4 * unit);
        draw_step(scene, picture, &trip, leg, part);
    }
    kiosk_draw_foot(scene, picture);
}
