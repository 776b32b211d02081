/* One table for keys and kinds of pages: a French word may mean several English ones, of which the
 * first that is known where it stands is meant. */
#include "content/french.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { WORD_MAX = 32 };

static const struct {
    const char *french, *english;
} meanings[] = {
    { "accès", "access" },
    { "actions", "actions" },
    { "adresse", "address" },
    { "adresse", "url" },
    { "affluence", "busy" },
    { "alerte", "alert" },
    { "annonce", "notice" },
    { "au", "until" },
    { "borne", "kiosk" },
    { "detail", "detail" },
    { "detail", "body" },
    { "du", "from" },
    { "durée", "seconds" },
    { "délais", "indicators" },
    { "engagements", "commitments" },
    { "enquête", "survey" },
    { "etage", "floor" },
    { "exemple", "example" },
    { "ferme", "closes" },
    { "fermeture", "closes" },
    { "fermetures", "exceptions" },
    { "fin", "until" },
    { "fin", "to" },
    { "guichets", "counters" },
    { "horaires", "hours" },
    { "horaires", "weekly" },
    { "heures", "hours" },
    { "icône", "icon" },
    { "indicateurs", "indicators" },
    { "jours", "days" },
    { "jours", "weekdays" },
    { "langues", "languages" },
    { "lettre", "letter" },
    { "libellé", "label" },
    { "lien", "link" },
    { "lien", "url" },
    { "liens", "links" },
    { "lieu", "place" },
    { "motif", "reason" },
    { "nom", "name" },
    { "nom", "label" },
    { "orientation", "orientation" },
    { "ouverture", "opens" },
    { "ouvre", "opens" },
    { "page", "slide" },
    { "priorité", "priority" },
    { "période", "period" },
    { "raison", "reason" },
    { "secondes", "seconds" },
    { "site", "site" },
    { "texte", "body" },
    { "texte", "detail" },
    { "texte", "text" },
    { "titre", "title" },
    { "titre", "headline" },
    { "type", "kind" },
    { "genre", "kind" },
    { "valeur", "value" },
    { "cible", "target" },
    { "précédent", "previous" },
    { "écran", "screen" },
};

/* Writes the word without its accents; false when it is too long to be one of ours. */
static bool plain(const char *word, char out[WORD_MAX])
{
    static const char *const accents[][2] = {
        { "é", "e" }, { "è", "e" }, { "ê", "e" }, { "É", "e" }, { "ô", "o" }
    };
    size_t length = 0;
    while (*word && length + 1 < WORD_MAX) {
        size_t taken = 1;
        char letter = *word;
        for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
            if (strncmp(word, accents[i][0], strlen(accents[i][0])) == 0) {
                taken = strlen(accents[i][0]);
                letter = accents[i][1][0];
            }
        }
        out[length++] = letter;
        word += taken;
    }
    out[length] = '\0';
    return *word == '\0';
}

const char *french_meant(const char *written, const char *const *words, size_t count)
{
    char typed[WORD_MAX], french[WORD_MAX];
    if (!plain(written, typed)) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (!plain(meanings[i].french, french) || strcasecmp(french, typed) != 0) {
            continue;
        }
        for (size_t j = 0; j < count; j++) {
            if (strcmp(words[j], meanings[i].english) == 0) {
                return words[j];
            }
        }
    }
    return NULL;
}
