/* How different two colours look, also to people who see fewer of them. */
#pragma once
#include "base/color.h"

/* CIE 1976 L*a*b*. */
struct lab {
    double l, a, b;
};

enum vision { VISION_NORMAL, VISION_PROTAN, VISION_DEUTAN, VISION_TRITAN, VISION_COUNT };

/* Returns the CIEDE2000 difference with all weights 1 (Sharma, Wu & Dalal, Color Research and
 * Application 30, 2005). */
double difference_lab(struct lab x, struct lab y);

/* Returns the colour as L*a*b* for the white point D65, as somebody with that vision sees it: the
 * matrices of Machado, Oliveira & Fernandes (IEEE TVCG 15, 2009) at severity 1, on linear light. */
struct lab difference_seen(struct color color, enum vision vision);

/* Returns the CIEDE2000 difference of two colours for that vision: 1 is just visible, 100 the
 * most. */
double difference(struct color x, struct color y, enum vision vision);
