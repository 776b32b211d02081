/* Each rule once, each of its exceptions once, and that nothing changes when a text is set again.
 */
#include "content/typography.h"
#include "support/cmocka_all.h"

#include <string.h>

#define N   "\u00a0"
#define AB  "\u0627\u0628"
#define CD  "\u062c\u062f"
#define LRM "\u200e"
#define RLM "\u200f"
#define T   "\u202f"

struct row {
    const char *language, *input, *expected;
};

static const struct row rows[] = {
    { "fr", "", "" },
    { "fr", " ", " " },
    { "fr", "\"", "\"" },
    { "fr", "Horaires", "Horaires" },
    /* signs */
    { "fr", "l'accueil d'Isère, aujourd'hui", "l’accueil d’Isère, aujourd’hui" },
    { "fr", "et puis...", "et puis…" },
    { "fr", "....", "…." },
    { "fr", "lundi - vendredi", "lundi – vendredi" },
    { "fr", "rendez-vous", "rendez-vous" },
    { "fr", "- 5", "- 5" },
    { "fr", "-5 points, soit (-2) ou -3", "−5 points, soit (−2) ou −3" },
    { "fr", "2022-2023", "2022-2023" },
    { "fr", "\"-5\"", "«" N "−5" N "»" },
    { "fr", "deux  espaces   ici", "deux espaces ici" },
    { "fr", "un" N " deux " N "trois " T N "quatre", "un" N "deux" N "trois" T "quatre" },
    { "fr", "fin ", "fin " },
    { "fr", " début", " début" },
    { "fr", "ligne\nsuivante", "ligne\nsuivante" },
    { "fr", "ligne \n ; suite", "ligne \n ; suite" },
    /* quotes */
    { "fr", "dit \"bonjour\" ici", "dit «" N "bonjour" N "» ici" },
    { "fr", "dit \" bonjour \".", "dit «" N "bonjour" N "»." },
    { "fr", "\"un\" et \"deux\"", "«" N "un" N "» et «" N "deux" N "»" },
    { "fr", "l'\"accueil\"", "l’«" N "accueil" N "»" },
    { "fr", "un \"seul", "un \"seul" },
    { "fr", "un écran 24\" et un 55\"", "un écran 24\" et un 55\"" },
    { "fr", "«bonjour»", "«" N "bonjour" N "»" },
    { "fr", "« bonjour »", "«" N "bonjour" N "»" },
    { "fr", "«" T "bonjour" T "»", "«" N "bonjour" N "»" },
    { "fr", "\"Où?\"", "«" N "Où" T "?" N "»" },
    { "fr", "«a:»", "«" N "a" N ":" N "»" },
    { "fr", "«", "«" },
    { "fr", "»", "»" },
    /* ; ! ? : */
    { "fr", "Bonjour !", "Bonjour" T "!" },
    { "fr", "Bonjour!", "Bonjour" T "!" },
    { "fr", "Bonjour" N "!", "Bonjour" T "!" },
    { "fr", "Où ? Ici ; là !", "Où" T "? Ici" T "; là" T "!" },
    { "fr", "Quoi ?! Non !!!", "Quoi" T "?! Non" T "!!!" },
    { "fr", "(ouvert?)", "(ouvert" T "?)" },
    { "fr", "été?", "été" T "?" },
    { "fr", "le 5!", "le 5" T "!" },
    { "fr", "a?b a;b a!b", "a?b a;b a!b" },
    { "fr", "! seul", "! seul" },
    { "fr", "Étage : 2", "Étage" N ": 2" },
    { "fr", "Étage: 2", "Étage" N ": 2" },
    { "fr", "Documents :", "Documents" N ":" },
    { "fr", "Documents:", "Documents" N ":" },
    { "fr", "Note" T ": ici", "Note" N ": ici" },
    { "fr", "10:30", "10:30" },
    { "fr", "a:b", "a:b" },
    { "fr", "{name} : ouvert", "{name}" N ": ouvert" },
    /* numbers */
    { "fr", "9 h 00", "9" N "h" N "00" },
    { "fr", "9h00", "9" N "h" N "00" },
    { "fr", "9 h30", "9" N "h" N "30" },
    { "fr", "de 9h à 12h.", "de 9" N "h à 12" N "h." },
    { "fr", "de 9 h - 12 h", "de 9" N "h – 12" N "h" },
    { "fr", "8h-12h", "8" N "h-12" N "h" },
    { "fr", "en 120 h", "en 120" N "h" },
    { "fr", "8 h 10h", "8" N "h 10" N "h" },
    { "fr", "à 9 h 12 personnes", "à 9" N "h" N "12 personnes" },
    { "fr", "à 9 h 30 hors gare", "à 9" N "h" N "30 hors gare" },
    { "fr", "0,5h", "0,5" N "h" },
    { "fr", "9h5", "9h5" },
    { "fr", "120h", "120h" },
    { "fr", "3h00m", "3h00m" },
    { "fr", "{h} h {mm}", "{h}" N "h" N "{mm}" },
    { "fr", "{h} h", "{h}" N "h" },
    { "fr", "{n} %", "{n}" N "%" },
    { "fr", "{n} j", "{n}" N "j" },
    { "fr", "{from} – {to}", "{from} – {to}" },
    { "fr", "{weekday} {day} {month} {year}", "{weekday} {day} {month} {year}" },
    { "fr", "84 % ou 13,75 %", "84" N "% ou 13,75" N "%" },
    { "fr", "84%, 25€", "84" N "%, 25" N "€" },
    { "fr", "25 €", "25" N "€" },
    { "fr", "30 j, 1 jour, 2 jours", "30" N "j, 1" N "jour, 2" N "jours" },
    { "fr", "3 min 20 s", "3" N "min 20" N "s" },
    { "fr", "5 km, 20 m, 21 °C", "5" N "km, 20" N "m, 21" N "°C" },
    { "fr", "3 mois, 1 an, 2 heures", "3" N "mois, 1" N "an, 2" N "heures" },
    { "fr", "29 mai 2023", "29" N "mai 2023" },
    { "fr", "du 2 au 30 mars 2022", "du 2 au 30" N "mars 2022" },
    { "fr", "le 1er août", "le 1er" N "août" },
    { "fr", "2 maisons, 3 jouets, 4 handicaps", "2 maisons, 3 jouets, 4 handicaps" },
    { "fr", "au guichet 2 s'il vous plaît", "au guichet 2 s’il vous plaît" },
    { "fr", "1 234", "1" T "234" },
    { "fr", "12 345 678,50 €", "12" T "345" T "678,50" N "€" },
    { "fr", "1" N "234", "1" T "234" },
    { "fr", "04 76 60 34 00", "04 76 60 34 00" },
    { "fr", "2022 350", "2022 350" },
    { "fr", "1 2345", "1 2345" },
    { "fr", "A4 350", "A4 350" },
    { "fr", "3,5 100", "3,5 100" },
    { "fr", "05/12 100", "05/12 100" },
    { "fr", "9h30 100 places", "9" N "h" N "30 100 places" },
    /* abbreviations */
    { "fr", "n° 5, art. 3, p. 12", "n°" N "5, art." N "3, p." N "12" },
    { "fr", "n° cinq", "n° cinq" },
    { "fr", "M. Dupont, Mme Élie", "M." N "Dupont, Mme" N "Élie" },
    { "fr", "M. et Mme Durand", "M. et Mme" N "Durand" },
    { "fr", "COMM. Générale", "COMM. Générale" },
    /* addresses */
    { "fr", "https://www.isere.gouv.fr/a-b?c=1;d:e", "https://www.isere.gouv.fr/a-b?c=1;d:e" },
    { "fr", "Voir www.isere.gouv.fr/rdv-9h30%20l'etat!",
      "Voir www.isere.gouv.fr/rdv-9h30%20l'etat" T "!" },
    { "fr", "\"isere.gouv.fr/x\"", "«" N "isere.gouv.fr/x" N "»" },
    { "fr", "d'isere.gouv.fr/x...", "d’isere.gouv.fr/x…" },
    { "fr", "(https://a.fr/b)!", "(https://a.fr/b)" T "!" },
    { "fr", "...://", "...://" },
    { "fr", "www.24h.fr", "www.24h.fr" },
    { "fr", "v2.x/l'un", "v2.x/l’un" },
    { "fr", "et/ou 'ici'", "et/ou ’ici’" },
    /* other languages */
    { "en", "It's \"open\": come in!", "It’s “open”: come in!" },
    { "en", "9:00 - 12:00... 84 % ?", "9:00 – 12:00… 84 % ?" },
    { "en", "two  spaces, 1 234", "two spaces, 1 234" },
    { "en", "-5", "−5" },
    { "en", "a 24\" screen", "a 24\" screen" },
    { "en", "n° 5; 9 h 00", "n° 5; 9 h 00" },
    { "uk", "п'ятниця", "п’ятниця" },
    { "uk", "\"Дія\" - це: ні; 84%!", "«Дія» — це: ні; 84%!" },
    { "uk", "далі...", "далі…" },
    { "de", "\"auf\" - zu", "“auf” – zu" },
    /* from right to left: the direction of the whole, then numbers that would come apart */
    { "ar", AB ", \"" CD "\"", AB ", «" CD "»" },
    { "ar", AB " ANTS", AB " ANTS" },
    { "ar", "ANTS: " AB, RLM "ANTS: " AB },
    { "ar", "12 " AB, "12 " AB },
    { "ar", "ANTS", "ANTS" },
    { "ar", "12 place de Verdun", "12 place de Verdun" },
    { "ar", "12:30", RLM "12:30" },
    { "ar", "+33 4 76", RLM LRM "+33 4 76" },
    { "ar", "", "" },
    { "ar", "{name}: " AB, RLM "{name}: " AB },
    { "ar", AB " +33 4 76 60 34 00.", AB " " LRM "+33 4 76 60 34 00." },
    { "ar", AB " 04 76 60 34 00", AB " " LRM "04 76 60 34 00" },
    { "ar", "+33 4 " AB, RLM LRM "+33 4 " AB },
    { "ar", AB " 12 place de Verdun", AB " " LRM "12 place de Verdun" },
    { "ar", AB " 12, " CD, AB " 12, " CD },
    { "ar", AB " 24/12/2026 " CD " 8:30", AB " 24/12/2026 " CD " 8:30" },
    { "ar", AB " 2026-12-24", AB " " LRM "2026-12-24" },
    { "ar", AB " -5 " CD, AB " " LRM "−5 " CD },
    { "ar", AB " 8:30 - 12:00", AB " 8:30 – 12:00" },
    { "ar", AB " https://a.fr/1-2 3 4", AB " https://a.fr/1-2 " LRM "3 4" },
    { "ar", AB " A1 2", AB " A1 2" },
    { "he", "\u05d0 ANTS 1 2", "\u05d0 ANTS " LRM "1 2" },
    { "fr", AB, AB },
    { "fr", AB " (arabe)", LRM AB " (arabe)" },
    { "fr", "arabe : " AB, "arabe" N ": " AB },
};

static void sets_each_language_by_its_rules(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *set = typography_set(rows[i].input, rows[i].language, &arena);
        assert_string_equal(set, rows[i].expected);
    }
    arena_finish(&arena);
}

static void sets_twice_as_once(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *once = typography_set(rows[i].input, rows[i].language, &arena);
        assert_string_equal(typography_set(once, rows[i].language, &arena), once);
    }
    arena_finish(&arena);
}

/* Strings of the pieces the rules look at, in every order a generator with a fixed seed comes to.
 */
static void sets_any_mixture_twice_as_once(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        " ", " ",   "  ",       N,        T,      "\n",   "9",  "12",     "345",  "1er",
        "h", "30",  "00",       "mai",    "j",    "%",    "€",  "{h}",    "{mm}", ":",
        ";", "!",   "?",        "\"",     "'",    "«",    "»",  "“",      "-",    "–",
        ".", "...", ",",        "(",      ")",    "/",    "M.", "Dupont", "n°",   "é",
        "a", "Ж",   "https://", "a.fr/b", "www.", "\xff", AB,   LRM,      RLM,    "+",
    };
    const char *languages[] = { "fr", "ar", "en", "uk" };
    uint64_t random = 1;
    for (int i = 0; i < 20000; i++) {
        char text[128] = "";
        random = random * 6364136223846793005u + 1442695040888963407u;
        for (unsigned length = 1 + (random >> 60); length > 0; length--) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            strcat(text, pieces[(random >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        struct arena arena = { 0 };
        const char *once = typography_set(text, languages[i % 4], &arena);
        assert_string_equal(typography_set(once, languages[i % 4], &arena), once);
        arena_finish(&arena);
    }
}

static void stays_quick_on_a_very_long_text(void **state)
{
    (void)state;
    enum { REPEATS = 100000 };
    static char text[9 * REPEATS + 1];
    for (size_t i = 0; i < REPEATS; i++) {
        memcpy(text + 9 * i, "\"9h00\"?! ", 9);
    }
    struct arena arena = { 0 };
    const char *set = typography_set(text, "fr", &arena);
    static const char piece[] = "«" N "9" N "h" N "00" N "»" T "?! ";
    assert_int_equal(strlen(set), REPEATS * strlen(piece));
    assert_memory_equal(set + strlen(set) - strlen(piece), piece, strlen(piece));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_each_language_by_its_rules),
        cmocka_unit_test(sets_twice_as_once),
        cmocka_unit_test(sets_any_mixture_twice_as_once),
        cmocka_unit_test(stays_quick_on_a_very_long_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
