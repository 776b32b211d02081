/* See kiosk.h. */
#include "support/kiosk.h"

#include "support/cmocka_all.h"
#include "support/content.h"

#include <stdio.h>

#define TEXT(fr, en) "{\"fr\": \"" fr "\", \"en\": \"" en "\"}"
#define CHOICE(id, fr, en, leads)                                                                  \
    "{\"id\": \"" id "\", \"icon\": \"id\", \"label\": " TEXT(fr, en) ", " leads "}"
#define ELSEWHERE                                                                                  \
    "\"not_here\": {\"headline\": " TEXT("En mairie", "At a town hall") ", \"body\": " TEXT(       \
        "Sur rendez-vous.",                                                                        \
        "By appointment.") ", \"offline\": " TEXT("Par téléphone",                                 \
                                                  "By telephone") ", \"url\": \"https://passeport.ants.gouv.fr/\"}"
#define DOCUMENTS                                                                                  \
    "\"documents\": [{\"name\": " TEXT("Passeport", "Passport") "}, {\"name\": " TEXT(             \
        "Deux photos", "Two photos") "}]"

#define INNER                                                                                      \
    "\"choices\": [" CHOICE("un", "Un", "One", "\"zone\": \"A\"") "," CHOICE(                      \
        "deux", "Deux", "Two", "\"zone\": \"C\"") "," CHOICE("trois", "Trois", "Three",            \
                                                             ELSEWHERE) "]"

static const char *const choices[] = {
    CHOICE("accueil", "Accueil", "Desk", "\"zone\": \"A\""),
    CHOICE("sejour", "Titre de séjour", "Residence permit", "\"zone\": \"C\", " DOCUMENTS),
    CHOICE("identite", "Carte d'identité", "ID card", ELSEWHERE),
    CHOICE("autres", "Autres démarches", "Other matters", INNER),
    CHOICE("aide", "Aidez-moi", "Help", "\"zone\": \"A\", \"help\": true"),
};
static const char zones[] = "{\"example\": true, \"floors\": [{\"number\": 0, \"name\": " TEXT(
    "Rez-de-chaussée",
    "Ground floor") "},"
                    "{\"number\": 1, \"name\": " TEXT(
                        "1er étage",
                        "1st floor") "}], \"zones\": ["
                                     "{\"letter\": \"A\", \"shape\": \"circle\", \"color\": \"#1F6FE5\", \"color_name\": " TEXT("bleu", "blue") ", \"name\": " TEXT("Accueil général", "Reception") ", \"counters\": " TEXT(
                                         "Guichets 1 et 2",
                                         "Desks 1–2") ", \"floor\": 0, \"service\": \"accueil\"},"
                                                      "{\"letter\": \"C\", \"shape\": \"triangle\", \"color\": \"#0B6E58\", \"color_name\": " TEXT("vert", "green") ", \"follow\": " TEXT(
                                                          "Suivez la ligne verte au sol",
                                                          "Follow the green line on the floor") ", \"name\": " TEXT("Titres de séjour",
                                                                                                                    "Residence permits") ", \"counters\": " TEXT("Guichets 5 à 9",
                                                                                                                                                                 "Desks 5–9") ", \"floor\": 1, \"service\": \"sejour\"}]}";
static const char plan[] =
    "{\"floors\": [{\"number\": 0, \"rooms\": ["
    "{\"x\": 0.05, \"y\": 0.05, \"w\": 0.3, \"h\": 0.3, \"zone\": \"A\", \"door\": \"a\"},"
    "{\"x\": 0.65, \"y\": 0.05, \"w\": 0.3, \"h\": 0.3, \"way\": \"stairs\", \"door\": \"up\"},"
    "{\"x\": 0.65, \"y\": 0.65, \"w\": 0.3, \"h\": 0.3, \"way\": \"lift\", \"door\": \"lift\"}],"
    "\"points\": [{\"id\": \"hall\", \"x\": 0.3, \"y\": 0.5, \"to\": [\"a\", \"up\", \"lift\"]},"
    "{\"id\": \"a\", \"x\": 0.3, \"y\": 0.35}, {\"id\": \"up\", \"x\": 0.8, \"y\": 0.35},"
    "{\"id\": \"lift\", \"x\": 0.8, \"y\": 0.65}]},"
    "{\"number\": 1, \"rooms\": ["
    "{\"x\": 0.05, \"y\": 0.05, \"w\": 0.3, \"h\": 0.3, \"zone\": \"C\", \"door\": \"c\"},"
    "{\"x\": 0.65, \"y\": 0.05, \"w\": 0.3, \"h\": 0.3, \"way\": \"stairs\", \"door\": \"up\"},"
    "{\"x\": 0.65, \"y\": 0.65, \"w\": 0.3, \"h\": 0.3, \"way\": \"lift\", \"door\": \"lift\"}],"
    "\"points\": [{\"id\": \"c\", \"x\": 0.3, \"y\": 0.35, \"to\": [\"up\", \"lift\"]},"
    "{\"id\": \"up\", \"x\": 0.8, \"y\": 0.35}, {\"id\": \"lift\", \"x\": 0.8, \"y\": 0.65}]}]}";

struct show *kiosk_show(void)
{
    struct report report = { 0 };
    struct arena arena = { 0 };
    const char *kiosk = "{\"offline\": " TEXT(
        "Plan à l'accueil",
        "Map at the desk") ", \"url\": \"https://www.isere.gouv.fr/\", \"choices\": [";
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        kiosk = arena_printf(&arena, "%s%s%s", kiosk, i ? "," : "", choices[i]);
    }
    kiosk = arena_printf(&arena, "%s]}", kiosk);
    const struct extra_file files[] = {
        { "site.json",
          "{\"name\": " TEXT("Mairie", "Town hall") ", \"time_zone\": \"Europe/Paris\","
                                                    "\"languages\": [\"fr\", \"en\"]}" },
        { "zones.json", zones },
        { "plan.json", plan },
        { "kiosk.json", kiosk },
        { "screens/default.json", "{\"touch\": true, \"width_mm\": 708, \"height_mm\": 398,"
                                  "\"here\": {\"x\": 0.3, \"y\": 0.8}}" },
        { NULL, NULL },
    };
    struct show *show = content_with_files(files, &report);
    report_print(&report, stderr);
    assert_int_equal(report.count, 0);
    assert_int_equal(show->kiosk.languages, 3);
    report_finish(&report);
    arena_finish(&arena);
    return show;
}

struct kiosk_world kiosk_world_of(const struct show *show)
{
    return (struct kiosk_world){ .show = show, .speech = true };
}
