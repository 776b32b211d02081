/* What the parts of the page "busy" share. */
#pragma once
#include "slides/attendance.h"
#include "slides/slide.h"

struct busy_slide {
    struct slide_head head;
    const char *service;
    struct attendance attendance;
};

/* Each returns how a level is shown: its colour, and its word in that language. */
struct color busy_color(enum level level);
const char *busy_word(const struct language *words, enum level level);

/* Draws the bars of today, or of the day of the advice when today is closed, with their heading
 * above the box and the hours below it. */
void busy_draw_chart(const struct scene *scene, struct picture *picture,
                     const struct busy_slide *busy, const struct service *service,
                     struct advice advice, struct box box);

/* Draws the panel with the best time to come; nothing when there is none. */
void busy_draw_advice(const struct scene *scene, struct picture *picture, struct advice advice,
                      struct box panel);

/* Draws the week as a map under its heading, with letters of that size in u. */
void busy_draw_week(const struct scene *scene, struct picture *picture,
                    const struct busy_slide *busy, const struct service *service, struct box box,
                    float text);

/* Draws all there is to say without a trusted clock: the map, large, with a legend. */
void busy_draw_timeless(const struct scene *scene, struct picture *picture,
                        const struct busy_slide *busy, const struct service *service,
                        struct box box);
