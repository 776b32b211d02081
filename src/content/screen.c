/* screens/NAME.json: one physical screen.
 *
 *   { "display": 1, "width_mm": 1210, "height_mm": 680, "viewing_distance_mm": 5000 } */
#include "base/message.h"
#include "content/records.h"

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
    { .key = NULL },
};

const struct record screen_record = {
    .name = "screen",
    .size = sizeof(struct screen),
    .fields = screen_fields,
    .title = "Écran",
    .help = N_("Un écran : sa taille et la distance d’où on le lit."),
};
