/* plan.json: a drawing of each floor, the rooms on it and the points one walks by; and the way from
 * a kiosk to a zone. Places are fractions of the drawing, 0 to 1 from its top left corner. */
#pragma once
#include "content/field.h"

enum { PLAN_POINTS_MAX = 100, PLAN_FLOORS_MAX = 12, PLAN_ROOMS_MAX = 40 };

/* How one gets from floor to floor. */
enum plan_way { WAY_NONE, WAY_STAIRS, WAY_LIFT };

struct plan_spot {
    double x, y;
};

struct plan_point {
    const char *id;
    struct plan_spot at;
    struct strings to; /* ids of the points one can walk to, either way */
};

struct plan_room {
    double x, y, w, h;
    const char *zone; /* letter, or NULL */
    int way;          /* enum plan_way */
    struct text label;
    const char *door; /* id of a point of this floor */
};

struct plan_label {
    struct text text;
    struct plan_spot at;
};

struct plan_floor {
    int number;
    const char *image;          /* or NULL */
    double ratio;               /* width / height of the drawing */
    struct list rooms;          /* struct plan_room */
    struct list labels, points; /* struct plan_label, struct plan_point */
};

struct plan_file {
    bool example;
    struct list floors; /* struct plan_floor */
};

/* Where a kiosk stands. */
struct plan_here {
    bool given;
    int floor;
    struct plan_spot at;
};

struct plan_path {
    struct plan_spot spots[PLAN_POINTS_MAX + 1];
    int count;
};

/* A way in one leg, or two when the zone is on another floor: to the stairs or lift, then on from
 * there. */
struct plan_trip {
    int legs; /* 0: there is no way */
    int way;  /* enum plan_way, when there are two legs */
    struct {
        const struct plan_floor *floor;
        const struct plan_room *goal; /* the room the leg ends at */
        struct plan_path path;
    } leg[2];
};

/* Finds the shortest way from here to a room of the zone with that letter, by the lift if asked for
 * and there is one, else by the stairs, else by whatever there is. */
struct plan_trip plan_trip(const struct plan_file *plan, const struct plan_here *here,
                           const char *zone, bool lift);

/* Returns the drawing of the floor with that number, or NULL. */
const struct plan_floor *plan_floor(const struct plan_file *plan, int number);

/* Returns a room of that floor for the zone, or NULL. */
const struct plan_room *plan_zone_room(const struct plan_floor *floor, const char *zone);

/* Returns the index of the floor's point with that id, -1 when there is none. */
int plan_point_index(const struct plan_floor *floor, const char *id);
