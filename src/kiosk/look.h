/* What the pages share: colours by ground and contrast, languages, buttons. Sizes are in u. */
#pragma once
#include "kiosk/kiosk.h"
#include "picture/paragraph.h"

struct look {
    struct color ground, bar; /* of the page, of the access bar */
    struct color line;        /* borders and icons */
    struct color title, text, soft;
    struct color fill, on_fill; /* of a button that is pressed or on, and what is written on it */
    struct color icon_on_fill;
    struct color panel, on_panel, soft_on_panel, title_on_panel, panel_line;
    float border;
    bool edges, contrast; /* the flag's edges; high contrast */
};

struct kiosk_scene {
    const struct kiosk_view *view;
    const struct session *session;
    const struct show *show;
    const struct kiosk_choice *choice;    /* or NULL */
    const struct language *words, *other; /* other: of the second line, or NULL */
    int language, second;                 /* second: -1 for none */
    bool larger, lowered;
    bool rtl; /* the language is read from right to left */
    struct look look;
};

/* Returns the scene of a view on a white ground. */
struct kiosk_scene kiosk_scene_of(const struct kiosk_view *view);

/* Gives the scene the look of a page filled with that colour, and fills the picture with it. */
void kiosk_fill_page(struct kiosk_scene *scene, struct picture *picture, struct color color);

/* Each returns a text in the session's language: as it is, NULL-safe; the same in the second
 * language, or NULL when there is none or it says the same. */
const char *kiosk_text(const struct kiosk_scene *scene, const struct text *text);
const char *kiosk_second(const struct kiosk_scene *scene, const struct text *text);

/* Each adds a text from where the page is read on: at x, or with its right end at the other end of
 * the room it had, whatever language it is in. Returns the baseline of its last line. */
float kiosk_add(const struct kiosk_scene *scene, struct picture *picture,
                const struct passage *passage, float x, float baseline);
float kiosk_put(const struct kiosk_scene *scene, struct picture *picture,
                const struct setting *setting, float x, float baseline);

/* Returns label_short, when text is enlarged or there is no room, or NULL. */
const char *kiosk_short(const struct kiosk_scene *scene, const struct kiosk_choice *choice);

/* Returns size, or a fifth more when text is enlarged. */
float kiosk_size(const struct kiosk_scene *scene, float size);

struct button {
    int target;
    const char *icon;                    /* asset, or NULL */
    const char *label, *shorter;         /* shorter may be NULL */
    const char *second, *second_shorter; /* or NULL */
    bool on;                             /* an access mode that is on, the chosen language */
    bool filled;                         /* the main button of a page */
};

/* Returns the button of a target that looks the same on all pages (not of a choice). */
struct button kiosk_button(const struct kiosk_scene *scene, int target);

/* Returns the button of a choice. */
struct button kiosk_choice_button(const struct kiosk_scene *scene, struct picture *picture,
                                  const struct kiosk_choice *choice, int target);

/* Each adds a button with its touch area; reach is half the gap to the next, in pixels. A bar
 * button has its icon on the left; a tile has it on top; a row is a low tile. */
void kiosk_draw_bar_button(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                           float reach, const struct button *button);
void kiosk_draw_tile(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                     float reach, const struct button *button, const struct setting *label);
void kiosk_draw_row(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                    float reach, const struct button *button, const struct setting *label);
void kiosk_draw_centred(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                        float reach, const struct button *button, float size);

/* Adds the buttons of the choices of a page in a grid that fills the box. */
void kiosk_draw_choices(const struct kiosk_scene *scene, struct picture *picture,
                        const struct list *choices, struct box box);

/* Adds the page's language buttons (those among its targets) in columns, or from the right end of
 * the box leftwards, as wide as their names, when columns is 0. Returns the left end. */
float kiosk_draw_languages(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                           int columns);

/* Adds all targets of the page from `first` on, which must be bar buttons, in equal columns and
 * rows. */
void kiosk_draw_bar(const struct kiosk_scene *scene, struct picture *picture, struct box box,
                    int columns, int first);

/* Adds the buttons at the foot of a page that has them: in landscape those of the page on the left
 * and what leads on in the right part of it. Returns the top of the foot. */
float kiosk_draw_foot(const struct kiosk_scene *scene, struct picture *picture);

/* Adds name, date and time. Returns the right end. */
float kiosk_draw_site_line(const struct kiosk_scene *scene, struct picture *picture, float right);

/* Adds the flag's edges when the look has them. */
void kiosk_draw_edges(const struct kiosk_scene *scene, struct picture *picture);

/* Adds « Données d'exemple » with its right end at x and its top at y; returns its width. */
float kiosk_draw_tag(const struct kiosk_scene *scene, struct picture *picture, float right,
                     float y);
float kiosk_tag_width(const struct kiosk_scene *scene, struct picture *picture);

/* Adds a white plate and on it whether the service is open now and what comes next. Nothing when
 * the clock is not trusted or there is no service. */
void kiosk_draw_state(const struct kiosk_scene *scene, struct picture *picture,
                      const struct service *service, struct box box, bool plate);

/* Adds a panel in the look's colours. */
void kiosk_draw_panel(const struct kiosk_scene *scene, struct picture *picture, struct box box);

/* Returns the sides of a QR code of that address nearest to size pixels, with whole modules, and
 * its version. */
float kiosk_code_size(const char *url, float size, int *version);

/* Adds the QR code of an address (whole modules, at most size pixels wide), on a white plate where
 * the page is dark. */
void kiosk_draw_code(const struct kiosk_scene *scene, struct picture *picture, const char *url,
                     float x, float y, float size);

/* Adds a ring that runs out, with the seconds left in it, in the look's panel colours. */
void kiosk_draw_countdown(const struct kiosk_scene *scene, struct picture *picture, float x,
                          float y, int seconds, int of);

/* One function for each page. */
void kiosk_home(struct kiosk_scene *scene, struct picture *picture);
void kiosk_list(struct kiosk_scene *scene, struct picture *picture);
void kiosk_result(struct kiosk_scene *scene, struct picture *picture);
void kiosk_documents(struct kiosk_scene *scene, struct picture *picture);
void kiosk_answer(struct kiosk_scene *scene, struct picture *picture);
void kiosk_plan(struct kiosk_scene *scene, struct picture *picture);
void kiosk_language_page(struct kiosk_scene *scene, struct picture *picture);
void kiosk_access(struct kiosk_scene *scene, struct picture *picture);
void kiosk_alert(struct kiosk_scene *scene, struct picture *picture);
void kiosk_cleaning(struct kiosk_scene *scene, struct picture *picture);
void kiosk_rotation(struct kiosk_scene *scene, struct picture *picture);

/* Adds the dialog "are you still there?" over the page. */
void kiosk_asking(struct kiosk_scene *scene, struct picture *picture);
