/* The figures of the transparency programme and the two ways they are drawn. */
#pragma once
#include "slides/slide.h"

enum { INDICATOR_DAYS, INDICATOR_MINUTES, INDICATOR_PERCENT };
enum { BETTER_LOWER, BETTER_HIGHER };

struct indicator {
    struct text label, label_short, source;
    int unit, better;
    struct amount value, previous, target;
    struct period period; /* year 0: that of the page */
    bool example;
};

struct indicators_slide {
    struct slide_head head;
    struct text heading;
    struct period period;
    struct date next_update;
    struct list values; /* struct indicator */
};

/* Adds one row per indicator (days or minutes): label, value, bar against target, trend. */
void indicators_draw_rows(const struct scene *scene, struct picture *picture,
                          const struct indicators_slide *slide, const struct indicator *const *rows,
                          int count, struct box box);

/* Adds one or two rings (percentages); large: they are all there is on the page. */
void indicators_draw_rings(const struct scene *scene, struct picture *picture,
                           const struct indicators_slide *slide,
                           const struct indicator *const *rings, int count, struct box box,
                           bool large);
