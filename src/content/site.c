/* site.json: who we are, where, in which languages, and which hosts a QR code may lead to.
 *
 *   { "name": "Préfecture de l'Isère", "time_zone": "Europe/Paris", "languages": ["fr", "en", "uk"]
 * } */
#include "base/message.h"
#include "content/host.h"
#include "content/records.h"

#include <string.h>

static void check_languages(const struct site *site, const struct json *json, struct reader *reader)
{
    for (size_t i = 0; i < site->languages.count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(site->languages.items[i], site->languages.items[j]) == 0) {
                const struct json *again = json_at(json_get(json, "languages"), i);
                reader_error(reader, again, _("%s stands twice in this list"), again->source);
                break;
            }
        }
    }
}

static void check_second_languages(const struct site *site, const struct json *json,
                                   struct reader *reader)
{
    for (size_t i = 0; i < site->second_languages.count; i++) {
        bool known = false;
        for (size_t j = 1; j < site->languages.count; j++) {
            known = known || strcmp(site->languages.items[j], site->second_languages.items[i]) == 0;
        }
        if (!known) {
            reader_error(reader, json_at(json, i),
                         _("must be one of the other \"languages\", not \"%s\""),
                         site->second_languages.items[i]);
        }
    }
}

static void check_site(void *record, const struct json *json, struct reader *reader)
{
    const struct site *site = record;
    if (!moment_zone_known(site->time_zone)) {
        reader_error(
            reader, json_get(json, "time_zone"),
            _("must be a time zone this machine knows such as \"Europe/Paris\", not \"%s\""),
            site->time_zone);
    }
    check_languages(site, json, reader);
    check_second_languages(site, json_get(json, "second_languages"), reader);
    const struct json *hosts = json_get(json, "allowed_hosts");
    for (const struct json *host = hosts ? hosts->first : NULL; host; host = host->next) {
        bool ending = host->string[0] == '.';
        if (host_parts(host->string + ending, strlen(host->string + ending)) < (ending ? 1 : 2)) {
            reader_error(reader, host,
                         _("must be a host such as \"www.isere.gouv.fr\" or an ending such as "
                           "\".gouv.fr\", not %s"),
                         host->source);
        }
    }
}

static const struct field site_fields[] = {
    { .key = "name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct site, name),
      .required = true,
      .help = N_("Nom du bâtiment, en haut de chaque page."),
      .example = "\"Préfecture de l'Isère\"" },
    { .key = "place",
      .type = FIELD_TEXT,
      .offset = offsetof(struct site, place),
      .help = N_("Lieu précis, à côté du nom : « Accueil »."),
      .example = "\"Accueil\"",
      .starter = true },
    { .key = "address",
      .type = FIELD_STRING,
      .offset = offsetof(struct site, address),
      .help = N_("Adresse postale, sur la page de secours."),
      .example = "\"12 place de Verdun, Grenoble\"",
      .starter = true },
    { .key = "time_zone",
      .type = FIELD_STRING,
      .offset = offsetof(struct site, time_zone),
      .required = true,
      .help = N_("Fuseau horaire, par exemple Europe/Paris."),
      .example = "\"Europe/Paris\"" },
    { .key = "languages",
      .type = FIELD_STRINGS,
      .offset = offsetof(struct site, languages),
      .required = true,
      .min = 1,
      .max = LANGUAGES_MAX,
      .help = N_("Codes des langues affichées ; la première est la langue principale."),
      .example = "[\"fr\"]" },
    { .key = "second_languages",
      .type = FIELD_STRINGS,
      .offset = offsetof(struct site, second_languages),
      .max = LANGUAGES_MAX,
      .help = N_("Langues de la seconde ligne des écrans, à tour de rôle ; sans cette clé, toutes "
                 "les autres."),
      .example = "[\"en\"]" },
    { .key = "logo",
      .type = FIELD_IMAGE,
      .offset = offsetof(struct site, logo),
      .help = N_("Logo en haut à gauche, si la préfecture en a le droit."),
      .example = "\"images/logo.svg\"" },
    { .key = "allowed_hosts",
      .type = FIELD_STRINGS,
      .offset = offsetof(struct site, allowed_hosts),
      .fallback = "[\".gouv.fr\", \".service-public.fr\"]",
      .min = 1,
      .help = N_("Sites vers lesquels un QR code peut mener."),
      .example = "[\".gouv.fr\", \".service-public.fr\"]" },
    { .key = "staff_badge",
      .type = FIELD_BOOL,
      .offset = offsetof(struct site, staff_badge),
      .help = N_(
          "true : un point rouge dans un coin de l’écran tant qu’un fichier est à corriger.") },
    { .key = NULL },
};

const struct record site_record = {
    .name = "site",
    .size = sizeof(struct site),
    .fields = site_fields,
    .title = "Site",
    .help = N_("Le bâtiment, ses langues et ses sites officiels."),
    .rules = "\"properties\": {"
             "\"languages\": {\"uniqueItems\": true}, "
             "\"allowed_hosts\": {\"items\": {\"pattern\": "
             "\"^(\\\\.|[A-Za-z0-9-]+\\\\.)[A-Za-z0-9-]+(\\\\.[A-Za-z0-9-]+)*$\"}}}",
    .check = check_site,
};
