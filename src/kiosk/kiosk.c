/* Draws the page of a state, and answers what its picture knows about places: corners, neighbours.
 */
#include "kiosk/kiosk.h"

#include "kiosk/look.h"

typedef void draw_page(struct kiosk_scene *scene, struct picture *picture);

static const struct {
    const char *name;
    draw_page *draw;
} pages[PAGE_COUNT] = {
    [PAGE_ROTATION] = { "rotation", kiosk_rotation },
    [PAGE_HOME] = { "home", kiosk_home },
    [PAGE_LIST] = { "list", kiosk_list },
    [PAGE_RESULT] = { "result", kiosk_result },
    [PAGE_DOCUMENTS] = { "documents", kiosk_documents },
    [PAGE_ANSWER] = { "answer", kiosk_answer },
    [PAGE_PLAN] = { "plan", kiosk_plan },
    [PAGE_LANGUAGES] = { "languages", kiosk_language_page },
    [PAGE_ACCESS] = { "access", kiosk_access },
    [PAGE_ALERT] = { "alert", kiosk_alert },
    [PAGE_CLEANING] = { "cleaning", kiosk_cleaning },
};

void kiosk_draw(const struct kiosk_view *view, struct picture *picture)
{
    struct session under = *view->session;
    struct kiosk_view page = *view;
    page.session = &under;
    if (under.asking) { /* the page under the dialog as it was, but nothing on it reacts */
        under.asking = under.inside = false;
        under.focus = TARGET_NONE;
    }
    struct kiosk_scene scene = kiosk_scene_of(&page);
    pages[under.page].draw(&scene, picture);
    if (view->session->asking) {
        scene = kiosk_scene_of(view);
        kiosk_asking(&scene, picture);
    }
}

const char *kiosk_page_name(enum kiosk_page page)
{
    return pages[page].name;
}

int kiosk_corner(const struct picture *picture, int x, int y)
{
    float side = 12 * picture->unit;
    bool left = (float)x < side, right = (float)x >= (float)picture->width - side;
    bool top = (float)y < side, bottom = (float)y >= (float)picture->height - side;
    return top && left ? 1 : top && right ? 2 : bottom && right ? 3 : bottom && left ? 4 : 0;
}

static const struct mark *area_of(const struct picture *picture, int id)
{
    for (size_t i = 0; i < picture->count; i++) {
        if (picture->marks[i].type == MARK_TOUCH && (id == 0 || picture->marks[i].id == id)) {
            return &picture->marks[i];
        }
    }
    return NULL;
}

/* How far `to` lies in the direction, and how far off to the side, in half pixels; a step to the
 * side counts double, so that rows and columns are kept. -1: not in that direction. */
static int cost(struct rect from, struct rect to, enum kiosk_direction direction)
{
    int dx = 2 * to.x + to.w - (2 * from.x + from.w), dy = 2 * to.y + to.h - (2 * from.y + from.h);
    bool flat = direction == TO_LEFT || direction == TO_RIGHT;
    int ahead = flat ? dx : dy, aside = flat ? dy : dx;
    ahead = direction == TO_LEFT || direction == TO_TOP ? -ahead : ahead;
    aside = aside < 0 ? -aside : aside;
    return ahead > 0 && (ahead >= aside / 4) ? ahead + 2 * aside : -1;
}

int kiosk_neighbour(const struct picture *picture, int id, enum kiosk_direction direction)
{
    const struct mark *from = id ? area_of(picture, id) : NULL;
    const struct mark *first = area_of(picture, 0);
    int best = -1, found = id;
    if (!from) {
        return first ? first->id : 0;
    }
    for (size_t i = 0; i < picture->count; i++) {
        const struct mark *mark = &picture->marks[i];
        int far = mark->type == MARK_TOUCH ? cost(from->box, mark->box, direction) : -1;
        if (far >= 0 && (best < 0 || far < best)) {
            best = far;
            found = mark->id;
        }
    }
    return found;
}
