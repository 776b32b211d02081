/* Fitting text into the room it has, always in the same order: balanced wrapping, the shorter
 * wording, shrinking to a stated limit, dropping the second language, cutting at a word. */
#pragma once
#include "picture/picture.h"

enum { LINES_MAX = 6 };

/* One text to be set; zero members take the default in brackets. */
struct passage {
    const char *text;    /* NULL or "": nothing is set */
    const char *shorter; /* a shorter wording, or NULL */
    struct style style;
    float width; /* pixels there are */
    int lines;   /* at most [1] */
    float pitch; /* from baseline to baseline, in em [1.25] */
    float least; /* smallest part of its size it may shrink to [0.85]; never under 2.8 u (2.5 u in
                    the second language) unless it is smaller from the start */
    bool vital; /* never cut (times, figures, names of zones, addresses): shrinks further instead */
    bool address; /* breaks only after a dot or slash, without a space */
};

struct setting {
    const char *lines[LINES_MAX]; /* owned by the picture */
    int count;                    /* 0: dropped or empty */
    struct style style;           /* with the size it came to */
    float width;                  /* of the widest line, pixels */
    float pitch;                  /* pixels from baseline to baseline */
    float room;                   /* pixels there were */
    bool rtl;                     /* read from right to left */
    enum fit fit;
    float wanted;       /* u: the size of the passage's style */
    bool led;           /* its size only follows that of a neighbour */
    const char *origin; /* the passage's text */
};

/* Sets one passage. */
struct setting passage_set(struct picture *picture, const struct passage *passage);

/* Sets count passages of one row or grid so that all have the same size. */
void passage_set_alike(struct picture *picture, const struct passage *passages, int count,
                       struct setting *settings);

/* Adds the lines, the first on that baseline; returns the baseline of the last (the given one when
 * there is none). What is read from right to left and aligned left is aligned right instead, in the
 * room that its passage had from x on: each begins where its reader begins. */
float picture_setting(struct picture *picture, const struct setting *setting, enum align align,
                      float x, float baseline);

/* Sets and adds a passage in one go; returns the baseline of its last line. */
float picture_passage(struct picture *picture, const struct passage *passage, enum align align,
                      float x, float baseline);

/* Sets first and, gap pixels after it on the same baseline, second, in first.width pixels from x on
 * together (from its right end, to the left, when first is read that way): both shrink before
 * second is dropped and before first is cut. Returns the width used.
 */
float picture_pair(struct picture *picture, const struct passage *first,
                   const struct passage *second, float gap, float x, float baseline);

/* Sets first and adds it from where it is read on, and second in what is left of first.width, gap
 * pixels not counted, at the other end of the same baseline. */
void picture_apart(struct picture *picture, const struct passage *first,
                   const struct passage *second, float gap, float x, float baseline);
