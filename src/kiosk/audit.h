/* What cannot be read on the kiosk's pages from where they are touched, or not be reached. */
#pragma once
#include "slides/audit.h"

/* Adds a warning for each text of each page, in each language and access mode, that is cut, too
 * small or of too little contrast on a touch screen of the folder, and for buttons that are too
 * small or, with lowered controls, outside 0.90 to 1.30 m above the floor (French order of 8
 * December 2014). */
void kiosk_audit(const struct audit *audit);
