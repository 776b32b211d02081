/* plan.json: one drawing without words for each floor; the program adds rooms, names and the way.
 *
 *   { "floors": [ { "number": 0, "image": "images/plan-0.svg",
 *       "rooms": [ { "x": 0.04, "y": 0.06, "w": 0.25, "h": 0.3, "zone": "A", "door": "a" } ],
 *       "points": [ { "id": "hall", "x": 0.3, "y": 0.5, "to": ["a"] },
 *                   { "id": "a", "x": 0.2, "y": 0.36 } ] } ] } */
#include "base/image.h"
#include "base/message.h"
#include "base/source.h"
#include "content/closest.h"
#include "content/records.h"

#include <string.h>

static const double PLAIN_RATIO = 1.5; /* of a floor without a drawing */

static const char *const way_words[] = { "none", "stairs", "lift", NULL };

#define FRACTION(name, member, sentence)                                                           \
    {                                                                                              \
        .key = name, .type = FIELD_NUMBER, .offset = (member), .required = true, .low = 0,         \
        .high = 1, .help = (sentence), .example = "0.25"                                           \
    }
#define SPOT(struct_type)                                                                          \
    FRACTION("x", offsetof(struct_type, at.x), "De 0 (bord gauche du dessin) à 1 (bord droit)."),  \
        FRACTION("y", offsetof(struct_type, at.y), "De 0 (haut du dessin) à 1 (bas).")

static void check_room(void *record, const struct json *json, struct reader *reader)
{
    const struct plan_room *room = record;
    int given = (room->zone != NULL) + (room->way != WAY_NONE) + (room->label.by[0] != NULL);
    if (given != 1) {
        reader_error(reader, json, _("must have one of \"zone\", \"way\" and \"label\", not %d"),
                     given);
    }
    if (room->x + room->w > 1.0001 || room->y + room->h > 1.0001) {
        reader_error(reader, json,
                     _("reaches outside the drawing: x + w and y + h must be at "
                       "most 1"));
    }
    if (room->way != WAY_NONE && !room->door) {
        reader_error(reader, json, _("stairs and lifts need a \"door\""));
    }
}

static const struct field room_fields[] = {
    FRACTION("x", offsetof(struct plan_room, x), "Bord gauche, de 0 à 1."),
    FRACTION("y", offsetof(struct plan_room, y), "Bord haut, de 0 à 1."),
    FRACTION("w", offsetof(struct plan_room, w), "Largeur en part de celle du dessin."),
    FRACTION("h", offsetof(struct plan_room, h), "Hauteur en part de celle du dessin."),
    { .key = "zone",
      .type = FIELD_STRING,
      .offset = offsetof(struct plan_room, zone),
      .help = N_("Lettre de la zone de zones.json qui se trouve là."),
      .example = "\"A\"",
      .starter = true },
    { .key = "way",
      .type = FIELD_WORD,
      .offset = offsetof(struct plan_room, way),
      .fallback = "\"none\"",
      .words = way_words,
      .help = N_("stairs pour un escalier, lift pour un ascenseur."),
      .example = "\"none\"" },
    { .key = "label",
      .type = FIELD_TEXT,
      .offset = offsetof(struct plan_room, label),
      .help = N_("Nom d’une autre pièce, par exemple « Toilettes »."),
      .example = "\"Toilettes\"" },
    { .key = "door",
      .type = FIELD_STRING,
      .offset = offsetof(struct plan_room, door),
      .help = N_("Point par lequel on y entre. Un escalier ou un ascenseur a le même point à "
                 "chaque étage."),
      .example = "\"hall\"" },
    { .key = NULL },
};

static const struct record room_record = {
    .name = "room",
    .size = sizeof(struct plan_room),
    .fields = room_fields,
    .title = "Pièce",
    .help = N_("Une pièce du plan : une zone, un escalier, un ascenseur ou autre chose."),
    .rules =
        "\"oneOf\": [{\"required\": [\"zone\"]}, {\"required\": [\"label\"]}, {\"required\": [\"way\"], \"properties\": {\"way\": {\"enum\": [\"stairs\", \"lift\"]}}}], "
        "\"if\": {\"required\": [\"way\"], \"properties\": {\"way\": {\"enum\": [\"stairs\", \"lift\"]}}}, \"then\": {\"required\": [\"door\"]}",
    .check = check_room,
};

static const struct field label_fields[] = {
    { .key = "text",
      .type = FIELD_TEXT,
      .offset = offsetof(struct plan_label, text),
      .required = true,
      .help = N_("Ce qui est écrit, par exemple « Entrée »."),
      .example = "\"Entrée\"" },
    SPOT(struct plan_label),
    { .key = NULL },
};

static const struct record label_record = {
    .name = "label",
    .size = sizeof(struct plan_label),
    .fields = label_fields,
    .title = "Mot sur le plan",
    .help = N_("Un mot sur le plan."),
};

static const struct field point_fields[] = {
    { .key = "id",
      .type = FIELD_STRING,
      .offset = offsetof(struct plan_point, id),
      .required = true,
      .help = N_("Nom du point."),
      .example = "\"hall\"" },
    SPOT(struct plan_point),
    { .key = "to",
      .type = FIELD_STRINGS,
      .offset = offsetof(struct plan_point, to),
      .max = 20,
      .help = N_("Points où l’on va tout droit depuis celui-ci ; le retour est compris."),
      .example = "[\"hall\"]" },
    { .key = NULL },
};

static const struct record point_record = {
    .name = "point",
    .size = sizeof(struct plan_point),
    .fields = point_fields,
    .title = "Point de passage",
    .help = N_("Un point de passage ; les trajets vont de point en point."),
};

/* The page keeps the drawing's proportions, so that fractions fall where they were measured. */
static double image_ratio(struct reader *reader, const char *path)
{
    struct arena arena = { 0 };
    struct blob blob;
    struct image_info info;
    const char *reason;
    double ratio = PLAIN_RATIO;
    if (path && reader->source &&
        source_read(reader->source, path, IMAGE_BYTES_MAX, &arena, &blob, &reason) &&
        image_check(blob.bytes, blob.size, &info, &reason)) {
        ratio = (double)info.width / info.height;
    }
    arena_finish(&arena);
    return ratio;
}

/* Reports a name that is no point of the floor. */
static void check_name(const struct plan_floor *floor, const char *name, const struct json *json,
                       struct reader *reader)
{
    const char *ids[PLAN_POINTS_MAX];
    const struct plan_point *points = floor->points.items;
    if (plan_point_index(floor, name) >= 0) {
        return;
    }
    for (size_t i = 0; i < floor->points.count; i++) {
        ids[i] = points[i].id;
    }
    const char *near = closest_word(name, ids, floor->points.count);
    if (near) {
        reader_error(reader, json,
                     _("must be the id of a point of this floor, not \"%s\"; did you mean "
                       "\"%s\"?"),
                     name, near);
        reader_suggest(reader, near);
    } else {
        reader_error(reader, json, _("must be the id of a point of this floor, not \"%s\""), name);
    }
}

static void check_points(const struct plan_floor *floor, const struct json *json,
                         struct reader *reader)
{
    const struct plan_point *points = floor->points.items;
    for (size_t i = 0; i < floor->points.count; i++) {
        const struct json *point = json_at(json_get(json, "points"), i);
        if (plan_point_index(floor, points[i].id) != (int)i) {
            reader_error(reader, json_get(point, "id"),
                         _("must be different for each point of a floor, not \"%s\" again"),
                         points[i].id);
        }
        for (size_t j = 0; j < points[i].to.count; j++) {
            check_name(floor, points[i].to.items[j], json_at(json_get(point, "to"), j), reader);
        }
    }
}

static void check_floor(void *record, const struct json *json, struct reader *reader)
{
    struct plan_floor *floor = record;
    const struct plan_room *rooms = floor->rooms.items;
    floor->ratio = image_ratio(reader, floor->image);
    if (floor->ratio < 0.5 || floor->ratio > 3) {
        reader_error(reader, json_get(json, "image"),
                     _("must be a drawing between half and three times as wide as it is high"));
    }
    check_points(floor, json, reader);
    for (size_t i = 0; i < floor->rooms.count; i++) {
        if (rooms[i].door) {
            check_name(floor, rooms[i].door, json_get(json_at(json_get(json, "rooms"), i), "door"),
                       reader);
        }
    }
}

static const struct field floor_fields[] = {
    { .key = "number",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct plan_floor, number),
      .required = true,
      .low = -9,
      .high = 99,
      .help = N_("Numéro de l’étage, comme dans zones.json."),
      .example = "0" },
    { .key = "image",
      .type = FIELD_IMAGE,
      .offset = offsetof(struct plan_floor, image),
      .help = N_("Dessin de l’étage, sans texte."),
      .example = "\"images/plan-0.svg\"" },
    { .key = "rooms",
      .type = FIELD_LIST,
      .offset = offsetof(struct plan_floor, rooms),
      .max = PLAN_ROOMS_MAX,
      .record = &room_record,
      .help = N_("Les pièces à montrer.") },
    { .key = "labels",
      .type = FIELD_LIST,
      .offset = offsetof(struct plan_floor, labels),
      .max = 20,
      .record = &label_record,
      .help = N_("Les mots à écrire sur le plan.") },
    { .key = "points",
      .type = FIELD_LIST,
      .offset = offsetof(struct plan_floor, points),
      .max = PLAN_POINTS_MAX,
      .record = &point_record,
      .help = N_("Les points de passage.") },
    { .key = NULL },
};

static const struct record floor_record = {
    .name = "floor",
    .size = sizeof(struct plan_floor),
    .fields = floor_fields,
    .title = "Étage dessiné",
    .help = N_("Le plan d’un étage."),
    .check = check_floor,
};

static void check_plan(void *record, const struct json *json, struct reader *reader)
{
    const struct plan_file *plan = record;
    const struct plan_floor *floors = plan->floors.items;
    for (size_t i = 0; i < plan->floors.count; i++) {
        if (plan_floor(plan, floors[i].number) != &floors[i]) {
            reader_error(reader, json_get(json_at(json_get(json, "floors"), i), "number"),
                         _("must be different for each floor, not %d again"), floors[i].number);
        }
    }
}

static const struct field plan_fields[] = {
    { .key = "example",
      .type = FIELD_BOOL,
      .offset = offsetof(struct plan_file, example),
      .help = N_("true tant que la préfecture n’a pas confirmé ce plan."),
      .starter = true },
    { .key = "floors",
      .type = FIELD_LIST,
      .offset = offsetof(struct plan_file, floors),
      .required = true,
      .min = 1,
      .max = PLAN_FLOORS_MAX,
      .record = &floor_record,
      .help = N_("Les étages dessinés.") },
    { .key = NULL },
};

const struct record plan_record = {
    .name = "plan",
    .size = sizeof(struct plan_file),
    .fields = plan_fields,
    .title = "Plan du bâtiment",
    .help = N_("Le plan du bâtiment et les trajets, pour la borne."),
    .check = check_plan,
};

bool plan_file_finish(const struct show *show, const struct json *json, struct reader *reader)
{
    const struct plan_floor *floors = show->plan.floors.items;
    size_t errors = reader->errors;
    for (size_t i = 0; i < show->plan.floors.count; i++) {
        const struct json *floor = json_at(json_get(json, "floors"), i);
        const struct plan_room *rooms = floors[i].rooms.items;
        if (!show_floor(show, floors[i].number)) {
            reader_error(reader, json_get(floor, "number"),
                         _("must be the number of a floor of zones.json, not %d"),
                         floors[i].number);
        }
        for (size_t j = 0; j < floors[i].rooms.count; j++) {
            const struct json *letter = json_get(json_at(json_get(floor, "rooms"), j), "zone");
            const struct zone *zone = letter ? show_zone(show, rooms[j].zone) : NULL;
            if (letter && !zone) {
                reader_error(reader, letter,
                             _("must be the letter of a zone of zones.json, not %s"),
                             letter->source);
            } else if (zone && zone->floor != floors[i].number) {
                reader_error(reader, letter, _("zones.json says that zone %s is on floor %d"),
                             zone->letter, zone->floor);
            }
        }
    }
    return reader->errors == errors;
}
