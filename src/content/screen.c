/* screens/NAME.json: one physical screen.
 *
 *   { "display": 1, "width_mm": 1210, "height_mm": 680, "viewing_distance_mm": 5000 } */
#include "base/message.h"
#include "calendar/lighting.h"
#include "content/places.h"
#include "content/records.h"

static void check_here(void *record, const struct json *json, struct reader *reader)
{
    (void)json;
    (void)reader;
    ((struct plan_here *)record)->given = true;
}

static const struct field here_fields[] = {
    { .key = "floor",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct plan_here, floor),
      .fallback = "0",
      .low = -9,
      .high = 99,
      .help = N_("Étage où se trouve la borne."),
      .example = "0" },
    { .key = "x",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct plan_here, at.x),
      .required = true,
      .low = 0,
      .high = 1,
      .help = N_("De 0 (bord gauche du plan) à 1 (bord droit)."),
      .example = "0.3" },
    { .key = "y",
      .type = FIELD_NUMBER,
      .offset = offsetof(struct plan_here, at.y),
      .required = true,
      .low = 0,
      .high = 1,
      .help = N_("De 0 (haut du plan) à 1 (bas)."),
      .example = "0.75" },
    { .key = NULL },
};

static const struct record here_record = {
    .name = "here",
    .size = sizeof(struct plan_here),
    .fields = here_fields,
    .title = "Place de la borne",
    .help = N_("La place de la borne sur le plan : « Vous êtes ici »."),
    .check = check_here,
};

static void check_span(void *record, const struct json *json, struct reader *reader)
{
    if (((struct screen_span *)record)->from == MINUTES_PER_DAY) {
        reader_error(reader, json_get(json, "from"),
                     _("24:00 ends a day; a span that begins at midnight begins at \"00:00\""));
    }
}

static const struct field span_fields[] = {
    { .key = "weekdays",
      .type = FIELD_WEEKDAYS,
      .offset = offsetof(struct screen_span, weekdays),
      .help = N_("Jours où la plage commence ; sans cette clé, tous."),
      .example = "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]" },
    { .key = "from",
      .type = FIELD_TIME,
      .offset = offsetof(struct screen_span, from),
      .required = true,
      .help = N_("Heure d’allumage."),
      .example = "\"07:30\"" },
    { .key = "to",
      .type = FIELD_TIME,
      .offset = offsetof(struct screen_span, to),
      .required = true,
      .help = N_("Heure d’extinction ; plus tôt que l’allumage : le lendemain ; la même heure : "
                 "vingt-quatre heures de suite."),
      .example = "\"19:00\"" },
    { .key = NULL },
};

static const struct record span_record = {
    .name = "span",
    .size = sizeof(struct screen_span),
    .fields = span_fields,
    .title = "Plage d’allumage",
    .help = N_("Une plage pendant laquelle l’écran est allumé."),
    .rules = "\"properties\": {\"from\": {\"not\": {\"const\": \"24:00\"}}}",
    .check = check_span,
};

static void check_opening(void *record, const struct json *json, struct reader *reader)
{
    (void)json;
    (void)reader;
    ((struct screen_opening *)record)->given = true;
}

static const struct field opening_fields[] = {
    { .key = "service",
      .type = FIELD_SERVICE,
      .offset = offsetof(struct screen_opening, service),
      .help = N_("Le service de hours.json à suivre ; sans cette clé, n’importe lequel."),
      .example = "\"accueil\"" },
    { .key = "before",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen_opening, before),
      .fallback = "0",
      .low = -120,
      .high = 240,
      .help = N_("Allumé tant de minutes avant l’ouverture."),
      .example = "30" },
    { .key = "after",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen_opening, after),
      .fallback = "0",
      .low = -120,
      .high = 240,
      .help = N_("Éteint tant de minutes après la fermeture."),
      .example = "15" },
    { .key = NULL },
};

static const struct record opening_record = {
    .name = "opening",
    .size = sizeof(struct screen_opening),
    .fields = opening_fields,
    .title = "Comme le bâtiment",
    .help = N_("Allumé pendant les heures d’ouverture, jours fériés et exceptions compris."),
    .check = check_opening,
};

static void check_hours(void *record, const struct json *json, struct reader *reader)
{
    struct screen_hours *hours = record;
    hours->given = true;
    if (reader->places) { /* what is wrong with all of it is told where it begins */
        places_add(reader->places, hours, reader->file, json);
    }
    if (hours->spans.count == 0 && !hours->opening.given) {
        reader_error(reader, json,
                     _("needs \"spans\" or \"opening\"; a screen that is always lit has no "
                       "\"hours\""));
    } else if (hours->opening.given && reader->services && reader->service_count == 0 &&
               !reader->hours_told && !hours->opening.service) {
        reader_error(reader, json_get(json, "opening"),
                     _("needs a service of hours.json, but there is no such file"));
    }
}

static const struct field hours_fields[] = {
    { .key = "spans",
      .type = FIELD_LIST,
      .offset = offsetof(struct screen_hours, spans),
      .min = 1,
      .max = LIT_SPANS_MAX,
      .record = &span_record,
      .help = N_("Plages fixes, jours fériés compris.") },
    { .key = "opening",
      .type = FIELD_OBJECT,
      .offset = offsetof(struct screen_hours, opening),
      .record = &opening_record,
      .help = N_("Pendant les heures d’ouverture ; avec \"spans\", allumé si l’un ou l’autre le "
                 "dit."),
      .example = "{ \"service\": \"accueil\", \"before\": 30, \"after\": 15 }",
      .starter = true },
    { .key = "alerts",
      .type = FIELD_BOOL,
      .offset = offsetof(struct screen_hours, alerts),
      .fallback = "true",
      .help = N_("false : une alerte n’allume pas l’écran hors de ces heures."),
      .example = "false" },
    { .key = NULL },
};

static const struct record hours_record_of_screen = {
    .name = "hours",
    .size = sizeof(struct screen_hours),
    .fields = hours_fields,
    .title = "Heures d’allumage",
    .help = N_("Quand l’écran est allumé."),
    .rules = "\"anyOf\": [{\"required\": [\"spans\"]}, {\"required\": [\"opening\"]}]",
    .check = check_hours,
};

static const struct field screen_fields[] = {
    { .key = "display",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, display),
      .fallback = "1",
      .low = 1,
      .high = 8,
      .help = N_("Quelle sortie de l’ordinateur : 1 est la première."),
      .example = "1",
      .starter = true },
    { .key = "width_mm",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, width_mm),
      .low = 50,
      .high = 20000,
      .help = N_("Largeur de l’image en millimètres."),
      .example = "1210",
      .starter = true },
    { .key = "height_mm",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, height_mm),
      .low = 50,
      .high = 20000,
      .help = N_("Hauteur de l’image en millimètres."),
      .example = "680",
      .starter = true },
    { .key = "rotation",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, rotation),
      .fallback = "0",
      .low = 0,
      .high = 270,
      .step = 90,
      .help = N_(
          "De combien l’image tourne sur un écran accroché de côté, en degrés, dans le sens des "
          "aiguilles d’une montre : 0, 90, 180 ou 270."),
      .example = "90" },
    { .key = "viewing_distance_mm",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, viewing_distance_mm),
      .low = 200,
      .high = 50000,
      .help = N_("Distance d’où on lit l’écran, en millimètres."),
      .example = "4000",
      .starter = true },
    { .key = "touch",
      .type = FIELD_BOOL,
      .offset = offsetof(struct screen, touch),
      .help = N_("true pour une borne tactile, qui montre les choix de kiosk.json.") },
    { .key = "bottom_mm",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, bottom_mm),
      .low = 1,
      .high = 5000,
      .help = N_("Hauteur du bas de l’image au-dessus du sol, en millimètres."),
      .example = "890" },
    { .key = "here",
      .type = FIELD_OBJECT,
      .offset = offsetof(struct screen, here),
      .record = &here_record,
      .help = N_("Où se trouve la borne sur le plan.") },
    { .key = "hours",
      .type = FIELD_OBJECT,
      .offset = offsetof(struct screen, hours),
      .record = &hours_record_of_screen,
      .help = N_("Quand l’écran est allumé ; sans cette clé, toujours.") },
    { .key = "pixel_shift",
      .type = FIELD_BOOL,
      .offset = offsetof(struct screen, pixel_shift),
      .fallback = "true",
      .help = N_("L’image se déplace de quelques points à chaque heure, pour ménager la dalle ; "
                 "false : elle ne bouge pas."),
      .example = "false" },
    { .key = "night_dim",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct screen, night_dim),
      .low = 0,
      .high = 80,
      .help = N_("De combien l’image est assombrie quand tout est fermé, en pour cent."),
      .example = "50" },
    { .key = NULL },
};

const struct record screen_record = {
    .name = "screen",
    .size = sizeof(struct screen),
    .fields = screen_fields,
    .title = "Écran",
    .help = N_("Un écran : sa taille et la distance d’où on le lit."),
};
