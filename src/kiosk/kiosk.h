/* The kiosk as pictures: what a state of the session looks like, with its touch areas. */
#pragma once
#include "kiosk/session.h"
#include "picture/picture.h"

/* All that a page is drawn from. */
struct kiosk_view {
    const struct kiosk_world *world;
    const struct session *session;
    struct moment moment;
    int64_t now_ms;            /* of the session's clock */
    const struct slide *alert; /* for the alert page */
};

/* Describes the page of that state; the picture must have been started. Of PAGE_ROTATION, which is
 * the slides' own, it adds to the slide that is there the line that invites to touch. */
void kiosk_draw(const struct kiosk_view *view, struct picture *picture);

/* Returns which corner (1 to 4, clockwise from the top left) the point is in, 0: none. */
int kiosk_corner(const struct picture *picture, int x, int y);

enum kiosk_direction { TO_LEFT, TO_RIGHT, TO_TOP, TO_BOTTOM };

/* Returns the touch area nearest in that direction from the one with that id, by the centres of
 * their boxes; the id itself when there is none, the first area when the id is not there, 0 without
 * any. */
int kiosk_neighbour(const struct picture *picture, int id, enum kiosk_direction direction);

/* Returns what a page is called in file names and options: "home", "result"… */
const char *kiosk_page_name(enum kiosk_page page);

typedef void kiosk_visit(void *context, const char *name, const struct session *session);

/* Visits one session for each page that this content has, in the language and with the access modes
 * of `settings`: "home", "list-sejour", "result-permis"… The name and the session live only during
 * the call. */
void kiosk_each_page(const struct kiosk_world *world, const struct session *settings,
                     kiosk_visit *visit, void *context);
