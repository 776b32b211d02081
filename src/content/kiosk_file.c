/* kiosk.json: the choices of the touch kiosk. Each leads to a zone, to an answer that is not here,
 * or to a list of choices, never deeper.
 *
 *   { "choices": [ { "id": "sejour", "icon": "residence-card", "label": "Titre de séjour",
 *                    "zone": "C" },
 *                  { "id": "aide", "icon": "help-circle", "label": "Je ne sais pas, aidez-moi",
 *                    "zone": "A", "help": true } ] } */
#include "base/message.h"
#include "content/closest.h"
#include "content/records.h"

#include <ctype.h>
#include <string.h>

static const struct field document_fields[] = {
    { .key = "name",
      .type = FIELD_TEXT,
      .offset = offsetof(struct kiosk_document, name),
      .required = true,
      .help = N_("Ce qu’il faut apporter."),
      .example = "\"Votre passeport\"" },
    { .key = NULL },
};

static const struct record document_record = {
    .name = "document",
    .size = sizeof(struct kiosk_document),
    .fields = document_fields,
    .title = "Document",
    .help = N_("Un document à apporter."),
};

static const struct field elsewhere_fields[] = {
    { .key = "headline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct kiosk_elsewhere, headline),
      .required = true,
      .help = N_("Où cela se fait, en quelques mots."),
      .example = "\"En mairie, sur rendez-vous\"" },
    { .key = "body",
      .type = FIELD_TEXT,
      .offset = offsetof(struct kiosk_elsewhere, body),
      .required = true,
      .help = N_("Comment faire, en deux phrases."),
      .example = "\"Toutes les mairies équipées vous reçoivent.\"" },
    { .key = "offline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct kiosk_elsewhere, offline),
      .required = true,
      .help = N_("Comment faire sans internet ; obligatoire."),
      .example = "\"Demandez à l’accueil général\"" },
    { .key = "url",
      .type = FIELD_URL,
      .offset = offsetof(struct kiosk_elsewhere, url),
      .help = N_("Adresse du site officiel, pour le QR code."),
      .example = "\"https://www.isere.gouv.fr/\"" },
    { .key = "address",
      .type = FIELD_ADDRESS,
      .offset = offsetof(struct kiosk_elsewhere, address),
      .help = N_("L’adresse comme on la lit ; sans cette clé, celle de url."),
      .example = "\"www.isere.gouv.fr\"" },
    { .key = NULL },
};

static const struct record elsewhere_record = {
    .name = "not_here",
    .size = sizeof(struct kiosk_elsewhere),
    .fields = elsewhere_fields,
    .title = "Pas ici",
    .help = N_("Une démarche qui ne se fait pas ici : où, et comment."),
};

static bool good_id(const char *id)
{
    for (const char *at = id; *at; at++) {
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '-') {
            return false;
        }
    }
    return true;
}

static void check_choice(void *record, const struct json *json, struct reader *reader)
{
    const struct kiosk_choice *choice = record;
    int leads = (choice->letter != NULL) + (choice->elsewhere.headline.by[0] != NULL) +
                (choice->choices.count > 0);
    if (!good_id(choice->id)) {
        reader_error(reader, json_get(json, "id"),
                     _("must be small letters without accents, digits and hyphens, not %s"),
                     json_get(json, "id")->source);
    }
    if (leads != 1) {
        reader_error(reader, json,
                     _("must lead to one place: \"zone\", \"not_here\" or \"choices\", not %d of "
                       "them"),
                     leads);
    }
    if (choice->help && !choice->letter) {
        reader_error(reader, json_get(json, "help"),
                     _("the choice of those who do not know must lead to a \"zone\""));
    }
}

#define CHOICE_FIELDS                                                                              \
    { .key = "id",                                                                                 \
      .type = FIELD_STRING,                                                                        \
      .offset = offsetof(struct kiosk_choice, id),                                                 \
      .required = true,                                                                            \
      .max = 32,                                                                                   \
      .help = N_("Nom court, pour compter les choix ; ne plus le changer."),                       \
      .example = "\"sejour\"" },                                                                   \
        { .key = "icon",                                                                           \
          .type = FIELD_ICON,                                                                      \
          .offset = offsetof(struct kiosk_choice, icon),                                           \
          .required = true,                                                                        \
          .help = N_("Icône du bouton."),                                                          \
          .example = "\"residence-card\"" },                                                       \
        { .key = "label",                                                                          \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(struct kiosk_choice, label),                                          \
          .required = true,                                                                        \
          .help = N_("Ce que le visiteur vient faire ; deux lignes de 15 signes."),                \
          .example = "\"Titre de séjour\"" },                                                      \
        { .key = "label_short",                                                                    \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(struct kiosk_choice, label_short),                                    \
          .help = N_("Plus court, pour le texte agrandi et les écrans en hauteur."),               \
          .example = "\"Séjour\"" },                                                               \
        { .key = "zone",                                                                           \
          .type = FIELD_STRING,                                                                    \
          .offset = offsetof(struct kiosk_choice, letter),                                         \
          .help = N_("Lettre de la zone où aller."),                                               \
          .example = "\"A\"",                                                                      \
          .starter = true },                                                                       \
        { .key = "counters",                                                                       \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(struct kiosk_choice, counters),                                       \
          .help = N_("Guichets, si ce ne sont pas tous ceux de la zone."),                         \
          .example = "\"Guichets 5 à 9\"" },                                                       \
        { .key = "service",                                                                        \
          .type = FIELD_SERVICE,                                                                   \
          .offset = offsetof(struct kiosk_choice, service),                                        \
          .help = N_("Service de hours.json, si ce n’est pas celui de la zone."),                  \
          .example = "\"accueil\"" },                                                              \
        { .key = "documents",                                                                      \
          .type = FIELD_LIST,                                                                      \
          .offset = offsetof(struct kiosk_choice, documents),                                      \
          .max = DOCUMENTS_MAX,                                                                    \
          .record = &document_record,                                                              \
          .help = N_("Ce qu’il faut apporter.") },                                                 \
        { .key = "url",                                                                            \
          .type = FIELD_URL,                                                                       \
          .offset = offsetof(struct kiosk_choice, url),                                            \
          .help = N_("Adresse à emporter par QR code, si ce n’est pas celle de la borne."),        \
          .example = "\"https://www.isere.gouv.fr/\"" },                                           \
        { .key = "address",                                                                        \
          .type = FIELD_ADDRESS,                                                                   \
          .offset = offsetof(struct kiosk_choice, address),                                        \
          .help = N_("Cette adresse comme on la lit."),                                            \
          .example = "\"www.isere.gouv.fr\"" },                                                    \
    {                                                                                              \
        .key = "not_here", .type = FIELD_OBJECT,                                                   \
        .offset = offsetof(struct kiosk_choice, elsewhere), .record = &elsewhere_record,           \
        .help = N_("Pour une démarche qui ne se fait pas ici.")                                    \
    }

static const struct field inner_fields[] = {
    CHOICE_FIELDS,
    { .key = NULL },
};

static const struct record inner_record = {
    .name = "inner_choice",
    .size = sizeof(struct kiosk_choice),
    .fields = inner_fields,
    .title = "Choix d’une liste",
    .help = N_("Un choix d’une liste."),
    .rules = "\"oneOf\": [{\"required\": [\"zone\"]}, {\"required\": [\"not_here\"]}], "
             "\"allOf\": [{\"properties\": {\"id\": {\"pattern\": \"^[a-z0-9-]+$\"}}}]",
    .check = check_choice,
};

static const struct field choice_fields[] = {
    CHOICE_FIELDS,
    { .key = "choices",
      .type = FIELD_LIST,
      .offset = offsetof(struct kiosk_choice, choices),
      .min = 2,
      .max = CHOICES_MAX,
      .record = &inner_record,
      .help = N_("Une liste de choix ; ceux-là n’en contiennent pas d’autres.") },
    { .key = "help",
      .type = FIELD_BOOL,
      .offset = offsetof(struct kiosk_choice, help),
      .help = N_("true pour « Je ne sais pas, aidez-moi », qui mène à l’accueil."),
      .starter = true },
    { .key = NULL },
};

static const struct record choice_record = {
    .name = "choice",
    .size = sizeof(struct kiosk_choice),
    .fields = choice_fields,
    .title = "Choix",
    .help = N_("Un bouton de la page d’accueil."),
    .rules =
        "\"oneOf\": [{\"required\": [\"zone\"]}, {\"required\": [\"not_here\"]}, {\"required\": [\"choices\"]}], "
        "\"allOf\": [{\"properties\": {\"id\": {\"pattern\": \"^[a-z0-9-]+$\"}}}], "
        "\"if\": {\"properties\": {\"help\": {\"const\": true}}, \"required\": [\"help\"]}, "
        "\"then\": {\"required\": [\"zone\"]}",
    .check = check_choice,
};

static const struct field kiosk_fields[] = {
    { .key = "example",
      .type = FIELD_BOOL,
      .offset = offsetof(struct kiosk_file, example),
      .help = N_("true tant que la préfecture n’a pas confirmé ces choix."),
      .starter = true },
    { .key = "choices",
      .type = FIELD_LIST,
      .offset = offsetof(struct kiosk_file, choices),
      .required = true,
      .min = 1,
      .max = CHOICES_MAX,
      .record = &choice_record,
      .help = N_("Les boutons de la page d’accueil, dans l’ordre ; douze au plus.") },
    { .key = "url",
      .type = FIELD_URL,
      .offset = offsetof(struct kiosk_file, url),
      .help = N_("Adresse que le visiteur emporte par QR code."),
      .example = "\"https://www.isere.gouv.fr/\"" },
    { .key = "address",
      .type = FIELD_ADDRESS,
      .offset = offsetof(struct kiosk_file, address),
      .help = N_("Cette adresse comme on la lit."),
      .example = "\"www.isere.gouv.fr\"" },
    { .key = "offline",
      .type = FIELD_TEXT,
      .offset = offsetof(struct kiosk_file, offline),
      .required = true,
      .help = N_("Comment emporter le plan sans téléphone ; obligatoire."),
      .example = "\"Demandez à l’accueil général\"" },
    { .key = NULL },
};

const struct record kiosk_record = {
    .name = "kiosk",
    .size = sizeof(struct kiosk_file),
    .fields = kiosk_fields,
    .title = "Borne tactile",
    .help = N_("Les choix de la borne tactile."),
};

enum choice_kind kiosk_choice_kind(const struct kiosk_choice *choice)
{
    return choice->choices.count > 0 ? CHOICE_LIST
           : choice->letter          ? CHOICE_ZONE
                                     : CHOICE_ELSEWHERE;
}

const struct kiosk_choice *kiosk_choice_at(const struct kiosk_file *kiosk, int index, int sub)
{
    if (index < 0 || index >= (int)kiosk->choices.count) {
        return NULL;
    }
    const struct kiosk_choice *choice = &((const struct kiosk_choice *)kiosk->choices.items)[index];
    if (sub < 0) {
        return choice;
    }
    return sub < (int)choice->choices.count
               ? &((const struct kiosk_choice *)choice->choices.items)[sub]
               : NULL;
}
