/* The frame that all pages but the alert share: flag edges, site line, date, title, clock,
 * progress, source line, example tag. */
#pragma once
#include "slides/slide.h"

/* Draws the frame and returns the content block: between the margins, 67.4u high in landscape
 * (y 21.6u to 89u on 16:9) and 141u in portrait (y 27u to 168u on 9:16), centred between header and
 * footer. title and second are ready-set texts (second may be NULL); shorter may be NULL; source ""
 * draws no source line. */
struct box frame_draw(const struct scene *scene, struct picture *picture, const char *title,
                      const char *shorter, const char *second, const char *source, bool example);

/* Draws the frame for a slide with its own title, source and example mark (|| example). */
struct box frame_draw_head(const struct scene *scene, struct picture *picture,
                           const struct slide_head *head, bool example);

/* Draws "Préfecture de l'Isère  Accueil" and, when the clock is trusted, date and clock, on a
 * ground of any colour. */
void frame_draw_site_line(const struct scene *scene, struct picture *picture, struct color strong,
                          struct color soft);

/* Draws the tag "Données d'exemple" with its right end (or left end) at x and its top at y. */
void frame_draw_tag(const struct scene *scene, struct picture *picture, enum align align, float x,
                    float y, struct color text, struct color border, struct color ground);

/* Adds a heading (bold, 4.2u unless sized) with its second language to the right of it on one
 * baseline; when spread, the second language stands at the right end of width. */
void frame_heading(struct picture *picture, struct style style, float x, float baseline,
                   float width, const char *text, const char *second, bool spread);

/* Returns the left and right margins' x: 7u and width - 7u. */
float frame_left(const struct picture *picture);
float frame_right(const struct picture *picture);

/* Returns the width of the strips on both edges. */
float frame_edge(const struct picture *picture);

/* Returns the content block that frame_draw returns. */
struct box frame_block(const struct picture *picture);

/* Baselines in u: of the site line and the title from the top, of the source from the bottom. */
#define FRAME_SITE_U   7.2f
#define FRAME_TITLE_U  15.2f
#define FRAME_SOURCE_U 2.5f

/* Free u between the content block and the progress line on 16:9; on 9:16 nearly so. */
#define FRAME_FOOT_U 4.4f
