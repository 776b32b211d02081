/* One floor of the plan as marks: drawing, rooms, names, the way, « Vous êtes ici ». */
#pragma once
#include "kiosk/look.h"

/* Adds leg `leg` of the trip in a box of the floor's proportions, centred in `box`; color is the
 * zone's. Returns the box used. */
struct box plan_draw(const struct kiosk_scene *scene, struct picture *picture,
                     const struct plan_trip *trip, int leg, const struct zone *zone,
                     struct box box);
