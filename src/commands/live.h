/* The content of a running screen: the show that plays, the one that comes, and what staff are told
 * of them. */
#pragma once
#include "render/raster.h"
#include "stage/loader.h"
#include "stage/shown.h"
#include "stage/stage.h"
#include "stage/status.h"

struct live {
    struct raster *raster; /* borrowed */
    struct show *playing, *coming;
    struct edition *edition; /* the last reading, without its show */
    struct feed_options options;
    SDL_Thread *reading; /* the first reading; NULL: it is done */
    struct feed *feed;   /* until it is watched */
    struct loader *loader;
    struct status *status;
    struct shown *shown; /* what visitors see is noted there; NULL: nowhere */
    struct status_facts facts;
    uint64_t told; /* hash of the problems printed last */
    bool read;     /* the folder was, a first time */
    bool off;      /* the screen, on purpose */
    bool news;     /* the folder was read, or something else is seen, since this was set to false */
    char host[256];
    struct arena arena, slide_name;
};

/* Starts reading the folder a first time, on a thread of its own, so that the display can be opened
 * meanwhile: nothing else may use the raster until live_ready. live_close frees it all. */
void live_open(struct live *live, struct raster *raster, const char *folder, const char *screen);
void live_close(struct live *live);

/* Waits for that reading, the first time, and prints its problems. Returns false after printing why
 * there is nothing to show at all. */
bool live_ready(struct live *live);

/* Returns, once it is ready, whether the folder cannot be opened and nothing of it was kept. One
 * that is empty is somebody's beginning. */
bool live_is_nowhere(const struct live *live);

/* Starts watching, once the first page is on the screen: until then it would only be in the way.
 * Without a thread the screen plays what it has. */
void live_watch(struct live *live);

/* Before a step of the stage: hands over what was read since and frees what it no longer plays.
 * language is the second language that was asked for, or NULL. */
void live_step(struct live *live, struct stage *stage, const char *language);

/* After it: notes what is on the screen, then writes the status if something changed. */
void live_note(struct live *live, const struct stage *stage, struct stage_time time);
void live_tell(struct live *live);
