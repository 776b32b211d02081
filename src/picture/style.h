/* Colours and text styles: the tokens of the visual design, so that a slide names them and never a
 * number. Sizes are in u (picture->unit pixels each); see src/README.md for u. */
#pragma once
#include "base/color.h"

enum weight { WEIGHT_REGULAR, WEIGHT_SEMIBOLD, WEIGHT_BOLD, WEIGHT_COUNT };

/* What a text is for, which decides how large it must be for the viewing distance: a page has one
 * hero, a sign tells the way to a zone. */
enum role { ROLE_DETAIL, ROLE_TEXT, ROLE_HERO, ROLE_SECOND, ROLE_SIGN, ROLE_COUNT };

struct style {
    float size; /* u */
    enum weight weight;
    struct color color;
    enum role role;
};

#define COLOR(hex)                                                                                 \
    ((struct color){ (uint8_t)((hex) >> 16), (uint8_t)((hex) >> 8 & 0xff), (uint8_t)((hex)&0xff) })

#define BLEU       COLOR(0x000091)
#define BLEU_525   COLOR(0x6A6AF4)
#define BLEU_850   COLOR(0xCACAFB)
#define BLEU_925   COLOR(0xE3E3FD)
#define BLEU_950   COLOR(0xECECFE)
#define BLEU_975   COLOR(0xF5F5FE)
#define INK        COLOR(0x161616)
#define GREY_200   COLOR(0x3A3A3A)
#define GREY_425   COLOR(0x666666)
#define GREY_625   COLOR(0x929292)
#define GREY_900   COLOR(0xDDDDDD)
#define GREY_950   COLOR(0xEEEEEE)
#define GREY_975   COLOR(0xF6F6F6)
#define WHITE      COLOR(0xFFFFFF)
#define SUCCESS    COLOR(0x18753C)
#define WARNING    COLOR(0xB34000)
#define ORANGE_850 COLOR(0xFCC0B0)
#define ALERT      COLOR(0xC9191E)
#define FLAG_RED   COLOR(0xE1000F)

/* Roles of the type table; a slide changes the colour with style_in where the ground is dark. */
#define STYLE_HERO      ((struct style){ 13.4f, WEIGHT_BOLD, BLEU, ROLE_HERO })
#define STYLE_TITLE     ((struct style){ 6.4f, WEIGHT_BOLD, BLEU, ROLE_TEXT })
#define STYLE_CLOCK     ((struct style){ 6.4f, WEIGHT_SEMIBOLD, INK, ROLE_TEXT })
#define STYLE_STATE     ((struct style){ 5.4f, WEIGHT_SEMIBOLD, INK, ROLE_TEXT })
#define STYLE_NAME      ((struct style){ 4.9f, WEIGHT_BOLD, INK, ROLE_TEXT })
#define STYLE_HEADING   ((struct style){ 4.2f, WEIGHT_BOLD, INK, ROLE_TEXT })
#define STYLE_BODY      ((struct style){ 4.2f, WEIGHT_REGULAR, INK, ROLE_TEXT })
#define STYLE_LABEL     ((struct style){ 4.0f, WEIGHT_SEMIBOLD, INK, ROLE_TEXT })
#define STYLE_TABLE     ((struct style){ 3.4f, WEIGHT_REGULAR, INK, ROLE_TEXT })
#define STYLE_TITLE_2ND ((struct style){ 3.6f, WEIGHT_REGULAR, GREY_200, ROLE_SECOND })
#define STYLE_SECOND    ((struct style){ 2.8f, WEIGHT_REGULAR, GREY_200, ROLE_SECOND })
#define STYLE_SITE      ((struct style){ 2.8f, WEIGHT_REGULAR, GREY_200, ROLE_DETAIL })
#define STYLE_SOURCE    ((struct style){ 2.3f, WEIGHT_REGULAR, GREY_425, ROLE_DETAIL })
#define STYLE_TAG       ((struct style){ 2.1f, WEIGHT_SEMIBOLD, GREY_425, ROLE_DETAIL })

/* Each returns the style with one thing changed. */
struct style style_in(struct style style, struct color color);
struct style style_sized(struct style style, float size);
struct style style_weighted(struct style style, enum weight weight);

/* Returns the WCAG 2.2 contrast ratio of two colours, 1 to 21. */
double color_contrast(struct color a, struct color b);

/* Returns white when it has a contrast of at least 4.5 on the ground, else INK. */
struct color color_on(struct color ground);
