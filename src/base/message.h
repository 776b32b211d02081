/* Messages for staff are English in the source and translated by gettext when they are shown; N_
 * marks one that stands in a table and is translated later, by _ where it is used. */
#pragma once
#include <libintl.h>

#define _(text)  gettext(text)
#define N_(text) text
