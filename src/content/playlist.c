/* playlist.json: what plays, in which order, how long, and when.
 *
 *   { "items": [ { "slide": "hours" },
 *                { "slide": "notice-summer", "seconds": 20, "until": "2026-06-30",
 *                  "weekdays": ["monday"], "hours": [ { "from": "08:00", "to": "12:00" } ] } ] } */
#include "base/message.h"
#include "content/records.h"

static void check_window(void *record, const struct json *json, struct reader *reader)
{
    const struct play_window *window = record;
    if (window->from == window->to || window->from == MINUTES_PER_DAY) {
        reader_error(reader, json,
                     _("must start before it ends; for the whole day leave \"hours\" "
                       "out"));
    }
}

static const struct field window_fields[] = {
    { .key = "from",
      .type = FIELD_TIME,
      .offset = offsetof(struct play_window, from),
      .required = true,
      .help = N_("Début de la plage."),
      .example = "\"08:00\"" },
    { .key = "to",
      .type = FIELD_TIME,
      .offset = offsetof(struct play_window, to),
      .required = true,
      .help = N_("Fin de la plage, non comprise ; plus tôt que le début : le lendemain."),
      .example = "\"12:00\"" },
    { .key = NULL },
};

static const struct record window_record = {
    .name = "hours",
    .size = sizeof(struct play_window),
    .fields = window_fields,
    .title = "Plage horaire",
    .help = N_("Une plage horaire."),
    .check = check_window,
};

static void check_item(void *record, const struct json *json, struct reader *reader)
{
    struct playlist_item *item = record;
    if (!date_none(item->from) && !date_none(item->until) &&
        date_compare(item->until, item->from) < 0) {
        reader_error(reader, json_get(json, "until"), _("must not be before \"from\", not %s"),
                     json_get(json, "until")->source);
    }
    item->line = json->line;
    item->schedule = (struct schedule){ .from = item->from,
                                        .until = item->until,
                                        .weekdays = item->weekdays,
                                        .window_count = (int)item->windows.count };
    const struct play_window *windows = item->windows.items;
    for (size_t i = 0; i < item->windows.count; i++) {
        item->schedule.windows[i] = (struct span){ windows[i].from, windows[i].to };
    }
}

static const struct field item_fields[] = {
    { .key = "slide",
      .type = FIELD_SLIDE,
      .offset = offsetof(struct playlist_item, slide_name),
      .required = true,
      .help = N_("Nom du fichier dans slides/, sans .json."),
      .example = "\"hours\"" },
    { .key = "seconds",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct playlist_item, seconds),
      .low = 5,
      .high = 120,
      .help = N_("Durée d’affichage ; sans cette clé, elle suit le nombre de mots."),
      .example = "20" },
    { .key = "from",
      .type = FIELD_DATE,
      .offset = offsetof(struct playlist_item, from),
      .help = N_("Premier jour d’affichage."),
      .example = "\"2026-06-01\"" },
    { .key = "until",
      .type = FIELD_DATE,
      .offset = offsetof(struct playlist_item, until),
      .help = N_("Dernier jour d’affichage, compris."),
      .example = "\"2026-06-30\"" },
    { .key = "weekdays",
      .type = FIELD_WEEKDAYS,
      .offset = offsetof(struct playlist_item, weekdays),
      .help = N_("Jours de la semaine ; sans cette clé, tous."),
      .example = "[\"tuesday\", \"thursday\"]" },
    { .key = "hours",
      .type = FIELD_LIST,
      .offset = offsetof(struct playlist_item, windows),
      .min = 1,
      .max = WINDOWS_MAX,
      .record = &window_record,
      .help = N_("Plages horaires d’affichage ; sans cette clé, toute la journée.") },
    { .key = "priority",
      .type = FIELD_INTEGER,
      .offset = offsetof(struct playlist_item, priority),
      .low = 0,
      .high = 9,
      .help = N_("De 0 à 9 ; seules les pages de la plus haute priorité du moment passent."),
      .example = "1" },
    { .key = NULL },
};

static const struct record item_record = {
    .name = "item",
    .size = sizeof(struct playlist_item),
    .fields = item_fields,
    .title = "Passage",
    .help = N_("Une page de la boucle."),
    .check = check_item,
};

static const struct field playlist_fields[] = {
    { .key = "items",
      .type = FIELD_LIST,
      .offset = offsetof(struct playlist, items),
      .required = true,
      .max = 20000,
      .record = &item_record,
      .help = N_("Les pages, dans l’ordre."),
      .starter = true },
    { .key = NULL },
};

const struct record playlist_record = {
    .name = "playlist",
    .size = sizeof(struct playlist),
    .fields = playlist_fields,
    .title = "Ordre de passage",
    .help = N_("La boucle : quelles pages, dans quel ordre, combien de temps, quand."),
};
