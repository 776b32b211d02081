/* zones.json: the colour zones marked on the floor, each with a letter, a shape and a colour that
 * has a name, so that colour is never the only sign.
 *
 *   { "floors": [ { "number": 0, "name": "Rez-de-chaussée" } ],
 *     "zones": [ { "letter": "A", "shape": "circle", "color": "#1F6FE5", "color_name": "bleu",
 *                  "name": "Accueil général", "counters": "Guichets 1 et 2", "floor": 0 } ] } */
#include "base/message.h"
#include "content/records.h"

#include <stdlib.h>
#include <string.h>

/* Same order as enum zone_shape; the names of assets/shapes. */
static const char *const shape_words[] = { "circle", "square",  "triangle", "diamond", "cross",
                                           "arch",   "hexagon", "star",     NULL };
static const char *const shape_meanings[] = { "rond",  "carré",    "triangle", "losange", "croix",
                                              "arche", "hexagone", "étoile",   NULL };

static const struct field floor_fields[] = {
    { .key = "number",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct building_floor, number),
      .required = true,
      .low = -9,
      .high = 99,
      .help = N_("Numéro de l’étage ; 0 est le rez-de-chaussée."),
      .example = "0" },
    { .key = "name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct building_floor, name),
      .required = true,
      .help = N_("Nom de l’étage."),
      .example = "\"Rez-de-chaussée\"" },
    { .key = NULL },
};

static const struct record floor_record = {
    .name = "floor",
    .size = sizeof(struct building_floor),
    .fields = floor_fields,
    .title = "Étage",
    .help = N_("Un étage."),
};

static const struct field zone_fields[] = {
    { .key = "letter",
      .type = FIELD_STRING,
      .offset = offsetof(struct zone, letter),
      .required = true,
      .help = N_("Lettre de la zone."),
      .example = "\"A\"",
      .max = 2 },
    { .key = "shape",
      .type = FIELD_WORD,
      .offset = offsetof(struct zone, shape),
      .required = true,
      .words = shape_words,
      .help = N_("Forme du panneau."),
      .example = "\"circle\"",
      .meanings = shape_meanings },
    { .key = "color",
      .type = FIELD_COLOR,
      .offset = offsetof(struct zone, color),
      .required = true,
      .help = N_("Couleur du marquage au sol."),
      .example = "\"#1F6FE5\"" },
    { .key = "color_name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct zone, color_name),
      .required = true,
      .help = N_("Nom de la couleur."),
      .example = "\"bleu\"" },
    { .key = "follow",
      .type = FIELD_TEXT,
      .offset = offsetof(struct zone, follow),
      .help = N_("Phrase de la borne : « Suivez la ligne verte au sol »."),
      .example = "\"Suivez la ligne bleue au sol\"" },
    { .key = "name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct zone, name),
      .required = true,
      .help = N_("Service que l’on trouve dans la zone."),
      .example = "\"Accueil général\"" },
    { .key = "name_short",
      .type = FIELD_TEXT,
      .offset = offsetof(struct zone, name_short),
      .help = N_("Nom plus court, utilisé quand le nom ne tient pas."),
      .example = "\"Accueil\"" },
    { .key = "counters",
      .type = FIELD_TEXT,
      .offset = offsetof(struct zone, counters),
      .help = N_("Guichets de la zone."),
      .example = "\"Guichets 1 et 2\"",
      .starter = true },
    { .key = "floor",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct zone, floor),
      .required = true,
      .low = -9,
      .high = 99,
      .help = N_("Numéro de l’étage."),
      .example = "0" },
    { .key = "service",
      .type = FIELD_SERVICE,
      .offset = offsetof(struct zone, service),
      .help = N_("Service de hours.json dont la zone suit les horaires."),
      .example = "\"accueil\"" },
    { .key = NULL },
};

static const struct record zone_record = {
    .name = "zone",
    .size = sizeof(struct zone),
    .fields = zone_fields,
    .title = "Zone",
    .help = N_("Une zone de couleur."),
};

static int compare_floors(const void *a, const void *b)
{
    return ((const struct building_floor *)a)->number - ((const struct building_floor *)b)->number;
}

static void check_zones(void *record, const struct json *json, struct reader *reader)
{
    struct zones_file *zones = record;
    struct building_floor *floors = zones->floors.items;
    const struct zone *items = zones->zones.items;
    for (size_t i = 0; i < zones->zones.count; i++) {
        const struct json *zone = json_at(json_get(json, "zones"), i);
        bool known = false;
        for (size_t j = 0; j < zones->floors.count; j++) {
            known = known || floors[j].number == items[i].floor;
        }
        if (!known) {
            reader_error(reader, json_get(zone, "floor"),
                         _("must be the number of one of the \"floors\", not %d"), items[i].floor);
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(items[i].letter, items[j].letter) == 0) {
                reader_error(reader, json_get(zone, "letter"),
                             _("must be different for each zone, not \"%s\" again"),
                             items[i].letter);
                break;
            }
        }
    }
    qsort(floors, zones->floors.count, sizeof *floors, compare_floors);
}

static const struct field zones_fields[] = {
    { .key = "example",
      .type = FIELD_BOOL,
      .offset = offsetof(struct zones_file, example),
      .help = N_("true tant que la préfecture n’a pas confirmé ces zones."),
      .starter = true },
    { .key = "review",
      .type = FIELD_DATE,
      .offset = offsetof(struct zones_file, review),
      .help = N_("Date à laquelle relire ce fichier ; vestibule check la rappelle."),
      .example = "\"2027-01-15\"" },
    { .key = "floors",
      .type = FIELD_LIST,
      .offset = offsetof(struct zones_file, floors),
      .required = true,
      .min = 1,
      .max = 30,
      .record = &floor_record,
      .help = N_("Les étages.") },
    { .key = "zones",
      .type = FIELD_LIST,
      .offset = offsetof(struct zones_file, zones),
      .required = true,
      .min = 1,
      .max = 40,
      .record = &zone_record,
      .help = N_("Les zones de couleur.") },
    { .key = NULL },
};

const struct record zones_record = {
    .name = "zones",
    .size = sizeof(struct zones_file),
    .fields = zones_fields,
    .title = "Zones de couleur",
    .help = N_("Les zones de couleur marquées au sol."),
    .check = check_zones,
};
