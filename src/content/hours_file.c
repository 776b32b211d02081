/* hours.json: the opening hours of each service, written once for every page that shows them.
 *
 *   { "services": [ { "id": "accueil", "name": "Accueil général",
 *                     "weekly": [ { "days": ["monday"], "opens": "09:00", "closes": "12:00" } ] }
 * ], "exceptions": [ { "from": "2026-12-24", "reason": "Pont de Noël" } ] } */
#include "base/message.h"
#include "content/records.h"

#include <string.h>

static const char *const access_words[] = { "walk_in", "by_appointment", "closed", NULL };
static const char *const access_meanings[] = { "sans rendez-vous", "sur rendez-vous", "fermé",
                                               NULL };

/* Same order as enum holiday. */
static const char *const holiday_words[] = { "new_year",     "easter_monday", "labour_day",
                                             "victory_1945", "ascension",     "whit_monday",
                                             "bastille_day", "assumption",    "all_saints",
                                             "armistice",    "christmas",     NULL };
static const char *const holiday_meanings[] = { "jour de l’An",
                                                "lundi de Pâques",
                                                "fête du Travail",
                                                "8 mai 1945",
                                                "Ascension",
                                                "lundi de Pentecôte",
                                                "14 juillet",
                                                "Assomption",
                                                "Toussaint",
                                                "11 novembre 1918",
                                                "Noël",
                                                NULL };

static void check_order(struct reader *reader, const struct json *json, int opens, int closes)
{
    const struct json *value = json_get(json, "closes");
    if (value && closes <= opens) {
        reader_error(reader, value, _("must be later than the opening time, not %s"),
                     value->source);
    }
}

static void check_weekly_row(void *record, const struct json *json, struct reader *reader)
{
    const struct weekly_row *row = record;
    check_order(reader, json, row->opens, row->closes);
}

static const struct field weekly_fields[] = {
    { .key = "days",
      .type = FIELD_WEEKDAYS,
      .offset = offsetof(struct weekly_row, days),
      .required = true,
      .help = N_("Jours de la semaine concernés."),
      .example = "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]" },
    { .key = "opens",
      .type = FIELD_TIME,
      .offset = offsetof(struct weekly_row, opens),
      .required = true,
      .help = N_("Heure d’ouverture, par exemple 09:00."),
      .example = "\"09:00\"" },
    { .key = "closes",
      .type = FIELD_TIME,
      .offset = offsetof(struct weekly_row, closes),
      .required = true,
      .help = N_("Heure de fermeture, par exemple 12:00."),
      .example = "\"12:00\"" },
    { .key = NULL },
};

static const struct record weekly_record = {
    .name = "weekly",
    .size = sizeof(struct weekly_row),
    .fields = weekly_fields,
    .title = "Plage de la semaine",
    .help = N_("Une plage d’ouverture de la semaine."),
    .check = check_weekly_row,
};

static void check_opening_row(void *record, const struct json *json, struct reader *reader)
{
    const struct opening_row *row = record;
    check_order(reader, json, row->opens, row->closes);
}

static const struct field opening_fields[] = {
    { .key = "opens",
      .type = FIELD_TIME,
      .offset = offsetof(struct opening_row, opens),
      .required = true,
      .help = N_("Heure d’ouverture ce jour-là."),
      .example = "\"09:00\"" },
    { .key = "closes",
      .type = FIELD_TIME,
      .offset = offsetof(struct opening_row, closes),
      .required = true,
      .help = N_("Heure de fermeture ce jour-là."),
      .example = "\"12:00\"" },
    { .key = NULL },
};

static const struct record opening_record = {
    .name = "hours",
    .size = sizeof(struct opening_row),
    .fields = opening_fields,
    .title = "Plage exceptionnelle",
    .help = N_("Une plage d’ouverture exceptionnelle."),
    .check = check_opening_row,
};

static void check_exception(void *record, const struct json *json, struct reader *reader)
{
    struct exception_row *row = record;
    if (date_none(row->until)) {
        row->until = row->from;
    } else if (date_compare(row->until, row->from) < 0) {
        reader_error(reader, json_get(json, "until"), _("must not be before \"from\", not %s"),
                     json_get(json, "until")->source);
    }
}

static const struct field exception_fields[] = {
    { .key = "from",
      .type = FIELD_DATE,
      .offset = offsetof(struct exception_row, from),
      .required = true,
      .help = N_("Premier jour de l’exception."),
      .example = "\"2026-12-24\"" },
    { .key = "until",
      .type = FIELD_DATE,
      .offset = offsetof(struct exception_row, until),
      .help = N_("Dernier jour compris ; sans cette clé, un seul jour."),
      .example = "\"2026-12-26\"" },
    { .key = "hours",
      .type = FIELD_LIST,
      .offset = offsetof(struct exception_row, hours),
      .max = SPANS_MAX,
      .record = &opening_record,
      .help = N_("Horaires de ces jours ; sans cette clé, fermé toute la journée.") },
    { .key = "reason",
      .type = FIELD_TEXT,
      .offset = offsetof(struct exception_row, reason),
      .required = true,
      .help = N_("Raison montrée aux visiteurs."),
      .example = "\"veille de Noël\"" },
    { .key = "services",
      .type = FIELD_STRINGS,
      .offset = offsetof(struct exception_row, services),
      .min = 1,
      .help = N_("Services concernés ; sans cette clé, tous."),
      .example = "[\"accueil\"]" },
    { .key = NULL },
};

static const struct record exception_record = {
    .name = "exception",
    .size = sizeof(struct exception_row),
    .fields = exception_fields,
    .title = "Exception",
    .help = N_("Une fermeture ou des horaires exceptionnels."),
    .check = check_exception,
};

/* Adds a span in time order; returns false when it overlaps another or there are too many. */
static bool add_span(struct opening *opening, int from, int to)
{
    int at = 0;
    while (at < opening->count && opening->spans[at].from < from) {
        at++;
    }
    if (opening->count == SPANS_MAX || (at > 0 && opening->spans[at - 1].to > from) ||
        (at < opening->count && opening->spans[at].from < to)) {
        return false;
    }
    memmove(&opening->spans[at + 1], &opening->spans[at],
            sizeof *opening->spans * (size_t)(opening->count - at));
    opening->spans[at] = (struct span){ from, to };
    opening->count++;
    return true;
}

static void check_service(void *record, const struct json *json, struct reader *reader)
{
    const struct service *service = record;
    const struct weekly_row *rows = service->weekly.items;
    struct opening week[WEEKDAYS] = { 0 };
    for (size_t i = 0; i < service->weekly.count; i++) {
        for (int day = MONDAY; day < WEEKDAYS; day++) {
            if (rows[i].days & 1u << day && !add_span(&week[day], rows[i].opens, rows[i].closes)) {
                reader_error(reader, json_at(json_get(json, "weekly"), i),
                             _("overlaps another opening of the same day, or is the fifth of it"));
                break;
            }
        }
    }
}

static const struct field service_fields[] = {
    { .key = "id",
      .type = FIELD_STRING,
      .offset = offsetof(struct service, id),
      .required = true,
      .help = N_("Nom court du service, utilisé dans les autres fichiers."),
      .example = "\"accueil\"" },
    { .key = "name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct service, name),
      .required = true,
      .help = N_("Nom du service pour les visiteurs."),
      .example = "\"Accueil général\"" },
    { .key = "access",
      .type = FIELD_WORD,
      .offset = offsetof(struct service, access),
      .words = access_words,
      .help = N_("Sans rendez-vous, sur rendez-vous, ou fermé au public."),
      .example = "\"walk_in\"",
      .starter = true,
      .meanings = access_meanings },
    { .key = "weekly",
      .type = FIELD_LIST,
      .offset = offsetof(struct service, weekly),
      .required = true,
      .record = &weekly_record,
      .help = N_("Plages d’ouverture de la semaine ; un jour absent est fermé.") },
    { .key = NULL },
};

static const struct record service_record = {
    .name = "service",
    .size = sizeof(struct service),
    .fields = service_fields,
    .title = "Service",
    .help = N_("Un service et ses horaires."),
    .check = check_service,
};

static bool is_service(const struct hours_file *hours, const char *id)
{
    const struct service *services = hours->services.items;
    for (size_t i = 0; i < hours->services.count; i++) {
        if (strcmp(services[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void check_exception_row(const struct hours_file *hours, const struct exception_row *row,
                                const struct json *json, struct reader *reader)
{
    for (size_t i = 0; i < row->services.count; i++) {
        if (!is_service(hours, row->services.items[i])) {
            reader_error(reader, json_at(json_get(json, "services"), i),
                         _("must be the id of a service of this file, not \"%s\""),
                         row->services.items[i]);
        }
    }
    const struct opening_row *openings = row->hours.items;
    struct opening opening = { 0 };
    for (size_t i = 0; i < row->hours.count; i++) {
        if (!add_span(&opening, openings[i].opens, openings[i].closes)) {
            reader_error(reader, json_at(json_get(json, "hours"), i),
                         _("overlaps another opening of the same day, or is the fifth of it"));
        }
    }
}

static void check_hours(void *record, const struct json *json, struct reader *reader)
{
    const struct hours_file *hours = record;
    const struct service *services = hours->services.items;
    for (size_t i = 0; i < hours->services.count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(services[i].id, services[j].id) == 0) {
                const struct json *id = json_get(json_at(json_get(json, "services"), i), "id");
                reader_error(reader, id, _("must be different for each service, not %s again"),
                             id->source);
                break;
            }
        }
    }
    const struct exception_row *rows = hours->exceptions.items;
    for (size_t i = 0; i < hours->exceptions.count; i++) {
        check_exception_row(hours, &rows[i], json_at(json_get(json, "exceptions"), i), reader);
    }
}

static const struct field hours_fields[] = {
    { .key = "example",
      .type = FIELD_BOOL,
      .offset = offsetof(struct hours_file, example),
      .help = N_("true tant que la préfecture n’a pas confirmé ces horaires."),
      .starter = true },
    { .key = "review",
      .type = FIELD_DATE,
      .offset = offsetof(struct hours_file, review),
      .help = N_("Date à laquelle relire ce fichier ; vestibule check la rappelle."),
      .example = "\"2027-01-15\"" },
    { .key = "services",
      .type = FIELD_LIST,
      .offset = offsetof(struct hours_file, services),
      .required = true,
      .min = 1,
      .max = 50,
      .record = &service_record,
      .help = N_("Les services et leurs horaires.") },
    { .key = "exceptions",
      .type = FIELD_LIST,
      .offset = offsetof(struct hours_file, exceptions),
      .record = &exception_record,
      .help = N_("Fermetures et horaires exceptionnels ; ils priment sur les jours fériés."),
      .starter = true },
    { .key = "open_holidays",
      .type = FIELD_WORD_SET,
      .offset = offsetof(struct hours_file, open_holidays),
      .words = holiday_words,
      .help = N_("Jours fériés où l’accueil ouvre quand même, par exemple whit_monday."),
      .example = "[\"whit_monday\"]",
      .meanings = holiday_meanings },
    { .key = NULL },
};

const struct record hours_record = {
    .name = "hours",
    .size = sizeof(struct hours_file),
    .fields = hours_fields,
    .title = "Horaires",
    .help = N_("Les horaires d’ouverture, écrits une seule fois."),
    .check = check_hours,
};

static bool concerns(const struct exception_row *row, const char *id)
{
    for (size_t i = 0; i < row->services.count; i++) {
        if (strcmp(row->services.items[i], id) == 0) {
            return true;
        }
    }
    return row->services.count == 0;
}

static void finish_exceptions(const struct hours_file *hours, struct service *service,
                              struct arena *arena)
{
    const struct exception_row *rows = hours->exceptions.items;
    struct hours_exception *exceptions = arena_alloc(arena,
                                                     hours->exceptions.count * sizeof *exceptions);
    service->reasons = arena_alloc(arena, hours->exceptions.count * sizeof *service->reasons);
    size_t count = 0;
    for (size_t i = 0; i < hours->exceptions.count; i++) {
        if (!concerns(&rows[i], service->id)) {
            continue;
        }
        const struct opening_row *openings = rows[i].hours.items;
        exceptions[count].from = rows[i].from;
        exceptions[count].until = rows[i].until;
        for (size_t j = 0; j < rows[i].hours.count; j++) {
            add_span(&exceptions[count].opening, openings[j].opens, openings[j].closes);
        }
        service->reasons[count++] = &rows[i].reason;
    }
    service->rules.exceptions = exceptions;
    service->rules.exception_count = count;
}

void hours_file_finish(struct hours_file *hours, struct arena *arena)
{
    struct service *services = hours->services.items;
    for (size_t i = 0; i < hours->services.count; i++) {
        struct service *service = &services[i];
        const struct weekly_row *rows = service->weekly.items;
        for (size_t row = 0; row < service->weekly.count; row++) {
            for (int day = MONDAY; day < WEEKDAYS; day++) {
                if (rows[row].days & 1u << day && service->access != ACCESS_CLOSED) {
                    add_span(&service->rules.week[day], rows[row].opens, rows[row].closes);
                }
            }
        }
        service->rules.open_holidays = hours->open_holidays;
        finish_exceptions(hours, service, arena);
    }
}
