/* Dijkstra's shortest path over the points of one floor: there are a hundred at most, so the next
 * nearest is looked for by walking all of them. A point with the same id on two floors is where the
 * stairs or the lift leave one and reach the other. */
#include "content/plan.h"

#include <math.h>
#include <string.h>

static double distance(const struct plan_floor *floor, struct plan_spot a, struct plan_spot b)
{
    return hypot((a.x - b.x) * floor->ratio, a.y - b.y);
}

const struct plan_floor *plan_floor(const struct plan_file *plan, int number)
{
    const struct plan_floor *floors = plan->floors.items;
    for (size_t i = 0; i < plan->floors.count; i++) {
        if (floors[i].number == number) {
            return &floors[i];
        }
    }
    return NULL;
}

const struct plan_room *plan_zone_room(const struct plan_floor *floor, const char *zone)
{
    const struct plan_room *rooms = floor->rooms.items;
    for (size_t i = 0; i < floor->rooms.count; i++) {
        if (rooms[i].zone && strcmp(rooms[i].zone, zone) == 0) {
            return &rooms[i];
        }
    }
    return NULL;
}

int plan_point_index(const struct plan_floor *floor, const char *id)
{
    const struct plan_point *points = floor->points.items;
    for (size_t i = 0; i < floor->points.count; i++) {
        if (strcmp(points[i].id, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static bool leads_to(const struct plan_point *from, const struct plan_point *to)
{
    for (size_t i = 0; i < from->to.count; i++) {
        if (strcmp(from->to.items[i], to->id) == 0) {
            return true;
        }
    }
    return false;
}

/* Distances of all points from one of them, and by which point each is reached. */
struct search {
    const struct plan_floor *floor;
    double far[PLAN_POINTS_MAX];
    int before[PLAN_POINTS_MAX];
    bool done[PLAN_POINTS_MAX];
};

static int nearest_open(const struct search *search)
{
    int best = -1;
    for (int i = 0; i < (int)search->floor->points.count; i++) {
        if (!search->done[i] && search->far[i] < INFINITY &&
            (best < 0 || search->far[i] < search->far[best])) {
            best = i;
        }
    }
    return best;
}

static void search_from(struct search *search, const struct plan_floor *floor, int start)
{
    const struct plan_point *points = floor->points.items;
    search->floor = floor;
    for (int i = 0; i < (int)floor->points.count; i++) {
        search->far[i] = i == start ? 0 : INFINITY;
        search->before[i] = -1;
        search->done[i] = false;
    }
    for (int at; (at = nearest_open(search)) >= 0;) {
        search->done[at] = true;
        for (int i = 0; i < (int)floor->points.count; i++) {
            double far = search->far[at] + distance(floor, points[at].at, points[i].at);
            if ((leads_to(&points[at], &points[i]) || leads_to(&points[i], &points[at])) &&
                far < search->far[i]) {
                search->far[i] = far;
                search->before[i] = at;
            }
        }
    }
}

/* The point a kiosk's visitor walks to first. */
static int nearest_point(const struct plan_floor *floor, struct plan_spot spot)
{
    const struct plan_point *points = floor->points.items;
    int best = -1;
    for (int i = 0; i < (int)floor->points.count; i++) {
        if (best < 0 ||
            distance(floor, spot, points[i].at) < distance(floor, spot, points[best].at)) {
            best = i;
        }
    }
    return best;
}

static void trace(const struct search *search, int goal, const struct plan_spot *start,
                  struct plan_path *path)
{
    const struct plan_point *points = search->floor->points.items;
    int steps = 0;
    for (int at = goal; at >= 0; at = search->before[at]) {
        steps++;
    }
    path->count = steps + (start != NULL);
    int to = path->count;
    for (int at = goal; at >= 0; at = search->before[at]) {
        path->spots[--to] = points[at].at;
    }
    if (start) {
        path->spots[0] = *start;
    }
}

/* Returns the nearest reachable room of the zone (or, without one, of that way that also reaches
 * the other floor); NULL when there is none. */
static const struct plan_room *nearest_room(const struct search *search, const char *zone, int way,
                                            const struct plan_floor *other, int *door)
{
    const struct plan_room *rooms = search->floor->rooms.items, *best = NULL;
    for (size_t i = 0; i < search->floor->rooms.count; i++) {
        bool wanted = zone ? rooms[i].zone && strcmp(rooms[i].zone, zone) == 0
                           : rooms[i].way == way && rooms[i].door &&
                                 plan_point_index(other, rooms[i].door) >= 0;
        int point = wanted && rooms[i].door ? plan_point_index(search->floor, rooms[i].door) : -1;
        if (point >= 0 && search->far[point] < INFINITY &&
            (!best || search->far[point] < search->far[*door])) {
            best = &rooms[i];
            *door = point;
        }
    }
    return best;
}

static bool find_leg(struct search *search, const char *zone, int way,
                     const struct plan_floor *other, const struct plan_spot *start, int index,
                     struct plan_trip *trip)
{
    int door = -1;
    const struct plan_room *room = nearest_room(search, zone, way, other, &door);
    if (room) {
        trip->leg[index].floor = search->floor;
        trip->leg[index].goal = room;
        trace(search, door, start, &trip->leg[index].path);
    }
    return room != NULL;
}

static bool find_by(struct search *search, const struct plan_floor *arrival, const char *zone,
                    int way, const struct plan_spot *start, struct plan_trip *trip)
{
    struct search above;
    if (!find_leg(search, NULL, way, arrival, start, 0, trip)) {
        return false;
    }
    search_from(&above, arrival, plan_point_index(arrival, trip->leg[0].goal->door));
    trip->legs = find_leg(&above, zone, WAY_NONE, NULL, NULL, 1, trip) ? 2 : 0;
    trip->way = way;
    return trip->legs == 2;
}

static const struct plan_floor *floor_of_zone(const struct plan_file *plan, const char *zone,
                                              const struct plan_floor *first)
{
    const struct plan_floor *floors = plan->floors.items;
    if (first && plan_zone_room(first, zone)) {
        return first;
    }
    for (size_t i = 0; i < plan->floors.count; i++) {
        if (plan_zone_room(&floors[i], zone)) {
            return &floors[i];
        }
    }
    return NULL;
}

struct plan_trip plan_trip(const struct plan_file *plan, const struct plan_here *here,
                           const char *zone, bool lift)
{
    struct plan_trip trip = { 0 };
    const struct plan_floor *start = here->given ? plan_floor(plan, here->floor) : NULL;
    const struct plan_floor *goal = floor_of_zone(plan, zone, start);
    if (!start || !goal || start->points.count == 0) {
        return trip;
    }
    struct search search;
    search_from(&search, start, nearest_point(start, here->at));
    if (goal == start) {
        trip.legs = find_leg(&search, zone, WAY_NONE, NULL, &here->at, 0, &trip);
        return trip;
    }
    int first = lift ? WAY_LIFT : WAY_STAIRS, second = lift ? WAY_STAIRS : WAY_LIFT;
    if (!find_by(&search, goal, zone, first, &here->at, &trip)) {
        find_by(&search, goal, zone, second, &here->at, &trip);
    }
    return trip;
}
