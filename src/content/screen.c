/* screens/NAME.json: one physical screen.
 *
 *   { "display": 1, "width_mm": 1210, "height_mm": 680, "viewing_distance_mm": 5000 } */
#include "base/message.h"
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
    { .key = NULL },
};

const struct record screen_record = {
    .name = "screen",
    .size = sizeof(struct screen),
    .fields = screen_fields,
    .title = "Écran",
    .help = N_("Un écran : sa taille et la distance d’où on le lit."),
};
