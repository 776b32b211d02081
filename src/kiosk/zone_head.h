/* What the pages about a zone share. */
#pragma once
#include "kiosk/look.h"

/* Fills the page with the zone's colour and adds the line at its top: the choice, the tag. right is
 * where it ends, in pixels. */
void zone_draw_top(struct kiosk_scene *scene, struct picture *picture, float right);

/* Returns the service whose hours the choice follows, or NULL. */
const struct service *zone_service(const struct kiosk_scene *scene);
