/* One row per field type. The patterns say to the letter what field_types.c accepts; the schema
 * test compares both. */
#include "content/describe.h"

#include "base/log.h"

#include <stdlib.h>
#include <string.h>

/* Years 1900 to 2999; months of 31 and 30 days, February, then 29 February of leap years. */
#define DATE_PATTERN                                                                               \
    "((19|2[0-9])[0-9]{2}-("                                                                       \
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|"                 \
    "02-(0[1-9]|1[0-9]|2[0-8]))|"                                                                  \
    "((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00)-02-29)"

#define HOST_PATTERN "[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"
#define PATH_PATTERN "([/?#][!#-;=?-\\[\\]_a-z~]*)?"

static const struct type_description types[] = {
    [FIELD_STRING] = { .name = "texte", .expected = "Un texte entre guillemets." },
    [FIELD_TEXT] = { .name = "texte traduit",
                     .expected = "Un texte entre guillemets, ou un par langue : "
                                 "{ \"fr\": \"Bonjour\", \"en\": \"Hello\" }.",
                     .shared = "text" },
    [FIELD_DATE] = { .name = "date",
                     .expected = "Une date comme \"2026-11-23\" (année-mois-jour).",
                     .pattern = "^" DATE_PATTERN "$",
                     .format = "date",
                     .shared = "date" },
    [FIELD_DATE_TIME] = { .name = "date et heure",
                          .expected = "Une date et une heure comme \"2026-11-23T14:00\".",
                          .pattern = "^" DATE_PATTERN "(T([01][0-9]|2[0-3]):[0-5][0-9])?$",
                          .shared = "dateTime" },
    [FIELD_TIME] = { .name = "heure",
                     .expected = "Une heure comme \"08:30\", de \"00:00\" à \"24:00\".",
                     .pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
                     .shared = "time" },
    [FIELD_WEEKDAYS] = { .name = "jours",
                         .expected = "Une liste de jours comme [\"monday\", \"friday\"].",
                         .shared = "weekdays" },
    [FIELD_COLOR] = { .name = "couleur",
                      .expected = "Une couleur comme \"#1F6FE5\".",
                      .pattern = "^#[0-9A-Fa-f]{6}$",
                      .shared = "color" },
    [FIELD_URL] = { .name = "adresse internet",
                    .expected = "L’adresse https d’un site officiel, 150 signes au plus, comme "
                                "\"https://www.isere.gouv.fr/\".",
                    .pattern = "^https://" HOST_PATTERN PATH_PATTERN "$",
                    .format = "uri",
                    .shared = "url" },
    [FIELD_ADDRESS] = { .name = "adresse lue",
                        .expected =
                            "L’adresse d’un site officiel telle qu’on la lit et la tape, sans "
                            "accents, comme \"www.isere.gouv.fr\".",
                        .pattern = "^(https://)?" HOST_PATTERN PATH_PATTERN "$",
                        .shared = "address" },
    [FIELD_IMAGE] = { .name = "image",
                      .expected = "Le chemin d’une image comme \"images/hall.jpg\"." },
    [FIELD_ICON] = { .name = "icône",
                     .expected = "Le nom d’une icône comme \"clock\".",
                     .shared = "icon" },
    [FIELD_INTEGER] = { .name = "nombre entier", .expected = "Un nombre entier, sans guillemets." },
    [FIELD_NUMBER] = { .name = "nombre",
                       .expected = "Un nombre sans guillemets, avec un point : 8.1." },
    [FIELD_BOOL] = { .name = "oui ou non", .expected = "true ou false, sans guillemets." },
    [FIELD_WORD] = { .name = "mot", .expected = "Un des mots connus, entre guillemets." },
    [FIELD_WORD_SET] = { .name = "liste de mots",
                         .expected = "Une liste de mots connus, chacun une fois." },
    [FIELD_AMOUNT] = { .name = "nombre ou fraction",
                       .expected = "Un nombre, ou une fraction : "
                                   "{ \"numerator\": 11, \"denominator\": 80 }." },
    [FIELD_PERIOD] = { .name = "trimestre ou année",
                       .expected = "Un trimestre comme \"2026-Q3\", ou une année comme \"2026\".",
                       .pattern = "^(19|[2-9][0-9])[0-9]{2}(-Q[1-4])?$",
                       .shared = "period" },
    [FIELD_SERVICE] = { .name = "service",
                        .expected = "L’identifiant (id) d’un service de hours.json." },
    [FIELD_SLIDE] = { .name = "page", .expected = "Le nom d’un fichier de slides/, sans .json." },
    [FIELD_KIND] = { .name = "mot", .expected = "Le genre de la page." },
    [FIELD_STRINGS] = { .name = "liste de textes",
                        .expected = "Une liste de textes entre crochets […]." },
    [FIELD_NUMBERS] = { .name = "liste de nombres",
                        .expected = "Une liste de nombres entre crochets […]." },
    [FIELD_LIST] = { .name = "liste", .expected = "Une liste entre crochets […]." },
    [FIELD_OBJECT] = { .name = "objet", .expected = "Un objet entre accolades {…}." },
};

const struct type_description *describe_type(enum field_type type)
{
    return &types[type];
}

const char *const *describe_words(const struct field *field, const char *const **meanings)
{
    bool weekdays = field->type == FIELD_WEEKDAYS;
    *meanings = weekdays ? weekday_meanings : field->meanings;
    return weekdays ? weekday_words : field->words;
}

const char *describe_default(const struct field *field, struct arena *arena)
{
    if (field->required || field->fallback) {
        return field->required ? NULL : field->fallback;
    }
    if (field->type == FIELD_WORD) {
        return arena_printf(arena, "\"%s\"", field->words[0]);
    }
    return field->type == FIELD_BOOL ? "false" : NULL;
}

const struct json *describe_json(const char *text, struct arena *arena)
{
    struct report report = { 0 };
    const struct json *json = json_parse(text, strlen(text), "table", arena, &report);
    if (!json) {
        log_line(LOG_ERROR, "a field table holds JSON that cannot be read: %s", text);
        abort();
    }
    report_finish(&report);
    return json;
}

const struct json *describe_example(const struct field *field, struct arena *arena)
{
    const char *text = field->example;
    if (!text) {
        text = field->type == FIELD_BOOL ? "true" : NULL;
    }
    return text ? describe_json(text, arena) : NULL;
}

static const char *join(struct arena *arena, const char *text, const char *more)
{
    return text[0] && more[0] ? arena_printf(arena, "%s ; %s", text, more)
                              : arena_printf(arena, "%s%s", text, more);
}

/* "`done` (fait), `planned` (prévu)" */
static const char *list_words(const struct field *field, struct arena *arena)
{
    const char *const *meanings, *const *words = describe_words(field, &meanings);
    const char *text = "";
    for (size_t i = 0; words && words[i]; i++) {
        text = arena_printf(arena, "%s%s`%s`%s%s%s", text, i ? ", " : "", words[i],
                            meanings ? " (" : "", meanings ? meanings[i] : "", meanings ? ")" : "");
    }
    return text;
}

static const char *bounds(const struct field *field, struct arena *arena)
{
    if (field->low >= field->high) {
        return "";
    }
    if (field->step > 0 && field->high - field->low == field->step) {
        return arena_printf(arena, "%.10g ou %.10g", field->low, field->high);
    }
    const char *text = arena_printf(arena, "de %.10g à %.10g", field->low, field->high);
    return field->step > 0 ? arena_printf(arena, "%s, par %.10g", text, field->step) : text;
}

static const char *counts(const struct field *field, struct arena *arena)
{
    size_t max = field->max ? field->max : LIST_DEFAULT_MAX;
    switch (field->type) {
    case FIELD_LIST:
    case FIELD_STRINGS:
    case FIELD_NUMBERS:
        if (field->min == field->max && field->max > 0) {
            return arena_printf(arena, "%zu valeurs", field->min);
        }
        return field->min > 0 ? arena_printf(arena, "%zu à %zu valeurs", field->min, max)
                              : arena_printf(arena, "%zu valeurs au plus", max);
    case FIELD_STRING:
        return field->max ? arena_printf(arena, "%zu signes au plus", field->max) : "";
    default:
        return "";
    }
}

const char *describe_allowed(const struct field *field, struct arena *arena)
{
    const char *text = join(arena, list_words(field, arena), bounds(field, arena));
    return join(arena, text, counts(field, arena));
}
