/* A slide kind: one file in this folder, one row in the registry. Each file is in the same order:
 * what the visitor sees with a JSON example, its struct, its field table, its check, its draw, its
 * single export. */
#pragma once
#include "base/message.h"
#include "content/show.h"
#include "picture/paragraph.h"
#include "picture/picture.h"

/* All that a page depends on besides its own record. */
struct scene {
    const struct show *show;
    struct moment moment;
    const struct language *words; /* of the main language */
    const struct language *other; /* of the second line, or NULL for none */
    int second;                   /* its index, or -1 */
    int page, pages;              /* of this slide, from 0 */
    int position, count; /* of this page in the loop, for the progress line; count 0: not drawn */
};

struct audit;

struct slide_kind {
    struct record record; /* first: a slide's kind pointer is cast back to this */
    int words; /* French words the page itself adds to those of the record, for its duration */
    /* Returns how many pages the slide needs; 0 when this show has nothing for it to show. NULL:
     * one. */
    int (*pages)(const void *slide, const struct show *show);
    /* Returns how many QR codes page shows. NULL: none. */
    int (*qr_codes)(const void *slide);
    void (*draw)(const void *slide, const struct scene *scene, struct picture *picture);
    /* Warns of what is not, or soon will not be, true of the slide's own figures (see audit.h).
     * NULL: nothing beyond what is asked of all slides. */
    void (*audit)(const void *slide, const struct audit *audit);
};

/* All kinds, alphabetical, NULL at the end; and their records, same order, for show_load. */
extern const struct slide_kind *const slide_kinds[];
extern const struct record *const slide_records[];

/* Returns the kind of a slide. */
const struct slide_kind *slide_kind_of(const struct slide *slide);

/* Returns how many pages the slide has in this show, 0 when it has nothing to show. */
int slide_pages(const struct slide *slide, const struct show *show);

/* Returns how many words of its record one page shows, rounded up over its pages. */
int slide_words(const struct slide *slide, const struct show *show);

/* Returns the time it takes to read one page: 4 s + 0.4 s per word + 3 s per QR code. */
int slide_reading_ms(const struct slide *slide, const struct show *show);

/* Returns the automatic duration of one page: its reading time, within 12 to 30 s. */
int slide_duration_ms(const struct slide *slide, const struct show *show);

/* Describes page scene->page of the slide; the picture must have been started. */
void slide_draw(const struct slide *slide, const struct scene *scene, struct picture *picture);

/* Returns the text in the main language of the scene, "" when there is none. */
const char *scene_text(const struct scene *scene, const struct text *text);

/* Returns the text in the scene's second language, or NULL when it has none of its own. */
const char *scene_second(const struct scene *scene, const struct text *text);

/* The rows every kind's field table starts with; title_example is JSON text. */
#define SLIDE_FIELDS(slide_type, title_required, title_example)                                    \
    { .key = "kind",                                                                               \
      .type = FIELD_KIND,                                                                          \
      .offset = offsetof(slide_type, head.kind),                                                   \
      .required = true,                                                                            \
      .help = N_("Genre de la page.") },                                                           \
        { .key = "title",                                                                          \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(slide_type, head.title),                                              \
          .required = (title_required),                                                            \
          .help = N_("Titre de la page."),                                                         \
          .example = (title_example) },                                                            \
        { .key = "title_short",                                                                    \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(slide_type, head.title_short),                                        \
          .help = N_("Titre plus court, utilisé quand le titre ne tient pas."),                    \
          .example = "\"Titre court\"" },                                                          \
        { .key = "source",                                                                         \
          .type = FIELD_TEXT,                                                                      \
          .offset = offsetof(slide_type, head.source),                                             \
          .help = N_("Petite ligne en bas de page : d’où vient l’information."),                   \
          .example = "\"Bilan qualité 2022\"" },                                                   \
        { .key = "example",                                                                        \
          .type = FIELD_BOOL,                                                                      \
          .offset = offsetof(slide_type, head.example),                                            \
          .help = N_("true tant que la préfecture n’a pas confirmé ces données."),                 \
          .starter = true },                                                                       \
    {                                                                                              \
        .key = "review", .type = FIELD_DATE, .offset = offsetof(slide_type, head.review),          \
        .help = N_("Date à laquelle relire la page ; vestibule check la rappelle."),               \
        .example = "\"2027-01-15\""                                                                \
    }
