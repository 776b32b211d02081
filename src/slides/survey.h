/* What the parts of the page "survey" share. */
#pragma once
#include "slides/slide.h"

enum { ANSWERS = 4 };

struct score {
    double value;
    int out_of;
};

struct question {
    struct text label;
    struct numbers shares, counts;
    int percent[ANSWERS]; /* made from either, adding up to 100 */
};

struct survey_slide {
    struct slide_head head;
    struct score score;
    int respondents;
    struct date from, until;
    struct text where;
    struct list questions; /* struct question */
};

/* Draws the blue panel: the score if there is one, replies, dates and place. */
void survey_draw_panel(const struct scene *scene, struct picture *picture,
                       const struct survey_slide *survey, struct box panel);

/* Draws the words of the four answers with their colours, spread over the width. */
void survey_draw_legend(const struct scene *scene, struct picture *picture, struct box box);

/* Draws each question with the bar of its answers. */
void survey_draw_questions(const struct scene *scene, struct picture *picture,
                           const struct question *questions, int count, struct box box);
