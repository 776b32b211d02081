/* Typography by the program, so that staff type ordinary spaces and straight quotes. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>

/* Returns text set by the rules of its language, owned by the arena; a text already set stays as it
 * is. Everywhere: U+2019 for ', … for "...", a dash for " - ", U+2212 before a digit, curly quotes
 * (« » in "fr" and "uk") for straight ones that pair up, one space for several. In "fr" also U+202F
 * before ; ! ? and between thousands, U+00A0 before : and inside « », between a number and its unit
 * or month, in "9 h 00" (also from "9h00"), before % and €, after "n°", "art.", "p.", "M.", "Mme"
 * and their plurals. Web addresses, 10:30 and a:b are left alone. A text in which Arabic or Hebrew
 * meets Latin letters or numbers gets the invisible marks U+200E and U+200F where its order on the
 * page would come out wrong. Source: Lexique des règles typographiques en usage à l'Imprimerie
 * nationale. */
const char *typography_set(const char *text, const char *language, struct arena *arena);

/* Returns whether the language is written from right to left: ar, fa, he, ur. */
bool typography_is_rtl(const char *language);
