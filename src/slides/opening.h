/* What pages say about opening hours: the state now, today's ranges, the week, the next special
 * day. Shared by the hours page, the fallback page and the kiosk. */
#pragma once
#include "slides/slide.h"

enum { SOON_MINUTES = 30, SPECIAL_HORIZON_DAYS = 60 };

/* Adds the pill "Ouvert / Ferme bientôt / Fermé" (8.4u high) at (x, y) and what comes next beside
 * it: in portrait the second language goes under it. Returns the lowest baseline used. */
float opening_draw_state(const struct scene *scene, struct picture *picture,
                         const struct service *service, float x, float y, float width);

/* Adds today's ranges in hero size: heading on the first baseline; the two lines' baselines
 * are 12.6u and 27u below it (portrait 11.4u and 24.2u). Ranges that are over are grey. */
void opening_draw_today(const struct scene *scene, struct picture *picture,
                        const struct service *service, float x, float baseline, float width);

/* Adds the timeline of the day (3.4u high, hour labels below). Nothing on a day that is closed. */
void opening_draw_timeline(const struct scene *scene, struct picture *picture,
                           const struct service *service, struct box box);

/* Adds the table of this week (or of any week when the clock is not trusted): heading baseline 3.6u
 * under the box's top, six rows of that pitch from 7.1u on. */
void opening_draw_week(const struct scene *scene, struct picture *picture,
                       const struct service *service, struct box box, float pitch);

/* Adds the panel with the next exceptional closure or exceptional hours, whichever comes first;
 * false (and nothing) when none is near. */
bool opening_draw_special(const struct scene *scene, struct picture *picture,
                          const struct service *service, struct box box);

/* Returns "ferme à 12 h 00", "ouvre demain à 9 h 00" and so on in a language, "" when nothing
 * comes. */
const char *opening_next(const struct language *words, struct hours_state state, struct date today,
                         struct arena *arena);
