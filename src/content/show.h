/* A show: one immutable snapshot of a whole content folder, in one arena. A change on disk makes
 * another show; nothing in this one ever changes. */
#pragma once
#include "base/arena.h"
#include "base/report.h"
#include "base/source.h"
#include "calendar/schedule.h"
#include "content/field.h"
#include "content/kiosk.h"
#include "content/language.h"
#include "content/places.h"
#include "content/plan.h"

struct site {
    struct text name, place;
    const char *address, *time_zone, *logo;
    struct strings languages, second_languages, allowed_hosts;
    bool staff_badge; /* a dot in a corner while something is to be repaired */
};

enum access { ACCESS_WALK_IN, ACCESS_BY_APPOINTMENT, ACCESS_CLOSED };

struct weekly_row {
    unsigned days;
    int opens, closes;
};

struct opening_row {
    int opens, closes;
};

struct exception_row {
    struct date from, until;
    struct list hours; /* struct opening_row */
    struct text reason;
    struct strings services; /* none: all */
};

struct service {
    const char *id;
    struct text name;
    int access;                  /* enum access */
    struct list weekly;          /* struct weekly_row */
    struct opening_rules rules;  /* made from the rows above and the exceptions that concern it */
    const struct text **reasons; /* of rules.exceptions, same indexes */
};

struct hours_file {
    bool example;
    struct date review;
    struct list services;   /* struct service */
    struct list exceptions; /* struct exception_row */
    unsigned open_holidays;
};

struct building_floor {
    int number;
    struct text name;
};

enum zone_shape {
    SHAPE_CIRCLE,
    SHAPE_SQUARE,
    SHAPE_TRIANGLE,
    SHAPE_DIAMOND,
    SHAPE_CROSS,
    SHAPE_ARCH,
    SHAPE_HEXAGON,
    SHAPE_STAR
};

struct zone {
    const char *letter;
    int shape; /* enum zone_shape */
    struct color color;
    struct text color_name, follow, name, name_short, counters;
    int floor;           /* a building_floor's number */
    const char *service; /* id, or NULL */
};

struct zones_file {
    bool example;
    struct date review;
    struct list floors; /* struct building_floor, lowest first */
    struct list zones;  /* struct zone, in the order of the file */
};

/* What every slide has; the first member of each kind's struct. */
struct slide_head {
    const char *kind;
    struct text title, title_short, source;
    bool example;
    struct date review;           /* when somebody should read it again */
    struct date_time from, until; /* of an alert: while it replaces the rotation */
    bool closes_kiosk;            /* of an alert: visitors cannot put it aside */
};

struct slide {
    const char *name; /* file name without .json */
    const char *file; /* as staff know it */
    const struct record *kind;
    const struct slide_head *head; /* the kind's struct */
    int words;                     /* in the main language, all texts together */
};

struct play_window {
    int from, to;
};

struct playlist_item {
    const char *slide_name;
    int seconds; /* 0: automatic */
    struct date from, until;
    unsigned weekdays;
    struct list windows; /* struct play_window */
    int priority;
    int line;                  /* in playlist.json; 0 when that could not be read */
    struct schedule schedule;  /* made from the above */
    const struct slide *slide; /* NULL when the slide could not be read */
};

struct playlist {
    struct list items; /* struct playlist_item */
};

struct screen_span {
    unsigned weekdays; /* 0: every day */
    int from, to;      /* to <= from: until the next day */
};

struct screen_opening {
    bool given;
    const char *service; /* NULL: any */
    int before, after;   /* minutes */
};

struct screen_hours {
    bool given;        /* else it is lit at any hour */
    struct list spans; /* struct screen_span */
    struct screen_opening opening;
    bool alerts; /* light it */
};

struct screen {
    int display;                                  /* 1: the first */
    int width_mm, height_mm, viewing_distance_mm; /* 0: not given */
    int rotation;                                 /* degrees clockwise: 0, 90, 180, 270 */
    bool touch;                                   /* it is a kiosk */
    int bottom_mm;         /* how high the bottom of the picture is above the floor; 0: not given */
    struct plan_here here; /* where it stands */
    struct screen_hours hours;
    bool pixel_shift; /* the picture moves a little each hour */
    int night_dim;    /* percent of the light taken off while everything is closed */
};

struct show_files { /* as staff know them, whether they exist or not */
    const char *site, *hours, *zones, *plan, *kiosk, *playlist;
};

struct show {
    struct arena arena;
    const char *folder;
    struct show_files files;
    int root; /* descriptor of the folder, closed by show_free; -1 when show_read read it */
    struct source *source; /* what was read, and from where */
    struct site site;
    struct language languages[LANGUAGES_MAX]; /* words, same indexes as struct text */
    int language_count;                       /* at least 1 */
    struct hours_file hours;
    struct zones_file zones;
    struct kiosk_file kiosk;
    struct plan_file plan;
    struct playlist playlist;
    const struct slide *slides; /* sorted by name; those that could be read */
    int slide_count;
    struct strings slide_names; /* of all files in slides/, those with errors too; sorted */
    struct screen screen;
    struct places places; /* where its values stand in the files; none when show_read read it */
};

/* What a show is read with; pointers are borrowed for the call. */
struct show_options {
    const char *assets; /* folder of the program's assets */
    const char
        *screen; /* name of a file in screens/ that must exist, or NULL: host, then "default" */
    const char *host;                  /* the host's name, or NULL */
    const struct record *const *kinds; /* slide kinds, NULL at the end */
    text_covered *covered;
    void *fonts;
};

/* Reads the folder whole. Problems go to the report; what is broken is left out and the rest
 * stands. Returns a show owned by the caller (show_free); it is NULL only when the folder or the
 * assets cannot be opened at all. */
struct show *show_load(const char *folder, const struct show_options *options,
                       struct report *report);

/* Reads a show through a source, which says where each file comes from; folder is its name for
 * staff. Unlike show_load it reads what a folder that cannot be opened leaves: NULL only when the
 * assets cannot be read. May run beside a show that plays. */
struct show *show_read(struct source *source, const char *folder,
                       const struct show_options *options, struct report *report);

/* Makes the show's time zone that of all moments of the process. Called where a show becomes the
 * current one, never while another is being read beside it. */
void show_set_zone(const struct show *show);

/* Frees a show; null-safe. */
void show_free(struct show *show);

/* Returns the path of a file of the folder as staff know it; owned by the arena. */
const char *show_path(const struct show *show, const char *path, struct arena *arena);

/* Returns the service with that id, or NULL. */
const struct service *show_service(const struct show *show, const char *id);

/* Returns the floor with that number, or NULL. */
const struct building_floor *show_floor(const struct show *show, int number);

/* Returns the zone with that letter, or NULL. */
const struct zone *show_zone(const struct show *show, const char *letter);

/* Returns whether the slide is an alert, which plays by itself from head->from to head->until. */
bool slide_is_alert(const struct slide *slide);

/* Returns the slide with that name, or NULL. */
const struct slide *show_slide(const struct show *show, const char *name);
