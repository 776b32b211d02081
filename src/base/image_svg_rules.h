/* What an SVG may not hold. Each returns the translated reason (static), or NULL when all is well.
 */
#pragma once
#include "base/image_svg_text.h"

/* Judges an element inside the root; in_defs tells whether it stands inside <defs>. */
const char *svg_element_refused(struct span name, bool in_defs);

/* Judges one attribute of any element. */
const char *svg_attribute_refused(struct span name, struct span value);

/* Judges CSS: the text of a style sheet or the value of a style attribute. */
const char *svg_style_refused(struct span said);

/* Judges how a style sheet is built, up to the next tag in it. */
const char *svg_sheet_refused(struct span sheet);
